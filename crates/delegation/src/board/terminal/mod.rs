//! The board on a terminal: what a tired officer reads in one minute. One line a
//! stop; the ways out as a second small table, their conditions said once; then
//! what depends on a choice, and what to watch at the border. At most a hundred
//! columns, Chinese lined up.

pub(crate) mod text;

use std::collections::BTreeSet;

use chassis::Colour;
use kernel::{Country, Currency};

use super::{Board, CostRange, Course, Outlook, Verdict, VisaOutlook, Way};
use crate::knowledge::{Need, Recheck};
use crate::model::{Category, DocumentKind};
use text::{Row, Tone, painted, wrapped};

/// No line is wider.
const WIDTH: usize = 100;

/// The board as text, in colour only if asked for.
pub fn told(board: &Board, colour: Colour) -> String {
    let mut lines = head(board);
    lines.push(String::new());
    lines.extend(stops(board, colour));
    lines.extend(section(choices(board)));
    lines.extend(section(ways(board, colour)));
    lines.extend(section(border(board, colour)));
    lines.push(String::new());
    lines.extend(foot(board));
    let mut told = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
    told.push('\n');
    told
}

fn section(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { lines } else { std::iter::once(String::new()).chain(lines).collect() }
}

fn head(board: &Board) -> Vec<String> {
    let counted = |verdict: Verdict| match board.count(verdict) {
        0 => None,
        count => Some(format!("{}{count}站", verdict.words().zh)),
    };
    let verdicts: Vec<String> = [Verdict::Over, Verdict::Depends, Verdict::Within, Verdict::Unknown]
        .into_iter()
        .filter_map(counted)
        .collect();
    let season = if board.season.is_empty() { "（附件没有标题）" } else { &board.season };
    let mut lines = wrapped(season, 0, WIDTH);
    lines.push(format!(
        "共{}站：{}。按{}、{}规定测算，今天是{}。",
        board.stops.len(),
        verdicts.join("，"),
        Category::Administrative.words().zh,
        board.layers.join("＋"),
        board.today
    ));
    lines
}

const STOPS: Row<8> = Row([4, 33, 11, 5, 6, 8, 13, 20]);

fn stops(board: &Board, colour: Colour) -> Vec<String> {
    let mut lines =
        vec![STOPS.line([" 站", "国家、城市", "时间", "天数", "上限", "结论", "最迟启动", "人均食宿公杂"])];
    for stop in &board.stops {
        let verdict = verdict(stop);
        let number = format!("{:>2}", stop.number);
        let place = place(stop);
        let window = stop.window.to_string();
        let days = days(stop);
        let cap = cap(stop);
        let start = start(stop, board);
        let cost = stop.costs.iter().map(cost).collect::<Vec<_>>().join("，");
        let line = STOPS.line([&number, &place, &window, &days, &cap, &verdict, &start, &cost]);
        lines.push(painted(line, tone(stop.verdict), colour));
    }
    lines
}

/// `8`, or `7-9` of which the most is judged.
fn days(stop: &Outlook) -> String {
    match (stop.days_low, stop.days) {
        (Some(low), Some(high)) if low < high => format!("{low}-{high}"),
        (_, Some(days)) => days.to_string(),
        (_, None) => "待定".to_owned(),
    }
}

fn place(stop: &Outlook) -> String {
    let cities = stop.cities.join("、");
    match (stop.cities.is_empty(), stop.inferred) {
        (true, _) => stop.place.clone(),
        (false, true) => {
            let countries: Vec<&str> = stop
                .courses
                .first()
                .map(|course| course.countries.iter().map(|it| it.zh()).collect())
                .unwrap_or_default();
            format!("{}（{}，{cities}）", stop.place, countries.join("、"))
        }
        (false, false) => format!("{} {cities}", stop.place),
    }
}

fn verdict(stop: &Outlook) -> String {
    match (stop.verdict, stop.over_by()) {
        (Verdict::Over, Some(over)) => format!("超{over}天"),
        (Verdict::Depends, Some(over)) => format!("或超{over}天"),
        (verdict, _) => verdict.words().zh.to_owned(),
    }
}

/// One cap, or all that the readings give: `5或8`.
fn cap(stop: &Outlook) -> String {
    let mut caps: Vec<i64> = stop.courses.iter().map(|course| course.cap.value).collect();
    caps.sort_unstable();
    caps.dedup();
    caps.iter().map(ToString::to_string).collect::<Vec<_>>().join("或")
}

