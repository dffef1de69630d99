//! The board as JSON, for other programs: `docs/board.md` describes it. Codes,
//! numbers and dates are stable; the Chinese and English words are for people.

use kernel::{Finding, Said};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Board, CostRange, Course, Outlook, Start, VisaOutlook, WayOut};

/// The board as pretty JSON with a final newline.
pub fn json(board: &Board) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&BoardWire::from(board))?;
    text.push('\n');
    Ok(text)
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Board")]
pub(crate) struct BoardWire<'a> {
    season: &'a str,
    year: i16,
    today: String,
    layers: &'a [String],
    stops: Vec<StopWire<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StopOutlook")]
pub(crate) struct StopWire<'a> {
    number: u32,
    region: &'a str,
    place: &'a str,
    title: &'a str,
    cities: &'a [String],
    countries: Vec<&'a str>,
    unknown_countries: &'a [String],
    window: String,
    days: Option<i64>,
    days_low: Option<i64>,
    verdict: &'static str,
    cap_days: Option<i64>,
    over_by: Option<i64>,
    courses: Vec<CourseWire<'a>>,
    if_fewer: Vec<CourseWire<'a>>,
    findings: Vec<FindingWire<'a>>,
    ways_out: Vec<WayWire<'a>>,
    visas: Vec<VisaWire<'a>>,
    entry_papers: Vec<&'a str>,
    advisories: Vec<AdvisoryWire<'a>>,
    host_vacations: Vec<VacationWire<'a>>,
    latest_start: Option<String>,
    starts: Vec<StartWire<'a>>,
    cost_per_person: Option<CostWire>,
    costs_per_person: Vec<CostWire>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Words")]
struct SaidWire<'a> {
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Course")]
struct CourseWire<'a> {
    countries: Vec<&'a str>,
    rule: &'static str,
    cap_days: i64,
    over_by: Option<i64>,
    verdict: &'static str,
    basis: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StopFinding")]
struct FindingWire<'a> {
    rule: &'static str,
    severity: &'static str,
    says: SaidWire<'a>,
    remedy: SaidWire<'a>,
    figures: std::collections::BTreeMap<&'static str, &'a str>,
    basis: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StopWay")]
struct WayWire<'a> {
    way: &'static str,
    open: bool,
    days: Option<i64>,
    says: SaidWire<'a>,
    needs: SaidWire<'static>,
    fails: SaidWire<'static>,
    reason: Option<&'a str>,
    basis: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Visa")]
struct VisaWire<'a> {
    country: &'a str,
    document: &'static str,
    need: &'static str,
    days: Option<i64>,
    conditions: &'a str,
    evidence: &'a str,
    checked_on: Option<String>,
    known_end: Option<String>,
    confidence: Option<&'static str>,
    recheck: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Advisory")]
struct AdvisoryWire<'a> {
    country: &'a str,
    level: &'static str,
    says: SaidWire<'a>,
    from: String,
    checked_on: String,
    evidence: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Vacation")]
struct VacationWire<'a> {
    country: &'a str,
    name: &'a str,
    from: String,
    to: String,
    basis: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Start")]
struct StartWire<'a> {
    span: &'a str,
    departure: String,
    visa: bool,
    latest_start: String,
    last_call: String,
    steps: Vec<StepWire<'a>>,
    unannounced_years: &'a [i16],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PlanStep")]
struct StepWire<'a> {
    name: SaidWire<'a>,
    who: &'a str,
    from: String,
    to: String,
    workdays: i64,
    basis: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cost")]
struct CostWire {
    currency: &'static str,
    low: String,
    high: String,
    basis: String,
}

impl<'a> From<&'a Board> for BoardWire<'a> {
    fn from(board: &'a Board) -> Self {
        Self {
            season: &board.season,
            year: board.year,
            today: board.today.to_string(),
            layers: &board.layers,
            stops: board.stops.iter().map(StopWire::from).collect(),
        }
    }
}

impl<'a> From<&'a Outlook> for StopWire<'a> {
    fn from(stop: &'a Outlook) -> Self {
        let mut countries: Vec<&str> = stop.entry.visas.iter().map(|visa| visa.country.iso2()).collect();
        countries.dedup();
        let costs: Vec<CostWire> = stop.costs.iter().map(CostWire::from).collect();
        Self {
            number: stop.number,
            region: &stop.region,
            place: &stop.place,
            title: &stop.title,
            cities: &stop.cities,
            countries,
            unknown_countries: &stop.unknown,
            window: stop.window.to_string(),
            days: stop.days,
            days_low: stop.days_low,
            verdict: stop.verdict.code(),
            cap_days: stop.cap_days(),
            over_by: stop.over_by(),
            courses: stop.courses.iter().map(CourseWire::from).collect(),
            if_fewer: stop.fewer.iter().map(CourseWire::from).collect(),
            findings: stop.findings.iter().map(FindingWire::from).collect(),
            ways_out: stop.ways_out.iter().map(WayWire::from).collect(),
            visas: stop.entry.visas.iter().map(VisaWire::from).collect(),
            entry_papers: stop.entry.papers.iter().map(|paper| paper.name.as_str()).collect(),
            advisories: advisories(stop),
            host_vacations: vacations(stop),
            latest_start: stop.latest_start().map(|day| day.to_string()),
            starts: stop.starts.iter().map(StartWire::from).collect(),
            cost_per_person: stop.costs.first().map(CostWire::from),
            costs_per_person: costs,
        }
    }
}

