//! Tables whose rows and columns repeat beside merged cells: whatever the list
//! says, the grid stays whole.

use documents::docx::Template;
use documents::{Fact, record};
use proptest::prelude::*;

use crate::press::{body, tiny};

/// A filled table as one sees it: cells end with `|`, rows with `⏎`, `⬇` goes on
/// from above, `×2` spans two columns.
fn seen(body: &str) -> String {
    let mut out = String::new();
    for tag in body.split('<').skip(1) {
        let (name, text) = tag.split_once('>').unwrap();
        match name.split([' ', '/']).next().unwrap() {
            "w:gridSpan" => {
                let span = name.split('"').nth(1).unwrap();
                out.extend(["×", span]);
            }
            "w:vMerge" if !name.contains("restart") => out.push('⬇'),
            "" if name == "/w:tc" => out.push('|'),
            "" if name == "/w:tr" => out.push('⏎'),
            "w:t" => out.push_str(text),
            _ => {}
        }
    }
    out
}

fn facts(members: usize) -> Fact {
    let member = |n: usize| record! { name: format!("人{n}"), post: if n < 2 { "教师" } else { "干部" } };
    record! {
        title: "名单",
        members: (0..members).map(member).collect::<Vec<_>>(),
        dates: vec!["12日", "13日", "14日"],
        days: vec![record! { rows: vec!["甲", "乙"] }, record! { rows: vec!["丙"] }],
    }
}

fn check(table: &str, facts: &Fact, expected: &str) {
    let filled = Template::compile(&tiny(table)).and_then(|template| {
        template.check(&facts.shape())?;
        template.fill(facts)
    });
    let said = filled.map_or_else(|faults| faults.to_string(), |docx| whole(&body(&docx)));
    assert_eq!(said, expected, "{table}");
}

/// The table, after its grid was measured.
fn whole(body: &str) -> String {
    measure(body).unwrap_or_else(|torn| panic!("{torn}: {body}"));
    seen(body)
}

/// Every row fills the grid, and every cell that goes on has one above it that
/// is as wide and stands in the same columns.
fn measure(body: &str) -> Result<(), String> {
    for table in body.split("<w:tbl>").skip(1) {
        let grid = table.matches("<w:gridCol").count();
        let mut above: Vec<(usize, usize)> = Vec::new();
        for row in table.split("<w:tr>").skip(1) {
            let (mut column, mut here) = (0, Vec::new());
            for cell in row.split("<w:tc>").skip(1) {
                let span = cell
                    .split_once("<w:gridSpan w:val=\"")
                    .map_or(1, |(_, rest)| rest.split_once('"').unwrap().0.parse::<usize>().unwrap());
                if cell.contains("<w:vMerge") {
                    if !cell.contains("w:val=\"restart\"") && !above.contains(&(column, span)) {
                        return Err(format!("column {column} goes on from nothing"));
                    }
                    here.push((column, span));
                }
                column += span;
            }
            if column != grid {
                return Err(format!("a row of {column} columns in a grid of {grid}"));
            }
            above = here;
        }
    }
    Ok(())
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"900\" w:type=\"dxa\"/>{properties}</w:tcPr>{}</w:tc>", p(text))
}

const BEGINS: &str = "<w:vMerge w:val=\"restart\"/>";
const GOES_ON: &str = "<w:vMerge/>";

fn table(columns: usize, rows: &[&[String]]) -> String {
    let grid = "<w:gridCol w:w=\"900\"/>".repeat(columns);
    let rows: Vec<_> = rows.iter().map(|cells| cells.concat()).collect();
    format!("<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{}</w:tr></w:tbl>", rows.join("</w:tr><w:tr>"))
}

/// 审批意见表: the label 「出访人员」 stands beside the head and the roster row.
fn opinion_form() -> String {
    table(
        3,
        &[
            &[cell("<w:gridSpan w:val=\"3\"/>", "{{title}}")],
            &[cell(BEGINS, "出访人员"), cell("", "姓名"), cell("", "职务")],
            &[cell(GOES_ON, ""), cell("", "{{#for m in members}}{{m.name}}"), cell("", "{{m.post}}{{/for}}")],
            &[cell("", "意见"), cell("<w:gridSpan w:val=\"2\"/>", "")],
        ],
    )
}

