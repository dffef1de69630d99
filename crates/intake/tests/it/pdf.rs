use std::fmt::Write;

use intake::Refusal;
use lopdf::{Document, Object, Stream, dictionary};

use crate::shown::{check, refused};

/// A drawing program: texts at places, and lines of tables.
#[derive(Default)]
struct Drawing(String);

impl Drawing {
    fn text(mut self, x: u32, y: u32, text: &str) -> Self {
        let code: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        writeln!(self.0, "BT /F1 10 Tf {x} {y} Td <{code}> Tj ET").unwrap();
        self
    }

    fn line(mut self, from: (u32, u32), to: (u32, u32)) -> Self {
        writeln!(self.0, "{} {} m {} {} l S", from.0, from.1, to.0, to.1).unwrap();
        self
    }

    /// A thin filled box, as other programs draw lines.
    fn bar(mut self, x: u32, y: u32, wide: u32, high: u32) -> Self {
        writeln!(self.0, "{x} {y} {wide} {high} re f").unwrap();
        self
    }
}

fn pdf(pages: &[Drawing]) -> Document {
    let mut document = Document::with_version("1.5");
    let root = document.new_object_id();
    let inner =
        document.add_object(dictionary! { "Type" => "Font", "Subtype" => "CIDFontType0", "DW" => 1000 });
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "Encoding" => "UniGB-UCS2-H", "DescendantFonts" => vec![inner.into()],
    });
    let kids: Vec<Object> = pages
        .iter()
        .map(|page| {
            let content = document.add_object(Stream::new(dictionary! {}, page.0.clone().into_bytes()));
            let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
            document
                .add_object(dictionary! { "Type" => "Page", "Parent" => root, "Contents" => content, "Resources" => resources })
                .into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap();
    document.objects.insert(root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    document.trailer.set("Root", catalog);
    document.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("b")]);
    document
}

fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn lines_are_put_together_by_where_they_stand() {
    let page = Drawing::default()
        .text(60, 700, "国际交")
        .text(90, 700, "流")
        .text(20, 750, "附件2")
        .text(20, 720, "序号")
        .text(120, 720, "城市")
        .text(50, 20, "— 1 —");
    check(
        &bytes(pdf(&[page])),
        "
        第1页第1行 | 附件2
        第1页第2行 | 序号\t城市
        第1页第3行 | 国际交流
        ",
    );
}

#[test]
fn a_ruled_table_comes_back_with_its_merged_cells_and_unwrapped_lines() {
    let page = Drawing::default()
        .text(20, 750, "列表")
        .bar(20, 700, 200, 1)
        .bar(20, 650, 200, 1)
        .line((20, 600), (220, 600))
        .line((20, 600), (20, 700))
        .line((90, 650), (90, 700))
        .line((220, 600), (220, 700))
        .text(25, 680, "哈萨克斯坦")
        .text(25, 665, "国")
        .text(95, 680, "待定")
        .text(95, 665, "（拟）")
        .text(25, 630, "1.参加大赛")
        .text(25, 615, "2.建设工坊")
        .text(20, 500, "以上");
    check(
        &bytes(pdf(&[page])),
        "
        第1页第1行 | 列表
        []
        表1第1行第1列 | 哈萨克斯坦国
        表1第1行第2列 | 待定⏎（拟）
        表1第2行第1列 (2×1) | 1.参加大赛⏎2.建设工坊
        第1页第2行 | 以上
        ",
    );
}

#[test]
fn a_table_goes_on_over_the_end_of_a_page_under_its_repeated_head() {
    let table = |first: (&str, &str), second: (&str, &str)| {
        let mut page = Drawing::default();
        for y in [600, 650, 700] {
            page = page.line((20, y), (220, y));
        }
        for x in [20, 90, 220] {
            page = page.line((x, 600), (x, 700));
        }
        page.text(25, 670, first.0).text(95, 670, first.1).text(25, 620, second.0).text(95, 620, second.1)
    };
    check(
        &bytes(pdf(&[
            table(("序号", "城市"), ("1", "圣保")),
            table(("序号", "城市"), ("", "罗")),
            table(("2", "待定"), ("3", "待定")),
        ])),
        "
        []
        表1第1行第1列 | 序号
        表1第1行第2列 | 城市
        表1第2行第1列 | 1
        表1第2行第2列 | 圣保罗
        表1第3行第1列 | 2
        表1第3行第2列 | 待定
        表1第4行第1列 | 3
        表1第4行第2列 | 待定
        ",
    );
}

#[test]
fn a_scan_a_locked_and_a_broken_pdf_are_refused_each_in_its_way() {
    assert_eq!(refused(&bytes(pdf(&[Drawing::default().bar(0, 0, 100, 100)]))), Refusal::NoTextLayer);
    assert_eq!(refused(b"%PDF-1.7\nnothing"), Refusal::BrokenPdf { why: "结构读不出来".to_owned() });
    let mut locked = pdf(&[Drawing::default().text(20, 20, "密")]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &locked,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    locked.encrypt(&state).unwrap();
    assert_eq!(refused(&bytes(locked)), Refusal::Encrypted);
}

#[test]
fn a_pdf_cut_anywhere_is_read_or_refused() {
    let file = bytes(pdf(&[Drawing::default().text(20, 20, "金桥")]));
    for length in (0..file.len()).step_by(16) {
        drop(intake::read_here(&file[..length]));
    }
}
