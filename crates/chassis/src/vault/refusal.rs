//! Why a backup is not restored, each by its name.

use std::path::Path;

use crate::Error;

/// It is cut off, or no backup.
pub(super) fn cut(path: &Path) -> Error {
    Error::refused(
        "backup-cut",
        format!("{} 不完整，或者不是备份；什么都没有写，请换一份完好的备份", path.display()),
        format!("{} is cut off or is no backup; nothing was written, use a whole one", path.display()),
    )
}

/// Its bytes are not those that were sealed.
pub(super) fn changed(path: &Path) -> Error {
    Error::refused(
        "backup-changed",
        format!("{} 的内容已损坏或被改动；什么都没有写，请换一份完好的备份", path.display()),
        format!("{} is damaged or was changed; nothing was written, use a whole one", path.display()),
    )
}

/// One of its parts is not of this backup.
pub(super) fn mixed(path: &Path, part: &str) -> Error {
    let shown: String = part.chars().filter(|c| !c.is_control()).take(80).collect();
    Error::refused(
        "backup-mixed",
        format!(
            "{} 里的 {shown} 与清单对不上：不是同一份备份的内容；什么都没有写，请换一份完好的备份",
            path.display()
        ),
        format!(
            "{shown} in {} does not agree with the manifest: it is not of the same backup; nothing was written, use a whole one",
            path.display()
        ),
    )
}

/// A newer program made it.
pub(super) fn newer(path: &Path, by: &str) -> Error {
    let shown: String = by.chars().filter(|c| !c.is_control()).take(40).collect();
    let own = env!("CARGO_PKG_VERSION");
    Error::refused(
        "backup-newer",
        format!(
            "{} 由更新的程序写成（{shown}，本程序是 {own}）；什么都没有写，请用不低于该版本的程序恢复",
            path.display()
        ),
        format!(
            "{} was written by a newer program ({shown}, this is {own}); nothing was written, restore it with that version or a later one",
            path.display()
        ),
    )
}

/// Its rows do not fit its own tables.
pub(super) fn unfitting(path: &Path, table: &str) -> Error {
    mixed(path, &format!("tables/{table}.jsonl"))
}
