//! The chains of reviews that schools use (审批链), and which one a delegation
//! starts with.

use std::collections::BTreeSet;

use super::{reading, wire};
use crate::model::Category;
use crate::model::approval::Seat;
use crate::model::life::{Chain, Link};
use crate::rulebook::fault::Wrong;

/// Every chain there is, in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chains(pub Vec<KnownChain>);

/// A chain with whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownChain {
    /// The chain.
    pub chain: Chain,
    /// Where it was seen.
    pub basis: String,
    /// Schools that use it, by full name.
    pub schools: Vec<String>,
    /// Provinces whose schools use it.
    pub provinces: Vec<String>,
    /// Whether it is for academic exchange only.
    pub academic: bool,
}

impl Chains {
    /// The chain of a code.
    pub fn named(&self, code: &str) -> Option<&KnownChain> {
        self.0.iter().find(|known| known.chain.code == code)
    }

    /// The chain a school's delegation starts with: the school's own before its
    /// province's before the first that is for everybody; one for academic
    /// exchange only for such a party, and there before the others.
    pub fn of(&self, school: &str, province: &str, category: Category) -> Option<&KnownChain> {
        let academic = category == Category::AcademicExchange;
        let suited = || self.0.iter().filter(|known| academic || !known.academic);
        let rank = |known: &&KnownChain| {
            let named = |names: &[String], name: &str| names.iter().any(|known| known == name);
            let place = if named(&known.schools, school) {
                0
            } else if named(&known.provinces, province) {
                1
            } else if known.schools.is_empty() && known.provinces.is_empty() {
                2
            } else {
                3
            };
            (place, known.academic != academic)
        };
        suited().filter(|known| rank(known).0 < 3).min_by_key(rank)
    }
}

/// Reads a chain; the error says what is wrong with which link.
pub(super) fn chain(entry: wire::ChainEntry) -> Result<KnownChain, Wrong> {
    if entry.link.is_empty() {
        return Err(Wrong::entry("没有环节（chain.link）", "the chain has no link (chain.link)"));
    }
    let mut codes = BTreeSet::new();
    let mut links = Vec::new();
    for link in entry.link {
        let code = link.code.get_ref();
        if !codes.insert(code.clone()) {
            return Err(Wrong::at(
                &link.code,
                format!("有两个环节叫 {code}"),
                format!("two links are called {code}"),
            ));
        }
        let offices = link.offices.get_ref();
        if offices.is_empty() || offices.iter().any(|office| office.trim().is_empty()) {
            return Err(Wrong::at(&link.offices, "没有写明部门", "names no office"));
        }
        links.push(Link {
            kind: reading::one(&link.kind)?,
            needs: reading::one(&link.needs)?,
            code: code.clone(),
            name: link.name,
            offices: offices.clone(),
            within: link.within,
        });
    }
    let before = entry.before_publicity;
    if let Some(named) = before.as_ref().filter(|named| !codes.contains(named.get_ref())) {
        let code = named.get_ref();
        return Err(Wrong::at(named, format!("没有叫 {code} 的环节"), format!("no link is called {code}")));
    }
    let chain = Chain {
        code: entry.code,
        name: entry.name,
        links,
        change: entry.change,
        authorities: entry.authorities,
        before_publicity: before.map(toml::Spanned::into_inner),
    };
    Ok(KnownChain {
        chain,
        basis: entry.basis,
        schools: entry.schools,
        provinces: entry.provinces,
        academic: entry.academic,
    })
}

/// The roles that may hold a seat, by their codes.
const ROLES: [&str; 3] = ["coordinator", "finance", "head"];

/// Reads a seat: an office and the role that answers for it.
pub(super) fn seat(entry: &wire::SeatEntry) -> Result<Seat, Wrong> {
    let (office, role) = (entry.office.get_ref().trim(), entry.role.get_ref().as_str());
    if office.is_empty() {
        return Err(Wrong::at(&entry.office, "没有写明部门", "names no office"));
    }
    if !ROLES.contains(&role) {
        let roles = ROLES.join("、");
        return Err(Wrong::at(
            &entry.role,
            format!("“{role}”不能作答；可写 {roles}"),
            format!("“{role}” answers for no office; write one of {}", ROLES.join(", ")),
        ));
    }
    Ok(Seat { office: office.to_owned(), role: role.to_owned(), on_paper: entry.on_paper })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    fn chain_of(province: &str, category: Category) -> &'static str {
        let chains = &Knowledge::of_tests().chains;
        &chains.of("示例职业技术学院", province, category).unwrap().chain.code
    }

    #[test]
    fn a_chain_says_to_whom_it_is_handed_in_and_what_comes_before_the_notice() {
        let chains = &Knowledge::of_tests().chains;
        let chain = |code: &str| &chains.named(code).unwrap().chain;
        assert_eq!(chain("two-authorities").authorities, ["省教育厅", "省外办"]);
        assert_eq!(chain("committee-first").before_publicity.as_deref(), Some("committee"));
        assert_eq!((&chain("common").authorities, &chain("common").before_publicity), (&vec![], &None));
    }

    #[test]
    fn a_school_starts_with_its_provinces_chain_or_the_common_one() {
        assert_eq!(chain_of("示例省", Category::Administrative), "common");
        assert_eq!(chain_of("江西", Category::Administrative), "committee-first");
        assert_eq!(chain_of("示例省", Category::AcademicExchange), "academic");
        assert_eq!(chain_of("江西", Category::AcademicExchange), "committee-first");
    }
}
