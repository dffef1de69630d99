//! Accounts and sign-in. A sign-in takes three steps, so that no transaction waits
//! while a password is held against its hash: [`knock`] looks, [`verify`] reckons,
//! [`enter`] or [`turn_away`] writes down what came of it.

use std::collections::BTreeMap;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use chassis::web::{Member, Role};
use chassis::{Desk, Error, Reach, digest, journal};
use jiff::{SignedDuration, Timestamp};

use crate::model::{
    Account, AccountId, MemberStanding, Membership, MembershipId, PasswordFault, Policy, SchoolId, login_of,
};
use crate::store::account as store;

/// How often a session notes that it was seen, at most.
pub(super) const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Somebody who is to have an account, and what they will be.
#[derive(Debug, Clone)]
pub struct Newcomer<'a> {
    /// What the person is called.
    pub name: &'a str,
    /// What they will type to sign in.
    pub login: &'a str,
    /// The hash of their password, from [`hash`].
    pub password: &'a str,
    /// Where: a school, or the organiser.
    pub school: Option<SchoolId>,
    /// As what; each is a membership of its own.
    pub roles: &'a [Role],
}

/// Whether nobody has an account yet.
pub async fn is_unfounded(desk: &mut Desk<'_>) -> Result<bool, Error> {
    Ok(store::count(desk).await? == 0)
}

/// Whether the organiser of the season has an account here.
pub async fn has_organiser(desk: &mut Desk<'_>) -> Result<bool, Error> {
    Ok(store::count_of_role(desk, Role::Organiser.code()).await? > 0)
}

/// Gives somebody an account with confirmed memberships.
///
/// # Errors
/// Refuses a login that is taken, and an empty name or login.
pub async fn welcome(desk: &mut Desk<'_>, newcomer: &Newcomer<'_>) -> Result<Account, Error> {
    let account = Account {
        id: desk.draw_id(),
        name: newcomer.name.trim().to_owned(),
        login: login_of(newcomer.login),
        password_set_at: desk.now,
    };
    if account.name.is_empty() || account.login.is_empty() {
        return Err(Error::refused(
            "account-incomplete",
            "姓名和登录名都要填写",
            "both the name and the login are needed",
        ));
    }
    if !store::insert(desk, &account, newcomer.password).await? {
        return Err(Error::refused(
            "login-taken",
            "这个登录名已经有人用了，请换一个",
            "this login is taken; choose another",
        ));
    }
    for role in newcomer.roles {
        let membership = Membership {
            id: desk.draw_id(),
            account: account.id,
            school: newcomer.school,
            role: role.code().to_owned(),
            standing: MemberStanding::Confirmed,
        };
        store::insert_membership(desk, &membership).await?;
    }
    let roles: Vec<&str> = newcomer.roles.iter().map(|role| role.code()).collect();
    journal::record(desk, "account.welcome", &subject(account.id), &roles.join(" ")).await?;
    Ok(account)
}

/// Who knocks, and what their password is held against.
#[derive(Debug, Clone)]
pub struct Knock {
    account: Option<(AccountId, String)>,
    hash: String,
    must_change: bool,
}

/// Looks who knocks. An unknown login is held against a hash that nothing fits, so
/// that it takes as long as a known one.
///
/// # Errors
/// Refuses while the account or the address is locked.
pub async fn knock(desk: &mut Desk<'_>, policy: &Policy, login: &str, address: &str) -> Result<Knock, Error> {
    let since = desk.now - SignedDuration::from_mins(policy.lock_minutes);
    let limits = [(by_login(login), policy.tries), (by_address(address), policy.tries_per_address)];
    for (tried, limit) in limits {
        if store::failures(desk, &tried, since).await? >= limit {
            return Err(locked(policy));
        }
    }
    let known = store::credential(desk, &login_of(login)).await?;
    let Some(known) = known else {
        return Ok(Knock { account: None, hash: NOBODYS.to_owned(), must_change: false });
    };
    let set: Timestamp = known.password_set_at.parse().map_err(Error::fault)?;
    let lasts = SignedDuration::from_hours(24 * policy.password_days);
    Ok(Knock {
        account: Some((known.id.parse().map_err(Error::fault)?, known.name)),
        hash: known.password,
        must_change: policy.password_days > 0 && desk.now > set + lasts,
    })
}

/// Whether a password is the one that was set. Slow on purpose: call it where
/// nothing waits.
pub fn verify(knock: &Knock, password: &str) -> bool {
    let fits = hasher().verify_password(password.as_bytes(), knock.hash.as_str()).is_ok();
    fits && knock.account.is_some()
}

/// The hash of a password (Argon2id). Slow on purpose.
///
/// # Errors
/// Refuses a password that the policy does not take, with everything wrong with it.
pub fn hash(policy: &Policy, password: &str, login: &str) -> Result<String, Error> {
    let faults = policy.faults(password, &login_of(login));
    if !faults.is_empty() {
        return Err(weak(policy, &faults));
    }
    let hash = hasher().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::fault(error.to_string()))
}