#[test]
fn a_label_beside_a_repeated_row_spans_all_of_them() {
    let head = "×3名单|⏎出访人员|姓名|职务|⏎";
    check(&opinion_form(), &facts(3), &format!("{head}⬇|人0|教师|⏎⬇|人1|教师|⏎⬇|人2|干部|⏎意见|×2|⏎"));
    check(&opinion_form(), &facts(0), &format!("{head}意见|×2|⏎"));
}

#[test]
fn a_label_that_begins_in_the_repeated_row_spans_all_turns_and_what_follows() {
    let form = table(
        2,
        &[
            &[cell(BEGINS, "{{#for m in members}}人员"), cell("", "{{m.name}}{{/for}}")],
            &[cell(GOES_ON, ""), cell("", "合计")],
        ],
    );
    check(&form, &facts(2), "人员|人0|⏎⬇|人1|⏎⬇|合计|⏎");
    // With nobody to list the label still stands beside what follows.
    check(&form, &facts(0), "人员|合计|⏎");
}

#[test]
fn a_block_of_two_rows_for_each_item_begins_anew_with_each() {
    let form = table(
        3,
        &[
            &[cell(BEGINS, "{{#for m in members}}人员"), cell(BEGINS, "{{m.post}}"), cell("", "{{m.name}}")],
            &[cell(GOES_ON, ""), cell(GOES_ON, ""), cell("", "签字{{/for}}")],
        ],
    );
    check(&form, &facts(2), "人员|教师|人0|⏎⬇|⬇|签字|⏎⬇|教师|人1|⏎⬇|⬇|签字|⏎");
}

#[test]
fn rows_of_tags_alone_may_lie_under_a_label() {
    let form = table(
        2,
        &[
            &[cell(BEGINS, "人员"), cell("", "姓名")],
            &[cell(GOES_ON, ""), cell("", "{{#for m in members}}")],
            &[cell(GOES_ON, ""), cell("", "{{m.name}}")],
            &[cell(GOES_ON, ""), cell("", "{{/for}}")],
        ],
    );
    check(&form, &facts(2), "人员|姓名|⏎⬇|人0|⏎⬇|人1|⏎");
}

#[test]
fn a_row_that_is_left_out_hands_its_label_on() {
    let form = table(
        2,
        &[
            &[cell(BEGINS, "{{#if members.length > 5}}人员"), cell("", "多{{/if}}")],
            &[cell(GOES_ON, ""), cell("", "少")],
        ],
    );
    check(&form, &facts(1), "人员|少|⏎");
}

#[test]
fn cells_repeat_and_what_stands_above_widens() {
    let form = table(
        3,
        &[
            &[cell("<w:gridSpan w:val=\"3\"/>", "{{title}}")],
            &[cell("", "姓名"), cell("", "{{#cells d in dates}}{{d}}{{/cells}}"), cell("", "备注")],
            &[
                cell("", "{{#for m in members}}{{m.name}}"),
                cell("", "{{#cells d in dates}}{{loop.index}}{{/cells}}"),
                cell("", "{{/for}}"),
            ],
        ],
    );
    check(&form, &facts(2), "×5名单|⏎姓名|12日|13日|14日|备注|⏎人0|1|2|3||⏎人1|1|2|3||⏎");
    let none = facts(1).with("dates", Vec::<Fact>::new());
    check(&form, &none, "×3名单|⏎姓名||备注|⏎人0|||⏎");
    let shares = body(&Template::compile(&tiny(&form)).unwrap().fill(&facts(1)).unwrap());
    assert_eq!(shares.matches("<w:gridCol w:w=\"300\"/>").count(), 3);
}

#[test]
fn columns_that_would_tear_the_table_are_refused() {
    let torn = table(
        2,
        &[
            &[cell("", "{{#cells d in dates}}{{d}}"), cell("", "x{{/cells}}")],
            &[cell("", "a"), cell("", "b")],
        ],
    );
    check(
        &torn,
        &facts(1),
        "word/document.xml 表1第1行第1格 “{{#cells d in dates}}”：第2行在这些列里有别的格子，重复后表格会错位；\
         请在那一行也重复，或把那几格合并成一格",
    );
    let uneven = table(
        1,
        &[
            &[cell("", "{{#cells d in dates}}{{d}}{{/cells}}")],
            &[cell("", "{{#cells d in members}}{{d.name}}{{/cells}}")],
        ],
    );
    check(
        &uneven,
        &facts(2),
        "word/document.xml 表1第2行第1格 “{{#cells d in members}}”：这一行要重复2次，同样的列在上面重复3次；\
         请让两行逐项写同样长的列表",
    );
    check(
        &p("{{#cells d in dates}}x{{/cells}}"),
        &facts(1),
        "word/document.xml 第1段 “{{#cells d in dates}}”：重复的是一行里的格子；请把 {{#cells x in 列表}} \
         写在表格某格的最前面，把 {{/cells}} 写在同一行同一格或后面某格的末尾\n\
         word/document.xml 第1段 “{{/cells}}”：重复的是一行里的格子；请把 {{#cells x in 列表}} \
         写在表格某格的最前面，把 {{/cells}} 写在同一行同一格或后面某格的末尾",
    );
}

