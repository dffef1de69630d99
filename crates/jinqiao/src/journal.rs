//! `jinqiao journal`: who did what when, and whether anybody touched it since.

use chassis::journal::{self, Head, Line};
use chassis::{Door, Error};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

/// Lines read at once.
const AT_ONCE: i64 = 1_000;

/// What one may ask of the journal.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 列出办理日志：谁在什么时候对什么做了什么
    List(List),
    /// 核对日志有没有被改动、删除、插入、调换；给出另存的链头还能查出截尾
    Verify {
        /// 另存的链头，就是 jinqiao journal head 打印的那一串
        #[arg(long, value_name = "行号:校验值")]
        head: Option<Head>,
    },
    /// 打印链头（行号:校验值）；请定期另存到本机以外
    Head,
}

/// Which lines.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// 从哪一天起（北京时间）
    #[arg(long, value_name = "日期")]
    since: Option<Date>,
    /// 只看这一类或这一件，如 delegation，或 delegation 加编号
    #[arg(long, value_name = "对象")]
    subject: Option<String>,
    /// 只看这一类事，如 season，或 season.import
    #[arg(long, value_name = "事项")]
    event: Option<String>,
    /// 只看这个人办的
    #[arg(long, value_name = "办理人")]
    actor: Option<String>,
    /// 从这一行之后接着列
    #[arg(long, value_name = "行号", default_value_t = 0)]
    after: i64,
    /// 最多列几行
    #[arg(long, value_name = "行数", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    limit: u16,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

/// Runs a command on the journal.
pub(crate) async fn run(door: &Door, command: Command) -> Result<(), Error> {
    if !door.has_database() {
        return Err(Error::missing(
            "journal-empty",
            "这里还没有数据库，也就没有日志；请检查 --data 的地址",
            "there is no database here and so no journal; check the address given by --data",
        ));
    }
    match command {
        Command::List(list) => list.run(door).await,
        Command::Head => {
            let head = door.look(journal::head).await?;
            door.terminal.say(&head.to_string());
            Ok(())
        }
        Command::Verify { head } => verify(door, head).await,
    }
}

async fn verify(door: &Door, kept: Option<Head>) -> Result<(), Error> {
    let against = kept.as_ref().map(|kept| kept.seq);
    match door.look(async |desk| journal::verify(desk, kept).await).await? {
        Ok(head) => {
            let tail = match against {
                Some(seq) => format!("，与另存的第{seq}行链头一致"),
                None => "；末尾有没有被截去，要用另存的链头核对（--head 行号:校验值）".to_owned(),
            };
            door.terminal.say(&format!("日志完好：第1行到第{}行逐行相连{tail}\n链头 {head}", head.seq));
            Ok(())
        }
        Err(found) => {
            let said = found.says();
            Err(Error::refused(
                "journal-broken",
                format!("{}；请保留现场，用备份里的日志比对", said.zh),
                format!("{}; keep everything as it is and compare it with a backup's journal", said.en),
            ))
        }
    }
}

impl List {
    async fn run(self, door: &Door) -> Result<(), Error> {
        let (lines, more) = door.look(async |desk| self.gather(desk).await).await?;
        let next = more.then(|| lines.last().map(|line| line.seq)).flatten();
        if self.json {
            let lines: Vec<_> = lines.iter().map(wire).collect();
            let page = serde_json::to_string_pretty(&json!({ "lines": lines, "next": next }));
            door.terminal.say(&page.map_err(Error::fault)?);
            return Ok(());
        }
        for line in &lines {
            door.terminal.say(&told(line));
        }
        match next {
            Some(next) => door.terminal.say(&format!("后面还有；加 --after {next} 接着列")),
            None if lines.is_empty() => door.terminal.say("没有符合条件的日志"),
            None => {}
        }
        Ok(())
    }

    /// The lines that are asked for, and whether there are more.
    async fn gather(&self, desk: &mut chassis::Desk<'_>) -> Result<(Vec<Line>, bool), Error> {
        let since = self.since.map(|day| day.in_tz("Asia/Shanghai")).transpose().map_err(Error::fault)?;
        let since = since.map(|day| day.timestamp());
        let (mut found, mut after) = (Vec::new(), self.after);
        loop {
            let page = journal::page(desk, after, AT_ONCE).await?;
            let Some(last) = page.last() else { return Ok((found, false)) };
            after = last.seq;
            for line in page {
                if !self.asks_for(&line, since) {
                    continue;
                }
                if found.len() == usize::from(self.limit) {
                    return Ok((found, true));
                }
                found.push(line);
            }
        }
    }

    fn asks_for(&self, line: &Line, since: Option<Timestamp>) -> bool {
        let is = |asked: &Option<String>, found: &str, mark: char| {
            let Some(asked) = asked else { return true };
            found.strip_prefix(asked.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(mark))
        };
        let at = line.at.parse::<Timestamp>().ok();
        is(&self.subject, &line.subject, ' ')
            && is(&self.event, &line.event, '.')
            && self.actor.as_ref().is_none_or(|actor| *actor == line.actor)
            // A line whose time cannot be read is shown rather than hidden.
            && since.is_none_or(|since| at.is_none_or(|at| at >= since))
    }
}

fn wire(line: &Line) -> serde_json::Value {
    json!({
        "seq": line.seq, "at": line.at, "actor": line.actor, "event": line.event,
        "subject": line.subject, "detail": line.detail, "digest": line.digest,
    })
}

/// A line as a person reads it; what would steer a terminal is left out.
fn told(line: &Line) -> String {
    let china = line.at.parse::<Timestamp>().and_then(|at| at.in_tz("Asia/Shanghai"));
    let at = china.map_or_else(|_| line.at.clone(), |at| at.strftime("%Y-%m-%d %H:%M:%S").to_string());
    let told =
        format!("{:>6}  {at}  {}  {}  {}  {}", line.seq, line.actor, line.event, line.subject, line.detail);
    told.trim_end().chars().filter(|c| !c.is_control()).collect()
}
