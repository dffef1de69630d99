//! Rules and what they find. A rule is a file of the context that owns it; this
//! is the shape they share.

use std::collections::BTreeMap;

use crate::{Said, Words, codes};

codes! {
    /// What a finding does to an application (级别).
    pub enum Severity {
        /// The application stops until the fault is mended.
        Block = "block" "禁止" "block",
        /// The application goes on with a recorded reason only.
        Justify = "justify" "说明" "justify",
        /// The finding travels along, for whoever signs to see.
        Warn = "warn" "提示" "warn",
    }
}

/// One rule of the book (规则): code, words and the check itself.
///
/// `F` is the check's own type, `fn(&Case<'_>, &mut Report<'_>)` of the context.
#[derive(Debug, Clone, Copy)]
pub struct Rule<F> {
    /// `R04`, as the manual and the papers cite it.
    pub code: &'static str,
    /// What the rule is called.
    pub name: Words,
    /// What its findings do, unless the rulebook says otherwise.
    pub severity: Severity,
    /// The finding, with `{places}` for its figures.
    pub says: Words,
    /// How to mend it.
    pub remedy: Words,
    /// The instruments behind it, 文号 first.
    pub basis: &'static str,
    /// Looks at a case and reports.
    pub check: F,
}

/// Where in an application a finding sits, for people and for screens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The field's address: `members.3.document`, `itinerary.2026-09-12.morning`.
    pub field: String,
    /// The same in words: `团员王示例`.
    pub words: Said,
}

impl Place {
    /// A place with its field and its words.
    pub fn new(field: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { field: field.into(), words: Said::new(zh, en) }
    }
}

/// What one rule found at one place (问题).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The rule's code.
    pub rule: &'static str,
    /// What it does to the application.
    pub severity: Severity,
    /// Where it sits.
    pub place: Place,
    /// The sentence a person reads.
    pub says: Said,
    /// The figures in it, by name.
    pub figures: BTreeMap<&'static str, String>,
    /// How to mend it.
    pub remedy: Said,
    /// The instruments behind the rule and behind its figures.
    pub basis: String,
}

/// Where a rule writes what it finds.
#[derive(Debug)]
pub struct Report<'a> {
    rule: Head,
    findings: &'a mut Vec<Finding>,
}

#[derive(Debug)]
struct Head {
    code: &'static str,
    severity: Severity,
    says: Words,
    remedy: Words,
    basis: &'static str,
}

impl<'a> Report<'a> {
    /// The report of one rule, appending to `findings`.
    pub fn of<F>(rule: &Rule<F>, findings: &'a mut Vec<Finding>) -> Self {
        let Rule { code, severity, says, remedy, basis, .. } = *rule;
        Self { rule: Head { code, severity, says, remedy, basis }, findings }
    }

    /// Files a finding at a place with its figures.
    pub fn find(&mut self, place: Place, figures: &[(&'static str, Said)]) -> &mut Finding {
        self.findings.push_mut(Finding {
            rule: self.rule.code,
            severity: self.rule.severity,
            place,
            says: self.rule.says.fill(figures),
            figures: figures.iter().map(|(name, value)| (*name, value.zh.clone())).collect(),
            remedy: self.rule.remedy.fill(figures),
            basis: self.rule.basis.to_owned(),
        })
    }
}

impl Finding {
    /// Names the instrument that gave the figure, when it is not the rule's own.
    pub fn because(&mut self, basis: &str) -> &mut Self {
        if !basis.is_empty() && !self.basis.contains(basis) {
            self.basis = format!("{basis}；{}", self.basis);
        }
        self
    }

    /// A severity the rulebook gave in place of the rule's own.
    pub fn with_severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }
}
