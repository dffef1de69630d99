//! Reasons that answer findings: who may give one for what, what it is bound to, and
//! when it is void.

use chassis::{Desk, Error};
use kernel::{Finding, Severity};

use crate::model::life::Noted;
use crate::model::{Answered, Delegation, Justification};
use crate::rules::Findings;

/// A reason and the rule it answers.
#[derive(Debug, Clone, Copy)]
pub struct Reason<'a> {
    /// The rule's code: `R07`.
    pub rule: &'a str,
    /// The reason, as it will be printed.
    pub reason: &'a str,
    /// Who answers for it; `None` = whoever records it.
    pub by: Option<&'a str>,
}

/// Whether a reason says something, and its rule found what a reason answers.
pub(super) fn answerable(findings: &Findings, given: Reason<'_>) -> Result<(), Error> {
    let Reason { rule, reason, .. } = given;
    if reason.trim().is_empty() {
        return Err(Error::refused(
            "reason-empty",
            format!("{rule} 的理由是空的；请写明为什么必要、依据什么材料"),
            format!("the reason for {rule} is empty; say why it is necessary and what proves it"),
        ));
    }
    let found: Vec<Severity> =
        findings.iter().filter(|found| found.rule == rule).map(|found| found.severity).collect();
    if found.contains(&Severity::Justify) {
        return Ok(());
    }
    let (code, zh, en) = if !crate::rules::ALL.iter().any(|known| known.code == rule) {
        (
            "rule-unknown",
            format!("没有编号为 {rule} 的规则；jinqiao delegation check 会列出需要理由的规则编号"),
            format!(
                "there is no rule {rule}; `jinqiao delegation check` names the rules that ask for a reason"
            ),
        )
    } else if found.contains(&Severity::Block) {
        (
            "reason-cannot-answer",
            format!("{rule} 是“禁止”，写理由不能代替改正；请按核对结果里的改法修改后再核对"),
            format!("{rule} blocks, and no reason answers it; mend it as the check says and check again"),
        )
    } else if found.is_empty() {
        (
            "nothing-to-answer",
            format!("核对没有发现 {rule} 的问题，不需要理由，没有记录"),
            format!("the check finds nothing by {rule}; no reason is needed and none was recorded"),
        )
    } else {
        (
            "nothing-to-answer",
            format!("{rule} 在这里只是“提示”，不需要理由，没有记录"),
            format!("{rule} only warns here; no reason is needed and none was recorded"),
        )
    };
    Err(Error::refused(code, zh, en))
}

/// The reasons of a workbook, and those recorded elsewhere: for each rule the one
/// that was given last. One that the workbook repeats stays bound to what it was
/// given for.
pub(super) fn merged(stored: &Delegation, read: Vec<Justification>) -> Vec<Justification> {
    let mut reasons = read;
    for kept in &stored.justifications {
        match reasons.iter_mut().find(|reason| reason.rule == kept.rule) {
            Some(reason) if reason.at < kept.at || reason.says_as(kept) => *reason = kept.clone(),
            Some(_) => {}
            None => reasons.push(kept.clone()),
        }
    }
    reasons
}

/// Gives a reason for everything its rule finds here; one given before gives way.
pub(super) fn give(desk: &Desk<'_>, delegation: &mut Delegation, given: Reason<'_>, findings: &Findings) {
    let Reason { rule, reason, by } = given;
    let by = by.map(str::trim).filter(|name| !name.is_empty());
    delegation.justifications.retain(|earlier| earlier.rule != rule);
    delegation.justifications.push(Justification {
        rule: rule.to_owned(),
        reason: reason.trim().to_owned(),
        by: by.map_or_else(|| desk.actor.name.clone(), str::to_owned),
        at: desk.now,
        answers: found_by(rule, findings).map(Answered::of).collect(),
    });
}

/// Binds the reasons that came with the workbook to what they answer as the
/// application leaves the house: what changes afterwards they do not answer.
pub(super) fn bind(delegation: &mut Delegation, findings: &Findings) {
    for reason in delegation.justifications.iter_mut().filter(|reason| reason.answers.is_empty()) {
        let found = found_by(&reason.rule, findings).map(Answered::of);
        reason.answers = found.filter(|found| !found.is_of_the_life()).collect();
    }
}

/// Takes out the reasons that were given for what is taken back, with it or since,
/// and says whose rules they were.
pub(super) fn void(delegation: &mut Delegation, entry: &[Noted]) -> Vec<String> {
    let Some(from) = entry.first().map(|noted| noted.at) else { return Vec::new() };
    let is_void =
        |reason: &Justification| reason.at >= from && reason.answers.iter().any(Answered::is_of_the_life);
    let (void, kept) = std::mem::take(&mut delegation.justifications).into_iter().partition(is_void);
    delegation.justifications = kept;
    let void: Vec<Justification> = void;
    void.into_iter().map(|reason| reason.rule).collect()
}

fn found_by<'a>(rule: &'a str, findings: &'a Findings) -> impl Iterator<Item = &'a Finding> {
    findings.of(Severity::Justify).filter(move |finding| finding.rule == rule)
}
