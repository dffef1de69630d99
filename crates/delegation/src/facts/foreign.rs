//! What a letter of invitation says, in the host's language and in Chinese. The
//! Chinese page is its translation, so both are made from the same values.

use chassis::Error;
use documents::{Fact, Paper, record};
use jiff::civil::Date;
use kernel::Country;

use super::speech::{OPEN, Speech, foreign};
use super::{Subject, dates, letters};
use crate::model::{Invitation, Kind, Member, Sex};

/// Which letter is asked for (函).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letter<'a> {
    /// Which of the delegation's invitations, from 0.
    pub host: usize,
    /// The language, by code or name; the host country's usual one without it.
    pub language: Option<&'a str>,
    /// What it is for.
    pub aim: Aim,
}

/// What a letter is for (用途).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Aim {
    /// The application, which hangs out: no birth dates, no passport numbers.
    #[default]
    Application,
    /// A visa: both are on it.
    Visa,
}

/// The letter's values: Chinese and foreign, gathered once.
struct Told<'a> {
    subject: &'a Subject<'a>,
    speech: Speech<'a>,
    invitation: Option<&'a Invitation>,
    country: Option<Country>,
    aim: Aim,
}

/// The facts with `letter.*` in Chinese and `foreign.*` in the language.
pub(crate) fn add(
    facts: Fact,
    paper: &Paper,
    subject: &Subject<'_>,
    letter: Letter<'_>,
) -> Result<Fact, Error> {
    let invitation = subject.delegation.invitations.get(letter.host);
    let at_home = subject.stop.site.countries.first().copied();
    let country = invitation.map(|it| it.country).or(at_home);
    let speech = Speech::of(paper, letter.language, country)?;
    let told = Told { subject, speech, invitation, country, aim: letter.aim };
    let code = speech.tongue.code();
    Ok(facts
        .with("paper.language", code)
        .with("letter", told.in_chinese())
        .with("foreign", told.in_the_language()?))
}

