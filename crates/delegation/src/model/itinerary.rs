//! Where the party is, half day by half day, with whom and what for.

use jiff::civil::{Date, Time};
use kernel::{Country, Stay, Zone, codes};

/// The days of a trip (日程), in order, without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Itinerary {
    /// One entry a calendar day.
    pub days: Vec<Day>,
}

/// One calendar day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which day, by the clock of the place.
    pub date: Date,
    /// 上午.
    pub morning: HalfDay,
    /// 下午.
    pub afternoon: HalfDay,
    /// Where the night after it is spent.
    pub night: Night,
}

codes! {
    /// Half of a day (时段).
    pub enum Half {
        /// 上午
        Morning = "morning" "上午" "morning",
        /// 下午
        Afternoon = "afternoon" "下午" "afternoon",
    }
}

/// What happens in half a day (半天).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfDay {
    /// Country of the place; `CN` at home.
    pub country: Country,
    /// City, or cities joined by `—` when the half day is spent between them.
    pub city: String,
    /// What kind of thing it is.
    pub work: Work,
    /// What is done, in the words the programme prints.
    pub text: String,
    /// Host unit (对方单位); empty when there is none.
    pub host: String,
    /// Person met, with post (会见人).
    pub meets: String,
    /// Tasks of the annex it serves, by number.
    pub tasks: Vec<u32>,
    /// Who takes part, by Chinese name (参加人员); empty = everybody who is not
    /// named beside it.
    pub participants: Vec<String>,
    /// Flight or train taken in it, if any.
    pub leg: Option<Leg>,
    /// Further flights or trains of the same half day, in order (续程).
    pub onward: Vec<Leg>,
    /// The border crossed in it, if any.
    pub border: Option<Border>,
    /// What other members do at the same time (分组活动), each with its
    /// participants and nothing beside it.
    pub beside: Vec<HalfDay>,
}

impl HalfDay {
    /// It and what goes on beside it: first the party's, then each group's.
    pub fn strands(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.beside)
    }

    /// Its flights and trains, in order.
    pub fn legs(&self) -> impl Iterator<Item = &Leg> {
        self.leg.iter().chain(&self.onward)
    }

    /// Who of the party takes part in this strand of the half day: those it
    /// names, or all whom no other strand names.
    pub fn taking_part(&self, strand: &Self, party: &[String]) -> Vec<String> {
        if !strand.participants.is_empty() {
            return strand.participants.clone();
        }
        let named = |name: &str| self.strands().any(|other| other.participants.iter().any(|it| it == name));
        party.iter().filter(|name| !named(name)).cloned().collect()
    }
}

codes! {
    /// What a half day is spent on (活动性质).
    pub enum Work {
        /// Talks, teaching, signing (公务活动).
        Meeting = "meeting" "会谈交流" "meeting",
        /// Competition business: briefings, judging, competing.
        Competition = "competition" "赛事活动" "competition",
        /// On the way.
        Travel = "travel" "旅途" "travel",
        /// Getting ready: briefing, checking equipment.
        Preparation = "preparation" "准备" "preparation",
        /// Nothing planned.
        Empty = "empty" "空" "empty",
    }
}

impl Work {
    /// Whether it counts as working activity (公务活动时间, R21).
    pub const fn counts(self) -> bool {
        matches!(self, Self::Meeting | Self::Competition)
    }
}

/// A flight or train (航班、车次).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// `CA907`, `XX801`.
    pub number: String,
    /// Carrier's name.
    pub carrier: String,
    /// Whether the carrier is Chinese (国内航空公司).
    pub home_carrier: bool,
    /// City it leaves.
    pub from: String,
    /// City it reaches.
    pub to: String,
    /// Local departure.
    pub departs: Time,
    /// Local arrival.
    pub arrives: Time,
    /// On which day after the departure it arrives, by the calendars of both
    /// places (到达日): 1 = the next day, −1 = the day before, over the date line;
    /// `None` = not written, then the itinerary tells.
    pub days_later: Option<i8>,
    /// Zone of the city it leaves, where no list has the city (出发时区).
    pub from_zone: Option<Zone>,
    /// Zone of the city it reaches, where no list has the city (到达时区).
    pub to_zone: Option<Zone>,
    /// Transit city, airside, if it stops on the way.
    pub via: Option<(String, Country)>,
}

codes! {
    /// The Chinese border, crossed (出入境).
    pub enum Border {
        /// 出境: first day abroad.
        Exit = "exit" "出境" "exit",
        /// 入境: last day abroad.
        Entry = "entry" "入境" "entry",
    }
}

