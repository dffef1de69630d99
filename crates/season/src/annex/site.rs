//! Where a stop is: a region with countries in brackets, countries bare, several
//! of them (、) or one of them (/ 或). What no list knows stays as text.

use kernel::{City, Continent, Country, Region, folded};

use crate::model::{self, Choice, Site};

/// A site and what was noticed while reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) site: Site,
    /// A city that stands where countries are expected: `摩洛哥（卡萨布兰卡）`.
    pub(crate) city: Option<String>,
    /// Both 、 and / stand between the countries.
    pub(crate) mixed: bool,
    /// 等: the annex names some and means more.
    pub(crate) and_others: bool,
}

/// Words that say the user has already decided that one country is meant.
const EITHER: &[&str] = &["任选其一", "二选一", "择一", "任选一国"];

/// No list of countries is longer.
const LONGEST: usize = 300;

/// How one name is joined to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
}

/// Reads the cell 国家/地区.
pub(crate) fn read(text: &str) -> Told {
    let written = text.trim();
    let plain: String = written.chars().filter(|char| !char.is_whitespace()).collect();
    if plain.chars().count() > LONGEST {
        return Told::unknown(written);
    }
    let (outside, inside) = brackets(&plain);
    let listed = inside.as_deref().filter(|inside| !folded(inside).is_empty());
    let region = outside.trim_matches(['-', '—', '：', ':', '/', '、']).to_owned();
    let mut told = Told {
        site: Site {
            text: written.to_owned(),
            region: if region.is_empty() { plain.clone() } else { region.clone() },
            countries: Vec::new(),
            inferred: false,
            unknown: Vec::new(),
            choice: Choice::All,
        },
        city: None,
        mixed: false,
        and_others: false,
    };
    let bracket_names_country =
        listed.is_some_and(|list| split(list).0.iter().any(|name| country(name).is_some()));
    let outside_is_country = country(&region).is_some();
    match listed {
        // 摩洛哥（卡萨布兰卡）: the bracket says more about a country named outside.
        Some(list) if outside_is_country && !bracket_names_country => {
            told.take(&region);
            told.city = City::find(list).map(|city| city.zh.to_owned());
            if told.city.is_none() {
                told.site.unknown.push(list.to_owned());
            }
        }
        Some(list) => told.take(list),
        None => told.take_bare(&region),
    }
    told
}

/// What the city says about a site that names no country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inferred {
    /// No known city, or nothing to infer.
    Nothing,
    /// The countries of these cities, now the site's.
    From(Vec<&'static City>),
    /// These cities lie outside the region, so nothing was taken over.
    Outside(Vec<&'static City>),
}

/// Takes the country of a site that names none from its known cities.
pub(crate) fn infer(site: &mut Site, city: &model::City) -> Inferred {
    if !site.countries.is_empty() || !site.unknown.is_empty() {
        return Inferred::Nothing;
    }
    let cities: Vec<&'static City> = match city {
        model::City::Undecided => Vec::new(),
        model::City::Named(names) => names.iter().filter_map(|name| City::find(name)).collect(),
    };
    let mut countries: Vec<Country> = Vec::new();
    for city in &cities {
        if !countries.contains(&city.country) {
            countries.push(city.country);
        }
    }
    if countries.is_empty() {
        return Inferred::Nothing;
    }
    let region = Region::find(&site.region);
    let continent = continent(&site.region);
    let outside = |country: &Country| {
        region.is_some_and(|region| !region.countries.contains(country))
            || continent.is_some_and(|continent| country.continent() != continent)
    };
    if countries.iter().any(outside) {
        return Inferred::Outside(cities);
    }
    site.countries = countries;
    site.inferred = true;
    Inferred::From(cities)
}

impl Told {
    /// A text far too long to name countries, kept as it is.
    fn unknown(written: &str) -> Self {
        let region: String = written.chars().take(20).collect();
        let site = Site {
            text: written.to_owned(),
            region,
            countries: Vec::new(),
            inferred: false,
            unknown: vec![written.to_owned()],
            choice: Choice::All,
        };
        Self { site, city: None, mixed: false, and_others: false }
    }

    /// Takes a list of countries.
    fn take(&mut self, list: &str) {
        let mut list = list.to_owned();
        for word in EITHER {
            if list.contains(word) {
                self.site.choice = Choice::Either;
                list = list.replace(word, "");
            }
        }
        let list = list.trim_matches(['，', ',', '、', '；']);
        let shorter = list.strip_suffix("等国").or_else(|| list.strip_suffix('等'));
        self.and_others = shorter.is_some();
        let (names, joints) = split(shorter.unwrap_or(list));
        for name in names {
            match country(&name) {
                Some(country) if self.site.countries.contains(&country) => {}
                Some(country) => self.site.countries.push(country),
                None => self.site.unknown.push(name),
            }
        }
        let either = joints.contains(&Joint::Or);
        self.mixed = either && joints.contains(&Joint::And);
        if either && self.site.choice == Choice::All {
            self.site.choice = Choice::Open;
        }
    }

    /// Takes a cell without brackets: countries, or a region alone.
    fn take_bare(&mut self, text: &str) {
        if Region::find(text).is_some() || continent(text).is_some() || text.is_empty() {
            return;
        }
        // 北非摩洛哥, 东盟：印尼、泰国
        let region = Region::all().iter().find(|region| {
            text.strip_prefix(region.zh.as_str()).is_some_and(|rest| {
                split(rest.trim_start_matches(['：', ':', '-', '—']))
                    .0
                    .iter()
                    .all(|name| country(name).is_some())
            })
        });
        if let Some(region) = region {
            self.site.region.clone_from(&region.zh);
            let rest = text.strip_prefix(region.zh.as_str()).unwrap_or_default();
            self.take(rest.trim_start_matches(['：', ':', '-', '—']));
            return;
        }
        if let Some(city) = City::find(text)
            && country(text).is_none()
        {
            self.city = Some(city.zh.to_owned());
            return;
        }
        self.take(text);
    }
}

