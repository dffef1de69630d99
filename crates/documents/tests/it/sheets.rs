//! Workbooks of an office as templates: rows repeat, and everything that points
//! at a row follows it.

use documents::form::Form;
use documents::xlsx::Template;
use documents::{Fact, Picture, record};
use proptest::prelude::*;

use crate::office::{DOT, packed};
use crate::press::{parts, unpacked};

/// A workbook with one worksheet, whose strings stand in the cells; `after` is
/// what follows the rows.
fn book(rows: &[&[(&str, &str)]], after: &str) -> Vec<u8> {
    let mut data = String::new();
    for cells in rows {
        let number: String = cells[0].0.chars().filter(char::is_ascii_digit).collect();
        data.extend(["<row r=\"", &number, "\" ht=\"2", &number, "\">"]);
        for (place, holds) in *cells {
            let cell = match holds.strip_prefix('=') {
                Some(formula) => format!("<c r=\"{place}\" s=\"1\"><f>{formula}</f><v>9</v></c>"),
                None => format!("<c r=\"{place}\" s=\"1\" t=\"inlineStr\"><is><t>{holds}</t></is></c>"),
            };
            data.push_str(&cell);
        }
        data.push_str("</row>");
    }
    whole(&format!("<sheetData>{data}</sheetData>{after}"), "<si><t>x</t></si>")
}

fn whole(sheet: &str, strings: &str) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Id=\"{kind}\" Type=\"urn/{kind}\" Target=\"{target}\"/>")
    };
    let root = format!("<Relationships>{}</Relationships>", relation("officeDocument", "xl/workbook.xml"));
    let book = format!(
        "<Relationships>{}{}</Relationships>",
        relation("worksheet", "worksheets/sheet1.xml"),
        relation("sharedStrings", "sharedStrings.xml")
    );
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &root),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"worksheet\"/></sheets>\
             <definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">表!$A$1:$D$9</definedName>\
             </definedNames></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", &book),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"urn:x\">{sheet}</worksheet>")),
    ])
}

fn facts(members: usize) -> Fact {
    let member =
        |n: usize| record! { name: format!("人{n}"), days: n + 1, code: format!("00{n}"), fee: "1,200.50" };
    record! {
        title: "名单<&>",
        trick: "=1+1",
        members: (0..members).map(member).collect::<Vec<_>>(),
        days: vec![record! { rows: vec!["甲", "乙"] }, record! { rows: vec!["丙"] }],
    }
}

/// The rows of a worksheet: `A1=words`, `A1#number`, `A1:=formula`; then what
/// else it says, in brief.
fn seen(bytes: &[u8]) -> String {
    let mut made = parts(bytes);
    let sheet = made.remove("xl/worksheets/sheet1.xml").unwrap();
    let mut out: Vec<String> = Vec::new();
    for cell in sheet.split("<c ").skip(1) {
        let (head, rest) = cell.split_once('>').unwrap();
        let place = head.split('"').nth(1).unwrap();
        if head.ends_with('/') {
            continue;
        }
        let inside = rest.split_once("</c>").unwrap().0;
        let text: String = inside.split('<').filter_map(|it| it.split_once('>')).map(|it| it.1).collect();
        let sign = if inside.contains("<f>") {
            ":="
        } else if head.contains("inlineStr") {
            "="
        } else {
            "#"
        };
        out.push(format!("{place}{sign}{text}"));
    }
    for word in [" ref=\"", " sqref=\""] {
        out.extend(sheet.split(word).skip(1).map(|rest| format!("[{}]", rest.split_once('"').unwrap().0)));
    }
    out.join(" ")
}

fn check(bytes: &[u8], facts: &Fact, expected: &str) {
    let filled = Template::compile(bytes).and_then(|template| {
        template.check(&facts.shape())?;
        template.fill(facts)
    });
    let said = filled.map_or_else(|faults| faults.to_string(), |bytes| seen(&bytes));
    assert_eq!(said, expected);
}

