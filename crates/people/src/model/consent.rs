//! What a person agreed to have kept (个人信息保护法 arts 13–17, 28–30).

use jiff::Timestamp;
use kernel::codes;

use super::person::PersonId;

codes! {
    /// What a person decided.
    pub enum Decision {
        /// 同意
        Given = "given" "同意" "given",
        /// 撤回
        Withdrawn = "withdrawn" "撤回" "withdrawn",
    }
}

codes! {
    /// How it was said (同意方式).
    pub enum Channel {
        /// 纸质签字
        Paper = "paper" "纸质签字" "on paper",
        /// 网页勾选
        Page = "page" "网页勾选" "on a page",
        /// 当面口头
        Spoken = "spoken" "当面口头" "spoken",
    }
}

codes! {
    /// What it covers (同意范围).
    pub enum Scope {
        /// 一般个人信息
        General = "general" "一般个人信息" "personal data",
        /// 敏感个人信息: a separate tick (单独同意).
        Sensitive = "sensitive" "含敏感个人信息（单独同意）" "personal data, sensitive ones ticked apart",
    }
}

/// A person's decision about their data (个人信息同意).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivacyConsent {
    /// Who decided.
    pub person: PersonId,
    /// Given or withdrawn.
    pub decision: Decision,
    /// What it covers.
    pub scope: Scope,
    /// The version of the notice that was shown: `2026-03`.
    pub notice: String,
    /// How it was said.
    pub channel: Channel,
    /// When.
    pub at: Timestamp,
}

/// What a person agrees to as of the last decision; nothing after a withdrawal.
pub fn standing(decisions: &[PrivacyConsent]) -> Option<&PrivacyConsent> {
    decisions.iter().max_by_key(|consent| consent.at).filter(|last| last.decision == Decision::Given)
}
