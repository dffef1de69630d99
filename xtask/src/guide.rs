//! Writes what the guide says of the code: the manual of rules and the description
//! of the API, which are made by the tests that compare them, and the list of facts,
//! which the product prints from its catalogue.

use crate::errand::{Fault, cargo, hear, run};
use crate::house::{root, say};

/// Writes `docs/guide/rules`, `docs/guide/facts.md` and `docs/guide/openapi.json` anew.
pub(crate) fn write() -> Result<(), Fault> {
    let mut manual =
        cargo(&["test", "--quiet", "-p", "delegation", "--test", "it", "the_pages_are_those_of_the_rules"]);
    manual.env("JINQIAO_GUIDE", "write");
    run(manual)?;
    let facts = hear(cargo(&["run", "--quiet", "-p", "jinqiao", "--", "template", "facts", "--markdown"]))?;
    std::fs::write(root().join("docs/guide/facts.md"), facts)?;
    let mut api = cargo(&[
        "test",
        "--quiet",
        "-p",
        "jinqiao",
        "--test",
        "it",
        "the_description_of_the_api_is_that_of_its_routes",
    ]);
    api.env("JINQIAO_GUIDE", "write");
    run(api)?;
    say(
        "docs/guide is as the rules, the catalogue and the routes are; look at the difference and commit it.",
    );
    Ok(())
}
