//! What the product knows besides the rules (知识库): rates, visas, warnings,
//! lead times, calendars. All of it is dated data with its source, read once
//! from `rulebook/` or from an office's own folder of the same shape; no figure
//! stands in code.

mod back_plan;
mod chains;
mod hosts;
mod lead_times;
mod money_figures;
mod per_diem;
mod reading;
mod visas;
mod wire;

use std::path::Path;

use kernel::Workdays;

pub use back_plan::{BackPlan, Step};
pub use chains::{Chains, KnownChain};
pub use hosts::{HostHoliday, Hosts};
pub use lead_times::{Ask, LeadTimes, Milestone, Stage};
pub use money_figures::{MoneyFigures, Part};
pub(crate) use per_diem::same_city;
pub use per_diem::{NoPerDiem, PerDiem, PerDiemTable};
pub use visas::{Advisory, Clearance, EntryPaper, Level, Need, Recheck, Visa, Visas};

/// Everything known, as data (知识库).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knowledge {
    /// Lodging, meals and incidentals by city (费用标准).
    pub per_diem: PerDiemTable,
    /// Visas, entry papers and warnings (签证、入境、安全提醒).
    pub visas: Visas,
    /// How long each step before a departure takes (办理时限).
    pub lead_times: LeadTimes,
    /// Who reviews an application before it leaves the school (审批链).
    pub chains: Chains,
    /// Working days at home (工作日).
    pub workdays: Workdays,
    /// Vacations and holidays of the hosts (对方假期).
    pub hosts: Hosts,
    /// How the money is reckoned where instruments leave a share (经费口径).
    pub money: MoneyFigures,
}

/// What is wrong with a file of the knowledge, and where (知识库错误).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("知识库文件 {file} {place}：{fault}")]
pub struct KnowledgeFault {
    /// The file: `visas.toml`.
    pub file: String,
    /// The line, the entry or the key.
    pub place: String,
    /// What is wrong and what belongs there.
    pub fault: String,
}

impl Knowledge {
    /// The files that travel with the product.
    pub fn shipped() -> Result<Self, Vec<KnowledgeFault>> {
        reading::knowledge(|file| Ok(reading::shipped(file).to_owned()))
    }

    /// The files of a folder; one that is missing there is taken as shipped, so
    /// that an office keeps only what it changes.
    pub fn from_folder(folder: &Path) -> Result<Self, Vec<KnowledgeFault>> {
        reading::knowledge(|file| reading::bounded(folder, file))
    }
}

#[cfg(test)]
impl Knowledge {
    /// What is shipped, read once for all tests.
    pub(crate) fn of_tests() -> &'static Self {
        static KNOWN: std::sync::OnceLock<Knowledge> = std::sync::OnceLock::new();
        KNOWN.get_or_init(|| Self::shipped().unwrap())
    }
}

#[cfg(test)]
mod tests {
    use kernel::Country;

    use super::*;

    #[test]
    fn what_is_shipped_is_whole() {
        let known = Knowledge::shipped().unwrap();
        assert_eq!(known.per_diem.rows().len(), 273);
        assert_eq!(known.workdays.announced(2026), Some("国办发明电〔2025〕7号"));
        assert_eq!(known.workdays.announced(2027), None);
        assert_eq!(known.visas.visas.len(), 22);
        assert_eq!(known.lead_times.stages.len(), 8);
        assert!(
            known.hosts.vacations.iter().any(|vacation| vacation.country == Country::find("俄罗斯").unwrap())
        );
    }

    #[test]
    fn an_office_overrides_one_file_and_keeps_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let own = "[misc_with_host_transport]\nvalue = \"0.5\"\nbasis = \"示例校财〔2026〕1号\"\nconfidence = \"high\"\n";
        std::fs::write(folder.path().join("money.toml"), own).unwrap();
        let known = Knowledge::from_folder(folder.path()).unwrap();
        assert_eq!(known.money.misc_with_host_transport.basis, "示例校财〔2026〕1号");
        assert_eq!(known.per_diem.rows().len(), 273);
    }

    #[test]
    fn a_broken_file_is_refused_with_its_name_and_place() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("visas.toml"), "[[visa]]\ncountry = \"XX\"\n").unwrap();
        std::fs::write(folder.path().join("per_diem.csv"), "iso2,city\nBR,圣保罗\n").unwrap();
        let faults = Knowledge::from_folder(folder.path()).unwrap_err();
        let files: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
        assert_eq!(files, ["per_diem.csv", "visas.toml"]);
    }
}
