//! Policies as files: `policy/*.toml`, the two that are shipped.

use chassis::Error;
use serde::Deserialize;

use crate::model::Policy;

/// A policy file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    basis: String,
    password_characters: usize,
    password_classes: usize,
    password_days: i64,
    tries: i64,
    tries_per_address: i64,
    lock_minutes: i64,
    idle_minutes: i64,
    longest_hours: i64,
    proof_minutes: i64,
}

/// The shipped policies, by the name they are asked for.
const SHIPPED: &[(&str, &str)] = &[
    ("dengbao2", include_str!("../../policy/dengbao2.toml")),
    ("asvs", include_str!("../../policy/asvs.toml")),
];

/// A shipped policy by its name: `dengbao2` or `asvs`.
pub fn policy(name: &str) -> Result<Policy, Error> {
    let Some((_, text)) = SHIPPED.iter().find(|(known, _)| *known == name) else {
        return Err(Error::refused(
            "policy-unknown",
            format!("没有名为“{name}”的口令策略；可选 dengbao2（等保二级）、asvs（OWASP ASVS）"),
            format!("there is no password policy “{name}”; choose dengbao2 or asvs"),
        ));
    };
    let file: PolicyFile = toml::from_str(text).map_err(Error::fault)?;
    Ok(Policy {
        basis: file.basis,
        password_characters: file.password_characters,
        password_classes: file.password_classes,
        password_days: file.password_days,
        tries: file.tries,
        tries_per_address: file.tries_per_address,
        lock_minutes: file.lock_minutes,
        idle_minutes: file.idle_minutes,
        longest_hours: file.longest_hours,
        proof_minutes: file.proof_minutes,
    })
}
