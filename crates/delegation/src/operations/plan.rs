//! Changing the days and the money of a trip, piece by piece.

use chassis::{Desk, Error};
use jiff::civil::Date;
use season::model::Season;

use super::{keep, load, version};
use crate::model::{Delegation, DelegationId, ExchangeRate, Expense, Half, HalfDay, Work};

/// What somebody wrote into half a day of the whole party (半天安排).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfPlan {
    /// Which day.
    pub date: Date,
    /// Which half of it.
    pub half: Half,
    /// What kind of thing it is.
    pub work: Work,
    /// City.
    pub city: String,
    /// What is done.
    pub text: String,
    /// Host unit.
    pub host: String,
    /// Person met, with post.
    pub meets: String,
    /// Tasks of the annex it serves.
    pub tasks: Vec<u32>,
}

/// Plans half a day. What other groups do beside it, flights and borders stay.
///
/// # Errors
/// Refuses a day the trip does not have, a half day that is said to be something
/// without saying what, tasks the annex does not have, and whatever was changed by
/// somebody else since it was `seen`.
pub async fn half(
    desk: &mut Desk<'_>,
    season: &Season,
    id: DelegationId,
    seen: u32,
    plan: HalfPlan,
) -> Result<Delegation, Error> {
    let mut delegation = unchanged(desk, id, seen).await?;
    sensible(season, &plan)?;
    let day = delegation.itinerary.days.iter_mut().find(|day| day.date == plan.date).ok_or_else(|| {
        Error::refused(
            "day-unknown",
            format!("日程里没有{}这一天；请刷新页面再改", plan.date),
            format!("the itinerary has no {}; load the page again", plan.date),
        )
    })?;
    let half: &mut HalfDay = match plan.half {
        Half::Morning => &mut day.morning,
        Half::Afternoon => &mut day.afternoon,
    };
    half.work = plan.work;
    half.city = plan.city;
    half.text = plan.text;
    half.host = plan.host;
    half.meets = plan.meets;
    half.tasks = plan.tasks;
    keep(desk, delegation).await
}

/// Known prices and rates, as somebody wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prices {
    /// The rates.
    pub rates: Vec<ExchangeRate>,
    /// The prices.
    pub expenses: Vec<Expense>,
}

/// Sets what prices and rates are known.
///
/// # Errors
/// Refuses whatever was changed by somebody else since it was `seen`.
pub async fn prices(
    desk: &mut Desk<'_>,
    id: DelegationId,
    seen: u32,
    prices: Prices,
) -> Result<Delegation, Error> {
    let mut delegation = unchanged(desk, id, seen).await?;
    delegation.funding.rates = prices.rates;
    delegation.funding.expenses = prices.expenses;
    keep(desk, delegation).await
}

/// The delegation, if nobody has changed it since it was seen.
async fn unchanged(desk: &mut Desk<'_>, id: DelegationId, seen: u32) -> Result<Delegation, Error> {
    let delegation = load(desk, id).await?;
    if version(desk, &delegation).await?.sequence != seen {
        return Err(Error::refused(
            "changed-meanwhile",
            "您打开以后，别人改过这个团组；您填的还在下面，请对照最新内容再保存一次",
            "somebody changed this delegation after you opened it; what you typed is still below, compare and save again",
        ));
    }
    Ok(delegation)
}

fn sensible(season: &Season, plan: &HalfPlan) -> Result<(), Error> {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if plan.work != Work::Empty && plan.text.is_empty() {
        zh.push("写明谈什么、定什么；确实没有安排就把性质选“空”".to_owned());
        en.push("say what is done, or choose “empty”".to_owned());
    }
    if plan.city.is_empty() {
        zh.push("填写城市".to_owned());
        en.push("fill in the city".to_owned());
    }
    let unknown: Vec<String> = plan
        .tasks
        .iter()
        .filter(|task| !season.tasks.iter().any(|known| known.number == **task))
        .map(ToString::to_string)
        .collect();
    if !unknown.is_empty() {
        zh.push(format!("附件没有任务{}", unknown.join("、")));
        en.push(format!("the annex has no task {}", unknown.join(", ")));
    }
    if zh.is_empty() {
        return Ok(());
    }
    Err(Error::refused(
        "half-day-incomplete",
        format!("这半天还没有保存：{}", zh.join("；")),
        format!("this half day was not kept: {}", en.join("; ")),
    ))
}
