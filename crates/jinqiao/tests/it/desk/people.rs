//! The persons of a school on the desk: found, kept, shown for a reason, taken in and
//! out as tables, erased.

use ::people::KeyFile;
use ::people::model::{DocumentKind, DocumentNumber, IdentityNumber, Person, PersonId, TravelDocument};
use ::people::operations::person;
use chassis::testing::{Answer, Browser};
use jiff::civil::{Date, date};

use super::{SpecimenHouse, in_the_specimen_house};

/// The one number of these stories; it is nobody's.
pub(super) const IDENTITY: &str = "11010519491231002X";

/// Somebody of the specimen school, kept.
pub(super) async fn keep(house: &SpecimenHouse, name: &str, tell: impl Fn(&mut Person)) -> PersonId {
    let door = &house.bench.door;
    let keys = KeyFile::beside(&door.files);
    door.change(async |desk| {
        let schools = ::people::operations::list(desk).await?;
        let mut somebody = Person::named(desk.draw_id(), schools[0].id, name);
        somebody.born = Some(date(1980, 5, 6));
        tell(&mut somebody);
        Ok(person::keep(desk, &keys, somebody).await?.person.id)
    })
    .await
    .unwrap()
}

fn passport(number: &str, expires: Option<Date>) -> TravelDocument {
    let number = DocumentNumber::read(number).unwrap();
    let kind = DocumentKind::of_number(&number).unwrap();
    TravelDocument { kind, number, expires, issued_by: "示例机关".to_owned() }
}

/// The lines of the journal about persons, without ids.
pub(super) async fn journal(house: &SpecimenHouse) -> Vec<String> {
    let lines = house.bench.door.look(chassis::journal::lines).await.unwrap();
    let of_persons =
        lines.iter().filter(|line| line.event.starts_with("person.") || line.event.starts_with("link."));
    of_persons.map(|line| format!("{} {}", line.event, line.detail).trim().to_owned()).collect()
}

/// What a hidden field of a page says.
pub(super) fn hidden(answer: &Answer, name: &str) -> String {
    let text = answer.text();
    let field = text.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
    field.split('"').next().unwrap().to_owned()
}

async fn form(browser: &mut Browser, path: &str, mark: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("mark", mark), ("do", "keep")];
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

#[test]
fn the_list_shows_everybody_masked_and_says_whose_passport_ends() {
    in_the_specimen_house(async |house| {
        assert!(house.signed_in("office").await.get("/people").await.main_text().contains("还没有登记人员"));
        keep(&house, "张晓明", |person| {
            person.department = "示例机电学院".to_owned();
            person.born = None;
            person.identity = IdentityNumber::read(IDENTITY).ok();
            person.documents = vec![
                passport("PE1234567", Some(date(2026, 8, 1))),
                passport("E12345678", Some(date(2031, 8, 1))),
            ];
        })
        .await;
        keep(&house, "欧阳示例", |person| person.documents = vec![passport("E87654321", None)]).await;
        keep(&house, "吕示例", |_| {}).await;
        let page = house.signed_in("office").await.get("/people").await;
        insta::assert_snapshot!(page.main_text());
        assert!(!page.text().contains(IDENTITY) && !page.text().contains("PE1234567"));
        let mut head = house.signed_in("head").await;
        for question in ["%E5%BC%A0%E6%99%93", "zhangxm", "zxm"] {
            let found = head.get(&format!("/people?q={question}")).await;
            assert_eq!(found.text().matches("<th scope=\"row\">").count(), 1, "{question}");
            assert!(found.main_text().contains("张晓明"), "{question}");
        }
        assert!(head.get("/people?q=nobody").await.main_text().contains("没有找到"));
        for login in ["teacher", "finance", "auditor", "organiser"] {
            assert_eq!(house.signed_in(login).await.get("/people").await.status, 403, "{login}");
        }
    });
}

#[test]
fn a_list_goes_on_where_the_page_ended() {
    in_the_specimen_house(async |house| {
        for number in 0..52 {
            keep(&house, &format!("示例{number:02}"), |person| {
                person.name.surname = "SHI".to_owned();
                person.name.given = "LI".to_owned();
            })
            .await;
        }
        let mut office = house.signed_in("office").await;
        let first = office.get("/people").await.text();
        let rows = |text: &str| text.matches("<th scope=\"row\">").count();
        let next = first.split_once("href=\"/people?after=").unwrap().1.split('"').next().unwrap();
        let second = office.get(&format!("/people?after={next}")).await.text();
        assert_eq!((rows(&first), rows(&second)), (50, 2));
        assert!(!second.contains("/people?after="));
    });
}

