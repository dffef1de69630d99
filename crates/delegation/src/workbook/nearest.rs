//! The nearest known names to a misspelt one.

use kernel::{City, Country, slips};

/// The Chinese names of the countries a text was probably meant for, joined by
/// `、`; at most three.
pub(crate) fn country(written: &str) -> Option<String> {
    among(written, Country::all().map(Country::zh))
}

/// The same for the cities of a country.
pub(super) fn city(written: &str, of: Country) -> Option<String> {
    among(written, City::all().iter().filter(|city| city.country == of).map(|city| city.zh))
}

/// The same among names that are known otherwise.
pub(crate) fn among<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let length = written.chars().count();
    if !(2..=20).contains(&length) {
        return None;
    }
    let mut near: Vec<(usize, &str)> = known
        .map(|name| (slips(written, name), name))
        .filter(|(distance, name)| alike(written, name, *distance))
        .collect();
    near.sort_unstable();
    near.dedup();
    let best = near.first()?.0;
    let names: Vec<&str> =
        near.iter().filter(|(far, _)| *far == best).map(|(_, name)| *name).take(3).collect();
    Some(names.join("、"))
}

/// Near enough to be a slip of the pen: one name holds the other, or one sign in
/// two differs at most.
fn alike(written: &str, known: &str, distance: usize) -> bool {
    known.contains(written) || written.contains(known) || distance * 2 <= written.chars().count().min(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        assert_eq!(country("吉尔吉斯坦").as_deref(), Some("吉尔吉斯斯坦"));
        assert_eq!(country("马来西雅").as_deref(), Some("马来西亚"));
        assert!(country("巴希").unwrap().contains("巴西"));
        assert_eq!(country("示例之国"), None);
        assert_eq!(country(""), None);
        let brazil = Country::find("巴西").unwrap();
        assert_eq!(city("圣保箩", brazil).as_deref(), Some("圣保罗"));
    }
}
