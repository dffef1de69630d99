//! PDF pages as poppler reads them: where every line of text stands, in points
//! from the upper left.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::Command;

/// 一字: a twenty-eighth of 156 mm.
pub(crate) const ZI: f64 = 442.205 / 28.0;
/// 一行: 22 lines with their ink fill 225 mm.
pub(crate) const LINE: f64 = (637.795 - 16.0) / 21.0;
/// The type area of an upright 公文: left, top, right, bottom.
pub(crate) const AREA: [f64; 4] = [79.37, 104.88, 521.575, 742.677];

/// A run of text on one line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
    pub(crate) text: String,
}

impl Line {
    /// A word with the box that a Chinese character of its size would have:
    /// poppler gives that of the first character's font, and Latin letters
    /// have another ascent on the same baseline.
    fn word([left, top, right, bottom]: [f64; 4], text: String) -> Self {
        let latin = text.starts_with(|letter: char| letter.is_alphanumeric() && (letter as u32) < 0x250)
            && (bottom - top - (bottom - top).round()).abs() > 0.05;
        if latin {
            let size = (bottom - top) / 0.9092;
            let base = 0.6925_f64.mul_add(size, top);
            return Self { left, top: base - 0.88 * size, right, bottom: 0.12_f64.mul_add(size, base), text };
        }
        Self { left, top, right, bottom, text }
    }

    /// Whether another piece continues this one on the same line: nearer than
    /// cells of a table ever are. The box of a squeezed mark reaches half a
    /// character into what follows.
    fn goes_on_in(&self, other: &Self) -> bool {
        let size = self.bottom - self.top;
        (self.top - other.top).abs() < 0.6 && (-0.55 * size..size / 2.0).contains(&(other.left - self.right))
    }

    pub(crate) fn first(&self) -> char {
        self.text.chars().next().unwrap()
    }

    pub(crate) fn last(&self) -> char {
        self.text.chars().next_back().unwrap()
    }

    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// One for a wide character, a half for a narrow one.
    pub(crate) fn places(&self) -> f64 {
        self.text.chars().map(|it| if it.is_ascii() { 0.5 } else { 1.0 }).sum()
    }

    /// Whether this is a page number: `—1—`.
    pub(crate) fn is_folio(&self) -> bool {
        let inner = self.text.strip_prefix('—').and_then(|text| text.strip_suffix('—'));
        inner.is_some_and(|text| text.trim().parse::<u32>().is_ok())
    }

    /// Whether it is set in 三号 as the body is, not in a table or a title.
    pub(crate) fn is_body(&self) -> bool {
        (15.5..18.0).contains(&(self.bottom - self.top)) && !self.is_folio()
    }
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// From top to bottom, then from left to right.
    pub(crate) lines: Vec<Line>,
    /// The same cut wherever there is a gap, as between the cells of a table.
    pub(crate) pieces: Vec<Line>,
}

impl Page {
    /// The text of the page without blanks.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<String>().replace(' ', "")
    }

    /// The text of the page cell by cell: lines with one left edge below each
    /// other, as a cell's are.
    pub(crate) fn cells(&self) -> String {
        let mut lines: Vec<&Line> = self.pieces.iter().collect();
        lines.sort_by(|one, two| {
            one.left.round().total_cmp(&two.left.round()).then(one.top.total_cmp(&two.top))
        });
        lines.iter().map(|line| line.text.as_str()).collect::<String>().replace(' ', "")
    }

    pub(crate) fn folio(&self) -> Option<&Line> {
        self.lines.iter().find(|line| line.is_folio())
    }

    pub(crate) fn body(&self) -> Vec<&Line> {
        self.lines.iter().filter(|line| line.is_body()).collect()
    }

    pub(crate) fn line(&self, part: &str) -> &Line {
        self.lines.iter().find(|line| line.text.contains(part)).unwrap_or_else(|| panic!("{part}: {self:#?}"))
    }

    pub(crate) fn is_upright(&self) -> bool {
        self.height > self.width
    }
}

