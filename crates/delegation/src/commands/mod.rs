//! `jinqiao delegation …` and `jinqiao season board`.

mod archive;
mod board;
mod check;
mod deadlines;
mod itinerary;
mod letters;
pub(crate) mod life;
mod money;
mod papers;
mod promise;
pub(crate) mod reasons;
mod roster;
pub mod rulebook;
pub mod template;
mod ways;

use std::path::{Path, PathBuf};

use chassis::{Desk, Door, Error};
use clap::{Subcommand, ValueEnum};
use people::model::School;
use season::model::Season;

pub use archive::{Command as Archive, run as run_archive};
pub use board::{Board, board_of};
pub use deadlines::Command as Deadlines;
pub use papers::{folder_name, print_to};
pub use promise::Make;

use crate::board::Way;
use crate::books::Books;
use crate::facts;
use crate::model::{Delegation, DelegationId};
use crate::operations;
use crate::print::Order;
use check::Form;

/// What one may do with delegations at the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 生成填写模板（名单、日程、邀请函、任务、经费，一个工作簿）
    Template {
        /// 写到哪里（.xlsx）
        out: PathBuf,
    },
    /// 读入填好的工作簿；有错时一次列出全部错误
    Import {
        /// 填好的工作簿（.xlsx）
        file: PathBuf,
        /// 去哪一站（附件的序号）
        #[arg(long, value_name = "序号")]
        stop: u32,
        /// 有错时把你的文件原样写到这里，并标出有错的格子
        #[arg(long, value_name = "文件")]
        mark: Option<PathBuf>,
        /// 哪所学校；只登记了一所时不用填
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 把已存的团组写回工作簿，供修改后再导入
    Export {
        /// 团组：赛站序号或团组编号
        which: String,
        /// 写到哪里（.xlsx）
        out: PathBuf,
    },
    /// 列出团组
    List {
        /// 哪所学校；只登记了一所时不用填
        #[arg(long, value_name = "校名")]
        school: Option<String>,
    },
    /// 按规定逐条核对
    Check {
        /// 团组：赛站序号或团组编号
        which: String,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 日程总览：逐日列出当地时间、时差、航班全程、分组和要注意的日子
    Itinerary(itinerary::Itinerary),
    /// 为“说明”类问题记录理由
    Justify {
        /// 团组：赛站序号或团组编号
        which: String,
        /// 规则编号，如 R07
        rule: String,
        /// 理由，会写进请示
        reason: String,
        /// 说明人；不填则为本机操作员
        #[arg(long, value_name = "姓名")]
        by: Option<String>,
    },
    /// 超天数怎么办：五条出路，各附理由段和证明材料清单
    Ways {
        /// 团组：赛站序号或团组编号
        which: String,
        /// 采用哪一条：academic-exchange、case-by-case、written-reason、trim、add-country
        #[arg(long, value_name = "出路")]
        adopt: Option<Way>,
        /// 采用时的说明人；不填则为本机操作员
        #[arg(long, value_name = "姓名", requires = "adopt")]
        by: Option<String>,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
    },
    /// 打包：记录、公文、附件、日志打成一个可核对的归档包（办结归档用 close）
    Archive {
        /// 团组：赛站序号或团组编号
        which: String,
        /// 写到哪里（.zip）
        out: PathBuf,
    },
    /// 办理经过，一步一个命令
    #[command(flatten)]
    Life(life::Command),
    /// 经费：预支、汇率、票据、报账
    #[command(flatten)]
    Money(money::Command),
    /// 出公文；不另说明时出报送的一整套
    Papers {
        /// 团组：赛站序号或团组编号
        #[arg(value_name = "团组", required_unless_present = "list")]
        which: Option<String>,
        /// 只列出有哪些公文
        #[arg(long)]
        list: bool,
        /// 出哪些
        #[command(flatten)]
        wanted: papers::Wanted,
        /// 写到哪个文件夹
        #[arg(long, value_name = "文件夹", default_value = "out")]
        out: PathBuf,
        /// 发文字号里的序号；不填则留空待编
        #[arg(long, value_name = "号")]
        number: Option<u32>,
        /// 版头：套印、印红头或不用
        #[arg(long, value_enum, default_value_t = Head::Overlay)]
        head: Head,
    },
    /// 出邀请函草稿：每家邀请方一份，外文在前，中文译文另起一面
    Letter(#[command(flatten)] letters::Letters),
}

/// How the head of a 公文 is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Head {
    /// 为本校红头纸套印留出位置
    Overlay,
    /// 印红头
    Print,
    /// 不用版头
    None,
}

impl From<Head> for facts::Head {
    fn from(head: Head) -> Self {
        match head {
            Head::Overlay => Self::Overlay,
            Head::Print => Self::Print,
            Head::None => Self::None,
        }
    }
}

/// Folders of a user's own that commands look into.
#[derive(Debug, Clone, Copy, Default)]
pub struct Folders<'a> {
    /// Fonts, if there are any.
    pub fonts: Option<&'a Path>,
    /// A rulebook laid over the shipped one, if one is named.
    pub rulebook: Option<&'a Path>,
}

