//! R17 · 离职、退休人员不再派出
//!
//! **查什么** 成员里没有离职、退休的人；返聘的须在教学科研岗位。
//! **不查谁** 返聘的教学科研人员；学生。
//! **依据** 中办发〔2013〕16号、厅字〔2016〕17号。
//! **怎么改** 不派此人，或补填返聘情况。
//!
//! **Checks** that nobody has left or retired; a re-hired member must teach or
//! research.
//! **Spares** re-hired teaching and research staff; students.
//! **Basis** 中办发〔2013〕16号, 厅字〔2016〕17号.
//! **Remedy** take the person out, or enter the re-hiring.

use kernel::{Report, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Kind, Standing};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R17",
    name: Words { zh: "离职退休人员", en: "people no longer in post" },
    severity: Severity::Block,
    says: Words {
        zh: "{name}已登记为{standing}，原单位不得派出",
        en: "{name} is recorded as {standing}; the old unit may not send them",
    },
    remedy: Words {
        zh: "调整人员；返聘的教学科研人员，把状态改为“返聘”、类别改为“教学科研人员”",
        en: "change the party; for re-hired teaching staff, record the re-hiring and the kind “teaching or research staff”",
    },
    basis: "中办发〔2013〕16号；厅字〔2016〕17号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, member) in case.staff() {
        let gone = match member.standing {
            Standing::Left | Standing::Retired => true,
            Standing::Rehired => !matches!(member.kind, Kind::TeachingStaff | Kind::OutsideExpert),
            Standing::InPost | Standing::Enrolled => false,
        };
        if gone {
            let figures = [("name", place::names(&[member])), ("standing", member.standing.words().into())];
            report.find(place::member(index, member, "standing"), &figures);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[track_caller]
    fn check(standing: Standing, kind: Kind, expected: &str) {
        let scene = Scene::of("").change(move |trip| {
            trip.members[1].standing = standing;
            trip.members[1].kind = kind;
        });
        scene.finds(&[RULE], expected);
    }

    #[test]
    fn the_old_unit_sends_nobody_who_has_left() {
        check(Standing::Left, Kind::TeachingStaff, "R17 block name=示例乙 standing=离职");
        check(Standing::Retired, Kind::Leader, "R17 block name=示例乙 standing=退休");
        check(Standing::Rehired, Kind::TeachingStaff, "");
        check(Standing::Rehired, Kind::Administrator, "R17 block name=示例乙 standing=返聘");
        check(Standing::InPost, Kind::Administrator, "");
    }
}
