//! Where a title breaks (标题回行): by sense, into a trapezium or a diamond.
//!
//! GB/T 9704—2012, 7.3.1: a title of several lines is broken where the words
//! allow, stands in the middle, and its lines are arranged as 梯形 or 菱形.
//! A break is never a matter of width alone, so the units that must stay whole
//! come from the caller: the event, the school, countries, posts.

/// The widest line, in half-width places: twenty 二号 characters in 156 mm.
const WIDEST: usize = 40;
/// The narrowest line, in half-width places.
const NARROWEST: usize = 8;
/// The most lines of a title.
const MOST_LINES: usize = 4;
/// How many proposals are made.
const PROPOSALS: usize = 3;

/// What a further line costs.
const LINE: u32 = 16;
/// What an arrangement costs that is neither trapezium nor diamond.
const SHAPELESS: u32 = 40;
/// What a line costs that is wider than eighteen 字: it leaves no margin.
const CROWDED: u32 = 16;
/// What it costs to break where no reason to break is known.
const BLIND: u32 = 30;
/// What it costs to break a long name at one of its own joints.
const JOINT: u32 = 12;

/// Kinds of official papers (文种) that follow 的 at the end of a title.
const PAPERS: [&str; 12] =
    ["请示", "公示", "报告", "通知", "函", "说明", "批复", "意见", "决定", "方案", "申请", "通报"];
/// Words that lead into what follows them: a line does not end with one.
const LEADING: [&str; 10] = ["赴", "在", "于", "由", "率", "对", "向", "同", "为", "拟"];
/// Measure words that stay with their number.
const COUNTED: &str = "人名年月日天国次届号个项位";
/// Marks that no line begins with.
const CLOSING: &str = "、，。；：！？》）〕”’";
/// Marks that no line ends with.
const OPENING: &str = "《（〔“‘";

/// The best ways to break a title, best first, at most three; each is a list
/// of lines that together are the title.
///
/// `units` are the words that stay whole. A long one may carry its own joints
/// as `｜`: `金砖国家｜技能发展与｜技术创新大赛`. A title wider than four lines
/// is returned whole: it must be shortened, not broken.
pub fn break_title(text: &str, units: &[&str]) -> Vec<Vec<String>> {
    let letters: Vec<char> = text.trim().chars().collect();
    let gaps = gaps(&letters, units);
    let mut search = Search { letters: &letters, gaps: &gaps, found: Vec::new() };
    search.from(0, &mut Vec::new(), 0);

    let mut found = search.found;
    found.sort();
    found.truncate(PROPOSALS);
    if found.is_empty() {
        return vec![vec![letters.iter().collect()]];
    }
    found.into_iter().map(|(_, breaks)| lines(&letters, &breaks)).collect()
}

/// A gap before a character: what a break there costs; `None` for never.
type Gap = Option<u32>;

/// Looks through the ways to break a title into at most four lines.
struct Search<'a> {
    letters: &'a [char],
    gaps: &'a [Gap],
    /// Cost and breaks of every way.
    found: Vec<(u32, Vec<usize>)>,
}

impl Search<'_> {
    /// Places the line that starts at `start`, after `breaks` that cost `so_far`.
    fn from(&mut self, start: usize, breaks: &mut Vec<usize>, so_far: u32) {
        let mut width = 0;
        for (place, letter) in self.letters.iter().enumerate().skip(start) {
            width += half_widths(*letter);
            if width > WIDEST {
                return;
            }
            let end = place + 1;
            if end == self.letters.len() {
                let widths = self.widths(breaks);
                let narrow = widths.iter().any(|width| *width < NARROWEST);
                if breaks.is_empty() || !narrow {
                    self.found.push((so_far + shape(&widths), breaks.clone()));
                }
            } else if width >= NARROWEST
                && breaks.len() + 1 < MOST_LINES
                && let Some(cost) = self.gaps.get(end).copied().flatten()
            {
                breaks.push(end);
                self.from(end, breaks, so_far + LINE + cost);
                breaks.pop();
            }
        }
    }

    fn widths(&self, breaks: &[usize]) -> Vec<usize> {
        lines(self.letters, breaks).iter().map(|line| line.chars().map(half_widths).sum()).collect()
    }
}

