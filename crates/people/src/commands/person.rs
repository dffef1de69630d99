//! `jinqiao person …`

use std::io::Read;
use std::path::{Path, PathBuf};

use chassis::{Desk, Door, Error};
use clap::Subcommand;
use kernel::Severity;

use crate::model::{Channel, Decision, Person, PersonId, PrivacyConsent, School, Scope};
use crate::operations::person::{self, Change};
use crate::operations::privacy::{self, Ground};
use crate::operations::roster as table;
use crate::roster::{self, Fault, Numbers, Reading};
use crate::{KeyFile, wire};

mod tell;

/// How many faults are told before the rest is only counted.
const TOLD: usize = 50;

/// The most that is read from the terminal.
const LARGEST: u64 = 9 << 20;

/// What one may do with persons at the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 登记一人（或更新同一人）：读取 person.toml
    Keep {
        /// 人员文件
        file: PathBuf,
        /// 学校名称；只登记了一所时不必写
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 列出人员，号码打码
    List {
        /// 从此人之后列起
        #[arg(long, value_name = "编号")]
        after: Option<PersonId>,
        /// 最多几人
        #[arg(long, value_name = "人数", default_value_t = 50)]
        most: usize,
        /// 学校名称
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 按汉字、拼音或首字母查找：张小、zhangxm、zxm 都能找到张晓明
    Find {
        /// 找谁
        question: String,
        /// 学校名称
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 显示一人；加 --full 显示完整号码，须写明理由并记入日志
    Show {
        /// 编号
        id: PersonId,
        /// 显示完整号码
        #[arg(long, requires = "reason")]
        full: bool,
        /// 理由，不写姓名和号码
        #[arg(long, value_name = "事由")]
        reason: Option<String>,
    },
    /// 从工作簿、CSV 或粘贴的表格（文件写 -）导入；有一处错误就一行也不存
    Import {
        /// 人员表，或 - 表示从标准输入粘贴
        file: PathBuf,
        /// 只看会新增、更新几人，不存入
        #[arg(long)]
        preview: bool,
        /// 学校名称
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 导出人员表（.xlsx 或 .csv），号码打码；没有人员时得到空白表
    Export {
        /// 写到哪里
        out: PathBuf,
        /// 号码不打码
        #[arg(long, requires = "reason")]
        full: bool,
        /// 理由，不写姓名和号码
        #[arg(long, value_name = "事由")]
        reason: Option<String>,
        /// 学校名称
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 记录本人对个人信息处理的同意或撤回
    Consent {
        /// 编号
        id: PersonId,
        /// 所依据的告知书版本，如 2026-03
        #[arg(long, value_name = "版本")]
        notice: String,
        /// 方式：纸质签字、网页勾选、当面口头
        #[arg(long, value_name = "方式", default_value = "paper")]
        channel: Channel,
        /// 单独同意处理敏感个人信息
        #[arg(long)]
        sensitive: bool,
        /// 撤回同意
        #[arg(long)]
        withdraw: bool,
    },
    /// 彻底删除一人的信息：密钥销毁，不能恢复
    Erase {
        /// 编号
        id: PersonId,
        /// 理由：本人要求、保存期满、误登
        #[arg(long, value_name = "理由", default_value = "asked")]
        ground: Ground,
    },
}

/// Runs a command.
pub async fn run(door: &Door, command: Command) -> Result<(), Error> {
    let keys = KeyFile::beside(&door.files);
    match command {
        Command::Keep { file, school } => keep(door, &keys, &file, school.as_deref()).await,
        Command::List { after, most, school } => {
            let page = door
                .look(async |desk| {
                    let school = school_meant(desk, school.as_deref()).await?;
                    person::list(desk, &keys, school.id, after, most).await
                })
                .await?;
            listed(door, &page, "没有人员登记；用 jinqiao person import 人员表 导入");
            if let Some(last) = page.last().filter(|_| page.len() == most) {
                door.terminal.say(&format!("接着列：jinqiao person list --after {}", last.id));
            }
            Ok(())
        }
        Command::Find { question, school } => {
            let found = door
                .look(async |desk| {
                    let school = school_meant(desk, school.as_deref()).await?;
                    person::find(desk, &keys, school.id, &question, TOLD).await
                })
                .await?;
            listed(door, &found, "没有找到；换几个字或拼音首字母再试");
            Ok(())
        }
        Command::Show { id, full, reason } => show(door, &keys, id, reason.as_deref().filter(|_| full)).await,
        Command::Import { file, preview, school } => {
            let step = if preview { Step::Preview } else { Step::Import };
            import(door, &keys, &file, step, school.as_deref()).await
        }
        Command::Export { out, full, reason, school } => {
            let reason = reason.as_deref().filter(|_| full);
            export(door, &keys, &out, reason, school.as_deref()).await
        }
        Command::Consent { id, notice, channel, sensitive, withdraw } => {
            let scope = if sensitive { Scope::Sensitive } else { Scope::General };
            let decision = if withdraw { Decision::Withdrawn } else { Decision::Given };
            door.change(async |desk| {
                let at = desk.now;
                let consent = PrivacyConsent { person: id, decision, scope, notice, channel, at };
                privacy::consent(desk, &consent).await
            })
            .await?;
            door.terminal.say(&format!("已记录：{}，{}", decision.words().zh, scope.words().zh));
            Ok(())
        }
        Command::Erase { id, ground } => {
            door.change(async |desk| privacy::erase(desk, id, ground).await).await?;
            door.db().await?.sweep(privacy::TABLES).await?;
            door.terminal.say("已彻底删除，密钥已销毁；日志中只留下编号和时间");
            Ok(())
        }
    }
}

async fn keep(door: &Door, keys: &KeyFile, file: &Path, school: Option<&str>) -> Result<(), Error> {
    let text = std::fs::read_to_string(file)
        .map_err(|source| Error::file(format!("读不到 {}", file.display()), source))?;
    let keeping = door
        .change(async |desk| {
            let school = school_meant(desk, school).await?;
            let id = desk.draw_id();
            let person = wire::person::person(&text, id, school.id, desk.today).map_err(|error| {
                let en: Vec<&str> = error.0.iter().map(|said| said.en.as_str()).collect();
                Error::refused("person-unreadable", error.to_string(), en.join("; "))
            })?;
            person::keep(desk, keys, person).await
        })
        .await?;
    for remark in &keeping.remarks {
        door.terminal.say(&format!("{} {}", remark.severity.words().zh, remark.says.zh));
    }
    let done = match keeping.change {
        Change::Added => "已登记",
        Change::Changed => "已更新",
        Change::Unchanged => "没有变化",
    };
    door.terminal.say(&format!("{done} {} {}", keeping.person.name.zh, keeping.person.id));
    Ok(())
}

fn listed(door: &Door, persons: &[Person], nobody: &str) {
    if persons.is_empty() {
        door.terminal.say(nobody);
    }
    for person in persons {
        door.terminal.say(&tell::line(person));
    }
}

async fn show(door: &Door, keys: &KeyFile, id: PersonId, reason: Option<&str>) -> Result<(), Error> {
    let (person, numbers) = match reason {
        None => (door.look(async |desk| person::load(desk, keys, id).await).await?, Numbers::Masked),
        Some(reason) => {
            let shown = door.change(async |desk| privacy::reveal(desk, keys, id, reason).await).await?;
            (shown, Numbers::InFull)
        }
    };
    let consents = door.look(async |desk| privacy::consents(desk, id).await).await?;
    door.terminal.say(&tell::whole(&person, numbers, &consents));
    Ok(())
}

/// How far an import goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It is only looked at.
    Preview,
    /// It is kept.
    Import,
}

async fn import(
    door: &Door,
    keys: &KeyFile,
    file: &Path,
    step: Step,
    school: Option<&str>,
) -> Result<(), Error> {
    let document = document(door, file)?;
    let weigh = async |desk: &mut Desk<'_>| {
        let school = school_meant(desk, school).await?;
        let reading: Reading = roster::read(&document, school.id);
        table::preview(desk, keys, reading).await
    };
    let told = |preview: &table::Preview| {
        tell_faults(door, &preview.faults);
        let [added, changed, unchanged] =
            [Change::Added, Change::Changed, Change::Unchanged].map(|change| preview.count(change));
        format!("新增{added}人，更新{changed}人，不变{unchanged}人，不能导入{}行", preview.refused)
    };
    if step == Step::Preview {
        let preview = door.look(weigh).await?;
        let counts = told(&preview);
        door.terminal.say(&format!("如果导入：{counts}"));
        return Ok(());
    }
    let counts = door
        .change(async |desk| {
            let preview = weigh(desk).await?;
            let counts = told(&preview);
            table::import(desk, keys, preview).await?;
            Ok(counts)
        })
        .await?;
    door.terminal.say(&format!("已导入：{counts}"));
    Ok(())
}

/// The table a person means: a stranger's file is read in the child; `-` is what
/// they paste.
fn document(door: &Door, file: &Path) -> Result<intake::Document, Error> {
    let wrong = |source| Error::file(format!("读不到 {}", file.display()), source);
    if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().lock().take(LARGEST).read_to_string(&mut text).map_err(wrong)?;
        return roster::pasted(&text).map_err(|error| {
            Error::refused(
                "paste-too-large",
                error.to_string(),
                "more than 8 MiB was pasted; import a file instead",
            )
        });
    }
    let bytes = std::fs::read(file).map_err(wrong)?;
    intake::read(&door.program, &bytes)
        .map_err(|refusal| Error::refused("file-unreadable", refusal.to_string(), refusal.en()))
}

fn tell_faults(door: &Door, faults: &[Fault]) {
    let (stops, others): (Vec<&Fault>, Vec<&Fault>) = faults.iter().partition(|fault| fault.stops());
    for fault in stops.iter().chain(&others).take(TOLD) {
        let gravity = if fault.severity == Severity::Warn { "提示" } else { "错误" };
        door.terminal.say(&format!("{gravity} {fault}"));
    }
    if let Some(more) = faults.len().checked_sub(TOLD).filter(|more| *more > 0) {
        door.terminal.say(&format!("……另有{more}处"));
    }
}

async fn export(
    door: &Door,
    keys: &KeyFile,
    out: &Path,
    reason: Option<&str>,
    school: Option<&str>,
) -> Result<(), Error> {
    let csv = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let numbers = if reason.is_some() { Numbers::InFull } else { Numbers::Masked };
    let persons = door
        .change(async |desk| {
            let school = school_meant(desk, school).await?;
            table::export(desk, keys, school.id, numbers, reason.unwrap_or_default()).await
        })
        .await?;
    let bytes = if csv { roster::csv(&persons, numbers) } else { roster::xlsx(&persons, numbers) };
    std::fs::write(out, bytes.map_err(Error::fault)?)
        .map_err(|source| Error::file(format!("写不出 {}", out.display()), source))?;
    door.terminal.say(&format!("{}人已写到 {}", persons.len(), out.display()));
    Ok(())
}

/// The school that is meant: the one named, or the only one there is.
async fn school_meant(desk: &mut Desk<'_>, name: Option<&str>) -> Result<School, Error> {
    if let Some(name) = name {
        return crate::operations::find(desk, name).await;
    }
    let mut schools = crate::operations::list(desk).await?;
    match (schools.pop(), schools.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Err(Error::missing(
            "school-none",
            "还没有登记学校；先运行 jinqiao school keep 学校信息文件",
            "no school is registered; run `jinqiao school keep FILE` first",
        )),
        (Some(_), false) => Err(Error::refused(
            "school-ambiguous",
            "登记了不止一所学校；请用 --school 指明",
            "more than one school is registered; name one with --school",
        )),
    }
}
