//! Tags in Word: what each is filled with, and what is said of a wrong one.

use documents::docx::Template;
use documents::{Fact, record};

use crate::press::{body, tiny};

fn facts() -> Fact {
    record! {
        school: record! { name: "示例学院", note: "" },
        party: record! { students: 2 },
        lines: "一行\n二行",
        trick: "{{school.name}} <b> & 'x'",
        days: vec![
            record! { date: "12日", rows: vec![record! { what: "甲" }, record! { what: "乙" }] },
            record! { date: "13日", rows: vec![record! { what: "丙" }] },
        ],
        costs: vec![
            record! { mode: "据实", item: "旅费" },
            record! { mode: "据实", item: "住宿" },
            record! { mode: "包干", item: "伙食" },
        ],
        none: Vec::<Fact>::new(),
    }
}

/// The words of a filled body: `¶` ends a paragraph, `↵` is a break, `|` ends
/// a cell, `⏎` a row, `⬇` a cell that goes on from above.
fn words(body: &str) -> String {
    let mut out = String::new();
    for tag in body.split('<').skip(1) {
        let (name, text) = tag.split_once('>').unwrap();
        match name.split([' ', '/']).next().unwrap() {
            "w:br" => out.push('↵'),
            "w:vMerge" if !name.contains("restart") => out.push('⬇'),
            "" if name == "/w:p" => out.push('¶'),
            "" if name == "/w:tc" => out.push('|'),
            "" if name == "/w:tr" => out.push('⏎'),
            "w:p" if name == "w:p/" => out.push('¶'),
            _ => out.push_str(text),
        }
    }
    out.replace("¶|", "|")
}

