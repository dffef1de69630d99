//! A trip told in a few words, for the tests of the rules. Unchanged it keeps
//! every rule: three teachers, six days in Brazil, four of them at work.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::ToSpan as _;
use jiff::civil::{Date, date, time};
use kernel::{Country, PersonName, Report, Window, Workdays};
use people::model::School;
use season::model::{Choice, City, Season, Site, StayDays, Stop, Theme};

use super::{Findings, Rule, as_layered, check};
use crate::case::{Case, HostHoliday, HostVacation};
use crate::knowledge::Knowledge;
use crate::model::*;
use crate::rulebook::{Rulebook, Shelf};

const NAMES: [(&str, &str); 12] = [
    ("甲", "JIA"),
    ("乙", "YI"),
    ("丙", "BING"),
    ("丁", "DING"),
    ("戊", "WU"),
    ("己", "JI"),
    ("庚", "GENG"),
    ("辛", "XIN"),
    ("壬", "REN"),
    ("癸", "GUI"),
    ("子", "ZI"),
    ("丑", "CHOU"),
];
const STOPS: [(u32, &str, &str, i64); 7] = [
    (1, "北非", "MA", 8),
    (2, "中亚", "KZ KG", 7),
    (3, "巴西", "BR", 9),
    (4, "南非", "ZA", 8),
    (5, "俄罗斯", "RU", 7),
    (6, "中东", "IR AE", 7),
    (7, "东盟", "ID MY TH", 7),
];

/// Read once: the files do not change while tests run.
static SHELF: LazyLock<Shelf> = LazyLock::new(|| Shelf::shipped().unwrap());

/// A whole case that tests may bend.
pub(crate) struct Scene {
    pub(crate) trip: Delegation,
    stop: Stop,
    season: Season,
    school: School,
    book: Rulebook,
    others: Vec<Delegation>,
    hosts: Vec<HostVacation>,
    holidays: Vec<HostHoliday>,
    ramadan: Vec<HostVacation>,
    today: Date,
}

impl Scene {
    /// `countries: BR; days: 6; from: 2026-09-12; as: administrative; staff: 3;
    /// students: 0; stop: 3; province: 示例省; school: 示例职业技术学院;
    /// work: competition; today: 2026-06-15`.
    #[track_caller]
    pub(crate) fn of(words: &str) -> Self {
        let mut said: BTreeMap<&str, &str> = words
            .split(';')
            .filter(|part| !part.trim().is_empty())
            .map(|part| part.split_once(':').map(|(key, value)| (key.trim(), value.trim())).unwrap())
            .collect();
        let mut say =
            |key: &str, default: &'static str| said.remove(key).map_or(default.to_owned(), str::to_owned);
        let countries = countries(&say("countries", "BR"));
        let work: Work = say("work", "competition").parse().unwrap();
        let itinerary = itinerary(
            &countries,
            say("days", "6").parse().unwrap(),
            say("from", "2026-09-12").parse().unwrap(),
            work,
        );
        let members = members(say("staff", "3").parse().unwrap(), say("students", "0").parse().unwrap());
        let school = school(&say("province", "示例省"), &say("school", "示例职业技术学院"));
        let season = season();
        let number: u32 = say("stop", "3").parse().unwrap();
        let stop = season.stops.iter().find(|stop| stop.number == number).unwrap().clone();
        let category = say("as", "administrative").parse().unwrap();
        let today: Date = say("today", "2026-06-15").parse().unwrap();
        assert!(said.is_empty(), "the scene does not know {said:?}");
        let book = SHELF.effective(&school.province, &school.name, today).unwrap();
        let trip = trip(&school, &stop, category, members, itinerary, &countries);
        Self {
            trip,
            stop,
            season,
            school,
            book,
            others: Vec::new(),
            hosts: Vec::new(),
            holidays: Vec::new(),
            ramadan: Vec::new(),
            today,
        }
    }

    /// The same trip with something else about it.
    pub(crate) fn change(mut self, change: impl FnOnce(&mut Delegation)) -> Self {
        change(&mut self.trip);
        self
    }

