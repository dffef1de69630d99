//! The budget as a workbook: formulae that say what the papers say.

use documents::Fact;

use crate::press::{facts_for, paper, parts};

#[test]
fn every_amount_is_a_formula_with_our_result() {
    let book = parts(&paper("budget").xlsx(&facts_for("budget")).unwrap());
    let sheet = &book["xl/worksheets/sheet1.xml"];
    for cell in [
        "<f>E5*F5*G5</f><v>8640</v>",
        "<f>ROUND(H5*I5,2)</f><v>61344</v>",
        "<f>ROUND(H4*I4,2)</f><v>82800</v>",
        "<f>SUM(J4:J9)</f><v>189327</v>",
    ] {
        assert!(sheet.contains(cell), "{cell}\n{sheet}");
    }
    assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""));
    assert!(sheet.contains("ySplit=\"3\""));
}

#[test]
fn the_same_facts_give_the_same_workbook() {
    let book = || paper("budget").xlsx(&facts_for("budget")).unwrap();
    assert_eq!(book(), book());
}

#[test]
fn a_workbook_that_differs_from_the_papers_is_refused() {
    let mut facts = facts_for("budget");
    let Some(Fact::List(mut rows)) = facts.at("budget.sheet").cloned() else { panic!() };
    rows[1] = rows[1].clone().with("persons", 7);
    facts = facts.with("budget.sheet", rows);
    assert_eq!(
        paper("budget").xlsx(&facts).unwrap_err().to_string(),
        "budget/sheet.toml yuan “row.yuan”：工作簿算得 71568，其他文书写的是 61344；请核对该行的单价、人数、天数和汇率"
    );
}
