//! The delegation itself and what is recorded about it.

use jiff::civil::Date;
use kernel::{Id, Stay};
use people::model::SchoolId;
use season::model::StopId;

use super::life::Life;
use super::settlement::Settlement;
use super::{
    Category, Funding, Invitation, Itinerary, Justification, Kind, Member, Publicity, Purpose, TripMode,
    Witness,
};

/// The id of a delegation.
pub type DelegationId = Id<Delegation>;

/// A school's party for one stop (出访团组), and its application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Its id.
    pub id: DelegationId,
    /// Whose party it is.
    pub school: SchoolId,
    /// Where it goes.
    pub stop: StopId,
    /// 团组名称: `示例职业技术学院赴巴西参赛团`.
    pub name: String,
    /// 自组团 or 双跨.
    pub mode: TripMode,
    /// How the limits treat it.
    pub category: Category,
    /// The line of the annual plan it fills, if it is in the plan (R18).
    pub plan: Option<PlanEntry>,
    /// Everybody who travels, leader first; staff and students alike.
    pub members: Vec<Member>,
    /// Half day by half day.
    pub itinerary: Itinerary,
    /// One letter per place, or one for all.
    pub invitations: Vec<Invitation>,
    /// What the party will do about the annex's tasks.
    pub purposes: Vec<Purpose>,
    /// Who signs agreements on the way, if anybody does (R40).
    pub witnesses: Vec<Witness>,
    /// Where the money comes from and what is known of prices.
    pub funding: Funding,
    /// The notice before the application, if it has been posted (R25).
    pub publicity: Option<Publicity>,
    /// Whom the authority may ring.
    pub contact: String,
    /// Recorded reasons, one per justified finding.
    pub justifications: Vec<Justification>,
    /// Everything that has happened to it, and what stands now.
    pub life: Life,
    /// What was advanced, spent and claimed.
    pub settlement: Settlement,
}

/// A line of the school's annual plan (年度计划).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEntry {
    /// Its number or name in the plan.
    pub entry: String,
    /// Trips of persons the plan allows this year (批复人次).
    pub quota: u32,
    /// Trips of persons used before this party (已用人次).
    pub used: u32,
}

impl Delegation {
    /// The staff book (因公团组人员): those the limits count.
    pub fn staff(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.kind != Kind::Student)
    }

    /// The student book (学生名单): ordinary passports, outside the limits.
    pub fn students(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.kind == Kind::Student)
    }

    /// What a member is called where names alone tell people apart: with the month of
    /// birth if another member has the same name, with the day if that is the same too.
    pub fn called(&self, member: &Member) -> String {
        let (name, born) = (&member.name.zh, member.born);
        let alike = || self.members.iter().filter(|other| other.name.zh == *name);
        let month = |born: Date| (born.year(), born.month());
        if alike().count() < 2 {
            name.clone()
        } else if alike().filter(|other| month(other.born) == month(born)).count() < 2 {
            format!("{name}（{}.{:02}）", born.year(), born.month())
        } else {
            format!("{name}（{}.{:02}.{:02}）", born.year(), born.month(), born.day())
        }
    }

    /// The member who is called so.
    pub fn member_called(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| self.called(member) == name)
    }

    /// The head of the delegation (团长), if one is named.
    pub fn head(&self) -> Option<&Member> {
        self.members.iter().find(|member| member.duty == super::Duty::Head)
    }

    /// The stay between the border stamps, if the itinerary has both.
    pub fn stay(&self) -> Option<Stay> {
        self.itinerary.stay()
    }
}
