//! One receipt held against the approval (财务审核): who, where, when and what
//! for. What was approved beforehand is recognised with the paper that says so.

use kernel::{City, Country, Currency, Money, Said};

use super::{Reckoning, cities};

use crate::model::settlement::{ClaimLine, Receipt, Refused, Spending};

/// The instrument behind most reasons.
const MEASURES: &str = "财行〔2013〕516号";

impl Reckoning<'_> {
    /// The line of a receipt; `None` when its rate is missing, which is noted.
    pub(super) fn line(&mut self, receipt: &Receipt) -> Option<ClaimLine> {
        let (yuan, rate) = match self.rates.yuan(receipt.amount, receipt.paid) {
            Ok(told) => told,
            Err(fault) => {
                self.faults.insert(fault);
                return None;
            }
        };
        let refused = match self.whole(receipt) {
            Some((code, said)) => vec![refused(code, yuan, said, MEASURES)],
            None => match receipt.spending {
                Spending::Lodging => self.lodging(receipt, yuan)?,
                Spending::Banquet => self.banquet(receipt, yuan)?,
                _ => Vec::new(),
            },
        };
        let refused: Vec<Refused> = refused.into_iter().filter(|part| part.amount.minor > 0).collect();
        let less: i64 = refused.iter().map(|part| part.amount.minor).sum();
        Some(ClaimLine {
            receipt: receipt.id,
            yuan,
            rate,
            recognised: Money::new(yuan.minor - less, Currency::Cny),
            refused,
            remarks: self.remarks(receipt),
        })
    }

    /// Why nothing of a receipt is recognised, if that is so.
    fn whole(&self, receipt: &Receipt) -> Option<(&'static str, Said)> {
        if receipt.attachment.is_none() {
            return Some((
                "no-voucher",
                Said::new(
                    "没有票据附件，不能报销；请用 receipt correct --file 附上",
                    "no voucher is attached",
                ),
            ));
        }
        never(receipt).or_else(|| {
            let approved = !receipt.approval.trim().is_empty();
            if approved { None } else { self.unapproved(receipt) }
        })
    }

    fn unapproved(&self, receipt: &Receipt) -> Option<(&'static str, Said)> {
        let host = self.delegation.funding.host_pays;
        let words = receipt.spending.words();
        match receipt.spending {
            Spending::Banquet | Spending::Gift => Some((
                "not-approved",
                Said::new(
                    format!("{}原则上不安排，没有事先批准，不予报销", words.zh),
                    format!("a {} needs approval beforehand, and none is given", words.en),
                ),
            )),
            Spending::Fare if host.fare => Some(host_pays(receipt.spending)),
            Spending::Lodging if host.lodging => Some(host_pays(receipt.spending)),
            _ => self.stranger(receipt).or_else(|| self.elsewhere(receipt)),
        }
    }

    /// Somebody who did not travel claims.
    fn stranger(&self, receipt: &Receipt) -> Option<(&'static str, Said)> {
        let who = receipt.who.as_ref()?;
        let students = self.delegation.students().any(|student| self.delegation.called(student) == *who);
        let staff = self.delegation.life.homecoming.as_ref().is_some_and(|it| it.terms.people.contains(who));
        (!staff && !students).then(|| {
            (
                "not-traveller",
                Said::new(
                    format!("{who}不在实际出访人员中，其费用不予报销"),
                    format!("{who} did not travel, so the cost is not reimbursed"),
                ),
            )
        })
    }

    /// A day, a country or a city that was not approved.
    fn elsewhere(&self, receipt: &Receipt) -> Option<(&'static str, Said)> {
        let bound = matches!(receipt.spending, Spending::Lodging | Spending::Intercity);
        let (exit, entry) = (self.approved.exit, self.approved.entry);
        let within = |day| exit <= day && day <= entry && self.stay.covers(day);
        if bound && !within(receipt.on) {
            let on = receipt.on;
            return Some((
                "outside-days",
                Said::new(
                    format!("发生在{on}，不在批准的{exit}至{entry}之内或不在实际在外期间，不予报销"),
                    format!("{on} lies outside the days approved ({exit} to {entry}) or spent abroad"),
                ),
            ));
        }
        let transits = self.delegation.itinerary.transits();
        let known = receipt.country == Country::CHINA
            || self.approved.countries.contains(&receipt.country)
            || receipt.spending == Spending::Fare && transits.iter().any(|(_, at)| *at == receipt.country);
        if !known {
            return Some(("country", not_approved(receipt.country)));
        }
        let stray = |city: &&str| !self.places.iter().any(|known| City::same(known, city));
        let city = cities(&receipt.city).find(stray).filter(|_| bound)?;
        Some((
            "city",
            Said::new(
                format!("批准的日程没有“{city}”；只报销批准日程所列城市的费用"),
                format!("“{city}” is not in the approved programme; only its cities are reimbursed"),
            ),
        ))
    }

    /// An approved banquet, up to so much a guest as the measures allow.
    fn banquet(&mut self, receipt: &Receipt, yuan: Money) -> Option<Vec<Refused>> {
        let rate = self.standard(receipt)?;
        let part = &self.standards.figures.banquet_of_meals;
        let guests = receipt.lodged.map_or(self.people.len(), |it| usize::try_from(it.persons).unwrap_or(0));
        let each = rate.meals.share(part.value)?;
        let cap = each.times(i64::try_from(guests).unwrap_or(i64::MAX))?;
        let allowed = self.within(receipt, yuan, cap)?;
        let said = Said::new(
            format!("宴请超过每人{}（按{guests}人）的部分不予报销", amount(each)),
            format!("above {each} for each of {guests} guests"),
        );
        Some(vec![refused(
            "banquet",
            Money::new(yuan.minor - allowed.minor, Currency::Cny),
            said,
            &part.basis,
        )])
    }

    /// How much of a receipt lies within a limit, in yuan; never more than it is.
    pub(super) fn within(&mut self, receipt: &Receipt, yuan: Money, limit: Money) -> Option<Money> {
        if receipt.amount.currency == limit.currency && receipt.amount.minor <= limit.minor {
            return Some(yuan);
        }
        match self.rates.yuan(limit, receipt.paid) {
            Ok((limit, _)) => Some(Money::new(limit.minor.clamp(0, yuan.minor), Currency::Cny)),
            Err(fault) => {
                self.faults.insert(fault);
                None
            }
        }
    }

    /// What whoever signs should see.
    fn remarks(&self, receipt: &Receipt) -> Vec<Said> {
        let mut remarks = Vec::new();
        if !receipt.foreign_carrier.is_empty() && receipt.approval.trim().is_empty() {
            let carrier = &receipt.foreign_carrier;
            remarks.push(Said::new(
                format!("{carrier}是外国航空公司，没有事先批准；请附审批表，或说明境外两城市间航段"),
                format!("{carrier} is a foreign airline without approval beforehand"),
            ));
        }
        let digest = receipt.attachment.as_ref().map(|file| &file.digest);
        let shares = |other: &&Receipt| {
            other.id != receipt.id && other.attachment.as_ref().map(|file| &file.digest) == digest
        };
        if digest.is_some()
            && let Some(other) = self.delegation.settlement.receipts.iter().find(shares)
        {
            let what = &other.what;
            remarks.push(Said::new(
                format!("与“{what}”附了同一份票据；请确认没有重复报销"),
                format!("the same voucher is attached to “{what}”; make sure it is not claimed twice"),
            ));
        }
        remarks
    }
}

