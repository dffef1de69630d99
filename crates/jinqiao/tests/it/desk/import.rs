//! An annex handed in on the desk: read behind the lock, read over, made to hold.

use chassis::testing::Browser;
use chassis::{digest, journal};

use super::{PASSWORD, SpecimenHouse, in_an_empty_house, in_the_specimen_house};

const ANNEX: &[u8] = include_bytes!("../../../../../examples/annex-2026.docx");

/// A college that works alone, without any organiser.
async fn college(house: &SpecimenHouse) -> Browser {
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
    first
}

/// The annex of the example with other words in it, as separated text.
fn changed(words: &[(&str, &str)]) -> Vec<u8> {
    let mut annex = season::seed::read(season::seed::SEASON_2026).unwrap();
    for row in &mut annex.rows {
        for field in season::model::Field::ALL {
            let mut text = row.says(*field).to_owned();
            for (old, new) in words {
                text = if text == *old { (*new).to_owned() } else { text };
            }
            row.write(*field, &text);
        }
    }
    season::export::docx(&annex).unwrap()
}

/// The cells of a workbook, a row a line.
fn told(document: &intake::Document) -> String {
    let mut rows = Vec::new();
    for block in &document.blocks {
        if let intake::Block::Table(table) = block {
            for row in &table.rows {
                let cells: Vec<&str> = row.cells.iter().map(|cell| &*cell.text).collect();
                rows.push(cells.join(" | "));
            }
        }
    }
    rows.join("\n")
}

#[test]
fn a_college_alone_hands_in_the_annex_and_reads_every_value_with_its_origin() {
    in_an_empty_house(async |house| {
        let mut office = college(&house).await;
        assert!(office.get("/season/import").await.main_text().contains("可以把文件拖到这里"));
        let kept = office.upload("/season/import", "file", "附件2 国际赛列表.docx", ANNEX).await;
        assert_eq!((kept.status.as_u16(), kept.location()), (303, "/season/versions/1"));
        let review = office.get("/season/versions/1").await;
        insta::assert_snapshot!("review_first", review.main_text());
        let again = office.upload("/season/import", "file", "附件2.docx", ANNEX).await;
        assert_eq!(again.location(), "/season/versions/1");
        let lines = house.bench.door.look(journal::lines).await.unwrap();
        let imports: Vec<&str> = lines
            .iter()
            .filter(|line| line.event == "season.import")
            .map(|line| line.detail.as_str())
            .collect();
        assert_eq!(imports, ["第1版，附件2 国际赛列表.docx"]);
        let (versions, _) = house.bench.door.look(season::operations::versions).await.unwrap();
        assert_eq!(versions[0].digest, digest(ANNEX));
    });
}

