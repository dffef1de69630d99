//! A file that a page gives out to be kept.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::Error;

/// Answers with a file under a name in any script (RFC 6266). It belongs to whoever
/// asked, so nobody between keeps it.
///
/// # Errors
/// A fault, if the name cannot be said in a header.
pub fn attachment(name: &str, bytes: Vec<u8>) -> Result<Response, Error> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = match ending {
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    };
    let line = format!("attachment; filename=\"jinqiao.{ending}\"; filename*=UTF-8''{}", encoded(name));
    let line = HeaderValue::from_str(&line).map_err(Error::fault)?;
    let mut response = ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], bytes).into_response();
    response.headers_mut().insert(CONTENT_DISPOSITION, line);
    Ok(response)
}

/// A text as an address or a header writes it (RFC 3986, RFC 8187).
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let said = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_any_script_is_said_and_nothing_in_it_ends_the_header() {
        let response = attachment("人员\r\nSet-Cookie: x.csv", Vec::new()).unwrap();
        assert_eq!(
            response.headers()[CONTENT_DISPOSITION],
            "attachment; filename=\"jinqiao.csv\"; filename*=UTF-8''%E4%BA%BA%E5%91%98%0D%0ASet-Cookie%3A%20x.csv"
        );
        assert_eq!(response.headers()[CONTENT_TYPE], "text/csv; charset=utf-8");
    }
}
