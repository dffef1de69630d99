//! R34 · 护照有效期
//!
//! **查什么** 每本护照回国后还须有效若干个月；回国前就到期的，不能出行。
//! **不查谁** 还没有护照的人。
//! **依据** 因公护照管理规定；数值见 `passport.valid_months`。有的国家要求更长。
//! **怎么改** 办签证前换发。
//!
//! **Checks** that each passport holds for the named months after return.
//! **Spares** members without a passport yet.
//! **Basis** rules on official passports; the figure is `passport.valid_months`.
//! Some countries want more. A passport that ends before the return blocks.
//! **Remedy** renew it before the visa is applied for.

use jiff::ToSpan as _;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R34",
    name: Words { zh: "护照有效期", en: "validity of passports" },
    severity: Severity::Warn,
    says: Words {
        zh: "{name}的护照{expires}到期，回国后不足{months}个月",
        en: "the passport of {name} expires on {expires}, less than {months} months after return",
    },
    remedy: Words {
        zh: "办签证前换发，新护照有效期应到{until}以后",
        en: "renew it before applying for visas; the new one should hold beyond {until}",
    },
    basis: "因公护照管理规定",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(stay) = case.delegation.stay() else { return };
    let months = &case.book.papers.valid_months;
    let Ok(until) = stay.entry().checked_add(months.value.months()) else { return };
    for (index, member) in case.delegation.members.iter().enumerate() {
        let Some(document) = member.document.as_ref().filter(|document| document.expires < until) else {
            continue;
        };
        let figures = [
            ("name", place::names(&[member])),
            ("expires", place::full_day(document.expires)),
            ("months", Said::plain(months.value)),
            ("until", place::full_day(until)),
        ];
        let found = report.find(place::member(index, member, "document.expires"), &figures);
        found.because(&months.basis);
        if document.expires < stay.entry() {
            found.with_severity(Severity::Block);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::super::scene::Scene;
    use super::*;

    #[track_caller]
    fn check(expires: Date, expected: &str) {
        let scene = Scene::of("").change(move |trip| {
            if let Some(document) = &mut trip.members[0].document {
                document.expires = expires;
            }
        });
        scene.finds_figures(&[RULE], &["expires", "until"], expected);
    }

    #[test]
    fn six_months_after_return() {
        check(date(2027, 3, 17), "");
        check(date(2027, 3, 16), "R34 warn expires=2027年3月16日 until=2027年3月17日");
        check(date(2026, 9, 17), "R34 warn expires=2026年9月17日 until=2027年3月17日");
        check(date(2026, 9, 16), "R34 block expires=2026年9月16日 until=2027年3月17日");
    }
}
