//! R42 · 原则上不安排宴请、不赠送礼品
//!
//! **查什么** 费用和日程里写明宴请、赠礼（`hospitality.words`）的，是否事先获得批准。
//! **不查谁** 已批准的费用，以及费用已批准时的相应半天；外方宴请我方。
//! **依据** 财行〔2013〕516号。
//! **怎么改** 不安排；确有需要的随计划一并报批。
//!
//! **Checks** costs and half days that name a banquet or a gift
//! (`hospitality.words`) against what was approved beforehand.
//! **Spares** approved costs, and half days when such a cost is approved; being
//! invited by the host.
//! **Basis** 财行〔2013〕516号.
//! **Remedy** leave it out, or have it approved with the plan.

use kernel::{Place, Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Expense;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R42",
    name: Words { zh: "宴请和礼品", en: "banquets and gifts" },
    severity: Severity::Block,
    says: Words { zh: "安排了{word}，没有事先报批", en: "{word} is planned without approval" },
    remedy: Words {
        zh: "删去；确有必要的，随出访计划一并报批并注明已批准",
        en: "leave it out; if it is needed, have it approved with the plan and mark it approved",
    },
    basis: "财行〔2013〕516号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let words = &case.book.hospitality_words;
    let named = |text: &str| words.value.iter().find(|word| text.contains(word.as_str()));
    let of = |expense: &Expense| named(&expense.what).or_else(|| named(&expense.note)).cloned();
    let mut approved = Vec::new();
    for (index, expense) in case.delegation.funding.expenses.iter().enumerate() {
        let Some(word) = of(expense) else { continue };
        if expense.approved {
            approved.push(word);
            continue;
        }
        let place = Place::new(
            format!("funding.expenses.{}", index + 1),
            format!("费用“{}”", expense.what),
            format!("cost “{}”", expense.what),
        );
        report.find(place, &[("word", Said::plain(word))]).because(&words.basis);
    }
    for (date, half, spent) in case.delegation.itinerary.strands() {
        if let Some(word) = named(&spent.text).filter(|_| approved.is_empty()) {
            report.find(place::half(date, half), &[("word", Said::plain(word))]).because(&words.basis);
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Currency, Money};

    use super::super::scene::Scene;
    use super::*;
    use crate::model::CostItem;

    fn gift() -> Expense {
        Expense {
            item: CostItem::Other,
            what: "礼品".to_owned(),
            price: Money::whole(20, Currency::Usd),
            units: 1,
            persons: Some(1),
            approved: false,
            note: String::new(),
        }
    }

    #[test]
    fn gifts_are_approved_beforehand_or_left_out() {
        let cost = |approved| {
            Scene::of("").change(move |trip| trip.funding.expenses.push(Expense { approved, ..gift() }))
        };
        cost(false).finds(&[RULE], "R42 block word=礼品");
        cost(true).finds(&[RULE], "");
    }

    #[test]
    fn a_banquet_in_the_programme_is_seen() {
        let says = |text: &str| {
            let text = text.to_owned();
            Scene::of("").change(move |trip| trip.itinerary.days[2].afternoon.text = text)
        };
        says("宴请外方专家").finds(&[RULE], "R42 block word=宴请");
        says("宴请外方专家")
            .change(|trip| trip.funding.expenses.push(Expense { approved: true, ..gift() }))
            .finds(&[RULE], "");
        says("出席组委会欢迎会").finds(&[RULE], "");
    }
}
