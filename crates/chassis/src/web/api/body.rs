//! What a program sent: read whole, then as JSON of one shape.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, StatusCode};
use serde::de::DeserializeOwned;

use crate::web::{Complaint, Once};
use crate::{Desk, digest};

use super::{Trouble, agreed};

/// The largest document that is read.
const LARGEST: usize = 2 * 1024 * 1024;

/// The longest key that is kept.
const LONGEST_KEY: usize = 200;

/// A request that changes something, as it came (来件).
#[derive(Debug, Clone)]
pub struct Sent {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Sent {
    /// The document as a value of one shape.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Complaint> {
        let kind = self.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Complaint::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "body-not-json",
                "请求正文要用 JSON；请写上 Content-Type: application/json",
                "the body must be JSON; send Content-Type: application/json",
            ));
        }
        let mut reader = serde_json::Deserializer::from_slice(&self.body);
        let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let place = error.path().to_string();
            misread(&place, error.inner())
        })?;
        reader.end().map_err(|error| misread(".", &error))?;
        Ok(read)
    }

    /// The key under which the request is carried out once.
    ///
    /// # Errors
    /// Asks for one where the request makes or records something.
    pub fn once(&self) -> Result<Option<Once>, Complaint> {
        let key = self.headers.get("idempotency-key").map(|key| key.to_str().unwrap_or_default());
        match key {
            Some(key) if is_key(key) => {
                Ok(Some(Once::new(key, &format!("{} {}", self.method, self.path), digest(&self.body))))
            }
            None if self.method != Method::POST => Ok(None),
            _ => Err(Complaint::new(
                StatusCode::BAD_REQUEST,
                "key-missing",
                "请在 Idempotency-Key 里写一个这次请求专用的编号（字母、数字、符号，最长200个），重试时用同一个，就只办一次",
                "send an Idempotency-Key of your own (letters, digits, signs, 200 at most); a retry with the same key is carried out once",
            )),
        }
    }

    /// Whether the sender has seen the object as it stands.
    ///
    /// # Errors
    /// Asks for `If-Match` (428), or tells what has been done meanwhile (412).
    pub async fn agrees(&self, desk: &mut Desk<'_>, subject: &str) -> Result<(), Trouble> {
        let wanted = self.headers.get("if-match").map(|tag| tag.to_str().unwrap_or_default());
        let Some(wanted) = wanted else {
            return Err(Trouble::Said(Complaint::new(
                StatusCode::PRECONDITION_REQUIRED,
                "version-missing",
                "请在 If-Match 里写上您看到的版本（读取时应答头 ETag 的值），以免盖掉别人的修改",
                "send the version you have seen (the ETag of the reading) in If-Match, so that nobody's change is overwritten",
            )));
        };
        agreed(desk, subject, wanted).await
    }
}

/// A key is written without blanks.
fn is_key(key: &str) -> bool {
    (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What serde found wrong, in Chinese where it says so often.
fn said(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
    let name = |rest: &str| rest.split('`').nth(1).unwrap_or_default().to_owned();
    if told.starts_with("missing field") {
        format!("缺少 {}", name(told))
    } else if told.starts_with("unknown field") || told.starts_with("unknown variant") {
        format!("没有 {} 这一项", name(told))
    } else if told.starts_with("duplicate field") {
        format!("{} 写了两次", name(told))
    } else if let Some((_, wanted)) = told.split_once(", expected ") {
        format!("类型不对，应为 {wanted}")
    } else {
        told.to_owned()
    }
}

/// Says where a document is not what was asked for.
fn misread(place: &str, error: &serde_json::Error) -> Complaint {
    let (line, column) = (error.line(), error.column());
    if error.is_data() {
        let place = if place == "." { "body" } else { place };
        let said = said(error);
        return Complaint::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "body-wrong",
            format!("请求正文第{line}行第{column}列（{place}）不对：{said}；请对照接口说明改正"),
            format!("{place} of the body is not as described: {error}"),
        )
        .with_fault(place, said, error.to_string());
    }
    Complaint::new(
        StatusCode::BAD_REQUEST,
        "body-unreadable",
        format!("请求正文不是完整的 JSON，第{line}行第{column}列读不下去；请检查后再发"),
        format!("the body is no whole JSON document; it cannot be read on at line {line}, column {column}"),
    )
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Complaint;

    async fn from_request(request: Request, _: &S) -> Result<Self, Complaint> {
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, LARGEST).await.map_err(|_| {
            Complaint::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "body-too-large",
                "请求正文超过 2 MB，没有保存；请分几次提交",
                "the body is larger than 2 MB and was not kept; send it in parts",
            )
        })?;
        let path = parts.uri.path().to_owned();
        Ok(Self { method: parts.method, path, headers: parts.headers, body })
    }
}
