//! One figure: the product and a peer at the same work, A B A B.

use super::measure::{Cost, Course, middle};
use crate::errand::Fault;

/// Rounds of a duel; the median of them counts.
const ROUNDS: usize = 5;

/// What the product is held against.
#[derive(Debug)]
pub(super) enum Rival {
    /// A peer at the same work.
    Peer(Course),
    /// So many CPU seconds, where no peer does the work.
    Limit(f64),
}

impl Rival {
    fn run(&self) -> Result<Cost, Fault> {
        match self {
            Self::Peer(course) => course.run(),
            Self::Limit(seconds) => Ok(Cost { cpu: *seconds, peak: 0.0 }),
        }
    }
}

/// The product and a peer at the same work, or within a limit.
#[derive(Debug)]
pub(super) struct Duel {
    /// What is compared.
    pub(super) name: &'static str,
    /// The product's side.
    pub(super) product: Course,
    /// The other side.
    pub(super) peer: Rival,
    /// The product may take this much of the other's time.
    pub(super) target: f64,
    /// The product may hold this many MiB.
    pub(super) peak: f64,
    /// A peer that is slow is asked less often.
    pub(super) rounds: usize,
}

impl Duel {
    /// A duel of the usual length.
    pub(super) fn new(name: &'static str, product: Course, peer: Course, target: f64, peak: f64) -> Self {
        Self { name, product, peer: Rival::Peer(peer), target, peak, rounds: ROUNDS }
    }

    /// A figure that nobody else makes: so many CPU seconds at most.
    pub(super) fn within(name: &'static str, product: Course, seconds: f64, peak: f64) -> Self {
        Self { name, product, peer: Rival::Limit(seconds), target: 1.0, peak, rounds: ROUNDS }
    }

    /// Lets both work in turn.
    pub(super) fn fight(&self) -> Outcome {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..self.rounds {
            match (self.product.run(), self.peer.run()) {
                (Ok(our), Ok(their)) => {
                    ours.push(our);
                    theirs.push(their);
                }
                (Err(Fault(text)), _) => return self.outcome(Err(format!("product: {text}"))),
                (_, Err(Fault(text))) => return self.outcome(Err(format!("peer: {text}"))),
            }
        }
        let costs = middle(ours).zip(middle(theirs));
        self.outcome(costs.ok_or_else(|| "no rounds".to_owned()))
    }

    fn outcome(&self, costs: Result<(Cost, Cost), String>) -> Outcome {
        Outcome { name: self.name, target: self.target, peak: self.peak, costs }
    }
}

/// How a duel ended.
#[derive(Debug)]
pub(super) struct Outcome {
    name: &'static str,
    target: f64,
    peak: f64,
    costs: Result<(Cost, Cost), String>,
}

impl Outcome {
    /// Whether the product stayed within the target and the memory.
    pub(super) fn reached(&self) -> bool {
        self.costs
            .as_ref()
            .is_ok_and(|(our, their)| our.cpu <= their.cpu * self.target && our.peak <= self.peak)
    }

    /// The line of the table.
    pub(super) fn row(&self) -> String {
        let Self { name, target, .. } = self;
        match &self.costs {
            Ok((our, their)) => format!(
                "| {name:<52} | {:>9.5} | {:>13.5} | {:>7.3} | {target:>7.3} | {:>8.0} | {} |",
                our.cpu,
                their.cpu,
                our.cpu / their.cpu.max(0.000_1),
                our.peak,
                if self.reached() { "✓" } else { "✗" },
            ),
            Err(why) => format!("| {name:<52} | {why} | ✗ |"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, Outcome};

    fn check(our: (f64, f64), their: f64) -> bool {
        let cost = |cpu, peak| Cost { cpu, peak };
        let costs = Ok((cost(our.0, our.1), cost(their, 1.0)));
        Outcome { name: "a figure", target: 0.5, peak: 100.0, costs }.reached()
    }

    #[test]
    fn a_target_is_time_and_memory() {
        assert!(check((1.0, 99.0), 2.0));
        assert!(!check((1.1, 99.0), 2.0));
        assert!(!check((1.0, 101.0), 2.0));
    }
}
