//! Filling: one walk over the compiled steps, writing XML.

use kernel::Said;

use super::op::{Lines, Merged, Op, Site, SiteId};
use super::tree::escape;
use crate::Fact;
use crate::fault::Fault;
use crate::place::{Filter, Place};
use crate::scope::{Path, Scope};

/// A part may grow to this, and no further.
const BYTES: usize = 48 * 1024 * 1024;
/// Steps in one part: loops without words end too.
const STEPS: usize = 4_000_000;

/// Filling of one part under way.
pub(super) struct Filler<'a> {
    scope: Scope<'a>,
    sites: &'a [Site],
    part: &'a str,
    first_page: Option<i64>,
    pub(super) out: String,
    pub(super) faults: Vec<Fault>,
    told: Vec<SiteId>,
    merges: Vec<Option<String>>,
    steps: usize,
}

impl<'a> Filler<'a> {
    pub(super) fn new(facts: &'a Fact, sites: &'a [Site], slots: usize) -> Self {
        Self {
            scope: Scope::new(facts),
            sites,
            part: "",
            first_page: None,
            out: String::new(),
            faults: Vec::new(),
            told: Vec::new(),
            merges: vec![None; slots],
            steps: 0,
        }
    }

    /// Takes the number of the first page from the facts, if they have one.
    pub(super) fn number_from(&mut self, path: Option<&Path>) {
        self.first_page =
            path.and_then(|path| self.scope.lent(path)?.as_number()).filter(|number| *number > 0);
    }

    /// Writes a part and takes it out.
    pub(super) fn part(&mut self, name: &'a str, ops: &'a [Op]) -> String {
        self.part = name;
        self.steps = 0;
        if !self.run(ops) {
            let says = Said::new(
                "填出来的文件过大；请检查循环的列表",
                "the filled paper grows too large; look at the lists it loops over",
            );
            self.faults.push(Fault::of_file(name, says));
        }
        std::mem::take(&mut self.out)
    }

    /// `false` when a bound is reached.
    fn run(&mut self, ops: &'a [Op]) -> bool {
        for op in ops {
            self.steps += 1;
            if self.steps > STEPS || self.out.len() > BYTES {
                return false;
            }
            let within = match op {
                Op::Raw(xml) => {
                    self.out.push_str(xml);
                    true
                }
                Op::Value { place, site } => {
                    if let Some(text) = self.value(place, *site) {
                        write(&text, &mut self.out);
                    }
                    true
                }
                Op::Lines(lines) => self.lines(lines),
                Op::For { name, list, body, merges, site } => self.repeat(name, list, *site, body, merges),
                Op::If { condition, then, otherwise, site } => match condition.holds(&self.scope) {
                    Ok(true) => self.run(then),
                    Ok(false) => self.run(otherwise),
                    Err(says) => self.fault(*site, says),
                },
                Op::Cell(body) => self.cell(body),
                Op::Merged(merged) => self.merged(merged),
                Op::FirstPage(own) => {
                    let number = self.first_page.map_or_else(|| own.clone(), |number| number.to_string());
                    self.out.push_str(&number);
                    true
                }
            };
            if !within {
                return false;
            }
        }
        true
    }

    fn value(&mut self, place: &Place, site: SiteId) -> Option<String> {
        match place.fill(&self.scope) {
            Ok(text) => Some(text.into_owned()),
            Err(says) => {
                self.fault(site, says);
                None
            }
        }
    }

    fn lines(&mut self, lines: &'a Lines) -> bool {
        let Some(text) = self.value(&lines.place, lines.site) else { return true };
        let indent = self.indent(&lines.place, &text, lines.site);
        for line in text.split('\n') {
            self.out.push_str(&lines.before);
            self.out.push_str(&indent);
            self.out.push_str(&lines.between);
            write(line.trim_end_matches('\r'), &mut self.out);
            self.out.push_str(&lines.after);
        }
        self.out.len() <= BYTES
    }

    /// The right indent of a signature or its date.
    fn indent(&mut self, place: &Place, text: &str, site: SiteId) -> String {
        let Some((path, part)) = place.filters.iter().find_map(|filter| match filter {
            Filter::Above(path) => Some((path, Signed::Name)),
            Filter::Below(path) => Some((path, Signed::Date)),
            _ => None,
        }) else {
            return String::new();
        };
        let Some(other) = self.scope.find(path).and_then(|fact| fact.printed()) else {
            self.fault(site, self.scope.explain(path));
            return String::new();
        };
        let (own, other) = (half_widths(text), half_widths(&other));
        let (name, date) = if part == Signed::Name { (own, other) } else { (other, own) };
        let chars = signature_indent(name, date, part);
        format!("<w:ind w:right=\"{}\" w:rightChars=\"{chars}\"/>", (chars * 31587 + 5000) / 10000)
    }

