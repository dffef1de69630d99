//! What one may do with a season. Pages, API and commands all come here.

mod decide;
mod publish;
mod review;

use chassis::{Desk, Error};
use kernel::Country;

use crate::annex;
use crate::model::{Annex, Season, SeasonId, StopId};
use crate::store::{self, Held};

pub use crate::store::Version;
pub use decide::{decide, edit, owner, take_back};
pub use publish::{Edits, Import, Incoming, Publisher, apply, import, publisher};
pub use review::{Changed, Review, changed, review};

/// The latest season: the version that holds, and on top of it what was decided
/// for whoever's desk this is.
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
    let owner = owner(desk).await?;
    let edits = store::edits(desk, held.id, owner).await?;
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
