//! What the seven specimen delegations cost, as a bookkeeper would check it.

use delegation::knowledge::Knowledge;
use delegation::model::{Budget, Line};

use crate::specimens;

/// One line: `住宿费 圣保罗 USD 240.00 ×6人×6 = 61,344.00元`.
fn line(line: &Line) -> String {
    let (item, what) = (line.item.words().zh, &line.what.zh);
    let (price, yuan) = (line.price.grouped(), line.yuan.grouped());
    format!("  {item} {what} {} {price} ×{}人×{} = {yuan}元", line.price.currency, line.persons, line.units)
}

fn told(budget: &Budget) -> String {
    let mut lines: Vec<String> = budget.lines.iter().map(line).collect();
    lines.extend(budget.over.iter().map(|over| {
        let cap = over.cap.map_or(String::new(), |cap| format!("，上限{}", cap.grouped()));
        format!("  超标准 {}{}{cap}", over.what.zh, over.price.grouped())
    }));
    lines.extend(budget.shares.iter().map(|(payer, part)| format!("  分摊 {payer} {}元", part.grouped())));
    lines.push(format!("  {}人{}天，共{}元", budget.persons, budget.days, budget.total.grouped()));
    lines.join("\n")
}

#[test]
fn the_seven_specimens_cost_what_their_table_says() {
    let known = Knowledge::shipped().unwrap();
    let mut all = Vec::new();
    for (stop, delegation) in specimens::all() {
        let budget = Budget::of(&delegation, &known.per_diem, &known.money);
        let budget = budget.map_or_else(
            |faults| {
                faults.iter().flat_map(|it| ["  ".to_owned(), it.to_string(), "\n".to_owned()]).collect()
            },
            |it| told(&it),
        );
        all.push(format!("{stop} {}\n{budget}", delegation.name));
    }
    insta::assert_snapshot!(all.join("\n\n"));
}
