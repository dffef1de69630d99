//! `GET /today`.

use askama::Template;
use axum::Extension;
use axum::response::Response;
use chassis::web::{Frame, Role, Visit, page};
use chassis::{Error, Reach};
use people::model::{AccountId, MembershipId};

use super::lines::{Line, LockLine, Owing, Waits, short};
use crate::facts::dates;
use crate::operations::today::{Day, Reader};
use crate::operations::{approvals, calendar, today};
use crate::pages::ground::{Shelf, ground, reader};
use crate::pages::{SEAT, SEE};

#[derive(Template)]
#[template(path = "pages/today/today.html")]
struct TodayPage {
    frame: Frame,
    day: String,
    holiday: Option<String>,
    lock: Option<LockLine>,
    late: Vec<Line>,
    soon: Vec<Line>,
    ahead: Vec<Line>,
    waiting: Vec<Waits>,
    closing: Vec<Owing>,
    abroad: Vec<(String, String)>,
    next: Option<(String, String)>,
    feed: Option<String>,
}

/// A member whose role has no day of its own.
#[derive(Template)]
#[template(path = "pages/today/elsewhere.html")]
struct ElsewherePage {
    frame: Frame,
    day: String,
    is_organiser: bool,
    names_seats: bool,
}

/// `GET /today`
pub(super) async fn show(visit: Visit, Extension(books): Shelf) -> Result<Response, Error> {
    let member = reader(&visit)?.clone();
    let day = heading(&visit);
    if !visit.may(SEE) || !matches!(member.reach, Reach::School(_)) {
        let frame = visit.frame("/today", visit.say("nav-today"));
        let is_organiser = member.role == Role::Organiser;
        return page(&ElsewherePage { frame, day, is_organiser, names_seats: visit.may(SEAT) });
    }
    let mut look = visit.look().await?;
    let desk = &mut look.desk();
    let season = approvals::season(desk).await?;
    let school = people::operations::own(desk).await?;
    let who = Reader { account: AccountId::new(member.account), name: &member.name, role: member.role };
    let seen = today::of(desk, ground(&books, &season), &school, who).await?;
    let feed = calendar::made(desk, MembershipId::new(member.membership)).await?;
    look.leave().await?;
    let frame = visit
        .frame("/today", visit.say("nav-today"))
        .counted("/today", seen.count())
        .counted("/approvals", seen.waiting.len());
    let feed = feed.map(|at| crate::pages::ground::day_of(at).to_string());
    page(&TodayPage::of(frame, day, seen, feed))
}

/// `4月28日 星期二`, or the day as English and Arabic write it.
fn heading(visit: &Visit) -> String {
    let today = visit.clock.today;
    match visit.locale {
        chassis::web::Locale::Zh => format!("{} {}", dates::day_zh(today), dates::weekday(today)),
        _ => today.to_string(),
    }
}

impl TodayPage {
    fn of(frame: Frame, day: String, seen: Day, feed: Option<String>) -> Self {
        let today = frame.today;
        let lines =
            |all: &[today::Due]| -> Vec<Line> { all.iter().map(|it| Line::of(&frame, it, today)).collect() };
        Self {
            holiday: seen.holiday.as_ref().map(|(name, first, last)| {
                let days = [
                    ("name", name.clone()),
                    ("first", dates::day_zh(*first)),
                    ("last", dates::day_zh(*last)),
                ];
                frame.tell("today-holiday", &days)
            }),
            lock: seen.lock.as_ref().map(|lock| LockLine::of(&frame, lock)),
            late: lines(&seen.late),
            soon: lines(&seen.soon),
            ahead: lines(&seen.ahead),
            waiting: seen.waiting.iter().map(|it| Waits::of(&frame, it)).collect(),
            closing: seen.closing.iter().map(|it| Owing::of(&frame, it, today)).collect(),
            abroad: seen.abroad.iter().map(|it| (it.id.to_string(), short(&frame, &it.name))).collect(),
            next: seen.next.map(|(it, on)| (short(&frame, &it.name), on.to_string())),
            feed,
            day,
            frame,
        }
    }
}
