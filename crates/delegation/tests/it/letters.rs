//! Letters of invitation in every language they may be written in.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use delegation::books::Books;
use delegation::examination::{Examination, Ground};
use delegation::facts::{Aim, Letter};
use delegation::letters::Wanted;
use delegation::print::{Order, Press};
use documents::{Fact, Paper};
use jiff::civil::date;
use season::annex;
use season::model::{Annex, Row, Season};

use crate::specimens;

const CODES: [&str; 9] = ["en", "ru", "pt", "fr", "ar", "fa", "id", "ms", "th"];

fn season() -> Season {
    let row = |(number, site, event): (u32, &str, &str)| Row {
        number,
        site: site.to_owned(),
        city: if number == 1 { "卡萨布兰卡" } else { "待定" }.to_owned(),
        window: "9月".to_owned(),
        stay: "9天".to_owned(),
        themes: "国际交流".to_owned(),
        title: format!("2026金砖国家技能发展与技术创新大赛{event}暨国际合作交流活动"),
    };
    let rows = [
        (1, "北非", "北非国际赛"),
        (2, "中亚（哈萨克斯坦、吉尔吉斯斯坦）", "中亚国际赛"),
        (3, "巴西", "巴西技术创新赛"),
        (4, "南非", "南非国际赛"),
        (5, "俄罗斯", "俄罗斯国际赛"),
        (6, "中东（伊朗/阿联酋）", "中东国际赛"),
        (7, "东盟（印尼、马来西亚、泰国）", "东盟国际赛"),
    ];
    let annex = Annex {
        year: 2026,
        name: "2026列表".to_owned(),
        rows: rows.into_iter().map(row).collect(),
        ..Annex::default()
    };
    let id = |number: u32| format!("00000000-0000-7000-8000-00000000000{number}").parse().ok();
    Season {
        id: "00000000-0000-7000-8000-000000000009".parse().unwrap(),
        year: 2026,
        name: annex.name.clone(),
        stops: annex::stops(&annex, date(2026, 1, 15), id),
        tasks: Vec::new(),
        goals: Vec::new(),
    }
}

fn examined(books: &Books, number: u32) -> Examination {
    let season = season();
    let stop = season.stops.iter().find(|stop| stop.number == number).unwrap().clone();
    let mut delegation = specimens::specimen(number).delegation;
    delegation.stop = stop.id;
    let school = people::wire::school(::specimens::SCHOOL, delegation.school).unwrap();
    let ground = Ground { books, season: &season, others: &[], today: date(2026, 1, 15) };
    Examination::of(delegation, stop, school, ground).unwrap()
}

fn paper(books: &Books) -> &Paper {
    books.papers().unwrap().iter().find(|paper| paper.code() == "invitation").unwrap()
}

/// The worded facts of a letter to a stop's host.
fn worded(books: &Books, stop: u32, letter: Letter<'_>) -> Fact {
    let examination = examined(books, stop);
    let papers = books.papers().unwrap();
    let subject = examination.subject(books, examination.budget.as_ref().unwrap(), Order::default());
    let facts = papers.facts(&subject).unwrap();
    papers.worded_for(paper(books), &facts, &subject, letter).unwrap()
}

fn text<'f>(facts: &'f Fact, path: &str) -> &'f str {
    facts.at(path).and_then(Fact::as_text).unwrap_or_else(|| panic!("no text {path}"))
}