#[test]
fn a_cell_says_its_fact_as_a_number_only_where_it_is_one() {
    let cells: &[(&str, &str)] = &[
        ("A1", "{{title}}"),
        ("B1", "{{members.0.days}}"),
        ("C1", "{{members.0.code}}"),
        ("D1", "{{members.0.fee|number}}"),
        ("E1", "共{{members.0.days}}天"),
        ("F1", "{{trick}}"),
    ];
    check(&book(&[cells], ""), &facts(1), "A1=名单&lt;&amp;&gt; B1#1 C1=000 D1#1200.50 E1=共1天 F1==1+1");
    let wrong = book(&[&[("A1", "{{title|number}}")]], "");
    check(
        &wrong,
        &facts(1),
        "xl/worksheets/sheet1.xml 表!A1 “{{title|number}}”：“名单<&>”不是数字；请去掉 |number",
    );
}

#[test]
fn rows_repeat_and_what_stands_below_moves() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A1", "{{title}}")],
        &[
            ("A2", "{{#for m in members}}{{m.name}}"),
            ("B2", "{{m.days}}"),
            ("C2", "=B2*2"),
            ("D2", "{{/for}}"),
        ],
        &[("A3", "合计"), ("B3", "=SUM(B2)"), ("C3", "=SUM(C2:C2)+B3")],
    ];
    let book = book(rows, "");
    check(
        &book,
        &facts(2),
        "A1=名单&lt;&amp;&gt; A2=人0 B2#1 C2:=B2*2 A3=人1 B3#2 C3:=B3*2 A4=合计 B4:=SUM(B2:B3) C4:=SUM(C2:C3)+B4",
    );
    check(&book, &facts(0), "A1=名单&lt;&amp;&gt; A2=合计 B2:=SUM(0) C2:=SUM(0)+B2");
    let made = parts(&Template::compile(&book).unwrap().fill(&facts(3)).unwrap());
    assert!(made["xl/workbook.xml"].contains("表!$A$1:$D$11"), "{}", made["xl/workbook.xml"]);
    assert!(made["xl/workbook.xml"].contains("fullCalcOnLoad"));
    assert_eq!(made["xl/worksheets/sheet1.xml"].matches("ht=\"22\"").count(), 3);
}

#[test]
fn merged_ranges_and_rules_follow_their_rows() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A1", "出访人员"), ("B1", "姓名")],
        &[("B2", "{{#for m in members}}{{m.name}}"), ("D2", "{{/for}}")],
        &[("A3", "意见")],
    ];
    let after = "<mergeCells count=\"3\"><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B2:C2\"/><mergeCell ref=\"A3:D4\"/>\
                 </mergeCells><conditionalFormatting sqref=\"B2 A3\"><cfRule><formula>$B2&gt;A3</formula></cfRule>\
                 </conditionalFormatting>";
    check(
        &book(rows, after),
        &facts(3),
        "A1=出访人员 B1=姓名 B2=人0 B3=人1 B4=人2 A5=意见 [A1:A4] [B2:C2] [B3:C3] [B4:C4] [A5:D6] [B2:B4 A5]",
    );
    check(&book(rows, after), &facts(0), "A1=出访人员 B1=姓名 A2=意见 [A2:D3] [A2]");
}

#[test]
fn a_block_of_rows_repeats_with_its_merged_cells() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A1", "{{#for m in members}}{{m.name}}"), ("B1", "标签"), ("C1", "上")],
        &[("C2", "下{{/for}}")],
        &[("A4", "完")],
    ];
    let after = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>";
    check(
        &book(rows, after),
        &facts(2),
        "A1=人0 B1=标签 C1=上 C2=下 A3=人1 C3=上 C4=下 A6=完 [A1:A2] [A3:A4] [B1:B4]",
    );
}

