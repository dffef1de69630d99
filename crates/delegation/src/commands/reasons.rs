//! Reasons for what the rules find at a step, given with the step.

use clap::Args;

use crate::operations::Reason;

/// Reasons for what the rules find at the step, recorded with it.
#[derive(Debug, Clone, Default, Args)]
pub struct Reasons {
    /// 随本步说明理由，可写多个，如 --justify 'A05=使馆答复免签'
    #[arg(long = "justify", value_name = "规则=理由", value_parser = read)]
    given: Vec<(String, String)>,
}

impl Reasons {
    /// As the operations take them.
    pub(super) fn given(&self) -> Vec<Reason<'_>> {
        self.given.iter().map(|(rule, reason)| Reason { rule, reason, by: None }).collect()
    }
}

/// A rule's code and the reason, between them an equals sign of either width.
fn read(written: &str) -> Result<(String, String), &'static str> {
    let (rule, reason) = written.split_once(['=', '＝']).ok_or("要写成 规则=理由，如 A05=使馆答复免签")?;
    Ok((rule.trim().to_uppercase(), reason.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_written_after_its_rule() {
        let both = |rule: &str, reason: &str| Ok((rule.to_owned(), reason.to_owned()));
        assert_eq!(read("A05=使馆答复免签"), both("A05", "使馆答复免签"));
        assert_eq!(read("a05＝ 附件=3 "), both("A05", "附件=3"));
        assert_eq!(read("使馆答复免签"), Err("要写成 规则=理由，如 A05=使馆答复免签"));
    }
}
