//! What was approved or done, the chain and the notice, as JSON.

use jiff::civil::Date;
use kernel::{Country, Currency, Money};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::coded;
use super::super::spelling::Spelling;
use crate::model::life::{Chain, Link, LinkKind, Needs, Terms};

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Terms")]
pub(super) struct TermsWire {
    people: Vec<String>,
    #[serde(with = "coded::list")]
    #[schemars(with = "Vec<Spelling<Country>>")]
    countries: Vec<Country>,
    route: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    exit: Date,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    entry: Date,
    /// In fen.
    money: i64,
    tasks: Vec<u32>,
}

impl From<&Terms> for TermsWire {
    fn from(it: &Terms) -> Self {
        Self {
            people: it.people.clone(),
            countries: it.countries.clone(),
            route: it.route.clone(),
            exit: it.exit,
            entry: it.entry,
            money: it.money.minor,
            tasks: it.tasks.clone(),
        }
    }
}

impl From<TermsWire> for Terms {
    fn from(it: TermsWire) -> Self {
        Self {
            people: it.people,
            countries: it.countries,
            route: it.route,
            exit: it.exit,
            entry: it.entry,
            money: Money::new(it.money, Currency::Cny),
            tasks: it.tasks,
        }
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Chain")]
pub(super) struct ChainWire {
    code: String,
    name: String,
    links: Vec<LinkWire>,
    change: Vec<String>,
    /// Both absent in documents from before a chain said so, and where it says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    authorities: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before_publicity: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Link")]
struct LinkWire {
    code: String,
    name: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<LinkKind>")]
    kind: LinkKind,
    offices: Vec<String>,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Needs>")]
    needs: Needs,
    within: u32,
}

impl From<&Chain> for ChainWire {
    fn from(it: &Chain) -> Self {
        let link = |it: &Link| LinkWire {
            code: it.code.clone(),
            name: it.name.clone(),
            kind: it.kind,
            offices: it.offices.clone(),
            needs: it.needs,
            within: it.within,
        };
        Self {
            code: it.code.clone(),
            name: it.name.clone(),
            links: it.links.iter().map(link).collect(),
            change: it.change.clone(),
            authorities: it.authorities.clone(),
            before_publicity: it.before_publicity.clone(),
        }
    }
}

impl From<ChainWire> for Chain {
    fn from(it: ChainWire) -> Self {
        let link = |it: LinkWire| Link {
            code: it.code,
            name: it.name,
            kind: it.kind,
            offices: it.offices,
            needs: it.needs,
            within: it.within,
        };
        Self {
            code: it.code,
            name: it.name,
            links: it.links.into_iter().map(link).collect(),
            change: it.change,
            authorities: it.authorities,
            before_publicity: it.before_publicity,
        }
    }
}
