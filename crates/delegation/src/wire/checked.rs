//! What an examination found, as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::examination::Examination;

/// An examination as JSON.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Examination")]
pub(crate) struct Checked {
    delegation: String,
    name: String,
    may_submit: bool,
    findings: Vec<Found>,
    total: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct Found {
    rule: &'static str,
    severity: &'static str,
    field: String,
    place: Both,
    says: Both,
    remedy: Both,
    basis: String,
    figures: std::collections::BTreeMap<&'static str, String>,
    answered: bool,
    reason: Option<Given>,
}

/// The reason that answers a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reason")]
struct Given {
    text: String,
    by: String,
    at: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Words")]
pub(crate) struct Both {
    zh: String,
    en: String,
}

impl From<&kernel::Said> for Both {
    fn from(said: &kernel::Said) -> Self {
        Self { zh: said.zh.clone(), en: said.en.clone() }
    }
}

impl From<&Examination> for Checked {
    fn from(examination: &Examination) -> Self {
        let found = |finding: &kernel::Finding| Found {
            rule: finding.rule,
            severity: finding.severity.code(),
            field: finding.place.field.clone(),
            place: (&finding.place.words).into(),
            says: (&finding.says).into(),
            remedy: (&finding.remedy).into(),
            basis: finding.basis.clone(),
            figures: finding.figures.clone(),
            answered: examination.answers(finding),
            reason: examination.reason_for(finding).map(|given| Given {
                text: given.reason.clone(),
                by: given.by.clone(),
                at: given.at.to_string(),
            }),
        };
        Self {
            delegation: examination.delegation.id.to_string(),
            name: examination.delegation.name.clone(),
            may_submit: examination.may_submit()
                && examination.delegation.life.phase().is_before_submission(),
            findings: examination.findings.iter().map(found).collect(),
            total: examination.budget.as_ref().ok().map(|budget| budget.total.plain()),
        }
    }
}
