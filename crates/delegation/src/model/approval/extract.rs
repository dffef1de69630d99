//! What an application said when it was sent back, in the figures a leader reads, so
//! that the next time they see what became of it.

use jiff::civil::Date;
use kernel::{Money, Said, Stay};

use crate::model::{Delegation, Half, Kind};

/// The figures of an application at one time (要点).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// Staff by name, in order.
    pub staff: Vec<String>,
    /// How many students.
    pub students: usize,
    /// Cities of the route.
    pub route: String,
    /// The days of exit and entry, if they are planned.
    pub stay: Option<(Date, Date)>,
    /// The whole sum, if it could be reckoned.
    pub total: Option<Money>,
    /// What each half day is for.
    pub halves: Vec<(Date, Half, String)>,
}

/// One thing that an application says otherwise than before (改动).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alteration {
    /// What it is.
    pub what: Said,
    /// As it was; empty where there was nothing.
    pub before: Said,
    /// As it is; empty where there is nothing any more.
    pub after: Said,
}

impl Extract {
    /// What a delegation says now.
    pub fn of(delegation: &Delegation, total: Option<Money>) -> Self {
        Self {
            staff: delegation.staff().map(|member| delegation.called(member)).collect(),
            students: delegation.members.iter().filter(|member| member.kind == Kind::Student).count(),
            route: delegation.itinerary.route(),
            stay: delegation.stay().map(|stay| (stay.exit(), stay.entry())),
            total,
            halves: delegation
                .itinerary
                .halves()
                .map(|(date, half, it)| (date, half, it.text.trim().to_owned()))
                .collect(),
        }
    }

    /// Days abroad, both stamps counted.
    pub fn days(&self) -> Option<i64> {
        let (exit, entry) = self.stay?;
        Stay::between(exit, entry).ok().map(Stay::days)
    }

    /// Everything that is otherwise now, the weightiest first. Half days are compared by
    /// their date, and only where the days did not move: moved as a whole they say
    /// nothing new.
    pub fn alterations(&self, now: &Self) -> Vec<Alteration> {
        let mut told = Vec::new();
        let mut differ = |what: Said, before: Said, after: Said| {
            if before != after {
                told.push(Alteration { what, before, after });
            }
        };
        let days = |it: &Self| {
            it.days().map_or_else(unknown, |days| {
                Said::new(
                    format!("{days} 天"),
                    if days == 1 { "1 day".to_owned() } else { format!("{days} days") },
                )
            })
        };
        differ(Said::new("天数", "days"), days(self), days(now));
        let span = |it: &Self| {
            it.stay.map_or_else(unknown, |(exit, entry)| {
                Said::new(format!("{exit} 至 {entry}"), format!("{exit} to {entry}"))
            })
        };
        differ(Said::new("起止", "dates"), span(self), span(now));
        let total =
            |it: &Self| it.total.map_or_else(unknown, |total| Said::plain(format!("¥{}", total.grouped())));
        differ(Said::new("合计", "total"), total(self), total(now));
        differ(Said::new("路线", "route"), Said::plain(&self.route), Said::plain(&now.route));
        let students = |it: &Self| Said::new(format!("{} 人", it.students), it.students.to_string());
        differ(Said::new("学生", "students"), students(self), students(now));
        told.extend(self.people(now));
        if self.stay == now.stay {
            told.extend(self.half_days(now));
        }
        told
    }

    fn people(&self, now: &Self) -> Option<Alteration> {
        let missing = |from: &Self, other: &Self| {
            from.staff
                .iter()
                .filter(|name| !other.staff.contains(name))
                .cloned()
                .collect::<Vec<_>>()
                .join("、")
        };
        let (gone, come) = (missing(self, now), missing(now, self));
        (!gone.is_empty() || !come.is_empty()).then(|| Alteration {
            what: Said::new("人员", "people"),
            before: Said::plain(gone),
            after: Said::plain(come),
        })
    }

    fn half_days<'a>(&'a self, now: &'a Self) -> impl Iterator<Item = Alteration> + 'a {
        let before = |date: Date, half: Half| {
            self.halves.iter().find(|(on, at, _)| (*on, *at) == (date, half)).map_or("", |(_, _, text)| text)
        };
        now.halves.iter().filter(move |(date, half, text)| before(*date, *half) != text).map(
            move |(date, half, text)| {
                let words = half.words();
                Alteration {
                    what: Said::new(
                        format!("{}月{}日{}", date.month(), date.day(), words.zh),
                        format!("{date} {}", words.en),
                    ),
                    before: nothing(before(*date, *half)),
                    after: nothing(text),
                }
            },
        )
    }
}

fn unknown() -> Said {
    Said::new("待定", "not known")
}

fn nothing(text: &str) -> Said {
    if text.is_empty() { Said::new("未安排", "nothing planned") } else { Said::plain(text) }
}
