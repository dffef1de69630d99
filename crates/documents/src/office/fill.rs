//! Filling: one walk over the compiled steps, writing XML.

use kernel::Said;

use super::op::{Lines, Op, Site, SiteId};
use super::picture::Gallery;
use super::table::OpenTable;
use super::tree::escape;
use crate::Fact;
use crate::fault::Fault;
use crate::place::{Filter, Place};
use crate::scope::{Path, Scope};
use crate::xlsx::columns::Columns;
use crate::xlsx::row::Printed;

/// A part may grow to this, and no further.
const BYTES: usize = 48 * 1024 * 1024;
/// Steps in one part: loops without words end too.
const STEPS: usize = 4_000_000;

/// Filling of one part under way.
pub(crate) struct Filler<'a> {
    pub(crate) scope: Scope<'a>,
    sites: &'a [Site],
    part: &'a str,
    first_page: Option<i64>,
    pub(crate) out: String,
    pub(crate) faults: Vec<Fault>,
    told: Vec<SiteId>,
    /// Tables being written, the innermost last.
    pub(super) tables: Vec<OpenTable>,
    pub(crate) gallery: Gallery,
    /// The rows of the worksheet being written, and where its columns go.
    pub(crate) rows: Vec<Printed>,
    pub(crate) columns: Columns,
    steps: usize,
}

impl<'a> Filler<'a> {
    pub(crate) fn new(facts: &'a Fact, sites: &'a [Site]) -> Self {
        Self {
            scope: Scope::new(facts),
            sites,
            part: "",
            first_page: None,
            out: String::new(),
            faults: Vec::new(),
            told: Vec::new(),
            tables: Vec::new(),
            gallery: Gallery::default(),
            rows: Vec::new(),
            columns: Columns::default(),
            steps: 0,
        }
    }

    /// Takes the number of the first page from the facts, if they have one.
    pub(crate) fn number_from(&mut self, path: Option<&Path>) {
        self.first_page =
            path.and_then(|path| self.scope.lent(path)?.as_number()).filter(|number| *number > 0);
    }

    /// Writes a part and takes it out.
    pub(crate) fn part(&mut self, name: &'a str, ops: &'a [Op]) -> String {
        self.part = name;
        self.steps = 0;
        self.gallery.turn_to(name);
        if !self.run(ops) {
            let says = Said::new(
                "填出来的文件过大；请检查循环的列表",
                "the filled paper grows too large; look at the lists it loops over",
            );
            self.faults.push(Fault::of_file(name, says));
        }
        std::mem::take(&mut self.out)
    }

    /// Counts steps that were walked; `false` when a bound is reached.
    pub(crate) fn walked(&mut self, steps: usize) -> bool {
        self.steps += steps;
        self.steps <= STEPS
    }

    /// `false` when a bound is reached.
    pub(crate) fn run(&mut self, ops: &'a [Op]) -> bool {
        for op in ops {
            self.steps += 1;
            if self.steps > STEPS || self.out.len() > BYTES {
                return false;
            }
            if !self.step(op) {
                return false;
            }
        }
        true
    }

    fn step(&mut self, op: &'a Op) -> bool {
        match op {
            Op::Raw(xml) => self.out.push_str(xml),
            Op::Value { place, site } => self.print(place, *site),
            Op::Text { place, site } => {
                if let Some(text) = self.value(place, *site) {
                    escape(&text.replace('\r', ""), &mut self.out);
                }
            }
            Op::Lines(lines) => return self.lines(lines),
            Op::For { name, list, body, merges, site } => {
                let Some(items) = self.items(list, *site) else { return true };
                self.begin_anew(merges);
                return self.repeat(name, items, body);
            }
            Op::If { condition, then, otherwise, site } => match condition.holds(&self.scope) {
                Ok(true) => return self.run(then),
                Ok(false) => return self.run(otherwise),
                Err(says) => self.fault(*site, says),
            },
            Op::Cell(body) => return self.cell(body),
            Op::Table(table) => return self.table(table),
            Op::Row => self.row(),
            Op::Merged(merged) => return self.merged(merged),
            Op::Cells(cells) => return self.cells(cells),
            Op::Columns { region, widths } => self.columns(*region, widths),
            Op::Share { region, width } => self.share(*region, *width),
            Op::Span { columns, regions } => self.span(*columns, regions),
            Op::FirstPage(own) => {
                let number = self.first_page.map_or_else(|| own.clone(), |number| number.to_string());
                self.out.push_str(&number);
            }
            Op::SheetRow(row) => return self.sheet_row(row),
        }
        true
    }

    /// A fact inside a `w:t`; a picture interrupts the text.
    fn print(&mut self, place: &Place, site: SiteId) {
        if let Some(Fact::Picture(picture)) = self.scope.lent(&place.path) {
            self.out.push_str("</w:t>");
            self.gallery.hang(picture, place, &mut self.out);
            self.out.push_str("<w:t xml:space=\"preserve\">");
        } else if let Some(text) = self.value(place, site) {
            write(&text, &mut self.out);
        }
    }

    pub(crate) fn value(&mut self, place: &Place, site: SiteId) -> Option<String> {
        match place.fill(&self.scope) {
            Ok(text) => Some(text.into_owned()),
            Err(says) => {
                self.fault(site, says);
                None
            }
        }
    }

    fn lines(&mut self, lines: &'a Lines) -> bool {
        if let Some(Fact::Picture(_)) = self.scope.lent(&lines.place.path) {
            // A line of fixed height would show a strip of the picture.
            self.out.push_str(&lines.before.replace("w:lineRule=\"exact\"", "w:lineRule=\"atLeast\""));
            self.out.push_str(&lines.between);
            self.print(&lines.place, lines.site);
            self.out.push_str(&lines.after);
            return true;
        }
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
            let says = self.scope.explain(path);
            self.fault(site, says);
            return String::new();
        };
        let (own, other) = (half_widths(text), half_widths(&other));
        let (name, date) = if part == Signed::Name { (own, other) } else { (other, own) };
        let chars = signature_indent(name, date, part);
        format!("<w:ind w:right=\"{}\" w:rightChars=\"{chars}\"/>", (chars * 31587 + 5000) / 10000)
    }

    /// The items of a list.
    pub(crate) fn items(&mut self, list: &Path, site: SiteId) -> Option<&'a [Fact]> {
        match self.scope.list(list) {
            Ok(items) => Some(items),
            Err(says) => {
                self.fault(site, says);
                None
            }
        }
    }

    fn repeat(&mut self, name: &'a str, items: &'a [Fact], body: &'a [Op]) -> bool {
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

    /// Each tag is told once, however often its loop turns.
    pub(crate) fn fault(&mut self, site: SiteId, says: Said) {
        if !self.told.contains(&site)
            && let Some(Site { place, written }) = self.sites.get(site)
        {
            self.told.push(site);
            let (place, tag) = (place.clone(), written.clone());
            self.faults.push(Fault { file: self.part.to_owned(), place, tag, says });
        }
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