/// A letter as it is read, without its tables' columns.
fn told(facts: &Fact) -> String {
    let blocks = |name: &str| {
        let blocks = facts.at(&format!("text.{name}")).and_then(Fact::as_list).unwrap();
        blocks.iter().map(|block| text(block, "text").to_owned() + "\n").collect::<String>()
    };
    let row = |fields: &'static [&str]| {
        move |member: &Fact| {
            fields.iter().map(|name| text(member, name)).collect::<Vec<_>>().join(" | ") + "\n"
        }
    };
    let members = |of: &str, fields: &'static [&str]| {
        facts
            .at(&format!("{of}.members"))
            .and_then(Fact::as_list)
            .unwrap()
            .iter()
            .map(row(fields))
            .collect::<String>()
    };
    let columns: Vec<&str> = ["number", "name", "sex", "birth", "passport", "post"]
        .iter()
        .map(|column| text(facts, &format!("say.col_{column}")))
        .collect();
    let said = |name: &str| text(facts, &format!("say.{name}"));
    [
        format!("[{}] {}\n", said("draft"), said("title")),
        format!("{}\n{}\n", text(facts, "foreign.inviter"), text(facts, "foreign.address")),
        format!("{} {}\n", said("phone"), text(facts, "foreign.phone")),
        format!("{} {}\n", said("email"), text(facts, "foreign.email")),
        format!("{} {}\n\n", said("issued"), text(facts, "foreign.city")),
        blocks("foreign"),
        format!("{}\n", columns.join(" | ")),
        members("foreign", &["index", "name", "sex", "birth", "passport", "post"]),
        blocks("foreign_after"),
        format!("{}\n{} {}\n", said("signature"), said("signer"), text(facts, "foreign.signer")),
        format!("{} {}\n\n", said("signer_post"), text(facts, "foreign.signer_post")),
        blocks("chinese"),
        members("letter", &["index", "name", "letter_name", "sex", "birth", "passport", "unit", "post"]),
        blocks("chinese_after"),
    ]
    .concat()
    .replace('\u{200e}', "‹LRM›")
}

#[test]
fn what_each_letter_says() {
    let books = Books::shipped().unwrap();
    let letters = [
        ("morocco_fr", 1, 0, None),
        ("morocco_ar", 1, 1, Some("ar")),
        ("kazakhstan_ru", 2, 1, None),
        ("kyrgyzstan_ru", 2, 2, None),
        ("brazil_pt", 3, 0, None),
        ("south_africa_en", 4, 1, None),
        ("russia_ru", 5, 0, None),
        ("emirates_ar", 6, 0, None),
        ("iran_fa", 6, 0, Some("波斯文")),
        ("indonesia_id", 7, 0, None),
        ("malaysia_ms", 7, 1, None),
        ("thailand_th", 7, 2, None),
    ];
    for (name, stop, host, language) in letters {
        let letter = Letter { host, language, aim: Aim::Visa };
        insta::assert_snapshot!(name, told(&worded(&books, stop, letter)));
    }
}

/// The language files as written.
fn files() -> BTreeMap<&'static str, toml::Table> {
    let read = |code: &'static str| {
        let path = format!("{}/documents/invitation/languages/{code}.toml", env!("CARGO_MANIFEST_DIR"));
        (code, std::fs::read_to_string(path).unwrap().parse().unwrap())
    };
    CODES.into_iter().map(read).collect()
}

/// Every piece of words in a sentence, with its places still in it.
fn pieces(value: &toml::Value) -> Vec<&str> {
    match value {
        toml::Value::String(text) => vec![text],
        toml::Value::Array(items) => items.iter().flat_map(pieces).collect(),
        toml::Value::Table(clause) => {
            ["text", "else"].iter().filter_map(|key| clause.get(*key)).flat_map(pieces).collect()
        }
        _ => Vec::new(),
    }
}

fn places(value: &toml::Value) -> BTreeSet<&str> {
    let of = |piece| str::split(piece, '{').skip(1).filter_map(|rest: &str| rest.split('}').next());
    pieces(value).into_iter().flat_map(of).collect()
}

/// The words of a sentence without its places.
fn words(value: &toml::Value) -> String {
    let bare = |piece: &str| {
        let mut parts = piece.split('{');
        let first = parts.next().unwrap_or_default().to_owned();
        first + &parts.map(|rest| rest.split_once('}').map_or("", |(_, rest)| rest)).collect::<String>()
    };
    pieces(value).into_iter().map(bare).collect()
}

#[test]
fn every_language_says_the_same_sentences_of_the_same_facts() {
    let files = files();
    let say = |code: &str| files[code]["say"].as_table().unwrap().clone();
    let english = say("en");
    for code in CODES {
        let own = say(code);
        assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{code}");
        for (key, sentence) in &own {
            assert!(!words(sentence).trim().is_empty(), "{code} {key} says nothing");
            // French and Malay greet without a name.
            if key != "salutation" {
                assert_eq!(places(sentence), places(&english[key]), "{code} {key}");
            }
        }
    }
}