#[test]
fn loops_in_loops_and_rows_of_tags_alone() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A1", "{{#for d in days}}")],
        &[("A2", "{{#for r in d.rows}}{{r}}"), ("B2", "{{loop.index}}{{/for}}")],
        &[("A3", "{{/for}}")],
        &[("A4", "{{#if title}}有{{/if}}")],
        &[("A5", "=A2")],
    ];
    let said = "表!A4 “=A2”：公式里的 A2 指向要重复或不印的行列，填写后说不清是哪一格；\
                请改用 SUM 等求和的区域，或指向不重复的格子";
    check(
        &book(rows, ""),
        &facts(1),
        &format!(" {said}").replace(" 表", "表").replacen("表!A4", " 表!A5", 1),
    );
    check(&book(&rows[..4], ""), &facts(1), "A1=甲 B1#1 A2=乙 B2#2 A3=丙 B3#1 A4=有");
}

#[test]
fn columns_repeat_and_what_stands_to_their_right_moves() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A1", "各日安排"), ("B1", "日程"), ("C1", "备注")],
        &[
            ("A2", "场次"),
            ("B2", "{{#cells d in days}}第{{loop.index}}天{{/cells}}"),
            ("C2", "共{{days.length}}天"),
        ],
        &[
            ("A3", "{{#for m in members}}{{m.name}}"),
            ("B3", "=LEN(A3)"),
            ("C3", "=SUM(B3)"),
            ("D3", "{{/for}}"),
        ],
        &[("A4", "合计"), ("B4", "=SUM(B3)"), ("C4", "=SUM(B4:B4)+C2")],
    ];
    let after = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells><conditionalFormatting sqref=\"B3\"><cfRule>\
                 <formula>B3&gt;$C3</formula></cfRule></conditionalFormatting>";
    let book = book(rows, after);
    check(
        &book,
        &facts(2),
        "A1=各日安排 B1=日程 D1=备注 B2=第1天 C2=第2天 D2=共2天 A3=人0 B3:=LEN(A3) C3:=LEN(A3) D3:=SUM(B3:C3) \
         A4=人1 B4:=LEN(A4) C4:=LEN(A4) D4:=SUM(B4:C4) A5=合计 B5:=SUM(B3:B4) C5:=SUM(C3:C4) D5:=SUM(B5:C5)+D2 \
         [A1:A2] [B1:C1] [B3:C4]",
    );
    let made = parts(&Template::compile(&book).unwrap().fill(&facts(2)).unwrap());
    assert!(made["xl/workbook.xml"].contains("表!$A$1:$E$10"), "{}", made["xl/workbook.xml"]);
    assert!(made["xl/worksheets/sheet1.xml"].contains("<formula>B3&gt;$D3</formula>"));
}

#[test]
fn what_cannot_go_with_its_column_is_told() {
    let told = |rows: &[&[(&str, &str)]], after: &str| {
        let said = Template::compile(&book(rows, after)).unwrap_err();
        said.0.iter().map(|fault| format!("{} {}", fault.place.zh, fault.says.zh)).collect::<Vec<_>>()
    };
    let pair: &[(&str, &str)] = &[("B2", "{{#cells d in days}}a"), ("C2", "b{{/cells}}")];
    assert_eq!(
        told(&[&[("B1", "日程")], pair], ""),
        [
            "表!B2 B1 在要成列重复的列里，重复后说不清放在哪一列；请在第1行也写 {{#cells}}，或把这几列合并成一格，或把它移到别的列"
        ]
    );
    assert_eq!(
        told(&[pair], "<mergeCells><mergeCell ref=\"C4:D4\"/></mergeCells>"),
        ["表!B2 合并的 C4:D4 只盖住要重复的列的一部分；请让它盖住全部这些列，或不越出这些列"]
    );
    assert_eq!(
        told(&[pair, &[("C3", "{{#cells d in days}}a{{/cells}}")]], ""),
        ["表!C3 与另一行重复的B至C列交错；请让各行重复的格子上下对齐"]
    );
    assert_eq!(
        told(&[&[("B2", "{{#cells d in days}}a")]], ""),
        ["表!B2 只有开头没有结尾；请在同一行某格的末尾写 {{/cells}}"]
    );
    let uneven: &[&[(&str, &str)]] = &[pair, &[("B3", "{{#cells m in members}}a"), ("C3", "b{{/cells}}")]];
    check(
        &book(uneven, ""),
        &facts(3),
        "xl/worksheets/sheet1.xml 表!B3 “{{#cells m in members}}”：这一行要重复3次，同样的列在上面重复2次；\
         请让两行逐项写同样长的列表",
    );
}

