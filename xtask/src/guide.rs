//! Writes the manual of rules. The pages are made by the test that compares them,
//! so that there is one description of a page and none in the product.

use crate::errand::{Fault, cargo, run};
use crate::house::say;

/// Writes `docs/guide/rules` anew.
pub(crate) fn write() -> Result<(), Fault> {
    let mut manual =
        cargo(&["test", "--quiet", "-p", "delegation", "--test", "it", "the_pages_are_those_of_the_rules"]);
    manual.env("JINQIAO_GUIDE", "write");
    run(manual)?;
    say("docs/guide/rules is as the rules are; look at the difference and commit it.");
    Ok(())
}
