//! `codes!` ties an enum to its one code (SQL, JSON, CSV, command line) and to
//! the words people read, so that the three never drift apart.

/// A text that names no value of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}”不在可选值之中：{allowed}")]
pub struct UnknownCode {
    /// What was written.
    pub text: String,
    /// What may be written instead, in Chinese, joined by `、`.
    pub allowed: String,
}

/// Declares a closed list of values, each `Name = "code" "中文" "English"`.
///
/// The enum gets `ALL`, `code()`, `words()`, `Display` (the code) and `FromStr`
/// (the code or either word).
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$value_meta:meta])* $value:ident = $code:literal $zh:literal $en:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$value_meta])* $value),+ }

        impl $name {
            /// Every value, in the order people list them.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The one code of this value, for tables, files and commands.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code),+ }
            }

            /// What people call this value.
            pub const fn words(self) -> $crate::Words {
                match self { $(Self::$value => $crate::Words { zh: $zh, en: $en }),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;

            fn from_str(text: &str) -> Result<Self, $crate::UnknownCode> {
                let wanted = text.trim();
                let named = |value: &&Self| {
                    wanted == value.code() || wanted == value.words().zh || wanted == value.words().en
                };
                Self::ALL.iter().find(named).copied().ok_or_else(|| $crate::UnknownCode {
                    text: wanted.to_owned(),
                    allowed: Self::ALL.iter().map(|value| value.words().zh).collect::<Vec<_>>().join("、"),
                })
            }
        }
    };
}
