//! R33 · 持因公护照出访，不得同时持两种证照
//!
//! **查什么** 因公人员持因公护照，学生持普通护照，任何人不同时持两种证照。
//! **不查谁** 还没有护照的人；有外国居留权、经批准持普通护照的人。
//! **依据** 中办发〔2013〕16号；学生依教外综〔2002〕4号。
//! **怎么改** 改办应持的护照，另一本留在国内。
//!
//! **Checks** that staff travel on an official passport and students on an
//! ordinary one, and that nobody carries two.
//! **Spares** members without a passport yet; holders of a foreign residence
//! permit, who may use an ordinary passport with approval.
//! **Basis** 中办发〔2013〕16号; for students 教外综〔2002〕4号.
//! **Remedy** apply for the right passport; leave the other at home.

use kernel::{Report, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{DocumentKind, Kind};

/// The right kind of passport.
pub(super) const KIND: Rule = Rule {
    code: "R33",
    name: Words { zh: "证照种类", en: "kind of passport" },
    severity: Severity::Block,
    says: Words {
        zh: "{name}（{kind}）持{document}，应持{wanted}",
        en: "{name} ({kind}) holds a {document}; it must be a {wanted}",
    },
    remedy: Words {
        zh: "改办{wanted}；有外国居留权并经批准持普通护照的，登记居留国",
        en: "apply for a {wanted}; with a foreign residence permit and approval, enter the country of residence",
    },
    basis: "中办发〔2013〕16号；教外综〔2002〕4号",
    check: kind,
};

/// One passport only.
pub(super) const ONE_ONLY: Rule = Rule {
    code: "R33",
    name: Words { zh: "同时持两种证照", en: "two passports at once" },
    severity: Severity::Block,
    says: Words {
        zh: "{name}同时登记了{document}和{second}",
        en: "{name} is recorded with a {document} and a {second}",
    },
    remedy: Words {
        zh: "只持一种证照出访，删去另一本",
        en: "travel on one passport only and remove the other",
    },
    basis: "中办发〔2013〕16号",
    check: one_only,
};

fn kind(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, member) in case.delegation.members.iter().enumerate() {
        let Some(document) = &member.document else { continue };
        let student = member.kind == Kind::Student;
        if document.kind.is_official() != student || (!student && member.foreign_residence.is_some()) {
            continue;
        }
        let wanted = if student { DocumentKind::Ordinary } else { DocumentKind::PublicAffairs };
        let figures = [
            ("name", place::names(&[member])),
            ("kind", member.kind.words().into()),
            ("document", document.kind.words().into()),
            ("wanted", wanted.words().into()),
        ];
        report.find(place::member(index, member, "document"), &figures);
    }
}

fn one_only(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, member) in case.delegation.members.iter().enumerate() {
        let Some((document, second)) = member.document.as_ref().zip(member.second_document.as_ref()) else {
            continue;
        };
        let figures = [
            ("name", place::names(&[member])),
            ("document", document.kind.words().into()),
            ("second", second.kind.words().into()),
        ];
        report.find(place::member(index, member, "second_document"), &figures);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    fn holding(index: usize, kind: DocumentKind) -> Scene {
        Scene::of("staff: 2; students: 1").change(move |trip| {
            if let Some(document) = &mut trip.members[index].document {
                document.kind = kind;
            }
        })
    }

    #[test]
    fn staff_and_students_travel_on_different_passports() {
        let all = [KIND, ONE_ONLY];
        holding(1, DocumentKind::Service).finds(&all, "");
        holding(1, DocumentKind::Ordinary)
            .finds(&all, "R33 block document=普通护照 kind=教学科研人员 name=示例乙 wanted=公务普通护照");
        holding(2, DocumentKind::PublicAffairs)
            .finds(&all, "R33 block document=公务普通护照 kind=学生 name=示例丙 wanted=普通护照");
        holding(1, DocumentKind::Ordinary)
            .change(|trip| trip.members[1].foreign_residence = Some("FR".parse().unwrap()))
            .finds(&all, "");
        Scene::of("").change(|trip| trip.members[0].document = None).finds(&all, "");
    }

    #[test]
    fn nobody_carries_two() {
        let two = Scene::of("").change(|trip| {
            let mut second = trip.members[0].document.clone();
            if let Some(document) = &mut second {
                document.kind = DocumentKind::Ordinary;
            }
            trip.members[0].second_document = second;
        });
        two.finds(&[KIND, ONE_ONLY], "R33 block document=公务普通护照 name=示例甲 second=普通护照");
    }
}
