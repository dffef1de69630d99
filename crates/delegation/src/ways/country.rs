//! Way five: one more country that really invites, within the cap on countries.
//! Which lies nearest: one the stop names, one the flights pass, one of the same
//! continent.

use kernel::{Continent, Country, Said};

use super::{Over, Remedy, listed};
use crate::board::Way;
use crate::knowledge::{Advisory, Level};

pub(super) fn way(over: &Over<'_>) -> Remedy {
    let book = over.case.book;
    let now = over.countries.len();
    let cap = &book.countries_cap;
    let mut finds = Vec::new();
    let mut first = Vec::new();
    let candidates = candidates(over);
    let mut best: Option<(&Candidate, i64)> = None;
    if i64::try_from(now).is_ok_and(|now| now >= cap.value) {
        first.push(Said::new(
            format!("已到{now}国，达到国家数上限{}个（R11），这条路走不通", cap.value),
            format!("{now} countries are the most there may be (R11), so this way is closed"),
        ));
    } else {
        for candidate in &candidates {
            if let Some(warned) = warned(over, candidate.country) {
                finds.push(candidate.barred(warned));
                continue;
            }
            let with: Vec<Country> = over.countries.iter().copied().chain([candidate.country]).collect();
            let days = book.stay_cap(with.len(), book.distance(&with)).value;
            finds.push(candidate.told(days, over));
            if days >= over.days && best.is_none() {
                best = Some((candidate, days));
            }
        }
        finds.push(same_continent(over));
        first.push(Said::new(
            "另一国须有当地对口单位的真实邀请（R22）和足够公务（R21），补邀请函、改日程后再导入、核对",
            "the other country needs a real invitation of a counterpart (R22) and enough work (R21): add the letter, \
             change the itinerary, import and check again",
        ));
    }
    let allowed = best.map_or_else(|| more_of_the_same(over), |(_, days)| days);
    let name =
        best.map_or_else(|| "另一受邀国家".to_owned(), |(candidate, _)| candidate.country.zh().to_owned());
    Remedy {
        way: Way::AddCountry,
        finds,
        first,
        days: Some(allowed),
        reason: format!(
            "本团组应邀顺访{name}（邀请单位、公务内容见邀请函和日程），共出访{}国，在外停留{}天，符合出访{}国{allowed}天的限量；\
             线路顺路，不绕道，顺访国家有实质公务。",
            now + 1,
            over.days,
            now + 1
        ),
        evidence: listed(&[
            "另一国对口单位的邀请函（当地签发，写明日期和公务）",
            "增加国家后的逐日日程",
            "线路和航班衔接单（证明顺路）",
            "另一国签证或免签依据",
        ]),
        basis: book.stay_cap(now + 1, book.distance(over.countries)).basis.clone(),
    }
}

struct Candidate {
    country: Country,
    zh: &'static str,
    en: &'static str,
}

/// The warning that keeps everybody from a country, if there is one.
fn warned<'a>(over: &Over<'a>, country: Country) -> Option<&'a Advisory> {
    over.advisories.iter().find(|advisory| advisory.country == country && advisory.level == Level::Avoid)
}

impl Candidate {
    fn barred(&self, advisory: &Advisory) -> Said {
        Said::new(
            format!("{}（{}）：{}，不宜增加", self.country.zh(), self.zh, advisory.says.zh),
            format!("{} ({}): {}; not to be added", self.country.en(), self.en, advisory.says.en),
        )
    }

    fn told(&self, days: i64, over: &Over<'_>) -> Said {
        let (zh, en) = if days >= over.days { ("够", "enough") } else { ("仍不够", "still too few") };
        let far = !over.countries.iter().all(|country| country.continent() == self.country.continent());
        let (far_zh, far_en) = if far {
            ("，跨洲原则上不宜（R12）", ", though one trip keeps to one continent (R12)")
        } else {
            ("", "")
        };
        Said::new(
            format!("加{}（{}）：上限{days}天，{zh}{far_zh}", self.country.zh(), self.zh),
            format!("with {} ({}): {days} days, {en}{far_en}", self.country.en(), self.en),
        )
    }
}

/// Countries that suggest themselves: those the stop names, then those the
/// flights pass.
fn candidates(over: &Over<'_>) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    let named =
        over.case.stop.site.countries.iter().map(|country| (*country, "本站所列", "named by the stop"));
    let passed = over.case.delegation.itinerary.transits();
    let passed = passed.into_iter().map(|(_, country)| (country, "航班经停", "on the way"));
    for (country, zh, en) in named.chain(passed) {
        let known = over.countries.contains(&country) || all.iter().any(|it| it.country == country);
        if !known && country != Country::CHINA {
            all.push(Candidate { country, zh, en });
        }
    }
    all
}

/// The cap with one more country where the others lie.
fn more_of_the_same(over: &Over<'_>) -> i64 {
    let book = over.case.book;
    book.stay_cap(over.countries.len() + 1, book.distance(over.countries)).value
}

fn same_continent(over: &Over<'_>) -> Said {
    let days = more_of_the_same(over);
    let (zh, en) = if days >= over.days { ("够", "enough") } else { ("仍不够", "still too few") };
    let continents: Vec<Continent> = over.countries.iter().map(|country| country.continent()).collect();
    let (in_zh, in_en) = continents
        .first()
        .map_or(("同洲", "the same continent"), |continent| (continent.words().zh, continent.words().en));
    Said::new(
        format!("加{in_zh}另一个邻近国家：上限{days}天，{zh}"),
        format!("with a neighbour in {in_en}: {days} days, {en}"),
    )
}
