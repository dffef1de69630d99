//! What shows that something came about, and for how long it goes on showing it.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Id, Said};
use people::model::SchoolId;

use super::Subject;

/// The id of a piece of evidence.
pub type EvidenceId = Id<Evidence>;

/// Something that shows a subject came about (佐证材料), as it was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// Whose it is.
    pub school: SchoolId,
    /// What it is evidence of.
    pub subject: Subject,
    /// What it says.
    pub proof: Proof,
    /// Who filed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What a piece of evidence says (佐证内容).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// In words: `会谈纪要1份，双方签字`.
    pub what: String,
    /// The day it shows: of the signing, the award, the minutes.
    pub on: Date,
    /// How long it counts.
    pub lasts: Lasting,
    /// The file that holds it, if there is one.
    pub file: Option<Enclosure>,
    /// The record of some module that it points to, if there is one.
    pub record: Option<Subject>,
}

/// How evidence ages (佐证时效).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// It happened once: an agreement was signed. It counts in that year only.
    Once,
    /// It goes on up to a last day: an agreement is in force. It counts in every
    /// year it reaches. Without a last day nothing goes on: it is shown again.
    Until(Date),
}

/// A file as evidence knows it (佐证文件): never the file itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Its name, without folders.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub digest: String,
}

impl Evidence {
    /// Whether it counts for a year.
    pub fn counts_in(&self, year: i16) -> bool {
        let first = self.proof.on.year();
        match self.proof.lasts {
            Lasting::Once => year == first,
            Lasting::Until(last) => (first..=last.year()).contains(&year),
        }
    }
}

impl Proof {
    /// What keeps it from being evidence on a day; empty if nothing does.
    pub fn faults(&self, today: Date) -> Vec<Said> {
        let Self { what, on, lasts, file, .. } = self;
        let mut faults = Vec::new();
        if what.trim().is_empty() {
            faults
                .push(Said::new("佐证没有写内容；请写明是什么材料", "the evidence is empty; say what it is"));
        }
        if *on > today {
            faults.push(Said::new(
                format!("佐证日期 {on} 在今天（{today}）之后；请改成材料形成的日期"),
                format!("the evidence is of {on}, after today ({today}); give the day it shows"),
            ));
        }
        if let Lasting::Until(last) = lasts
            && last < on
        {
            faults.push(Said::new(
                format!("有效期至 {last}，早于佐证日期 {on}；请核对两个日期"),
                format!("it lasts until {last}, before its own day {on}; check both"),
            ));
        }
        let hexadecimal = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        if let Some(Enclosure { name, digest }) = file
            && (digest.len() != 64 || !digest.bytes().all(hexadecimal))
        {
            faults.push(Said::new(
                format!("佐证文件“{name}”的摘要不是 SHA-256；请重新选取文件"),
                format!("the digest of “{name}” is no SHA-256; choose the file again"),
            ));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::scene;

    #[test]
    fn a_signing_counts_in_its_year_only() {
        let signed = scene::evidence(scene::proof("合作备忘录签字文本", date(2026, 9, 18)));
        let years = (2025..2030).filter(|year| signed.counts_in(*year)).collect::<Vec<_>>();
        assert_eq!(years, [2026]);
    }

    #[test]
    fn an_agreement_in_force_counts_in_every_year_it_reaches() {
        let mut proof = scene::proof("合作备忘录执行中", date(2026, 9, 18));
        proof.lasts = Lasting::Until(date(2028, 1, 1));
        let force = scene::evidence(proof);
        let years = (2025..2030).filter(|year| force.counts_in(*year)).collect::<Vec<_>>();
        assert_eq!(years, [2026, 2027, 2028]);
    }

    #[test]
    fn every_fault_of_a_proof_is_told_at_once() {
        let proof = Proof {
            what: " ".to_owned(),
            on: date(2026, 9, 19),
            lasts: Lasting::Until(date(2026, 9, 1)),
            file: Some(Enclosure { name: "纪要.pdf".to_owned(), digest: "ABC".to_owned() }),
            record: None,
        };
        let told: Vec<String> = proof.faults(date(2026, 9, 18)).into_iter().map(|fault| fault.zh).collect();
        assert_eq!(
            told,
            [
                "佐证没有写内容；请写明是什么材料",
                "佐证日期 2026-09-19 在今天（2026-09-18）之后；请改成材料形成的日期",
                "有效期至 2026-09-01，早于佐证日期 2026-09-19；请核对两个日期",
                "佐证文件“纪要.pdf”的摘要不是 SHA-256；请重新选取文件",
            ]
        );
    }
}