/// The next start that is not too late; if all are, the last of them, marked.
fn start(stop: &Outlook, board: &Board) -> String {
    let over = stop.window.last_day().is_some_and(|last| last < board.today);
    let latest = stop.starts.iter().map(|start| start.plan.latest_start);
    let next = latest.clone().filter(|day| *day >= board.today).min();
    match (over, next, latest.max()) {
        (_, _, None) => "待定".to_owned(),
        (true, ..) => "已结束".to_owned(),
        (_, Some(day), _) => day.to_string(),
        (_, None, Some(day)) => format!("{day}过"),
    }
}

fn cost(range: &CostRange) -> String {
    let unit = if range.currency == Currency::Cny { "元" } else { range.currency.words().zh };
    let whole = |money: kernel::Money| money.grouped().trim_end_matches(".00").to_owned();
    let (low, high) = (whole(range.low), whole(range.high));
    if low == high { format!("{low}{unit}") } else { format!("{low}至{high}{unit}") }
}

const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Over => Tone::Bad,
        Verdict::Depends | Verdict::Unknown => Tone::Mind,
        Verdict::Within => Tone::Good,
    }
}

/// Stops whose verdict turns on how many countries are visited.
fn choices(board: &Board) -> Vec<String> {
    let told = |stop: &Outlook| {
        let all: Vec<&Course> = match stop.verdict {
            Verdict::Depends => stop.courses.iter().collect(),
            Verdict::Within => stop.courses.iter().chain(&stop.fewer).collect(),
            Verdict::Over | Verdict::Unknown => Vec::new(),
        };
        if !all.iter().any(|course| course.is_over()) {
            return Vec::new();
        }
        let mut by_count: Vec<&Course> = Vec::new();
        for course in all {
            if !by_count
                .iter()
                .any(|known| known.countries.len() == course.countries.len() && known.over == course.over)
            {
                by_count.push(course);
            }
        }
        by_count.sort_by_key(|course| std::cmp::Reverse(course.countries.len()));
        let readings: Vec<String> = by_count.into_iter().map(reading).collect();
        wrapped(&format!("{:>2}  {}：{}", stop.number, stop.region, readings.join("；")), 4, WIDTH)
    };
    let lines: Vec<String> = board.stops.iter().flat_map(told).collect();
    if lines.is_empty() {
        lines
    } else {
        std::iter::once("去几国，结论不同（每国都要有邀请和公务）".to_owned()).chain(lines).collect()
    }
}

fn reading(course: &Course) -> String {
    let ends = match course.over {
        Some(over) if over > 0 => format!("超{over}天"),
        _ => "符合".to_owned(),
    };
    format!("去{}国，上限{}天，{ends}", course.countries.len(), course.cap.value)
}

const WAYS: Row<7> = Row([4, 13, 14, 15, 14, 17, 23]);

/// The ways out: a small table with this stop's figures, the conditions once.
fn ways(board: &Board, colour: Colour) -> Vec<String> {
    let over: Vec<&Outlook> = board.stops.iter().filter(|stop| !stop.ways_out.is_empty()).collect();
    if over.is_empty() {
        return Vec::new();
    }
    let numbered = |(index, way): (usize, &Way)| format!("{}{}", index + 1, way.words().zh);
    let heads: Vec<String> = Way::ALL.iter().enumerate().map(numbered).collect();
    let mut lines = vec!["超限怎么办：五条路，任走一条，数字按本站算好".to_owned()];
    lines.push(painted(
        WAYS.cells([" 站", ""].into_iter().chain(heads.iter().map(String::as_str))),
        Tone::Plain,
        colour,
    ));
    for stop in over {
        let number = format!("{:>2}", stop.number);
        let brief = |way: &Way| {
            let out = stop.ways_out.iter().find(|out| out.way == *way);
            out.map_or("不适用", |out| out.brief.zh.as_str())
        };
        lines.push(
            WAYS.cells([number.as_str(), stop.region.as_str()].into_iter().chain(Way::ALL.iter().map(brief))),
        );
    }
    for (index, way) in Way::ALL.iter().enumerate() {
        let line =
            format!(" {} {}：{}；走不通：{}", index + 1, way.words().zh, way.needs().zh, way.fails().zh);
        lines.extend(wrapped(&line, 3, WIDTH));
    }
    lines
}

