//! What the typesetter promises: the same bytes, words that are never markup,
//! sources that reach nothing, characters that are missed by name.

use documents::pdf::{Missing, PdfFault, Typesetter};
use documents::{Fact, record};
use proptest::prelude::*;

use crate::pdf_checks::{TODAY, TYPESETTER, pdf};
use crate::pdf_page::{Page, pages};
use crate::press::CODES;

const PLAIN: &str = "#import \"gb9704.typ\": *\n#show: paper\n#say(facts.words)";

fn facts(words: &str) -> Fact {
    record! { words: words }.with("paper.title", "样张").with("paper.code", "sample")
}

fn set(source: &str, words: &str) -> Result<documents::pdf::Pdf, PdfFault> {
    TYPESETTER.pdf(source, &facts(words), TODAY)
}

fn refused(source: &str) -> (Option<usize>, String) {
    match set(source, "") {
        Err(PdfFault::Source { line, message }) => (line, message),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_facts_give_the_same_bytes_from_every_typesetter() {
    let another = Typesetter::new(None).unwrap();
    for code in CODES {
        let once = pdf(code);
        let facts = crate::press::facts_for(code);
        assert!(once == crate::press::paper(code).pdf(&facts, &another, TODAY).unwrap(), "{code}");
    }
}

#[test]
fn another_day_is_another_file() {
    let tomorrow = TODAY.tomorrow().unwrap();
    let [one, two] = [TODAY, tomorrow].map(|day| TYPESETTER.pdf(PLAIN, &facts("样张"), day).unwrap());
    assert!(one.bytes != two.bytes);
}

#[test]
fn characters_that_no_font_has_are_named_with_their_place() {
    let Err(PdfFault::Missing(missing)) = set(PLAIN, "团长林აბ一帆") else { panic!("no fault") };
    let named = |character| Missing { character, page: 1, within: "团长林აბ一帆".to_owned() };
    assert_eq!(missing, [named('ა'), named('ბ')]);
    insta::assert_snapshot!(PdfFault::Missing(missing), @"现有字体都没有第 1 页“团长林აბ一帆”中的ა（U+10D0）、ბ（U+10D1）；请在字体文件夹中放入含有这些字的字体，或改用其他字");
}

#[test]
fn partners_write_their_names_in_their_own_letters() {
    let names = "曼谷示例职业学院（วิทยาลัยตัวอย่าง）、لجنة المثال、दफ़्तर、ኮሌጅ、Колледж、São João、Đại học";
    let pdf = set(PLAIN, names).unwrap();
    let helped: Vec<&str> =
        pdf.fonts.iter().filter(|font| font.asked.is_empty()).map(|font| font.used.as_str()).collect();
    assert_eq!(
        helped,
        ["Noto Naskh Arabic", "Noto Serif Devanagari", "Noto Serif Ethiopic", "Noto Serif Thai"],
    );
}

#[test]
fn words_are_words_and_never_markup() {
    let hostile = "#panic() *粗* $x^2$ = 标题 @label <label> `raw` \\ #read(\"/etc/passwd\") // 注";
    let pdf = set(PLAIN, hostile).unwrap();
    let Some(pages) = pages(&pdf.bytes) else { return };
    let text: String = pages.iter().map(Page::text).collect();
    let shown: String = hostile.chars().filter(|letter| *letter != ' ').collect();
    assert_eq!(text.replace("—1—", ""), shown);
}

#[test]
fn a_line_break_in_a_fact_is_a_line_break_on_paper() {
    let Some(pages) = pages(&set(PLAIN, "上午\n下午").unwrap().bytes) else { return };
    let lines: Vec<&str> = pages[0].body().iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["上午", "下午"]);
}

#[test]
fn a_source_reads_no_file_and_no_package() {
    for source in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../Cargo.toml\")",
        "#include \"other.typ\"",
        "#import \"@preview/cetz:0.3.0\"",
        "#image(\"/etc/passwd\")",
        "#plugin(\"x.wasm\")",
    ] {
        let (line, message) = refused(&format!("第一行\n{source}"));
        assert_eq!(line, Some(2), "{source}: {message}");
    }
}

#[test]
fn a_source_cannot_run_for_ever() {
    for (source, why) in [
        ("#while true {}", "condition is always true"),
        ("#let i = 0\n#while i < 1 { i = i * 2 }", "loop seems to be infinite"),
        ("#let f(x) = f(x + 1)\n#f(0)", "maximum function call depth exceeded"),
    ] {
        let (_, message) = refused(source);
        assert_eq!(message, why);
    }
}

