//! The second door: programs come in by routes that describe themselves, and get
//! the answers that pages and commands give.

mod answer;
mod body;
mod document;
mod endpoint;
mod precondition;
mod trouble;

pub use answer::{changed, given, listed, made};
pub use body::Sent;
pub use endpoint::{Asked, Endpoint, Gives, Shape, Takes};
pub use precondition::{agreed, known_version};
pub use trouble::{Answer, Trouble};

pub(super) use answer::again;
pub(super) use document::document;

/// Where the description of the API is read.
pub const DESCRIPTION: &str = "/api/v1/openapi.json";
