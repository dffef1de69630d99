//! What a folder of knowledge files holds, in parts: the shipped folder holds
//! all of them, an office's own only what it says otherwise. Laid over each
//! other they are the [`Knowledge`].

use jiff::civil::Date;
use kernel::Workdays;

use super::{
    Advisory, Ask, Chains, EntryPaper, HostHoliday, Hosts, Knowledge, KnownChain, LeadTimes, MoneyFigures,
    Part, PerDiem, PerDiemTable, Stage, Threshold, Visa, Visas, rates, reading,
};
use crate::case::HostVacation;
use crate::model::approval::{Seat, Seats};
use crate::rulebook::fault::RulebookFault;
use crate::rulebook::page::Page;

/// What the files of one folder hold.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) rates: Vec<PerDiem>,
    pub(super) visas: Vec<Visa>,
    pub(super) entry: Vec<EntryPaper>,
    pub(super) recheck_days: Option<i64>,
    pub(super) exit_letter: Option<String>,
    pub(super) advisories: Vec<Advisory>,
    pub(super) stages: Vec<Stage>,
    pub(super) ask_exempt: Option<Ask>,
    pub(super) ask_visa: Option<Ask>,
    pub(super) chains: Vec<KnownChain>,
    pub(super) seats: Vec<Seat>,
    pub(super) years: Vec<Year>,
    pub(super) vacations: Vec<HostVacation>,
    pub(super) ramadan: Vec<HostVacation>,
    pub(super) host_holidays: Vec<HostHoliday>,
    pub(super) holiday_basis: Option<String>,
    pub(super) misc_with_host_transport: Option<Part>,
    pub(super) banquet_of_meals: Option<Part>,
    pub(super) payment_proved_from: Option<Threshold>,
}

/// The days off and the make-up workdays of one year, by one notice.
#[derive(Debug)]
pub(super) struct Year {
    pub(super) number: i16,
    pub(super) notice: String,
    pub(super) off: Vec<(Date, String)>,
    pub(super) worked: Vec<(Date, String)>,
}

impl Parts {
    /// Reads the files that are the knowledge's; figures and words are the
    /// rulebook's own.
    pub(super) fn read<'t>(
        files: impl Iterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, Vec<RulebookFault>> {
        let mut parts = Self::default();
        let mut faults = Vec::new();
        for (file, text) in files {
            let read = match file {
                "per_diem.csv" => {
                    match rates::read(file, text) {
                        Ok(rates) => parts.rates = rates,
                        Err(wrong) => faults.extend(wrong),
                    }
                    continue;
                }
                "visas.toml" => reading::visas,
                "advisories.toml" => reading::advisories,
                "lead_times.toml" => reading::lead_times,
                "chains.toml" => reading::chains,
                "holidays.toml" => reading::holidays,
                "hosts.toml" => reading::hosts,
                "money.toml" => reading::money,
                _ => continue,
            };
            let mut page = Page::open(file, text);
            read(&mut page, &mut parts);
            faults.extend(page.close());
        }
        if faults.is_empty() { Ok(parts) } else { Err(faults) }
    }

    /// These parts with an office's own laid over them: a row of the same country
    /// and passport, of the same country, of the same year is replaced; rates are
    /// added, and the later one counts; steps are replaced as a whole.
    pub(super) fn under(mut self, own: Self) -> Self {
        self.rates.extend(own.rates);
        self.visas.retain(|visa| {
            !own.visas.iter().any(|new| (new.country, new.document) == (visa.country, visa.document))
        });
        self.visas.extend(own.visas);
        replace(&mut self.entry, own.entry, |entry| entry.country);
        replace(&mut self.advisories, own.advisories, |advisory| advisory.country);
        replace(&mut self.chains, own.chains, |known| known.chain.code.clone());
        replace(&mut self.seats, own.seats, |seat| seat.office.clone());
        replace(&mut self.years, own.years, |year| year.number);
        replace(&mut self.vacations, own.vacations, |vacation| vacation.country);
        replace(&mut self.ramadan, own.ramadan, |month| month.country);
        replace(&mut self.host_holidays, own.host_holidays, |holiday| holiday.country);
        if !own.stages.is_empty() {
            self.stages = own.stages;
        }
        Self {
            recheck_days: own.recheck_days.or(self.recheck_days),
            exit_letter: own.exit_letter.or(self.exit_letter),
            ask_exempt: own.ask_exempt.or(self.ask_exempt),
            ask_visa: own.ask_visa.or(self.ask_visa),
            holiday_basis: own.holiday_basis.or(self.holiday_basis),
            misc_with_host_transport: own.misc_with_host_transport.or(self.misc_with_host_transport),
            banquet_of_meals: own.banquet_of_meals.or(self.banquet_of_meals),
            payment_proved_from: own.payment_proved_from.or(self.payment_proved_from),
            ..self
        }
    }

    /// The knowledge, if no part is missing.
    pub(super) fn whole(self) -> Result<Knowledge, RulebookFault> {
        let missing = |file: &str, key: &str| RulebookFault {
            key: key.to_owned(),
            ..RulebookFault::whole(file, "缺少这个键", "this key is missing")
        };
        let mut workdays = Workdays::default();
        for year in self.years {
            workdays.notices.insert(year.number, year.notice);
            workdays.holidays.extend(year.off);
            workdays.makeup.extend(year.worked);
        }
        Ok(Knowledge {
            per_diem: PerDiemTable::new(self.rates),
            visas: Visas {
                visas: self.visas,
                entry: self.entry,
                advisories: self.advisories,
                exit_letter: self.exit_letter.ok_or_else(|| missing("visas.toml", "exit_letter"))?,
                recheck_days: self.recheck_days.ok_or_else(|| missing("visas.toml", "recheck"))?,
            },
            lead_times: LeadTimes {
                stages: self.stages,
                exempt: self.ask_exempt.ok_or_else(|| missing("lead_times.toml", "ask.exempt"))?,
                visa: self.ask_visa.ok_or_else(|| missing("lead_times.toml", "ask.visa"))?,
            },
            chains: Chains(self.chains),
            seats: Seats(self.seats),
            workdays,
            hosts: Hosts {
                vacations: self.vacations,
                ramadan: self.ramadan,
                holidays: self.host_holidays,
                basis: self.holiday_basis.ok_or_else(|| missing("hosts.toml", "basis.holiday"))?,
            },
            money: MoneyFigures {
                misc_with_host_transport: self
                    .misc_with_host_transport
                    .ok_or_else(|| missing("money.toml", "misc_with_host_transport"))?,
                banquet_of_meals: self
                    .banquet_of_meals
                    .ok_or_else(|| missing("money.toml", "banquet_of_meals"))?,
                payment_proved_from: self
                    .payment_proved_from
                    .ok_or_else(|| missing("money.toml", "payment_proved_from"))?,
            },
        })
    }
}

/// What is said newly of a thing replaces all that was said of it.
fn replace<T, K: PartialEq>(all: &mut Vec<T>, own: Vec<T>, of: fn(&T) -> K) {
    all.retain(|known| !own.iter().any(|new| of(new) == of(known)));
    all.extend(own);
}
