//! A person as a row, and back.

use chassis::Error;
use jiff::civil::Date;
use kernel::PersonName;

use crate::model::{DocumentKind, Person};

/// A person whose numbers are sealed: `person` holds all the rest.
#[derive(Debug, Clone)]
pub(crate) struct Sealed {
    /// The person without numbers and documents.
    pub(crate) person: Person,
    /// The sealed number of the identity card.
    pub(crate) identity: Option<String>,
    /// The documents.
    pub(crate) documents: Vec<SealedDocument>,
    /// The person's wrapped key, if anything is sealed.
    pub(crate) wrapped: Option<String>,
    /// Why the passports stay longer than usual; empty if they do not.
    pub(crate) pinned: String,
}

/// A document whose number is sealed.
#[derive(Debug, Clone)]
pub(crate) struct SealedDocument {
    /// What it is.
    pub(crate) kind: DocumentKind,
    /// The sealed number.
    pub(crate) number: String,
    /// Last day of validity.
    pub(crate) expires: Option<Date>,
    /// Who issued it.
    pub(crate) issued_by: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: String,
    school_id: String,
    name: String,
    surname: String,
    given: String,
    sex: Option<String>,
    born: Option<String>,
    nationality: String,
    department: String,
    post: String,
    rank: String,
    phone: String,
    mail: String,
    tags: String,
    identity: Option<String>,
    identity_reason: String,
    pinned: String,
    wrapped: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct DocumentRow {
    pub(super) person_id: String,
    kind: String,
    number: String,
    expires: Option<String>,
    issued_by: String,
}

impl Row {
    /// The person of the row with the documents of theirs.
    pub(super) fn sealed(self, documents: Vec<DocumentRow>) -> Result<Sealed, Error> {
        let person = Person {
            id: self.id.parse().map_err(Error::fault)?,
            school: self.school_id.parse().map_err(Error::fault)?,
            name: PersonName { zh: self.name, surname: self.surname, given: self.given },
            sex: self.sex.map(|sex| sex.parse().map_err(Error::fault)).transpose()?,
            born: day(self.born)?,
            nationality: self.nationality.parse().map_err(Error::fault)?,
            department: self.department,
            post: self.post,
            rank: self.rank,
            phone: self.phone,
            mail: self.mail,
            identity: None,
            identity_reason: self.identity_reason,
            documents: Vec::new(),
            tags: serde_json::from_str(&self.tags).map_err(Error::fault)?,
        };
        let documents = documents.into_iter().map(SealedDocument::try_from).collect::<Result<_, _>>()?;
        let (identity, wrapped, pinned) = (self.identity, self.wrapped, self.pinned);
        Ok(Sealed { person, identity, documents, wrapped, pinned })
    }
}

impl TryFrom<DocumentRow> for SealedDocument {
    type Error = Error;

    fn try_from(row: DocumentRow) -> Result<Self, Error> {
        let DocumentRow { kind, number, expires, issued_by, .. } = row;
        Ok(Self { kind: kind.parse().map_err(Error::fault)?, number, expires: day(expires)?, issued_by })
    }
}

fn day(text: Option<String>) -> Result<Option<Date>, Error> {
    text.map(|text| text.parse().map_err(Error::fault)).transpose()
}
