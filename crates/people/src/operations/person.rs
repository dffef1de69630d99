//! What one may do with persons: keep, load, list, find. Whoever may not see a
//! school finds nobody there.

use chassis::{Desk, Error, FieldFault, Reach, journal, outbox};
use kernel::Said;

use crate::keys::{KeyFile, MasterKey, PersonKey};
use crate::model::{
    DocumentNumber, IdentityNumber, Particular, Person, PersonId, Remark, SchoolId, TravelDocument, search,
};
use crate::store;
use crate::store::person::{Renamed, Sealed, SealedDocument};

/// More than this come on no page.
const MOST: usize = 500;

/// What became of a person that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Somebody new.
    Added,
    /// Somebody known, with something new.
    Changed,
    /// Nothing new.
    Unchanged,
}

/// A person as kept, what became of it, and what somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The person with everything that is known now.
    pub person: Person,
    /// What became of it.
    pub change: Change,
    /// What is doubtful or forbids the keeping.
    pub remarks: Vec<Remark>,
}

/// Keeps a person: somebody known by the identity number, else by name and birthday,
/// takes what is new; anybody else is added.
///
/// # Errors
/// Everything that forbids it, in one refusal.
pub async fn keep(desk: &mut Desk<'_>, keys: &KeyFile, person: Person) -> Result<Keeping, Error> {
    let (keeping, known) = weigh(desk, keys, person, Manner::Adding).await?;
    settle(desk, keys, keeping, known).await
}

/// Keeps somebody known by id exactly as told: what is left empty is emptied, and a
/// passport that is not told goes.
///
/// # Errors
/// There is no such person; and everything that forbids it, in one refusal.
pub async fn amend(desk: &mut Desk<'_>, keys: &KeyFile, person: Person) -> Result<Keeping, Error> {
    sealed(desk, person.id).await?;
    let (keeping, known) = weigh(desk, keys, person, Manner::Exactly).await?;
    settle(desk, keys, keeping, known).await
}

/// What becomes of what is known and not told again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It stays.
    Adding,
    /// It goes.
    Exactly,
}

async fn settle(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    keeping: Keeping,
    known: Option<Sealed>,
) -> Result<Keeping, Error> {
    let stops: Vec<&Remark> = keeping.remarks.iter().filter(|remark| remark.stops()).collect();
    if !stops.is_empty() {
        let list = |said: fn(&Remark) -> String| stops.iter().map(|r| said(r)).collect::<Vec<_>>();
        let said = Said::new(
            list(|remark| remark.says.zh.clone()).join("；"),
            list(|remark| remark.says.en.clone()).join("; "),
        );
        let fault = |r: &&Remark| FieldFault { place: r.about.code().to_owned(), said: r.says.clone() };
        return Err(Error::refused_at("person-faulty", said, stops.iter().map(fault).collect()));
    }
    write(desk, keys, &keeping, known).await?;
    Ok(keeping)
}

/// What would become of a person, without keeping it.
pub(super) async fn weigh(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    person: Person,
    manner: Manner,
) -> Result<(Keeping, Option<Sealed>), Error> {
    must_reach(desk, person.school)?;
    super::load(desk, person.school).await?;
    let known = known(desk, keys, &person).await?;
    let before = known.as_ref().map(|sealed| opened(keys, sealed.clone())).transpose()?;
    let person = match &before {
        Some(before) if manner == Manner::Adding => person.over(before),
        _ => person,
    };
    let remarks = person.remarks(desk.today);
    let mut person = person.completed();
    person.documents.sort();
    let change = match &before {
        None => Change::Added,
        Some(before) if *before == person => Change::Unchanged,
        Some(_) => Change::Changed,
    };
    Ok((Keeping { person, change, remarks }, known))
}

/// Writes what was weighed.
pub(super) async fn write(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    keeping: &Keeping,
    known: Option<Sealed>,
) -> Result<(), Error> {
    let Keeping { person, change, .. } = keeping;
    if *change == Change::Unchanged {
        desk.leave_unchanged();
        return Ok(());
    }
    let before = known.as_ref().map(|sealed| opened(keys, sealed.clone())).transpose()?;
    let mark = match &person.identity {
        None => None,
        Some(identity) => {
            let master = master_to_seal(desk, keys).await?;
            Some(master.mark(&person.school.to_string(), identity.in_full())?)
        }
    };
    let pinned = known.as_ref().map(|sealed| sealed.pinned.clone()).unwrap_or_default();
    let sealed = seal(desk, keys, person, known.and_then(|sealed| sealed.wrapped), pinned).await?;
    let detail = match &before {
        None => {
            store::person::insert(desk, &sealed, mark.as_deref()).await?;
            "登记".to_owned()
        }
        Some(before) => {
            let renamed = if before.name == person.name { Renamed::No } else { Renamed::Yes };
            store::person::update(desk, &sealed, mark.as_deref(), renamed).await?;
            let changed = person.differences(before);
            // What changed, and never to what.
            format!("更新：{}", changed.iter().map(|what| what.words().zh).collect::<Vec<_>>().join("、"))
        }
    };
    journal::record(desk, "person.keep", &subject(person.id), &detail).await?;
    outbox::post(desk, "person.kept", &person.id.to_string()).await
}

