//! The people of a trip: changed in a grid, pasted, changed by two at once; and new
//! trips, from a workbook or from the people of the last one.

use chassis::testing::{Answer, Browser};
use delegation::model::Delegation;
use delegation::workbook;
use delegation::workbook::roster::headings;

use super::delegation::{party, told};
use super::{SpecimenHouse, in_the_specimen_house};

/// The value of a control, as the page has it.
fn value(answer: &Answer, name: &str) -> String {
    let text = answer.text();
    let tag = text.split('<').find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap_or_default();
    let value = tag.split_once("value=\"").map(|(_, rest)| rest.split('"').next().unwrap_or_default());
    let text = match value {
        Some(value) => value.to_owned(),
        None => tag.split_once('>').map(|(_, text)| text.to_owned()).unwrap_or_default(),
    };
    text.replace("&#34;", "\"").replace("&#38;", "&").replace("&#60;", "<").replace("&#62;", ">")
}

/// What is chosen in a list.
fn chosen(answer: &Answer, name: &str) -> String {
    let text = answer.text();
    let list = text.split_once(&format!("name=\"{name}\"")).map(|(_, rest)| rest).unwrap_or_default();
    let list = list.split("</select>").next().unwrap_or_default();
    let option = list.split_once(" selected>").map(|(_, rest)| rest).unwrap_or_default();
    option.split('<').next().unwrap_or_default().to_owned()
}

/// The whole form of the grid, as a browser would send it.
fn form(answer: &Answer) -> Vec<(String, String)> {
    let rows: usize = value(answer, "rows").parse().unwrap();
    let mut fields =
        vec![("version".to_owned(), value(answer, "version")), ("rows".to_owned(), rows.to_string())];
    for row in 0..rows {
        fields.push((format!("of-{row}"), value(answer, &format!("of-{row}"))));
        for (column, heading) in headings().iter().enumerate() {
            let name = format!("c-{row}-{column}");
            let text = if heading.choices.is_empty() { value(answer, &name) } else { chosen(answer, &name) };
            fields.push((name, text));
        }
    }
    fields
}

fn put(fields: &mut [(String, String)], row: usize, header: &str, text: &str) {
    let column = headings().iter().position(|heading| heading.header == header).unwrap();
    let name = format!("c-{row}-{column}");
    text.clone_into(&mut fields.iter_mut().find(|(known, _)| *known == name).unwrap().1);
}

