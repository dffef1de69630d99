//! A school as a file: `school.toml`, one key per field.

pub mod person;
mod policy;

use serde::Deserialize;

use crate::model::{School, SchoolId};

pub use policy::policy;

/// A school file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolFile {
    name: String,
    name_en: String,
    province: String,
    city: String,
    authority: String,
    #[serde(default)]
    copied: String,
    register: String,
    signer: String,
    office: String,
    address_en: String,
    #[serde(default)]
    strengths: Vec<String>,
    programme: String,
}

/// A school file that cannot be read; the sentence names line and key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("看不懂学校信息文件：{0}")]
pub struct UnreadableSchool(pub String);

/// Reads a school file; the id is given by the desk.
pub fn school(text: &str, id: SchoolId) -> Result<School, UnreadableSchool> {
    let file: SchoolFile = toml::from_str(text).map_err(|error| UnreadableSchool(error.to_string()))?;
    Ok(School {
        id,
        name: file.name,
        name_en: file.name_en,
        province: file.province,
        city: file.city,
        authority: file.authority,
        copied: file.copied,
        register: file.register,
        signer: file.signer,
        office: file.office,
        address_en: file.address_en,
        strengths: file.strengths,
        programme: file.programme,
    })
}
