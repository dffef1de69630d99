//! Who changes something says which version of it they have seen. The version of
//! an object is the number of the last line the journal has about it: every change
//! writes one, so no change passes unnoticed, and the lines since say what was done.

use axum::http::{HeaderMap, StatusCode};

use crate::journal::{self, Line};
use crate::web::Complaint;
use crate::{Desk, Error};

use super::Trouble;

/// The version that a tag names: `"17.6f0c…"` is the seventeenth.
fn version_of(tag: &str) -> Option<i64> {
    let bare = tag.trim().trim_start_matches("W/").trim_matches('"');
    bare.split('.').next()?.parse().ok()
}

/// Whether a reader already holds what a tag names.
pub fn known_version(headers: &HeaderMap, tag: &str) -> bool {
    let held = headers.get("if-none-match").and_then(|held| held.to_str().ok()).unwrap_or_default();
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    held.split(',').any(|one| one.trim() == "*" || bare(one) == bare(tag))
}

/// Whether what somebody has seen of an object is what stands: a form's hidden field
/// `version`, or the tags of `If-Match`.
///
/// # Errors
/// Tells what was done meanwhile, line by line.
pub async fn agreed(desk: &mut Desk<'_>, subject: &str, seen: &str) -> Result<(), Trouble> {
    let stands = journal::version(desk, subject).await?;
    let mut tags = seen.split(',').map(str::trim);
    if tags.clone().any(|tag| tag == "*" || version_of(tag) == Some(stands)) {
        return Ok(());
    }
    let since = tags.find_map(version_of).unwrap_or(stands);
    let lines = journal::since(desk, subject, since).await?;
    Err(Trouble::Said(outdated(&lines)?))
}

fn outdated(lines: &[Line]) -> Result<Complaint, Error> {
    let mut complaint = Complaint::new(
        StatusCode::PRECONDITION_FAILED,
        "changed-meanwhile",
        "您打开之后，这里又被改过，您的修改没有保存；请重新读取，核对下面列出的改动后再提交",
        "this has been changed since you read it, and your change was not kept; read it again, look at what was done, then send it",
    );
    for line in lines {
        let at: jiff::Timestamp = line.at.parse().map_err(Error::fault)?;
        let at = at.in_tz("Asia/Shanghai").map_err(Error::fault)?.strftime("%Y-%m-%d %H:%M").to_string();
        complaint = complaint.with_fault(
            &format!("journal/{}", line.seq),
            format!("{at} {}：{}", line.event, line.detail),
            format!("{at} {}: {}", line.event, line.detail),
        );
    }
    Ok(complaint)
}
