//! A workbook handed in: read in a child, shown with every fault at its cell, kept
//! once somebody has seen what it says.

use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chassis::web::{Complaint, Fields, Frame, Visit, page};
use chassis::{Desk, Error};
use kernel::Id;
use season::model::{Stop, StopId};

use super::tray::{Held, Tray};
use super::{Typed, Wrong, answer};
use crate::operations::{self, begin};
use crate::pages::download::{Shown, file};
use crate::workbook::{self, Fault, Gravity, Party};

/// The largest workbook that is read, with the rest of its form.
pub(super) const LARGEST: usize = 10 * 1024 * 1024 + 64 * 1024;

/// So many faults are shown; the marked file has them all.
const SHOWN: usize = 200;

/// What the form sent.
#[derive(Debug, Default)]
struct Handed {
    stop: String,
    bytes: Vec<u8>,
}

impl Handed {
    async fn receive(mut parts: Multipart) -> Result<Self, MultipartError> {
        let mut handed = Self::default();
        while let Some(part) = parts.next_field().await? {
            match part.name() {
                Some("stop") => part.text().await?.trim().clone_into(&mut handed.stop),
                Some("workbook") => handed.bytes = part.bytes().await?.to_vec(),
                _ => {}
            }
        }
        Ok(handed)
    }
}

/// A fault, as it is read.
struct Line {
    tone: &'static str,
    icon: &'static str,
    place: String,
    says: String,
}

impl Line {
    fn of(frame: &Frame, fault: &Fault) -> Self {
        let (tone, icon) = match fault.gravity {
            Gravity::Stop => ("is-block", "i-block"),
            Gravity::Warn => ("is-warn", "i-warn"),
        };
        Self { tone, icon, place: fault.place.to_string(), says: frame.said(&fault.says).to_owned() }
    }
}

