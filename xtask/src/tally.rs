//! What the tests came to: the sum of every `test result:` line.

/// How many tests passed and failed, and which failed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u32,
    /// Tests that failed, and gates that did not hold.
    pub(crate) failed: u32,
    /// Tests that were left out.
    pub(crate) ignored: u32,
    /// The names of what failed.
    pub(crate) failures: Vec<String>,
}

impl Tally {
    /// Takes one line of what `cargo test` says into account.
    pub(crate) fn hear(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.failures.push(name.to_owned());
        }
        let Some(counts) = line.strip_prefix("test result: ") else { return };
        let count = |word: &str| {
            let before = counts.split(word).next().filter(|before| before.len() < counts.len())?;
            before.trim_end().rsplit([' ', '.', ';']).next()?.parse::<u32>().ok()
        };
        self.passed += count(" passed").unwrap_or(0);
        self.failed += count(" failed").unwrap_or(0);
        self.ignored += count(" ignored").unwrap_or(0);
    }

    /// Counts something that failed and is not a test.
    pub(crate) fn fail(&mut self, what: &str) {
        self.failed += 1;
        self.failures.push(what.to_owned());
    }

    /// Adds another tally to this one.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.failures.extend(other.failures);
    }

    /// The last line of a run: `812 passed, 0 failed`.
    pub(crate) fn line(&self) -> String {
        match self.ignored {
            0 => format!("{} passed, {} failed", self.passed, self.failed),
            left_out => format!("{} passed, {} failed, {left_out} left out", self.passed, self.failed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn check(said: &[&str], line: &str, failures: &[&str]) {
        let mut tally = Tally::default();
        for line in said {
            tally.hear(line);
        }
        assert_eq!(tally.line(), line);
        assert_eq!(tally.failures, failures);
    }

    #[test]
    fn the_binaries_of_one_run_are_summed() {
        let first =
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.02s";
        let second = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
        check(&[first], "12 passed, 0 failed", &[]);
        check(&[first, second], "17 passed, 0 failed, 1 left out", &[]);
    }

    #[test]
    fn a_failure_is_counted_once_and_named() {
        let result = "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        let said = ["test money::adds_up ... FAILED", "test stay::counts ... ok", result];
        check(&said, "1 passed, 2 failed", &["money::adds_up"]);
    }

    #[test]
    fn what_a_test_prints_is_not_taken_for_a_result() {
        check(&["running 3 tests", "9 passed, said the printer", "test result: "], "0 passed, 0 failed", &[]);
    }
}
