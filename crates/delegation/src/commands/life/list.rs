//! Lists as people write them at the command line: between commas of any kind, with
//! blanks about them, nobody and nothing twice.

use chassis::Error;
use kernel::Country;

use crate::model::Delegation;
use crate::model::life::Topic;
use crate::workbook::nearest;

const MARKS: [char; 5] = [',', '，', '、', ';', '；'];

/// A word that may not be left empty.
pub(super) fn filled(written: &str) -> Result<String, &'static str> {
    let text = written.trim();
    if text.is_empty() { Err("不能为空") } else { Ok(text.to_owned()) }
}

/// People of the party, by name.
pub(super) fn people(written: &[String], delegation: &Delegation) -> Result<Vec<String>, Error> {
    let approved = delegation.life.approved().map(|terms| terms.people.as_slice()).unwrap_or_default();
    let roster: Vec<String> = delegation.members.iter().map(|member| delegation.called(member)).collect();
    let known: Vec<&str> = roster.iter().chain(approved).map(String::as_str).collect();
    let read = |word: &str| known.contains(&word).then(|| word.to_owned());
    each(written, read, |strange| {
        let near = |word: &str| nearest::among(word, known.iter().copied());
        Error::refused(
            "person-unknown",
            format!("名单里没有{}；请核对姓名；批复后换人要重新报批", guessed(strange, near)),
            format!("not on the roster: {}; check the names", strange.join(", ")),
        )
    })
}

/// Countries, by name or code.
pub(super) fn countries(written: &[String]) -> Result<Vec<Country>, Error> {
    each(written, Country::find, |strange| {
        Error::refused(
            "country-unknown",
            format!("不认识国家{}；请写国名或两位代码，如 巴西 或 BR", guessed(strange, nearest::country)),
            format!("no such country: {}; write a name or a code of two letters", strange.join(", ")),
        )
    })
}

/// Tasks of the annex, by number.
pub(super) fn tasks(written: &[String]) -> Result<Vec<u32>, Error> {
    each(
        written,
        |word| word.parse().ok().filter(|number| *number > 0),
        |strange| {
            Error::refused(
                "task-unreadable",
                format!("任务序号{}看不懂；请写附件里的序号，如 1、2", guessed(strange, |_| None)),
                format!("not a task's number: {}", strange.join(", ")),
            )
        },
    )
}

/// What education was about, by name or code.
pub(super) fn topics(written: &[String]) -> Result<Vec<Topic>, Error> {
    let named = |word: &str| Topic::ALL.iter().find(|it| it.words().zh == word || it.code() == word).copied();
    each(written, named, |strange| {
        let all: Vec<&str> = Topic::ALL.iter().map(|topic| topic.words().zh).collect();
        Error::refused(
            "topic-unknown",
            format!("教育内容里没有{}；可写：{}", guessed(strange, |_| None), all.join("、")),
            format!("no such topic: {}", strange.join(", ")),
        )
    })
}

/// Every word of a list read; those that cannot be are refused together.
fn each<T: PartialEq>(
    written: &[String],
    read: impl Fn(&str) -> Option<T>,
    unknown: impl Fn(&[&str]) -> Error,
) -> Result<Vec<T>, Error> {
    let words = written.iter().flat_map(|text| text.split(MARKS)).map(str::trim);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() && !written.is_empty() {
        return Err(Error::refused(
            "list-empty",
            "名单、列表是空的；请填写，或者不写这一项",
            "a list is empty",
        ));
    }
    let strange: Vec<&str> = words.iter().copied().filter(|word| read(word).is_none()).collect();
    if !strange.is_empty() {
        return Err(unknown(&strange));
    }
    let mut found: Vec<T> = Vec::new();
    for word in words {
        let Some(one) = read(word) else { continue };
        if found.contains(&one) {
            return Err(Error::refused(
                "list-twice",
                format!("“{word}”写了两次；请只写一次"),
                format!("“{word}” is named twice"),
            ));
        }
        found.push(one);
    }
    Ok(found)
}

/// `“宋丙三”（是不是“宋丙山”？）、“巴希”`.
fn guessed(strange: &[&str], near: impl Fn(&str) -> Option<String>) -> String {
    let told = |word: &&str| {
        let meant = near(word).map_or_else(String::new, |near| {
            let near: Vec<String> = near.split('、').map(|name| format!("“{name}”")).collect();
            format!("（是不是{}？）", near.join("或"))
        });
        format!("“{word}”{meant}")
    };
    strange.iter().map(told).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

    #[test]
    fn a_list_is_split_at_commas_of_any_kind() {
        assert_eq!(tasks(&written(" 1，2、 3 ,4；5")).unwrap(), [1, 2, 3, 4, 5]);
        assert_eq!(tasks(&[written("1"), written("2、3")].concat()).unwrap(), [1, 2, 3]);
        assert_eq!(topics(&written("保密、safety")).unwrap(), [Topic::Secrecy, Topic::Safety]);
        assert_eq!(tasks(&[]).unwrap(), [0_u32; 0]);
    }

    #[test]
    fn a_country_is_named_as_people_name_it() {
        let names = countries(&written("巴西、zA，Russia")).unwrap();
        assert_eq!(names.iter().map(|country| country.zh()).collect::<Vec<_>>(), ["巴西", "南非", "俄罗斯"]);
    }

    #[test]
    fn what_cannot_be_read_is_refused_in_one_sentence() {
        let told = |answer: Result<Vec<Country>, Error>| answer.unwrap_err().to_string();
        assert_eq!(
            told(countries(&written("马来西雅、示例之国"))),
            "不认识国家“马来西雅”（是不是“马来西亚”？）、“示例之国”；请写国名或两位代码，如 巴西 或 BR"
        );
        assert_eq!(told(countries(&written("巴西、BR"))), "“BR”写了两次；请只写一次");
        assert_eq!(told(countries(&written(" 、"))), "名单、列表是空的；请填写，或者不写这一项");
        assert_eq!(
            tasks(&written("0、一")).unwrap_err().to_string(),
            "任务序号“0”、“一”看不懂；请写附件里的序号，如 1、2"
        );
        assert_eq!((filled(" 示例省外办 "), filled(" ")), (Ok("示例省外办".to_owned()), Err("不能为空")));
    }
}
