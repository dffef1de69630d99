//! What a route says of itself: a route of the API cannot be written without it.

use axum::http::Method;
use kernel::Words;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::web::Permit;

/// A way in for programs, with its description (接口).
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The method.
    pub method: Method,
    /// The whole path, with its places: `/api/v1/delegations/{id}`.
    pub path: &'static str,
    /// Who may come in.
    pub permit: Permit,
    /// What it does, in one line.
    pub summary: Words,
    /// What the request carries.
    pub takes: Takes,
    /// What the answer carries.
    pub gives: Gives,
}

/// What a request carries besides its path (请求内容).
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// Words after the question mark.
    Query(&'static [Asked]),
    /// A JSON document.
    Body(Shape),
}

/// A word that may stand after the question mark (查询项).
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Its name.
    pub name: &'static str,
    /// What it asks.
    pub says: Words,
    /// What may stand there.
    pub shape: Shape,
}

/// What an answer carries (应答内容).
#[derive(Debug, Clone, Copy)]
pub enum Gives {
    /// One object, with its version.
    One(Shape),
    /// A list, with the address of what follows.
    Many(Shape),
    /// What was made, and where it is.
    Made(Shape),
    /// What became of an object that was changed; the request must say which version
    /// it has seen.
    Changed(Shape),
}

/// The shape of a document, as a JSON Schema is made from its type (结构).
#[derive(Debug, Clone, Copy)]
pub struct Shape(pub(super) fn(&mut SchemaGenerator) -> Schema);

impl Shape {
    /// The shape of a type.
    pub const fn of<T: JsonSchema>() -> Self {
        Self(SchemaGenerator::subschema_for::<T>)
    }
}

impl Gives {
    /// The shape of the answer.
    pub(super) const fn shape(self) -> Shape {
        match self {
            Self::One(shape) | Self::Many(shape) | Self::Made(shape) | Self::Changed(shape) => shape,
        }
    }
}
