//! Lays the layers over each other and hands out typed figures. The layers were
//! checked when they were read; all that can go wrong here is a figure that no
//! layer gives on the day.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use kernel::{Continent, Severity};

use super::fault::RulebookFault;
use super::figure::Figure;
use super::layer::Layer;
use super::schema::Value;
use super::term::Term;
use super::{Frequency, LeaderFigures, PaperFigures, Profile, Rulebook, StayFigures};
use crate::lint::Lexicon;

/// The effective rulebook of some layers, weakest first.
pub(super) fn rulebook(layers: Vec<&Layer>, lexicon: &Lexicon, on: Date) -> Result<Rulebook, RulebookFault> {
    let pile = Pile { layers, on };
    Ok(Rulebook {
        on,
        layers: pile.layers.iter().map(|layer| layer.title()).collect(),
        team_cap: pile.need("team.cap", count)?,
        stay: pile.stay()?,
        countries_cap: pile.need("countries.cap", count)?,
        family_relations: pile.need("family.relations", list)?,
        leader: pile.leader()?,
        academic_titles: pile.need("academic.titles", list)?,
        academic_exchange: pile.need("exemption.academic_exchange", switch)?,
        competition_case_by_case: pile.need("exemption.competition_case_by_case", switch)?,
        work_share: pile.need("work.share", fraction)?,
        travel_in_base: pile.need("work.travel_in_base", switch)?,
        publicity_days: pile.need("publicity.days", count)?,
        objection_words: pile.need("publicity.objection_words", list)?,
        settled_words: pile.need("publicity.settled_words", list)?,
        no_intermediary: pile.need("invitation.no_intermediary", list)?,
        papers: pile.papers()?,
        branch_from: pile.need("party.branch_from", count)?,
        hospitality_words: pile.need("hospitality.words", list)?,
        lexicon: pile.lexicon(lexicon),
        profile: Profile {
            instruments: pile.may("profile.instruments", list),
            portal: pile.may("profile.portal", text),
            forms: pile.may("profile.forms", list),
            approvals: pile.may("profile.approvals", list),
        },
        severities: pile.severities(),
    })
}

struct Pile<'a> {
    layers: Vec<&'a Layer>,
    on: Date,
}

impl Pile<'_> {
    /// The strongest layer's figure for a key.
    fn may<T>(&self, key: &str, read: fn(&Value) -> Option<T>) -> Option<Figure<T>> {
        let figure = self.layers.iter().rev().find_map(|layer| layer.on(key, self.on))?;
        read(&figure.value).map(|value| figure.with(value))
    }

    /// The same for a key that no rulebook may lack.
    fn need<T>(&self, key: &str, read: fn(&Value) -> Option<T>) -> Result<Figure<T>, RulebookFault> {
        self.may(key, read).ok_or_else(|| RulebookFault {
            key: key.to_owned(),
            ..RulebookFault::whole(
                "national.toml",
                format!("没有在 {} 有效的数值", self.on),
                format!("no figure holds on {}", self.on),
            )
        })
    }

    fn stay(&self) -> Result<StayFigures, RulebookFault> {
        Ok(StayFigures {
            near: [
                self.need("stay.one", count)?,
                self.need("stay.two", count)?,
                self.need("stay.three", count)?,
            ],
            far: [
                self.need("stay.far.one", count)?,
                self.need("stay.far.two", count)?,
                self.need("stay.far.three", count)?,
            ],
            far_continents: self.need("stay.far.continents", continents)?,
            red_eye_from: self.need("stay.red_eye.from", clock)?,
            red_eye_to: self.need("stay.red_eye.to", clock)?,
        })
    }

    fn leader(&self) -> Result<LeaderFigures, RulebookFault> {
        Ok(LeaderFigures {
            together: self.need("leader.together", count)?,
            same_country_months: self.need("leader.same_country_months", count)?,
            bureau: self.frequency("leader.bureau.trips", "leader.bureau.years", "leader.bureau.ranks"),
            head: self.frequency("leader.head.trips", "leader.head.years", "leader.head.posts"),
        })
    }

    fn frequency(&self, trips: &str, years: &str, whom: &str) -> Option<Frequency> {
        let (trips, years) = (self.may(trips, count)?, self.may(years, count)?);
        Some(Frequency { trips, years, whom: self.may(whom, list)? })
    }

    fn papers(&self) -> Result<PaperFigures, RulebookFault> {
        Ok(PaperFigures {
            valid_months: self.need("passport.valid_months", count)?,
            return_days: self.need("passport.return_days", term)?,
            lock_days: self.may("passport.lock_days", count),
            publication_days: self.need("publicity.after_days", term)?,
            publication_length: self.need("publicity.after_length", count)?,
            report_days: self.need("report.days", term)?,
            report_form: self.may("report.form", text),
            publicity_form: self.may("publicity.form", text),
        })
    }

    /// The words of every layer together: a college adds, it does not replace.
    fn lexicon(&self, shared: &Lexicon) -> Lexicon {
        let mut lexicon = shared.clone();
        for layer in &self.layers {
            let words =
                |key: &str| layer.on(key, self.on).and_then(|figure| list(&figure.value)).unwrap_or_default();
            lexicon.add(Severity::Block, words("words.block"));
            lexicon.add(Severity::Warn, words("words.warn"));
            lexicon.spare(&words("words.spare"));
        }
        lexicon
    }

    fn severities(&self) -> BTreeMap<String, Figure<Severity>> {
        let mut severities = BTreeMap::new();
        for layer in &self.layers {
            for key in layer.entries.keys() {
                let Some(code) = key.strip_prefix("severity.") else { continue };
                let Some(figure) = layer.on(key, self.on) else { continue };
                if let Value::Severity(severity) = figure.value {
                    severities.insert(code.to_owned(), figure.with(severity));
                }
            }
        }
        severities
    }
}

fn count(value: &Value) -> Option<i64> {
    if let Value::Count(count) = value { Some(*count) } else { None }
}

fn term(value: &Value) -> Option<Term> {
    if let Value::Term(term) = value { Some(*term) } else { None }
}

fn switch(value: &Value) -> Option<bool> {
    if let Value::Switch(on) = value { Some(*on) } else { None }
}

fn text(value: &Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text.clone()) } else { None }
}

fn list(value: &Value) -> Option<Vec<String>> {
    if let Value::List(list) = value { Some(list.clone()) } else { None }
}

fn clock(value: &Value) -> Option<Time> {
    if let Value::Clock(time) = value { Some(*time) } else { None }
}

fn fraction(value: &Value) -> Option<(i64, i64)> {
    if let Value::Fraction(part, whole) = value { Some((*part, *whole)) } else { None }
}

fn continents(value: &Value) -> Option<Vec<Continent>> {
    if let Value::Continents(continents) = value { Some(continents.clone()) } else { None }
}
