//! Files that a page gives out.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chassis::Error;

/// Whether the browser shows a file or keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// In its own window.
    Inline,
    /// Among the downloads.
    Kept,
}

/// Answers with a file under a name in any script (RFC 6266). It belongs to whoever
/// asked, so nobody between keeps it.
///
/// # Errors
/// A fault, if the name cannot be said in a header.
pub(super) fn file(name: &str, shown: Shown, bytes: Vec<u8>) -> Result<Response, Error> {
    let way = match shown {
        Shown::Inline => "inline",
        Shown::Kept => "attachment",
    };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = format!("jinqiao.{ending}");
    let line = format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name));
    let line = HeaderValue::from_str(&line).map_err(Error::fault)?;
    let mut response = ([(CONTENT_TYPE, kind(ending)), (CACHE_CONTROL, "no-store")], bytes).into_response();
    response.headers_mut().insert(CONTENT_DISPOSITION, line);
    Ok(response)
}

/// What a file is, by its ending.
fn kind(ending: &str) -> &'static str {
    match ending {
        "pdf" => "application/pdf",
        "svg" => "image/svg+xml",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// A name as RFC 8187 writes it.
fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_is_said_and_nothing_in_it_ends_the_header() {
        assert_eq!(encoded("请示 1.pdf"), "%E8%AF%B7%E7%A4%BA%201.pdf");
        assert_eq!(encoded("a\"\r\nb'.csv"), "a%22%0D%0Ab%27.csv");
        let response = file("a\r\nSet-Cookie: x.pdf", Shown::Inline, Vec::new()).unwrap();
        assert_eq!(
            response.headers()[CONTENT_DISPOSITION],
            "inline; filename=\"jinqiao.pdf\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x.pdf"
        );
    }
}
