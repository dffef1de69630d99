//! Approved against actual (批准与实际对照): what was done otherwise than approved.

use kernel::{Country, Money, Stay, codes};

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
    pub approved: String,
    /// As it was, in words; empty where it is not known yet.
    pub actual: String,
    /// Whether it differs in a way that the report must explain: more days, other
    /// people or countries, more money, a task undone. Less money explains itself.
    pub explain: bool,
}

impl Deviation {
    /// Every respect of a trip in the order the forms have it, also where nothing
    /// differs. `spent` is the money that was recognised, once it is.
    pub fn all(approved: &Terms, actual: &Terms, spent: Option<Money>) -> Vec<Self> {
        let days = |terms: &Terms| Stay::between(terms.exit, terms.entry).map_or(0, Stay::days);
        let (planned, real) = (days(approved), days(actual));
        let dates = |terms: &Terms| format!("{}至{}", terms.exit, terms.entry);
        let deviation = |aspect, approved: String, actual: String, explain: bool| Self {
            aspect,
            approved,
            actual,
            explain,
        };
        let tasks_missing = approved.tasks.iter().any(|task| !actual.tasks.contains(task));
        vec![
            deviation(
                Aspect::People,
                approved.people.join("、"),
                actual.people.join("、"),
                sorted(&approved.people) != sorted(&actual.people),
            ),
            deviation(
                Aspect::Dates,
                dates(approved),
                dates(actual),
                (approved.exit, approved.entry) != (actual.exit, actual.entry),
            ),
            deviation(Aspect::Days, format!("{planned}天"), format!("{real}天"), planned != real),
            deviation(
                Aspect::Countries,
                countries(&approved.countries),
                countries(&actual.countries),
                approved.countries != actual.countries,
            ),
            deviation(
                Aspect::Route,
                approved.route.clone(),
                actual.route.clone(),
                approved.route != actual.route,
            ),
            deviation(
                Aspect::Money,
                yuan(approved.money),
                spent.map(yuan).unwrap_or_default(),
                spent.is_some_and(|spent| spent.minor > approved.money.minor),
            ),
            deviation(Aspect::Tasks, numbers(&approved.tasks), numbers(&actual.tasks), tasks_missing),
        ]
    }
}

fn sorted(people: &[String]) -> Vec<&String> {
    let mut people: Vec<&String> = people.iter().collect();
    people.sort();
    people
}

fn countries(countries: &[Country]) -> String {
    countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join("、")
}

fn yuan(money: Money) -> String {
    format!("{}元", money.running())
}

fn numbers(tasks: &[u32]) -> String {
    let tasks: Vec<String> = tasks.iter().map(|task| format!("任务{task}")).collect();
    tasks.join("、")
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
            .map(|it| format!("{}：{}→{}", it.aspect.words().zh, it.approved, it.actual))
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
}