/// A session that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The secret for the cookie; only its digest is kept.
    pub secret: String,
    /// Whether the password is too old and must be changed first.
    pub must_change: bool,
}

/// Opens a session under the first membership that may act.
///
/// # Errors
/// Refuses an account whose memberships are all unconfirmed or suspended.
pub async fn enter(
    desk: &mut Desk<'_>,
    policy: &Policy,
    knock: &Knock,
    login: &str,
) -> Result<Opened, Error> {
    let Some((account, _)) = &knock.account else { return Err(wrong()) };
    let secret = open(desk, policy, *account, login).await?;
    Ok(Opened { secret, must_change: knock.must_change })
}

/// Opens the session of whoever has just been given an account.
pub async fn enter_as(desk: &mut Desk<'_>, policy: &Policy, login: &str) -> Result<Opened, Error> {
    let known = store::credential(desk, &login_of(login)).await?.ok_or_else(wrong)?;
    let account = known.id.parse().map_err(Error::fault)?;
    let secret = open(desk, policy, account, login).await?;
    Ok(Opened { secret, must_change: false })
}

async fn open(
    desk: &mut Desk<'_>,
    policy: &Policy,
    account: AccountId,
    login: &str,
) -> Result<String, Error> {
    let memberships = store::memberships(desk, account).await?;
    let Some(first) = memberships.iter().find(|it| it.standing == MemberStanding::Confirmed) else {
        return Err(Error::refused(
            "membership-not-confirmed",
            "您的账号还没有得到确认，或已停用；请联系本单位的系统管理员",
            "your account is not confirmed, or is suspended; ask your administrator",
        ));
    };
    let now = desk.now;
    let secret = desk.draw_secret()?;
    store::close_old(desk, now - longest(policy), now - idle(policy)).await?;
    store::forgive(desk, &by_login(login), now - SignedDuration::from_hours(24)).await?;
    store::open(desk, &digest(secret.as_bytes()), first.id).await?;
    journal::record(desk, "session.open", &subject(account), "").await?;
    Ok(secret)
}

/// Writes down that somebody was turned away, and says so without saying why.
pub async fn turn_away(desk: &mut Desk<'_>, knock: &Knock, login: &str, address: &str) -> Result<(), Error> {
    store::fail(desk, &by_login(login)).await?;
    store::fail(desk, &by_address(address)).await?;
    let who = match &knock.account {
        Some((account, _)) => subject(*account),
        None => "account unknown".to_owned(),
    };
    journal::record(desk, "session.refuse", &who, "").await
}

/// The member a cookie's secret stands for, while the session lives.
pub async fn recognise(
    desk: &mut Desk<'_>,
    policy: &Policy,
    secret: &str,
) -> Result<Option<(Member, Seen)>, Error> {
    let Some(row) = store::session(desk, &digest(secret.as_bytes())).await? else { return Ok(None) };
    let time = |text: &str| text.parse::<Timestamp>().map_err(Error::fault);
    let (made, seen) = (time(&row.made_at)?, time(&row.seen_at)?);
    let alive = desk.now < made + longest(policy) && desk.now < seen + idle(policy);
    let standing: MemberStanding = row.standing.parse().map_err(Error::fault)?;
    if !alive || standing != MemberStanding::Confirmed {
        return Ok(None);
    }
    let role: Role = row.role.parse().map_err(Error::fault)?;
    let school: Option<SchoolId> = row.school_id.map(|id| id.parse()).transpose().map_err(Error::fault)?;
    let member = Member {
        account: row.account_id.parse::<AccountId>().map_err(Error::fault)?.uuid(),
        membership: row.membership_id.parse::<MembershipId>().map_err(Error::fault)?.uuid(),
        name: row.name,
        institution: row.school_name,
        role,
        reach: reach(role, school),
        proved_at: time(&row.proved_at)?,
    };
    let freshly = if desk.now >= seen + SEEN_EVERY { Seen::LongAgo } else { Seen::Lately };
    Ok(Some((member, freshly)))
}

/// Whether a session was seen lately, or must note that it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Within a minute.
    Lately,
    /// Before that.
    LongAgo,
}

/// Notes that a session was seen. Nothing that anybody did: no line is due.
pub async fn note_seen(desk: &mut Desk<'_>, secret: &str) -> Result<(), Error> {
    store::seen(desk, &digest(secret.as_bytes())).await?;
    desk.leave_unchanged();
    Ok(())
}

/// Notes that the member has just proved who they are.
pub async fn prove(desk: &mut Desk<'_>, secret: &str) -> Result<(), Error> {
    store::proved(desk, &digest(secret.as_bytes())).await?;
    let who = desk.actor.key.clone();
    journal::record(desk, "session.prove", &who, "").await
}

