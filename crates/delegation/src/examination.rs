//! A delegation, examined: what the rules found and what it costs.

use chassis::Error;
use jiff::civil::Date;
use kernel::Finding;
use people::model::School;
use season::model::{Season, Stop};

use crate::books::Books;
use crate::budget::BudgetFault;
use crate::case::Case;
use crate::model::{Budget, Delegation};
use crate::rules::{self, Findings};

/// What a delegation is examined on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Rulebook, rates, calendars.
    pub books: &'a Books,
    /// The season of the stop.
    pub season: &'a Season,
    /// The school's delegations, this one among them.
    pub others: &'a [Delegation],
    /// The day of the examination.
    pub today: Date,
}

/// An examined delegation.
#[derive(Debug)]
pub struct Examination {
    /// The delegation.
    pub delegation: Delegation,
    /// Where it goes.
    pub stop: Stop,
    /// Whose party it is.
    pub school: School,
    /// What the rules found.
    pub findings: Findings,
    /// What it costs, or what is missing to say so.
    pub budget: Result<Budget, Vec<BudgetFault>>,
}

impl Examination {
    /// Holds a delegation against the rules and reckons its budget.
    pub fn of(
        delegation: Delegation,
        stop: Stop,
        school: School,
        ground: Ground<'_>,
    ) -> Result<Self, Error> {
        let Ground { books, season, others, today } = ground;
        let Books { shelf, knowledge } = books;
        let book = shelf
            .effective(&school.province, &school.name, today)
            .map_err(|fault| Error::fault(fault.to_string()))?;
        let case = Case {
            delegation: &delegation,
            stop: &stop,
            season,
            school: &school,
            book: &book,
            workdays: &knowledge.workdays,
            others,
            hosts: &knowledge.hosts.vacations,
            today,
        };
        let findings = rules::check(&case);
        let budget = Budget::of(&delegation, &knowledge.per_diem, &knowledge.money);
        Ok(Self { delegation, stop, school, findings, budget })
    }

    /// Whether a recorded reason answers a finding.
    pub fn answers(&self, finding: &Finding) -> bool {
        self.delegation.justifications.iter().any(|reason| reason.rule == finding.rule)
    }

    /// Whether the application may be handed in: nothing blocks, every reason
    /// that is asked for is given, and the budget adds up.
    pub fn may_submit(&self) -> bool {
        self.findings.let_pass(&self.delegation.justifications) && self.budget.is_ok()
    }
}
