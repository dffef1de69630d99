//! What the lint found at one place of a text.

use kernel::{Place, Report, Said, Severity, Words, codes};

codes! {
    /// Why a word is out of place (问题类别).
    pub enum SlipKind {
        /// 考察、参观 without a task.
        StudyTour = "study-tour" "考察性出访表述" "study-tour wording",
        /// Sights.
        Sightseeing = "sightseeing" "游览观光内容" "sightseeing",
        /// Half days without business.
        Idle = "idle" "没有公务的安排" "idle time",
        /// Talk without an object.
        Vague = "vague" "没有实质内容的表述" "wording without substance",
        /// Festivities.
        Ceremony = "ceremony" "庆典慰问类内容" "festivities",
        /// Regions this trip does not go to.
        Regions = "regions" "不属于本次出访的地区" "places outside this trip",
        /// A word the province or the college bars.
        House = "house" "本省或本校不用的表述" "wording barred by the province or the college",
    }
}

/// One thing to mend in a text (用语问题).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The word, or the names joined by `、`.
    pub word: String,
    /// Byte offset of its first character in the text.
    pub at: usize,
    /// What it does to the application.
    pub severity: Severity,
    /// Why it is out of place.
    pub kind: SlipKind,
    /// What to write instead.
    pub instead: Said,
}

impl Slip {
    /// The sentence all wording rules say.
    pub const SAYS: Words = Words { zh: "写有“{word}”，属{kind}", en: "“{word}” is {kind}" };
    /// The remedy all wording rules give.
    pub const REMEDY: Words = Words { zh: "{instead}", en: "{instead}" };

    /// Files the slip with a rule that says [`Slip::SAYS`].
    pub fn file(&self, report: &mut Report<'_>, place: Place) {
        let figures = [
            ("word", Said::plain(&self.word)),
            ("kind", self.kind.words().into()),
            ("instead", self.instead.clone()),
        ];
        report.find(place, &figures).with_severity(self.severity);
    }
}