/// Reasons that no approval lifts.
fn never(receipt: &Receipt) -> Option<(&'static str, Said)> {
    let zh = receipt.spending.words().zh;
    match receipt.spending {
        Spending::Meals | Spending::Incidentals => Some((
            "fixed-sum",
            Said::new(
                format!("{zh}已按标准包干，不再凭票报销"),
                format!("{} is a fixed sum; no receipt is paid", receipt.spending.words().en),
            ),
        )),
        Spending::Beyond => Some((
            "out-of-scope",
            Said::new("不属于规定的六项费用，不予报销", "it belongs to none of the six cost items"),
        )),
        Spending::Lodging | Spending::Intercity | Spending::Banquet if receipt.country == Country::CHINA => {
            Some((
                "at-home",
                Said::new(
                    format!("境内发生的{zh}不属于出国费用；请按国内差旅等规定另行报销"),
                    "it was spent at home and belongs to a claim of its own",
                ),
            ))
        }
        _ => None,
    }
}

pub(super) fn refused(code: &str, amount: Money, said: Said, basis: &str) -> Refused {
    Refused { code: code.to_owned(), amount, said, basis: basis.to_owned() }
}

/// `240美元`.
pub(super) fn amount(money: Money) -> String {
    let unit = if money.currency == Currency::Cny { "元" } else { money.currency.words().zh };
    format!("{}{unit}", money.running())
}

fn host_pays(spending: Spending) -> (&'static str, Said) {
    let words = spending.words();
    let zh = format!("{}由接待方负担，不再报销", words.zh);
    ("host-pays", Said::new(zh, format!("the host pays the {}", words.en)))
}

fn not_approved(country: Country) -> Said {
    Said::new(
        format!("{}不在批准的出访国家之内，不予报销", country.zh()),
        format!("{} is not among the countries approved", country.en()),
    )
}