#[test]
fn every_term_is_given_in_every_language() {
    let books = Books::shipped().unwrap();
    let terms = paper(&books).terms();
    for group in ["event", "region", "country", "city", "sex", "duty", "lead", "post"] {
        for (key, term) in terms.at(group).and_then(Fact::as_record).unwrap() {
            let given: Vec<&str> = term.as_record().unwrap().keys().map(String::as_str).collect();
            let plain: BTreeSet<&str> = given.iter().copied().filter(|code| !code.ends_with("-f")).collect();
            assert_eq!(plain, CODES.into_iter().collect(), "{group} {key}");
            let women = given.iter().filter_map(|code| code.strip_suffix("-f"));
            assert!(women.clone().all(|code| CODES.contains(&code)), "{group} {key}");
        }
    }
    for code in CODES {
        let months = terms.at(&format!("months.{code}")).and_then(Fact::as_list).unwrap();
        assert_eq!(months.len(), 12, "{code}");
        let patterns = terms.at(&format!("dates.{code}")).and_then(Fact::as_record).unwrap();
        assert_eq!(
            patterns.keys().collect::<Vec<_>>(),
            ["birth", "day", "first", "month", "year", "years"],
            "{code}"
        );
    }
    let countries: Vec<&String> = terms.at("country").and_then(Fact::as_record).unwrap().keys().collect();
    assert_eq!(countries, ["AE", "BR", "CN", "ID", "IR", "KG", "KZ", "MA", "MY", "RU", "TH", "ZA"]);
}

/// The script of a letter, as far as our languages tell.
fn script(c: char) -> Option<&'static str> {
    match c {
        'a'..='z' | 'A'..='Z' | 'º' | '\u{c0}'..='\u{24f}' => Some("latin"),
        '\u{400}'..='\u{4ff}' => Some("cyrillic"),
        '\u{600}'..='\u{6ff}' if c.is_alphabetic() => Some("arabic"),
        '\u{e00}'..='\u{e7f}' => Some("thai"),
        c if c.is_alphabetic() => Some("other"),
        _ => None,
    }
}

#[test]
fn every_language_keeps_to_its_script() {
    let terms: toml::Table = include_str!("../../documents/invitation/terms.toml").parse().unwrap();
    let files = files();
    for code in CODES {
        let own = match code {
            "ru" => "cyrillic",
            "ar" | "fa" => "arabic",
            "th" => "thai",
            _ => "latin",
        };
        let check = |whose: &str, said: &str| {
            let said = said.replace("{year}", "").replace("{region}", "");
            let strange: Vec<char> =
                said.chars().filter(|c| script(*c).is_some_and(|it| it != own)).collect();
            assert!(strange.is_empty(), "{code} {whose}: {strange:?} in “{said}”");
        };
        for (key, sentence) in files[code]["say"].as_table().unwrap() {
            check(key, &words(sentence));
        }
        for group in ["event", "region", "country", "city", "sex", "duty", "lead", "post"] {
            for (key, term) in terms[group].as_table().unwrap() {
                check(key, term[code].as_str().unwrap());
            }
        }
        // Persian and Arabic share a script, not all letters.
        let whole = toml::to_string(&files[code]["say"]).unwrap();
        let (persian, arabic) = (['پ', 'چ', 'ژ', 'گ', 'ک', 'ی'], ['ك', 'ي', 'ة', 'ى']);
        match code {
            "ar" => assert!(!whole.contains(persian), "ar has Persian letters"),
            "fa" => assert!(!whole.contains(arabic), "fa has Arabic letters"),
            _ => {}
        }
    }
}

#[test]
fn no_language_borrows_another_ones_sentence() {
    let files = files();
    let long = |code: &str| -> BTreeMap<String, String> {
        let say = files[code]["say"].as_table().unwrap();
        say.iter().map(|(key, value)| (key.clone(), words(value))).filter(|(_, it)| it.len() > 16).collect()
    };
    for one in CODES {
        for other in CODES.into_iter().filter(|other| *other != one) {
            let others = long(other);
            for (key, sentence) in long(one) {
                assert_ne!(Some(&sentence), others.get(&key), "{one} and {other}: {key}");
            }
        }
    }
}

#[test]
fn the_hosts_country_decides_the_language_unless_somebody_does() {
    let books = Books::shipped().unwrap();
    let language = |stop, host, language| {
        let letter = Letter { host, language, ..Letter::default() };
        text(&worded(&books, stop, letter), "language.code").to_owned()
    };
    let usual = |stop, host| language(stop, host, None);
    assert_eq!(
        [usual(1, 0), usual(2, 0), usual(2, 2), usual(3, 1), usual(4, 0), usual(5, 0)],
        ["fr", "ru", "ru", "pt", "en", "ru"]
    );
    assert_eq!([usual(6, 0), usual(7, 0), usual(7, 1), usual(7, 2)], ["ar", "id", "ms", "th"]);
    assert_eq!(language(3, 0, Some("en")), "en");
    assert_eq!(language(1, 0, Some("阿拉伯语")), "ar");
    assert_eq!(language(1, 0, Some("Français")), "fr");
}

