//! The catalogue of facts is what papers and forms may really say.

use std::collections::BTreeMap;

use delegation::books::Books;
use delegation::facts::catalogue::{Catalogue, Kind};
use delegation::facts::sample::leaves;
use delegation::{specimen, tell};

#[test]
fn the_catalogue_lists_every_fact_of_every_specimen_and_no_other() {
    let books = Books::shipped().unwrap();
    let mut real = BTreeMap::new();
    for known in ::specimens::DELEGATIONS {
        real.extend(leaves(&specimen::facts(known, &books).unwrap()));
    }
    let catalogue = Catalogue::shipped().unwrap();
    let kind = |kind| match kind {
        Kind::Text => "文字",
        Kind::Number => "数字",
        Kind::Yes => "是否",
    };
    let listed: BTreeMap<String, &str> =
        catalogue.entries().map(|entry| (entry.name.clone(), kind(entry.kind))).collect();
    let missing: Vec<_> = real.iter().filter(|(name, kind)| listed.get(*name) != Some(kind)).collect();
    // A list that is empty with every specimen tells nothing of its items.
    let untold = |name: &&String| {
        name.match_indices("[]").any(|(at, _)| !real.keys().any(|known| known.starts_with(&name[..at + 2])))
    };
    let invented: Vec<_> = listed.keys().filter(|name| !real.contains_key(*name) && !untold(name)).collect();
    assert!(
        missing.is_empty() && invented.is_empty(),
        "add to facts.toml: {missing:?}; take out: {invented:?}"
    );
    assert_eq!(leaves(&catalogue.shape()), listed);
}

#[test]
fn the_guides_list_of_facts_is_the_catalogue() {
    let brazil = specimen::named("brazil-2026").unwrap();
    let tree = specimen::facts(brazil, &Books::shipped().unwrap()).unwrap();
    let page = tell::facts_page(&Catalogue::shipped().unwrap(), &tree);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/facts.md");
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(kept == page, "run `jinqiao template facts --markdown > docs/guide/facts.md`");
}

#[test]
fn a_specimen_is_known_by_each_of_its_names() {
    let slugs = ["3-brazil", "brazil-2026", "brazil", "1-north-africa", "north-africa-2026"];
    let found = slugs.map(|name| specimen::named(name).map(|known| known.stop));
    assert_eq!(found, [Some(3), Some(3), Some(3), Some(1), Some(1)]);
    assert_eq!(specimen::named("atlantis"), None);
}