/// A person, if the desk may see them.
pub async fn load(desk: &mut Desk<'_>, keys: &KeyFile, id: PersonId) -> Result<Person, Error> {
    let sealed = sealed(desk, id).await?;
    opened(keys, sealed)
}

/// Those of a school after one of them, by the passport's spelling; the last one
/// listed leads on to the next page.
pub async fn list(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    school: SchoolId,
    after: Option<PersonId>,
    most: usize,
) -> Result<Vec<Person>, Error> {
    must_reach(desk, school)?;
    let page = store::person::page(desk, school, after, limit(most)).await?;
    let master = keys.read()?;
    page.into_iter().map(|sealed| opened_by(master.as_ref(), keys, sealed)).collect()
}

/// Those of a school a question means, by characters, pinyin or initials: first
/// those written so, then those that sound so.
pub async fn find(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    school: SchoolId,
    question: &str,
    most: usize,
) -> Result<Vec<Person>, Error> {
    must_reach(desk, school)?;
    let master = keys.read()?;
    let mut found: Vec<Person> = Vec::new();
    for beginning in search::asked(question) {
        if found.len() >= most {
            break;
        }
        for sealed in store::person::found(desk, school, &beginning, limit(most)).await? {
            if found.iter().all(|person| person.id != sealed.person.id) {
                found.push(opened_by(master.as_ref(), keys, sealed)?);
            }
        }
    }
    found.truncate(most);
    Ok(found)
}

/// The row of a person, or a word why there is none.
pub(super) async fn sealed(desk: &mut Desk<'_>, id: PersonId) -> Result<Sealed, Error> {
    if let Some(sealed) = store::person::load(desk, id).await? {
        return Ok(sealed);
    }
    if let Some(day) = store::privacy::erased(desk, id).await? {
        return Err(Error::missing(
            "person-erased",
            format!("此人的信息已于{day}删除"),
            format!("this person's data were erased on {day}"),
        ));
    }
    Err(nobody())
}

/// Whether a person is, or was before an erasure, of a school within reach.
pub async fn is_ours(desk: &mut Desk<'_>, id: PersonId) -> Result<bool, Error> {
    match sealed(desk, id).await {
        Ok(_) => Ok(true),
        Err(Error::Missing(missing)) => Ok(missing.code == "person-erased"),
        Err(error) => Err(error),
    }
}

/// What the journal calls a person.
pub(super) fn subject(id: PersonId) -> String {
    format!("person {id}")
}

/// A school that may not be seen has nobody.
pub(super) fn must_reach(desk: &Desk<'_>, school: SchoolId) -> Result<(), Error> {
    let bound = desk.reach.bound();
    if desk.reach == Reach::All || bound == school.to_string() { Ok(()) } else { Err(nobody()) }
}

fn nobody() -> Error {
    Error::missing(
        "person-unknown",
        "没有这个人员的登记；请用 jinqiao person find 查找编号",
        "there is no such person; look the id up with `jinqiao person find`",
    )
}

/// A refusal that says which particular it is about.
fn refused_at(about: Particular, code: &'static str, zh: &str, en: &str) -> Error {
    let said = Said::new(zh, en);
    Error::refused_at(code, said.clone(), vec![FieldFault { place: about.code().to_owned(), said }])
}

fn limit(most: usize) -> i64 {
    i64::try_from(most.min(MOST)).unwrap_or_default()
}

