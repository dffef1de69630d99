//! What bars a whole claim, whatever its receipts say. Rules and the desk that
//! posts a claim ask the same functions.

use jiff::civil::Date;
use kernel::{Said, Stay};

use super::super::{Answered, Delegation};

/// Why nothing of a trip is reimbursed (不予报销).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bar {
    /// The notice before the application is not recorded (R27).
    NoNotice,
    /// The notice after the return is not recorded (R27).
    NoPublication,
    /// The notice after the return has not hung to its last day yet (R27).
    StillHanging {
        /// Its last day.
        to: Date,
    },
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
            Self::NoNotice | Self::NoPublication | Self::StillHanging { .. } => "R27",
            Self::Overstay { .. } => "R32",
        }
    }

    /// The figures of a longer stay, by name: the rule tells them, a reason is bound to
    /// them.
    pub fn figures(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::Overstay { approved, actual } => {
                let (planned, stayed) = (approved.days(), actual.days());
                vec![("actual", stayed), ("approved", planned), ("more", stayed - planned)]
            }
            _ => Vec::new(),
        }
    }

    /// What a reason would have to be given for; nothing where no reason helps.
    fn found(&self) -> Option<Answered> {
        let figures: Vec<(&str, String)> =
            self.figures().into_iter().map(|(name, value)| (name, value.to_string())).collect();
        let told = figures.iter().map(|(name, value)| (*name, value.as_str()));
        (!figures.is_empty()).then(|| Answered::at(Self::PLACE, told))
    }

    /// Where a longer stay is found.
    pub const PLACE: &str = "life.homecoming";

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
            Self::StillHanging { to } => Said::new(
                format!("回国后公示到{to}才期满，期满后才能报销；请期满后再报"),
                format!("the notice after the return hangs until {to}; claim once it is over"),
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
            Self::NoNotice | Self::NoPublication | Self::StillHanging { .. } => "中办发〔2013〕16号",
            Self::Overstay { .. } => "高校因公临时出国管理办法",
        }
    }
}

/// Whether a notice is missing on a day, before or after the trip (R27). Before the
/// party is home nothing is missing yet; a notice that still hangs is not over.
pub fn publicity_missing(delegation: &Delegation, on: Date) -> Option<Bar> {
    delegation.life.homecoming.as_ref()?;
    if delegation.publicity.is_none() {
        return Some(Bar::NoNotice);
    }
    match &delegation.life.publication {
        None => Some(Bar::NoPublication),
        Some(it) => (on <= it.publicity.to).then_some(Bar::StillHanging { to: it.publicity.to }),
    }
}

/// Whether the party stayed longer than was approved (R32). Fewer days, or the same
/// number on other days, is no longer stay.
pub fn stayed_longer(delegation: &Delegation) -> Option<Bar> {
    let stay = |terms: &super::super::life::Terms| Stay::between(terms.exit, terms.entry).ok();
    let actual = stay(&delegation.life.homecoming.as_ref()?.terms)?;
    let approved = stay(delegation.life.approved()?)?;
    (actual.days() > approved.days()).then_some(Bar::Overstay { approved, actual })
}

/// Everything that bars the claim of a delegation on a day: a longer stay bars it until
/// a reason is given for those days.
pub fn bars(delegation: &Delegation, on: Date) -> Vec<Bar> {
    let excused = |bar: &Bar| {
        let Some(found) = bar.found() else { return false };
        let given = |reason: &super::super::Justification| reason.rule == bar.rule() && reason.covers(&found);
        delegation.justifications.iter().any(given)
    };
    let longer = stayed_longer(delegation).filter(|bar| !excused(bar));
    publicity_missing(delegation, on).into_iter().chain(longer).collect()
}