#[test]
fn a_table_of_which_nothing_is_left_goes() {
    let form = table(1, &[&[cell("", "{{#for m in members}}{{m.name}}{{#if m.post}}x{{/if}}{{/for}}")]]);
    check(&format!("{form}{}", p("完")), &facts(0), "|⏎完");
    let rows = table(1, &[&[cell("", "{{#for m in members}}")], &[cell("", "x")], &[cell("", "{{/for}}")]]);
    check(&format!("{rows}{}", p("完")), &facts(0), "完");
}

#[test]
fn a_table_in_a_cell_repeats_by_itself() {
    let inner = table(1, &[&[cell("", "{{#for r in d.rows}}{{r}}")], &[cell("", "{{/for}}")]]);
    let outer = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>",
        p("{{#for d in days}}日"),
        p("{{/for}}")
    );
    let filled = Template::compile(&tiny(&outer)).unwrap().fill(&facts(0)).unwrap();
    assert_eq!(seen(&body(&filled)), "日甲|⏎乙|⏎日丙|⏎|⏎");
}

/// One cell of a random table: how wide, and how it stands to the row above.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: usize,
    merged: bool,
    speaks: bool,
}

fn rows() -> impl Strategy<Value = Vec<Vec<Piece>>> {
    let cell = (1_usize..4, any::<bool>(), any::<bool>());
    let cell = cell.prop_map(|(span, merged, speaks)| Piece { span, merged, speaks });
    proptest::collection::vec(proptest::collection::vec(cell, 1..6), 1..7)
}

/// A table of six columns made of such rows; a cell is merged into the one above
/// wherever both may be.
fn random_table(rows: &[Vec<Piece>], from: usize, to: usize) -> String {
    const COLUMNS: usize = 6;
    let mut written: Vec<Vec<String>> = Vec::new();
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let (mut column, mut cells, mut here) = (0, Vec::new(), Vec::new());
        let mut pieces = row.clone();
        pieces.push(Piece { span: COLUMNS, merged: false, speaks: false });
        for piece in pieces {
            let span = piece.span.min(COLUMNS - column);
            if span == 0 {
                break;
            }
            let merge = if !piece.merged {
                ""
            } else if above.contains(&(column, span)) {
                GOES_ON
            } else {
                BEGINS
            };
            if piece.merged {
                here.push((column, span));
            }
            let width = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
            let words = match (merge, piece.speaks && (from..=to).contains(&number)) {
                (GOES_ON, _) => "",
                (_, true) => "{{m.post}}",
                _ => "标签",
            };
            cells.push((format!("{width}{merge}"), words.to_owned(), merge != GOES_ON));
            column += span;
        }
        let seen = |it: &&mut (String, String, bool)| it.2;
        if number == from
            && let Some((_, words, _)) = cells.iter_mut().find(seen)
        {
            words.insert_str(0, "{{#for m in members}}");
        }
        if number == to
            && let Some((_, words, _)) = cells.iter_mut().rev().find(seen)
        {
            words.push_str("{{/for}}");
        }
        written.push(cells.iter().map(|(properties, words, _)| cell(properties, words)).collect());
        above = here;
    }
    let rows: Vec<&[String]> = written.iter().map(Vec::as_slice).collect();
    table(COLUMNS, &rows)
}

proptest! {
    #[test]
    fn the_grid_stays_whole(rows in rows(), from in 0_usize..6, length in 0_usize..3, members in 0_usize..5) {
        let from = from.min(rows.len() - 1);
        let to = (from + length).min(rows.len() - 1);
        let table = random_table(&rows, from, to);
        let filled = Template::compile(&tiny(&table)).and_then(|template| template.fill(&facts(members)));
        if let Ok(docx) = filled {
            let body = body(&docx);
            prop_assert!(measure(&body).is_ok(), "{:?}: {} from {}", measure(&body), seen(&body), seen(&table));
        }
    }
}