/// Sets a new password; every other session of the account ends.
pub async fn set_password(
    desk: &mut Desk<'_>,
    account: AccountId,
    hash: &str,
    secret: &str,
) -> Result<(), Error> {
    store::set_password(desk, account, hash).await?;
    store::close_others(desk, account, &digest(secret.as_bytes())).await?;
    journal::record(desk, "account.password", &subject(account), "").await
}

/// What the password of a signed-in account is held against.
pub async fn own_knock(desk: &mut Desk<'_>, account: AccountId) -> Result<Knock, Error> {
    let known = store::credential_of(desk, account).await?.ok_or_else(wrong)?;
    Ok(Knock { account: Some((account, known.name)), hash: known.password, must_change: false })
}

/// Ends a session.
pub async fn leave(desk: &mut Desk<'_>, secret: &str) -> Result<(), Error> {
    store::close(desk, &digest(secret.as_bytes())).await?;
    let who = desk.actor.key.clone();
    journal::record(desk, "session.close", &who, "").await
}

/// A confirmed member of a school, as colleagues know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The membership.
    pub membership: MembershipId,
    /// The account.
    pub account: AccountId,
    /// What the person is called.
    pub name: String,
    /// What they are there.
    pub role: Role,
}

/// Whom the journal means: the names of accounts within reach, by what it calls them.
/// Members who may not act any more are among them, for they did act.
pub async fn names(desk: &mut Desk<'_>) -> Result<BTreeMap<String, String>, Error> {
    let rows = store::names(desk).await?;
    Ok(rows.into_iter().map(|(id, name)| (format!("account {id}"), name)).collect())
}

/// The confirmed members of a school, by name.
pub async fn colleagues(desk: &mut Desk<'_>, school: SchoolId) -> Result<Vec<Colleague>, Error> {
    let rows = store::colleagues(desk, school).await?;
    let read = |(membership, account, name, role): (String, String, String, String)| {
        Ok(Colleague {
            membership: membership.parse().map_err(Error::fault)?,
            account: account.parse().map_err(Error::fault)?,
            name,
            role: role.parse().map_err(Error::fault)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Whose rows a role sees.
pub(super) fn reach(role: Role, school: Option<SchoolId>) -> Reach {
    match (role, school) {
        (Role::Organiser, None) => Reach::All,
        (_, Some(school)) => Reach::School(school.uuid()),
        (_, None) => Reach::Nothing,
    }
}

/// A hash that nothing fits.
pub(super) const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGtub2NrcyE$Y2nTzSbCOxnpZ2ZnFwoyyx3J4yWWUJGfU4XQvT6UUZA";

/// Argon2id with 19 MiB, two passes, one lane (OWASP's second setting).
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

fn subject(account: AccountId) -> String {
    format!("account {account}")
}

fn by_login(login: &str) -> String {
    format!("login {}", digest(login_of(login).as_bytes()))
}

fn by_address(address: &str) -> String {
    format!("address {}", digest(address.as_bytes()))
}

fn idle(policy: &Policy) -> SignedDuration {
    SignedDuration::from_mins(policy.idle_minutes)
}

fn longest(policy: &Policy) -> SignedDuration {
    SignedDuration::from_hours(policy.longest_hours)
}

/// Login and password do not fit; which of them is nobody's business.
pub fn wrong() -> Error {
    Error::refused(
        "sign-in-wrong",
        "登录名或口令不对；请检查后再试，忘记口令请联系本单位的系统管理员",
        "the login or the password is wrong; check both, or ask your administrator for a new password",
    )
}

fn locked(policy: &Policy) -> Error {
    let minutes = policy.lock_minutes;
    Error::refused(
        "sign-in-locked",
        format!("登录失败次数过多，请{minutes}分钟后再试"),
        format!("too many failed sign-ins; try again in {minutes} minutes"),
    )
}

fn weak(policy: &Policy, faults: &[PasswordFault]) -> Error {
    let (zh, en): (Vec<String>, Vec<String>) = faults
        .iter()
        .map(|fault| match fault {
            PasswordFault::TooShort => (
                format!("至少{}个字符", policy.password_characters),
                format!("at least {} characters", policy.password_characters),
            ),
            PasswordFault::TooPlain => (
                format!("大写、小写、数字、符号至少有{}类", policy.password_classes),
                format!("at least {} of capitals, small letters, digits and signs", policy.password_classes),
            ),
            PasswordFault::LikeTheLogin => ("不要包含登录名".to_owned(), "not the login in it".to_owned()),
            PasswordFault::Common => ("不要用常见口令".to_owned(), "not a common password".to_owned()),
        })
        .unzip();
    Error::refused(
        "password-weak",
        format!("口令还不合要求：{}", zh.join("；")),
        format!("the password will not do: {}", en.join("; ")),
    )
}
