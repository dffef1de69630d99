//! A browser for tests: asks a router in this process, keeps its cookies, and
//! reads answers as a person would.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use tower::ServiceExt;

/// The host that test servers answer to.
pub const HOSTNAME: &str = "desk.example:80";

/// Somebody at a browser.
#[derive(Debug, Clone)]
pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    /// Headers sent with every request.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Browser {
    /// A browser without cookies.
    pub fn at(router: Router) -> Self {
        Self { router, cookies: Vec::new(), headers: Vec::new() }
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let kind = "application/x-www-form-urlencoded";
        self.ask(Method::POST, path, kind, form.finish().into_bytes()).await
    }

    /// Hands in one file with a form.
    pub async fn upload(&mut self, path: &str, field: &str, name: &str, bytes: &[u8]) -> Answer {
        let mark = "a-mark-that-no-file-has-in-it";
        let mut body = format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{mark}--\r\n").as_bytes());
        self.ask(Method::POST, path, &format!("multipart/form-data; boundary={mark}"), body).await
    }

    /// Asks anything.
    ///
    /// # Panics
    /// If the request cannot be written: the test is wrong then.
    pub async fn ask(&mut self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(HOST, HOSTNAME);
        request = request.header(ORIGIN, format!("http://{HOSTNAME}"));
        if !kind.is_empty() {
            request = request.header(CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        for line in parts.headers.get_all(SET_COOKIE) {
            self.keep(line.to_str().expect("a cookie"));
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }

    fn keep(&mut self, line: &str) {
        let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        self.cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.headers.get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// What a person reads in `<main>`: one line a block, without markup.
    pub fn main_text(&self) -> String {
        let text = self.text();
        let main =
            text.split_once("<main").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, it)| it);
        let main = main.split_once("</main>").map_or(main, |(it, _)| it);
        read_aloud(main)
    }
}

/// Markup as it is read: blocks become lines, tags and blanks go.
fn read_aloud(markup: &str) -> String {
    const BLOCKS: &[&str] = &[
        "p", "div", "li", "tr", "h1", "h2", "h3", "dt", "dd", "section", "form", "table", "ul", "ol", "dl",
        "button", "label", "legend", "option", "br", "fieldset", "caption",
    ];
    let mut told = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        told.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        if BLOCKS.contains(&name) {
            told.push('\n');
        } else if matches!(name, "td" | "th") {
            told.push_str(" | ");
        }
        rest = after;
    }
    told.push_str(rest);
    let told = told.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let told = told.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&");
    let told = told.replace("&amp;", "&");
    let lines = told.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines = lines.map(|line| line.trim_matches(['|', ' ']).to_owned());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
