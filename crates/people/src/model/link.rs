//! A link that lets somebody in for one thing.

use jiff::Timestamp;
use kernel::codes;

codes! {
    /// What a link opens (用途).
    pub enum Opens {
        /// Joining an institution: choosing a password.
        Join = "join" "加入本单位" "Join",
        /// Filling in one's own particulars.
        Particulars = "particulars" "填写个人资料" "Fill in particulars",
        /// Signing the promise of a traveller.
        Promise = "promise" "签署承诺" "Sign the promise",
    }
}

/// A link (专用链接): bound to one use, one subject and one addressee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it opens.
    pub opens: Opens,
    /// Of what: the id of a membership, a person, a delegation.
    pub subject: String,
    /// For whom: the mail address or telephone number it was sent to, in small letters.
    pub addressee: String,
    /// Until when.
    pub ends_at: Timestamp,
    /// When it was used up.
    pub used_at: Option<Timestamp>,
}

impl Link {
    /// Whether it still opens something.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && now < self.ends_at
    }

    /// Whether somebody is whom it was made for.
    pub fn is_for(&self, typed: &str) -> bool {
        self.addressee == typed.trim().to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_until_it_ends_or_is_used_and_only_for_its_addressee() {
        let link = Link {
            opens: Opens::Join,
            subject: "1".to_owned(),
            addressee: "li@example.edu.cn".to_owned(),
            ends_at: Timestamp::from_second(100).unwrap(),
            used_at: None,
        };
        assert!(link.is_open(Timestamp::from_second(99).unwrap()));
        assert!(!link.is_open(Timestamp::from_second(100).unwrap()));
        let used = Link { used_at: Some(Timestamp::from_second(1).unwrap()), ..link.clone() };
        assert!(!used.is_open(Timestamp::from_second(2).unwrap()));
        assert!(link.is_for(" Li@Example.edu.cn "));
        assert!(!link.is_for("li@example.com"));
    }
}
