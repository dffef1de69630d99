//! The web door: routes that cannot be written without a permit, pages that are
//! types, and what every answer carries.

pub mod api;
mod app;
mod asset;
mod attachment;
mod caller;
mod complaint;
mod form;
mod gate;
mod house;
mod lexicon;
mod locale;
mod once;
mod page;
mod parcel;
mod permit;
mod problem;
mod routes;
mod visit;
mod vitals;

pub use app::{App, Site, Ticking};
pub use asset::Asset;
pub use attachment::{attachment, encoded};
pub use caller::{Caller, Member};
pub use complaint::Complaint;
pub use form::Fields;
pub use gate::enclose;
pub use house::{House, Link};
pub use lexicon::Lexicon;
pub use locale::{Locale, cookie};
pub use once::{Kept, Once};
pub use page::{Frame, NavigationItem, page};
pub use parcel::{Parcel, ParcelFile};
pub use permit::{Grant, Permit, Role};
pub use routes::{Opening, Routes};
pub use visit::Visit;

/// The frame's own words, one text per locale.
pub const WORDS: &[(Locale, &str)] = &[
    (Locale::Zh, include_str!("../../locale/zh.ftl")),
    (Locale::En, include_str!("../../locale/en.ftl")),
    (Locale::Ar, include_str!("../../locale/ar.ftl")),
];
