//! The JSON that others build on: a change here is a change for them.

use serde_json::{Value, json};

use crate::annex::today;

fn printed(text: &str) -> Value {
    let document = intake::read_here(text.as_bytes()).expect("a text that is read");
    let reading = season::annex::read(&document, "附件.csv", today());
    serde_json::to_value(season::wire::reading(&reading)).expect("JSON")
}

#[test]
fn a_stop_is_told_with_its_values_its_words_and_its_places() {
    let reading = printed(
        "2026年列表,,,,,\n序号,国家/地区,城市,时间,天数,备注\n6,中东（伊朗/阿联酋）,待定,9月、11月,7-9天,另行通知\n",
    );
    let at = |column: u32| json!([{ "words": format!("表1第3行第{column}列"), "table": 1, "row": 3, "column": column }]);
    assert_eq!(reading["season"], json!({ "year": 2026, "name": "2026年列表" }));
    assert_eq!(
        reading["stops"][0],
        json!({
            "number": 6,
            "region": "中东",
            "site": "中东（伊朗/阿联酋）",
            "countries": [{ "iso2": "IR", "name": "伊朗" }, { "iso2": "AE", "name": "阿联酋" }],
            "inferred": false,
            "unknown": [],
            "choice": "open",
            "city": null,
            "cities": [],
            "windows": [
                { "from": "2026-09-01", "to": "2026-09-30", "precision": "month", "text": "9月" },
                { "from": "2026-11-01", "to": "2026-11-30", "precision": "month", "text": "11月" },
            ],
            "stay_days": 9,
            "stay": { "low": 7, "high": 9, "about": false, "text": "7-9天" },
            "themes": [],
            "title": "",
            "source": {
                "file": "附件.csv",
                "number": { "text": "6", "places": at(1) },
                "site": { "text": "中东（伊朗/阿联酋）", "places": at(2) },
                "city": { "text": "待定", "places": at(3) },
                "windows": { "text": "9月、11月", "places": at(4) },
                "stay_days": { "text": "7-9天", "places": at(5) },
                "themes": { "text": "", "places": [] },
                "title": { "text": "", "places": [] },
                "others": [{ "header": "备注", "source": { "text": "另行通知", "places": at(6) } }],
            },
        })
    );
}

#[test]
fn what_was_not_understood_is_told_in_both_languages() {
    let reading = printed("2026年列表,,\n序号,国家,时间\n1,巴西,择期\n");
    assert_eq!(
        reading["unread"],
        json!([{
            "text": "择期",
            "place": "表1第3行第3列",
            "why": "看不懂举办时间“择期”；可写 6月、7-8月、9月、11月、10月下旬至11月上旬、2026年9月12日至20日或待定",
            "why_en": "this cell names no time",
            "places": [{ "words": "表1第3行第3列", "table": 1, "row": 3, "column": 3 }],
        }])
    );
}
