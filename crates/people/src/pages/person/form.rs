//! The form of particulars, as a page shows it.

use chassis::web::Frame;
use kernel::Said;

use super::typed::{Asker, Typed, Wrongs, ZONE, mark, of_document};
use crate::model::{DocumentKind, IdentityNumber, Particular, Person, Sex};

/// What is wrong, and the field it is wrong in.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    pub(super) field: String,
    pub(super) said: String,
}

/// One of a list of choices.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) name: String,
    pub(super) is_chosen: bool,
}

/// A field, as it is asked for.
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) value: String,
    /// `ltr` for what is written in Latin letters and digits.
    pub(super) direction: &'static str,
    pub(super) choices: Vec<Choice>,
    pub(super) wrong: String,
}

/// What can be taken away by a tick.
pub(super) struct Tick {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) is_ticked: bool,
}

/// Fields that belong together.
pub(super) struct Group {
    pub(super) legend: String,
    pub(super) asked: Vec<Asked>,
    pub(super) gone: Option<Tick>,
}

/// The form of a person's particulars.
pub(super) struct Form {
    pub(super) wrongs: Vec<Wrong>,
    pub(super) zone: Asked,
    pub(super) groups: Vec<Group>,
    pub(super) mark: String,
}

impl Form {
    /// A form about somebody known, with what was typed and what is wrong with it.
    pub(super) fn of(frame: &Frame, known: &Person, typed: &Typed, wrongs: &Wrongs, asker: Asker) -> Self {
        let drawn = Drawn { frame, typed, wrongs };
        let mut groups = vec![drawn.who(asker)];
        if asker == Asker::Office {
            groups.push(drawn.place());
        }
        groups.push(drawn.reached());
        groups.push(drawn.identity(known));
        groups.extend((0..=known.documents.len()).map(|at| drawn.document(known, at)));
        let told = |(field, said): &(String, Said)| Wrong {
            field: field.clone(),
            said: drawn.told(&groups, field, said),
        };
        Self {
            wrongs: wrongs.0.iter().map(told).collect(),
            zone: drawn.text(ZONE, "person-zone", "person-zone-hint", "ltr"),
            mark: mark(known),
            groups,
        }
    }
}

/// What a form is drawn from.
struct Drawn<'a> {
    frame: &'a Frame,
    typed: &'a Typed,
    wrongs: &'a Wrongs,
}

impl Drawn<'_> {
    fn text(&self, name: &str, label: &str, hint: &str, direction: &'static str) -> Asked {
        let wrong = self.wrongs.0.iter().filter(|(field, _)| field == name);
        let wrong: Vec<&str> = wrong.map(|(_, said)| self.frame.said(said)).collect();
        Asked {
            name: name.to_owned(),
            label: self.frame.say(label),
            hint: if hint.is_empty() { String::new() } else { self.frame.say(hint) },
            value: self.typed.text(name).to_owned(),
            direction,
            choices: Vec::new(),
            wrong: wrong.join(" "),
        }
    }

    fn plain(&self, what: Particular, hint: &str, direction: &'static str) -> Asked {
        self.text(what.code(), &format!("person-field-{}", what.code()), hint, direction)
    }

    /// A fault in the summary: the field's name, then what is wrong.
    fn told(&self, groups: &[Group], field: &str, said: &Said) -> String {
        let asked = groups.iter().flat_map(|group| &group.asked).find(|asked| asked.name == field);
        let label = match asked {
            Some(asked) => asked.label.clone(),
            None if field == ZONE => self.frame.say("person-zone"),
            None => return self.frame.said(said).to_owned(),
        };
        format!("{label}：{}", self.frame.said(said))
    }

    fn who(&self, asker: Asker) -> Group {
        let mut fields = Vec::new();
        if asker == Asker::Office {
            fields.push(self.plain(Particular::Name, "", "auto"));
        }
        fields.push(self.plain(Particular::PassportName, "person-passport-name-hint", "ltr"));
        let mut sex = self.plain(Particular::Sex, "", "auto");
        let named = |sex: &Sex| (sex.code(), self.frame.say(format!("person-sex-{}", sex.code())));
        sex.choices = self.choices(&sex.value, Sex::ALL.iter().map(named));
        fields.push(sex);
        fields.push(self.plain(Particular::Born, "person-born-hint", "ltr"));
        fields.push(self.plain(Particular::Nationality, "", "auto"));
        Group { legend: self.frame.say("person-who"), asked: fields, gone: None }
    }

    fn place(&self) -> Group {
        let asked = [Particular::Department, Particular::Post, Particular::Rank];
        let mut asked: Vec<Asked> = asked.iter().map(|what| self.plain(*what, "", "auto")).collect();
        asked.push(self.plain(Particular::Tags, "person-tags-hint", "auto"));
        Group { legend: self.frame.say("person-place"), asked, gone: None }
    }

    fn reached(&self) -> Group {
        let asked = [Particular::Phone, Particular::Mail].map(|what| self.plain(what, "", "ltr"));
        Group { legend: self.frame.say("person-reached"), asked: asked.into(), gone: None }
    }

    fn identity(&self, known: &Person) -> Group {
        let mut number = self.plain(Particular::Identity, "", "ltr");
        number.hint = self.kept(known.identity.as_ref().map(IdentityNumber::masked));
        let reason = self.plain(Particular::IdentityReason, "person-identity-reason-hint", "auto");
        let gone = known.identity.is_some().then(|| self.tick("identity-gone".to_owned()));
        Group { legend: self.frame.say("person-identity"), asked: vec![number, reason], gone }
    }

    /// That a number is kept already, masked.
    fn kept(&self, masked: Option<String>) -> String {
        masked.map_or_else(String::new, |number| self.frame.tell("person-number-kept", &[("number", number)]))
    }

    fn tick(&self, name: String) -> Tick {
        let is_ticked = !self.typed.text(&name).is_empty();
        Tick { label: self.frame.say("person-take-away"), is_ticked, name }
    }

    fn document(&self, known: &Person, at: usize) -> Group {
        let kept = known.documents.get(at);
        let asked = |what: Particular, hint: &str| {
            let label = format!("person-field-{}", what.code());
            self.text(&of_document(what, at), &label, hint, "ltr")
        };
        let mut kind = asked(Particular::DocumentKind, "");
        let named =
            |kind: &DocumentKind| (kind.code(), self.frame.say(format!("person-kind-{}", kind.code())));
        kind.choices = self.choices(&kind.value, DocumentKind::ALL.iter().map(named));
        let mut number = asked(Particular::DocumentNumber, "");
        number.hint = self.kept(kept.map(|document| document.number.masked()));
        let expires = asked(Particular::DocumentExpires, "person-expires-hint");
        let mut issuer = asked(Particular::DocumentIssuer, "");
        issuer.direction = "auto";
        let legend = match kept {
            None => self.frame.say("person-document-new"),
            Some(document) => self.frame.say(format!("person-kind-{}", document.kind.code())),
        };
        let gone = kept.map(|_| self.tick(of_document("document-gone", at)));
        Group { legend, asked: vec![kind, number, expires, issuer], gone }
    }

    /// Choices by their codes and names, with nothing chosen first.
    fn choices(&self, chosen: &str, named: impl Iterator<Item = (&'static str, String)>) -> Vec<Choice> {
        let nothing = ("", self.frame.say("person-not-told"));
        let choice = |(value, name)| Choice { value, name, is_chosen: value == chosen };
        std::iter::once(nothing).chain(named).map(choice).collect()
    }
}
