//! Which language the interface speaks, and from which side it reads.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use kernel::{Language, codes};

codes! {
    /// A language of the interface (界面语言).
    pub enum Locale {
        /// 中文
        Zh = "zh" "中文" "Chinese",
        /// English
        En = "en" "英文" "English",
        /// العربية
        Ar = "ar" "阿拉伯文" "Arabic",
    }
}

/// The cookie that remembers the choice.
pub(super) const COOKIE_NAME: &str = "locale";

impl Locale {
    /// The BCP 47 tag for `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// The direction of reading for `dir`.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::Zh | Self::En => "ltr",
        }
    }

    /// What it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
            Self::Ar => "العربية",
        }
    }

    /// The language of what is written in two only: findings, rules, refusals.
    pub const fn language(self) -> Language {
        match self {
            Self::Zh => Language::Zh,
            Self::En | Self::Ar => Language::En,
        }
    }

    /// The locale a request asks for: its cookie, else what the browser prefers,
    /// else Chinese.
    pub fn of(headers: &HeaderMap) -> Self {
        let chosen = cookie(headers, COOKIE_NAME).and_then(|value| value.parse().ok());
        chosen.or_else(|| preferred(headers)).unwrap_or(Self::Zh)
    }
}

fn preferred(headers: &HeaderMap) -> Option<Locale> {
    let wanted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    wanted.split(',').find_map(|tag| {
        let tag = tag.split([';', '-']).next()?.trim().to_ascii_lowercase();
        Locale::ALL.iter().copied().find(|locale| locale.code() == tag)
    })
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(cookie: &str, accepts: &str) -> Locale {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, cookie.parse().unwrap());
        headers.insert(ACCEPT_LANGUAGE, accepts.parse().unwrap());
        Locale::of(&headers)
    }

    #[test]
    fn a_cookie_is_believed_before_the_browser_and_chinese_comes_last() {
        assert_eq!(asked("a=b; locale=ar", "en-GB,zh;q=0.5"), Locale::Ar);
        assert_eq!(asked("locale=xx", "pt-BR, en-GB;q=0.9"), Locale::En);
        assert_eq!(asked("", "pt-BR"), Locale::Zh);
    }
}
