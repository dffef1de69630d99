//! A form that brings files: its texts and its files, in the order they came.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;

use super::{Complaint, Fields};

/// The most bytes that come with one form.
const LARGEST: usize = 21 * 1024 * 1024;

/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// A form with files (带文件的表单).
#[derive(Debug, Clone, Default)]
pub struct Parcel {
    /// Its texts.
    pub fields: Fields,
    /// Its files; a field of a file that nobody chose brings none.
    pub files: Vec<ParcelFile>,
}

/// A file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelFile {
    /// The field it came in.
    pub field: String,
    /// What the sender calls it, for people to read: without folders and without
    /// what cannot be printed. Never a path.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Parcel {
    /// The first file of a field.
    pub fn file(&self, field: &str) -> Option<&ParcelFile> {
        self.files.iter().find(|file| file.field == field)
    }
}

impl<S: Send + Sync> FromRequest<S> for Parcel {
    type Rejection = Complaint;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Complaint> {
        DefaultBodyLimit::max(LARGEST).apply(&mut request);
        let mut form = Multipart::from_request(request, state).await.map_err(|_| broken())?;
        let (mut texts, mut files) = (Vec::new(), Vec::new());
        while let Some(part) = form.next_field().await.map_err(|error| said(error.status()))? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(plain);
            let bytes = part.bytes().await.map_err(|error| said(error.status()))?;
            match name {
                None => texts.push((field, String::from_utf8_lossy(&bytes).into_owned())),
                // A browser sends an empty part for a file that was not chosen.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => files.push(ParcelFile { field, name, bytes: bytes.to_vec() }),
            }
        }
        Ok(Self { fields: Fields::of(texts), files })
    }
}

/// A file's name as people may read it.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    // Marks that turn the reading direction make `gpj.exe` look like `exe.jpg`.
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    last.chars()
        .filter(|c| !c.is_control() && !turns(*c))
        .take(LONGEST_NAME)
        .collect::<String>()
        .trim()
        .to_owned()
}

fn said(status: StatusCode) -> Complaint {
    if status != StatusCode::PAYLOAD_TOO_LARGE {
        return broken();
    }
    Complaint::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "file-too-large",
        "文件超过 20 MB，没有保存；请压缩图片或分成几个文件再交",
        "the file is larger than 20 MB and was not kept; make it smaller or hand it in in parts",
    )
}

fn broken() -> Complaint {
    Complaint::new(
        StatusCode::BAD_REQUEST,
        "form-broken",
        "上传没有传完，没有保存任何内容；请回到上一页再选一次文件",
        "the upload broke off and nothing was kept; go back and choose the file again",
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_is_read_by_people_and_leads_nowhere() {
        assert_eq!(plain("附件2.docx"), "附件2.docx");
        assert_eq!(plain("C:\\fakepath\\附件2.docx"), "附件2.docx");
        assert_eq!(plain("../../etc/passwd"), "passwd");
        assert_eq!(plain("a\u{202e}xcod.exe\n"), "axcod.exe");
        assert_eq!(plain(&"长".repeat(300)).chars().count(), 120);
    }
}
