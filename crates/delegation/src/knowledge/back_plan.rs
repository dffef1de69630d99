//! From the day of departure back to the day one must begin (倒排计划). Steps
//! take working days of the home calendar; the start is the earlier of the
//! chain's own and what offices ask for on the whole.

use jiff::Span;
use jiff::civil::Date;
use kernel::{Said, Workdays};

use super::{Clearance, LeadTimes, Milestone, Stage};

/// One step with its days (倒排环节).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which stage it is; none for the slack before the chain.
    pub milestone: Option<Milestone>,
    /// What it is.
    pub name: Said,
    /// Who does it.
    pub who: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Working days it takes.
    pub days: i64,
    /// Who reports that it takes so long.
    pub basis: String,
}

/// The way to a departure (倒排计划).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackPlan {
    /// The day of departure it is reckoned for.
    pub departure: Date,
    /// Whether a visa is in it.
    pub clearance: Clearance,
    /// First to last, without gaps in working days.
    pub steps: Vec<Step>,
    /// The last day on which one may begin and still be safe (最迟启动).
    pub latest_start: Date,
    /// The day before which even the quickest run must begin (极限启动).
    pub last_call: Date,
    /// Years the plan touches whose holidays nobody has announced yet.
    pub unannounced: Vec<i16>,
}

impl BackPlan {
    /// The plan for a departure; working days are counted by `workdays`.
    pub fn of(departure: Date, clearance: Clearance, lead_times: &LeadTimes, workdays: &Workdays) -> Self {
        let visa = clearance == Clearance::Visa;
        let stages: Vec<&Stage> = lead_times.stages.iter().filter(|stage| visa || !stage.visa_only).collect();
        let mut steps: Vec<Step> = Vec::new();
        let mut next = departure;
        for stage in stages.iter().rev() {
            let (from, to) = days_before(next, stage.high, workdays);
            steps.push(Step {
                milestone: Some(stage.milestone),
                name: stage.name.clone(),
                who: stage.who.clone(),
                from,
                to,
                days: stage.high,
                basis: stage.basis.clone(),
            });
            next = from;
        }
        steps.reverse();
        let ask = if visa { &lead_times.visa } else { &lead_times.exempt };
        let asked = departure.checked_sub(Span::new().days(ask.days)).unwrap_or(departure);
        if let Some(first) = steps.first()
            && asked < first.from
        {
            steps.insert(0, slack(asked, first.from, &ask.basis, workdays));
        }
        let latest_start = next.min(asked);
        let quickest = stages.iter().map(|stage| stage.low).sum();
        let last_call = workdays.back(departure, quickest);
        let unannounced = (latest_start.year()..=departure.year())
            .filter(|year| workdays.announced(*year).is_none())
            .collect();
        Self { departure, clearance, steps, latest_start, last_call, unannounced }
    }
}

/// The `n` working days that end before `next`.
fn days_before(next: Date, n: i64, workdays: &Workdays) -> (Date, Date) {
    (workdays.back(next, n), workdays.back(next, n.min(1)))
}

/// What is left between the start that offices ask for and the chain.
fn slack(from: Date, next: Date, basis: &str, workdays: &Workdays) -> Step {
    let to = next.yesterday().unwrap_or(next);
    Step {
        milestone: None,
        name: Said::new("接洽邀请、校内报批（留有余地）", "invitation, approval at school, slack"),
        who: "国际处".to_owned(),
        from,
        to,
        days: workdays.between(from, to),
        basis: basis.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::Knowledge;
    use super::*;

    fn plan(departure: Date, clearance: Clearance) -> BackPlan {
        let known = Knowledge::of_tests();
        BackPlan::of(departure, clearance, &known.lead_times, &known.workdays)
    }

    #[test]
    fn casablanca_in_april_starts_before_the_spring_festival() {
        let plan = plan(date(2026, 4, 1), Clearance::Free);
        assert_eq!(plan.latest_start, date(2026, 1, 29));
        assert_eq!(plan.last_call, date(2026, 2, 28));
        assert_eq!(plan.steps.iter().map(|step| step.days).sum::<i64>(), 40);
        assert!(plan.unannounced.is_empty());
    }

    #[test]
    fn a_visa_adds_its_steps() {
        let plan = plan(date(2026, 9, 1), Clearance::Visa);
        assert_eq!(plan.steps.len(), 8);
        assert_eq!(plan.latest_start, date(2026, 5, 27));
        let visa = &plan.steps[6];
        assert_eq!(
            (visa.name.zh.as_str(), visa.from, visa.to),
            ("使馆签证", date(2026, 7, 30), date(2026, 8, 26))
        );
    }

    #[test]
    fn what_offices_ask_for_leaves_room_before_the_chain() {
        let plan = plan(date(2026, 9, 1), Clearance::Free);
        let first = &plan.steps[0];
        assert_eq!((first.from, plan.latest_start), (date(2026, 7, 3), date(2026, 7, 3)));
        assert_eq!(first.days, 2);
    }

    #[test]
    fn a_year_without_a_notice_is_named() {
        assert_eq!(plan(date(2027, 3, 1), Clearance::Visa).unannounced, [2027]);
    }

    proptest! {
        #[test]
        fn steps_follow_each_other_and_end_before_the_departure(ahead in 0_i32..600, visa: bool) {
            let departure = date(2026, 1, 1) + Span::new().days(ahead);
            let plan = plan(departure, if visa { Clearance::Visa } else { Clearance::Free });
            prop_assert_eq!(plan.steps.first().unwrap().from, plan.latest_start);
            prop_assert!(plan.steps.last().unwrap().to < departure);
            for pair in plan.steps.windows(2) {
                prop_assert!(pair[0].to < pair[1].from);
            }
            prop_assert!(plan.latest_start <= plan.last_call);
        }
    }
}