#[test]
fn a_broken_source_is_told_with_its_line() {
    let fault = set("样张\n\n#unknown", "").unwrap_err();
    insta::assert_snapshot!(fault, @"版式文件第 3 行有误：unknown variable: unknown");
    let fault = TYPESETTER.pdf(PLAIN, &record! { paper: record! { title: "样张" } }, TODAY).unwrap_err();
    insta::assert_snapshot!(fault, @r#"版式文件第 3 行有误：dictionary does not contain key "words""#);
}

#[test]
fn as_many_words_as_a_paper_holds_are_set_in_one_paragraph() {
    let source = "#import \"gb9704.typ\": *\n#show: paper\n#passage(facts.words)";
    let pdf = set(source, &"一段没有尽头的话".repeat(5_000)).unwrap();
    assert_eq!(pdf.pages, 40_000_usize.div_ceil(28 * 22));
}

#[test]
fn one_typesetter_serves_every_thread() {
    let pdfs = std::thread::scope(|scope| {
        let threads = ["甲", "乙", "丙"].map(|words| scope.spawn(move || set(PLAIN, words).unwrap()));
        threads.map(|thread| thread.join().unwrap())
    });
    for (pdf, words) in pdfs.iter().zip(["甲", "乙", "丙"]) {
        assert!(*pdf == set(PLAIN, words).unwrap());
    }
}

#[test]
fn more_words_than_a_paper_holds_are_refused() {
    let fault = set(PLAIN, &"字".repeat(300_000)).unwrap_err();
    insta::assert_snapshot!(fault, @"素材共 300010 字，超过一份公文的上限 200000 字；请检查是否误填");
}

/// A font file whose family has another name: `KaiTi`, as on the desks of
/// most offices.
fn renamed(mut font: Vec<u8>) -> Vec<u8> {
    let short = |font: &[u8], at: usize| usize::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let entry =
        (0..short(&font, 4)).map(|table| 12 + table * 16).find(|at| &font[*at..at + 4] == b"name").unwrap();
    let names = usize::try_from(u32::from_be_bytes(font[entry + 8..entry + 12].try_into().unwrap())).unwrap();
    let texts = names + short(&font, names + 4);
    for record in (0..short(&font, names + 2)).map(|record| names + 6 + record * 12) {
        if short(&font, record + 6) == 1 {
            let place = texts + short(&font, record + 10);
            let family: Vec<u8> = "KaiTi".encode_utf16().flat_map(u16::to_be_bytes).collect();
            font[place..place + family.len()].copy_from_slice(&family);
            font[record + 8..record + 10].copy_from_slice(&10_u16.to_be_bytes());
        }
    }
    font
}

#[test]
fn the_users_own_fonts_come_first_and_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let font = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/JinqiaoKai-Regular.ttf")).unwrap();
    std::fs::create_dir(folder.path().join("楷体")).unwrap();
    std::fs::write(folder.path().join("楷体/kaiti.ttf"), renamed(font)).unwrap();
    std::fs::write(folder.path().join("broken.ttf"), b"no font at all").unwrap();
    std::fs::write(folder.path().join("notes.txt"), b"not even called one").unwrap();

    let own = Typesetter::new(Some(folder.path())).unwrap();
    let used = |typesetter: &Typesetter| {
        typesetter.faces().into_iter().find(|face| face.asked == "楷体_GB2312").unwrap().used
    };
    assert_eq!((used(&own), used(&TYPESETTER)), ("KaiTi".to_owned(), "Jinqiao Kai".to_owned()));

    let source = "#import \"gb9704.typ\": *\n#show: paper\n#text(font: kai, facts.words)";
    let pdf = own.pdf(source, &facts("楷体"), TODAY).unwrap();
    assert!(
        pdf.fonts.iter().any(|font| font.asked == "楷体_GB2312" && font.used == "KaiTi"),
        "{:?}",
        pdf.fonts
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_words_are_set_or_refused_by_name(words in "\\PC{0,40}") {
        match set(PLAIN, &words) {
            Ok(pdf) => prop_assert!(pdf.bytes.starts_with(b"%PDF-1.7")),
            Err(PdfFault::Missing(missing)) => {
                prop_assert!(missing.iter().all(|it| words.contains(it.character)));
            }
            Err(fault) => return Err(TestCaseError::fail(fault.to_string())),
        }
    }
}