#[test]
fn somebody_is_added_with_every_remark_at_its_field_and_nothing_typed_is_lost() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        let faulty = [
            ("name", "张示例"),
            ("department", "示例教务处"),
            ("identity", IDENTITY),
            ("born", "1949-12-30"),
            ("sex", "male"),
            ("nationality", "火星"),
        ];
        let refused = form(&mut office, "/people/new", "", &faulty).await;
        assert_eq!(refused.status, 422);
        let text = refused.text();
        assert!(text.contains("<title>错误：") && text.contains("href=\"#nationality\""));
        assert!(text.contains("id=\"nationality-wrong\"") && text.contains("value=\"示例教务处\""));
        let mended: Vec<_> = faulty
            .iter()
            .map(|it| if it.0 == "nationality" { ("nationality", "中国") } else { *it })
            .collect();
        let refused = form(&mut office, "/people/new", "", &mended).await.text();
        assert!(refused.contains("id=\"born-wrong\"") && refused.contains("id=\"sex-wrong\""));
        let right = [("name", "张示例"), ("identity", IDENTITY), ("phone", "13800000000")];
        let kept = form(&mut office, "/people/new", "", &right).await;
        assert!(kept.location().ends_with("?done=added"), "{}", kept.main_text());
        let again = form(
            &mut office,
            "/people/new",
            "",
            &[("name", "张示例"), ("identity", IDENTITY), ("post", "处长")],
        )
        .await;
        assert!(again.location().ends_with("?done=known"));
        let page = office.get(again.location()).await;
        insta::assert_snapshot!(page.main_text());
        assert_eq!(journal(&house).await, ["person.keep 登记", "person.keep 更新：职务"]);
    });
}

#[test]
fn a_zone_fills_the_form_and_a_number_left_empty_stays() {
    const ZONE: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\r\n\
                        L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    in_the_specimen_house(async |house| {
        let id = keep(&house, "安娜示例", |person| person.born = Some(date(1974, 8, 12))).await;
        let mut office = house.signed_in("office").await;
        let page = office.get(&format!("/people/{id}/edit")).await;
        let (path, mark) = (format!("/people/{id}"), hidden(&page, "mark"));
        let read = office
            .post(&path, &[("mark", &mark), ("do", "zone"), ("zone", ZONE), ("name", "安娜示例")])
            .await;
        assert_eq!(read.status, 200);
        let text = read.text();
        assert!(text.contains("value=\"ERIKSSON ANNA MARIA\"") && text.contains("value=\"L898902C3\""));
        assert_eq!(journal(&house).await.len(), 1, "reading a zone keeps nothing");
        let told = [("name", "安娜示例"), ("born", "1974-08-12"), ("zone", ZONE), ("nationality", "瑞典")];
        let kept = form(&mut office, &path, &mark, &told).await;
        assert!(kept.location().ends_with("?done=changed"), "{}", kept.main_text());
        let stale = form(&mut office, &path, &mark, &told).await;
        assert_eq!(stale.status, 422);
        assert!(stale.main_text().contains("别人改过此人的信息"));
        let page = office.get(&format!("/people/{id}/edit")).await;
        let mark = hidden(&page, "mark");
        let told = [
            ("name", "安娜示例"),
            ("passport-name", "ERIKSSON ANNA MARIA"),
            ("born", "1974-08-12"),
            ("nationality", "瑞典"),
            ("document-kind-0", "foreign"),
            ("document-expires-0", "2032-04-15"),
        ];
        form(&mut office, &path, &mark, &told).await;
        let page = office.get(&path).await.main_text();
        assert!(page.contains("L8******3") && page.contains("2032-04-15"), "{page}");
    });
}

#[test]
fn numbers_are_shown_once_for_a_reason_that_stays() {
    in_the_specimen_house(async |house| {
        let id = keep(&house, "张示例", |person| {
            person.born = None;
            person.identity = IdentityNumber::read(IDENTITY).ok();
        })
        .await;
        let mut office = house.signed_in("office").await;
        let path = format!("/people/{id}/reveal");
        assert_eq!(office.get(&path).await.status, 200);
        let unreasoned = office.post(&path, &[("reason", "张示例办签证")]).await;
        assert_eq!(unreasoned.status, 422);
        assert!(
            unreasoned.text().contains("value=\"张示例办签证\"") && !unreasoned.text().contains(IDENTITY)
        );
        let shown = office.post(&path, &[("reason", "办理签证")]).await;
        assert!(shown.text().contains(IDENTITY));
        assert_eq!(shown.headers["cache-control"], "no-store");
        assert!(!office.get(&format!("/people/{id}")).await.text().contains(IDENTITY));
        assert_eq!(journal(&house).await.last().unwrap(), "person.reveal 办理签证");
        for login in ["head", "admin"] {
            assert_eq!(house.signed_in(login).await.post(&path, &[("reason", "办理签证")]).await.status, 403);
        }
    });
}

