//! Persons on a real database.

use chassis::testing::Bench;
use chassis::{Desk, Error, Reach, Who, journal};
use jiff::civil::date;
use people::KeyFile;
use people::model::{
    DocumentKind, DocumentNumber, IdentityNumber, Person, PersonId, SchoolId, TravelDocument,
};
use people::operations::person::{self, Change, Keeping};
use people::{operations, wire};

use super::{FILE, on_a_bench};

/// The example of GB 11643.
pub(crate) const IDENTITY: &str = "11010519491231002X";

pub(crate) async fn school(bench: &Bench, name: &str) -> SchoolId {
    let file = FILE.replace("示例职业技术学院\"", &format!("{name}\""));
    let keep = async |desk: &mut Desk<'_>| {
        let id = desk.draw_id();
        operations::keep(desk, wire::school(&file, id).expect("a school")).await
    };
    bench.door.change(keep).await.expect("a school that is kept").id
}

pub(crate) fn keys(bench: &Bench) -> KeyFile {
    KeyFile::beside(&bench.door.files)
}

/// Somebody of a name, born on a day, whom the desk has not seen before.
pub(crate) fn somebody(desk: &mut Desk<'_>, school: SchoolId, name: &str) -> Person {
    let mut person = Person::named(desk.draw_id(), school, name);
    person.born = Some(date(1980, 5, 6));
    person
}

pub(crate) async fn keep(
    bench: &Bench,
    school: SchoolId,
    name: &str,
    change: impl FnOnce(&mut Person),
) -> Result<Keeping, Error> {
    let keys = keys(bench);
    bench
        .door
        .change(async |desk| {
            let mut person = somebody(desk, school, name);
            change(&mut person);
            person::keep(desk, &keys, person).await
        })
        .await
}

pub(crate) async fn as_school<T>(
    bench: &Bench,
    school: SchoolId,
    business: impl AsyncFnOnce(&mut Desk<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let reach = Reach::School(school.to_string().parse().expect("an id"));
    let who = Who { actor: bench.door.actor.clone(), reach };
    let mut work = bench.door.db().await?.look(who, bench.door.clock).await?;
    let answer = business(&mut work.desk()).await;
    work.leave().await?;
    answer
}

pub(crate) fn passport(number: &str) -> TravelDocument {
    let number = DocumentNumber::read(number).expect("a number");
    let kind = DocumentKind::of_number(&number).expect("a Chinese passport");
    TravelDocument { kind, number, expires: Some(date(2032, 1, 1)), issued_by: String::new() }
}

async fn names(bench: &Bench, school: SchoolId, question: &str) -> Vec<String> {
    let keys = keys(bench);
    let found = bench.door.look(async |desk| person::find(desk, &keys, school, question, 20).await).await;
    found.expect("a search").into_iter().map(|person| person.name.zh).collect()
}

#[test]
fn a_person_is_kept_whole_and_found_by_a_few_letters() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let kept = keep(&bench, school, "张晓明", |person| {
            person.born = None;
            person.identity = Some(IdentityNumber::read(IDENTITY).unwrap());
            person.documents = vec![passport("PE1234567")];
            "教务处".clone_into(&mut person.department);
            person.tags = ["外语".to_owned()].into();
        })
        .await
        .unwrap();
        assert_eq!((kept.change, kept.person.born), (Change::Added, Some(date(1949, 12, 31))));
        let keys = keys(&bench);
        let loaded = bench.door.look(async |desk| person::load(desk, &keys, kept.person.id).await).await;
        assert_eq!(loaded.unwrap(), kept.person);
        for question in ["zxm", "zhangxm", "张小", "晓明", "ZHANG XIAO", "xiaoming"] {
            assert_eq!(names(&bench, school, question).await, ["张晓明"], "{question}");
        }
        for question in ["", "李", "zxx", "%", "_"] {
            assert_eq!(names(&bench, school, question).await, [""; 0], "{question}");
        }
    });
}

