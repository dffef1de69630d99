//! From a form to the words of the command that records the same: one reading for the
//! page and for the command line.

use chassis::Error;
use chassis::web::Fields;
use jiff::civil::Date;

use super::forms::all_of;
use crate::commands::life::{About, Command, Differing, Posted, Reasons};
use crate::model::Delegation;

/// The command that a form means.
///
/// # Errors
/// Refuses a day that is none, and a step that no form has.
pub(super) fn command(delegation: &Delegation, fields: &Fields) -> Result<Command, Error> {
    let about = || about(fields);
    let text = |name: &str| fields.text(name).to_owned();
    let some = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    Ok(match fields.text("step") {
        "start" => Command::Start { about: about()?, chain: some("chain") },
        "notice" => Command::Notice { about: about()?, number: text("number"), organiser: text("organiser") },
        "submit" => Command::Submit {
            about: about()?,
            number: text("number"),
            to: some("to"),
            reasons: Reasons::default(),
        },
        "return" => Command::Return {
            about: about()?,
            by: needed(fields, "by")?,
            reason: text("reason"),
            to: some("to"),
        },
        "reject" => Command::Reject { about: about()?, by: needed(fields, "by")?, reason: text("reason") },
        "withdraw" => Command::Withdraw { about: about()?, reason: text("reason") },
        "approve" => Command::Approve {
            about: about()?,
            number: text("number"),
            authority: needed(fields, "authority")?,
            differing: differing(delegation, fields)?,
        },
        "change" => Command::Change {
            about: about()?,
            reason: text("reason"),
            differing: differing(delegation, fields)?,
            reasons: Reasons::default(),
        },
        "grant" => Command::Grant { about: about()?, number: text("number") },
        "refuse" => Command::Refuse { about: about()?, reason: text("reason") },
        "depart" => Command::Depart { about: about()?, reasons: Reasons::default() },
        "home" => Command::Home {
            about: About { which: String::new(), on: None },
            note: text("note"),
            differing: differing(delegation, fields)?,
        },
        "report" => Command::Report { about: about()?, to: some("to") },
        "publish" => Command::Publish { which: String::new(), posted: posted(fields)? },
        "cancel" => Command::Cancel { about: about()?, reason: text("reason") },
        "close" => Command::Close { about: about()? },
        _ => return of_people(fields),
    })
}

/// Steps that people of the party take, each alone.
fn of_people(fields: &Fields) -> Result<Command, Error> {
    let people = || some_people(fields.all("people").map(str::to_owned).collect());
    let text = |name: &str| fields.text(name).to_owned();
    match fields.text("step") {
        "lend" => Ok(Command::Lend { about: about(fields)?, members: people()? }),
        "collect" => Ok(Command::Collect { about: about(fields)?, members: people()? }),
        "visa" => Ok(Command::Visa {
            about: about(fields)?,
            country: text("country"),
            until: day(fields, "until")?.ok_or_else(|| empty("until"))?,
            members: people()?,
        }),
        "educate" => Ok(Command::Educate {
            about: about(fields)?,
            place: needed(fields, "place")?,
            topics: fields.all("topics").map(str::to_owned).collect(),
            attended: people()?,
        }),
        "vet" => Ok(Command::Vet {
            about: about(fields)?,
            member: text("member"),
            office: needed(fields, "office")?,
        }),
        _ => Err(Error::refused(
            "step-unknown",
            "没有这一步；请从页面上的表格里选",
            "there is no such step; use one of the forms on the page",
        )),
    }
}

/// The day a form names; the party stands in its address.
fn about(fields: &Fields) -> Result<About, Error> {
    Ok(About { which: String::new(), on: day(fields, "on")? })
}

/// Reasons for what the rules find at the step, a rule a line: `R35=…`.
///
/// # Errors
/// Refuses a line without an equals sign.
pub(super) fn reasons(fields: &Fields) -> Result<Vec<(String, String)>, Error> {
    let lines = fields.text("justify").lines().map(str::trim).filter(|line| !line.is_empty());
    let read = |line: &str| {
        let told = line.split_once(['=', '＝']);
        told.map(|(rule, reason)| (rule.trim().to_uppercase(), reason.trim().to_owned())).ok_or_else(|| {
            Error::refused(
                "reason-unreadable",
                format!("理由“{line}”要写成 规则=理由，如 R35=补课已于出发前完成"),
                format!("write the reason “{line}” as rule=reason, such as R35=…"),
            )
        })
    };
    lines.map(read).collect()
}

/// The notice that a form tells.
pub(super) fn posted(fields: &Fields) -> Result<Posted, Error> {
    let text = |name: &str| Some(fields.text(name).to_owned());
    Ok(Posted {
        place: Some(needed(fields, "place")?),
        from: day(fields, "from")?,
        to: Some(day(fields, "to")?.ok_or_else(|| empty("to"))?),
        result: text("result"),
        objections: text("objections"),
    })
}

fn differing(delegation: &Delegation, fields: &Fields) -> Result<Differing, Error> {
    let some = |name: &str| Some(fields.text(name).to_owned()).filter(|text| !text.is_empty());
    let named: Vec<String> = some_people(fields.all("people").map(str::to_owned).collect())?;
    Ok(Differing {
        people: if all_of(delegation, &named) { Vec::new() } else { named },
        countries: some("countries").into_iter().collect(),
        route: some("route"),
        exit: day(fields, "exit")?,
        entry: day(fields, "entry")?,
        money: some("money"),
        tasks: some("tasks").into_iter().collect(),
    })
}

/// Somebody at least: nobody picked is not everybody.
fn some_people(people: Vec<String>) -> Result<Vec<String>, Error> {
    if people.is_empty() {
        return Err(Error::refused(
            "people-none",
            "没有选人；请至少选一位",
            "nobody is chosen; choose one at least",
        ));
    }
    Ok(people)
}

/// The day of a field, if it has one.
pub(super) fn day(fields: &Fields, name: &str) -> Result<Option<Date>, Error> {
    let text = fields.text(name);
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| {
        Error::refused(
            "day-unreadable",
            format!("“{text}”不是日期；请写成 2026-09-14 的样子"),
            format!("“{text}” is no date; write it like 2026-09-14"),
        )
    })
}

fn needed(fields: &Fields, name: &'static str) -> Result<String, Error> {
    let text = fields.text(name);
    if text.is_empty() { Err(empty(name)) } else { Ok(text.to_owned()) }
}

fn empty(name: &str) -> Error {
    let (zh, en) = match name {
        "by" => ("谁退回的", "who sent it back"),
        "authority" => ("批准机关", "the authority"),
        "place" => ("地点或公示位置", "the place"),
        "office" => ("审查部门", "the reviewing office"),
        "until" => ("签证有效期", "the last day of the visa"),
        _ => ("公示最后一天", "the last day of the notice"),
    };
    Error::refused("field-empty", format!("{zh}没有填；请填写后再提交"), format!("{en} is missing"))
}