#[test]
fn a_list_without_items_leaves_its_columns_once_and_blank() {
    let rows: &[&[(&str, &str)]] =
        &[&[("A1", "{{#cells m in members}}{{m.name}}"), ("B1", "{{m.days}}{{/cells}}"), ("C1", "备注")]];
    check(&book(rows, ""), &facts(0), "C1=备注");
    check(&book(rows, ""), &facts(2), "A1=人0 B1#1 C1=人1 D1#2 E1=备注");
}

#[test]
fn headers_and_footers_say_facts_in_one_line() {
    let after = "<headerFooter><oddHeader>&amp;L&amp;12{{code}}&amp;C{{#if title}}{{title}}{{/if}}</oddHeader>\
                 <oddFooter>第&amp;P页</oddFooter></headerFooter>";
    let template = Template::compile(&book(&[&[("A1", "甲：{{lines}}")]], after)).unwrap();
    let facts = facts(0).with("code", "2026").with("lines", "一\n二");
    assert_eq!(template.check(&facts.shape()), Ok(()));
    let made = parts(&template.fill(&facts).unwrap());
    let sheet = &made["xl/worksheets/sheet1.xml"];
    let expected = "<headerFooter><oddHeader>&amp;L&amp;12 2026&amp;C名单&lt;&amp;&amp;&gt;</oddHeader>\
                    <oddFooter>第&amp;P页</oddFooter></headerFooter>";
    assert!(sheet.contains(expected), "{sheet}");
    // Among words a new line stays one.
    assert!(sheet.contains(">甲：一\n二</t>"), "{sheet}");
    let told = |header: &str| {
        let after = format!("<headerFooter><oddHeader>{header}</oddHeader></headerFooter>");
        let filled = Template::compile(&book(&[&[("A1", "x")]], &after)).and_then(|it| it.fill(&facts));
        filled.unwrap_err().to_string()
    };
    assert_eq!(
        told("{{titel}}"),
        "xl/worksheets/sheet1.xml 表!页眉 “{{titel}}”：没有“titel”这项事实；是不是“title”？\
         最外层可写：code、days、lines、members、title、trick"
    );
    assert_eq!(
        told("{{#if title}}x"),
        "xl/worksheets/sheet1.xml 表!页眉 “{{#if title}}”：只有开头没有结尾；\
         请在同一格内、同一行的后面某格或后面某行写 {{/for}} 或 {{/if}}"
    );
    assert_eq!(
        told(&format!("{{{{code}}}}{}", "长".repeat(300))),
        " 表!页眉：填好后有304个字符，超过页眉页脚的255个；请少写几项"
    );
}

#[test]
fn a_worksheet_is_called_what_its_facts_say_and_formulae_follow() {
    let named = |name: &str, formula: &str| {
        let mut made = unpacked(&book(&[&[("A1", formula)]], ""));
        let workbook = String::from_utf8(made["xl/workbook.xml"].clone()).unwrap();
        let workbook = workbook.replace("name=\"表\"", &format!("name=\"{name}\""));
        made.insert(
            "xl/workbook.xml".to_owned(),
            workbook.replace("表!", &format!("'{name}'!")).into_bytes(),
        );
        let parts: Vec<(&str, &str)> =
            made.iter().map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap())).collect();
        packed(&parts)
    };
    let template = Template::compile(&named("{{school}}名单", "='{{school}}名单'!B2+别!B2")).unwrap();
    let facts = record! { school: "示'例", long: "长".repeat(32), barred: "a/b" };
    assert_eq!(template.check(&facts.shape()), Ok(()));
    let made = template.fill(&facts).unwrap();
    assert_eq!(seen(&made), "A1:='示''例名单'!B2+别!B2");
    let workbook = &parts(&made)["xl/workbook.xml"];
    assert!(workbook.contains("<sheet sheetId=\"1\" r:id=\"worksheet\" name=\"示'例名单\"/>"), "{workbook}");
    assert!(workbook.contains(">'示''例名单'!$A$1:$D$9<"), "{workbook}");
    for (tag, said) in
        [("{{long}}", "工作表名至多31个字符"), ("{{barred}}", "不能有 :"), ("{{x}}", "没有“x”这项事实")]
    {
        let faults = Template::compile(&named(tag, "x")).unwrap().fill(&facts).unwrap_err();
        assert!(faults.to_string().contains(said), "{faults}");
    }
}

