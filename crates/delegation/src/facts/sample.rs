//! Facts by the names of the catalogue, in which `[]` goes through a list.

use std::collections::BTreeMap;

use documents::Fact;

/// Puts a fact into a tree; a list on the way gets one item.
pub(super) fn put(tree: &mut Fact, name: &str, value: Fact) {
    let (step, rest) = match name.split_once('.') {
        Some((step, rest)) => (step, Some(rest)),
        None => (name, None),
    };
    let (field, is_list) = step.strip_suffix("[]").map_or((step, false), |field| (field, true));
    if !matches!(tree, Fact::Record(_)) {
        *tree = Fact::Record(BTreeMap::new());
    }
    let Fact::Record(fields) = tree else { return };
    let place = fields.entry(field.to_owned()).or_insert_with(|| match (is_list, rest) {
        (true, _) => Fact::List(Vec::new()),
        (false, _) => Fact::Record(BTreeMap::new()),
    });
    let target = match place {
        Fact::List(items) => {
            if items.is_empty() {
                items.push(Fact::nothing());
            }
            match items.first_mut() {
                Some(item) => item,
                None => return,
            }
        }
        other => other,
    };
    match rest {
        Some(rest) => put(target, rest, value),
        None => *target = value,
    }
}

/// What a tree says under a name, for a list: of its first item that says
/// something.
pub fn said(tree: &Fact, name: &str) -> String {
    let mut found = Vec::new();
    gather(tree, name, &mut found);
    found.into_iter().find(|said| !said.is_empty()).unwrap_or_default()
}

fn gather(tree: &Fact, name: &str, found: &mut Vec<String>) {
    let (step, rest) = match name.split_once('.') {
        Some((step, rest)) => (step, Some(rest)),
        None => (name, None),
    };
    let (field, is_list) = step.strip_suffix("[]").map_or((step, false), |field| (field, true));
    let Some(fact) = tree.at(field) else { return };
    let items = if is_list { fact.as_list().unwrap_or_default() } else { std::slice::from_ref(fact) };
    for item in items {
        match rest {
            Some(rest) => gather(item, rest, found),
            None => found.extend(item.printed()),
        }
    }
}

/// The names of all leaves of a tree, and what kind each is; a list is gone
/// through as one.
pub fn leaves(tree: &Fact) -> BTreeMap<String, &'static str> {
    let mut found = BTreeMap::new();
    walk(&tree.shape(), String::new(), &mut found);
    found
}

fn walk(fact: &Fact, name: String, found: &mut BTreeMap<String, &'static str>) {
    match fact {
        Fact::Record(fields) => {
            for (field, fact) in fields {
                let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                walk(fact, name, found);
            }
        }
        Fact::List(items) => items.iter().for_each(|item| walk(item, format!("{name}[]"), found)),
        leaf => drop(found.insert(name, leaf.kind())),
    }
}
