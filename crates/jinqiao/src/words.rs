//! What is said about the command line itself: the parser knows English only, so
//! its usual complaints are told in Chinese first, its own words after.

use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};

use crate::config;

/// Says why the command line could not be read; help and version are no error.
pub(crate) fn misread(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        config::terminal().say(&error.render().to_string());
        return ExitCode::SUCCESS;
    }
    let said = error.render().to_string();
    config::terminal().note(&format!("错误：{}；加 --help 可看用法\n{said}", complaint(error)));
    ExitCode::from(2)
}

fn complaint(error: &clap::Error) -> String {
    let about = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", about(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("不认识“{}”", about(ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => format!("还缺 {}", about(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (arg, value) = (about(ContextKind::InvalidArg), about(ContextKind::InvalidValue));
            match why(error) {
                Some(why) if value.is_empty() => format!("{arg} {why}"),
                Some(why) => format!("{arg} 的值“{value}”不对：{why}"),
                None => format!("{arg} 的值“{value}”不对"),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "命令没有写完".to_owned()
        }
        _ => "命令写错了".to_owned(),
    }
}

/// What our own readers of values say, which is Chinese; the parser's own reasons are
/// in its words that follow.
fn why(error: &clap::Error) -> Option<String> {
    let said = std::error::Error::source(error)?.to_string();
    said.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign)).then_some(said)
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::complaint;
    use crate::Cli;

    #[test]
    fn every_command_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_misread_command_is_told_in_chinese() {
        let told = |words: &[&str]| complaint(&Cli::try_parse_from(words).unwrap_err());
        assert_eq!(told(&["jinqiao", "seson"]), "没有“seson”这个命令");
        assert_eq!(told(&["jinqiao", "plan"]), "还缺 <附件>");
        assert_eq!(told(&["jinqiao", "plan", "a", "--outt", "b"]), "不认识“--outt”");
        let back = |by: &str| told(&["jinqiao", "delegation", "return", "3", "--by", by, "--reason", "示例"]);
        assert_eq!(back(" "), "--by <单位> 的值“ ”不对：不能为空");
        assert_eq!(back(""), "--by <单位> 不能为空");
        let left = ["jinqiao", "delegation", "depart", "3", "--justify", "A05"];
        assert_eq!(told(&left), "--justify <规则=理由> 的值“A05”不对：要写成 规则=理由，如 A05=使馆答复免签");
        assert_eq!(told(&["jinqiao", "--today", "明天", "season", "board"]), "--today <日期> 的值“明天”不对");
    }
}
