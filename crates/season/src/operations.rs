//! What one may do with a season. Pages, API and commands all come here.

use std::collections::BTreeSet;

use chassis::{Desk, Error, journal, outbox};
use kernel::Country;

use crate::annex;
use crate::model::{Annex, Difference, Field, LocalEdit, Season, SeasonId, StopId, difference};
use crate::store::{self, Filing, Held, Version};

/// More stops than this are no season.
const MOST_STOPS: usize = 1000;

/// An annex that comes in: its text, its file, and the reading as it was shown.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The text, cell by cell.
    pub annex: &'a Annex,
    /// The file's name.
    pub file: &'a str,
    /// The digest of the file's bytes.
    pub digest: &'a str,
    /// The reading as JSON.
    pub reading: &'a str,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Import {
    /// The first annex of its year: it holds.
    First,
    /// It says what the version that holds says.
    Same,
    /// It says something else; it is kept beside, and holds once it is applied.
    Newer {
        /// Its version.
        version: i64,
        /// What differs from the version that holds.
        differences: Vec<Difference>,
    },
}

/// What happens to the user's own values when a version is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edits {
    /// They stay above the annex.
    Keep,
    /// Those whose field the new version changes give way to it.
    GiveWay,
}

/// Keeps an annex. The first of a year holds at once; a later one only after
/// [`apply`].
pub async fn import(desk: &mut Desk<'_>, incoming: Incoming<'_>) -> Result<Import, Error> {
    let Incoming { annex, .. } = incoming;
    if annex.rows.is_empty() {
        return Err(no_stops(incoming.file));
    }
    refuse_doubles(annex)?;
    let Some(held) = store::of_year(desk, annex.year).await? else {
        return first(desk, incoming).await;
    };
    let holding = text(desk, held, held.version).await?;
    if holding == *annex {
        desk.leave_unchanged();
        return Ok(Import::Same);
    }
    let edits = store::edits(desk, held.id).await?;
    let differences = difference::between(&holding, annex, &edits);
    let versions = store::versions(desk, held.id).await?;
    for known in versions.iter().filter(|known| known.version > held.version) {
        if text(desk, held, known.version).await? == *annex {
            desk.leave_unchanged();
            return Ok(Import::Newer { version: known.version, differences });
        }
    }
    let version = versions.last().map_or(1, |last| last.version + 1);
    let Incoming { file, digest, reading, .. } = incoming;
    store::file(desk, Filing { season: held.id, version, file, digest, reading }, annex).await?;
    journal::record(desk, "season.import", &subject(held), &format!("第{version}版，{file}")).await?;
    Ok(Import::Newer { version, differences })
}

async fn first(desk: &mut Desk<'_>, incoming: Incoming<'_>) -> Result<Import, Error> {
    let Incoming { annex, file, digest, reading } = incoming;
    let held = Held { id: desk.draw_id(), year: annex.year, version: 1 };
    store::new_season(desk, held).await?;
    store::file(desk, Filing { season: held.id, version: 1, file, digest, reading }, annex).await?;
    let moves: Vec<_> = annex.rows.iter().map(|row| (None, row)).collect();
    store::settle(desk, held.id, &moves).await?;
    journal::record(desk, "season.import", &subject(held), &format!("第1版，{file}")).await?;
    outbox::post(desk, "season.changed", &subject(held)).await?;
    Ok(Import::First)
}

/// Makes a version hold. The user's own values stay above it unless told to
/// give way.
pub async fn apply(
    desk: &mut Desk<'_>,
    year: i16,
    version: i64,
    edits: Edits,
) -> Result<Vec<Difference>, Error> {
    let held = store::of_year(desk, year).await?.ok_or_else(no_season)?;
    let before = text(desk, held, held.version).await?;
    let after = text(desk, held, version).await?;
    let own = store::edits(desk, held.id).await?;
    let differences = difference::between(&before, &after, &own);
    if edits == Edits::GiveWay {
        for (number, field) in differences.iter().filter_map(|difference| difference.column) {
            store::unedit(desk, held.id, number, field).await?;
        }
    }
    store::hold(desk, held.id, version).await?;
    let pairs = difference::pairs(&before.rows, &after.rows);
    let moves: Vec<_> =
        pairs.iter().filter_map(|(old, new)| Some((old.map(|row| row.number), (*new)?))).collect();
    store::settle(desk, held.id, &moves).await?;
    let told = format!("第{version}版，{}处不同", differences.len());
    journal::record(desk, "season.apply", &subject(held), &told).await?;
    outbox::post(desk, "season.changed", &subject(held)).await?;
    Ok(differences)
}

