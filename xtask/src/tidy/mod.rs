//! The house rules as tests, run by `cargo test -p xtask`. ARCHITECTURE.md says
//! what must hold; a sentence there that is marked as an invariant names the
//! test that holds it, mostly one of these.

mod manifests;
mod names;
mod papers;
mod rings;
mod source;
mod sql;
mod words;

/// Fails with every place that breaks a house rule, not only with the first.
fn none(what_to_do: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{what_to_do}:\n  {}\n", broken.join("\n  "));
}