/// Warnings, visas, papers, vacations: what to watch, one paragraph a stop.
fn border(board: &Board, colour: Colour) -> Vec<String> {
    let mut lines = vec!["签证和提醒（教职工持公务普通护照，学生持普通护照；只写一种的两者相同）".to_owned()];
    for stop in &board.stops {
        let mut lead = format!("{:>2}  ", stop.number);
        for advisory in &stop.entry.advisories {
            let warning = wrapped(&format!("{lead}！{}（{}起）", advisory.says.zh, advisory.from), 4, WIDTH);
            lines.extend(warning.into_iter().map(|line| painted(line, Tone::Bad, colour)));
            lead = " ".repeat(4);
        }
        let mut said: Vec<String> = countries(stop).into_iter().map(|country| visas(stop, country)).collect();
        said.extend(stop.entry.papers.iter().map(|paper| format!("另备{}", paper.name)));
        said.extend(stop.vacations.iter().map(|it| {
            let months = |day: jiff::civil::Date| format!("{}月{}日", day.month(), day.day());
            format!("{}{}{}至{}", it.country.zh(), it.name, months(it.from), months(it.to))
        }));
        if !said.is_empty() {
            lines.extend(wrapped(&format!("{lead}{}", said.join("；")), 4, WIDTH));
        }
    }
    if lines.len() > 1 { lines } else { Vec::new() }
}

fn countries(stop: &Outlook) -> Vec<Country> {
    let mut countries: Vec<Country> = stop.entry.visas.iter().map(|visa| visa.country).collect();
    countries.dedup();
    countries
}

/// `巴西教职工须签证、学生免签30天（只知有效至…）`.
fn visas(stop: &Outlook, country: Country) -> String {
    let of =
        |document| stop.entry.visas.iter().find(|visa| visa.country == country && visa.document == document);
    let told: Vec<String> = [of(DocumentKind::PublicAffairs), of(DocumentKind::Ordinary)]
        .into_iter()
        .flatten()
        .map(need)
        .collect();
    match told.as_slice() {
        [staff, students] if staff == students => format!("{}{staff}", country.zh()),
        [staff, students] => format!("{}教职工{staff}、学生{students}", country.zh()),
        _ => format!("{}没有签证资料", country.zh()),
    }
}

fn need(outlook: &VisaOutlook) -> String {
    let Some(visa) = &outlook.visa else { return "待核实".to_owned() };
    let days =
        visa.days.filter(|_| visa.need != Need::Visa).map_or(String::new(), |days| format!("{days}天"));
    // Age is the same for all and said once, at the foot.
    let recheck = match outlook.recheck {
        Some(why @ (Recheck::Ends(_) | Recheck::Unsure)) => format!("（{}）", why.says().zh),
        Some(Recheck::Old(_)) | None => String::new(),
    };
    format!("{}{days}{recheck}", visa.need.words().zh)
}

fn foot(board: &Board) -> Vec<String> {
    let mut notes = vec![
        "最迟启动：按所列月份第一天出境倒排，公示到出境逐环节按工作日计；“过”即已晚。".to_owned(),
        "人均食宿公杂：住宿、伙食、公杂标准，低为较低城市、少住一晚，不含机票、签证、保险。".to_owned(),
    ];
    let mut visas = board.stops.iter().flat_map(|stop| &stop.entry.visas);
    if visas.clone().any(is_exempt_for_staff) {
        notes.push(format!("教职工去免签国家，随护照另带{}。", board.exit_letter));
    }
    if visas.any(|visa| matches!(visa.recheck, Some(Recheck::Old(_)))) {
        notes.push(format!("签证资料有的已超过{}天没有核对，报批前请向使馆、外办核实。", board.recheck_days));
    }
    let starts = board.stops.iter().flat_map(|stop| &stop.starts);
    let years: BTreeSet<i16> = starts.flat_map(|start| start.plan.unannounced.iter().copied()).collect();
    notes.extend(years.iter().map(|year| format!("{year}年放假安排没有收录，工作日只扣周末。")));
    let courses = board.stops.iter().flat_map(|stop| &stop.courses);
    let bases: BTreeSet<&str> = courses.map(|course| course.cap.basis.as_str()).collect();
    if !bases.is_empty() {
        notes.push(format!("天数依据：{}。", bases.into_iter().collect::<Vec<_>>().join("、")));
    }
    notes.iter().flat_map(|note| wrapped(note, 0, WIDTH)).collect()
}

fn is_exempt_for_staff(outlook: &VisaOutlook) -> bool {
    let exempt = outlook.visa.as_ref().is_some_and(|visa| visa.need == Need::Exempt);
    exempt && outlook.document == DocumentKind::PublicAffairs
}