/// Decides or corrects one field of a stop; the value stands above the annex.
pub async fn edit(desk: &mut Desk<'_>, number: u32, field: Field, value: &str) -> Result<(), Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let annex = text(desk, held, held.version).await?;
    if !annex.rows.iter().any(|row| row.number == number) {
        return Err(Error::missing(
            "stop-unknown",
            format!("{}赛季没有第{number}站", held.year),
            format!("the season of {} has no stop {number}", held.year),
        ));
    }
    let edit = LocalEdit { number, field, value: value.trim().to_owned(), by: desk.actor.name.clone() };
    let reading = annex::read_again(&annex.with(std::slice::from_ref(&edit)), desk.today);
    if let Some(unread) = reading.unread.first() {
        return Err(Error::refused("value-unreadable", unread.why.zh.clone(), unread.why.en.clone()));
    }
    store::edit(desk, held.id, &edit).await?;
    let told = format!("第{number}站 {}：{}", field.words().zh, edit.value);
    journal::record(desk, "season.edit", &subject(held), &told).await?;
    outbox::post(desk, "season.changed", &subject(held)).await?;
    Ok(())
}

/// The latest season: the version that holds, the user's own values on top.
pub async fn current(desk: &mut Desk<'_>) -> Result<Season, Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let annex = current_text(desk).await?;
    let ids = store::stop_ids(desk, held.id).await?;
    let id = |number: u32| ids.iter().find(|(known, _)| *known == number).map(|(_, id)| *id);
    let stops = annex::stops(&annex, desk.today, id);
    let Annex { year, name, tasks, goals, .. } = annex;
    Ok(Season { id: held.id, year, name, stops, tasks, goals })
}

/// The season that a stop belongs to.
pub async fn of_stop(desk: &mut Desk<'_>, stop: StopId) -> Result<SeasonId, Error> {
    store::season_of(desk, stop).await?.ok_or_else(|| {
        Error::missing("stop-unknown", "没有这个赛站；请检查是否导入了附件", "there is no such stop")
    })
}

/// The countries that the annex itself names for a stop, whatever the user has
/// decided since; none for a stop the annex does not have.
pub async fn countries_written(desk: &mut Desk<'_>, number: u32) -> Result<Vec<Country>, Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let annex = text(desk, held, held.version).await?;
    let stops = annex::read_again(&annex, desk.today).stops;
    let stop = stops.into_iter().find(|stop| stop.number.value == number);
    Ok(stop.map(|stop| stop.site.value.countries).unwrap_or_default())
}

/// The text of the latest season, for export.
pub async fn current_text(desk: &mut Desk<'_>) -> Result<Annex, Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let edits = store::edits(desk, held.id).await?;
    Ok(text(desk, held, held.version).await?.with(&edits))
}

/// Every version of the latest season's annex, and the one that holds.
pub async fn versions(desk: &mut Desk<'_>) -> Result<(Vec<Version>, i64), Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    Ok((store::versions(desk, held.id).await?, held.version))
}

/// The reading of a version as it was shown when it was imported, as JSON.
pub async fn reading(desk: &mut Desk<'_>, version: i64) -> Result<String, Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    store::reading(desk, held.id, version).await?.ok_or_else(|| no_version(version))
}

async fn text(desk: &mut Desk<'_>, held: Held, version: i64) -> Result<Annex, Error> {
    store::annex(desk, held, version).await?.ok_or_else(|| no_version(version))
}

/// Two rows of one number cannot be told apart later, and no organiser has a
/// thousand stops.
fn refuse_doubles(annex: &Annex) -> Result<(), Error> {
    if annex.rows.len() > MOST_STOPS {
        return Err(Error::refused(
            "annex-too-long",
            format!(
                "附件里有{}站，超过{MOST_STOPS}站；请检查是不是赛站列表，并删去无关的行",
                annex.rows.len()
            ),
            format!("the annex has more than {MOST_STOPS} stops; is it the list of stops?"),
        ));
    }
    let mut seen = BTreeSet::new();
    match annex.rows.iter().find(|row| !seen.insert(row.number)) {
        None => Ok(()),
        Some(row) => Err(Error::refused(
            "annex-doubled",
            format!("附件里有两行的序号都是{}；请改成不同的序号后再导入", row.number),
            format!("two rows of the annex have the number {}; give them different numbers", row.number),
        )),
    }
}

fn subject(held: Held) -> String {
    format!("season {}", held.year)
}

fn no_season() -> Error {
    Error::missing(
        "season-none",
        "还没有导入赛季；先运行 jinqiao season import 附件",
        "no season has been imported; run `jinqiao season import FILE` first",
    )
}

fn no_version(version: i64) -> Error {
    Error::missing(
        "version-unknown",
        format!("没有第{version}版附件；jinqiao season versions 可列出"),
        format!("there is no version {version} of the annex; see `jinqiao season versions`"),
    )
}

pub(crate) fn no_stops(file: &str) -> Error {
    Error::refused(
        "annex-empty",
        format!("{file} 里没有读到赛站；请检查是不是赛站列表附件，表头至少要有国家/地区、时间、停留天数"),
        format!("no stop was read from {file}; is it the annex with the list of stops?"),
    )
}