/// Runs a tool of poppler-utils on a file. `None`, with the reason printed,
/// on a machine that does not have it.
fn poppler(tool: &str, options: &[&str], pdf: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let ends = if tool == "pdftotext" { vec!["-"] } else { Vec::new() };
    let output = match Command::new(tool).args(options).arg(file.path()).args(ends).output() {
        Ok(output) => output,
        Err(reason) => {
            eprintln!("not checked: {tool} (Debian: poppler-utils) does not run: {reason}");
            return None;
        }
    };
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The pages of a PDF.
pub(crate) fn pages(pdf: &[u8]) -> Option<Vec<Page>> {
    let xml = poppler("pdftotext", &["-bbox-layout"], pdf)?;
    let mut pages: Vec<Page> = Vec::new();
    let mut words: Vec<Line> = Vec::new();
    for row in xml.lines().map(str::trim) {
        if row.starts_with("<page ") {
            let [width, height] = numbers(row, ["width", "height"]);
            pages.push(Page { width, height, lines: Vec::new(), pieces: Vec::new() });
        } else if row.starts_with("<word ") {
            let [left, top, right, bottom] = numbers(row, ["xMin", "yMin", "xMax", "yMax"]);
            let text = row.split_once('>').unwrap().1.strip_suffix("</word>").unwrap();
            let text =
                text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            words.push(Line::word([left, top, right, bottom], text));
        } else if row == "</line>" {
            let page = pages.last_mut().unwrap();
            page.pieces.extend(cut_at_gaps(&words));
            page.lines.push(joined(std::mem::take(&mut words)));
        }
    }
    for page in &mut pages {
        page.lines.sort_by(|one, two| one.top.total_cmp(&two.top));
        for row in page.lines.chunk_by_mut(|one, two| two.top - one.top < 1.0) {
            row.sort_by(|one, two| one.left.total_cmp(&two.left));
        }
        page.lines = std::mem::take(&mut page.lines).into_iter().fold(Vec::new(), |mut lines, line| {
            match lines.last_mut() {
                Some(last) if last.goes_on_in(&line) => *last = joined(vec![last.clone(), line]),
                _ => lines.push(line),
            }
            lines
        });
    }
    Some(pages)
}

fn numbers<const N: usize>(row: &str, names: [&str; N]) -> [f64; N] {
    names.map(|name| {
        let rest = row.split_once(&format!(" {name}=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.parse().unwrap()
    })
}

/// Words of one line, apart where more than a third of a character is between.
fn cut_at_gaps(words: &[Line]) -> Vec<Line> {
    let near = |one: &Line, two: &Line| two.left - one.right < (one.bottom - one.top) / 3.0;
    words.chunk_by(near).map(|run| joined(run.to_vec())).collect()
}

/// Words of one line as one; blanks stand between letters of foreign words
/// only, for a justified Chinese line has gaps everywhere.
fn joined(words: Vec<Line>) -> Line {
    let mut words = words.into_iter();
    let mut line = words.next().unwrap();
    for word in words {
        if line.last().is_ascii_alphabetic() && word.first().is_ascii_alphabetic() {
            line.text.push(' ');
        }
        line.text.push_str(&word.text);
        line.left = line.left.min(word.left);
        line.right = line.right.max(word.right);
        line.top = line.top.min(word.top);
        line.bottom = line.bottom.max(word.bottom);
    }
    line
}

/// The fonts in a PDF, without their subset tags. Panics unless every one is
/// embedded, cut, and can be read back as Unicode.
pub(crate) fn fonts(pdf: &[u8]) -> Option<BTreeSet<String>> {
    let table = poppler("pdffonts", &[], pdf)?;
    let rows = table.lines().skip(2).map(|row| {
        let columns: Vec<&str> = row.split_whitespace().collect();
        let flags = &columns[columns.len() - 5..columns.len() - 2];
        assert_eq!(flags, ["yes", "yes", "yes"], "{row}");
        columns[0].split_once('+').unwrap().1.replace("-Identity-H", "")
    });
    Some(rows.collect())
}

/// What `pdfinfo` says.
pub(crate) fn info(pdf: &[u8]) -> Option<String> {
    poppler("pdfinfo", &[], pdf)
}