    /// The same trip after what happened to it, told as the lives of
    /// `model::life::tests` are.
    pub(super) fn lived(mut self, told: &str) -> Self {
        self.trip.life = life::tests::lived(told).unwrap();
        self
    }

    /// The stop is held then: `9月`.
    pub(super) fn held_in(mut self, window: &str) -> Self {
        self.stop.window = Window::parse(window, 2026).unwrap();
        self
    }

    /// Another party of the same school and season.
    pub(super) fn beside(mut self, other: Self) -> Self {
        let mut other = other.trip;
        let count = self.others.len() + 2;
        other.id = id(&format!("d{count}"));
        other.name = format!("示例团组{}", if count == 2 { "二" } else { "三" });
        self.others.push(other);
        self
    }

    /// A vacation abroad.
    pub(super) fn on_vacation(mut self, vacation: HostVacation) -> Self {
        self.hosts.push(vacation);
        self
    }

    /// A public holiday abroad.
    pub(super) fn on_holiday(mut self, holiday: HostHoliday) -> Self {
        self.holidays.push(holiday);
        self
    }

    /// A month of fasting abroad.
    pub(super) fn in_ramadan(mut self, month: HostVacation) -> Self {
        self.ramadan.push(month);
        self
    }

    /// The same under another figure of the rulebook.
    pub(super) fn under(mut self, change: impl FnOnce(&mut Rulebook)) -> Self {
        change(&mut self.book);
        self
    }

    pub(super) fn book(&self) -> &Rulebook {
        &self.book
    }

    /// What these rules find: `R04 justify days=9 cap=6`, joined by `; `.
    #[track_caller]
    pub(super) fn finds(&self, rules: &[Rule], expected: &str) {
        assert_eq!(told(&self.found(rules), None), expected);
    }

    /// How many things these rules find.
    pub(super) fn count_of(&self, rules: &[Rule]) -> usize {
        self.found(rules).iter().count()
    }

    /// The same with some of the figures only.
    #[track_caller]
    pub(super) fn finds_figures(&self, rules: &[Rule], figures: &[&str], expected: &str) {
        assert_eq!(told(&self.found(rules), Some(figures)), expected);
    }

    /// What all rules find.
    #[track_caller]
    pub(super) fn finds_in_all(&self, expected: &str) {
        assert_eq!(told(&self.check_all(), None), expected);
    }

    pub(super) fn check_all(&self) -> Findings {
        self.look(check)
    }

    fn found(&self, rules: &[Rule]) -> Findings {
        self.look(|case| {
            let mut findings = Vec::new();
            for rule in rules {
                let rule = as_layered(rule, case.book);
                (rule.check)(case, &mut Report::of(&rule, &mut findings));
            }
            for finding in &findings {
                for said in [&finding.says, &finding.remedy, &finding.place.words] {
                    assert!(!said.zh.contains(['{', '}']) && !said.en.contains(['{', '}']), "{said:?}");
                }
            }
            Findings::sorted(findings)
        })
    }

    /// What the wording rule finds in a paper's text.
    pub(super) fn in_paper(&self, place: &kernel::Place, text: &str) -> Vec<kernel::Finding> {
        let mut found = Vec::new();
        self.look(|case| {
            found = super::purpose_wording::in_paper(case, place, text);
            Findings::default()
        });
        found
    }