/// A continent, which an annex may name as its region: 非洲.
fn continent(name: &str) -> Option<Continent> {
    Continent::ALL.iter().copied().find(|known| known.words().zh == name)
}

/// The text before a bracket and the text in it.
fn brackets(text: &str) -> (String, Option<String>) {
    // A country may carry brackets of its own: 刚果（金）.
    if country(text).is_some() {
        return (text.to_owned(), None);
    }
    let opens = ['（', '(', '【', '[', '〔'];
    let closes = ['）', ')', '】', ']', '〕'];
    let Some((outside, rest)) = text.split_once(opens) else { return (text.to_owned(), None) };
    match rest.rsplit_once(closes) {
        Some((inside, after)) => (format!("{outside}{after}"), Some(inside.to_owned())),
        None => (outside.to_owned(), Some(rest.to_owned())),
    }
}

/// Splits a list of names; a name that a list knows is never torn apart.
fn split(list: &str) -> (Vec<String>, Vec<Joint>) {
    let mut names = Vec::new();
    let mut joints = Vec::new();
    let mut name = String::new();
    let mut rest = list;
    while let Some(char) = rest.chars().next() {
        if let Some((joint, length)) = joint(rest, &name) {
            if !folded(&name).is_empty() {
                names.push(std::mem::take(&mut name));
                joints.push(joint);
            }
            name.clear();
            rest = rest.get(length..).unwrap_or_default();
        } else {
            name.push(char);
            rest = rest.get(char.len_utf8()..).unwrap_or_default();
        }
    }
    if !folded(&name).is_empty() {
        names.push(name);
    }
    joints.truncate(names.len().saturating_sub(1));
    (names, joints)
}

/// The joint that stands at the start of `rest`, after `name`.
fn joint(rest: &str, name: &str) -> Option<(Joint, usize)> {
    for (mark, joint) in [
        ("、", Joint::And),
        ("，", Joint::And),
        (",", Joint::And),
        ("；", Joint::And),
        (";", Joint::And),
        ("/", Joint::Or),
        ("／", Joint::Or),
        ("或者", Joint::Or),
        ("或", Joint::Or),
    ] {
        if rest.starts_with(mark) {
            return Some((joint, mark.len()));
        }
    }
    // 和 stands inside names (共和国), so both sides must be known.
    ["和", "与", "及", "以及"].into_iter().find_map(|mark| {
        let after = rest.strip_prefix(mark)?;
        let next: String = after.chars().take_while(|char| !"、，,；;/／或和与及".contains(*char)).collect();
        let next = next.trim_end_matches('等');
        (country(name).is_some() && country(next).is_some()).then_some((Joint::And, mark.len()))
    })
}

/// A country by any of its names. Two letters are a code only in capitals, as a
/// choice decided by the user is written.
fn country(name: &str) -> Option<Country> {
    Country::find(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let Told { site, city, mixed, and_others } = read(text);
        let mut told = format!("{}:", site.region);
        let countries: Vec<_> = site.countries.iter().map(Country::iso2).collect();
        told += &countries.join(",");
        told += " ";
        told += site.choice.code();
        for unknown in &site.unknown {
            told = told + " ?" + unknown;
        }
        if let Some(city) = city {
            told = told + " @" + &city;
        }
        if mixed {
            told += " mixed";
        }
        if and_others {
            told += " others";
        }
        assert_eq!(told, expected, "{text}");
        assert_eq!(site.text, text.trim());
    }

    #[test]
    fn the_annexs_seven_sites() {
        check("北非", "北非: all");
        check("中亚（哈萨克斯坦、吉尔吉斯斯坦）", "中亚:KZ,KG all");
        check("巴西", "巴西:BR all");
        check("南非", "南非:ZA all");
        check("俄罗斯", "俄罗斯:RU all");
        check("中东（伊朗/阿联酋）", "中东:IR,AE open");
        check("东盟（印尼、马来西亚、泰国）", "东盟:ID,MY,TH all");
    }

    #[test]
    fn a_slash_or_the_word_or_stays_an_open_choice() {
        check("伊朗／阿联酋", "伊朗／阿联酋:IR,AE open");
        check("中东(伊朗或阿联酋)", "中东:IR,AE open");
        check("中东（伊朗/阿联酋，任选其一）", "中东:IR,AE either");
        check("中东（伊朗/阿联酋、沙特）", "中东:IR,AE,SA open mixed");
    }

    #[test]
    fn several_ways_to_say_all_of_them() {
        check("印尼、马来西亚和泰国", "印尼、马来西亚和泰国:ID,MY,TH all");
        check("东盟：印尼、泰国", "东盟:ID,TH all");
        check("中亞\n（哈薩克斯坦、\n吉爾吉斯斯坦）", "中亞:KZ,KG all");
        check("东盟（印尼、泰国等）", "东盟:ID,TH all others");
        check("刚果民主共和国", "刚果民主共和国:CD all");
        check("中非共和国和乍得", "中非共和国和乍得:CF,TD all");
    }

    #[test]
    fn what_no_list_knows_is_kept() {
        check("某地（某国、泰国）", "某地:TH all ?某国");
        check("乌有国", "乌有国: all ?乌有国");
        check("摩洛哥（卡萨布兰卡）", "摩洛哥:MA all @卡萨布兰卡");
        check("摩洛哥（某市）", "摩洛哥:MA all ?某市");
        check("卡萨布兰卡", "卡萨布兰卡: all @卡萨布兰卡");
        check("", ": all");
        check("（", "（: all");
    }
}
