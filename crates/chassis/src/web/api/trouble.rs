//! Why a program does not get what it asked for.

use axum::response::{IntoResponse, Response};

use crate::Error;
use crate::web::Complaint;

/// What an endpoint answers.
pub type Answer = Result<Response, Trouble>;

/// Something is wrong with the request, or an operation did not happen (未办原因).
#[derive(Debug)]
pub enum Trouble {
    /// With the request.
    Said(Complaint),
    /// With the operation.
    Failed(Error),
}

impl From<Complaint> for Trouble {
    fn from(complaint: Complaint) -> Self {
        Self::Said(complaint)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        match self {
            Self::Said(complaint) => complaint.into_response(),
            Self::Failed(error) => error.into_response(),
        }
    }
}
