//! Papers as LibreOffice shows them: opened, printed, measured on the page.
//!
//! LibreOffice has none of the faces a 公文 names; for the picture they are
//! replaced by those that travel with the product, never by other names in the
//! file. LibreOffice 7.4 reads `overflowPunct` the wrong way round, so the copy
//! that is looked at has it turned; the file that is shipped keeps it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use documents::Fact;

use crate::press::{CODES, FORMS, docx, facts_for, paper};

/// One printed word: where it stands, in points from the upper left.
#[derive(Debug, Clone)]
struct Word {
    x0: f64,
    x1: f64,
    y0: f64,
    y1: f64,
    text: String,
}

struct Page {
    width: f64,
    height: f64,
    words: Vec<Word>,
}

fn has(tool: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output();
    found.is_ok_and(|output| output.status.success())
}

/// Fonts for the picture, as fontconfig reads them.
fn font_rules(folder: &Path) -> PathBuf {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let mut rules = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>\
         <dir>{}</dir><include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>",
        fonts.display()
    );
    for (name, stand_in) in [
        ("方正小标宋简体", "Noto Serif CJK SC"),
        ("仿宋_GB2312", "Noto Serif CJK SC"),
        ("楷体_GB2312", "Jinqiao Kai"),
        ("黑体", "Noto Sans CJK SC"),
        ("宋体", "Noto Serif CJK SC"),
        ("Times New Roman", "Liberation Serif"),
    ] {
        write!(
            rules,
            "<match target=\"pattern\"><test name=\"family\"><string>{name}</string></test>\
             <edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>{stand_in}</string></edit></match>"
        )
        .unwrap();
    }
    rules.push_str("</fontconfig>");
    let path = folder.join("fonts.conf");
    std::fs::write(&path, rules).unwrap();
    path
}

/// The copy that is looked at.
fn for_the_picture(docx: &[u8]) -> Vec<u8> {
    let turned = |xml: &str| xml.replace("<w:overflowPunct w:val=\"0\"/>", "<w:overflowPunct w:val=\"1\"/>");
    rewritten(docx, turned)
}

/// A package with each of its parts changed.
fn rewritten(package: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::{Cursor, Write as _};
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in crate::press::parts(package) {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(change(&text).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Whether the tools are there; a test that cannot look says so.
fn can_look() -> bool {
    let missing = ["soffice", "pdftotext", "pdfinfo"].into_iter().find(|tool| !has(tool));
    if let Some(tool) = missing {
        eprintln!("skipped: {tool} is not installed");
    }
    missing.is_none()
}

/// A folder for one test's files.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(folder.join("seen")).unwrap();
    folder
}

/// Has LibreOffice write each file anew, as `format`, into the folder.
fn convert(folder: &Path, format: &str, files: &[PathBuf]) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = Command::new("soffice")
        .env("FONTCONFIG_FILE", font_rules(folder))
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Prints papers with LibreOffice and says where the PDFs are.
fn print(place: &str, papers: &[(&str, Vec<u8>)]) -> Option<PathBuf> {
    if !can_look() {
        return None;
    }
    let folder = folder(place);
    let mut files = Vec::new();
    for (name, bytes) in papers {
        std::fs::write(folder.join(format!("{name}.docx")), bytes).unwrap();
        let file = folder.join("seen").join(format!("{name}.docx"));
        std::fs::write(&file, for_the_picture(bytes)).unwrap();
        files.push(file);
    }
    convert(&folder, "pdf", &files);
    Some(folder)
}

#[test]
fn libreoffice_reckons_the_workbook_as_we_do() {
    if !can_look() {
        return;
    }
    let folder = folder("workbook");
    let book = paper("budget").xlsx(&facts_for("budget")).unwrap();
    std::fs::write(folder.join("budget.xlsx"), &book).unwrap();
    let blank = folder.join("seen").join("budget.xlsx");
    std::fs::write(&blank, rewritten(&book, without_results)).unwrap();
    convert(&folder, "csv:Text - txt - csv (StarCalc):44,34,76", &[blank]);
    let csv = std::fs::read_to_string(folder.join("budget.csv")).unwrap();
    let amounts: Vec<_> =
        csv.lines().filter(|line| line.starts_with("合计") || line.contains("住宿费")).collect();
    assert_eq!(
        amounts,
        [
            "住宿费,圣保罗,据实报销,USD,240.00,6,6,\"8,640.00\",7.1000,\"61,344.00\"",
            "合计,,,,,,,,,\"189,327.00\"",
        ]
    );
}

/// The sheet without the results of its formulae: whoever reads it must reckon.
fn without_results(xml: &str) -> String {
    let mut parts = xml.split("</f><v>");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.push_str("</f>");
        out.push_str(part.split_once("</v>").unwrap().1);
    }
    out
}

fn pages(pdf: &Path) -> Vec<Page> {
    let done = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().unwrap();
    assert!(done.status.success(), "{} was not printed", pdf.display());
    let xml = String::from_utf8(done.stdout).unwrap();
    let number = |line: &str, name: &str| -> f64 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let mut pages = Vec::new();
    for line in xml.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push(Page {
                width: number(line, "width"),
                height: number(line, "height"),
                words: Vec::new(),
            });
        } else if line.starts_with("<word ") {
            let text = line.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
            let [x0, x1, y0, y1] = ["xMin", "xMax", "yMin", "yMax"].map(|name| number(line, name));
            pages.last_mut().unwrap().words.push(Word { x0, x1, y0, y1, text });
        }
    }
    pages
}

