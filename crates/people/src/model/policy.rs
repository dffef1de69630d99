//! What is asked of passwords and sessions.

/// What an institution asks of passwords and sessions (口令与会话策略).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The standard it follows.
    pub basis: String,
    /// The fewest characters.
    pub password_characters: usize,
    /// How many of small letters, capitals, digits and others must occur.
    pub password_classes: usize,
    /// Days until a password must be changed; 0 = never.
    pub password_days: i64,
    /// Failed sign-ins to one account before the lock.
    pub tries: i64,
    /// Failed sign-ins from one address before the lock; a campus shares one.
    pub tries_per_address: i64,
    /// Minutes that tries count and the lock holds.
    pub lock_minutes: i64,
    /// Minutes without a request that end a session.
    pub idle_minutes: i64,
    /// Hours that end a session whatever happens.
    pub longest_hours: i64,
    /// Minutes that a proof of identity counts for sensitive acts.
    pub proof_minutes: i64,
}

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer characters than asked.
    TooShort,
    /// Fewer kinds of characters than asked.
    TooPlain,
    /// It is, or contains, the login.
    LikeTheLogin,
    /// It is on the list of those that are tried first.
    Common,
}

/// Passwords that are tried first, in small letters.
const COMMON: &[&str] = &[
    "123456789012",
    "1234567890123",
    "password1234",
    "password12345",
    "qwertyuiop12",
    "1q2w3e4r5t6y",
    "abcd12345678",
    "abc123456789",
    "admin1234567",
    "administrator",
    "iloveyou1234",
    "woaini1314520",
    "a123456789",
    "aa123456",
    "abc12345",
    "abcd1234",
    "admin123",
    "admin@123",
    "p@ssw0rd",
    "passw0rd",
    "password",
    "password1",
    "qwe12345",
    "qwer1234",
    "1qaz2wsx",
    "1qaz@wsx",
    "zaq12wsx",
    "12345678",
    "123456789",
    "1234567890",
    "11111111",
    "88888888",
    "66666666",
    "00000000",
    "woaini1314",
    "5201314a",
];

impl Policy {
    /// Everything that is wrong with a password; nothing when it will do.
    pub fn faults(&self, password: &str, login: &str) -> Vec<PasswordFault> {
        let small = password.to_lowercase();
        let classes: [fn(char) -> bool; 4] = [
            |letter| letter.is_lowercase(),
            |letter| letter.is_uppercase(),
            |letter| letter.is_numeric(),
            |letter| !letter.is_alphanumeric(),
        ];
        let used = classes.iter().filter(|class| password.chars().any(**class)).count();
        let name = login.split('@').next().unwrap_or_default();
        let faults = [
            (password.chars().count() < self.password_characters, PasswordFault::TooShort),
            (used < self.password_classes, PasswordFault::TooPlain),
            (name.len() > 2 && small.contains(name), PasswordFault::LikeTheLogin),
            (COMMON.contains(&small.as_str()), PasswordFault::Common),
        ];
        faults.into_iter().filter_map(|(is_so, fault)| is_so.then_some(fault)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(characters: usize, classes: usize) -> Policy {
        Policy {
            basis: String::new(),
            password_characters: characters,
            password_classes: classes,
            password_days: 0,
            tries: 5,
            tries_per_address: 20,
            lock_minutes: 15,
            idle_minutes: 30,
            longest_hours: 12,
            proof_minutes: 15,
        }
    }

    #[test]
    fn the_two_standards_ask_for_different_passwords() {
        let (graded, asvs) = (policy(8, 3), policy(12, 1));
        assert_eq!(graded.faults("Jinqiao7", "office"), []);
        assert_eq!(asvs.faults("Jinqiao7", "office"), [PasswordFault::TooShort]);
        assert_eq!(graded.faults("seven stops one bridge", "office"), [PasswordFault::TooPlain]);
        assert_eq!(asvs.faults("seven stops one bridge", "office"), []);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        assert_eq!(
            policy(12, 3).faults("password", "pass@example.edu"),
            [
                PasswordFault::TooShort,
                PasswordFault::TooPlain,
                PasswordFault::LikeTheLogin,
                PasswordFault::Common
            ]
        );
    }
}