#[test]
fn those_written_so_come_before_those_that_sound_so() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        for name in ["张晓例", "张小例", "章肖例"] {
            keep(&bench, school, name, |_| ()).await.unwrap();
        }
        assert_eq!(names(&bench, school, "张小").await[0], "张小例");
        assert_eq!(names(&bench, school, "张小").await.len(), 3);
    });
}

#[test]
fn a_list_goes_on_where_the_page_ended() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        for name in ["赵例", "钱例", "孙例", "李例", "周例"] {
            keep(&bench, school, name, |_| ()).await.unwrap();
        }
        let keys = keys(&bench);
        let mut told = Vec::new();
        let mut after: Option<PersonId> = None;
        loop {
            let page = bench
                .door
                .look(async |desk| person::list(desk, &keys, school, after, 2).await)
                .await
                .unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            told.push(page.iter().map(|person| person.name.zh.clone()).collect::<Vec<_>>().join("、"));
        }
        assert_eq!(told, ["李例、钱例", "孙例、赵例", "周例"]);
    });
}

#[test]
fn somebody_known_by_number_or_by_name_and_birthday_is_kept_once() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let first = keep(&bench, school, "张示例", |_| ()).await.unwrap();
        let again =
            keep(&bench, school, "张示例", |person| "处长".clone_into(&mut person.post)).await.unwrap();
        assert_eq!((again.change, again.person.id), (Change::Changed, first.person.id));
        let same = keep(&bench, school, "张示例", |_| ()).await.unwrap();
        assert_eq!((same.change, same.person.post.as_str()), (Change::Unchanged, "处长"));

        let identity = Some(IdentityNumber::read(IDENTITY).unwrap());
        let numbered = |person: &mut Person| {
            person.born = None;
            person.identity.clone_from(&identity);
        };
        let by_number = keep(&bench, school, "王示例", numbered).await.unwrap();
        let renamed = keep(&bench, school, "王改名", numbered).await.unwrap();
        assert_eq!((renamed.change, renamed.person.id), (Change::Changed, by_number.person.id));
        assert_eq!(names(&bench, school, "王示例").await, [""; 0]);
        assert_eq!(names(&bench, school, "wgm").await, ["王改名"]);
    });
}

#[test]
fn nobody_is_kept_who_cannot_be_told_apart() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let error = keep(&bench, school, "张示例", |person| person.born = None).await.unwrap_err();
        assert_eq!(error.to_string(), "身份证号和出生日期都没有填写，认不出是谁；请至少填写一项");
    });
}

#[test]
fn a_wrong_check_digit_is_kept_with_a_reason_only() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let wrong = |reason: &'static str| {
            move |person: &mut Person| {
                person.born = None;
                person.identity = Some(IdentityNumber::read("110105194912310021").unwrap());
                reason.clone_into(&mut person.identity_reason);
            }
        };
        let error = keep(&bench, school, "王示例", wrong("")).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "身份证号最后一位按规则应为X；请对照证件，确属如此时在“校验说明”中写明理由"
        );
        assert_eq!(keep(&bench, school, "王示例", wrong("证件如此")).await.unwrap().change, Change::Added);
    });
}

