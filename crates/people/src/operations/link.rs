//! Links for those who have no account: made, opened, used up.

use chassis::{Desk, Error, digest, journal};
use jiff::SignedDuration;

use crate::model::{Link, Opens};
use crate::store::link as store;

/// How long a link opens something.
const LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Makes a link and gives its secret; earlier ones of the same use to the same
/// subject end.
pub async fn make(
    desk: &mut Desk<'_>,
    opens: Opens,
    subject: &str,
    addressee: &str,
) -> Result<String, Error> {
    let addressee = addressee.trim().to_lowercase();
    if addressee.is_empty() {
        return Err(Error::refused(
            "link-without-addressee",
            "链接要写明发给谁：填写对方的邮箱或手机号",
            "a link is made for somebody: fill in their mail address or telephone number",
        ));
    }
    let secret = desk.draw_secret()?;
    store::end(desk, opens.code(), subject).await?;
    let link =
        Link { opens, subject: subject.to_owned(), addressee, ends_at: desk.now + LASTS, used_at: None };
    store::insert(desk, &digest(secret.as_bytes()), &link).await?;
    journal::record(desk, "link.make", subject, opens.code()).await?;
    Ok(secret)
}

/// The link a secret stands for, while it opens something.
///
/// # Errors
/// What never was, what has ended and what was used up answer alike.
pub async fn open(desk: &mut Desk<'_>, opens: Opens, secret: &str) -> Result<Link, Error> {
    let link = store::load(desk, &digest(secret.as_bytes())).await?;
    link.filter(|link| link.opens == opens && link.is_open(desk.now)).ok_or_else(|| {
        Error::missing(
            "link-closed",
            "这个链接已经失效或用过了；请联系发给您链接的老师重新发一个",
            "this link has ended or was used; ask whoever sent it for a new one",
        )
    })
}

/// Uses a link up for whom it was made.
///
/// # Errors
/// Refuses anybody else, without saying who it was made for.
pub async fn use_up(desk: &mut Desk<'_>, opens: Opens, secret: &str, typed: &str) -> Result<Link, Error> {
    let link = open(desk, opens, secret).await?;
    if !link.is_for(typed) {
        return Err(Error::refused(
            "link-not-yours",
            "填写的邮箱或手机号与收到链接的不一致，请用收到链接的那一个",
            "this is not the address the link was sent to; use the one that received it",
        ));
    }
    if !store::use_up(desk, &digest(secret.as_bytes())).await? {
        return Err(Error::missing("link-closed", "这个链接刚刚用过了", "this link has just been used"));
    }
    Ok(link)
}
