//! Countries and the regions the annex groups them in. Data, not code:
//! `data/countries.csv` (ISO 3166-1 with the Chinese short and official names)
//! and `data/regions.csv`. Hong Kong, Macao and Taiwan Province are listed as
//! parts of China, as official papers write them.

mod table;

use std::fmt;
use std::str::FromStr;

use crate::codes;

pub use table::folded;
pub(crate) use table::records;

/// A country or region (国家或地区), by its ISO 3166-1 alpha-2 code. Only codes
/// of the list exist as values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

codes! {
    /// Which part of the world a country lies in, as R07 and R12 ask (洲).
    /// Mexico, Central America and the Caribbean count as Latin America.
    pub enum Continent {
        /// 亚洲
        Asia = "asia" "亚洲" "Asia",
        /// 欧洲
        Europe = "europe" "欧洲" "Europe",
        /// 非洲
        Africa = "africa" "非洲" "Africa",
        /// 北美洲
        NorthAmerica = "north-america" "北美洲" "North America",
        /// 拉丁美洲
        LatinAmerica = "latin-america" "拉丁美洲" "Latin America",
        /// 大洋洲
        Oceania = "oceania" "大洋洲" "Oceania",
        /// 南极洲
        Antarctica = "antarctica" "南极洲" "Antarctica",
    }
}

/// A group of countries the annex names (区域): 北非, 中亚, 中东, 东盟.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// 中文名
    pub zh: String,
    /// English name.
    pub en: String,
    /// Countries that belong to it.
    pub countries: Vec<Country>,
}

/// A text that is no code of the country list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是国家或地区的两位代码（ISO 3166-1），例如巴西写作 BR")]
pub struct UnknownCountry(pub String);

impl Country {
    /// Home.
    pub const CHINA: Self = Self(*b"CN");

    /// The two capital letters.
    pub fn iso2(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The Chinese short name, as papers write it: `巴西`, `中国香港`.
    pub fn zh(self) -> &'static str {
        table::countries().row(self).map_or("", |row| row.zh)
    }

    /// The official Chinese name: `巴西联邦共和国`.
    pub fn official(self) -> &'static str {
        table::countries().row(self).map_or("", |row| row.official)
    }

    /// The English short name.
    pub fn en(self) -> &'static str {
        table::countries().row(self).map_or("", |row| row.en)
    }

    /// The part of the world it lies in.
    pub fn continent(self) -> Continent {
        table::countries().row(self).map_or(Continent::Antarctica, |row| row.continent)
    }

    /// Whether it is China or a part of it that has a code of its own (港澳台).
    pub const fn is_china(self) -> bool {
        matches!(&self.0, b"CN" | b"HK" | b"MO" | b"TW")
    }

    /// Every country and region, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        table::countries().rows.iter().map(|row| row.country)
    }

    /// The country somebody wrote: a short, official, usual or English name, in
    /// simplified or traditional characters, or the code.
    pub fn find(name: &str) -> Option<Self> {
        table::countries().names.get(&folded(name)).copied()
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(text: &str) -> Result<Self, UnknownCountry> {
        let refuse = || UnknownCountry(text.to_owned());
        let code = text.trim().to_ascii_uppercase();
        let wanted = Self(code.as_bytes().try_into().map_err(|_| refuse())?);
        table::countries().row(wanted).map(|row| row.country).ok_or_else(refuse)
    }
}

impl Region {
    /// The region somebody wrote, by either name or an alias.
    pub fn find(name: &str) -> Option<&'static Self> {
        table::regions().names.get(&folded(name)).and_then(|index| Self::all().get(*index))
    }

    /// Every region known, in the order of the list.
    pub fn all() -> &'static [Self] {
        &table::regions().all
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.iso2())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.iso2())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &str) -> Option<&'static str> {
        Country::find(name).map(Country::zh)
    }

    #[test]
    fn a_country_is_found_however_it_is_written() {
        for name in ["巴西", "巴西联邦共和国", "Brazil", "brazil", "BR", " 巴 西 ", "ＢＲ"] {
            assert_eq!(find(name), Some("巴西"), "{name}");
        }
        for (name, expected) in [
            ("印尼", "印度尼西亚"),
            ("阿联酋", "阿联酋"),
            ("阿拉伯联合酋长国", "阿联酋"),
            ("吉尔吉斯", "吉尔吉斯斯坦"),
            ("吉爾吉斯斯坦", "吉尔吉斯斯坦"),
            ("馬來西亞", "马来西亚"),
            ("Côte d'Ivoire", "科特迪瓦"),
            ("cote d’ivoire", "科特迪瓦"),
            ("刚果(金)", "刚果（金）"),
            ("Türkiye", "土耳其"),
            ("TURKEY", "土耳其"),
        ] {
            assert_eq!(find(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_no_country_is_not_guessed() {
        for name in ["", "北非", "卡萨布兰卡", "几", "XX", "待定"] {
            assert_eq!(find(name), None, "{name}");
        }
    }

    #[test]
    fn hong_kong_macao_and_taiwan_province_are_written_under_china() {
        for (name, expected) in [("香港", "中国香港"), ("澳門", "中国澳门"), ("臺灣", "中国台湾省")]
        {
            let found = Country::find(name).unwrap();
            assert_eq!((found.zh(), found.is_china()), (expected, true));
        }
        assert_eq!(Country::all().filter(|country| country.is_china()).count(), 4);
    }

    #[test]
    fn a_code_is_read_back_and_an_unknown_one_is_refused() {
        for country in Country::all() {
            assert_eq!(country.iso2().parse(), Ok(country));
        }
        assert_eq!("XX".parse::<Country>(), Err(UnknownCountry("XX".to_owned())));
        assert_eq!("巴西".parse::<Country>(), Err(UnknownCountry("巴西".to_owned())));
    }

    #[test]
    fn every_name_of_every_country_leads_back_to_it() {
        assert_eq!(Country::all().count(), 249);
        for country in Country::all() {
            for name in [country.zh(), country.official(), country.en()] {
                assert_eq!(Country::find(name), Some(country), "{name}");
            }
        }
    }

    #[test]
    fn the_continents_are_those_of_the_day_limits() {
        let continent = |name| Country::find(name).unwrap().continent();
        assert_eq!(continent("摩洛哥"), Continent::Africa);
        assert_eq!(continent("墨西哥"), Continent::LatinAmerica);
        assert_eq!(continent("古巴"), Continent::LatinAmerica);
        assert_eq!(continent("美国"), Continent::NorthAmerica);
        assert_eq!(continent("俄罗斯"), Continent::Europe);
        assert_eq!(continent("阿联酋"), Continent::Asia);
    }

    #[test]
    fn regions_hold_the_countries_the_annex_means() {
        let members = |name| {
            let region: &Region = Region::find(name).unwrap();
            region.countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join("、")
        };
        assert_eq!(members("北非"), "阿尔及利亚、埃及、利比亚、摩洛哥、苏丹、突尼斯");
        assert_eq!(members("中亞"), "哈萨克斯坦、吉尔吉斯斯坦、塔吉克斯坦、土库曼斯坦、乌兹别克斯坦");
        assert!(members("东盟").contains("印度尼西亚"));
        assert!(members("中东").contains("伊朗"));
        assert_eq!(Region::find("南非"), None);
        assert!(Region::all().iter().all(|region| !region.countries.is_empty()));
    }
}