impl Folders<'_> {
    /// The books on the desk, the user's own laid over the shipped ones.
    ///
    /// # Errors
    /// A refusal with every fault of the folder.
    pub fn books(self) -> Result<Books, Error> {
        Books::open(self.rulebook)
    }
}

/// Runs a command.
pub async fn run(door: &Door, command: Command, folders: Folders<'_>) -> Result<(), Error> {
    match command {
        Command::Template { out } => roster::template(door, &out),
        Command::Import { file, stop, mark, school } => {
            roster::import(door, &file, stop, mark.as_deref(), school.as_deref()).await
        }
        Command::Export { which, out } => roster::export(door, &which, &out).await,
        Command::List { school } => check::list(door, school.as_deref()).await,
        Command::Check { which, json } => check::check(door, &which, Form::from(json), folders).await,
        Command::Justify { which, rule, reason, by } => {
            let given = operations::Reason { rule: &rule, reason: &reason, by: by.as_deref() };
            Box::pin(check::justify(door, &which, given, folders)).await
        }
        Command::Ways { which, adopt: Some(way), by, .. } => {
            Box::pin(ways::adopt(door, &which, (way, by.as_deref()), folders)).await
        }
        Command::Ways { which, json, .. } => ways::show(door, &which, Form::from(json), folders).await,
        Command::Life(step) => life::run(door, &folders.books()?, step).await,
        Command::Archive { which, out } => archive::pack(door, &which, &out, folders).await,
        Command::Letter(asked) => letters::letters(door, asked, folders).await,
        Command::Itinerary(itinerary) => Box::pin(itinerary.run(door, folders)).await,
        Command::Money(command) => Box::pin(money::run(door, &folders.books()?, command)).await,
        Command::Papers { which: None, .. } | Command::Papers { list: true, .. } => papers::list(door),
        Command::Papers { which: Some(which), wanted, out, number, head, .. } => {
            let order = Order { number, head: head.into(), ..Order::default() };
            papers::papers(door, &which, &out, (order, &wanted.into()), folders).await
        }
    }
}

/// The school that is meant: the one named, or the only one there is.
async fn school_meant(desk: &mut Desk<'_>, name: Option<&str>) -> Result<School, Error> {
    if let Some(name) = name {
        return people::operations::find(desk, name).await;
    }
    let mut schools = people::operations::list(desk).await?;
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

/// The delegation that is meant: by id, or the only one to a stop of the season.
async fn meant(desk: &mut Desk<'_>, season: &Season, which: &str) -> Result<Delegation, Error> {
    if let Ok(id) = which.parse::<DelegationId>() {
        return operations::load(desk, id).await;
    }
    let unknown = || {
        Error::missing(
            "delegation-unknown",
            format!("没有找到团组“{which}”；请写赛站序号或团组编号，jinqiao delegation list 可列出"),
            format!(
                "there is no delegation “{which}”; give a stop's number or an id, see `jinqiao delegation list`"
            ),
        )
    };
    let number: u32 = which.parse().map_err(|_| unknown())?;
    let stop = season.stops.iter().find(|stop| stop.number == number).ok_or_else(unknown)?;
    let mut found = Vec::new();
    for school in people::operations::list(desk).await? {
        let of_school = operations::of_school(desk, school.id, season).await?;
        found.extend(of_school.into_iter().filter(|delegation| delegation.stop == stop.id));
    }
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Err(unknown()),
        (Some(_), false) => Err(Error::refused(
            "delegation-ambiguous",
            format!("第{number}站有不止一个团组；请写团组编号，jinqiao delegation list 可列出"),
            format!(
                "there is more than one delegation to stop {number}; give an id, see `jinqiao delegation list`"
            ),
        )),
    }
}

/// Writes a file, making its folder.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let wrong = |source| Error::file(format!("写不出 {}", path.display()), source);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(wrong)?;
    }
    std::fs::write(path, bytes).map_err(wrong)
}
