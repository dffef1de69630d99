//! Pure words that every part of Jinqiao shares. Nothing here reads a clock, a
//! file or a table; a word lives here only when two contexts need it.

mod city;
mod codes;
mod country;
mod file_kind;
mod finding;
mod ids;
mod money;
mod name;
mod slips;
mod stay;
mod window;
mod words;
mod workdays;
mod zone;

pub use city::City;
pub use codes::UnknownCode;
pub use country::{Continent, Country, Region, UnknownCountry, folded};
pub use file_kind::FileKind;
pub use finding::{Finding, Place, Report, Rule, Severity};
pub use ids::{Id, UnreadableId};
pub use money::{Currency, Money, Rate, UnreadableMoney, in_capitals};
pub use name::PersonName;
pub use rust_decimal::{Decimal, RoundingStrategy};
pub use slips::slips;
pub use stay::{Stay, UnreadableStay};
pub use window::{Precision, Span, UnreadableWindow, Window};
pub use words::{Language, Said, Words};
pub use workdays::Workdays;
pub use zone::{UnknownZone, Zone};