/// What a workbook says, before it is kept.
struct Says {
    name: String,
    stop: String,
    dates: String,
    people: Vec<String>,
    purposes: usize,
    invitations: usize,
    /// Whether a party of this name is there already.
    known: Option<String>,
    sheets: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/upload.html")]
struct UploadPage {
    frame: Frame,
    stop: String,
    lines: Vec<Line>,
    more: usize,
    stops: usize,
    says: Option<Says>,
    marked: Option<String>,
}

/// `POST /delegations/new`: what the workbook says, or what is wrong with it.
pub(super) async fn read(
    visit: Visit,
    Extension(tray): Extension<Arc<Tray>>,
    parts: Multipart,
) -> Result<Response, Error> {
    let handed = match Handed::receive(parts).await {
        Ok(handed) => handed,
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => return Ok(too_large()),
        Err(_) => return Ok(broken_off()),
    };
    let typed = Typed { stop: &handed.stop, like: "", name: "" };
    let Some(stop) = stop(&visit, &handed.stop).await? else {
        let said = visit.say("new-no-stop");
        return answer(&visit, typed, Some(Wrong { field: "stop", said })).await;
    };
    if handed.bytes.is_empty() {
        let said = visit.say("new-no-file");
        return answer(&visit, typed, Some(Wrong { field: "workbook", said })).await;
    }
    let (program, bytes) = (visit.site().program.clone(), handed.bytes);
    let read = tokio::task::spawn_blocking(move || {
        let document = intake::read(&program, &bytes);
        (document, bytes)
    });
    let (document, bytes) = read.await.map_err(Error::fault)?;
    let document = match document {
        Ok(document) => document,
        Err(refusal) => {
            let said = kernel::Said::new(refusal.to_string(), refusal.en());
            let said = visit.frame("", "").said(&said).to_owned();
            let typed = Typed { stop: &stop.id.to_string(), like: "", name: "" };
            return answer(&visit, typed, Some(Wrong { field: "workbook", said })).await;
        }
    };
    let whose = Party { id: Id::passing(0), school: Id::passing(0), stop: stop.id };
    match workbook::read(&document, whose) {
        Ok(reading) => preview(&visit, &stop, &reading).await,
        Err(faults) => faulty(&visit, &tray, &stop, (bytes, faults)).await,
    }
}

/// The stop that was chosen, if the season has it.
async fn stop(visit: &Visit, text: &str) -> Result<Option<Stop>, Error> {
    let mut look = visit.look().await?;
    let season = season::operations::current(&mut look.desk()).await?;
    look.leave().await?;
    let id: Option<StopId> = text.parse().ok();
    Ok(season.stops.into_iter().find(|stop| Some(stop.id) == id))
}

async fn preview(visit: &Visit, stop: &Stop, reading: &workbook::Reading) -> Result<Response, Error> {
    let delegation = &reading.delegation;
    let mut look = visit.look().await?;
    let known = begin::named(&mut look.desk(), stop.id, &delegation.name).await?;
    look.leave().await?;
    let frame = visit.frame("/delegations", visit.say("new-preview-title"));
    let unknown = || frame.say("list-unknown");
    let sheets = workbook::sheets(delegation);
    let says = Says {
        name: delegation.name.clone(),
        stop: stop_name(&frame, stop),
        dates: delegation.stay().map_or_else(unknown, |stay| format!("{} — {}", stay.exit(), stay.entry())),
        people: delegation.members.iter().map(|member| member.name.zh.clone()).collect(),
        purposes: delegation.purposes.len(),
        invitations: delegation.invitations.len(),
        known: known.map(|id| id.to_string()),
        sheets: sheets.into_iter().map(|(name, text)| (name.to_owned(), text)).collect(),
    };
    page(&UploadPage {
        stop: stop.id.to_string(),
        lines: reading.warnings.iter().take(SHOWN).map(|fault| Line::of(&frame, fault)).collect(),
        more: reading.warnings.len().saturating_sub(SHOWN),
        stops: 0,
        says: Some(says),
        marked: None,
        frame,
    })
}

fn stop_name(frame: &Frame, stop: &Stop) -> String {
    let figures = [("number", stop.number.to_string()), ("region", stop.site.region.clone())];
    frame.tell("list-stop-name", &figures)
}

async fn faulty(
    visit: &Visit,
    tray: &Tray,
    stop: &Stop,
    (bytes, faults): (Vec<u8>, Vec<Fault>),
) -> Result<Response, Error> {
    let mut look = visit.look().await?;
    let secret: [u8; 16] = look.desk().draw_bytes()?;
    look.leave().await?;
    let key = secret.iter().fold(String::new(), |mut key, byte| {
        let _ = write!(key, "{byte:02x}");
        key
    });
    let mut frame = visit.frame("/delegations", visit.say("new-faulty-title"));
    frame.title = format!("{}：{}", frame.say("error-word"), frame.title);
    let stops = faults.iter().filter(|fault| fault.gravity == Gravity::Stop).count();
    let shown = UploadPage {
        stop: stop.id.to_string(),
        lines: faults.iter().take(SHOWN).map(|fault| Line::of(&frame, fault)).collect(),
        more: faults.len().saturating_sub(SHOWN),
        stops,
        says: None,
        marked: Some(format!("/delegations/new/marked/{key}")),
        frame,
    };
    tray.hold(Held { key, account: account(visit), at: visit.clock.now, bytes, faults });
    let mut response = page(&shown)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn account(visit: &Visit) -> String {
    visit.caller.member().map(|member| member.account.to_string()).unwrap_or_default()
}

/// `GET /delegations/new/marked/{key}`: one's own workbook with its cells marked.
pub(super) async fn marked(
    visit: Visit,
    Path(key): Path<String>,
    Extension(tray): Extension<Arc<Tray>>,
) -> Result<Response, Error> {
    let Some(held) = tray.find(&key, &account(&visit)) else {
        return Err(Error::missing(
            "workbook-gone",
            "这份错误报告已过期；请重新上传工作簿",
            "this report is held no longer; hand the workbook in again",
        ));
    };
    let marked = tokio::task::spawn_blocking(move || workbook::mark(&held.bytes, &held.faults)).await;
    let bytes = marked.map_err(Error::fault)?.map_err(|unmarkable| {
        let en = "the file cannot be marked; save it as xlsx and hand it in again";
        Error::refused("file-unmarkable", unmarkable.to_string(), en)
    })?;
    file(&format!("{}.xlsx", visit.say("new-marked-file")), Shown::Kept, bytes)
}

/// `POST /delegations/new/kept`: keeps what the preview showed. It comes back as the
/// sheets themselves and is read once more.
pub(super) async fn keep(visit: Visit, fields: Fields) -> Result<Response, Error> {
    let mut change = visit.change().await?;
    let kept = kept(&mut change.desk(), &fields).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("/delegations/{kept}")).into_response())
}

async fn kept(desk: &mut Desk<'_>, fields: &Fields) -> Result<crate::model::DelegationId, Error> {
    let school = people::operations::own(desk).await?;
    let season = season::operations::current(desk).await?;
    let stop = fields.text("stop").parse::<StopId>().ok();
    let stop = season.stops.iter().find(|known| Some(known.id) == stop).ok_or_else(begin::unknown_stop)?;
    // Forms end their lines otherwise than the sheets did.
    let sheets: Vec<(&str, String)> = fields
        .iter()
        .filter_map(|(name, text)| Some((name.strip_prefix("sheet-")?, text.replace("\r\n", "\n"))))
        .collect();
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let party = Party { id: desk.draw_id(), school: school.id, stop: stop.id };
    let again = || {
        Error::refused(
            "preview-unreadable",
            "预览的内容传回时不完整，没有存入；请重新上传工作簿",
            "the preview did not come back whole and was not kept; hand the workbook in again",
        )
    };
    let document = workbook::from_sheets(&sheets).map_err(|_| again())?;
    let reading = workbook::read(&document, party).map_err(|_| again())?;
    Ok(operations::keep_with_promises(desk, reading.delegation).await?.0.id)
}

fn too_large() -> Response {
    Complaint::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "workbook-too-large",
        "工作簿超过 10 MB，没有读取；请删去图片和无关的工作表后再上传",
        "the workbook is larger than 10 MB and was not read; take out pictures and other sheets",
    )
    .into_response()
}

fn broken_off() -> Response {
    Complaint::new(
        StatusCode::BAD_REQUEST,
        "upload-broken-off",
        "文件没有传完，没有读取；请再上传一次",
        "the file did not arrive whole and was not read; hand it in again",
    )
    .into_response()
}
