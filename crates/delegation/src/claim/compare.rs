//! Budget, approval and what was really spent, side by side (预决算对照).

use kernel::{Currency, Money};

use crate::model::settlement::{Claim, Receipt};
use crate::model::{Budget, CostItem};

/// One item in three columns; what is not known is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// Which item; `None` = all of them.
    pub item: Option<CostItem>,
    /// What was budgeted.
    pub budget: Option<Money>,
    /// What was approved. The authority approves a sum: an item has an approval
    /// of its own only while that sum is the budget's.
    pub approved: Option<Money>,
    /// What was recognised.
    pub actual: Option<Money>,
}

/// All items and their sum (预决算对照表).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The six items in order.
    pub rows: Vec<Compared>,
    /// Their sum.
    pub total: Compared,
}

impl Comparison {
    /// The three columns of what is known so far.
    pub fn of(
        budget: Option<&Budget>,
        approved: Option<Money>,
        claim: Option<&Claim>,
        receipts: &[Receipt],
    ) -> Self {
        let by_item = approved.is_none() || approved == budget.map(|budget| budget.total);
        let row = |item: &CostItem| {
            let planned = budget.map(|budget| of_item(budget, *item));
            Compared {
                item: Some(*item),
                budget: planned,
                approved: planned.filter(|_| by_item && approved.is_some()),
                actual: claim.map(|claim| claim.of_item(*item, receipts)),
            }
        };
        let total = Compared {
            item: None,
            budget: budget.map(|budget| budget.total),
            approved,
            actual: claim.map(|claim| claim.total),
        };
        Self { rows: CostItem::ALL.iter().map(row).collect(), total }
    }

    /// How much more was recognised than approved, if it was more.
    pub fn over(&self) -> Option<Money> {
        self.total.approved?;
        self.total.difference().filter(|difference| difference.minor > 0)
    }
}

impl Compared {
    /// How much more was spent than approved, or budgeted where no approval of
    /// its own is known; negative when less was.
    pub fn difference(&self) -> Option<Money> {
        let planned = self.approved.or(self.budget)?;
        Some(Money::new(self.actual?.minor - planned.minor, Currency::Cny))
    }
}

fn of_item(budget: &Budget, item: CostItem) -> Money {
    let lines = budget.lines.iter().filter(|line| line.item == item).map(|line| line.yuan.minor);
    Money::new(lines.sum(), Currency::Cny)
}