fn advisories(stop: &Outlook) -> Vec<AdvisoryWire<'_>> {
    let wire = |it: &crate::knowledge::Advisory| (it.from.to_string(), it.checked_on.to_string());
    stop.entry
        .advisories
        .iter()
        .map(|it| {
            let (from, checked_on) = wire(it);
            let (country, level) = (it.country.iso2(), it.level.code());
            AdvisoryWire { country, level, says: said(&it.says), from, checked_on, evidence: &it.evidence }
        })
        .collect()
}

fn vacations(stop: &Outlook) -> Vec<VacationWire<'_>> {
    stop.vacations
        .iter()
        .map(|it| VacationWire {
            country: it.country.iso2(),
            name: &it.name,
            from: it.from.to_string(),
            to: it.to.to_string(),
            basis: &it.basis,
        })
        .collect()
}

fn said(said: &Said) -> SaidWire<'_> {
    SaidWire { zh: &said.zh, en: &said.en }
}

impl<'a> From<&'a Course> for CourseWire<'a> {
    fn from(course: &'a Course) -> Self {
        let verdict = match course.over {
            None => super::Verdict::Unknown,
            Some(over) if over > 0 => super::Verdict::Over,
            Some(_) => super::Verdict::Within,
        };
        Self {
            countries: course.countries.iter().map(kernel::Country::iso2).collect(),
            rule: course.rule,
            cap_days: course.cap.value,
            over_by: course.over.filter(|over| *over > 0),
            verdict: verdict.code(),
            basis: &course.cap.basis,
        }
    }
}

impl<'a> From<&'a Finding> for FindingWire<'a> {
    fn from(it: &'a Finding) -> Self {
        Self {
            rule: it.rule,
            severity: it.severity.code(),
            says: said(&it.says),
            remedy: said(&it.remedy),
            figures: it.figures.iter().map(|(name, value)| (*name, value.as_str())).collect(),
            basis: &it.basis,
        }
    }
}

impl<'a> From<&'a WayOut> for WayWire<'a> {
    fn from(it: &'a WayOut) -> Self {
        let words = |words: kernel::Words| SaidWire { zh: words.zh, en: words.en };
        Self {
            way: it.way.code(),
            open: it.open,
            days: it.days,
            says: said(&it.says),
            needs: words(it.way.needs()),
            fails: words(it.way.fails()),
            reason: it.reason.as_deref(),
            basis: &it.basis,
        }
    }
}

impl<'a> From<&'a VisaOutlook> for VisaWire<'a> {
    fn from(it: &'a VisaOutlook) -> Self {
        let visa = it.visa.as_ref();
        Self {
            country: it.country.iso2(),
            document: it.document.code(),
            need: visa.map_or(crate::knowledge::Need::Unclear, |visa| visa.need).code(),
            days: visa.and_then(|visa| visa.days),
            conditions: visa.map_or("", |visa| &visa.conditions),
            evidence: visa.map_or("", |visa| &visa.evidence),
            checked_on: visa.map(|visa| visa.checked_on.to_string()),
            known_end: visa.and_then(|visa| visa.known_end).map(|day| day.to_string()),
            confidence: visa.map(|visa| visa.confidence.code()),
            recheck: it.recheck.map(|why| why.says().zh),
        }
    }
}

impl<'a> From<&'a Start> for StartWire<'a> {
    fn from(start: &'a Start) -> Self {
        let plan = &start.plan;
        let step = |step: &'a crate::knowledge::Step| StepWire {
            name: said(&step.name),
            who: &step.who,
            from: step.from.to_string(),
            to: step.to.to_string(),
            workdays: step.days,
            basis: &step.basis,
        };
        Self {
            span: &start.span.text,
            departure: plan.departure.to_string(),
            visa: plan.clearance == crate::knowledge::Clearance::Visa,
            latest_start: plan.latest_start.to_string(),
            last_call: plan.last_call.to_string(),
            steps: plan.steps.iter().map(step).collect(),
            unannounced_years: &plan.unannounced,
        }
    }
}

impl From<&CostRange> for CostWire {
    fn from(it: &CostRange) -> Self {
        let (low, high) = (it.low.plain(), it.high.plain());
        Self { currency: it.currency.code(), low, high, basis: it.basis.clone() }
    }
}
