//! `jinqiao delegation archive` and `jinqiao archive verify`.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use chassis::{Door, Error};
use clap::Subcommand;
use documents::archive::{self, Damage, Files, Look, shown};
use jiff::Timestamp;
use kernel::Said;

use super::{Folders, meant, write_file};
use crate::archive::{Standing, look};
use crate::model::Delegation;
use crate::operations;
use crate::print::Press;

/// Bytes of an archive that is read at all: 2 GiB.
const MOST_BYTES: u64 = 2 << 30;

/// Bytes of an archive that is taken apart; of a larger one only the digest is taken.
const MOST_TAKEN_APART: u64 = intake::REQUEST_BYTES as u64;

/// What one may do with an archive.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 核对归档包：是不是打包时的原件，有没有被改动
    Verify {
        /// 归档包（.zip）
        file: PathBuf,
        /// 打包时记下的校验值；不填则查本机日志
        #[arg(long, value_name = "校验值")]
        digest: Option<String>,
    },
}

/// Runs a command on an archive.
pub async fn run(door: &Door, command: Command) -> Result<(), Error> {
    let Command::Verify { file, digest } = command;
    let given = digest.as_deref().map(digest_given).transpose()?;
    let held = Held::of(&file)?;
    let look = held.bytes.as_deref().map(|bytes| look(&door.program, bytes)).transpose()?;
    if let Some(Look::Damaged { first, all }) = &look {
        return Err(damaged(&file, first, *all));
    }
    let proof = match given {
        Some(given) if given == held.digest => Proof::Original("与所给的一致".to_owned()),
        Some(given) => return Err(not_the_one_given(&file, &held.digest, &given)),
        None if door.has_database() => asked_of_the_journal(door, &file, &held.digest, look.as_ref()).await?,
        None => Proof::None("这里没有打包时的数据库"),
    };
    let told = tell(&file, &held.digest, look.as_ref(), &proof)?;
    door.terminal.say(&told);
    Ok(())
}