#[test]
fn a_picture_is_fastened_to_its_cell_and_its_row_grows() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A2", "{{#for m in members}}{{m.name}}"), ("B2", "{{photo|height:40mm}}"), ("C2", "{{/for}}")],
        &[("A4", "{{photo|width:30mm}}")],
    ];
    let after = "<mergeCells><mergeCell ref=\"A4:A6\"/></mergeCells><tableParts/>";
    let template = Template::compile(&book(rows, after)).unwrap();
    let facts = facts(2).with("photo", Picture::read(DOT).unwrap());
    assert_eq!(template.check(&facts.shape()), Ok(()));
    let made = template.fill(&facts).unwrap();
    let text = |name: &str| String::from_utf8(unpacked(&made)[name].clone()).unwrap();
    let drawing = text("xl/drawings/fact-drawing-1.xml");
    let corners: Vec<&str> =
        drawing.split("<xdr:from>").skip(1).map(|it| it.split_once("</xdr:from>").unwrap().0).collect();
    let corner = |column: u32, row: u32| {
        format!(
            "<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
        )
    };
    assert_eq!(corners, [corner(1, 1), corner(1, 2), corner(0, 4)]);
    let sheet = text("xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("ht=\"113.39\" customHeight=\"1\"").count(), 2);
    assert!(sheet.contains("<row r=\"5\" ht=\"24\">"), "{sheet}");
    assert!(sheet.contains("fact:id=\"rIdFactDrawing\"/><tableParts/>"), "{sheet}");
    assert_eq!(unpacked(&made)["xl/media/fact-picture-1.png"], DOT);
    assert!(text("xl/drawings/_rels/fact-drawing-1.xml.rels").contains("/xl/media/fact-picture-1.png"));
    assert!(text("xl/worksheets/_rels/sheet1.xml.rels").contains("/xl/drawings/fact-drawing-1.xml"));
    assert!(text("[Content_Types].xml").contains("fact-drawing-1.xml"));
    let among = Template::compile(&book(&[&[("A1", "照片：{{photo}}")]], "")).unwrap();
    let said = "xl/worksheets/sheet1.xml 表!A1 “{{photo}}”：“photo”是图片，不能夹在文字里；\
                请让它独占一格（工作簿）或写在 Word 文件里，页眉页脚里放不下图片";
    assert_eq!(among.check(&facts.shape()).unwrap_err().to_string(), said);
}

#[test]
fn shared_strings_torn_into_faces_are_whole_again() {
    let strings = "<si><r><rPr><b/></rPr><t>校：{{ti</t></r><r><t>tle}}！</t></r></si>";
    let sheet = "<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row></sheetData>";
    let filled = Template::compile(&whole(sheet, strings)).unwrap().fill(&facts(1)).unwrap();
    assert_eq!(seen(&filled), "B2=校：名单&lt;&amp;&gt;！");
    let made = parts(&filled);
    assert!(made["xl/worksheets/sheet1.xml"].contains("<b/>"));
    // The template's own words stay behind.
    assert!(!made["xl/sharedStrings.xml"].contains("{{"));
}

