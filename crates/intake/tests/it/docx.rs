use crate::package::{p, tbl, tc, word, word_with};
use crate::shown::check;

#[test]
fn a_table_with_merged_cells_keeps_each_cell_once_with_what_it_covers() {
    let head = [tc("", &p("序号")), tc("<w:gridSpan w:val='2'/>", &p("国家/地区")), tc("", &p("时间"))];
    let first = [
        tc("<w:vMerge w:val='restart'/>", &p("1")),
        tc("", &p("巴西")),
        tc("", &p("圣保罗")),
        tc("", &(p("9月") + &p("（待定）"))),
    ];
    let second = [tc("<w:vMerge/>", &p("")), tc("", &p("南非")), tc("", &p("待定")), tc("", &p("7-8月"))];
    let tasks =
        [tc("", &p("出访任务")), tc("<w:gridSpan w:val='3'/>", &(p("1. 参加大赛") + &p("2. 建设工坊")))];
    check(
        &word(&(p("附件2") + &p("") + &tbl(&[&head, &first, &second, &tasks]) + &p("以上"))),
        "
        第1段 | 附件2
        []
        表1第1行第1列 | 序号
        表1第1行第2列 (2×1) | 国家/地区
        表1第1行第4列 | 时间
        表1第2行第1列 (1×2) | 1
        表1第2行第2列 | 巴西
        表1第2行第3列 | 圣保罗
        表1第2行第4列 | 9月⏎（待定）
        表1第3行第2列 | 南非
        表1第3行第3列 | 待定
        表1第3行第4列 | 7-8月
        表1第4行第1列 | 出访任务
        表1第4行第2列 (3×1) | 1. 参加大赛⏎2. 建设工坊
        第3段 | 以上
        ",
    );
}

#[test]
fn old_horizontal_merges_and_rows_that_begin_late_keep_their_columns() {
    let merged = [tc("<w:hMerge w:val='restart'/>", &p("宽")), tc("<w:hMerge/>", &p("")), tc("", &p("三"))];
    let late = "<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>".to_owned() + &tc("", &p("三")) + "</w:tr>";
    let table = tbl(&[&merged]).replace("</w:tbl>", &(late + "</w:tbl>"));
    check(
        &word(&table),
        "
        []
        表1第1行第1列 (2×1) | 宽
        表1第1行第3列 | 三
        表1第2行第3列 | 三
        ",
    );
}

fn listed(level: u32, list: u32, text: &str) -> String {
    p(text).replace(
        "<w:p>",
        &format!("<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>"),
    )
}

const LISTS: &str = "
    <w:abstractNum w:abstractNumId='0'>
      <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>
      <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>
      <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:isLgl/><w:lvlText w:val='%1.%2.%3'/></w:lvl>
      <w:lvl w:ilvl='3'><w:numFmt w:val='bullet'/><w:lvlText w:val='·'/></w:lvl>
    </w:abstractNum>
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>
    <w:num w:numId='2'><w:abstractNumId w:val='0'/>
      <w:lvlOverride w:ilvl='1'><w:startOverride w:val='5'/></w:lvlOverride></w:num>";

#[test]
fn automatic_numbers_are_written_out_and_count_on() {
    let body = listed(0, 1, "任务")
        + &listed(1, 1, "参赛")
        + &listed(1, 1, "工坊")
        + &listed(2, 1, "细目")
        + &listed(3, 1, "要点")
        + &listed(0, 1, "必要性")
        + &listed(1, 1, "目标")
        + &listed(1, 2, "另起")
        + &listed(0, 0, "不编号");
    check(
        &word_with(&body, LISTS, ""),
        "
        第1段 | 一、任务
        第2段 | 1. 参赛
        第3段 | 2. 工坊
        第4段 | 1.2.1 细目
        第5段 | 要点
        第6段 | 二、必要性
        第7段 | 1. 目标
        第8段 | 5. 另起
        第9段 | 不编号
        ",
    );
}

#[test]
fn a_style_brings_its_number() {
    let styles = "
        <w:style w:styleId='Item'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
        <w:style w:styleId='Bold'><w:basedOn w:val='Item'/></w:style>
        <w:style w:styleId='Round'><w:basedOn w:val='Round'/></w:style>";
    let with =
        |style: &str| p("文字").replace("<w:p>", &format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>"));
    check(
        &word_with(&(with("Item") + &with("Bold") + &with("Round")), LISTS, styles),
        "
        第1段 | 1. 文字
        第2段 | 2. 文字
        第3段 | 文字
        ",
    );
}

#[test]
fn what_is_deleted_or_hidden_is_not_on_paper_and_what_is_inserted_is() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>七</w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>天</w:t></w:r></w:p>",
        run("停留"),
        run("八"),
        run("旧处"),
    );
    let joined = p("前半").replace("<w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>") + &p("后半");
    let gone = tbl(&[&[tc("", &p("留"))]]).replace(
        "</w:tbl>",
        &("<w:tr><w:trPr><w:del/></w:trPr>".to_owned() + &tc("", &p("删")) + "</w:tr></w:tbl>"),
    );
    check(
        &word(&(body + &joined + &gone)),
        "
        第1段 | 停留八天
        第2段 | 前半后半
        []
        表1第1行第1列 | 留
        ",
    );
}

#[test]
fn breaks_tabs_entities_fields_links_controls_and_symbols_are_told_as_seen() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>A&amp;B&#x4E00;</w:t><w:br/>\
        <w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>\
        <w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>\
        <w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>\
        <w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>域</w:t></w:r></w:fldSimple>\
        <w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>是</w:t><w:sym w:font='Wingdings 2' w:char='00A3'/><w:t>否</w:t></w:r>\
        <w:ruby><w:rt><w:r><w:t>qiáo</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>桥</w:t></w:r></w:rubyBase></w:ruby></w:p>";
    check(&word(body), "第1段 | A&B一⏎二\t三链接控件域☑是□否桥");
}

#[test]
fn a_text_box_told_twice_in_the_file_is_read_once_after_its_paragraph() {
    let text = "<w:txbxContent>".to_owned() + &p("框内") + "</w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice>{text}</mc:Choice>\
         <mc:Fallback>{text}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"
    );
    check(
        &word(&body),
        "
        第1段 | 前后
        第2段 | 框内
        ",
    );
}

#[test]
fn a_table_inside_a_cell_becomes_lines_of_that_cell() {
    let inner = tbl(&[&[tc("", &p("甲")), tc("", &p("乙"))], &[tc("", &p("丙")), tc("", &p("丁"))]]);
    let outer = tbl(&[&[tc("", &(p("外") + &inner + &p(""))), tc("", &p("旁"))]]);
    check(
        &word(&outer),
        "
        []
        表1第1行第1列 | 外⏎甲\t乙⏎丙\t丁
        表1第1行第2列 | 旁
        ",
    );
}

#[test]
fn a_second_table_is_the_second() {
    let table = |text: &str| tbl(&[&[tc("", &p(text))]]);
    check(
        &word(&(table("一") + &p("中") + &table("二"))),
        "
        []
        表1第1行第1列 | 一
        第1段 | 中
        []
        表2第1行第1列 | 二
        ",
    );
}
