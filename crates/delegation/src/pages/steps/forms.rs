//! The form of every step: what is asked, and what it says unless told otherwise.

use chassis::web::{Fields, Frame};
use jiff::civil::Date;
use kernel::{Currency, Money};

use crate::examination::Examination;
use crate::model::Delegation;
use crate::model::life::{Phase, Step, Terms, Topic};
use crate::operations::life::terms_of;

/// A form that records one step.
pub(super) struct StepForm {
    /// The step's word in the address of the form: that of the command.
    pub(super) step: &'static str,
    /// What it is called.
    pub(super) title: String,
    /// Where it is done instead, if not here.
    pub(super) elsewhere: Option<String>,
    /// What is asked.
    pub(super) inputs: Vec<Input>,
}

/// One thing that is asked.
pub(super) struct Input {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) kind: &'static str,
    pub(super) value: String,
    pub(super) is_needed: bool,
    pub(super) options: Vec<Pick>,
}

/// Whether something must be filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    May,
}

/// Something to pick.
pub(super) struct Pick {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) is_picked: bool,
}

/// The notice before the application has no step of the life: it stands beside it.
pub(super) const POST: &str = "post";
/// Taking the last entry back.
pub(super) const UNDO: &str = "undo";
/// The claim is posted by the money's own operation.
pub(super) const CLAIM: &str = "claim";

/// Fills the forms of one party.
pub(super) struct Desk<'a> {
    pub(super) frame: &'a Frame,
    pub(super) examination: &'a Examination,
    pub(super) today: Date,
    /// What was typed into the form that was refused, and which that was.
    pub(super) typed: (&'a str, &'a Fields),
}

