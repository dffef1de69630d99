//! A paper in several languages: `languages/<code>.toml` says in each of them
//! what the layout calls `say.*`; `terms.toml` is the list of fixed terms.
//!
//! The layout and the order of the sentences stay one: a language is a file of
//! words. All languages of a paper have the same sentences, so that none can
//! say less than another.

use std::collections::BTreeSet;

use kernel::Said;
use toml::{Table, Value};

use super::text::Text;
use super::wire::broken;
use crate::Fact;
use crate::fault::{Fault, Faults};

/// A language a paper may be printed in (语种).
#[derive(Debug, Clone)]
pub struct Tongue {
    code: String,
    about: Fact,
    keys: BTreeSet<String>,
    say: Text,
}

impl Tongue {
    /// The file of a language in a paper's folder.
    pub(super) fn file(code: &str) -> String {
        format!("languages/{code}.toml")
    }

    pub(super) fn parse(code: &str, text: &str) -> Result<Self, Faults> {
        let file = Self::file(code);
        let mut table = table(&file, text)?;
        let mut part = |name: &str| match table.remove(name) {
            Some(Value::Table(part)) => Some(part),
            _ => None,
        };
        let lacks = |name: &str| {
            let says = Said::new(format!("缺 [{name}] 一节"), format!("the section [{name}] is missing"));
            Fault::of_file(&file, says)
        };
        let about = part("language").ok_or_else(|| lacks("language"))?;
        let say = part("say").ok_or_else(|| lacks("say"))?;
        let keys = say.keys().cloned().collect();
        let say = Text::of(say).map_err(|faults| of_file(faults, &file))?;
        Ok(Self { code: code.to_owned(), about: fact(Value::Table(about)), keys, say })
    }

    /// `ru`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What `[language]` says of it under a name: `zh`, `own`, `direction`, `digits`.
    pub fn about(&self, name: &str) -> &str {
        self.about.at(name).and_then(Fact::as_text).unwrap_or_default()
    }

    /// Whether it has a sentence of that name.
    pub fn says(&self, name: &str) -> bool {
        self.keys.contains(name)
    }

    /// Whether it runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.about("direction") == "rtl"
    }

    /// Whether somebody who wrote `name` means it: by code, by either name.
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.trim();
        let zh = self.about("zh");
        name.eq_ignore_ascii_case(&self.code)
            || name.eq_ignore_ascii_case(self.about("own"))
            || name == zh
            || name == zh.replace('文', "语")
    }

    /// Facts with the language (`language.*`) and its sentences (`say.*`).
    pub(super) fn speak(&self, facts: Fact) -> Result<Fact, Faults> {
        let facts = facts.with("language", self.about.clone()).with("language.code", self.code.as_str());
        let said = self.say.fill(&facts).map_err(|faults| of_file(faults, &Self::file(&self.code)))?;
        Ok(facts.with("say", said))
    }
}

/// What is wrong where a language says more or less than the first.
pub(super) fn uneven(tongues: &[Tongue]) -> Vec<Fault> {
    let Some((first, others)) = tongues.split_first() else { return Vec::new() };
    let differs = |other: &Tongue| {
        let between =
            |one: &Tongue, two: &Tongue| one.keys.difference(&two.keys).cloned().collect::<Vec<_>>();
        let (missing, more) = (between(first, other), between(other, first));
        let (code, missing, more) = (&first.code, missing.join("、"), more.join("、"));
        let says = match (missing.is_empty(), more.is_empty()) {
            (true, true) => return None,
            (false, true) => Said::new(
                format!("[say] 缺 {missing}；{code}.toml 里有"),
                format!("[say] lacks {missing}, which {code}.toml has"),
            ),
            (_, false) => Said::new(
                format!("[say] 多出 {more}；请加到 {code}.toml 和其他语种，或删去"),
                format!("[say] has {more}, which {code}.toml lacks; add it there or take it out"),
            ),
        };
        Some(Fault::of_file(Tongue::file(&other.code), says))
    };
    others.iter().filter_map(differs).collect()
}

/// `terms.toml` as facts.
pub(super) fn terms(text: &str) -> Result<Fact, Faults> {
    Ok(fact(Value::Table(table("terms.toml", text)?)))
}

fn table(file: &str, text: &str) -> Result<Table, Faults> {
    toml::from_str(text).map_err(|error| Fault::of_file(file, broken(text, &error)).into())
}

fn of_file(mut faults: Faults, file: &str) -> Faults {
    for fault in &mut faults.0 {
        file.clone_into(&mut fault.file);
    }
    faults
}

fn fact(value: Value) -> Fact {
    match value {
        Value::String(text) => Fact::Text(text),
        Value::Integer(number) => Fact::Number(number),
        Value::Boolean(yes) => Fact::Yes(yes),
        Value::Array(items) => items.into_iter().map(fact).collect(),
        Value::Table(fields) => {
            Fact::Record(fields.into_iter().map(|(name, value)| (name, fact(value))).collect())
        }
        other => Fact::Text(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tongue(code: &str, say: &str) -> Tongue {
        let text = format!("[language]\nzh = \"俄文\"\nown = \"Русский\"\ndirection = \"ltr\"\n[say]\n{say}");
        Tongue::parse(code, &text).unwrap()
    }

    #[test]
    fn a_language_is_found_by_its_code_or_either_name() {
        let russian = tongue("ru", "draft = \"ПРОЕКТ\"");
        assert!(russian.says("draft") && !russian.says("title"));
        for name in ["ru", "RU", "俄文", "俄语", "Русский", " ru "] {
            assert!(russian.is_called(name), "{name}");
        }
        for name in ["", "en", "俄", "俄罗斯"] {
            assert!(!russian.is_called(name), "{name}");
        }
    }

    #[test]
    fn a_sentence_that_only_one_language_has_is_told() {
        let told = |other: &str| {
            let tongues = [tongue("en", "title = \"Letter\"\nuse = \"For\""), tongue("ru", other)];
            uneven(&tongues).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(told("title = \"Письмо\"\nuse = \"Для\""), Vec::<String>::new());
        assert_eq!(told("title = \"Письмо\""), ["languages/ru.toml：[say] 缺 use；en.toml 里有"]);
        assert_eq!(
            told("title = \"Письмо\"\nuse = \"Для\"\nend = \"Всё\""),
            ["languages/ru.toml：[say] 多出 end；请加到 en.toml 和其他语种，或删去"]
        );
    }

    #[test]
    fn sentences_are_filled_and_a_fault_names_the_file() {
        let facts = crate::record! { host: "Школа" };
        let said = tongue("ru", "hello = \"От имени {host}\"").speak(facts.clone()).unwrap();
        assert_eq!(said.at("say.hello"), Some(&Fact::from("От имени Школа")));
        assert_eq!(said.at("language.code"), Some(&Fact::from("ru")));
        let faults = tongue("ru", "hello = \"{guest}\"").speak(facts).unwrap_err().to_string();
        assert!(faults.starts_with("languages/ru.toml hello “{guest}”：没有“guest”"), "{faults}");
        assert!(Tongue::parse("ru", "[say]\n").unwrap_err().to_string().contains("缺 [language] 一节"));
    }
}
