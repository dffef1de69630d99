use crate::package::excel;
use crate::shown::{check, shown};

#[test]
fn every_kind_of_cell_says_what_a_person_sees() {
    let sheet = "<dimension ref='A1:XFD1048576'/><sheetData>
        <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' s='0'/></row>
        <row r='3'><c r='A3'><v>1</v></c><c r='B3' t='inlineStr'><is><r><t>示例</t></r><r><t>甲</t></r></is></c>
          <c r='C3' s='1'><v>46277</v></c><c r='D3' s='2'><v>46277</v></c><c r='E3' t='b'><v>1</v></c>
          <c r='F3' t='e'><v>#N/A</v></c><c r='G3' t='str'><f>A1&amp;B1</f><v> 结果 </v></c>
          <c r='H3' s='3'><v>0.3</v></c><c r='I3' t='d'><v>2026-09-12T00:00:00</v></c></row>
        <row><c><v>42</v></c><c t='s'><v>0</v></c></row>
        </sheetData>";
    let strings = ["<t>序号</t>", "<r><t>姓</t></r><r><t>名</t></r><rPh><t>xìng</t></rPh>"];
    let formats =
        r#"<numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>"#;
    check(
        &excel(sheet, &strings, formats, &[0, 14, 176, 9]),
        "
        [人员]
        人员!A1 | 序号
        人员!B1 | 姓名
        人员!A3 | 1
        人员!B3 | 示例甲
        人员!C3 | 2026-09-12
        人员!D3 | 2026-09-12
        人员!E3 | TRUE
        人员!F3 | #N/A
        人员!G3 | 结果
        人员!H3 | 30%
        人员!I3 | 2026-09-12
        人员!A4 | 42
        人员!B4 | 序号
        ",
    );
}

#[test]
fn merged_cells_are_told_once_with_what_they_cover() {
    let sheet = "<sheetData>
        <row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><v>3</v></c></row>
        <row r='2'><c r='A2'><v>4</v></c><c r='C2'><v>5</v></c></row></sheetData>
        <mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='C1:C1048576'/><mergeCell ref='broken'/></mergeCells>";
    check(
        &excel(sheet, &[], "", &[]),
        "
        [人员]
        人员!A1 (2×2) | 1
        人员!C1 (1×1048576) | 3
        ",
    );
}

#[test]
fn a_shared_text_that_does_not_exist_is_refused_at_its_cell() {
    let sheet = "<sheetData><row r='7'><c r='C7' t='s'><v>9</v></c></row></sheetData>";
    check(
        &excel(sheet, &["<t>一</t>"], "", &[]),
        "文件内容有错（xl/worksheets/sheet1.xml 的第 61 字节处：单元格 C7 所指的第 9 条共享文字不存在），请用 Office 或 WPS 打开后另存一份再交",
    );
}

#[test]
fn the_short_way_through_plain_cells_reads_what_the_long_way_reads() {
    let sheet = "<sheetData><row r='1'><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>46277</v></c>\
        <c r=\"C1\" s=\"1\"/><c r=\"D1\"><v>0.30000000000000004</v></c><c r=\"E1\" t=\"b\"><v>1</v></c>\
        <c r=\"F1\"><v>-1E3</v></c><c r=\"G1\" t=\"n\"><v>7</v></c><c><v>8</v></c></row>\
        <row r='2'><c r=\"A2\" t=\"s\"><v>1</v></c></row></sheetData>";
    let strings = ["<t>一</t>", "<t> </t>"];
    let read =
        |sheet: &str| intake::read_here(&excel(sheet, &strings, "", &[0, 14])).map(|told| shown(&told));
    let short = read(sheet).unwrap();
    assert_eq!(read(&sheet.replace("<c r", "<c  r")), Ok(short.clone()));
    assert_eq!(short.lines().count(), 8);
}