/// What an arrangement costs: nothing for lines that rise, fall, or rise and
/// then fall, each by at least one 字; a little for every 字 of unevenness.
fn shape(widths: &[usize]) -> u32 {
    let steps: Vec<(usize, usize)> = widths.iter().copied().zip(widths.iter().skip(1).copied()).collect();
    let even = steps.iter().any(|(upper, lower)| upper.abs_diff(*lower) < 2);
    let waist = steps.iter().zip(steps.iter().skip(1)).any(|(one, two)| {
        let (falls, rises_again) = (one.0 > one.1, two.0 < two.1);
        falls && rises_again
    });
    let (most, least) = (widths.iter().max(), widths.iter().min());
    let spread = most.zip(least).map_or(0, |(most, least)| most - least) / 2;
    let unevenness = u32::try_from(spread).unwrap_or(u32::MAX);
    let crowded = widths.iter().filter(|width| **width > WIDEST - 4).map(|_| CROWDED).sum::<u32>();
    let shapeless = if even || waist { SHAPELESS } else { 0 };
    shapeless.saturating_add(unevenness).saturating_add(crowded)
}

/// The cost of a break before every character.
fn gaps(letters: &[char], units: &[&str]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = (0..letters.len()).map(|place| by_grammar(letters, place)).collect();
    for unit in units {
        let joints = joints(unit);
        let whole: Vec<char> = unit.chars().filter(|letter| *letter != '｜').collect();
        for start in places(letters, &whole) {
            let end = start + whole.len();
            for place in start + 1..end {
                let cost = joints.contains(&(place - start)).then_some(JOINT);
                if let Some(gap) = gaps.get_mut(place) {
                    *gap = gap.and(cost);
                }
            }
            // Beside a unit a break is always welcome, if grammar permits.
            for edge in [start, end] {
                if let Some(Some(cost)) = gaps.get_mut(edge) {
                    *cost = (*cost).min(1);
                }
            }
        }
    }
    gaps
}

/// What grammar says about a break before the character at `place`.
fn by_grammar(letters: &[char], place: usize) -> Gap {
    let (before, after) = letters.split_at_checked(place)?;
    let (last, first) = (before.last().copied()?, after.first().copied()?);
    let ends = |word: &str| ends_with(before, word);
    let starts = |word: &str| starts_with(after, word);
    let number = |letter: char| letter.is_ascii_digit();

    let torn_word = last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric();
    let torn_number = number(last) && COUNTED.contains(first);
    let torn_company = starts("等") || ends("等") && number(first);
    let torn_paper = ends("的") && PAPERS.iter().any(|paper| after.iter().copied().eq(paper.chars()));
    let torn_mark = CLOSING.contains(first) || OPENING.contains(last) || open_bracket(before);
    let torn_about = ends("关") && starts("于");
    let left_hanging = ends("关于") || LEADING.iter().any(|word| ends(word));
    if torn_word
        || torn_number
        || torn_company
        || torn_paper
        || torn_mark
        || torn_about
        || left_hanging
        || first == '的'
    {
        return None;
    }
    let welcome = starts("关于") || ends("的") || ends("人") && before.iter().any(|it| number(*it));
    let allowed = ends("参加") || starts("参加") || starts("赴") || "、和与及暨".contains(last);
    Some(if welcome {
        0
    } else if allowed {
        2
    } else {
        BLIND
    })
}

/// Whether a bracket or a title mark is open at the end of these characters.
fn open_bracket(before: &[char]) -> bool {
    let count = |marks: &str| before.iter().filter(|letter| marks.contains(**letter)).count();
    count(OPENING) > count("》）〕”’")
}

fn starts_with(letters: &[char], word: &str) -> bool {
    letters.iter().copied().take(word.chars().count()).eq(word.chars())
}

