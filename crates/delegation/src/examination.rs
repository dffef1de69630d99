//! A delegation, examined: what the rules found, in the facts and in the finished
//! papers, and what it costs.

use chassis::Error;
use documents::paper::Kind;
use jiff::civil::Date;
use kernel::{Finding, Place, Severity};
use objective::model::Promise;
use people::model::School;
use season::model::{Season, Stop};

use crate::books::Books;
use crate::budget::BudgetFault;
use crate::case::Case;
use crate::claim::{Accounts, Standards};
use crate::facts::{Planned, Subject};
use crate::model::{Budget, Delegation, Justification};
use crate::print::Order;
use crate::promises;
use crate::rulebook::Rulebook;
use crate::rules::{self, Findings, no_intermediary, purpose_wording};
use crate::ways::Overstay;

/// What a delegation is examined on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// Rulebook, rates, calendars, papers.
    pub books: &'a Books,
    /// The season of the stop.
    pub season: &'a Season,
    /// The school's delegations, this one among them.
    pub others: &'a [Delegation],
    /// The day of the examination.
    pub today: Date,
}

/// An examined delegation (核对结果).
#[derive(Debug)]
pub struct Examination {
    /// The delegation.
    pub delegation: Delegation,
    /// Where it goes.
    pub stop: Stop,
    /// The season of the stop.
    pub season: Season,
    /// Whose party it is.
    pub school: School,
    /// The figures that held for the school on the day.
    pub book: Rulebook,
    /// What the rules found.
    pub findings: Findings,
    /// What the staff book costs, or what is missing to say so.
    pub budget: Result<Budget, Vec<BudgetFault>>,
    /// What the student book costs; none where no student travels. It is never
    /// part of the staff budget.
    pub students_budget: Option<Result<Budget, Vec<BudgetFault>>>,
    /// Its stay over the cap with the ways out, if it stays longer than the cap.
    pub overstay: Option<Overstay>,
    /// The school's delegations of the season, this one among them, by departure.
    pub year: Vec<Planned>,
    /// What its tasks promise, and what came of it.
    pub promises: Vec<Promise>,
    /// What can be said of its money after the trip.
    pub accounts: Accounts,
    /// The day of the examination.
    pub today: Date,
}

impl Examination {
    /// Holds a delegation against the rules, reckons its budget and reads its
    /// papers over.
    pub fn of(delegation: Delegation, stop: Stop, school: School, ground: Ground<'_>) -> Result<Self, Error> {
        let Ground { books, season, others, today } = ground;
        let book = books
            .shelf
            .effective(&school.province, &school.name, today)
            .map_err(|fault| Error::fault(fault.to_string()))?;
        let (rates, figures) = (&books.knowledge.per_diem, &books.knowledge.money);
        let budget = Budget::of(&delegation, rates, figures);
        let students = delegation.students().next().is_some();
        let students_budget = students.then(|| Budget::of_students(&delegation, rates, figures));
        let promises = promises::stated(season.id, &delegation);
        let standards = Standards { table: rates, figures };
        let accounts = Accounts::of(&delegation, budget.as_ref().ok(), standards, today);
        let mut examination = Self {
            delegation,
            stop,
            season: season.clone(),
            school,
            book,
            findings: Findings::default(),
            budget,
            students_budget,
            overstay: None,
            year: Vec::new(),
            promises,
            accounts,
            today,
        };
        examination.year = examination.planned(books, others);
        examination.overstay =
            examination.on_case(books, others, |case| Overstay::of(case, &books.knowledge.visas.advisories));
        let findings = examination.found(books, others)?;
        examination.findings = findings;
        Ok(examination)
    }