#[test]
fn every_fault_of_a_workbook_is_told_with_its_cell() {
    let rows: &[&[(&str, &str)]] = &[
        &[("A1", "{{titel}}"), ("B1", "{{#cells x in members}}")],
        &[("A2", "{{oh no}}"), ("C2", "{{#for m in members}}x")],
    ];
    let said = Template::compile(&book(rows, "")).unwrap_err();
    let mut told: Vec<(&str, &str)> =
        said.0.iter().map(|fault| (fault.place.zh.as_str(), fault.tag.as_str())).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [("表!A2", "{{oh no}}"), ("表!B1", "{{#cells x in members}}"), ("表!C2", "{{#for m in members}}")]
    );
    let unknown = book(&[&[("A1", "{{titel}}")]], "");
    check(
        &unknown,
        &facts(1),
        "xl/worksheets/sheet1.xml 表!A1 “{{titel}}”：没有“titel”这项事实；是不是“title”？最外层可写：days、members、title、trick",
    );
}

#[test]
fn formulae_that_fetch_something_are_refused() {
    for formula in ["=WEBSERVICE(\"http://x\")", "=_xlfn.IMAGE(\"x\")", "=cmd|' /C calc'!A0", "=RTD(1,2)"] {
        let said = Template::compile(&book(&[&[("A1", formula)]], "")).unwrap_err().to_string();
        assert!(said.contains("取用外部内容"), "{formula}: {said}");
    }
    assert!(Template::compile(&book(&[&[("A1", "=SUM(B1:B2)&amp;IMAGINARY(1)")]], "")).is_ok());
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let book = book(&[&[("A1", "{{#for m in members}}{{m.name}}{{/for}}")]], "");
    let fill = || Template::compile(&book).unwrap().fill(&facts(3)).unwrap();
    assert_eq!(fill(), fill());
}

proptest! {
    #[test]
    fn no_workbook_stops_the_engine(
        cells in proptest::collection::vec((1_u32..6, 1_u32..8, proptest::sample::select(vec![
            "{{#for m in members}}", "{{/for}}", "{{m.name}}", "{{#if title}}", "{{/if}}", "{{#for d in days}}{{#for r in d.rows}}",
            "{{/for}}{{/for}}", "{{#cells m in members}}", "{{#cells m in members}}{{m.name}}{{/cells}}", "{{/cells}}", "x", "=A1", "=SUM(A1:B5)", "=$A$3+B2", "{{m.days}}",
        ])), 0..14),
        merges in proptest::collection::vec((1_u32..6, 1_u32..6, 0_u32..3, 0_u32..4), 0..4),
        members in 0_usize..4,
    ) {
        let mut sorted: Vec<(u32, u32, &str)> = cells.iter().map(|(row, column, text)| (*row, *column, *text)).collect();
        sorted.sort_by_key(|it| (it.0, it.1));
        sorted.dedup_by_key(|it| (it.0, it.1));
        let letter = |column: u32| char::from_u32(64 + column).unwrap();
        let named: Vec<(u32, String, &str)> =
            sorted.iter().map(|(row, column, text)| (*row, format!("{}{row}", letter(*column)), *text)).collect();
        let mut rows: Vec<Vec<(&str, &str)>> = Vec::new();
        for (at, (row, place, text)) in named.iter().enumerate() {
            if at == 0 || named[at - 1].0 != *row {
                rows.push(Vec::new());
            }
            rows.last_mut().unwrap().push((place, text));
        }
        let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
        let merged: Vec<String> = merges.iter().map(|(column, row, wide, high)| {
            format!("<mergeCell ref=\"{}{row}:{}{}\"/>", letter(*column), letter(column + wide), row + high)
        }).collect();
        let bytes = book(&rows, &format!("<mergeCells>{}</mergeCells>", merged.concat()));
        if let Ok(form) = Form::compile(&bytes)
            && let Ok(filled) = form.fill(&facts(members)) {
                let sheet = parts(&filled).remove("xl/worksheets/sheet1.xml").unwrap();
                let numbers: Vec<u32> = sheet.split("<row r=\"").skip(1)
                    .map(|rest| rest.split_once('"').unwrap().0.parse().unwrap()).collect();
                prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
            }
    }
}