#[test]
fn schools_never_see_each_others_persons() {
    on_a_bench(async |bench| {
        let (ours, theirs) = (school(&bench, "甲学院").await, school(&bench, "乙学院").await);
        let same = |person: &mut Person| {
            person.born = None;
            person.identity = Some(IdentityNumber::read(IDENTITY).unwrap());
        };
        // The same number may be kept by both: neither learns of the other.
        let mine = keep(&bench, ours, "张示例", same).await.unwrap().person;
        let other = keep(&bench, theirs, "张示例", same).await.unwrap().person;
        assert_ne!(mine.id, other.id);
        let keys = keys(&bench);
        let missing = |error: Error| (error.exit_code(), error.to_string());
        let nobody = (66, "没有这个人员的登记；请用 jinqiao person find 查找编号".to_owned());
        let load = as_school(&bench, ours, async |desk| person::load(desk, &keys, other.id).await).await;
        assert_eq!(missing(load.unwrap_err()), nobody);
        let list =
            as_school(&bench, ours, async |desk| person::list(desk, &keys, theirs, None, 9).await).await;
        assert_eq!(missing(list.unwrap_err()), nobody);
        let find =
            as_school(&bench, ours, async |desk| person::find(desk, &keys, theirs, "z", 9).await).await;
        assert_eq!(missing(find.unwrap_err()), nobody);
        let keep = as_school(&bench, ours, async |desk| person::keep(desk, &keys, other.clone()).await).await;
        assert_eq!(missing(keep.unwrap_err()), nobody);
        // Not even by passing off somebody else's person as one's own.
        let mut stolen = other.clone();
        stolen.school = ours;
        let kept =
            as_school(&bench, ours, async |desk| person::keep(desk, &keys, stolen).await).await.unwrap();
        assert_eq!(kept.person.id, mine.id);
        let own = as_school(&bench, ours, async |desk| person::list(desk, &keys, ours, None, 9).await).await;
        assert_eq!(own.unwrap(), [mine]);
    });
}

#[test]
fn an_amended_person_is_exactly_as_told() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let kept = keep(&bench, school, "张示例", |person| {
            "处长".clone_into(&mut person.post);
            person.documents = vec![passport("E12345678")];
        })
        .await
        .unwrap()
        .person;
        let keys = keys(&bench);
        let amend = async |person: Person| {
            bench.door.change(async |desk| person::amend(desk, &keys, person).await).await
        };
        let mut emptied = kept.clone();
        emptied.post.clear();
        emptied.documents.clear();
        assert_eq!(amend(emptied.clone()).await.unwrap().person, emptied);
        let loaded = bench.door.look(async |desk| person::load(desk, &keys, kept.id).await).await;
        assert_eq!(loaded.unwrap(), emptied);
        let stranger = Person { id: "00000000-0000-0000-0000-000000000009".parse().unwrap(), ..kept };
        assert_eq!(amend(stranger).await.unwrap_err().exit_code(), 66);
    });
}

#[test]
fn nobody_takes_the_number_or_the_school_of_somebody_else() {
    on_a_bench(async |bench| {
        let (ours, theirs) = (school(&bench, "甲学院").await, school(&bench, "乙学院").await);
        let identity = Some(IdentityNumber::read(IDENTITY).unwrap());
        let numbered = |person: &mut Person| {
            person.born = None;
            person.identity.clone_from(&identity);
        };
        keep(&bench, ours, "王示例", numbered).await.unwrap();
        let other = keep(&bench, ours, "张示例", |_| ()).await.unwrap().person;
        let keys = keys(&bench);
        let amend = async |change: &dyn Fn(&mut Person)| {
            let mut person = other.clone();
            change(&mut person);
            let done = bench.door.change(async |desk| person::amend(desk, &keys, person).await).await;
            done.unwrap_err().to_string()
        };
        let taken = "这个身份证号登记在另一人名下；请先按姓名查找，核对两人是否重复登记";
        assert_eq!(amend(&numbered).await, taken);
        let moved = amend(&|person| person.school = theirs).await;
        assert_eq!(moved, "没有这个人员的登记；请用 jinqiao person find 查找编号");
    });
}

#[test]
fn the_journal_names_what_changed_and_never_to_what() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let kept = keep(&bench, school, "张示例", |_| ()).await.unwrap().person;
        keep(&bench, school, "张示例", |person| {
            "13800000000".clone_into(&mut person.phone);
            person.documents = vec![passport("E12345678")];
        })
        .await
        .unwrap();
        let about = format!("person {}", kept.id);
        let lines = bench.door.look(async |desk| journal::about(desk, &about).await).await.unwrap();
        let told: Vec<&str> = lines.iter().map(|line| line.detail.as_str()).collect();
        assert_eq!(told, ["登记", "更新：手机、证件号码"]);
    });
}
