//! What a run costs: CPU seconds of a program and of the children it waited for,
//! and the largest memory that any of them held. GNU `time` is asked, because
//! the standard library does not tell.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::errand::{Fault, cannot_start, typed};
use crate::house::root;

/// What one run took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cost {
    /// User and system seconds.
    pub(super) cpu: f64,
    /// The peak of memory in MiB.
    pub(super) peak: f64,
}

/// A command line, run so many times in one measurement; `time` counts in
/// hundredths of a second, so what is short is done often.
#[derive(Debug, Clone)]
pub(super) struct Course {
    words: Vec<String>,
    variables: Vec<(&'static str, PathBuf)>,
    times: u32,
    makes: u32,
}

impl Course {
    /// A command line from its words.
    pub(super) fn new(words: &[&str], times: u32) -> Self {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Self { words, variables: Vec::new(), times, makes: 1 }
    }

    /// The same with a variable of its environment set to a path.
    pub(super) fn with(mut self, name: &'static str, path: PathBuf) -> Self {
        self.variables.push((name, path));
        self
    }

    /// The same, counted by the papers that each time of it makes.
    pub(super) fn makes(mut self, papers: u32) -> Self {
        self.makes = papers;
        self
    }

    /// Runs it and says what one time of it, or one paper, cost.
    pub(super) fn run(&self) -> Result<Cost, Fault> {
        let note = root().join("target/bench/cost.txt");
        let mut command = Command::new("/usr/bin/time");
        command.args(["--format", "%U %S %M", "--output"]).arg(&note);
        let often = format!("i=0; while [ $i -lt {} ]; do \"$@\" || exit 1; i=$((i+1)); done", self.times);
        command.args(["sh", "-c", &often, "sh"]).args(&self.words).current_dir(root());
        command.envs(self.variables.iter().map(|(name, path)| (*name, path)));
        let line = typed(&command);
        let output = command
            .stdin(Stdio::null())
            .output()
            .map_err(|source| cannot_start("/usr/bin/time (Debian package time)", &source))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Fault(format!("`{line}` failed: {said}")));
        }
        let said = std::fs::read_to_string(&note)?;
        let mut numbers = said.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(user), Some(system), Some(kib)) => {
                Ok(Cost { cpu: (user + system) / f64::from(self.times * self.makes), peak: kib / 1024.0 })
            }
            _ => Err(Fault(format!("time said `{}`", said.trim()))),
        }
    }
}

/// The middle of some costs by CPU, with the largest peak of all.
pub(super) fn middle(mut costs: Vec<Cost>) -> Option<Cost> {
    costs.sort_by(|one, other| one.cpu.total_cmp(&other.cpu));
    let peak = costs.iter().fold(0.0_f64, |peak, cost| peak.max(cost.peak));
    costs.get(costs.len() / 2).map(|cost| Cost { cpu: cost.cpu, peak })
}

#[cfg(test)]
mod tests {
    use super::{Cost, middle};

    #[test]
    fn the_middle_run_counts_and_the_largest_peak() {
        let cost = |cpu, peak| Cost { cpu, peak };
        let runs = vec![cost(3.0, 10.0), cost(1.0, 30.0), cost(2.0, 20.0)];
        assert_eq!(middle(runs), Some(cost(2.0, 30.0)));
        assert_eq!(middle(Vec::new()), None);
    }
}
