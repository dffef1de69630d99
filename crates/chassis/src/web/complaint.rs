//! A failure as a web answer. The handler says what failed; the gate, which knows
//! the reader's language and whether a person or a program asked, says it.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::Said;

use super::Permit;
use crate::{Error, FieldFault, Refusal};

/// What is said about a request that was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The status.
    pub status: StatusCode,
    /// A stable code.
    pub code: &'static str,
    /// What, where, how to mend.
    pub said: Said,
    /// Every place that is wrong, where places can be named.
    pub faults: Vec<FieldFault>,
}

impl Complaint {
    /// A complaint in both languages.
    pub fn new(status: StatusCode, code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { status, code, said: Said::new(zh, en), faults: Vec::new() }
    }

    /// The complaint with one more place that is wrong.
    #[must_use]
    pub fn with_fault(mut self, place: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.faults.push(FieldFault { place: place.to_owned(), said: Said::new(zh, en) });
        self
    }

    /// The address is right, the method is not.
    pub fn wrong_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-wrong",
            "这个地址不能这样用；可用的方法写在应答头 Allow 里",
            "this address does not take this method; Allow names those it takes",
        )
    }

    /// A failure that nobody has put into words.
    pub(super) fn unexplained(status: StatusCode) -> Self {
        Self::new(
            status,
            "request-wrong",
            "这个请求看不懂，没有执行；请对照接口说明检查地址、请求头和正文",
            "the request cannot be understood and was not carried out; check address, headers and body against the description",
        )
    }

    fn of(status: StatusCode, refusal: &Refusal) -> Self {
        Self { status, code: refusal.code, said: refusal.said.clone(), faults: refusal.faults.clone() }
    }

    /// Nothing is at this address, or nothing that the caller may know of.
    pub fn nowhere() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "page-unknown",
            "这个地址没有内容，或者您看不到它；请从左边的导航重新进入",
            "there is nothing at this address, or nothing you may see; start again from the navigation",
        )
    }

    /// The caller's role does not open this door.
    pub fn closed(permit: Permit) -> Self {
        let code = permit.0;
        Self::new(
            StatusCode::FORBIDDEN,
            "not-permitted",
            format!("您的角色不能做这一步（{code}）；需要时请联系本单位的系统管理员"),
            format!("your role does not allow this ({code}); ask your administrator if you need it"),
        )
    }
}

impl From<&Error> for Complaint {
    fn from(error: &Error) -> Self {
        match error {
            Error::Missing(refusal) => Self::of(StatusCode::NOT_FOUND, refusal),
            Error::Refused(refusal) => Self::of(StatusCode::CONFLICT, refusal),
            Error::File { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "storage-full",
                "服务器磁盘已满，这次修改没有保存；已有内容不受影响，请联系系统管理员",
                "the server's disk is full and this change was not kept; nothing else is affected, tell your administrator",
            ),
            Error::File { .. } | Error::Fault(_) => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "fault",
                "系统内部出错，这一步没有做成，也没有留下半截数据；请稍后再试",
                "something failed on our side; nothing was half done, please try again later",
            ),
        }
    }
}

impl IntoResponse for Complaint {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = Complaint::from(&self).into_response();
        if matches!(self, Self::Fault(_) | Self::File { .. }) {
            response.extensions_mut().insert(Arc::new(self));
        }
        response
    }
}