#[test]
fn decisions_about_the_data_are_recorded_and_an_erasure_leaves_a_day() {
    in_the_specimen_house(async |house| {
        let id = keep(&house, "张示例", |_| {}).await;
        let mut office = house.signed_in("office").await;
        let path = format!("/people/{id}");
        let nameless = [("decision", "given"), ("scope", "sensitive"), ("channel", "paper"), ("notice", "")];
        let refused = office.post(&format!("{path}/consents"), &nameless).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("<option value=\"sensitive\" selected>"), "what was chosen stays");
        let whole =
            [("decision", "given"), ("scope", "sensitive"), ("channel", "paper"), ("notice", "2026-03")];
        assert_eq!(office.post(&format!("{path}/consents"), &whole).await.status, 303);
        assert!(office.get(&path).await.main_text().contains("含敏感个人信息（单独同意）"));
        let unsure = office.post(&format!("{path}/erasure"), &[("ground", "asked")]).await;
        assert_eq!(unsure.status, 422);
        let done = office.post(&format!("{path}/erasure"), &[("ground", "asked"), ("sure", "yes")]).await;
        assert_eq!(done.status, 200, "{}", done.main_text());
        let gone = office.get(&path).await;
        assert_eq!(gone.status, 404);
        assert!(gone.main_text().contains("此人的信息已于2026-04-28删除"));
        assert_eq!(
            journal(&house).await,
            [
                "person.keep 登记",
                "person.consent 同意；含敏感个人信息（单独同意）；纸质签字",
                "person.erase 本人要求"
            ]
        );
    });
}

#[test]
fn a_table_is_looked_at_mended_and_kept_and_comes_out_masked() {
    const FAULTY: &str = "姓名,身份证号,部门\n张示例,110105194912310021,示例处\n李示例,,示例处\n";
    const RIGHT: &str = "姓名,身份证号,部门\n张示例,11010519491231002X,\"示例,处\"\n";
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        assert_eq!(office.get("/people/import").await.status, 200);
        let faulty = office.upload("/people/import", "file", "名册.csv", FAULTY.as_bytes()).await;
        assert_eq!(faulty.status, 422);
        insta::assert_snapshot!(faulty.main_text());
        assert_eq!(office.upload("/people/import", "file", "空.csv", b"").await.status, 422);
        let preview = office.upload("/people/import", "file", "名册.csv", RIGHT.as_bytes()).await;
        assert_eq!(preview.status, 200, "{}", preview.main_text());
        assert!(preview.main_text().contains("将新增 1 人，更新 0 人"));
        assert!(journal(&house).await.is_empty(), "a preview keeps nothing");
        let text = preview.text();
        let table = text.split_once("name=\"table-0\"").unwrap().1.split_once('>').unwrap().1;
        let table = table.split("</textarea>").next().unwrap().trim_start_matches('\n').replace('\n', "\r\n");
        let mark = "a-mark";
        let part = |name: &str, text: &str| {
            format!("--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
        };
        let body = format!("{}{}--{mark}--\r\n", part("do", "keep"), part("table-0", &table));
        let kind = format!("multipart/form-data; boundary={mark}");
        let kept = office.ask(axum::http::Method::POST, "/people/import", &kind, body.into_bytes()).await;
        assert_eq!(kept.location(), "/people", "{}", kept.main_text());
        let csv = office.get("/people.csv").await;
        assert!(csv.headers["content-disposition"].to_str().unwrap().contains("filename*=UTF-8''%E4%BA%BA"));
        assert!(
            csv.text().contains("\"示例,处\"") && csv.text().contains("110105********002X"),
            "{}",
            csv.text()
        );
        assert!(office.get("/people.xlsx").await.body.starts_with(b"PK"));
        let full = [("reason", "办理签证"), ("manner", "csv")];
        assert!(office.post("/people/export", &full).await.text().contains(IDENTITY));
        assert_eq!(office.post("/people/export", &[("reason", "")]).await.status, 422);
        assert_eq!(
            journal(&house).await,
            [
                "person.keep 登记",
                "person.export 导出1人，号码打码",
                "person.export 导出1人，号码打码",
                "person.export 导出1人，含完整号码：办理签证"
            ]
        );
    });
}
