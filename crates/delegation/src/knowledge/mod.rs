//! What the product knows besides the rules (知识库): rates, visas, warnings,
//! lead times, calendars. All of it is dated data with its source, read once
//! from `rulebook/` or from an office's own folder of the same shape; no figure
//! stands in code.

mod back_plan;
mod chains;
mod hosts;
mod lead_times;
mod money_figures;
mod parts;
mod per_diem;
mod rates;
mod reading;
mod visas;
mod wire;

use kernel::Workdays;

use crate::model::approval::Seats;
use crate::rulebook::RulebookFault;
use crate::rulebook::folder::Own;
use parts::Parts;

pub use back_plan::{BackPlan, Step};
pub use chains::{Chains, KnownChain};
pub use hosts::{HostHoliday, Hosts};
pub use lead_times::{Ask, LeadTimes, Milestone, Stage};
pub use money_figures::{MoneyFigures, Part, Threshold};
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
    /// Which role answers for an office of a chain (席位).
    pub seats: Seats,
    /// Working days at home (工作日).
    pub workdays: Workdays,
    /// Vacations and holidays of the hosts (对方假期).
    pub hosts: Hosts,
    /// How the money is reckoned where instruments leave a share (经费口径).
    pub money: MoneyFigures,
}

const SHIPPED: [(&str, &str); 8] = [
    ("per_diem.csv", include_str!("../../rulebook/per_diem.csv")),
    ("visas.toml", include_str!("../../rulebook/visas.toml")),
    ("advisories.toml", include_str!("../../rulebook/advisories.toml")),
    ("lead_times.toml", include_str!("../../rulebook/lead_times.toml")),
    ("chains.toml", include_str!("../../rulebook/chains.toml")),
    ("holidays.toml", include_str!("../../rulebook/holidays.toml")),
    ("hosts.toml", include_str!("../../rulebook/hosts.toml")),
    ("money.toml", include_str!("../../rulebook/money.toml")),
];

impl Knowledge {
    /// The files that travel with the product.
    pub fn shipped() -> Result<Self, Vec<RulebookFault>> {
        Self::over_shipped(&[])
    }

    /// The shipped files with an office's own laid over them.
    pub(crate) fn over_shipped(own: &[Own]) -> Result<Self, Vec<RulebookFault>> {
        let shipped = Parts::read(SHIPPED.into_iter())?;
        let own = Parts::read(own.iter().map(|(file, text)| (file.as_str(), text.as_str())))?;
        shipped.under(own).whole().map_err(|fault| vec![fault])
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

    fn own(file: &str, text: &str) -> Result<Knowledge, Vec<String>> {
        let own = [(file.to_owned(), text.to_owned())];
        Knowledge::over_shipped(&own).map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    const HEAD: &str =
        "iso2,country_zh,country_en,city,currency,lodging,meals,misc,from,to,source,confidence,note\n";

    #[test]
    fn an_office_says_one_figure_otherwise_and_keeps_the_rest() {
        let text = "[misc_with_host_transport]\nvalue = \"0.5\"\nbasis = \"示例校财〔2026〕1号\"\nconfidence = \"high\"\n";
        let known = own("money.toml", text).unwrap();
        assert_eq!(known.money.misc_with_host_transport.basis, "示例校财〔2026〕1号");
        assert_eq!(known.per_diem.rows().len(), 273);
    }

    #[test]
    fn one_row_of_rates_is_added_and_counts_before_the_shipped_one() {
        let row = "BR,巴西,Brazil,圣保罗,USD,200,50,45,2026-01-01,,示例校财〔2026〕1号,practice,\n";
        let known = own("per_diem.csv", &format!("{HEAD}{row}")).unwrap();
        let lodging = |city, on: &str| {
            let rate = known.per_diem.find(Country::find("巴西").unwrap(), city, on.parse().unwrap());
            rate.unwrap().lodging.running()
        };
        assert_eq!(lodging("圣保罗", "2026-09-01"), "200");
        assert_eq!(lodging("圣保罗", "2025-09-01"), "240");
        assert_eq!(lodging("里约热内卢", "2026-09-01"), "260");
    }

    #[test]
    fn a_country_s_own_row_replaces_the_shipped_one() {
        let text = "[[advisory]]\ncountry = \"IR\"\nlevel = \"caution\"\nsays_zh = \"示例提醒\"\nsays_en = \"example\"\n\
                    from = \"2026-06-01\"\nchecked_on = \"2026-06-02\"\nevidence = \"示例\"\nconfidence = \"high\"\n";
        let known = own("advisories.toml", text).unwrap();
        let iran: Vec<&str> = known
            .visas
            .advisories
            .iter()
            .filter(|advisory| advisory.country == Country::find("伊朗").unwrap())
            .map(|advisory| advisory.says.zh.as_str())
            .collect();
        assert_eq!(iran, ["示例提醒"]);
        assert!(known.visas.advisories.len() > 1);
    }

    #[test]
    fn every_fault_has_its_line_and_its_key() {
        let visas = "[[visa]]\ncountry = \"XX\"\ndocument = \"ordinary\"\nneed = \"exempt\"\nconditions = \"\"\n\
                     evidence = \"\"\nchecked_on = \"2026-01-01\"\nconfidence = \"high\"\n\n\
                     [[visa]]\ncountry = \"BR\"\ndays = \"九十\"\n\n[[vsa]]\n";
        assert_eq!(
            own("visas.toml", visas).unwrap_err(),
            [
                "visas.toml 第2行 visa.1.country：“XX”不是国家或地区代码；写两个字母，如 BR",
                "visas.toml 第12行 visa.2.days：写的是 \"九十\"，应是整数（不加引号）",
                "visas.toml 第14行 vsa：没有这个键，请核对拼写",
            ]
        );
        let rates = format!("{HEAD}BR,巴西,Brazil,,USD,12O,50,45,,2026-13-01,,practice,\nBR,巴西\n");
        assert_eq!(
            own("per_diem.csv", &rates).unwrap_err(),
            [
                "per_diem.csv 第2行 lodging：“12O”不是金额；写数字，不带单位和逗号",
                "per_diem.csv 第2行 to：“2026-13-01”不是日期；写成 2026-09-14 的样子，或留空",
                "per_diem.csv 第2行 source：缺少依据；请写文件名称和文号",
                "per_diem.csv 第3行：有2格，应有13格；格里有逗号的要加引号",
            ]
        );
        assert_eq!(
            own("money.toml", "[misc_with_host_transport]\nvalue = 0.5\n").unwrap_err(),
            ["money.toml 第2行 misc_with_host_transport.value：写的是 0.5，应是文字（加引号）"]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,200}|([a-z.]{1,12} = [0-9\\[\\]{}\"]{0,8}\n){0,9}") {
            for (file, _) in SHIPPED {
                let _ = own(file, &text);
            }
        }
    }
}
