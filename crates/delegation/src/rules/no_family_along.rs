//! R03 · 不得携配偶、子女同行
//!
//! **查什么** 各人填写的家庭主要成员是否在团组名单上，学生也看；只看 `family.relations` 所
//! 列的关系。
//! **不查谁** 其他亲属关系；此外没有例外。
//! **依据** 教外厅〔2015〕1号。
//! **怎么改** 两人中留一人在国内；只是同名的，核对或补全姓名。
//!
//! **Checks** the names of close family each member gave against the roster,
//! students included, for the relations in `family.relations`.
//! **Spares** other relations; nobody else.
//! **Basis** 教外厅〔2015〕1号.
//! **Remedy** one of the two stays at home; for a mere namesake, correct or
//! complete the name in the record.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R03",
    name: Words { zh: "携配偶子女同行", en: "family along" },
    severity: Severity::Block,
    says: Words {
        zh: "{name}登记的{relation}{relative}在同一团组",
        en: "{relative}, whom {name} lists as {relation}, is in the same party",
    },
    remedy: Words {
        zh: "两人不得同团；如系同名，请核对家庭成员登记",
        en: "the two may not travel together; if they only share a name, correct the family record",
    },
    basis: "教外厅〔2015〕1号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let relations = &case.book.family_relations;
    for (index, member) in case.delegation.members.iter().enumerate() {
        for relative in &member.family {
            let name = relative.name.trim();
            let close = relations.value.iter().any(|word| relative.relation.contains(word));
            let along = case
                .delegation
                .members
                .iter()
                .enumerate()
                .any(|(other, along)| other != index && along.name.zh.trim() == name);
            if close && along && !name.is_empty() {
                let figures = [
                    ("name", place::names(&[member])),
                    ("relation", Said::plain(&relative.relation)),
                    ("relative", Said::plain(name)),
                ];
                report.find(place::member(index, member, "family"), &figures).because(&relations.basis);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::Relative;

    #[track_caller]
    fn check(relation: &str, name: &str, expected: &str) {
        let relative = Relative { relation: relation.to_owned(), name: name.to_owned() };
        Scene::of("").change(move |trip| trip.members[0].family = vec![relative]).finds(&[RULE], expected);
    }

    #[test]
    fn a_spouse_or_child_on_the_roster_is_found() {
        check("配偶", "示例乙", "R03 block name=示例甲 relation=配偶 relative=示例乙");
        check("儿子", " 示例丙 ", "R03 block name=示例甲 relation=儿子 relative=示例丙");
        check("配偶", "示例外", "");
        check("表兄", "示例乙", "");
        check("配偶", "示例甲", "");
        check("配偶", "", "");
    }

    #[test]
    fn a_student_of_the_party_is_family_too() {
        let scene = Scene::of("staff: 2; students: 1").change(|trip| {
            trip.members[0].family =
                vec![Relative { relation: "女儿".to_owned(), name: trip.members[2].name.zh.clone() }];
        });
        scene.finds_figures(&[RULE], &["relative"], "R03 block relative=示例丙");
    }
}
