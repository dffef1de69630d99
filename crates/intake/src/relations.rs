//! How the parts of an office package point at each other.

use crate::archive::Archive;
use crate::refusal::Refusal;
use crate::xml::Token;

/// One part pointing at another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The name under which the pointing part knows it: `rId3`.
    pub(crate) id: String,
    /// The last word of its type: `worksheet`, `styles`.
    pub(crate) kind: String,
    /// The part pointed at, from the root of the package.
    pub(crate) part: String,
}

/// Everything a part points at inside the package; nothing if it says nothing.
pub(crate) fn of(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Relation>, Refusal> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(mut xml) = archive.xml(&format!("{folder}/_rels/{name}.rels"))? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    loop {
        let tag = match xml.next()? {
            Token::Open(tag) => tag,
            Token::End => return Ok(relations),
            _ => continue,
        };
        let outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
        if let (Some(id), Some(kind), Some(target), false) =
            (tag.get("Id"), tag.get("Type"), tag.get("Target"), outside)
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { id: id.into_owned(), kind, part: resolved(folder, &target) });
        }
    }
}

fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_found_from_the_part_or_from_the_root() {
        let told =
            [("xl", "worksheets/a.xml"), ("xl", "/xl/a.xml"), ("/xl/x", "../a.xml"), ("", "../../a.xml")]
                .map(|(folder, target)| resolved(folder, target));
        assert_eq!(told, ["xl/worksheets/a.xml", "xl/a.xml", "xl/a.xml", "a.xml"]);
    }
}