impl Desk<'_> {
    /// Every form that may be filled in now, the next step first.
    pub(super) fn forms(&self) -> Vec<StepForm> {
        let delegation = &self.examination.delegation;
        let steps = delegation.life.next();
        let mut forms: Vec<StepForm> = steps.into_iter().map(|step| self.form(step)).collect();
        if matches!(delegation.life.phase(), Phase::Review | Phase::Agreed) {
            let hung = delegation.publicity.as_ref().is_some_and(|it| !it.result.trim().is_empty());
            let place = if hung || delegation.life.phase() == Phase::Review { forms.len().min(1) } else { 0 };
            forms.insert(place, self.post());
        }
        forms
    }

    fn form(&self, step: Step) -> StepForm {
        let delegation = &self.examination.delegation;
        let id = delegation.id;
        let elsewhere = match step {
            Step::Review | Step::Consent => Some(format!("/approvals/{id}")),
            _ => None,
        };
        StepForm {
            step: step.command(),
            title: step.words().in_language(self.frame.language()).to_owned(),
            elsewhere,
            inputs: self.inputs(step).into_iter().chain(self.reasons(step)).collect(),
        }
    }

    fn inputs(&self, step: Step) -> Vec<Input> {
        let authority = self.examination.school.authority.as_str();
        let on = self.day(step);
        let reason = self.input(step, "reason", "area", "", Need::Must);
        match step {
            Step::Review | Step::Consent => Vec::new(),
            Step::Notice => vec![
                on,
                self.input(step, "number", "text", "", Need::Must),
                self.input(step, "organiser", "text", "", Need::Must),
            ],
            Step::Submission => vec![
                on,
                self.input(step, "number", "text", "", Need::May),
                self.input(step, "to", "text", authority, Need::Must),
            ],
            Step::Return => {
                vec![
                    on,
                    self.input(step, "by", "text", self.returner(), Need::Must),
                    reason,
                    self.links(step),
                ]
            }
            Step::Rejection => vec![on, self.input(step, "by", "text", self.returner(), Need::Must), reason],
            Step::Withdrawal | Step::Cancellation | Step::ChangeRefusal => vec![on, reason],
            Step::Approval => {
                let own = [
                    on,
                    self.input(step, "number", "text", "", Need::Must),
                    self.input(step, "authority", "text", "", Need::Must),
                ];
                own.into_iter().chain(self.terms(step)).collect()
            }
            Step::ChangeRequest => [on, reason].into_iter().chain(self.terms(step)).collect(),
            Step::ChangeGrant => vec![on, self.input(step, "number", "text", "", Need::May)],
            Step::Homecoming => self
                .terms(step)
                .into_iter()
                .chain([self.input(step, "note", "area", "", Need::May)])
                .collect(),
            Step::Loan | Step::PassportReturn | Step::Visa | Step::Session | Step::SecrecyReview => {
                self.of_people(step, on)
            }
            Step::Report => vec![on, self.input(step, "to", "text", authority, Need::Must)],
            Step::Publication => self.notice(step.command(), self.published()),
            _ => vec![on],
        }
    }

    /// What steps ask that people of the party take, each alone.
    fn of_people(&self, step: Step, on: Input) -> Vec<Input> {
        match step {
            Step::Loan => vec![on, self.people(step, &self.unlent())],
            Step::PassportReturn => vec![on, self.people(step, &self.outstanding())],
            Step::Visa => vec![
                on,
                self.input(step, "country", "text", &self.first_country(), Need::Must),
                Input { kind: "date", ..self.input(step, "until", "date", "", Need::Must) },
                self.people(step, &self.approved()),
            ],
            Step::Session => vec![
                on,
                self.input(step, "place", "text", "", Need::Must),
                self.topics(step),
                self.people(step, &self.approved()),
            ],
            Step::SecrecyReview => vec![
                on,
                self.input(step, "member", "text", "", Need::Must),
                self.input(step, "office", "text", "保密办", Need::Must),
            ],
            _ => vec![on],
        }
    }

    /// Where the rules stop a step, what they find may be answered with it.
    fn reasons(&self, step: Step) -> Option<Input> {
        let gated =
            matches!(step, Step::Submission | Step::ChangeRequest | Step::Departure | Step::Reimbursement);
        gated.then(|| self.input(step, "justify", "area", "", Need::May))
    }

    /// The notice before the application.
    fn post(&self) -> StepForm {
        let hung = self.examination.delegation.publicity.as_ref();
        StepForm {
            step: POST,
            title: self.frame.say("steps-post"),
            elsewhere: None,
            inputs: self.notice(POST, hung),
        }
    }

    fn notice(&self, step: &'static str, hung: Option<&crate::model::Publicity>) -> Vec<Input> {
        let told = |pick: fn(&crate::model::Publicity) -> String| hung.map(pick).unwrap_or_default();
        let from = hung.map_or(self.today, |it| it.from);
        vec![
            self.named(step, "place", "text", &told(|it| it.place.clone()), Need::Must),
            self.named(step, "from", "date", &from.to_string(), Need::Must),
            self.named(step, "to", "date", &told(|it| it.to.to_string()), Need::Must),
            self.named(step, "result", "text", &told(|it| it.result.clone()), Need::May),
            self.named(step, "objections", "text", &told(|it| it.objections.clone()), Need::May),
        ]
    }

    fn published(&self) -> Option<&crate::model::Publicity> {
        self.examination.delegation.life.publication.as_ref().map(|it| &it.publicity)
    }

    fn input(&self, step: Step, name: &'static str, kind: &'static str, value: &str, need: Need) -> Input {
        self.named(step.command(), name, kind, value, need)
    }

    fn named(&self, step: &str, name: &'static str, kind: &'static str, value: &str, need: Need) -> Input {
        let typed = (self.typed.0 == step).then(|| self.typed.1.text(name).to_owned());
        Input {
            name,
            label: self.label(step, name),
            kind,
            value: typed.unwrap_or_else(|| value.to_owned()),
            is_needed: need == Need::Must,
            options: Vec::new(),
        }
    }

    /// What a field is called: in this step, or everywhere.
    fn label(&self, step: &str, name: &str) -> String {
        let (own, common) = (format!("steps-{}", [step, name].join("-")), ["steps", name].join("-"));
        let said = self.frame.say(&own);
        if said == own { self.frame.say(&common) } else { said }
    }

    fn day(&self, step: Step) -> Input {
        self.named(step.command(), "on", "date", &self.today.to_string(), Need::Must)
    }

    fn picks(&self, step: Step, name: &'static str, options: Vec<(String, String, bool)>) -> Input {
        let refused = self.typed.0 == step.command();
        let options = options
            .into_iter()
            .map(|(value, called, picked)| Pick {
                is_picked: if refused { self.typed.1.has(name, &value) } else { picked },
                name: called,
                value,
            })
            .collect();
        Input { options, ..self.input(step, name, "picks", "", Need::May) }
    }

    fn people(&self, step: Step, names: &[String]) -> Input {
        self.picks(step, "people", names.iter().map(|name| (name.clone(), name.clone(), true)).collect())
    }

    fn topics(&self, step: Step) -> Input {
        let language = self.frame.language();
        let topic = |it: &Topic| (it.code().to_owned(), it.words().in_language(language).to_owned(), true);
        self.picks(step, "topics", Topic::ALL.iter().map(topic).collect())
    }

    /// Links of the chain that a return may begin from again.
    fn links(&self, step: Step) -> Input {
        let chain = self.examination.delegation.life.chain();
        let links = chain.map(|chain| chain.links.as_slice()).unwrap_or_default();
        let first = (String::new(), self.frame.say("steps-from-the-first"), true);
        let others = links.iter().map(|link| (link.code.clone(), link.name.clone(), false));
        Input { kind: "select", ..self.picks(step, "to", [first].into_iter().chain(others).collect()) }
    }

    fn terms(&self, step: Step) -> Vec<Input> {
        let Some(holds) = self.holds() else { return Vec::new() };
        let countries: Vec<&str> = holds.countries.iter().map(|country| country.zh()).collect();
        let tasks: Vec<String> = holds.tasks.iter().map(ToString::to_string).collect();
        let home = step == Step::Homecoming;
        let money = if holds.money.minor == 0 { String::new() } else { holds.money.plain() };
        let mut inputs = vec![
            self.input(step, "exit", "date", &self.exit(&holds).to_string(), Need::Must),
            self.input(step, "entry", "date", &holds.entry.to_string(), Need::Must),
            self.people(step, &holds.people),
            self.input(step, "countries", "text", &countries.join("、"), Need::Must),
            self.input(step, "route", "text", &holds.route, Need::Must),
            self.input(step, "tasks", "text", &tasks.join("、"), Need::May),
        ];
        if !home {
            inputs.push(self.input(step, "money", "text", &money, Need::Must));
        }
        inputs
    }

    fn exit(&self, holds: &Terms) -> Date {
        self.examination.delegation.life.departure.as_ref().map_or(holds.exit, |it| it.on)
    }

    fn holds(&self) -> Option<Terms> {
        let budget = self.examination.budget.as_ref().map(|budget| budget.total);
        terms_of(&self.examination.delegation, budget.unwrap_or(Money::zero(Currency::Cny)))
    }

    fn approved(&self) -> Vec<String> {
        let life = &self.examination.delegation.life;
        life.approved().map(|terms| terms.people.clone()).unwrap_or_default()
    }

    fn unlent(&self) -> Vec<String> {
        let life = &self.examination.delegation.life;
        let away = |name: &String| life.outstanding().any(|it| it.member == *name);
        self.approved().into_iter().filter(|name| !away(name)).collect()
    }

    fn outstanding(&self) -> Vec<String> {
        self.examination.delegation.life.outstanding().map(|it| it.member.clone()).collect()
    }

    fn first_country(&self) -> String {
        let terms = self.examination.delegation.life.approved();
        terms
            .and_then(|terms| terms.countries.first())
            .map(|country| country.zh().to_owned())
            .unwrap_or_default()
    }

    /// Who sends back what lies there now.
    fn returner(&self) -> &str {
        let life = &self.examination.delegation.life;
        life.submission.as_ref().map_or("", |it| it.authority.as_str())
    }
}

/// The people of a party, where a form named them all: nobody is named then.
pub(super) fn all_of(delegation: &Delegation, named: &[String]) -> bool {
    let holds = delegation.life.approved().map(|terms| terms.people.clone());
    let holds = holds.unwrap_or_else(|| delegation.staff().map(|it| delegation.called(it)).collect());
    holds.iter().all(|name| named.contains(name)) && named.iter().all(|name| holds.contains(name))
}
