//! A complaint, told to a person as a page and to a program as RFC 9457 says.

use askama::Template;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::{Complaint, Frame, Visit, page};
use crate::{Error, FieldFault};

/// Whether a program asked, which reads JSON rather than pages.
pub(super) fn asked_by_a_program(uri: &Uri, headers: &HeaderMap) -> bool {
    let wants = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    uri.path().starts_with("/api/") || (wants.contains("json") && !wants.contains("text/html"))
}

/// A problem document.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'a str,
    title_en: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<Fault<'a>>,
}

/// One place that is wrong.
#[derive(Serialize)]
struct Fault<'a> {
    r#where: &'a str,
    said: &'a str,
    said_en: &'a str,
}

pub(super) fn document(complaint: &Complaint, reference: Option<&str>) -> Response {
    let document = Document {
        kind: format!("urn:jinqiao:problem:{}", complaint.code),
        title: &complaint.said.zh,
        title_en: &complaint.said.en,
        status: complaint.status.as_u16(),
        reference,
        faults: complaint.faults.iter().map(fault).collect(),
    };
    let body = serde_json::to_string(&document).unwrap_or_default();
    (complaint.status, [(CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn fault(it: &FieldFault) -> Fault<'_> {
    Fault { r#where: &it.place, said: &it.said.zh, said_en: &it.said.en }
}

#[derive(Template)]
#[template(path = "complaint.html")]
struct ComplaintPage<'a> {
    frame: Frame,
    complaint: &'a Complaint,
    reference: Option<String>,
}

pub(super) fn as_page(visit: &Visit, complaint: &Complaint, reference: Option<String>) -> Response {
    let frame = visit.frame("", visit.house().lexicon.say(visit.locale, "complaint-title", &[]));
    let mut response = page(&ComplaintPage { frame, complaint, reference })
        .unwrap_or_else(|_| complaint.status.into_response());
    *response.status_mut() = complaint.status;
    response
}

/// Writes a fault down whole, and gives it a number that can be read over the
/// telephone.
pub(super) fn log(error: &Error) -> String {
    let mut bytes = [0; 4];
    let _ = getrandom::fill(&mut bytes);
    let reference = format!("{:08x}", u32::from_be_bytes(bytes));
    tracing::error!(reference, %error, "fault");
    reference
}
