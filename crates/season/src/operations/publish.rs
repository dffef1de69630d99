//! An annex comes in, is kept, and is made to hold.

use std::collections::BTreeSet;

use chassis::{Desk, Error, Reach, journal, outbox};
use people::operations::account;

use super::{no_season, no_stops, owner, subject, text};
use crate::model::{Annex, Difference, Field, LocalEdit, Owner, difference};
use crate::store::{self, Filing, Held};

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

/// What happens to the values decided here when a version is applied. What other
/// schools decided always stays above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edits<'a> {
    /// They stay above the annex.
    Keep,
    /// Those whose field the new version changes give way to it.
    GiveWay,
    /// These give way, by the number the stop has in the version that holds; the
    /// others stay.
    Yield(&'a [(u32, Field)]),
}

impl Edits<'_> {
    fn gives_way(self, column: (u32, Field)) -> bool {
        match self {
            Self::Keep => false,
            Self::GiveWay => true,
            Self::Yield(columns) => columns.contains(&column),
        }
    }
}

/// Who publishes the annexes of this house (谁发布附件).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publisher {
    /// Whoever stands at this desk may.
    Here,
    /// The organiser has an account, and nobody else does it.
    Organiser,
    /// Whoever stands here belongs nowhere.
    Nobody,
}

/// Who publishes: a college that works alone hands in the annex it was sent;
/// where the organiser has an account, every college works from the organiser's.
pub async fn publisher(desk: &mut Desk<'_>) -> Result<Publisher, Error> {
    match desk.reach {
        Reach::All => Ok(Publisher::Here),
        Reach::Nothing => Ok(Publisher::Nobody),
        Reach::School(_) => {
            let is_published = account::has_organiser(desk).await?;
            Ok(if is_published { Publisher::Organiser } else { Publisher::Here })
        }
    }
}

async fn must_publish(desk: &mut Desk<'_>) -> Result<(), Error> {
    match publisher(desk).await? {
        Publisher::Here => Ok(()),
        Publisher::Organiser | Publisher::Nobody => Err(Error::refused(
            "season-published-by-organiser",
            "赛季附件由主办方统一发布，各院校不能导入或更新；附件有误请告知主办方，本校的选择请在赛季页定",
            "the organiser publishes the annex, colleges do not; tell the organiser what is wrong in it, and decide \
             what is yours to choose on the season's page",
        )),
    }
}

/// Keeps an annex. The first of a year holds at once; a later one only after
/// [`apply`].
///
/// # Errors
/// Refuses a school where the organiser publishes, an annex without stops, and one
/// whose rows cannot be told apart.
pub async fn import(desk: &mut Desk<'_>, incoming: Incoming<'_>) -> Result<Import, Error> {
    must_publish(desk).await?;
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
    let edits = own(desk, held).await?;
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

/// Makes a version hold. The values decided here stay above it unless told to
/// give way. One that holds already stays as it is.
///
/// # Errors
/// Refuses a school where the organiser publishes.
pub async fn apply(
    desk: &mut Desk<'_>,
    year: i16,
    version: i64,
    edits: Edits<'_>,
) -> Result<Vec<Difference>, Error> {
    must_publish(desk).await?;
    let held = store::of_year(desk, year).await?.ok_or_else(no_season)?;
    if held.version == version {
        desk.leave_unchanged();
        return Ok(Vec::new());
    }
    let before = text(desk, held, held.version).await?;
    let after = text(desk, held, version).await?;
    let own = own(desk, held).await?;
    let differences = difference::between(&before, &after, &own);
    for edit in differences.iter().filter_map(|difference| difference.edited.as_ref()) {
        if edits.gives_way((edit.number, edit.field)) {
            store::unedit(desk, held.id, (edit.number, edit.field), edit.owner).await?;
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

/// The values that may give way at this desk: a school gives up its own only,
/// whoever reaches everything also what stands for everybody.
pub(super) async fn own(desk: &mut Desk<'_>, held: Held) -> Result<Vec<LocalEdit>, Error> {
    let owner = owner(desk).await?;
    let mut edits = store::edits(desk, held.id, owner).await?;
    if desk.reach != Reach::All {
        edits.retain(|edit| edit.owner != Owner::Everybody);
    }
    Ok(edits)
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
