//! A double click, a retry, a form sent again: what carries a key is done once, and
//! whoever asks again gets the first answer. What was answered is kept in the very
//! transaction of the change; after two days it is forgotten.

mod store;

use axum::http::StatusCode;
use axum::response::Response;
use jiff::SignedDuration;

use super::api::{Trouble, again};
use super::{Complaint, Fields};
use crate::{Desk, Error, digest};

/// How long an answer is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(48);

/// A request that is carried out once (只办一次).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    key: String,
    route: String,
    request: String,
}

/// What was answered (首次应答).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The status.
    pub status: StatusCode,
    /// Where the asker is sent; empty for nowhere.
    pub location: String,
    /// The version of what is told; empty for a form's answer.
    pub tag: String,
    /// What is told; empty for a form's answer.
    pub body: String,
}

impl Once {
    pub(super) fn new(key: &str, route: &str, request: String) -> Self {
        Self { key: key.to_owned(), route: route.to_owned(), request }
    }

    /// The key that a form carries in its hidden field `once`; none where the form
    /// has none.
    pub fn of_form(route: &str, fields: &Fields) -> Option<Self> {
        let key = fields.text("once");
        if key.is_empty() {
            return None;
        }
        let told = fields.iter().map(|(name, value)| format!("{}:{name}{}:{value}", name.len(), value.len()));
        Some(Self::new(key, route, digest(told.collect::<String>().as_bytes())))
    }

    /// Takes the key for this change, or gives the answer that was given before.
    /// Whoever asks the same at the same moment waits here until the first is done.
    ///
    /// # Errors
    /// Refuses a key that was used for something else.
    pub async fn claim(&self, desk: &mut Desk<'_>) -> Result<Option<Response>, Trouble> {
        store::forget(desk, desk.now - REMEMBERED).await?;
        if store::claim(desk, self).await? {
            return Ok(None);
        }
        let Some((request, kept)) = store::answered(desk, self).await? else {
            return Err(Error::fault("a claimed key is not kept").into());
        };
        if request != self.request {
            return Err(Trouble::Said(Complaint::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "key-reused",
                "这个 Idempotency-Key 已经用于另一次请求，这次没有执行；新的请求请换一个新编号",
                "this Idempotency-Key was used for another request, and this one was not carried out; take a new key",
            )));
        }
        let mut response = again(kept)?;
        response.headers_mut().insert("idempotency-replayed", axum::http::HeaderValue::from_static("true"));
        Ok(Some(response))
    }

    /// Keeps what is answered beside what was done, and answers it.
    pub async fn answer(once: Option<&Self>, desk: &mut Desk<'_>, kept: Kept) -> Result<Response, Error> {
        if let Some(once) = once {
            store::keep(desk, once, &kept).await?;
        }
        again(kept)
    }
}

impl Kept {
    /// After a form: where the browser goes on.
    pub fn sent_to(location: &str) -> Self {
        Self {
            status: StatusCode::SEE_OTHER,
            location: location.to_owned(),
            tag: String::new(),
            body: String::new(),
        }
    }
}