async fn send(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

async fn brazil(house: &SpecimenHouse) -> (Delegation, String) {
    let brazil = party(house, "巴西").await;
    let path = format!("/delegations/{}/roster", brazil.id);
    (brazil, path)
}

#[test]
fn a_grid_that_nobody_changed_changes_nothing_and_shows_no_whole_number() {
    in_the_specimen_house(async |house| {
        let (before, path) = brazil(&house).await;
        let mut office = house.signed_in("office").await;
        let shown = office.get(&path).await;
        for member in &before.members {
            let number = &member.document.as_ref().unwrap().number;
            assert!(!shown.text().contains(&format!("value=\"{number}\"")));
        }
        let saved = send(&mut office, &path, &form(&shown)).await;
        assert_eq!((saved.status.as_u16(), saved.location()), (303, format!("{path}?saved").as_str()));
        assert_eq!(party(&house, "巴西").await, before);
        assert_eq!(told(&house, &before).await.len(), 1);
        let mut teacher = house.signed_in("teacher").await;
        let read = teacher.get(&path).await;
        assert!(!read.text().contains("<select"));
        insta::assert_snapshot!(read.main_text());
        assert_eq!(send(&mut teacher, &path, &form(&shown)).await.status, 403);
    });
}

#[test]
fn a_wrong_cell_is_told_at_its_place_repaired_or_left_out_while_the_rest_is_written() {
    in_the_specimen_house(async |house| {
        let (before, path) = brazil(&house).await;
        let mut office = house.signed_in("office").await;
        let shown = office.get(&path).await;
        let mut fields = form(&shown);
        put(&mut fields, 1, "拼音姓", "LV");
        put(&mut fields, 2, "出生日期", "去年");
        put(&mut fields, 2, "职务", "示例主任");
        let refused = send(&mut office, &path, &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("<title>错误："));
        let read = refused.main_text();
        assert!(read.contains("2 格有错，没有保存。"));
        assert!(read.contains("第 2 行 拼音姓") && read.contains("改成 LYU"));
        assert_eq!(value(&refused, "c-2-3"), value(&refused, "c-2-3"));
        assert_eq!(party(&house, "巴西").await, before);

        let mut repaired = fields.clone();
        repaired.push(("repair".to_owned(), "1-1".to_owned()));
        let preview = send(&mut office, &path, &repaired).await;
        assert_eq!(preview.status, 200);
        assert_eq!(value(&preview, "c-1-1"), "LYU");

        let mut rest = form(&preview);
        rest.push(("rest".to_owned(), "yes".to_owned()));
        let written = send(&mut office, &path, &rest).await;
        assert_eq!(written.status, 200);
        assert!(written.main_text().contains("其余已写入，1 处没有写入。"));
        assert!(written.main_text().contains("出生日期“去年”"));
        let mut expected = before.members.clone();
        expected[1].name.surname = "LYU".to_owned();
        expected[2].post = "示例主任".to_owned();
        let after = party(&house, "巴西").await;
        assert_eq!(after.members, expected);
        assert_eq!(
            told(&house, &after).await.last().unwrap(),
            "delegation.roster 8人，加入0人，退出0人，改动2人"
        );
    });
}

#[test]
fn two_people_at_once_see_both_versions_and_nobody_is_overwritten_unseen() {
    in_the_specimen_house(async |house| {
        let (_, path) = brazil(&house).await;
        let (mut one, mut other) = (house.signed_in("office").await, house.signed_in("office").await);
        let (mut mine, mut theirs) = (form(&one.get(&path).await), form(&other.get(&path).await));
        put(&mut theirs, 0, "职务", "他们的职务");
        put(&mut mine, 0, "职务", "我的职务");
        assert_eq!(send(&mut other, &path, &theirs).await.status, 303);
        let conflict = send(&mut one, &path, &mine).await;
        assert_eq!(conflict.status, 409);
        let read = conflict.main_text();
        assert!(read.contains("别人改了名单") && read.contains("他们的职务"));
        assert_eq!(party(&house, "巴西").await.members[0].post, "他们的职务");
        let mine = form(&conflict);
        assert_eq!(send(&mut one, &path, &mine).await.status, 303);
        assert_eq!(party(&house, "巴西").await.members[0].post, "我的职务");
    });
}

#[test]
fn a_block_from_a_spreadsheet_is_shown_before_it_is_written() {
    in_the_specimen_house(async |house| {
        let (before, path) = brazil(&house).await;
        let mut office = house.signed_in("office").await;
        let paste = format!("{path}/paste");
        let bare = office.post(&paste, &[("block", "王示例\tWANG\n")]).await;
        assert_eq!(bare.status, 422);
        assert!(bare.main_text().contains("第一行不是表头（王示例、WANG）"));
        let name = &before.members[3].name.zh;
        let block = format!(
            "护照有效期\t中文姓名\t职务\t护照姓\t星座\n2031/5/6\t{name}\t示例科长\tLÜ\t天秤\n\t示例新人\t教师\tSHILI\t\n"
        );
        let preview = office.post(&paste, &[("block", &block)]).await;
        assert_eq!(preview.status, 200);
        let read = preview.main_text();
        assert!(read.contains("粘贴了 2 行，7 格。 还没有写入。不认识的列没有读取：星座。"), "{read}");
        assert!(read.contains("改成 LYU"));
        assert_eq!(party(&house, "巴西").await, before);
        let mut rest = form(&preview);
        rest.push(("rest".to_owned(), "yes".to_owned()));
        let written = send(&mut office, &path, &rest).await;
        assert_eq!(written.status, 200, "{}", written.main_text());
        assert!(written.main_text().contains("示例新人"));
        let after = party(&house, "巴西").await;
        assert_eq!(after.members.len(), before.members.len());
        assert_eq!(after.members[3].post, "示例科长");
        assert_eq!(after.members[3].name, before.members[3].name);
        assert_eq!(after.members[3].document.as_ref().unwrap().expires.to_string(), "2031-05-06");
    });
}

#[test]
fn a_filled_workbook_is_previewed_then_kept_and_a_faulty_one_comes_back_marked() {
    in_the_specimen_house(async |house| {
        let (before, _) = brazil(&house).await;
        let mut office = house.signed_in("office").await;
        let path = format!("/delegations/new?stop={}", before.stop);
        let page = office.get(&path).await;
        assert!(page.main_text().contains("上传填好的工作簿"));
        let template = office.get("/delegations/template.xlsx").await;
        assert!(template.body.starts_with(b"PK"));

        let again = Delegation { name: "示例新团组".to_owned(), ..before.clone() };
        let filled = workbook::write(&again).unwrap();
        let unchosen = office.upload("/delegations/new", "workbook", "a.xlsx", &filled).await;
        assert_eq!(unchosen.status, 422);
        assert!(unchosen.main_text().contains("还没有选赛站"));
        let preview = upload(&mut office, &before.stop.to_string(), &filled).await;
        assert_eq!(preview.status, 200, "{}", preview.main_text());
        assert!(preview.main_text().contains("示例新团组"));
        let fields = hidden(&preview);
        let kept = send(&mut office, "/delegations/new/kept", &fields).await;
        assert_eq!(kept.status, 303, "{}", kept.main_text());
        let new = party(&house, "示例新团组").await;
        assert_eq!(kept.location(), format!("/delegations/{}", new.id));
        assert_eq!(
            (&new.members, &new.itinerary, &new.purposes),
            (&before.members, &before.itinerary, &before.purposes)
        );

        let mut wrong = again.clone();
        wrong.members[0].tasks = vec![98];
        let faulty = upload(&mut office, &before.stop.to_string(), &workbook::write(&wrong).unwrap()).await;
        assert_eq!(faulty.status, 422);
        assert!(faulty.main_text().contains("“承担任务”栏写了任务98"), "{}", faulty.main_text());
        let text = faulty.text();
        let link = text.split("href=\"").find(|link| link.starts_with("/delegations/new/marked/")).unwrap();
        let link = link.split('"').next().unwrap().to_owned();
        let marked = office.get(&link).await;
        assert_eq!(marked.status, 200);
        assert!(marked.body.starts_with(b"PK"));
        assert_eq!(house.signed_in("teacher").await.get(&link).await.status, 403);
        let noise = upload(&mut office, &before.stop.to_string(), b"%PDF-nothing").await;
        assert_eq!(noise.status, 422);
        assert!(house.signed_in("teacher").await.get("/delegations/new").await.status == 403);
    });
}

#[test]
fn a_trip_begins_with_the_people_of_the_last_one() {
    in_the_specimen_house(async |house| {
        let (before, _) = brazil(&house).await;
        let mut office = house.signed_in("office").await;
        let (stop, like) = (before.stop.to_string(), before.id.to_string());
        let unnamed = office.post("/delegations/new/people", &[("stop", &stop), ("like", &like)]).await;
        assert_eq!(unnamed.status, 422);
        assert!(unnamed.main_text().contains("团组名称是空的"));
        let taken = [("stop", stop.as_str()), ("like", &like), ("name", &before.name)];
        assert!(office.post("/delegations/new/people", &taken).await.main_text().contains("这一站已经有"));
        let begun = [("stop", stop.as_str()), ("like", &like), ("name", "示例再访团")];
        let begun = office.post("/delegations/new/people", &begun).await;
        assert_eq!(begun.status, 303);
        let new = party(&house, "示例再访团").await;
        assert_eq!(begun.location(), format!("/delegations/{}/roster", new.id));
        let names = |it: &Delegation| it.members.iter().map(|member| member.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&new), names(&before));
        assert_eq!(office.get(begun.location()).await.status, 200);
        insta::assert_snapshot!(office.get(&format!("/delegations/{}", new.id)).await.main_text());
    });
}

