//! The nearest known name to a misspelt one.

/// The best of some names, if one is near enough to be a slip of the pen.
pub(crate) fn of<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = written.chars().count() / 3 + 1;
    let near =
        known.map(|name| (kernel::slips(written, name), name)).filter(|(slips, _)| *slips <= most.min(3));
    near.min().map(|(_, name)| name)
}
