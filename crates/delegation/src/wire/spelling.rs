//! How values that have one text of their own are spelled, for the description of
//! the API: the codes of a closed list, a date, a country.

use std::borrow::Cow;
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kernel::{Country, Currency, Decimal, Zone};
use objective::model::OutcomeKind;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::model::life::{LinkKind, Needs, Topic};
use crate::model::{
    Border, Category, CostItem, DayRate, DocumentKind, Duty, Inviter, Kind, NightCount, Politics, RateDate,
    RateSource, Secrecy, Sex, Standing, TripMode, Work,
};

/// The text of a value, described (写法).
pub(crate) struct Spelling<T>(PhantomData<T>);

/// A value that is written as a text.
pub(crate) trait Spelled {
    /// What the texts look like.
    fn spelled() -> Schema;
}

impl<T: Spelled> JsonSchema for Spelling<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        std::any::type_name::<T>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        T::spelled()
    }
}

macro_rules! spelled {
    ($($kind:ty => { $($schema:tt)+ })+) => {
        $(impl Spelled for $kind {
            fn spelled() -> Schema {
                json_schema!({ $($schema)+ })
            }
        })+
    };
}

macro_rules! listed {
    ($($kind:ty),+ $(,)?) => {
        $(impl Spelled for $kind {
            fn spelled() -> Schema {
                let codes: Vec<&str> = Self::ALL.iter().map(|one| one.code()).collect();
                let words: Vec<String> =
                    Self::ALL.iter().map(|one| format!("{} {}", one.code(), one.words().zh)).collect();
                json_schema!({ "type": "string", "enum": codes, "description": words.join("；") })
            }
        })+
    };
}

spelled! {
    Date => { "type": "string", "format": "date" }
    Time => { "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$" }
    Timestamp => { "type": "string", "format": "date-time" }
    Country => { "type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1" }
    Decimal => { "type": "string", "pattern": "^-?[0-9]{1,12}(\\.[0-9]{1,10})?$" }
    Zone => { "type": "string", "description": "Asia/Shanghai" }
}

listed!(
    Border,
    Category,
    CostItem,
    Currency,
    DayRate,
    DocumentKind,
    Duty,
    Inviter,
    Kind,
    LinkKind,
    Needs,
    NightCount,
    OutcomeKind,
    Politics,
    RateDate,
    RateSource,
    Secrecy,
    Sex,
    Standing,
    Topic,
    TripMode,
    Work,
);
