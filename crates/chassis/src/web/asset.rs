//! Style sheets and scripts, served from the program under names that change with
//! their bytes, so that browsers may keep them for ever.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::App;
use crate::digest;

/// A file of the interface.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its name: `tokens.css`.
    pub name: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The beginning of their digest.
    pub mark: String,
}

impl Asset {
    /// An asset by its name and bytes.
    pub fn new(name: &'static str, bytes: &'static [u8]) -> Self {
        let kind = match name.rsplit_once('.').map(|(_, end)| end) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        };
        Self { name, kind, bytes, mark: digest(bytes).chars().take(12).collect() }
    }

    /// Where it is served.
    pub fn path(&self) -> String {
        format!("/assets/{}/{}", self.mark, self.name)
    }

    /// The assets of the frame.
    pub fn of_the_frame() -> Vec<Self> {
        vec![
            Self::new("tokens.css", include_bytes!("../../assets/tokens.css")),
            Self::new("components.css", include_bytes!("../../assets/components.css")),
            Self::new("desk.js", include_bytes!("../../assets/desk.js")),
            Self::new("sprite.svg", include_bytes!("../../assets/sprite.svg")),
        ]
    }
}

/// `GET /assets/{mark}/{name}`
pub(super) async fn show(State(app): State<App>, Path((mark, name)): Path<(String, String)>) -> Response {
    match app.house.assets.iter().find(|asset| asset.name == name && asset.mark == mark) {
        Some(asset) => {
            let forever = "public, max-age=31536000, immutable";
            ([(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, forever)], asset.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
