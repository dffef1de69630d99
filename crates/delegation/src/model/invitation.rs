//! The letter the trip rests on.

use jiff::civil::Date;
use kernel::{Country, codes};

/// An invitation letter (邀请函).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Inviting unit, in Chinese.
    pub inviter: String,
    /// The same in its own language.
    pub inviter_foreign: String,
    /// What the inviter is (R22–R24).
    pub kind: Inviter,
    /// The country the inviter stands in.
    pub country: Country,
    /// The country the letter was issued in.
    pub issued_in: Country,
    /// City of the inviter.
    pub city: String,
    /// Postal address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// A short profile of the inviter (邀请单位简介).
    pub profile: String,
    /// Who signs it.
    pub signer: String,
    /// The signer's post.
    pub signer_post: String,
    /// Whether the signer's rank matches the head's (R43).
    pub rank_matches: bool,
    /// Whether it came from the inviter itself, not through an intermediary (R24).
    pub direct: bool,
    /// First day it covers.
    pub from: Date,
    /// Last day it covers.
    pub to: Date,
    /// When it was issued, if it has been.
    pub issued: Option<Date>,
    /// The passport names on it; empty while it is a draft.
    pub names: Vec<String>,
    /// What the inviter pays for, in words.
    pub pays: String,
}

codes! {
    /// Who may issue a letter, and who may not (邀请方性质).
    pub enum Inviter {
        /// A school or university.
        School = "school" "院校" "school",
        /// A ministry, an agency.
        Government = "government" "政府机构" "government body",
        /// A chamber, a union, an alliance.
        Association = "association" "行业组织" "association",
        /// The competition's organising committee.
        Committee = "committee" "赛事组委会" "organising committee",
        /// A foreign firm.
        Firm = "firm" "当地企业" "foreign firm",
        /// A Chinese-funded firm abroad: not accepted (R23).
        ChineseFirm = "chinese-firm" "中资企业" "Chinese-funded firm",
        /// A foreign mission in China: not accepted (R23).
        Mission = "mission" "外国驻华机构" "foreign mission in China",
        /// An overseas Chinese person or body: not accepted (R23).
        OverseasChinese = "overseas-chinese" "华侨华人" "overseas Chinese",
        /// An agency: not accepted (R24).
        Agency = "agency" "中介机构" "intermediary",
    }
}