    fn repeat(
        &mut self,
        name: &'a str,
        list: &Path,
        site: SiteId,
        body: &'a [Op],
        merges: &std::ops::Range<usize>,
    ) -> bool {
        let Some(fact) = self.scope.lent(list) else { return self.fault(site, self.scope.explain(list)) };
        let Some(items) = fact.as_list() else {
            let (path, kind) = (&list.text, fact.kind());
            return self.fault(
                site,
                Said::new(
                    format!("“{path}”是{kind}，不能逐项写；请换成列表"),
                    format!("“{path}” is not a list; loop over a list"),
                ),
            );
        };
        for slot in self.merges.get_mut(merges.clone()).into_iter().flatten() {
            *slot = None;
        }
        for (index, item) in items.iter().enumerate() {
            self.scope.enter(name, item, index, items.len());
            let within = self.run(body);
            self.scope.leave();
            self.steps += 1;
            if !within || self.steps > STEPS {
                return false;
            }
        }
        true
    }

    fn cell(&mut self, body: &'a [Op]) -> bool {
        let start = self.out.len();
        let within = self.run(body);
        let written = self.out.get(start..).unwrap_or_default();
        if !written.ends_with("</w:p>") && !written.ends_with("<w:p/>") {
            self.out.push_str("<w:p/>");
        }
        within
    }

    fn merged(&mut self, merged: &'a Merged) -> bool {
        let start = self.out.len();
        self.out.push_str(&merged.open);
        let body = self.out.len();
        let within = self.run(&merged.body);
        let says = self.out.get(body..).unwrap_or_default().to_owned();
        if self.merges.get(merged.slot).is_some_and(|before| before.as_ref() == Some(&says)) {
            self.out.truncate(start);
            self.out.push_str(&merged.continued);
        } else {
            self.out.push_str("</w:tc>");
            if let Some(slot) = self.merges.get_mut(merged.slot) {
                *slot = Some(says);
            }
        }
        within
    }

    /// Each tag is told once, however often its loop turns.
    fn fault(&mut self, site: SiteId, says: Said) -> bool {
        if !self.told.contains(&site)
            && let Some(Site { place, written }) = self.sites.get(site)
        {
            self.told.push(site);
            let (place, tag) = (place.clone(), written.clone());
            self.faults.push(Fault { file: self.part.to_owned(), place, tag, says });
        }
        true
    }
}

/// Text inside a `w:t`; its line ends and tabs become Word's own.
fn write(text: &str, out: &mut String) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("</w:t><w:br/><w:t xml:space=\"preserve\">");
        }
        for (index, stretch) in line.split('\t').enumerate() {
            if index > 0 {
                out.push_str("</w:t><w:tab/><w:t xml:space=\"preserve\">");
            }
            escape(stretch.trim_matches('\r'), out);
        }
    }
}

/// The width of a text in half characters.
fn half_widths(text: &str) -> i64 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How far a signature keeps from the right, in hundredths of a character
/// (GB/T 9704—2012, 7.3.5.1): the date four characters, the name centred over
/// it; a name of more than twelve characters keeps two and the date is centred
/// under it. Widths are in half characters.
fn signature_indent(name: i64, date: i64, part: Signed) -> i64 {
    let long = name > 24;
    match part {
        Signed::Name if long => 200,
        Signed::Date if long => 200 + (name - date) * 25,
        Signed::Name => 400 - (name - date) * 25,
        Signed::Date => 400,
    }
}

/// The two lines of a signature: 署名 and 成文日期.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signed {
    Name,
    Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_centred_over_its_date() {
        let (name, date) = (half_widths("示例职业技术学院"), half_widths("2026年6月8日"));
        assert_eq!((name, date), (16, 12));
        assert_eq!(signature_indent(name, date, Signed::Name), 300);
        assert_eq!(signature_indent(name, date, Signed::Date), 400);
        assert_eq!(signature_indent(28, 12, Signed::Name), 200);
        assert_eq!(signature_indent(28, 12, Signed::Date), 600);
    }
}
