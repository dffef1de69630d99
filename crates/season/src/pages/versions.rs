//! Every version of the season's annex.

use askama::Template;
use axum::response::Response;
use chassis::Error;
use chassis::web::{Frame, Visit, page};

use super::{IMPORT, minute};
use crate::operations::{self, Version};

#[derive(Template)]
#[template(path = "pages/versions.html")]
struct VersionsPage {
    frame: Frame,
    lines: Vec<VersionLine>,
    may_import: bool,
}

struct VersionLine {
    version: i64,
    file: String,
    by: String,
    at: String,
    holds: bool,
    is_newer: bool,
}

/// `GET /season/versions`
pub(super) async fn show(visit: Visit) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let known = operations::versions(&mut look.desk()).await;
    look.leave().await?;
    let (versions, holds) = match known {
        Err(Error::Missing(_)) => (Vec::new(), 0),
        known => known?,
    };
    let line = |it: &Version| VersionLine {
        version: it.version,
        file: it.file.clone(),
        by: it.imported_by.clone(),
        at: minute(&it.imported_at),
        holds: it.version == holds,
        is_newer: it.version > holds,
    };
    let lines = versions.iter().rev().map(line).collect();
    let frame = visit.frame("/season", visit.say("import-versions"));
    page(&VersionsPage { frame, lines, may_import: visit.may(IMPORT) })
}
