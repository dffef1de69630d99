//! Writes what the guide says of the code: the manual of rules, whose pages are
//! made by the test that compares them, and the list of facts, which the product
//! prints from its catalogue.

use crate::errand::{Fault, cargo, hear, run};
use crate::house::{root, say};

/// Writes `docs/guide/rules` and `docs/guide/facts.md` anew.
pub(crate) fn write() -> Result<(), Fault> {
    let mut manual =
        cargo(&["test", "--quiet", "-p", "delegation", "--test", "it", "the_pages_are_those_of_the_rules"]);
    manual.env("JINQIAO_GUIDE", "write");
    run(manual)?;
    let facts = hear(cargo(&["run", "--quiet", "-p", "jinqiao", "--", "template", "facts", "--markdown"]))?;
    std::fs::write(root().join("docs/guide/facts.md"), facts)?;
    say("docs/guide is as the rules and the catalogue are; look at the difference and commit it.");
    Ok(())
}
