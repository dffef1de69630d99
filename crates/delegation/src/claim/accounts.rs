//! Everything that can be said of a delegation's money today (账目): the claims,
//! posted or as they would be, the columns side by side, the pack, what bars.

use jiff::civil::Date;

use super::{ClaimFault, Comparison, Standards, pack};
use crate::model::settlement::{Bar, Book, Claim, PackItem, Posted, bars};
use crate::model::{Budget, Delegation};

/// A claim, or what is missing to reckon it.
pub type Reckoned = Result<Claim, Vec<ClaimFault>>;

/// The accounts of a delegation on a day (账目).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounts {
    /// The staff book's claim; none before the party is home.
    pub staff: Option<Reckoned>,
    /// The student book's, where students travel; none before the party is home.
    pub students: Option<Reckoned>,
    /// Budget, approval and what was spent, of the staff book.
    pub comparison: Comparison,
    /// The papers that go to the finance office.
    pub pack: Vec<PackItem>,
    /// What bars the whole claim; nothing once it is posted.
    pub bars: Vec<Bar>,
}

impl Accounts {
    /// The accounts of a delegation; a posted claim is taken as it was posted.
    pub fn of(delegation: &Delegation, budget: Option<&Budget>, standards: Standards<'_>, on: Date) -> Self {
        let posted = delegation.settlement.posted.as_ref();
        let home = delegation.life.homecoming.is_some();
        let staff = match posted {
            Some(posted) => Some(Ok(posted.staff.clone())),
            None => home.then(|| Claim::of(delegation, Book::Staff, standards, on)),
        };
        let students = match posted {
            Some(Posted { students, .. }) => students.clone().map(Ok),
            None => (home && has_students(delegation))
                .then(|| Claim::of(delegation, Book::Students, standards, on)),
        };
        let claim = staff.as_ref().and_then(|claim| claim.as_ref().ok());
        let approved = delegation.life.approved().map(|terms| terms.money);
        let comparison = Comparison::of(budget, approved, claim, &delegation.settlement.receipts);
        let pack = pack(delegation, claim, standards.figures);
        let bars = if posted.is_some() { Vec::new() } else { bars(delegation, on) };
        Self { staff, students, comparison, pack, bars }
    }

    /// The staff book's claim, if it can be reckoned.
    pub fn claim(&self) -> Option<&Claim> {
        self.staff.as_ref()?.as_ref().ok()
    }
}

/// Whether there is a student book to settle.
pub(crate) fn has_students(delegation: &Delegation) -> bool {
    let money = &delegation.settlement;
    delegation.students().next().is_some()
        || money.receipts.iter().any(|receipt| receipt.book == Book::Students)
        || money.advances.iter().any(|advance| advance.book == Book::Students)
}
