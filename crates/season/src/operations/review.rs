//! A version read over before it holds, and what the one that holds changed.

use chassis::{Desk, Error};
use jiff::civil::Date;

use super::publish::own;
use super::{no_season, no_version, text};
use crate::annex;
use crate::model::{Annex, Difference, LocalEdit, difference};
use crate::store::{self, Version};
use crate::wire;

/// A version of the annex, laid beside the one that holds (核对).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The season's year.
    pub year: i16,
    /// Which version it is.
    pub version: Version,
    /// The version that holds.
    pub holds: i64,
    /// What the version that holds says.
    pub before: Annex,
    /// What this one says.
    pub after: Annex,
    /// The reading as it was shown when it came in; without places where the
    /// version came from no file.
    pub reading: wire::Reading,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What was decided here and may give way.
    pub own: Vec<LocalEdit>,
}

/// Lays a version of the latest season's annex beside the one that holds.
pub async fn review(desk: &mut Desk<'_>, version: i64) -> Result<Review, Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let before = text(desk, held, held.version).await?;
    let after = text(desk, held, version).await?;
    let versions = store::versions(desk, held.id).await?;
    let about = versions.into_iter().find(|known| known.version == version);
    let own = own(desk, held).await?;
    let kept = store::reading(desk, held.id, version).await?.unwrap_or_default();
    let reading = serde_json::from_str(&kept).unwrap_or_else(|_| without_a_file(&after, desk.today));
    Ok(Review {
        year: held.year,
        version: about.ok_or_else(|| no_version(version))?,
        holds: held.version,
        differences: difference::between(&before, &after, &own),
        before,
        after,
        reading,
        own,
    })
}

/// The reading of an annex that came from no file.
fn without_a_file(annex: &Annex, today: Date) -> wire::Reading {
    let mut reading = wire::reading(&annex::read_again(annex, today)).without_places();
    let item = |number: u32, title: &str, text: &str| wire::Item {
        number,
        title: title.to_owned(),
        text: text.to_owned(),
    };
    reading.tasks = annex.tasks.iter().map(|it| item(it.number, &it.title, &it.text)).collect();
    reading.goals = annex.goals.iter().map(|it| item(it.number, &it.title, &it.text)).collect();
    reading
}

/// What the version that holds says otherwise than the one before it (改了什么).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The version that holds.
    pub version: Version,
    /// The version before it; none for the first.
    pub from: Option<i64>,
    /// What differs, with what was decided here above it.
    pub differences: Vec<Difference>,
}

/// What changed with the version that holds.
pub async fn changed(desk: &mut Desk<'_>) -> Result<Changed, Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let versions = store::versions(desk, held.id).await?;
    let from = versions.iter().map(|known| known.version).filter(|known| *known < held.version).max();
    let version = versions.into_iter().find(|known| known.version == held.version);
    let differences = match from {
        None => Vec::new(),
        Some(from) => {
            let (before, after) = (text(desk, held, from).await?, text(desk, held, held.version).await?);
            difference::between(&before, &after, &own(desk, held).await?)
        }
    };
    Ok(Changed { version: version.ok_or_else(|| no_version(held.version))?, from, differences })
}
