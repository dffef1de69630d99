//! Conditions: `party.students > 0 and paper.head == "print"`.
//!
//! One small grammar for `{{#if …}}` in Word and `when = "…"` in TOML:
//! `or`, `and`, `not`, parentheses, `== != > >= < <=`, texts in quotes, whole
//! numbers, `true`, `false`, and paths. A path alone asks whether there is
//! something. `&&`, `||` and `!` are accepted too.

use std::cmp::Ordering;

use kernel::Said;

use crate::Fact;
use crate::scope::{Path, Scope};

/// How deep parentheses and `not` may nest.
const DEPTH: usize = 32;

/// A condition, read once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expression {
    Value(Path),
    Literal(Fact),
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Compare(Box<Expression>, Comparison, Box<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    More,
    AtLeast,
    Less,
    AtMost,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Sign(&'static str),
}

impl Expression {
    /// Reads a condition.
    pub(crate) fn parse(text: &str) -> Result<Self, Said> {
        let tokens = tokens(text).ok_or_else(|| unreadable(text))?;
        let mut reader = Reader { tokens: &tokens, at: 0, depth: 0 };
        let read = reader.any().filter(|_| reader.at == tokens.len());
        read.ok_or_else(|| unreadable(text))
    }

    /// Whether the condition holds.
    pub(crate) fn holds(&self, scope: &Scope<'_>) -> Result<bool, Said> {
        Ok(match self {
            Self::Not(inner) => !inner.holds(scope)?,
            Self::And(left, right) => left.holds(scope)? && right.holds(scope)?,
            Self::Or(left, right) => left.holds(scope)? || right.holds(scope)?,
            Self::Compare(left, comparison, right) => {
                comparison.holds(&left.value(scope)?, &right.value(scope)?)
            }
            Self::Value(_) | Self::Literal(_) => self.value(scope)?.is_something(),
        })
    }

    /// The paths asked for in here.
    pub(crate) fn paths<'e>(&'e self, found: &mut Vec<&'e Path>) {
        match self {
            Self::Value(path) => found.push(path),
            Self::Literal(_) => {}
            Self::Not(inner) => inner.paths(found),
            Self::And(left, right) | Self::Or(left, right) | Self::Compare(left, _, right) => {
                left.paths(found);
                right.paths(found);
            }
        }
    }

    fn value(&self, scope: &Scope<'_>) -> Result<Fact, Said> {
        match self {
            Self::Literal(fact) => Ok(fact.clone()),
            Self::Value(path) => match scope.find(path) {
                Some(fact) => Ok(fact.into_owned()),
                None => Err(scope.explain(path)),
            },
            other => other.holds(scope).map(Fact::Yes),
        }
    }
}

impl Comparison {
    fn holds(self, left: &Fact, right: &Fact) -> bool {
        let order = match (left.as_number(), right.as_number()) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => (left == right).then_some(Ordering::Equal),
        };
        match self {
            Self::Equal => order == Some(Ordering::Equal),
            Self::Unequal => order != Some(Ordering::Equal),
            Self::More => order == Some(Ordering::Greater),
            Self::Less => order == Some(Ordering::Less),
            Self::AtLeast => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
            Self::AtMost => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        }
    }
}

fn unreadable(text: &str) -> Said {
    let text = text.trim();
    Said::new(
        format!("读不懂条件“{text}”；请写成 party.students > 0 或 paper.head == \"print\" 这样"),
        format!(
            "cannot read the condition “{text}”; write it like party.students > 0 or paper.head == \"print\""
        ),
    )
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    const SIGNS: [&str; 11] = ["==", "!=", ">=", "<=", "&&", "||", ">", "<", "!", "(", ")"];
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            tokens.push(Token::Sign(sign));
            rest = rest.strip_prefix(sign)?;
        } else if first == '"' || first == '\'' {
            let (inside, after) = rest.strip_prefix(first)?.split_once(first)?;
            tokens.push(Token::Text(inside.to_owned()));
            rest = after;
        } else {
            let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
            let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end)?;
            if word.is_empty() {
                return None;
            }
            tokens.push(Token::Word(word.to_owned()));
            rest = after;
        }
        rest = rest.trim_start();
    }
    Some(tokens)
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn any(&mut self) -> Option<Expression> {
        let mut left = self.all()?;
        while self.take_word("or") || self.take_sign("||") {
            left = Expression::Or(Box::new(left), Box::new(self.all()?));
        }
        Some(left)
    }

    fn all(&mut self) -> Option<Expression> {
        let mut left = self.negated()?;
        while self.take_word("and") || self.take_sign("&&") {
            left = Expression::And(Box::new(left), Box::new(self.negated()?));
        }
        Some(left)
    }

    fn negated(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let read = if self.take_word("not") || self.take_sign("!") {
            self.negated().map(|inner| Expression::Not(Box::new(inner)))
        } else {
            self.compared()
        };
        self.depth -= 1;
        read
    }

    fn compared(&mut self) -> Option<Expression> {
        const SIGNS: [(&str, Comparison); 6] = [
            ("==", Comparison::Equal),
            ("!=", Comparison::Unequal),
            (">=", Comparison::AtLeast),
            ("<=", Comparison::AtMost),
            (">", Comparison::More),
            ("<", Comparison::Less),
        ];
        let left = self.single()?;
        for (sign, comparison) in SIGNS {
            if self.take_sign(sign) {
                return Some(Expression::Compare(Box::new(left), comparison, Box::new(self.single()?)));
            }
        }
        Some(left)
    }

    fn single(&mut self) -> Option<Expression> {
        if self.take_sign("(") {
            let inner = self.any()?;
            return self.take_sign(")").then_some(inner);
        }
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        match token {
            Token::Text(text) => Some(Expression::Literal(Fact::from(text))),
            Token::Word(word) => Some(match word.as_str() {
                "true" => Expression::Literal(Fact::Yes(true)),
                "false" => Expression::Literal(Fact::Yes(false)),
                "and" | "or" | "not" => return None,
                word => match word.parse() {
                    Ok(number) => Expression::Literal(Fact::Number(number)),
                    Err(_) => Expression::Value(Path::parse(word)?),
                },
            }),
            Token::Sign(_) => None,
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        self.take(|token| matches!(token, Token::Word(here) if here == word))
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        self.take(|token| matches!(token, Token::Sign(here) if *here == sign))
    }

    fn take(&mut self, is_it: impl Fn(&Token) -> bool) -> bool {
        let found = self.tokens.get(self.at).is_some_and(is_it);
        self.at += usize::from(found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    fn check(condition: &str, expected: &str) {
        let facts = record! { head: "print", note: "", party: record! { students: 2, staff: "6" } };
        let expression = Expression::parse(condition).unwrap();
        let said = expression.holds(&Scope::new(&facts)).map(|holds| if holds { "yes" } else { "no" });
        assert_eq!(said, Ok(expected), "{condition}");
    }

    #[test]
    fn a_condition_reads_as_it_is_said() {
        check("party.students > 0", "yes");
        check("party.students>=3", "no");
        check("party.staff == 6", "yes");
        check("head == 'print' and not note", "yes");
        check("note or (head != \"none\" && party.students < 3)", "yes");
        check("!head || false", "no");
    }

    #[test]
    fn a_condition_that_is_none_is_refused() {
        for text in ["", "a b", "a ==", "(a", "a)", "== 1", "\"a", "a = 1", "not"] {
            assert!(Expression::parse(text).is_err(), "{text}");
        }
        assert!(Expression::parse(&"(".repeat(10_000)).is_err());
        assert!(Expression::parse(&"!".repeat(10_000)).is_err());
    }
}
