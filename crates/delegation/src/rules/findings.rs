//! What all rules together found, and what that means for handing in.

use kernel::{Finding, Severity};

use crate::model::Justification;

/// Every finding of a case, the gravest first (检查结果).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Puts findings in order: severity, then rule, then place.
    pub fn sorted(mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|one, other| {
            let key = |finding: &Finding| (finding.severity, finding.rule, finding.place.clone());
            key(one).cmp(&key(other))
        });
        findings.dedup();
        Self(findings)
    }

    /// The findings in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether anything stops the application.
    pub fn has_blocks(&self) -> bool {
        self.of(Severity::Block).next().is_some()
    }

    /// The findings of one severity.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |finding| finding.severity == severity)
    }

    /// The findings that need a reason and have none: no justification was given for
    /// them as they are, or it says nothing.
    pub fn unanswered(&self, justifications: &[Justification]) -> Vec<&Finding> {
        let answered = |finding: &Finding| justifications.iter().any(|given| given.answers(finding));
        self.of(Severity::Justify).filter(|finding| !answered(finding)).collect()
    }

    /// Whether the application may be handed in: nothing blocks, every reason is given.
    pub fn let_pass(&self, justifications: &[Justification]) -> bool {
        !self.has_blocks() && self.unanswered(justifications).is_empty()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