#[test]
fn a_letter_is_about_what_is_done_with_its_host() {
    let books = Books::shipped().unwrap();
    let of = |host| worded(&books, 3, Letter { host, ..Letter::default() });
    let tasks = |facts: &Fact| {
        let tasks = facts.at("letter.tasks").and_then(Fact::as_list).unwrap();
        tasks.iter().map(|task| task.at("number").and_then(Fact::as_number).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((tasks(&of(0)), tasks(&of(1))), (vec![1, 5], vec![2, 3]));
    let central = worded(&books, 2, Letter { host: 2, ..Letter::default() });
    assert_eq!(text(&central, "foreign.places"), "Бишкек");
    assert_eq!(text(&central, "foreign.range"), "11–13 июня 2026 года");
}

#[test]
fn a_task_without_words_stays_out_of_the_letter() {
    let books = Books::shipped().unwrap();
    let mut examination = examined(&books, 3);
    for day in &mut examination.delegation.itinerary.days {
        for half in [&mut day.morning, &mut day.afternoon] {
            half.tasks = half.tasks.iter().map(|task| task + 8).collect();
        }
    }
    let papers = books.papers().unwrap();
    let subject = examination.subject(&books, examination.budget.as_ref().unwrap(), Order::default());
    let facts = papers.facts(&subject).unwrap();
    let worded = papers.worded_for(paper(&books), &facts, &subject, Letter::default()).unwrap();
    let told = told(&worded);
    assert!(!told.contains("– ") && !told.contains("—"), "{told}");
    assert!(!told.contains("objetivos") && !told.contains("此行的任务"), "{told}");
}

#[test]
fn months_follow_the_country_where_countries_differ() {
    let books = Books::shipped().unwrap();
    let range = |stop, language| {
        text(&worded(&books, stop, Letter { language, ..Letter::default() }), "foreign.range").to_owned()
    };
    assert_eq!(range(1, Some("ar")), "من 12 إلى 17 ماي 2026");
    assert_eq!(range(3, Some("ar")), "من 12 إلى 20 سبتمبر 2026");
    assert_eq!(range(3, Some("fa")), "از ۱۲ تا ۲۰ سپتامبر ۲۰۲۶ میلادی");
    assert_eq!(range(3, Some("th")), "วันที่ 12–20 กันยายน ค.ศ. 2026");
    assert_eq!(range(3, None), "12 a 20 de setembro de 2026");
}

#[test]
fn an_unknown_language_or_host_is_refused_with_what_there_is() {
    let books = Books::shipped().unwrap();
    let press = Press::new(&books, None).unwrap();
    let examination = examined(&books, 3);
    let refused = |wanted: Wanted| press.letters(&examination, &wanted).unwrap_err().to_string();
    let language = refused(Wanted { language: Some("德文".to_owned()), ..Wanted::default() });
    assert!(language.contains("邀请函没有“德文”这种语言；可选 en（英文）、ru（俄文）"), "{language}");
    let host = refused(Wanted { host: Some(3), ..Wanted::default() });
    assert!(host.contains("没有第3家邀请方，共2家"), "{host}");
}

fn document(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_language_is_set_whole_in_word_and_pdf() {
    let books = Books::shipped().unwrap();
    let press = Press::new(&books, None).unwrap();
    let examination = examined(&books, 3);
    for (code, aim) in CODES.into_iter().flat_map(|code| [(code, Aim::Application), (code, Aim::Visa)]) {
        let wanted = Wanted { host: Some(1), language: Some(code.to_owned()), aim };
        let drafts = press.letters(&examination, &wanted).unwrap();
        let [draft] = drafts.as_slice() else { panic!("{} letters", drafts.len()) };
        assert_eq!(draft.usual, matches!(code, "pt" | "en"), "{code}");
        assert_eq!(draft.untranslated, Vec::<String>::new(), "{code}");
        assert!((2..=4).contains(&draft.printed.pages), "{code}: {} pages", draft.printed.pages);
        let [("docx", docx), ("pdf", pdf)] = draft.printed.files.as_slice() else { panic!("{code}") };
        assert!(pdf.starts_with(b"%PDF-"));
        let xml = document(docx);
        assert!(!xml.contains("{{"), "{code}");
        let foreign = xml.split("<w:pageBreakBefore/>").next().unwrap();
        assert_eq!(xml.contains("<w:bidiVisual/>"), matches!(code, "ar" | "fa"), "{code}");
        assert!(foreign.contains(match code {
            "ar" => "<w:lang w:bidi=\"ar-SA\"/>",
            "fa" => "<w:lang w:bidi=\"fa-IR\"/>",
            "th" => "<w:cs/><w:lang w:bidi=\"th-TH\"/>",
            "en" => "<w:lang w:val=\"en-GB\"/>",
            "ru" => "<w:lang w:val=\"ru-RU\"/>",
            "pt" => "<w:lang w:val=\"pt-BR\"/>",
            "fr" => "<w:lang w:val=\"fr-FR\"/>",
            "id" => "<w:lang w:val=\"id-ID\"/>",
            _ => "<w:lang w:val=\"ms-MY\"/>",
        }));
    }
}

#[test]
fn from_right_to_left_every_paragraph_and_run_says_so() {
    let books = Books::shipped().unwrap();
    let facts = worded(&books, 6, Letter { aim: Aim::Visa, ..Letter::default() });
    let xml = document(&paper(&books).docx(&facts).unwrap());
    let (foreign, chinese) = xml.split_once("<w:pageBreakBefore/>").unwrap();
    let mut paragraphs = 0;
    for paragraph in foreign.split("<w:p>").skip(1).filter(|it| it.contains("w:val=\"Foreign")) {
        paragraphs += 1;
        assert!(paragraph.contains("<w:bidi/>"), "{paragraph}");
        for run in paragraph.split("<w:r>").skip(1) {
            let text: String =
                run.split("<w:t").skip(1).filter_map(|it| it.split('>').nth(1)?.split('<').next()).collect();
            let arabic = text.chars().any(|c| script(c) == Some("arabic"));
            let latin = text.chars().any(|c| script(c) == Some("latin"));
            assert!(!(arabic && latin), "{text}");
            assert_eq!(run.contains("<w:rtl/>"), !latin && !text.starts_with('\u{200e}'), "{text}");
        }
    }
    assert!(paragraphs > 60, "{paragraphs} paragraphs");
    assert!(foreign.contains("<w:tblPr><w:bidiVisual/><w:tblW"));
    assert!(!chinese.contains("<w:bidi") && !chinese.contains("<w:rtl/>"));
}

#[test]
fn without_a_host_the_draft_keeps_its_places_open() {
    let books = Books::shipped().unwrap();
    let press = Press::new(&books, None).unwrap();
    let mut examination = examined(&books, 3);
    examination.delegation.invitations.clear();
    examination.budget = Err(Vec::new());
    let drafts = press.letters(&examination, &Wanted::default()).unwrap();
    let [draft] = drafts.as_slice() else { panic!("{} letters", drafts.len()) };
    assert_eq!(draft.language, "葡萄牙文");
    assert_eq!(draft.printed.stem, "邀请函草稿-1-巴西-葡萄牙文");
    let xml = document(&draft.printed.files[0].1);
    assert!(xml.contains("Em nome da organização ____________________"), "open place");
}

#[test]
fn a_post_that_no_term_translates_is_left_out_and_told() {
    let books = Books::shipped().unwrap();
    let mut examination = examined(&books, 3);
    "首席设备顾问".clone_into(&mut examination.delegation.members[2].post);
    examination.delegation.members[2].rank.clear();
    let press = Press::new(&books, None).unwrap();
    let drafts = press.letters(&examination, &Wanted { host: Some(1), ..Wanted::default() }).unwrap();
    assert_eq!(drafts[0].untranslated, ["首席设备顾问"]);
    let told = delegation::tell::letter(&drafts[0]);
    assert!(told.contains("没有葡萄牙文译名的职务，函中只写团内职务：首席设备顾问"), "{told}");
    let xml = document(&drafts[0].printed.files[0].1);
    let foreign = xml.split("<w:pageBreakBefore/>").next().unwrap();
    assert!(!foreign.contains("首席设备顾问"));
}
