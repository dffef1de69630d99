//! The name of a worksheet, which may have tags: what is filled in must be a name
//! that Excel takes, and formulae that say it follow.

use std::collections::BTreeSet;

use kernel::Said;

use super::margin;
use crate::fault::Fault;
use crate::office::notes::Notes;
use crate::office::op::Op;
use crate::office::tag;
use crate::place::Filter;

/// Excel takes no longer name.
const LONGEST: usize = 31;
/// Nor one with these in it.
const BARRED: [char; 7] = [':', '\\', '/', '?', '*', '[', ']'];

/// The name of a worksheet as steps, if it has tags.
pub(super) fn compile(name: &str, notes: &mut Notes) -> Option<Vec<Op>> {
    (!tag::find(name).is_empty()).then(|| margin::line(name, &place(name), &Filter::Plain, notes))
}

fn place(name: &str) -> Said {
    Said::new(format!("工作表名“{name}”"), format!("the worksheet name “{name}”"))
}

/// What is wrong with a filled name; `taken` are those of the other worksheets.
pub(super) fn fault(template: &str, name: &str, taken: &BTreeSet<String>) -> Option<Fault> {
    let says = if name.trim().is_empty() {
        Said::new("填好后是空的；请加 |or:\"…\" 或文字", "this is empty when filled; add words")
    } else if name.chars().count() > LONGEST
        || name.contains(BARRED)
        || name.starts_with('\'')
        || name.ends_with('\'')
    {
        Said::new(
            format!("填好后是“{name}”；工作表名至多{LONGEST}个字符，不能有 : \\ / ? * [ ]，首尾不能是单引号"),
            format!(
                "this becomes “{name}”; a worksheet name has {LONGEST} characters at most and none of : \\ / ? * [ ]"
            ),
        )
    } else if taken.contains(&name.to_lowercase()) {
        Said::new(
            format!("填好后是“{name}”，与另一张工作表同名；请加几个字区分"),
            format!("this becomes “{name}”, which is another worksheet's name; add words"),
        )
    } else {
        return None;
    };
    Some(Fault { file: String::new(), place: place(template), tag: String::new(), says })
}
