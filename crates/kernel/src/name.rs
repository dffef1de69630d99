//! A person's name as papers need it.

/// A name (姓名) in Chinese and in passport form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonName {
    /// In Chinese, or as the person writes it.
    pub zh: String,
    /// Surname in passport capitals: `LYU`.
    pub surname: String,
    /// Given name in passport capitals: `XIAOMING`.
    pub given: String,
}

impl PersonName {
    /// `SURNAME Given`, the form of an invitation letter.
    pub fn for_letter(&self) -> String {
        let mut given = self.given.chars();
        let first = given.next().map(String::from).unwrap_or_default();
        format!("{} {first}{}", self.surname, given.as_str().to_lowercase()).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_writes_the_surname_in_capitals() {
        let name =
            PersonName {
                zh: "吕晓明".to_owned(), surname: "LYU".to_owned(), given: "XIAOMING".to_owned()
            };
        assert_eq!(name.for_letter(), "LYU Xiaoming");
    }
}
