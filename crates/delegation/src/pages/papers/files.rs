//! Papers as files: a page, a paper, the whole package.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::Response;
use chassis::Error;
use chassis::web::Visit;
use serde::Deserialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::examination::Examination;
use crate::pages::download::{Shown, file};
use crate::pages::party;
use crate::papers::Selection;
use crate::press_room::PressRoom;
use crate::print::{Printed, file_name};

/// Whose copy is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Copy {
    #[serde(default)]
    copy: usize,
}

async fn examined(visit: &Visit, room: &PressRoom, id: &str) -> Result<Arc<Examination>, Error> {
    let mut look = visit.look().await?;
    let examination = party::examined(&mut look.desk(), room.books(), id).await?;
    look.leave().await?;
    Ok(Arc::new(examination))
}

fn no_such_file() -> Error {
    Error::missing(
        "paper-unknown",
        "没有这份公文或这一页；请从公文列表打开",
        "there is no such paper or page; open it from the list of papers",
    )
}

/// `GET /delegations/{id}/papers/{code}/{page}`: one page as a picture, `1.svg`.
pub(super) async fn picture(
    visit: Visit,
    Path((id, code, page)): Path<(String, String, String)>,
    Query(asked): Query<Copy>,
    Extension(room): Extension<Arc<PressRoom>>,
) -> Result<Response, Error> {
    let examination = examined(&visit, &room, &id).await?;
    let number = page.strip_suffix(".svg").and_then(|number| number.parse::<usize>().ok());
    let at = number.and_then(|number| number.checked_sub(1)).ok_or_else(no_such_file)?;
    let known = room.books().papers()?.iter().any(|paper| paper.code() == code);
    if !known {
        return Err(no_such_file());
    }
    let pictured = room.pictures(examination, &code).await?;
    let copy = pictured.get(asked.copy).ok_or_else(no_such_file)?;
    let page = copy.pictures.pages.get(at).ok_or_else(no_such_file)?;
    file(&format!("{code}-{}.svg", at + 1), Shown::Inline, page.clone().into_bytes())
}

/// `GET /delegations/{id}/papers/{file}`: `approval-request.pdf`, `.docx`, `.xlsx`.
pub(super) async fn file_of(
    visit: Visit,
    Path((id, name)): Path<(String, String)>,
    Query(asked): Query<Copy>,
    Extension(room): Extension<Arc<PressRoom>>,
) -> Result<Response, Error> {
    let examination = examined(&visit, &room, &id).await?;
    let (code, extension) = name.rsplit_once('.').ok_or_else(no_such_file)?;
    let papers = room.books().papers()?;
    let paper = papers.iter().find(|paper| paper.code() == code).ok_or_else(no_such_file)?;
    if !paper.formats().iter().any(|format| format.extension() == extension) {
        return Err(no_such_file());
    }
    let printed = room.print(examination, Selection::Codes(vec![code.to_owned()])).await?;
    let copy = printed.into_iter().nth(asked.copy).ok_or_else(no_such_file)?;
    let found = copy.files.into_iter().find(|(known, _)| *known == extension);
    let (_, bytes) = found.ok_or_else(no_such_file)?;
    let shown = if extension == "pdf" { Shown::Inline } else { Shown::Kept };
    file(&format!("{}.{extension}", copy.stem), shown, bytes)
}

/// `GET /delegations/{id}/papers.zip`: the package that an application is handed in
/// with, every paper in every format.
pub(super) async fn package(
    visit: Visit,
    Path(id): Path<String>,
    Extension(room): Extension<Arc<PressRoom>>,
) -> Result<Response, Error> {
    let examination = examined(&visit, &room, &id).await?;
    let name = file_name(&examination.delegation.name);
    let printed = room.print(examination, Selection::Package).await?;
    let bytes = tokio::task::spawn_blocking(move || packed(&printed)).await.map_err(Error::fault)?;
    file(&format!("{name}.zip"), Shown::Kept, bytes.map_err(Error::fault)?)
}

/// The same papers always give the same bytes.
fn packed(printed: &[Printed]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for paper in printed {
        for (extension, bytes) in &paper.files {
            writer.start_file(format!("{}.{extension}", paper.stem), options)?;
            writer.write_all(bytes)?;
        }
    }
    Ok(writer.finish()?.into_inner())
}