impl Told<'_> {
    fn in_chinese(&self) -> Fact {
        let Subject { delegation, .. } = *self.subject;
        let letter = self.invitation.map_or_else(letters::blank, letters::invitation);
        let range = self.days().map(|(from, to)| dates::range(from, to));
        let members: Vec<Fact> = delegation.members.iter().enumerate().map(of_member).collect();
        letter
            .with("country", self.country.map(Country::zh))
            .with("range", range)
            .with("days", self.length())
            .with("places", self.cities().join("、"))
            .with("contacts", self.contacts("，", &str::to_owned))
            .with("count", delegation.members.len())
            .with("tasks", self.tasks())
            .with("visa", self.aim == Aim::Visa)
            .with("members", members)
    }

    fn in_the_language(&self) -> Result<Fact, Error> {
        let Subject { delegation, stop, season, school, .. } = *self.subject;
        let speech = &self.speech;
        let comma = speech.tongue.about("comma");
        let given = |text: fn(&Invitation) -> &String| {
            speech.latin(&self.invitation.map(text).map(|text| foreign(text)).unwrap_or_default())
        };
        let open = |text: String| if text.is_empty() { OPEN.to_owned() } else { text };
        let city = self.invitation.map(|it| speech.city(&it.city)).unwrap_or_default();
        let places: Vec<String> = self.cities().iter().map(|city| speech.city(city)).collect();
        let range = self.days().map(|(from, to)| speech.range(from, to)).transpose()?;
        let members: Vec<Fact> = (delegation.members.iter().enumerate())
            .map(|member| self.foreign_member(member))
            .collect::<Result<_, _>>()?;
        // Who signs is a man or a woman that we do not know: the plain form.
        let signer =
            self.invitation.and_then(|it| speech.post(&["lead", "post"], &it.signer_post, Sex::Male));
        Ok(record! {
            inviter: open(given(|it| &it.inviter_foreign)),
            address: given(|it| &it.address),
            phone: given(|it| &it.phone),
            email: given(|it| &it.email),
            contacts: self.contacts(comma, &|text| speech.latin(&foreign(text))),
            city: open(city),
            country: self.country.map_or_else(|| OPEN.to_owned(), |country| speech.country(country)),
            event: speech.event(&stop.title, season.year, &stop.site.region, &stop.site.countries)?,
            range: open(range.unwrap_or_default()),
            days: speech.digits(&self.length().to_string()),
            places: open(places.join(comma)),
            count: speech.digits(&delegation.members.len().to_string()),
            school: speech.latin(&school.name_en),
            school_address: speech.latin(&school.address_en),
            head_post: delegation.head().and_then(|head| self.post(head)),
            signer: given(|it| &it.signer),
            signer_post: signer,
            members: members,
            untranslated: self.untranslated(),
        })
    }

    fn foreign_member(&self, (index, member): (usize, &Member)) -> Result<Fact, Error> {
        let speech = &self.speech;
        let duty = speech.called("duty", member.duty.code(), member.sex);
        let parts: Vec<&str> = self.post(member).into_iter().chain(duty).collect();
        let mut post = parts.join(speech.tongue.about("comma"));
        // The letter invites a delegation of the school; whoever is of another unit
        // gets room for its name, which we have in Chinese only.
        if member.kind == Kind::OutsideExpert {
            post = format!("{post} ({OPEN})");
        }
        Ok(record! {
            index: speech.digits(&(index + 1).to_string()),
            name: speech.latin(&member.name.for_letter()),
            sex: speech.called("sex", member.sex.code(), Sex::Male),
            birth: speech.birth(member.born)?,
            passport: member.document.as_ref().map(|document| speech.latin(&document.number)),
            post: post,
        })
    }

    fn post(&self, member: &Member) -> Option<&str> {
        let find = |groups: &[&str], post: &str| self.speech.post(groups, post, member.sex);
        match member.kind {
            Kind::Student => self.speech.called("duty", "student", member.sex),
            Kind::Leader => find(&["lead", "post"], &member.post),
            _ => find(&["post"], &member.post).or_else(|| find(&["post"], &member.rank)),
        }
    }

    /// Posts that no term translates: the letter leaves them out, and says so.
    fn untranslated(&self) -> Vec<&str> {
        let members = self.subject.delegation.members.iter();
        let mut posts: Vec<&str> =
            members.filter(|member| self.post(member).is_none()).map(|member| member.post.as_str()).collect();
        posts.retain(|post| !post.is_empty());
        posts.dedup();
        posts
    }

    /// The days the letter covers, else those of the trip.
    fn days(&self) -> Option<(Date, Date)> {
        let stay = || self.subject.delegation.itinerary.stay().map(|stay| (stay.exit(), stay.entry()));
        self.invitation.map(|it| (it.from, it.to)).or_else(stay)
    }

    /// Both ends counted.
    fn length(&self) -> i64 {
        let days = self.days().and_then(|(from, to)| from.until(to).ok());
        days.map_or(0, |span| i64::from(span.get_days()) + 1)
    }

    /// Where the party works in the host's country in those days; the host's city
    /// if nothing is planned yet.
    fn cities(&self) -> Vec<&str> {
        let within = |date: Date| self.days().is_some_and(|(from, to)| (from..=to).contains(&date));
        let mut cities: Vec<&str> = Vec::new();
        for (date, _, half) in self.subject.delegation.itinerary.halves() {
            let there = Some(half.country) == self.country && half.work.counts() && within(date);
            if there && !cities.contains(&half.city.as_str()) {
                cities.push(&half.city);
            }
        }
        if cities.is_empty() {
            cities.extend(self.invitation.map(|it| it.city.as_str()));
        }
        cities
    }

    /// What is done with this host, by the annex's tasks that the letter has words
    /// for; all tasks of the trip if the itinerary does not say.
    fn tasks(&self) -> Vec<Fact> {
        let Subject { delegation, .. } = *self.subject;
        let inviter = self.invitation.map_or("", |it| it.inviter.as_str());
        let with_host = delegation.itinerary.halves().filter(|(_, _, half)| half.host == inviter);
        let mut tasks: Vec<u32> = with_host.flat_map(|(_, _, half)| half.tasks.clone()).collect();
        if tasks.is_empty() {
            tasks = delegation.purposes.iter().map(|purpose| purpose.task).collect();
        }
        tasks.retain(|number| self.speech.tongue.says(&format!("task_{number}")));
        tasks.sort_unstable();
        tasks.dedup();
        tasks.into_iter().map(|number| record! { number: number }).collect()
    }

    fn contacts(&self, between: &str, written: &dyn Fn(&str) -> String) -> String {
        let given = self.invitation.into_iter().flat_map(|it| [it.phone.as_str(), it.email.as_str()]);
        given.map(written).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
    }
}

fn of_member((index, member): (usize, &Member)) -> Fact {
    record! {
        index: (index + 1).to_string(),
        name: &member.name.zh,
        letter_name: member.name.for_letter(),
        sex: member.sex.words().zh,
        birth: dates::zh(member.born),
        passport: member.document.as_ref().map(|document| document.number.clone()),
        unit: &member.unit,
        post: format!("{}，{}", member.post, member.duty.words().zh),
    }
}
