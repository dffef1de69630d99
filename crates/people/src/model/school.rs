//! The school whose people travel.

use kernel::Id;

/// The id of a school.
pub type SchoolId = Id<School>;

/// A vocational college (院校), as its papers name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// Its id.
    pub id: SchoolId,
    /// Full name (全称): `示例职业技术学院`.
    pub name: String,
    /// Full name in English.
    pub name_en: String,
    /// Province (省份), whose profile of rules applies: `浙江`.
    pub province: String,
    /// City of the seat, where trips begin.
    pub city: String,
    /// Whom a 请示 goes to (主送机关): `示例省教育厅`.
    pub authority: String,
    /// Who gets a copy (抄送); empty when nobody does.
    pub copied: String,
    /// Letters of the document number (发文机关代字): `示例职院`.
    pub register: String,
    /// Who signs documents out (签发人).
    pub signer: String,
    /// The office that prints them (印发机关).
    pub office: String,
    /// Postal address, in English, for invitation letters.
    pub address_en: String,
    /// Strong fields (优势专业), for the reasons of a trip.
    pub strengths: Vec<String>,
    /// The school's own programme a trip serves (育人项目).
    pub programme: String,
}
