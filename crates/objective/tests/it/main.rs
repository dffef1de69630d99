//! What the objective crate does from outside, one file a noun.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod pages;
mod promise;
mod scene;
mod tenants;