fn ends_with(letters: &[char], word: &str) -> bool {
    let length = word.chars().count();
    letters.len() >= length && letters.iter().copied().skip(letters.len() - length).eq(word.chars())
}

/// Where a word stands in a title.
fn places(letters: &[char], word: &[char]) -> Vec<usize> {
    if word.is_empty() {
        return Vec::new();
    }
    let windows = letters.windows(word.len()).enumerate();
    windows.filter(|(_, window)| *window == word).map(|(place, _)| place).collect()
}

/// The places of the marks `｜` in a unit, counted without the marks.
fn joints(unit: &str) -> Vec<usize> {
    let mut joints = Vec::new();
    let mut place = 0;
    for letter in unit.chars() {
        if letter == '｜' {
            joints.push(place);
        } else {
            place += 1;
        }
    }
    joints
}

/// The title in lines.
fn lines(letters: &[char], breaks: &[usize]) -> Vec<String> {
    let starts = std::iter::once(0).chain(breaks.iter().copied());
    let ends = breaks.iter().copied().chain([letters.len()]);
    starts.zip(ends).map(|(start, end)| letters.iter().skip(start).take(end - start).collect()).collect()
}

/// Two for a wide character, one for a letter or digit.
fn half_widths(letter: char) -> usize {
    if letter.is_ascii() { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, units: &[&str], expected: &str) {
        let best = break_title(text, units).into_iter().next().unwrap_or_default();
        assert_eq!(best.join("／"), expected);
    }

    const EVENT: &str = "金砖国家｜技能发展与｜技术创新大赛";

    #[test]
    fn a_request_breaks_before_about_and_beside_the_event() {
        check(
            "示例职业技术学院关于林一帆等6人赴巴西参加金砖国家技能发展与技术创新大赛的请示",
            &["示例职业技术学院", "林一帆", "巴西", EVENT],
            "示例职业技术学院／关于林一帆等6人赴巴西参加／金砖国家技能发展与技术创新大赛的请示",
        );
    }

    #[test]
    fn a_country_in_the_name_of_the_event_is_no_place_to_break() {
        check(
            "示例职业技术学院关于林一帆等6人赴巴西参加巴西技术创新赛的请示",
            &["示例职业技术学院", "林一帆", "巴西", "巴西技术创新赛"],
            "示例职业技术学院／关于林一帆等6人赴巴西／参加巴西技术创新赛的请示",
        );
    }

    #[test]
    fn a_short_title_stays_in_one_line() {
        check("出访人员名单", &[], "出访人员名单");
        check("关于林一帆等6人赴巴西的公示", &["林一帆"], "关于林一帆等6人赴巴西的公示");
    }

    #[test]
    fn a_long_event_breaks_at_its_own_joints() {
        check(
            "关于赴巴西参加2026金砖国家技能发展与技术创新大赛巴西技术创新赛的请示",
            &["巴西", "2026金砖国家｜技能发展与｜技术创新大赛｜巴西技术创新赛"],
            "关于赴巴西参加2026金砖国家技能发展与／技术创新大赛巴西技术创新赛的请示",
        );
    }

    #[test]
    fn book_title_marks_and_numbers_are_never_torn() {
        for lines in break_title(
            "示例职业技术学院关于报送《2026年因公临时出国计划和经费预算安排表》的报告",
            &["示例职业技术学院"],
        ) {
            assert!(
                lines.iter().any(|line| line.contains("《2026年因公临时出国计划和经费预算安排表》")),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn a_title_that_no_four_lines_hold_is_returned_whole() {
        let long = "长".repeat(90);
        assert_eq!(break_title(&long, &[]), [[long.clone()]]);
        assert_eq!(break_title("", &[]), [[String::new()]]);
    }

    proptest! {
        #[test]
        fn the_lines_are_the_title(text in "[关于赴的请示等0-9人甲乙丙《》、a]{0,70}", unit in "[甲乙丙｜]{0,6}") {
            for lines in break_title(&text, &[&unit]) {
                prop_assert_eq!(lines.concat(), text.trim());
            }
        }
    }
}
