//! An office's own rulebook, laid over the shipped one.

use crate::machine::{Machine, annex};

const OWN: &str = "# 本校规定\n\
    [layer]\nlevel = \"college\"\nname = \"示例职业技术学院\"\n\n\
    [team.cap]\nvalue = 5\nbasis = \"示例院〔2026〕8号\"\nfrom = 2026-01-01\nconfidence = \"practice\"\n";

const RATES: &str = "iso2,country_zh,country_en,city,currency,lodging,meals,misc,from,to,source,confidence,note\n\
     BR,巴西,Brazil,圣保罗,USD,200,50,45,2026-01-01,,示例院〔2026〕8号,practice,\n";

/// A machine with the specimens and a rulebook of its own.
fn planned(rulebook: &[(&str, &str)]) -> Machine {
    let machine = Machine::planned();
    for (name, text) in rulebook {
        machine.write(&format!("规定库/{name}"), text.as_bytes());
    }
    machine
}

#[test]
fn a_college_s_own_figures_hold_where_it_names_them_and_nowhere_else() {
    let machine = planned(&[("colleges/本校.toml", OWN), ("per_diem.csv", RATES)]);
    let shipped = machine.run(&["delegation", "check", "3"]).said;
    assert!(!shipped.contains("R01"), "{shipped}");
    let own = machine.run(&["delegation", "check", "3", "--rulebook", "规定库"]).said;
    let of_size = |said: &str| {
        said.lines().skip_while(|line| !line.contains("R01")).take(3).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!("own_team_cap", of_size(&own));
    let budget =
        |said: &str| said.lines().nth(1).and_then(|line| line.split("预算").nth(1)).map(str::to_owned);
    assert_ne!(budget(&shipped), budget(&own));
    let named = machine.run_with(&[("JINQIAO_RULEBOOK", "规定库")], &["delegation", "check", "3"]).said;
    assert_eq!(named, own);
    // It is remembered nowhere.
    assert_eq!(machine.run(&["delegation", "check", "3"]).said, shipped);
}

#[test]
fn which_figure_holds_is_told_with_its_file_and_what_it_overrides() {
    let machine = planned(&[("colleges/本校.toml", OWN)]);
    let show = machine.run(&["rulebook", "show", "--key", "team", "--rulebook", "规定库"]);
    assert_eq!(show.code, 0, "{}", show.noted);
    insta::assert_snapshot!("show_team", show.said);
    let show = machine.run(&["rulebook", "show", "--key", "stay"]);
    insta::assert_snapshot!("show_stay", show.said);
    let unknown = machine.run(&["rulebook", "show", "--key", "team.size"]);
    assert_eq!(unknown.code, 66);
    assert!(
        unknown.noted.contains("规定库没有“team.size”这个键；不加 --key 可列出全部"),
        "{}",
        unknown.noted
    );
}

#[test]
fn a_sound_rulebook_says_whom_its_figures_bind() {
    let machine = Machine::new();
    machine.write("规定库/colleges/本校.toml", OWN.as_bytes());
    machine.write("规定库/per_diem.csv", RATES.as_bytes());
    let check = machine.run(&["rulebook", "check", "规定库"]);
    assert_eq!(check.code, 0, "{}", check.noted);
    insta::assert_snapshot!("check_sound", check.said);
}

#[test]
fn a_faulty_rulebook_is_refused_with_file_line_key_and_reason_and_nothing_is_done() {
    let machine = Machine::new();
    let wrong = OWN.replace("value = 5", "value = \"五\"").replace("confidence", "confidense");
    machine.write("规定库/colleges/本校.toml", wrong.as_bytes());
    machine.write("规定库/per_diem.csv", RATES.replace("USD", "美刀").as_bytes());
    machine.write(
        "规定库/national.toml",
        OWN.replace("college", "national").replace("[team.cap]", "[team.kap]").as_bytes(),
    );
    machine.write("规定库/holidays.toml", "[[year]\nyear = 2027\n".as_bytes());
    let plan = machine.run(&["--rulebook", "规定库", "plan", annex().to_str().unwrap()]);
    assert_eq!(plan.code, 65, "{}", plan.noted);
    insta::assert_snapshot!("faulty", plan.noted);
    assert!(!machine.path("out").exists() && !machine.path("jinqiao-data").exists());
    let check = machine.run(&["rulebook", "check", "规定库"]);
    assert_eq!((check.code, check.noted), (65, plan.noted));
}

#[test]
fn a_folder_that_is_not_there_and_a_name_that_is_spelt_wrongly_are_told() {
    let machine = Machine::new();
    let absent = machine.run(&["season", "board", annex().to_str().unwrap(), "--rulebook", "无此文件夹"]);
    assert_eq!(absent.code, 65);
    assert!(absent.noted.contains("无此文件夹：打不开这个文件夹"), "{}", absent.noted);
    machine.write("规定库/perdiem.csv", RATES.as_bytes());
    let misspelt = machine.run(&["season", "board", annex().to_str().unwrap(), "--rulebook", "规定库"]);
    assert!(misspelt.noted.contains("perdiem.csv：规定库没有这个文件名"), "{}", misspelt.noted);
}