async fn known(desk: &mut Desk<'_>, keys: &KeyFile, person: &Person) -> Result<Option<Sealed>, Error> {
    let own = store::person::load(desk, person.id).await?;
    if own.as_ref().is_some_and(|own| own.person.school != person.school) {
        return Err(nobody());
    }
    let by_number = by_number(desk, keys, person).await?;
    match (own, by_number) {
        (Some(own), Some(other)) if own.person.id != other.person.id => {
            return Err(refused_at(
                Particular::Identity,
                "person-number-taken",
                "这个身份证号登记在另一人名下；请先按姓名查找，核对两人是否重复登记",
                "this identity number is another person's; see whether the two are one",
            ));
        }
        (Some(known), _) | (None, Some(known)) => return Ok(Some(known)),
        (None, None) => {}
    }
    let told = person.identity.as_ref().and_then(IdentityNumber::born);
    let Some(born) = person.born.or(told) else {
        return Err(refused_at(
            Particular::Born,
            "person-unidentified",
            "身份证号和出生日期都没有填写，认不出是谁；请至少填写一项",
            "neither identity number nor birth date is given; write one, so that people can be told apart",
        ));
    };
    let mut alike = store::person::alike(desk, person.school, &person.name.zh, born).await?;
    // Somebody of another number is somebody else of that name and birthday.
    alike.retain(|sealed| person.identity.is_none() || sealed.identity.is_none());
    if alike.len() > 1 {
        return Err(refused_at(
            Particular::Identity,
            "person-ambiguous",
            "同名且同日出生的有多人；请填写身份证号加以区分",
            "several people share this name and birthday; write the identity number",
        ));
    }
    Ok(alike.pop())
}

/// The one of a school who has the identity number.
async fn by_number(desk: &mut Desk<'_>, keys: &KeyFile, person: &Person) -> Result<Option<Sealed>, Error> {
    // Without a key file nothing was sealed, so nobody has a mark.
    let master = if person.identity.is_some() { keys.read()? } else { None };
    let Some((identity, master)) = person.identity.as_ref().zip(master) else { return Ok(None) };
    let mark = master.mark(&person.school.to_string(), identity.in_full())?;
    store::person::by_mark(desk, person.school, &mark).await
}

/// The master key for sealing: made on first use, but never a second one beside
/// numbers that the first has sealed.
pub(super) async fn master_to_seal(desk: &mut Desk<'_>, keys: &KeyFile) -> Result<MasterKey, Error> {
    if let Some(master) = keys.read()? {
        return Ok(master);
    }
    if store::person::anything_sealed(desk).await? {
        return Err(keys.missing());
    }
    keys.read_or_make(desk)
}

/// A person's numbers sealed, under the key they have or a fresh one.
pub(super) async fn seal(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    person: &Person,
    wrapped: Option<String>,
    pinned: String,
) -> Result<Sealed, Error> {
    let mut bare = person.clone();
    let (identity, documents) = (bare.identity.take(), std::mem::take(&mut bare.documents));
    if identity.is_none() && documents.is_empty() {
        return Ok(Sealed { person: bare, identity: None, documents: Vec::new(), wrapped, pinned });
    }
    let master = master_to_seal(desk, keys).await?;
    let id = bare.id.to_string();
    let (key, wrapped) = if let Some(wrapped) = wrapped {
        (master.unwrap(&wrapped, &id)?, wrapped)
    } else {
        let key = PersonKey::draw(desk)?;
        let wrapped = master.wrap(desk, &key, &id)?;
        (key, wrapped)
    };
    let identity = identity.map(|number| key.seal(desk, number.in_full(), &id, "identity")).transpose()?;
    let shut = |document: TravelDocument| {
        let number = key.seal(desk, document.number.in_full(), &id, "document")?;
        let TravelDocument { kind, expires, issued_by, .. } = document;
        Ok(SealedDocument { kind, number, expires, issued_by })
    };
    let documents = documents.into_iter().map(shut).collect::<Result<_, Error>>()?;
    Ok(Sealed { person: bare, identity, documents, wrapped: Some(wrapped), pinned })
}

/// A person with the numbers opened.
pub(super) fn opened(keys: &KeyFile, sealed: Sealed) -> Result<Person, Error> {
    opened_by(keys.read()?.as_ref(), keys, sealed)
}

/// The same by a key that was read once for many.
fn opened_by(master: Option<&MasterKey>, keys: &KeyFile, sealed: Sealed) -> Result<Person, Error> {
    let Sealed { mut person, identity, documents, wrapped, .. } = sealed;
    if identity.is_none() && documents.is_empty() {
        return Ok(person);
    }
    let id = person.id.to_string();
    let master = master.ok_or_else(|| keys.missing())?;
    let wrapped = wrapped.ok_or_else(|| Error::fault(format!("person {id} has numbers and no key")))?;
    let key = master.unwrap(&wrapped, &id)?;
    if let Some(sealed) = identity {
        let number = key.open(&sealed, &id, "identity")?;
        person.identity = Some(IdentityNumber::read(&number).map_err(Error::fault)?);
    }
    for document in documents {
        let number =
            DocumentNumber::read(&key.open(&document.number, &id, "document")?).map_err(Error::fault)?;
        let SealedDocument { kind, expires, issued_by, .. } = document;
        person.documents.push(TravelDocument { kind, number, expires, issued_by });
    }
    person.documents.sort();
    Ok(person)
}
