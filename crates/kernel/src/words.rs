//! What a person reads, in the product's two languages: Chinese first, English
//! complete.

use std::fmt;

use crate::codes;

codes! {
    /// A language a person may choose to read in (界面语言).
    pub enum Language {
        /// 中文
        Zh = "zh" "中文" "Chinese",
        /// English
        En = "en" "英文" "English",
    }
}

/// A fixed sentence in both languages, with `{places}` for figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Words {
    /// The sentence in one language, its places unfilled.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }

    /// The sentence with every `{name}` replaced by the figure of that name.
    /// A value is never read for places again.
    pub fn fill(self, figures: &[(&str, Said)]) -> Said {
        Said { zh: fill(self.zh, figures, Language::Zh), en: fill(self.en, figures, Language::En) }
    }
}

/// A sentence that has been said: both languages, nothing left to fill.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Said {
    /// Two texts of one meaning.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// A figure or a name that is written alike in both languages.
    pub fn plain(value: impl fmt::Display) -> Self {
        let text = value.to_string();
        Self { zh: text.clone(), en: text }
    }

    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

impl From<Words> for Said {
    fn from(words: Words) -> Self {
        Self::new(words.zh, words.en)
    }
}

fn fill(sentence: &str, figures: &[(&str, Said)], language: Language) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, place)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = place.split_once('}') else {
            filled.push('{');
            rest = place;
            continue;
        };
        if let Some((_, value)) = figures.iter().find(|(figure, _)| *figure == name) {
            filled.push_str(value.in_language(language));
        } else {
            filled.push('{');
            filled.push_str(name);
            filled.push('}');
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_fill_their_places_and_are_never_read_again() {
        let words = Words { zh: "在外 {days} 天，上限 {cap} 天", en: "{days} days abroad, cap {cap}" };
        let said = words.fill(&[("days", Said::plain("{cap}")), ("cap", Said::plain(6))]);
        assert_eq!(said, Said::new("在外 {cap} 天，上限 6 天", "{cap} days abroad, cap 6"));
    }

    #[test]
    fn a_place_without_a_figure_stays_visible() {
        let words = Words { zh: "{谁}来{", en: "{who} comes{" };
        assert_eq!(words.fill(&[]), Said::new("{谁}来{", "{who} comes{"));
    }
}