/// What makes an archive the original.
enum Proof {
    /// Something kept elsewhere agrees with it.
    Original(String),
    /// Nothing does, and why.
    None(&'static str),
}

/// A stranger's file: its digest, and its bytes if they are few enough.
struct Held {
    digest: String,
    bytes: Option<Vec<u8>>,
}

impl Held {
    fn of(path: &Path) -> Result<Self, Error> {
        let wrong = |source| Error::file(format!("读不到 {}", path.display()), source);
        let mut file = File::open(path).map_err(wrong)?;
        let claimed = file.metadata().map_err(wrong)?.len();
        let mut bytes = Vec::new();
        if claimed <= MOST_BYTES {
            file.by_ref().take(MOST_TAKEN_APART + 1).read_to_end(&mut bytes).map_err(wrong)?;
        }
        let rest = file.take((MOST_BYTES + 1).saturating_sub(bytes.len() as u64));
        let (digest, length) = chassis::digest_of(bytes.as_slice().chain(rest)).map_err(wrong)?;
        if claimed > MOST_BYTES || length > MOST_BYTES {
            return Err(too_large(path));
        }
        Ok(Self { digest, bytes: (length <= MOST_TAKEN_APART).then_some(bytes) })
    }
}

/// A digest as somebody kept it: 64 hexadecimal digits, of either case.
fn digest_given(words: &str) -> Result<String, Error> {
    let digest = words.trim().to_ascii_lowercase();
    if digest.len() == 64 && digest.chars().all(|c| c.is_ascii_hexdigit()) {
        return Ok(digest);
    }
    Err(Error::refused(
        "digest-misgiven",
        "--digest 要写64位十六进制校验值，就是打包时显示并记入日志的那一串",
        "--digest takes the 64 hexadecimal digits that were shown and journalled when the archive was packed",
    ))
}

async fn asked_of_the_journal(
    door: &Door,
    file: &Path,
    digest: &str,
    look: Option<&Look>,
) -> Result<Proof, Error> {
    let made = match look {
        Some(Look::Sound { made, .. }) => Some(made.as_str()),
        _ => None,
    };
    match door.look(async |desk| operations::standing(desk, digest, made).await).await? {
        Standing::Original(line) => {
            Ok(Proof::Original(format!("与日志第{}行记下的一致（{}）", line.seq, line.actor)))
        }
        Standing::Unknown => Ok(Proof::None("这里的日志没有记过这个校验值")),
        Standing::Another(line) => Err(Error::refused(
            "archive-not-original",
            format!(
                "{}不是原件：日志第{}行记下，{}打的包校验值是 {}，这个文件是 {digest}；请换用原件",
                file.display(),
                line.seq,
                when(&line.at),
                line.detail
            ),
            format!(
                "{} is not the original: by line {} of the journal the archive made at {} has the digest {}, this file {digest}; use the original",
                file.display(),
                line.seq,
                line.at,
                line.detail
            ),
        )),
        Standing::Broken(seq) => Err(Error::refused(
            "journal-broken",
            format!("日志从第{seq}行起被改动过，不能作证；请用打包时另外记下的校验值核对（--digest 校验值）"),
            format!(
                "the journal was changed from line {seq} on and proves nothing; give the digest that was kept elsewhere with --digest"
            ),
        )),
    }
}

/// A time as people in China read it; what is no time is shown as it is.
fn when(said: &str) -> String {
    let china = said.parse::<Timestamp>().and_then(|time| time.in_tz("Asia/Shanghai"));
    china.map_or_else(|_| shown(said), |time| time.strftime("%Y-%m-%d %H:%M").to_string())
}

/// What is told of an archive in which no fault was found.
fn tell(file: &Path, digest: &str, look: Option<&Look>, proof: &Proof) -> Result<String, Error> {
    let what = match look {
        Some(Look::Sound { subject, made, files }) => {
            format!("{}，{}打包，{files}个文件", shown(subject), when(made))
        }
        _ => format!("{}（太大，没有拆开，只核对了校验值）", file.display()),
    };
    match (proof, look) {
        (Proof::Original(by), _) => Ok(format!("原件：{what}\n校验值 {digest}，{by}")),
        (Proof::None(why), Some(_)) => Ok(format!(
            "自洽，但无从核对是否原件：{what}\n校验值 {digest}；{why}。改动文件的人能一并改动包里的清单，所以不能据此认作原件。\n请用打包时记下的校验值核对（--digest 校验值），或用 --data、--database 指向打包时的数据库"
        )),
        (Proof::None(why), None) => Err(unproven(file, why)),
    }
}

fn damaged(file: &Path, first: &[Damage], all: usize) -> Error {
    let said: Vec<Said> = first.iter().map(Damage::says).collect();
    let zh: Vec<&str> = said.iter().map(|said| said.zh.as_str()).collect();
    let en: Vec<&str> = said.iter().map(|said| said.en.as_str()).collect();
    let (more_zh, more_en) = match all.saturating_sub(first.len()) {
        0 => (String::new(), String::new()),
        more => (format!("；另有{more}处"), format!("; and {more} more")),
    };
    Error::refused(
        "archive-damaged",
        format!("{}已损坏，不是打包时的样子：{}{more_zh}；请换用未改动的副本", file.display(), zh.join("；")),
        format!(
            "{} is damaged and not as it was packed: {}{more_en}; use an untouched copy",
            file.display(),
            en.join("; ")
        ),
    )
}

fn not_the_one_given(file: &Path, digest: &str, given: &str) -> Error {
    Error::refused(
        "archive-not-original",
        format!("{}不是原件：它的校验值是 {digest}，所给的是 {given}；请换用原件", file.display()),
        format!(
            "{} is not the original: its digest is {digest}, the one given is {given}; use the original",
            file.display()
        ),
    )
}

fn unproven(file: &Path, why: &str) -> Error {
    let most = MOST_TAKEN_APART >> 20;
    Error::refused(
        "archive-unproven",
        format!(
            "{}超过 {most} MiB，没有拆开，只能凭校验值核对，而{why}；请用 --digest 给出打包时记下的校验值",
            file.display()
        ),
        format!(
            "{} is larger than {most} MiB and was not taken apart, and no journal here knows its digest; give the digest kept when it was packed with --digest",
            file.display()
        ),
    )
}

fn too_large(file: &Path) -> Error {
    let most = MOST_BYTES >> 30;
    Error::refused(
        "archive-too-large",
        format!("{}超过 {most} GiB，没有读；请确认选对了文件", file.display()),
        format!(
            "{} is larger than {most} GiB and was not read; make sure it is the right file",
            file.display()
        ),
    )
}

/// Every file the delegation's money refers to; one that is gone or was changed
/// stops the packing.
fn attachments(door: &Door, delegation: &Delegation) -> Result<Files, Error> {
    let named = delegation.settlement.attachments().into_iter();
    named.map(|(name, file)| Ok((name, door.files.read(&file.digest)?))).collect()
}

/// Packs a delegation; the journal keeps the digest, by which the file is known.
pub(super) async fn pack(door: &Door, which: &str, out: &Path, folders: Folders<'_>) -> Result<(), Error> {
    let books = folders.books()?;
    let press = Press::new(&books, folders.fonts)?;
    let (name, digest, count) = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            let journal = operations::journal_of(desk, delegation.id).await?;
            let examination = operations::examine(desk, &books, &season, delegation).await?;
            let handed_in = attachments(door, &examination.delegation)?;
            let files = crate::archive::files(&examination, &journal, &press, handed_in)?;
            let delegation = &examination.delegation;
            let bytes = archive::pack(&delegation.name, &desk.now.to_string(), &files, chassis::digest)
                .map_err(Error::fault)?;
            let digest = chassis::digest(&bytes);
            write_file(out, &bytes)?;
            operations::archived(desk, delegation.id, &digest).await?;
            Ok((delegation.name.clone(), digest, files.len()))
        })
        .await?;
    door.terminal.say(&format!("{name}的归档包已写到 {}，{count}个文件", out.display()));
    door.terminal.say(&format!(
        "校验值 {digest}，已记入日志；请另存一份，以后用 jinqiao archive verify 核对是不是原件"
    ));
    Ok(())
}