/// Hands a workbook in with the stop it is for.
async fn upload(browser: &mut Browser, stop: &str, bytes: &[u8]) -> Answer {
    let mark = "a-mark-that-no-file-has-in-it";
    let mut body = format!(
        "--{mark}\r\nContent-Disposition: form-data; name=\"stop\"\r\n\r\n{stop}\r\n\
         --{mark}\r\nContent-Disposition: form-data; name=\"workbook\"; filename=\"../示例.xlsx\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{mark}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={mark}");
    browser.ask(axum::http::Method::POST, "/delegations/new", &kind, body).await
}

/// The hidden fields of the form that keeps a preview, as a browser sends them.
fn hidden(answer: &Answer) -> Vec<(String, String)> {
    let text = answer.text();
    let form = text.split_once("action=\"/delegations/new/kept\"").unwrap().1;
    let form = form.split("</form>").next().unwrap();
    let tags = form.split("<input type=\"hidden\" ").skip(1);
    tags.map(|tag| {
        let name = tag.split_once("name=\"").unwrap().1.split('"').next().unwrap();
        let value = tag.split_once("value=\"").unwrap().1.split('"').next().unwrap();
        let value = value.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">");
        (name.to_owned(), value.replace("&#39;", "'").replace("&#38;", "&").replace('\n', "\r\n"))
    })
    .collect()
}