/// Where a night is spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Night {
    /// In a bed abroad, paid for in a city.
    Lodging {
        /// Country of the bed.
        country: Country,
        /// City whose cap applies.
        city: String,
    },
    /// In a seat (航班、火车上).
    Aboard,
    /// At home, before exit or after entry.
    Home,
}

impl Itinerary {
    /// Every half day with its date.
    pub fn halves(&self) -> impl Iterator<Item = (Date, Half, &HalfDay)> {
        self.days.iter().flat_map(|day| {
            [(day.date, Half::Morning, &day.morning), (day.date, Half::Afternoon, &day.afternoon)]
        })
    }

    /// Every half day of every group with its date: see [`HalfDay::strands`].
    pub fn strands(&self) -> impl Iterator<Item = (Date, Half, &HalfDay)> {
        self.halves().flat_map(|(date, half, all)| all.strands().map(move |it| (date, half, it)))
    }

    /// Every flight and train with the half day it leaves in.
    pub fn legs(&self) -> impl Iterator<Item = (Date, Half, &Leg)> {
        self.strands().flat_map(|(date, half, it)| it.legs().map(move |leg| (date, half, leg)))
    }

    /// The day of the first exit stamp.
    pub fn exit(&self) -> Option<Date> {
        self.halves().find(|(_, _, half)| half.border == Some(Border::Exit)).map(|(date, ..)| date)
    }

    /// The day of the last entry stamp.
    pub fn entry(&self) -> Option<Date> {
        self.halves().filter(|(_, _, half)| half.border == Some(Border::Entry)).map(|(date, ..)| date).last()
    }

    /// Days abroad between the stamps, both counted (R09); `None` while a border
    /// day is missing or they stand the wrong way round.
    pub fn stay(&self) -> Option<Stay> {
        Stay::between(self.exit()?, self.entry()?).ok()
    }

    /// Half days of working activity, and those they are a share of: the half days
    /// abroad whose kind is in the base (R21). `None` without a stay.
    pub fn working(&self, in_base: impl Fn(Work) -> bool) -> Option<(i64, i64)> {
        let stay = self.stay()?;
        let abroad = || self.halves().filter(|(date, ..)| stay.covers(*date));
        let total = abroad().filter(|(.., half)| in_base(half.work)).count();
        let work = abroad().filter(|(.., half)| half.work.counts()).count();
        Some((i64::try_from(work).ok()?, i64::try_from(total).ok()?))
    }

    /// Countries really visited, in order: those where something is done or a
    /// night is slept. Airside transit is not a visit (R11).
    pub fn countries(&self) -> Vec<Country> {
        let mut visited = Vec::new();
        let mut note = |country: Country| {
            if country != Country::CHINA && !visited.contains(&country) {
                visited.push(country);
            }
        };
        for day in &self.days {
            for half in day.morning.strands().chain(day.afternoon.strands()) {
                if half.work != Work::Travel {
                    note(half.country);
                }
            }
            if let Night::Lodging { country, .. } = day.night {
                note(country);
            }
        }
        visited
    }

    /// Cities a bed is paid in, each once, in order, with their country.
    pub fn cities(&self) -> Vec<(Country, &str)> {
        let mut cities: Vec<(Country, &str)> = Vec::new();
        for day in &self.days {
            if let Night::Lodging { country, city } = &day.night
                && !cities.contains(&(*country, city.as_str()))
            {
                cities.push((*country, city));
            }
        }
        cities
    }

    /// The cities of the legs in order (路线), joined by `—`:
    /// `北京—马德里—圣保罗—马德里—北京`.
    pub fn route(&self) -> String {
        let mut stations: Vec<&str> = Vec::new();
        for (_, _, leg) in self.legs() {
            let via = leg.via.as_ref().map(|(city, _)| city.as_str());
            for station in [Some(leg.from.as_str()), via, Some(leg.to.as_str())].into_iter().flatten() {
                if stations.last() != Some(&station) {
                    stations.push(station);
                }
            }
        }
        stations.join("—")
    }

    /// Airside stops on the way (经停), in order.
    pub fn transits(&self) -> Vec<(&str, Country)> {
        let mut transits: Vec<(&str, Country)> = Vec::new();
        for (_, _, leg) in self.legs() {
            if let Some((city, country)) = &leg.via
                && !transits.contains(&(city.as_str(), *country))
            {
                transits.push((city, *country));
            }
        }
        transits
    }
}