fn check(body_xml: &str, expected: &str) {
    let filled = Template::compile(&tiny(body_xml)).and_then(|template| template.fill(&facts()));
    let said = filled.map_or_else(|faults| faults.to_string(), |docx| words(&body(&docx)));
    assert_eq!(said, expected, "{body_xml}");
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(text: &str) -> String {
    format!("<w:tc>{}</w:tc>", p(text))
}

fn table(rows: &[&[String]]) -> String {
    let rows: Vec<_> = rows.iter().map(|cells| cells.concat()).collect();
    format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", rows.join("</w:tr><w:tr>"))
}

#[test]
fn a_tag_becomes_its_fact() {
    check(&p("在{{school.name}}。"), "在示例学院。¶");
    check(&p("{{ school.note|or:“—” }}"), "—¶");
    check(&p("｛｛school.name｝｝"), "示例学院¶");
}

#[test]
fn a_tag_torn_over_runs_is_whole_again() {
    let torn = "<w:p><w:r><w:t>在{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{school</w:t></w:r>\
                <w:proofErr w:type=\"spellStart\"/><w:r><w:t>.name}}！</w:t></w:r></w:p>";
    check(torn, "在示例学院！¶");
}

#[test]
fn lines_become_paragraphs_alone_and_breaks_among_words() {
    check(&p("{{lines}}"), "一行¶二行¶");
    check(&p("{{lines|breaks}}"), "一行↵二行¶");
    check(&p("见{{lines}}"), "见一行↵二行¶");
}

#[test]
fn a_fact_is_never_read_as_a_tag_or_as_xml() {
    check(&p("{{trick}}"), "{{school.name}} &lt;b&gt; &amp; 'x'¶");
}

#[test]
fn paragraphs_repeat_and_are_chosen() {
    let body = [p("{{#for d in days}}"), p("{{d.date}}"), p("{{/for}}"), p("完")].concat();
    check(&body, "12日¶13日¶完¶");
    check(&p("{{#for d in days}}{{d.date}}{{#if !loop.last}}、{{/if}}{{/for}}"), "12日、13日¶");
    check(
        &[p("{{#if party.students &gt; 0}}"), p("有"), p("{{#else}}"), p("无"), p("{{/if}}")].concat(),
        "有¶",
    );
    check(&[p("{{#for d in none}}"), p("x"), p("{{/for}}"), p("完")].concat(), "完¶");
    check(&[p("{{#for d in days}}甲"), p("乙{{/for}}")].concat(), "甲¶乙¶甲¶乙¶");
}

#[test]
fn rows_repeat() {
    let one = table(&[&[tc("日"), tc("事")], &[tc("{{#for d in days}}{{d.date}}"), tc("x{{/for}}")]]);
    check(&one, "日|事|⏎12日|x|⏎13日|x|⏎");
    let tag_rows = table(&[
        &[tc("{{#for d in days}}"), tc("")],
        &[tc("{{d.date}}"), tc("x")],
        &[tc(""), tc("{{/for}}")],
    ]);
    check(&tag_rows, "12日|x|⏎13日|x|⏎");
    let nested =
        table(&[&[tc("{{#for d in days}}{{#for r in d.rows}}{{d.date}}"), tc("{{r.what}}{{/for}}{{/for}}")]]);
    check(&nested, "12日|甲|⏎12日|乙|⏎13日|丙|⏎");
}

#[test]
fn merged_cells_grow_beside_what_repeats() {
    let merged = |text: &str, how: &str| format!("<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr>{}</w:tc>", p(text));
    let restart = " w:val=\"restart\"";
    let grows = table(&[&[merged("{{#for c in costs}}{{c.mode}}", restart), tc("{{c.item}}{{/for}}")]]);
    check(&grows, "据实|旅费|⏎⬇|住宿|⏎包干|伙食|⏎");
    let in_days = table(&[&[
        merged("{{#for d in days}}{{#for r in d.rows}}{{d.date}}", restart),
        tc("{{r.what}}{{/for}}{{/for}}"),
    ]]);
    check(&in_days, "12日|甲|⏎⬇|乙|⏎13日|丙|⏎");
    let two_rows = table(&[
        &[merged("{{#for d in days}}{{d.date}}", restart), tc("上")],
        &[merged("", ""), tc("下{{/for}}")],
    ]);
    check(&two_rows, "12日|上|⏎⬇|下|⏎13日|上|⏎⬇|下|⏎");
}

#[test]
fn rows_repeat_beside_a_label_that_began_above_them() {
    let label = |how: &str, text: &str| format!("<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr>{}</w:tc>", p(text));
    // A label's later cells cannot be seen in Word, so the tags stand beside them.
    let head = [label(" w:val=\"restart\"", "费用"), tc("项目")];
    let row = [label("", ""), tc("{{#for c in costs}}{{c.item}}{{/for}}")];
    let tags = [label("", ""), tc("{{#for d in days}}")];
    let day = [label("", ""), tc("{{d.date}}")];
    let end = [label("", ""), tc("{{/for}}")];
    check(&table(&[&head, &row]), "费用|项目|⏎⬇|旅费住宿伙食|⏎");
    check(&table(&[&head, &tags, &day, &end]), "费用|项目|⏎⬇|12日|⏎⬇|13日|⏎");
    let rows = [label("", ""), tc("{{#for c in costs}}{{c.mode}}"), tc("{{c.item}}{{/for}}")];
    check(&table(&[&head, &rows]), "费用|项目|⏎⬇|据实|旅费|⏎⬇|据实|住宿|⏎⬇|包干|伙食|⏎");
}

#[test]
fn a_cell_always_keeps_a_paragraph() {
    let choice = format!("<w:tc>{}{}{}</w:tc>", p("{{#if school.note}}"), p("{{school.note}}"), p("{{/if}}"));
    check(&table(&[&[choice]]), "|⏎");
}

#[test]
fn every_fault_is_told_with_its_place() {
    check(
        &[p("{{school.nam}}"), p("{{days}}"), table(&[&[tc("a"), tc("{{oh no}}")]])].concat(),
        "word/document.xml 表1第1行第2格 “{{oh no}}”：读不懂“oh no”；请写事实的名字，例如 stop.title",
    );
    check(
        &[p("{{school.nam}}"), p("{{#for d in school.name}}x{{/for}}")].concat(),
        "word/document.xml 第1段 “{{school.nam}}”：没有“school.nam”这项事实；是不是“school.name”？“school”里可写：name、note\n\
         word/document.xml 第2段 “{{#for d in school.name}}”：“school.name”是文字，不能逐项写；请换成列表",
    );
}

#[test]
fn a_broken_loop_is_told_before_filling() {
    let open = "只有开头没有结尾；请在同一段内写 {{/for}} 或 {{/if}}，跨段时把开头放在段首、结尾放在段尾";
    check(&p("{{#for d in days}}x"), &format!("word/document.xml 第1段 “{{{{#for d in days}}}}”：{open}"));
    check(
        &p("a{{/if}}"),
        "word/document.xml 第1段 “{{/if}}”：只有结尾没有开头；请补上 {{#for …}} 或 {{#if …}}，或删去此处",
    );
    check(
        &p("{{#for d in days}}{{#if d}}x{{/for}}{{/if}}"),
        "word/document.xml 第1段 “{{/for}}”：与开头不配对；里层还没有结束，请先写 {{/if}}\n\
         word/document.xml 第1段 “{{/if}}”：与开头不配对；里层还没有结束，请先写 {{/for}}",
    );
    check(
        &p("{{#each x}}"),
        "word/document.xml 第1段 “{{#each x}}”：不认识“#each x”；可写 {{#for x in 列表}}、{{/for}}、{{#if 条件}}、{{#else}}、{{/if}}",
    );
    check(&p("a {{b"), "word/document.xml 第1段 “{{b”：有“{{”而没有“}}”；请在同一段内补上“}}”");
    check(
        &table(&[&[tc("x"), tc("{{#for d in days}}y"), tc("z{{/for}}")]]),
        "word/document.xml 表1第1行第2格 “{{#for d in days}}”：要重复整行，请把开头写在该行第一格的最前面；要重复格子，请写 {{#cells x in 列表}}\n\
         word/document.xml 表1第1行第3格 “{{/for}}”：只有结尾没有开头；请补上 {{#for …}} 或 {{#if …}}，或删去此处",
    );
}

#[test]
fn what_is_no_word_file_is_refused() {
    let said = |bytes: &[u8]| Template::compile(bytes).unwrap_err().to_string();
    assert_eq!(said(b"PK"), "：打不开：不是 Word 文档（docx）；请在 Word 或 WPS 中另存为 .docx");
    let deep = "<w:p>".repeat(1000);
    assert_eq!(
        said(&tiny(&deep)),
        "word/document.xml：读不出：XML 嵌套超过200层；请在 Word 或 WPS 中打开后另存"
    );
}

#[test]
fn loops_in_loops_end() {
    let many: Fact = (0..2000_i64).collect::<Vec<_>>().into();
    let body = p("{{#for a in x}}{{#for b in x}}{{#for c in x}}{{/for}}{{/for}}{{/for}}");
    let template = Template::compile(&tiny(&body)).unwrap();
    let said = template.fill(&record! { x: many }).unwrap_err().to_string();
    assert_eq!(said, "word/document.xml：填出来的文件过大；请检查循环的列表");
}
