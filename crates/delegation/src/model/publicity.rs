//! The notice before the application.

use jiff::civil::Date;

/// The notice to one's own people before applying (事前公示).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publicity {
    /// Where it hangs: `学院办公网和公告栏`.
    pub place: String,
    /// First working day.
    pub from: Date,
    /// Last working day.
    pub to: Date,
    /// What came of it, once it is over: `未收到异议`.
    pub result: String,
    /// Where objections go: telephone and mail.
    pub objections: String,
}
