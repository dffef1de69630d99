//! Approved against actual (批准与实际对照): what was done otherwise than approved.

use kernel::{Country, Money, Said, Stay, codes};

use super::life::Terms;

codes! {
    /// In what respect a trip was made otherwise than approved (对照项目).
    pub enum Aspect {
        /// 人员
        People = "people" "人员" "people",
        /// 出境、入境日期
        Dates = "dates" "出入境日期" "border days",
        /// 在外天数
        Days = "days" "在外天数" "days abroad",
        /// 国家
        Countries = "countries" "出访国家" "countries",
        /// 路线
        Route = "route" "路线" "route",
        /// 经费
        Money = "money" "经费" "money",
        /// 任务
        Tasks = "tasks" "任务" "tasks",
    }
}

/// One respect, approved and actual (对照).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// In what respect.
    pub aspect: Aspect,
    /// As approved, in words.
    pub approved: Said,
    /// As it was, in words; empty where it is not known yet.
    pub actual: Said,
    /// Whether it differs in a way that the report must explain: more days, other
    /// people or countries, more money, a task undone. Less money explains itself.
    pub explain: bool,
}

impl Deviation {
    /// Every respect of a trip in the order the forms have it, also where nothing
    /// differs. `spent` is the money that was recognised, once it is.
    pub fn all(approved: &Terms, actual: &Terms, spent: Option<Money>) -> Vec<Self> {
        let of = |aspect, told: fn(&Terms) -> Said, explain: bool| Self {
            aspect,
            approved: told(approved),
            actual: told(actual),
            explain,
        };
        let days = |terms: &Terms| (terms.exit, terms.entry);
        let tasks_missing = approved.tasks.iter().any(|task| !actual.tasks.contains(task));
        vec![
            of(Aspect::People, people, sorted(&approved.people) != sorted(&actual.people)),
            of(Aspect::Dates, dates, days(approved) != days(actual)),
            of(Aspect::Days, stayed, length(approved) != length(actual)),
            of(Aspect::Countries, countries, approved.countries != actual.countries),
            of(Aspect::Route, |terms| Said::plain(&terms.route), approved.route != actual.route),
            Self {
                aspect: Aspect::Money,
                approved: yuan(approved.money),
                actual: spent.map(yuan).unwrap_or_default(),
                explain: spent.is_some_and(|spent| spent.minor > approved.money.minor),
            },
            of(Aspect::Tasks, tasks, tasks_missing),
        ]
    }
}

fn sorted(people: &[String]) -> Vec<&String> {
    let mut people: Vec<&String> = people.iter().collect();
    people.sort();
    people
}

fn people(terms: &Terms) -> Said {
    Said::new(terms.people.join("、"), terms.people.join(", "))
}

fn dates(terms: &Terms) -> Said {
    let Terms { exit, entry, .. } = terms;
    Said::new(format!("{exit}至{entry}"), format!("{exit} to {entry}"))
}

fn length(terms: &Terms) -> i64 {
    Stay::between(terms.exit, terms.entry).map_or(0, Stay::days)
}

fn stayed(terms: &Terms) -> Said {
    let days = length(terms);
    Said::new(format!("{days}天"), format!("{days} days"))
}

fn countries(terms: &Terms) -> Said {
    let join = |name: fn(&Country) -> &'static str, by: &str| {
        terms.countries.iter().map(name).collect::<Vec<_>>().join(by)
    };
    Said::new(join(|country| country.zh(), "、"), join(|country| country.en(), ", "))
}

fn yuan(money: Money) -> Said {
    Said::new(format!("{}元", money.running()), format!("{} yuan", money.running()))
}

fn tasks(terms: &Terms) -> Said {
    let join = |word: &str, by: &str| {
        terms.tasks.iter().map(|task| format!("{word}{task}")).collect::<Vec<_>>().join(by)
    };
    Said::new(join("任务", "、"), join("task ", ", "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::Currency;

    use super::*;

    fn terms(people: &str, to: i8, countries: &str, tasks: &[u32]) -> Terms {
        Terms {
            people: people.split(' ').map(str::to_owned).collect(),
            countries: countries.split(' ').map(|code| code.parse().unwrap()).collect(),
            route: "北京—圣保罗—北京".to_owned(),
            exit: date(2026, 9, 12),
            entry: date(2026, 9, to),
            money: Money::whole(1000, Currency::Cny),
            tasks: tasks.to_vec(),
        }
    }

    #[track_caller]
    fn check(actual: &Terms, spent: Option<i64>, expected: &str) {
        let approved = terms("示例甲 示例乙", 20, "BR", &[1, 2]);
        let spent = spent.map(|yuan| Money::whole(yuan, Currency::Cny));
        let told: Vec<String> = Deviation::all(&approved, actual, spent)
            .iter()
            .filter(|it| it.explain)
            .map(|it| format!("{}：{}→{}", it.aspect.words().zh, it.approved.zh, it.actual.zh))
            .collect();
        assert_eq!(told.join("；"), expected);
    }

    #[test]
    fn a_trip_made_as_approved_has_nothing_to_explain() {
        check(&terms("示例乙 示例甲", 20, "BR", &[2, 1]), Some(1000), "");
        check(&terms("示例甲 示例乙", 20, "BR", &[1, 2]), Some(900), "");
        check(&terms("示例甲 示例乙", 20, "BR", &[1, 2]), None, "");
    }

    #[test]
    fn what_differs_is_to_be_explained() {
        check(
            &terms("示例甲", 21, "BR ZA", &[1]),
            Some(1001),
            "人员：示例甲、示例乙→示例甲；出入境日期：2026-09-12至2026-09-20→2026-09-12至2026-09-21；\
             在外天数：9天→10天；出访国家：巴西→巴西、南非；经费：1000元→1001元；任务：任务1、任务2→任务1",
        );
    }
    #[test]
    fn each_respect_is_told_in_both_languages() {
        let approved = terms("示例甲 示例乙", 20, "BR", &[1, 2]);
        let told = Deviation::all(&approved, &approved, Some(Money::whole(900, Currency::Cny)));
        let en: Vec<&str> = told.iter().map(|it| it.actual.en.as_str()).collect();
        assert_eq!(
            en.join("; "),
            "示例甲, 示例乙; 2026-09-12 to 2026-09-20; 9 days; Brazil; 北京—圣保罗—北京; 900 yuan; task 1, task 2"
        );
    }
}
