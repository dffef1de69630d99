//! Particulars that somebody without an account fills in about themselves, by a link
//! that was sent to them. The link is all that lets them in: it names one person, and
//! the desk reaches no further than that person's school while it is used.

use chassis::{Actor, Desk, Error, Reach, digest, journal};
use jiff::SignedDuration;

use super::{link, person, privacy};
use crate::keys::KeyFile;
use crate::model::{Channel, Decision, Link, Opens, Person, PersonId, PrivacyConsent, School, Scope};
use crate::store;

/// So many wrong addresses are heard for a link within a day.
const TRIES: i64 = 5;

/// Whoever a link let in: about whom they tell, and to which school.
#[derive(Debug, Clone)]
pub struct Admission {
    /// The person, with the numbers opened.
    pub person: Person,
    /// The school that asks.
    pub school: School,
}

/// What somebody told by a link, and what they agreed to.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// The secret of the link.
    pub secret: &'a str,
    /// The address they say it was sent to.
    pub address: &'a str,
    /// The person as they tell it.
    pub person: Person,
    /// What they agreed to.
    pub scope: Scope,
    /// The version of the notice they read.
    pub notice: &'a str,
}

/// Makes a link for a person to fill in their own particulars, and gives its secret.
///
/// # Errors
/// There is no such person, or nobody to send it to.
pub async fn ask(desk: &mut Desk<'_>, id: PersonId, addressee: &str) -> Result<String, Error> {
    person::sealed(desk, id).await?;
    link::make(desk, Opens::Particulars, &id.to_string(), addressee).await
}

/// The school a link was sent by, while it is open.
pub async fn asked_by(desk: &mut Desk<'_>, secret: &str) -> Result<School, Error> {
    let link = link::open(desk, Opens::Particulars, secret).await?;
    step_in(desk, secret, &link).await
}

/// Lets somebody in who says where the link was sent to. Nobody comes in with a wrong
/// address; that it was tried is written down, and after a few tries nobody is heard.
pub async fn admit(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    secret: &str,
    address: &str,
) -> Result<Option<Admission>, Error> {
    let link = link::open(desk, Opens::Particulars, secret).await?;
    let tried = format!("link {}", digest(secret.as_bytes()));
    let since = desk.now - SignedDuration::from_hours(24);
    if store::account::failures(desk, &tried, since).await? >= TRIES {
        return Err(Error::refused(
            "link-locked",
            "邮箱或手机号填错次数过多，这个链接今天不能再用；请联系发给您链接的老师重新发一个",
            "the address was wrong too often and this link is shut for today; ask whoever sent it for a new one",
        ));
    }
    if !link.is_for(address) {
        store::account::fail(desk, &tried).await?;
        journal::record(desk, "link.refuse", &format!("person {}", link.subject), "").await?;
        return Ok(None);
    }
    let school = step_in(desk, secret, &link).await?;
    let person = person::load(desk, keys, subject(&link)?).await?;
    desk.leave_unchanged();
    Ok(Some(Admission { person, school }))
}

/// Keeps what somebody told about themselves and what they agreed to; the link is used
/// up with it.
///
/// # Errors
/// The link is another's or closed; and everything that forbids the keeping.
pub async fn keep(desk: &mut Desk<'_>, keys: &KeyFile, told: Told<'_>) -> Result<(), Error> {
    let link = link::use_up(desk, Opens::Particulars, told.secret, told.address).await?;
    step_in(desk, told.secret, &link).await?;
    let id = subject(&link)?;
    // The journal names whoever acts by the person's id: there is no account.
    desk.actor = Actor { name: told.person.name.zh.clone(), key: format!("person {id}") };
    journal::record(desk, "link.use", &format!("person {id}"), link.opens.code()).await?;
    let consent = PrivacyConsent {
        person: id,
        decision: Decision::Given,
        scope: told.scope,
        notice: told.notice.to_owned(),
        channel: Channel::Page,
        at: desk.now,
    };
    privacy::consent(desk, &consent).await?;
    person::amend(desk, keys, told.person).await?;
    Ok(())
}

/// Reaches as far as the school of a link, at this desk only.
async fn step_in(desk: &mut Desk<'_>, secret: &str, link: &Link) -> Result<School, Error> {
    let school = store::link::school(desk, &digest(secret.as_bytes())).await?;
    let school = if let Some(school) = school {
        school
    } else {
        // Whoever reaches every school made it: the person says which.
        desk.reach = Reach::All;
        person::sealed(desk, subject(link)?).await?.person.school
    };
    desk.reach = Reach::School(school.uuid());
    super::load(desk, school).await
}

fn subject(link: &Link) -> Result<PersonId, Error> {
    link.subject.parse().map_err(Error::fault)
}
