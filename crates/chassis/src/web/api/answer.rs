//! Answers for programs: JSON with its version, and where to read on.

use axum::http::header::{CONTENT_TYPE, ETAG, LINK, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::known_version;
use crate::web::once::Kept;
use crate::{Error, digest};

/// One object in the version that stands; nothing to one who holds it already.
pub fn given(headers: &HeaderMap, version: i64, object: &impl Serialize) -> Result<Response, Error> {
    let body = serde_json::to_string(object).map_err(Error::fault)?;
    let tag = tag(version, &body);
    if known_version(headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    Ok((StatusCode::OK, [(CONTENT_TYPE, JSON.to_owned()), (ETAG, tag)], body).into_response())
}

/// A list, and the address of what follows it.
pub fn listed(headers: &HeaderMap, list: &impl Serialize, next: Option<&str>) -> Result<Response, Error> {
    let mut response = given(headers, 0, list)?;
    if let Some(next) = next {
        let link = HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).map_err(Error::fault)?;
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

/// What was made, and where it is.
pub fn made(location: &str, version: i64, object: &impl Serialize) -> Result<Kept, Error> {
    kept(StatusCode::CREATED, location, version, object)
}

/// What became of an object that was changed.
pub fn changed(version: i64, object: &impl Serialize) -> Result<Kept, Error> {
    kept(StatusCode::OK, "", version, object)
}

fn kept(status: StatusCode, location: &str, version: i64, object: &impl Serialize) -> Result<Kept, Error> {
    let body = serde_json::to_string(object).map_err(Error::fault)?;
    let tag = tag(version, &body);
    Ok(Kept { status, location: location.to_owned(), tag, body })
}

/// An answer as it was kept, said again.
pub(in crate::web) fn again(kept: Kept) -> Result<Response, Error> {
    let Kept { status, location, tag, body } = kept;
    let mut response = (status, body).into_response();
    let mut set = |name, value: &str| {
        if !value.is_empty() {
            response.headers_mut().insert(name, HeaderValue::try_from(value).map_err(Error::fault)?);
        }
        Ok::<(), Error>(())
    };
    set(LOCATION, &location)?;
    set(ETAG, &tag)?;
    // What a form is answered with has no tag and is no document.
    if !tag.is_empty() {
        set(CONTENT_TYPE, JSON)?;
    }
    Ok(response)
}

const JSON: &str = "application/json";

/// The tag of a version and of its words: the same tag is the same bytes.
fn tag(version: i64, body: &str) -> String {
    let digest = digest(body.as_bytes());
    format!("\"{version}.{}\"", digest.get(..16).unwrap_or(&digest))
}