    fn look(&self, see: impl FnOnce(&Case<'_>) -> Findings) -> Findings {
        self.see(see)
    }

    /// Lets somebody see the case.
    pub(crate) fn see<T>(&self, see: impl FnOnce(&Case<'_>) -> T) -> T {
        see(&Case {
            delegation: &self.trip,
            stop: &self.stop,
            season: &self.season,
            school: &self.school,
            book: &self.book,
            workdays: &Workdays::default(),
            others: &self.others,
            hosts: &self.hosts,
            holidays: &self.holidays,
            ramadan: &self.ramadan,
            visas: &Knowledge::of_tests().visas,
            today: self.today,
        })
    }
}

fn told(findings: &Findings, figures: Option<&[&str]>) -> String {
    let one = |finding: &kernel::Finding| {
        let kept =
            finding.figures.iter().filter(|(name, _)| figures.is_none_or(|wanted| wanted.contains(*name)));
        let figures = kept.map(|(name, value)| format!(" {name}={value}")).collect::<Vec<_>>().concat();
        format!("{} {}{figures}", finding.rule, finding.severity)
    };
    findings.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn countries(text: &str) -> Vec<Country> {
    text.split_whitespace().map(|code| code.parse().unwrap()).collect()
}

/// A readable id: every letter of the text, padded into the shape ids have.
fn id<T>(text: &str) -> kernel::Id<T> {
    let hex = text.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    format!("00000000-0000-7000-8000-{hex:0>12}").parse().unwrap()
}

fn season() -> Season {
    let stop = |&(number, region, codes, days): &(u32, &str, &str, i64)| Stop {
        id: id(&format!("s{number}")),
        number,
        site: Site {
            text: region.to_owned(),
            region: region.to_owned(),
            countries: countries(codes),
            inferred: false,
            unknown: Vec::new(),
            choice: Choice::All,
        },
        city: City::Undecided,
        window: Window::default(),
        stay: Some(StayDays { low: days, high: days, about: false, text: format!("{days}天") }),
        themes: vec![Theme("金砖大赛".to_owned())],
        title: format!("示例{region}国际赛"),
    };
    Season {
        id: id("2026"),
        year: 2026,
        name: "示例赛季".to_owned(),
        stops: STOPS.iter().map(stop).collect(),
        tasks: Vec::new(),
        goals: Vec::new(),
    }
}

fn school(province: &str, name: &str) -> School {
    School {
        id: id("school"),
        name: name.to_owned(),
        name_en: "Example College".to_owned(),
        province: province.to_owned(),
        city: "示例市".to_owned(),
        authority: "示例省教育厅".to_owned(),
        copied: String::new(),
        register: "示例职院".to_owned(),
        signer: "示例签发人".to_owned(),
        office: "示例办公室".to_owned(),
        address_en: String::new(),
        strengths: Vec::new(),
        programme: String::new(),
    }
}

fn members(staff: usize, students: usize) -> Vec<Member> {
    let member = |(index, (zh, given)): (usize, &(&str, &str))| {
        let student = index >= staff;
        let kind = if student { DocumentKind::Ordinary } else { DocumentKind::PublicAffairs };
        Member {
            name: PersonName {
                zh: format!("示例{zh}"),
                surname: "SHILI".to_owned(),
                given: (*given).to_owned(),
            },
            sex: Sex::Female,
            born: date(1980, 1, 1),
            unit: "智能制造学院".to_owned(),
            post: if student { "示例2501班" } else { "教研室主任" }.to_owned(),
            rank: if student { "" } else { "副教授" }.to_owned(),
            kind: if student { Kind::Student } else { Kind::TeachingStaff },
            duty: match index {
                0 => Duty::Head,
                _ if student => Duty::Competitor,
                _ => Duty::Coach,
            },
            standing: if student { Standing::Enrolled } else { Standing::InPost },
            leadership: None,
            document: Some(TravelDocument {
                kind,
                number: "PE0000001".to_owned(),
                expires: date(2030, 1, 1),
            }),
            second_document: None,
            past_trips: Vec::new(),
            family: Vec::new(),
            tasks: vec![1],
            foreign_residence: None,
            politics: None,
            secrecy: Secrecy::No,
        }
    };
    NAMES.iter().take(staff + students).enumerate().map(member).collect()
}

/// First and last day on the way; the days between shared out over the
/// countries in order, each with a bed but the last, which flies home.
fn itinerary(countries: &[Country], days: i64, from: Date, work: Work) -> Itinerary {
    let inner = usize::try_from(days).unwrap() - 2;
    let day = |index: usize| {
        let edge = index == 0 || index == inner + 1;
        let place = index.saturating_sub(1).min(inner - 1) * countries.len() / inner;
        let country = countries[place];
        let half = |border: Option<Border>, leg: Option<Leg>| HalfDay {
            country: if edge { Country::CHINA } else { country },
            city: "示例城".to_owned(),
            work: if edge { Work::Travel } else { work },
            text: if edge { "乘机" } else { "就考评标准进行工作会谈" }.to_owned(),
            host: if edge { "" } else { "示例理工学院" }.to_owned(),
            meets: String::new(),
            tasks: vec![1],
            participants: Vec::new(),
            leg,
            onward: Vec::new(),
            border,
            beside: Vec::new(),
        };
        Day {
            date: from + i32::try_from(index).unwrap().days(),
            morning: half(
                (index == 0).then_some(Border::Exit),
                edge.then(|| Leg {
                    number: if index == 0 { "XX801" } else { "XX802" }.to_owned(),
                    carrier: "示例航空".to_owned(),
                    home_carrier: true,
                    from: "北京".to_owned(),
                    to: "示例城".to_owned(),
                    departs: time(9, 0, 0, 0),
                    arrives: time(20, 0, 0, 0),
                    days_later: Some(0),
                    from_zone: None,
                    to_zone: "America/Sao_Paulo".parse().ok(),
                    via: None,
                }),
            ),
            afternoon: half((index == inner + 1).then_some(Border::Entry), None),
            night: match index {
                0 => Night::Aboard,
                _ if edge => Night::Home,
                _ if index == inner => Night::Aboard,
                _ => Night::Lodging { country, city: "示例城".to_owned() },
            },
        }
    };
    Itinerary { days: (0..inner + 2).map(day).collect() }
}

fn invitation(country: Country, itinerary: &Itinerary) -> Invitation {
    Invitation {
        inviter: "示例理工学院".to_owned(),
        inviter_foreign: "Example Institute".to_owned(),
        kind: Inviter::School,
        country,
        issued_in: country,
        city: "示例城".to_owned(),
        address: "1 Example Street".to_owned(),
        phone: "000-0000".to_owned(),
        email: "office@example.org".to_owned(),
        profile: "示例简介".to_owned(),
        signer: "示例签发人".to_owned(),
        signer_post: "示例院长".to_owned(),
        rank_matches: true,
        direct: true,
        from: itinerary.days.first().map(|day| day.date).unwrap(),
        to: itinerary.days.last().map(|day| day.date).unwrap(),
        issued: Some(date(2026, 5, 8)),
        names: Vec::new(),
        pays: String::new(),
    }
}

fn trip(
    school: &School,
    stop: &Stop,
    category: Category,
    members: Vec<Member>,
    itinerary: Itinerary,
    countries: &[Country],
) -> Delegation {
    Delegation {
        id: id("d1"),
        school: school.id,
        stop: stop.id,
        name: "示例团组一".to_owned(),
        mode: TripMode::OwnParty,
        category,
        plan: Some(PlanEntry { entry: "第3项".to_owned(), quota: 30, used: 0 }),
        members,
        invitations: countries.iter().map(|country| invitation(*country, &itinerary)).collect(),
        itinerary,
        purposes: vec![Purpose {
            task: 1,
            title: "参赛与执裁".to_owned(),
            text: "与示例理工学院就考评标准进行工作会谈".to_owned(),
            necessity: "须当面完成".to_owned(),
            outcome: "形成考评标准一份".to_owned(),
            goals: vec![1],
            promises: Vec::new(),
        }],
        witnesses: Vec::new(),
        funding: Funding {
            source: "示例经费".to_owned(),
            budgeted: true,
            rates: Vec::new(),
            expenses: Vec::new(),
            host_pays: HostPays::default(),
            day_rate: DayRate::Night,
            nights: NightCount::Nights,
            shares: Vec::new(),
        },
        publicity: Some(Publicity {
            place: "示例公告栏".to_owned(),
            from: date(2026, 6, 1),
            to: date(2026, 6, 5),
            result: "未收到异议".to_owned(),
            objections: String::new(),
        }),
        contact: "示例甲".to_owned(),
        justifications: Vec::new(),
        life: life::Life::default(),
        settlement: settlement::Settlement::default(),
    }
}
