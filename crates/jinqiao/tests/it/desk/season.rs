//! The season on the desk: the board, what is open, what is exported.

use chassis::journal;
use people::model::{School, SchoolId};
use people::operations::account::{Newcomer, welcome};

use super::{PASSWORD, SpecimenHouse, in_an_empty_house, in_the_specimen_house};

/// A second college, whose own people sign in as `second`.
async fn second_school(house: &SpecimenHouse) {
    let policy = people::wire::policy("dengbao2").unwrap();
    let hash = people::operations::account::hash(&policy, PASSWORD, "second").unwrap();
    house
        .bench
        .door
        .change(async |desk| {
            let id: SchoolId = desk.draw_id();
            let mut school: School = people::wire::school(specimens::SCHOOL, id).unwrap();
            "示例第二学院".clone_into(&mut school.name);
            let school = people::operations::keep(desk, school).await?;
            let newcomer = Newcomer {
                name: "示例乙",
                login: "second",
                password: &hash,
                school: Some(school.id),
                roles: &[chassis::web::Role::Coordinator],
            };
            welcome(desk, &newcomer).await
        })
        .await
        .unwrap();
}

#[test]
fn the_season_is_read_at_a_glance() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        let answer = office.get("/season").await;
        assert_eq!(answer.status, 200);
        insta::assert_snapshot!("season", answer.main_text());
        let text = answer.text();
        assert!(text.contains(r#"<rect class="win" x="24.66%" width="16.71%""#), "{text}");
        assert!(text.contains(r#"<circle class="start late" cx="7.67%""#), "{text}");
        assert!(!text.contains("style="), "a page under a strict policy has no style of its own");
    });
}

#[test]
fn the_season_is_read_in_english_and_arabic_too() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        for (locale, title) in [("en", "Season 2026"), ("ar", "موسم \u{2068}2026\u{2069}")] {
            office.headers = vec![("cookie", String::new()), ("accept-language", locale.to_owned())];
            office.headers.remove(0);
            let answer = office.get("/season").await;
            assert_eq!(answer.status, 200);
            assert!(answer.main_text().contains(title), "{}", answer.main_text());
            // A key that nobody wrote would stand there as it is.
            assert!(!answer.main_text().contains("board-"), "{}", answer.main_text());
        }
    });
}

#[test]
fn a_country_is_decided_in_the_row_and_the_verdict_follows() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        let choice = [("number", "6"), ("countries", "AE")];
        let decided = office.post("/season/choices", &choice).await;
        assert_eq!((decided.status.as_u16(), decided.location()), (303, "/season#s6"));
        let board = office.get("/season").await.main_text();
        assert!(board.contains("本校已定国家/地区：中东（阿联酋）"), "{board}");
        assert!(!board.contains("等您决定"), "{board}");
        let lines = house.bench.door.look(journal::lines).await.unwrap();
        let last = lines.last().unwrap();
        assert_eq!(
            (last.event.as_str(), last.detail.as_str()),
            ("season.edit", "第6站 国家/地区：中东（阿联酋）")
        );
        let back = office.post("/season/choices", &[("number", "6"), ("back", "site")]).await;
        assert_eq!(back.status, 303);
        assert!(office.get("/season").await.main_text().contains("等您决定 1 件"));
    });
}

#[test]
fn one_colleges_choice_and_parties_do_not_show_at_anothers() {
    in_the_specimen_house(async |house| {
        second_school(&house).await;
        let mut office = house.signed_in("office").await;
        office.post("/season/choices", &[("number", "6"), ("countries", "AE")]).await;
        office.post("/season/choices", &[("number", "3"), ("city", "圣保罗")]).await;
        assert!(office.get("/season").await.main_text().contains("圣保罗 · 9 天"));
        let mut second = house.signed_in("second").await;
        let board = second.get("/season").await.main_text();
        assert!(board.contains("等您决定 1 件"), "{board}");
        assert!(!board.contains("圣保罗 · 9 天"), "{board}");
        assert!(board.contains("0 团 · 0 人"), "{board}");
        let mut organiser = house.signed_in("organiser").await;
        let all = organiser.get("/season").await.main_text();
        assert!(all.contains("1 所院校 · 1 团"), "{all}");
        assert!(!all.contains("定下来"), "the organiser decides for no college: {all}");
    });
}

#[test]
fn what_cannot_be_decided_is_said_and_nothing_changes() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        for (sent, sentence) in [
            ([("number", "6"), ("countries", "")], "第6站还没有选；请选一项再定"),
            ([("number", "6"), ("countries", "BR")], "附件第6站没有巴西（写的是伊朗、阿联酋）"),
        ] {
            let answer = office.post("/season/choices", &sent).await;
            assert_eq!(answer.status, 422);
            assert!(answer.main_text().contains(sentence), "{}", answer.main_text());
            assert!(answer.text().contains("<title>错误："), "the title says so first");
        }
        assert_eq!(office.post("/season/choices", &[("number", "99"), ("city", "巴黎")]).await.status, 404);
        assert!(office.get("/season").await.main_text().contains("等您决定 1 件"));
        let mut teacher = house.signed_in("teacher").await;
        assert_eq!(teacher.get("/season").await.status, 200);
        assert_eq!(
            teacher.post("/season/choices", &[("number", "6"), ("countries", "AE")]).await.status,
            403
        );
    });
}

#[test]
fn what_is_seen_is_what_is_exported() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        let over = office.get("/season?region=&verdict=over").await;
        assert!(over.text().contains("/season.csv?region=&#38;verdict=over"), "{}", over.text());
        let csv = office.get("/season.csv?region=&verdict=over").await;
        let named = "attachment; filename=\"jinqiao.csv\"; filename*=UTF-8''2026%E8%B5%9B%E5%AD%A3%E4%B8%80%E8%A7%88.csv";
        assert_eq!(csv.headers["content-disposition"], named);
        assert_eq!(csv.headers["cache-control"], "no-store");
        assert!(csv.body.starts_with(b"\xef\xbb\xbf"));
        let places: Vec<String> =
            csv.text().lines().skip(1).filter_map(|line| line.split(',').nth(2).map(str::to_owned)).collect();
        assert_eq!(places, ["北非", "巴西", "南非", "俄罗斯"]);
        let region = form_urlencoded::byte_serialize("巴西".as_bytes()).collect::<String>();
        let calendar = office.get(&format!("/season.ics?region={region}&verdict=")).await;
        assert_eq!(calendar.text().matches("BEGIN:VEVENT").count(), 2);
        let workbook = office.get("/season.xlsx?region=&verdict=over").await;
        assert!(workbook.body.starts_with(b"PK"));
        let nothing = office.get("/season?region=%E7%81%AB%E6%98%9F&verdict=").await;
        assert!(nothing.main_text().contains("没有符合条件的赛站"));
    });
}

#[test]
fn a_house_without_a_season_says_what_comes_next() {
    in_an_empty_house(async |house| {
        let mut first = house.anybody();
        let whole = [
            ("begin", "school"),
            ("login", "wang"),
            ("password", PASSWORD),
            ("name", "示例甲"),
            ("school", "示例学院"),
            ("school-en", "Example College"),
            ("province", "浙江"),
            ("city", "杭州"),
            ("register", "示例院"),
        ];
        assert_eq!(first.post("/start", &whole).await.status, 303);
        let empty = first.get("/season").await;
        assert_eq!(empty.status, 200);
        assert!(empty.main_text().contains("还没有导入赛季附件"), "{}", empty.main_text());
        assert!(first.get("/season/versions").await.main_text().contains("还没有导入过附件"));
    });
}
