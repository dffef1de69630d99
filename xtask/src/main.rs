//! Every chore of the house behind one door: `cargo xtask …`.
//!
//! Nothing to install and nothing else to learn. Anything done twice by hand
//! becomes a chore here, and continuous integration runs the very same ones.

mod bench;
mod browser;
mod budgets;
mod demo;
mod errand;
mod gates;
mod guide;
mod house;
mod new;
mod postgres;
mod snapshots;
mod suite;
mod tally;
#[cfg(test)]
mod tidy;
mod tools;

use std::process::ExitCode;

use errand::Fault;

const USAGE: &str = "\
cargo xtask check           formatting, house rules, lints: what to run before every commit
cargo xtask test            every gate that must hold, all of them, then the count
cargo xtask test CRATE      the tests of one crate, on SQLite and, if it keeps tables, on PostgreSQL
cargo xtask pg              the tests of every crate that keeps tables, on a throw-away PostgreSQL
cargo xtask ci              the gates of `test`, stopping at the first that does not hold
cargo xtask browser         the desk in headless Chromium: every page, as every role, in every language
cargo xtask demo            the annex planned in an empty folder, looked at with other programs
cargo xtask new rule NAME CODE    a rule's file, with its page of the manual to fill in
cargo xtask new paper CODE [like CODE]  a paper's folder, begun as another's
cargo xtask guide           docs/guide/rules, a page a rule, from the rules themselves
cargo xtask budgets         sizes of files, dependencies: so that decay is seen
cargo xtask bench [reading|papers|year]  the product beside its peers, in CPU seconds and peaks";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["check"] => gates::check(),
        ["test"] => gates::every(gates::After::GoOn),
        ["test", name] => gates::one(name),
        ["pg"] => gates::postgres_only(),
        ["browser"] => gates::browser_only(),
        ["demo"] => demo::show(),
        ["ci"] => gates::every(gates::After::Stop),
        ["new", "rule", name, code] => new::rule(name, code),
        ["new", "paper", code] => new::paper(code, "public-notice"),
        ["new", "paper", code, "like", pattern] => new::paper(code, pattern),
        ["guide"] => guide::write(),
        ["budgets"] => budgets::print(),
        ["bench", which @ ..] => bench::run(which),
        ["help" | "--help" | "-h"] => {
            house::say(USAGE);
            Ok(())
        }
        _ => {
            house::note(USAGE);
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Fault(text)) => {
            house::note(&format!("xtask: {text}"));
            ExitCode::FAILURE
        }
    }
}
