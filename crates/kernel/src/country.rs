//! Countries and the regions the annex groups them in. Data, not code:
//! `data/countries.csv`, `data/regions.csv`, `data/cities.csv`.

use std::fmt;

use crate::codes;

/// A country or region (国家或地区), by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

codes! {
    /// Which part of the world a country lies in, as R07 and R12 ask (洲).
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

impl Country {
    /// Home.
    pub const CHINA: Self = Self(*b"CN");

    /// The two capital letters.
    pub fn iso2(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
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