/// The lines of a page: words of like height, from the top down.
fn lines(page: &Page) -> Vec<Vec<Word>> {
    let mut words = page.words.clone();
    words.sort_by(|a, b| (a.y1 + a.y0).total_cmp(&(b.y1 + b.y0)));
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let middle = |word: &Word| f64::midpoint(word.y0, word.y1);
        match lines.last_mut() {
            Some(line) if (middle(&line[0]) - middle(&word)).abs() < 8.0 => line.push(word),
            _ => lines.push(vec![word]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    lines
}

fn text(line: &[Word]) -> String {
    line.iter().map(|word| word.text.as_str()).collect()
}

fn is_folio(line: &[Word]) -> bool {
    let text = text(line);
    text.starts_with('—') && text.ends_with('—') && text.len() < 12
}

#[test]
fn libreoffice_prints_every_paper_as_it_should() {
    // LibreOffice leaves 版记 in the flow: the application must end early enough for both its rows.
    let short = facts_for("approval-request").with("justifications", Vec::<Fact>::new());
    let short = paper("approval-request").wording(&short).unwrap();
    let papers: Vec<_> = CODES
        .iter()
        .map(|code| match *code {
            "approval-request" => (*code, paper(code).docx(&short).unwrap()),
            code => (code, docx(code)),
        })
        .chain([
            ("red-head", paper("approval-request").docx(&short.clone().with("paper.head", "print")).unwrap()),
            ("long-trip", paper("programme").docx(&long_trip()).unwrap()),
        ])
        .collect();
    let Some(folder) = print("papers", &papers) else { return };
    let open = |code: &str| pages(&folder.join(format!("{code}.pdf")));
    let sides = CODES.map(|code| open(code).len());
    assert_eq!(sides, [4, 1, 2, 1, 4, 4], "{CODES:?}");
    for code in CODES {
        for page in open(code) {
            let (long, short) = (page.width.max(page.height), page.width.min(page.height));
            assert!((short - 595.28).abs() < 0.7 && (long - 841.89).abs() < 0.7, "check 1: {code}");
            assert_eq!(page.width > page.height, code == "roster", "check 1: {code}");
        }
    }
    for code in ["approval-request", "programme", "budget", "public-notice"] {
        for (at, page) in open(code).iter().enumerate() {
            inside_the_type_area(code, at + 1, page);
            folio_on_the_outer_side(code, at + 1, page);
        }
    }
    a_full_page(&open("approval-request")[1]);
    line_ends(&open("approval-request"));
    red_head(&open("red-head")[0]);
    every_page_whole_days(&open("long-trip"));
    annex_head("programme", &open("programme")[0], "附件2", "日程安排");
    annex_head("budget", &open("budget")[0], "附件3", "经费预算表");
}

#[test]
fn libreoffice_prints_every_form_on_its_sides() {
    let papers: Vec<_> = FORMS.iter().map(|code| (*code, docx(code))).collect();
    let Some(folder) = print("forms", &papers) else { return };
    let open = |code: &str| pages(&folder.join(format!("{code}.pdf")));
    assert_eq!(FORMS.map(|code| open(code).len()), [2, 3, 1, 2, 1], "{FORMS:?}");
    for code in FORMS.into_iter().filter(|code| *code != "annual-plan") {
        for (at, page) in open(code).iter().enumerate() {
            inside_the_type_area(code, at + 1, page);
            folio_on_the_outer_side(code, at + 1, page);
        }
    }
}

/// Three times the days, and more to say about each.
fn long_trip() -> Fact {
    let facts = facts_for("programme");
    let days = facts.at("days").and_then(Fact::as_list).unwrap();
    let longer = |day: &Fact| {
        let mut rows = day.at("rows").and_then(Fact::as_list).unwrap().to_vec();
        rows[0] = rows[0].clone().with("text", "与对方会谈，逐项商定内容和分工。".repeat(4));
        day.clone().with("rows", rows)
    };
    let days: Vec<Fact> = days.iter().cycle().take(27).map(longer).collect();
    facts.clone().with("days", days)
}

/// Check 22: the head on every page, and no day torn between two.
fn every_page_whole_days(pages: &[Page]) {
    assert!(pages.len() > 3);
    for page in pages {
        let mut halves: Vec<&Word> =
            page.words.iter().filter(|word| ["上午", "下午"].contains(&&*word.text)).collect();
        halves.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        assert!(page.words.iter().any(|word| word.text == "时段"), "check 22: no head");
        assert_eq!(halves.first().map(|word| &*word.text), Some("上午"), "check 22");
        assert_eq!(halves.last().map(|word| &*word.text), Some("下午"), "check 22");
    }
}

/// Check 2: nothing outside 156 × 225 mm but the folio and an empty half.
fn inside_the_type_area(code: &str, number: usize, page: &Page) {
    for line in lines(page) {
        if is_folio(&line) {
            continue;
        }
        let (first, last) = (&line[0], line.last().unwrap());
        let closing = last.text.ends_with(['。', '，', '、', '；', '：', '）', '》', '”']);
        let right = if closing { 530.2 } else { 522.2 };
        let said = format!("check 2: {code} page {number}: {}", text(&line));
        assert!(first.x0 >= 78.5 && last.x1 <= right + 0.5, "{said} {} {}", first.x0, last.x1);
        assert!(first.y0 >= 95.0 && last.y1 <= 752.0, "{said} {} {}", first.y0, last.y1);
    }
}

/// Check 21: — n — odd right, even left.
fn folio_on_the_outer_side(code: &str, number: usize, page: &Page) {
    let lines = lines(page);
    let folio =
        lines.iter().find(|line| is_folio(line)).unwrap_or_else(|| panic!("{code} {number}: no folio"));
    assert_eq!(text(folio), format!("—{number}—"), "check 21: {code}");
    let right = folio[0].x0 > 297.0;
    assert_eq!(right, number % 2 == 1, "check 21: {code} page {number}");
}

/// Checks 3, 4 and 5 on a page that is all text.
fn a_full_page(page: &Page) {
    let lines: Vec<_> = lines(page).into_iter().filter(|line| !is_folio(line)).collect();
    assert_eq!(lines.len(), 22, "check 4");
    let middle = |line: &[Word]| f64::midpoint(line[0].y0, line[0].y1);
    for pair in lines.windows(2) {
        let pitch = middle(&pair[1]) - middle(&pair[0]);
        assert!((pitch - 28.95).abs() < 2.5, "check 5: {pitch}");
    }
    let full: Vec<f64> = lines
        .iter()
        .filter(|line| line.last().unwrap().x1 > 505.0 && line[0].x0 < 82.0)
        .map(|line| text(line).chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum())
        .collect();
    assert!(full.iter().all(|count| (26.0..=28.5).contains(count)), "check 3: {full:?}");
    let mean = full.iter().sum::<f64>() / f64::from(u32::try_from(full.len()).unwrap());
    assert!(mean >= 27.0, "check 3: {mean}");
}

/// Check 9: no line begins with a closing mark or ends with an opening one.
fn line_ends(pages: &[Page]) {
    for page in pages {
        for line in lines(page) {
            let text = text(&line);
            assert!(
                !text.starts_with(['。', '，', '、', '；', '：', '？', '！', '）', '》', '〕', '”']),
                "check 9: {text}"
            );
            assert!(!text.ends_with(['（', '《', '〔', '“']), "check 9: {text}");
        }
    }
}

/// Check 11: the mark 35 mm below the type area, number and 签发人 on one line.
fn red_head(page: &Page) {
    let lines = lines(page);
    assert_eq!(text(&lines[0]), "示例职业技术学院文件", "check 11");
    let middle = f64::midpoint(lines[0][0].y0, lines[0][0].y1);
    assert!((middle - (104.9 + 99.2 + 21.0)).abs() < 5.0, "check 11: {middle}");
    assert_eq!(text(&lines[1]), "示例职院〔2026〕18号签发人：郑七星", "check 11");
    let (first, last) = (&lines[1][0], lines[1].last().unwrap());
    assert!(
        (first.x0 - 95.2).abs() < 2.0 && (last.x1 - 505.8).abs() < 3.0,
        "check 11: {} {}",
        first.x0,
        last.x1
    );
}

/// Check 17: the mark flush left in line 1, the title centred in line 3.
fn annex_head(code: &str, page: &Page, mark: &str, title: &str) {
    let lines = lines(page);
    assert_eq!(text(&lines[0]), mark, "check 17: {code}");
    assert!(lines[0][0].x0 < 81.0, "check 17: {code}");
    assert_eq!(text(&lines[1]), title, "check 17: {code}");
    let (first, last) = (&lines[1][0], lines[1].last().unwrap());
    let centre = f64::midpoint(first.x0, last.x1);
    assert!((centre - 300.5).abs() < 3.0, "check 17: {code} {centre}");
    let third = 104.9 + 2.5 * 28.95;
    assert!((f64::midpoint(first.y0, first.y1) - third).abs() < 12.0, "check 17: {code}");
}
