//! What a form sent: names and texts, in the order they came.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

use super::Complaint;

/// The largest form that is read; files come by another way.
const LARGEST: usize = 2 * 1024 * 1024;

/// The fields of a form (表单). A name may come several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    pub fn read(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// Fields that came another way.
    pub(super) fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// The trimmed text of a field; empty where it did not come.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The text of a field as it was typed: passwords may begin with a blank.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every text of a field that may come several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Whether a field came with this text.
    pub fn has(&self, name: &str, text: &str) -> bool {
        self.all(name).any(|value| value == text)
    }

    /// Every field, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Complaint;

    async fn from_request(request: Request, _: &S) -> Result<Self, Complaint> {
        let (_, body) = request.into_parts();
        let bytes: Bytes = axum::body::to_bytes(body, LARGEST).await.map_err(|_| {
            Complaint::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "form-too-large",
                "提交的内容超过 2 MB，没有保存；请分几次提交",
                "the form is larger than 2 MB and was not kept; send it in parts",
            )
        })?;
        Ok(Self::read(&bytes))
    }
}