    fn planned(&self, books: &Books, others: &[Delegation]) -> Vec<Planned> {
        let (rates, figures) = (&books.knowledge.per_diem, &books.knowledge.money);
        let others = others.iter().filter(|other| other.id != self.delegation.id);
        let mut year: Vec<Planned> = others
            .chain([&self.delegation])
            .map(|delegation| Planned {
                delegation: delegation.clone(),
                total: Budget::of(delegation, rates, figures).ok().map(|budget| budget.total),
            })
            .collect();
        let departure =
            |it: &Planned| (it.delegation.itinerary.exit().is_none(), it.delegation.itinerary.exit());
        year.sort_by(|one, other| {
            departure(one)
                .cmp(&departure(other))
                .then_with(|| one.delegation.name.cmp(&other.delegation.name))
        });
        year
    }

    /// Looks at everything the rules may look at, brought together.
    fn on_case<T>(&self, books: &Books, others: &[Delegation], look: impl FnOnce(&Case<'_>) -> T) -> T {
        let Self { delegation, stop, season, school, book, today, .. } = self;
        let knowledge = &books.knowledge;
        look(&Case {
            delegation,
            stop,
            season,
            school,
            book,
            workdays: &knowledge.workdays,
            others,
            hosts: &knowledge.hosts.vacations,
            holidays: &knowledge.hosts.holidays,
            ramadan: &knowledge.hosts.ramadan,
            visas: &knowledge.visas,
            today: *today,
        })
    }

    fn found(&self, books: &Books, others: &[Delegation]) -> Result<Findings, Error> {
        self.on_case(books, others, |case| self.findings_of(case, books))
    }

    fn findings_of(&self, case: &Case<'_>, books: &Books) -> Result<Findings, Error> {
        let mut findings: Vec<Finding> = rules::check(case).into_iter().collect();
        if let Ok(budget) = &self.budget {
            for (paper, said) in books.papers()?.said(&self.subject(books, budget, Order::default()))? {
                let name = paper.name();
                let place = Place::new(format!("papers.{}", paper.code()), name.zh, name.en);
                findings.extend(purpose_wording::in_paper(case, &place, &said));
                if paper.kind() == Kind::Official {
                    findings.extend(no_intermediary::in_request(case.book, &said));
                }
            }
        }
        Ok(Findings::sorted(findings))
    }

    /// What the papers are made from.
    pub fn subject<'a>(&'a self, books: &'a Books, budget: &'a Budget, order: Order) -> Subject<'a> {
        Subject {
            delegation: &self.delegation,
            stop: &self.stop,
            season: &self.season,
            school: &self.school,
            book: &self.book,
            budget,
            year: &self.year,
            promises: &self.promises,
            accounts: &self.accounts,
            workdays: &books.knowledge.workdays,
            overstay: self.overstay.as_ref(),
            today: self.today,
            head: order.head,
            state: order.state,
            number: order.number,
        }
    }

    /// The reason that answers a finding, with who gave it and when.
    pub fn reason_for(&self, finding: &Finding) -> Option<&Justification> {
        self.delegation.justifications.iter().find(|given| given.answers(finding))
    }

    /// A reason that was given for the same rule, and not for this finding: what it
    /// answered has changed since.
    pub fn lapsed_for(&self, finding: &Finding) -> Option<&Justification> {
        let lapsed = |given: &&Justification| given.rule == finding.rule && !given.answers(finding);
        self.delegation.justifications.iter().find(lapsed)
    }

    /// Whether a finding that asks for a reason has one.
    pub fn answers(&self, finding: &Finding) -> bool {
        let unanswered = self.findings.unanswered(&self.delegation.justifications);
        finding.severity == Severity::Justify && !unanswered.contains(&finding)
    }

    /// Whether the application may be handed in: the party has not left yet and
    /// its papers are in order.
    pub fn may_submit(&self) -> bool {
        self.is_in_order() && !self.has_left()
    }

    /// Whether nothing blocks, every reason that is asked for is given, and the
    /// budget adds up.
    pub fn is_in_order(&self) -> bool {
        self.findings.let_pass(&self.delegation.justifications) && self.budget.is_ok()
    }

    /// Whether the day of departure has passed: nobody approves a trip then.
    pub fn has_left(&self) -> bool {
        self.delegation.itinerary.exit().is_some_and(|exit| exit < self.today)
    }
}
