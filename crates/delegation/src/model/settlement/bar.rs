//! What bars a whole claim, whatever its receipts say. Rules and the desk that
//! posts a claim ask the same functions.

use kernel::{Said, Stay};

use super::super::Delegation;

/// Why nothing of a trip is reimbursed (不予报销).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bar {
    /// The notice before the application is not recorded (R27).
    NoNotice,
    /// The notice after the return is not recorded (R27).
    NoPublication,
    /// The party stayed longer than was approved (R32).
    Overstay {
        /// What was approved, as the last granted change left it.
        approved: Stay,
        /// What the stamps say.
        actual: Stay,
    },
}

impl Bar {
    /// The rule's code.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::NoNotice | Self::NoPublication => "R27",
            Self::Overstay { .. } => "R32",
        }
    }

    /// What is wrong and how to mend it.
    pub fn said(&self) -> Said {
        match self {
            Self::NoNotice => Said::new(
                "没有事前公示的记录，未经公示不予报销；请补记公示的地点和起止日期",
                "no notice before the application is recorded, and without it nothing is reimbursed; record where and when it hung",
            ),
            Self::NoPublication => Said::new(
                "没有回国后公示的记录，未经公示不予报销；请先公示实际执行情况并记录",
                "no notice after the return is recorded, and without it nothing is reimbursed; publish what was done and record it",
            ),
            Self::Overstay { approved, actual } => {
                let (planned, stayed) = (approved.days(), actual.days());
                Said::new(
                    format!(
                        "实际在外{stayed}天（{}至{}），超过批准的{planned}天，全部费用不予报销；确属不可抗力的，凭证明经国际处同意后记录 R32 的情况说明",
                        actual.exit(),
                        actual.entry()
                    ),
                    format!(
                        "{stayed} days abroad exceed the {planned} approved, so nothing is reimbursed; where force majeure is proved, record the reason for R32"
                    ),
                )
            }
        }
    }

    /// The instrument behind it.
    pub const fn basis(&self) -> &'static str {
        match self {
            Self::NoNotice | Self::NoPublication => "中办发〔2013〕16号",
            Self::Overstay { .. } => "高校因公临时出国管理办法",
        }
    }
}

/// Whether a notice is missing, before or after the trip (R27). Before the
/// party is home nothing is missing yet.
pub fn publicity_missing(delegation: &Delegation) -> Option<Bar> {
    delegation.life.homecoming.as_ref()?;
    if delegation.publicity.is_none() {
        return Some(Bar::NoNotice);
    }
    delegation.life.publication.is_none().then_some(Bar::NoPublication)
}

/// Whether the party stayed longer than was approved without a recorded reason
/// (R32). Fewer days, or the same number on other days, is no longer stay.
pub fn stayed_longer(delegation: &Delegation) -> Option<Bar> {
    let stay = |terms: &super::super::life::Terms| Stay::between(terms.exit, terms.entry).ok();
    let actual = stay(&delegation.life.homecoming.as_ref()?.terms)?;
    let approved = stay(delegation.life.approved()?)?;
    let excused = delegation.justifications.iter().any(|reason| reason.rule == "R32");
    (actual.days() > approved.days() && !excused).then_some(Bar::Overstay { approved, actual })
}

/// Everything that bars the claim of a delegation.
pub fn bars(delegation: &Delegation) -> Vec<Bar> {
    publicity_missing(delegation).into_iter().chain(stayed_longer(delegation)).collect()
}
