//! A person in the party, and what for.

use jiff::civil::Date;
use kernel::{Country, PersonName, codes};

/// A person in the party (团员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Name in Chinese and in passport form.
    pub name: PersonName,
    /// As the passport has it.
    pub sex: Sex,
    /// Date of birth.
    pub born: Date,
    /// Sending unit (派员单位): `智能制造学院`.
    pub unit: String,
    /// Post (职务): `副院长`; for students their class.
    pub post: String,
    /// Administrative or professional rank (级别、职称): `正处级`, `副教授`.
    pub rank: String,
    /// What the limits take the person for.
    pub kind: Kind,
    /// What the person does in the party (团内职务).
    pub duty: Duty,
    /// Whether the person still holds the post (R17).
    pub standing: Standing,
    /// The leadership team (领导班子) the person sits in, if any (R14).
    pub leadership: Option<String>,
    /// The document the person travels on, if there is one yet.
    pub document: Option<TravelDocument>,
    /// A second document the person holds for this trip; must be none (R33).
    pub second_document: Option<TravelDocument>,
    /// Official trips of the past two years, newest first.
    pub past_trips: Vec<PastTrip>,
    /// Close family (家庭主要成员), to tell that none travels along (R03).
    pub family: Vec<Relative>,
    /// The annex's tasks this person is needed for, by number (R20).
    pub tasks: Vec<u32>,
    /// A residence permit of a foreign country, approved use of which allows an
    /// ordinary passport (R33).
    pub foreign_residence: Option<Country>,
    /// Political affiliation (政治面貌), where it is known.
    pub politics: Option<Politics>,
    /// Whether the person knows state secrets, and of which degree (R36).
    pub secrecy: Secrecy,
}

codes! {
    /// Political affiliation (政治面貌).
    pub enum Politics {
        /// 中共党员
        Party = "party" "中共党员" "member of the CPC",
        /// 中共预备党员
        Probationary = "probationary" "中共预备党员" "probationary member of the CPC",
        /// 共青团员
        League = "league" "共青团员" "member of the Youth League",
        /// 民主党派成员
        Democratic = "democratic" "民主党派" "member of a democratic party",
        /// 无党派人士
        Independent = "independent" "无党派人士" "without party affiliation",
        /// 群众
        None = "none" "群众" "none",
    }
}

codes! {
    /// Whether a person knows state secrets (涉密等级).
    pub enum Secrecy {
        /// 非涉密
        No = "no" "非涉密" "none",
        /// 一般涉密人员
        General = "general" "一般涉密" "general",
        /// 重要涉密人员
        Important = "important" "重要涉密" "important",
        /// 核心涉密人员
        Core = "core" "核心涉密" "core",
    }
}

impl Politics {
    /// Whether the person is in the Party (R37).
    pub const fn is_party(self) -> bool {
        matches!(self, Self::Party | Self::Probationary)
    }
}

codes! {
    /// 性别
    pub enum Sex {
        /// 男
        Male = "male" "男" "male",
        /// 女
        Female = "female" "女" "female",
    }
}

codes! {
    /// What the limits take a person for (人员类别).
    pub enum Kind {
        /// Teaches or researches, re-hired retirees included (教学科研人员).
        TeachingStaff = "teaching-staff" "教学科研人员" "teaching or research staff",
        /// Works in an office (管理人员).
        Administrator = "administrator" "管理人员" "administrator",
        /// Sits in the school's leadership (校领导).
        Leader = "leader" "校领导" "school leader",
        /// Studies at the school (学生).
        Student = "student" "学生" "student",
        /// Comes from another unit (校外专家).
        OutsideExpert = "outside-expert" "校外专家" "outside expert",
    }
}

codes! {
    /// What a person does in the party (团内职务).
    pub enum Duty {
        /// Answers for the party.
        Head = "head" "团长" "head of delegation",
        /// Stands in for the head.
        DeputyHead = "deputy-head" "副团长" "deputy head",
        /// Coaches competitors.
        Coach = "coach" "教练" "coach",
        /// Judges at the competition.
        Expert = "expert" "裁判" "competition expert",
        /// Negotiates courses, standards, workshops.
        Negotiator = "negotiator" "业务洽谈" "negotiator",
        /// Keeps papers, money and contacts.
        Officer = "officer" "外事联络" "liaison officer",
        /// Interprets.
        Interpreter = "interpreter" "翻译" "interpreter",
        /// Competes.
        Competitor = "competitor" "选手" "competitor",
    }
}

codes! {
    /// Whether a person still belongs to the sending unit.
    pub enum Standing {
        /// 在职
        InPost = "in-post" "在职" "in post",
        /// 返聘: counts as teaching staff (R17).
        Rehired = "rehired" "返聘" "re-hired",
        /// 离职
        Left = "left" "离职" "left",
        /// 退休
        Retired = "retired" "退休" "retired",
        /// 在校生
        Enrolled = "enrolled" "在读" "enrolled",
    }
}

/// A passport (证照).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravelDocument {
    /// Official or ordinary.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// Last day of validity.
    pub expires: Date,
}

codes! {
    /// The kind of a passport (证照种类).
    pub enum DocumentKind {
        /// 公务普通护照, for staff on official trips.
        PublicAffairs = "public-affairs" "公务普通护照" "passport for public affairs",
        /// 公务护照
        Service = "service" "公务护照" "service passport",
        /// 普通护照, for students and private trips.
        Ordinary = "ordinary" "普通护照" "ordinary passport",
    }
}

impl DocumentKind {
    /// Whether it is an official one (因公护照).
    pub const fn is_official(self) -> bool {
        !matches!(self, Self::Ordinary)
    }
}

/// An official trip of the past (上次出访).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastTrip {
    /// First day of the month it began in, or the day itself.
    pub from: Date,
    /// Where it went.
    pub countries: Vec<Country>,
    /// What for.
    pub purpose: String,
}

/// A member of a person's close family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// 称谓: `配偶`, `子女`.
    pub relation: String,
    /// Name in Chinese.
    pub name: String,
}