#[test]
fn a_newer_annex_is_read_over_and_each_own_decision_stays_or_gives_way() {
    in_an_empty_house(async |house| {
        let mut office = college(&house).await;
        office.upload("/season/import", "file", "附件.docx", ANNEX).await;
        office.post("/season/choices", &[("number", "3"), ("city", "圣保罗")]).await;
        office.post("/season/choices", &[("number", "6"), ("countries", "AE")]).await;
        let newer = changed(&[
            ("9月、11月", "11月"),
            ("中东（伊朗/阿联酋）", "中东（沙特/阿联酋）"),
            ("9天", "很久很久"),
        ]);
        let kept = office.upload("/season/import", "file", "附件新.docx", &newer).await;
        assert_eq!(kept.location(), "/season/versions/2");
        insta::assert_snapshot!("review_newer", office.get("/season/versions/2").await.main_text());

        let check = office.get("/season/versions/2/check.xlsx").await;
        assert_eq!(check.headers["content-disposition"], "attachment; filename=\"annex-2026-2.xlsx\"");
        let cells = told(&intake::read_here(&check.body).unwrap());
        assert!(cells.contains("5 | 时间 | 11月 | 11月 | 行6 列4 | 9月、11月"), "{cells}");
        assert!(cells.contains("很久很久 | 表1第4行第5列 | 看不懂停留天数"), "{cells}");
        for (locale, title) in [("en", "Read the annex over"), ("ar", "مراجعة الملحق")] {
            let mut reader = office.clone();
            reader.headers.push(("accept-language", locale.to_owned()));
            let page = reader.get("/season/versions/2").await.main_text();
            assert!(page.contains(title) && !page.contains("import-"), "{page}");
        }

        let unanswered = office.post("/season/versions/2/hold", &[]).await;
        assert_eq!(unanswered.status, 422);
        assert!(unanswered.main_text().contains("第6站 国家/地区：请选保留本校的，还是改用附件的"));
        assert!(office.get("/season").await.main_text().contains("附件第 1 版"), "nothing holds yet");

        let held = office.post("/season/versions/2/hold", &[("own-6-site", "annex")]).await;
        assert_eq!((held.status.as_u16(), held.location()), (303, "/season"));
        let board = office.get("/season").await.main_text();
        assert!(board.contains("附件第 2 版"), "{board}");
        assert!(board.contains("第 6 站附件写“中东（沙特/阿联酋）”"), "{board}");
        assert!(board.contains("本校已定城市：圣保罗"), "{board}");
        assert!(board.contains("第5站 时间 | | 9月、11月 → 11月"), "{board}");
        let versions = office.get("/season/versions").await.main_text();
        assert!(versions.contains("第 2 版 | | 附件新.docx"), "{versions}");

        // The earlier version can be brought back.
        assert_eq!(office.post("/season/versions/1/hold", &[]).await.location(), "/season");
        assert!(office.get("/season").await.main_text().contains("附件第 1 版"));
    });
}

#[test]
fn where_the_organiser_is_colleges_read_and_do_not_publish() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        let told = office.get("/season/import").await.main_text();
        assert!(told.contains("赛季附件由主办方统一发布"), "{told}");
        let refused = office.upload("/season/import", "file", "附件.docx", &changed(&[("9天", "8天")])).await;
        assert_eq!(refused.status, 422);
        let mut organiser = house.signed_in("organiser").await;
        let kept = organiser.upload("/season/import", "file", "附件.docx", &changed(&[("9天", "8天")])).await;
        assert_eq!(kept.location(), "/season/versions/2");
        assert_eq!(office.get("/season/versions/2").await.status, 200);
        assert_eq!(office.post("/season/versions/2/hold", &[]).await.status, 409);
        assert_eq!(organiser.post("/season/versions/2/hold", &[]).await.status, 303);
        assert!(office.get("/season").await.main_text().contains("8 天，上限 6"));
        let mut teacher = house.signed_in("teacher").await;
        assert_eq!(teacher.get("/season/import").await.status, 403);
        assert_eq!(teacher.upload("/season/import", "file", "a.docx", ANNEX).await.status, 403);
        assert_eq!(teacher.get("/season/versions/99").await.status, 404);
        assert_eq!(teacher.get("/season/versions/latest").await.status, 404);
    });
}

#[test]
fn what_cannot_be_read_gets_one_sentence_and_changes_nothing() {
    in_an_empty_house(async |house| {
        let mut office = college(&house).await;
        let nothing = office.upload("/season/import", "other", "", b"").await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.main_text().contains("还没有选文件"), "{}", nothing.main_text());
        let broken = ANNEX.get(..ANNEX.len() / 2).unwrap();
        let refused = office.upload("/season/import", "file", "C:\\夹\\附件.docx", broken).await;
        assert_eq!(refused.status, 422);
        let told = refused.main_text();
        assert!(told.contains("附件.docx：") && !told.contains('夹'), "{told}");
        let letter =
            office.upload("/season/import", "file", "信.txt", "你好，附件稍后寄到。".as_bytes()).await;
        assert!(letter.main_text().contains("信.txt 里没有读到赛站"), "{}", letter.main_text());
        let giant = office.upload("/season/import", "file", "大.docx", &vec![b'a'; 22 << 20]).await;
        assert_eq!(giant.status, 413);
        assert!(office.get("/season/versions").await.main_text().contains("还没有导入过附件"));
    });
}
