//! The list of delegations: what is seen, found, counted and taken along.

use std::pin::Pin;
use std::sync::{Mutex, OnceLock};
use std::thread::ThreadId;

use chassis::Door;
use chassis::testing::Answer;
use delegation::model::Delegation;
use delegation::operations;
use people::model::School;

use super::{SpecimenHouse, in_the_specimen_house};

/// Another college with so many delegations, all of them copies of a specimen.
pub(crate) async fn another_college(house: &SpecimenHouse, name: &str, parties: usize) -> Vec<Delegation> {
    house
        .bench
        .door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let schools = people::operations::list(desk).await?;
            let first = schools.first().expect("the specimen school").clone();
            let pattern = operations::of_school(desk, first.id, &season).await?.swap_remove(0);
            let id = desk.draw_id();
            let school = School { id, name: name.to_owned(), ..first };
            let school = people::operations::keep(desk, school).await?;
            let mut kept = Vec::new();
            for number in 0..parties {
                let (id, name) = (desk.draw_id(), format!("{name}第{number:02}团"));
                let party = Delegation { id, school: school.id, name, ..pattern.clone() };
                kept.push(operations::keep(desk, party).await?);
            }
            Ok(kept)
        })
        .await
        .unwrap()
}

fn names(answer: &Answer) -> Vec<String> {
    let text = answer.text();
    let rows = text.split("<th scope=\"row\">").skip(1);
    rows.filter_map(|row| Some(row.split_once("<bdi>")?.1.split_once("</bdi>")?.0.to_owned())).collect()
}

fn next(answer: &Answer) -> Option<String> {
    let text = answer.text();
    let link = text.split_once("href=\"/delegations?")?.1;
    let links = link.split("href=\"").map(|link| link.split('"').next().unwrap_or_default().to_owned());
    let mut links = links.filter(|link| link.contains("after="));
    links.next().map(|link| link.replace("&amp;", "&").replace("&#38;", "&"))
}

#[test]
fn the_office_reads_every_trip_of_its_college_and_nobody_elses() {
    in_the_specimen_house(async |house| {
        another_college(&house, "示例第二学院", 1).await;
        let mut office = house.signed_in("office").await;
        insta::assert_snapshot!(office.get("/delegations").await.main_text());
        let mut teacher = house.signed_in("teacher").await;
        let read = teacher.get("/delegations").await;
        assert_eq!(read.status, 200);
        assert!(!read.text().contains("/delegations/new"));
        assert_eq!(house.signed_in("admin").await.get("/delegations").await.status, 403);
        assert_eq!(house.anybody().get("/delegations").await.location(), "/sign-in?next=%2Fdelegations");
    });
}

#[test]
fn the_organiser_reads_all_colleges_each_with_its_name() {
    in_the_specimen_house(async |house| {
        another_college(&house, "示例第二学院", 2).await;
        let mut organiser = house.signed_in("organiser").await;
        let read = organiser.get("/delegations").await;
        assert_eq!(names(&read).len(), 9);
        assert!(read.main_text().contains("示例第二学院 | | 示例第二学院第01团"));
        let csv = organiser.get("/delegations.csv").await.text();
        assert!(csv.starts_with("\u{feff}院校,团组,团长,赛站,出境,入境,天数"));
        assert_eq!(csv.lines().count(), 10);
    });
}

#[test]
fn a_list_is_filtered_by_stage_stop_and_words_all_in_the_address() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        assert_eq!(names(&office.get("/delegations?phase=closed").await), Vec::<String>::new());
        let all = names(&office.get("/delegations?phase=planned").await);
        assert_eq!(all.len(), 7);
        let brazil = names(&office.get("/delegations?q=%E5%B7%B4%E8%A5%BF").await);
        assert_eq!(brazil.len(), 1);
        assert!(brazil[0].contains("巴西"));
        assert_eq!(names(&office.get("/delegations?q=%25").await), Vec::<String>::new());
        assert_eq!(names(&office.get("/delegations?phase=nonsense&stop=x&sort=y&after=z").await).len(), 7);
        let csv = office.get("/delegations.csv?q=%E5%B7%B4%E8%A5%BF").await;
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        insta::assert_snapshot!(csv.text().trim_start_matches('\u{feff}').replace('\r', ""));
        let book = office.get("/delegations.xlsx?q=%E5%B7%B4%E8%A5%BF").await;
        assert!(book.headers["content-disposition"].to_str().unwrap().contains("filename*=UTF-8''%E5%87%BA"));
        assert!(book.body.starts_with(b"PK"));
    });
}

#[test]
fn pages_follow_one_another_and_nobody_is_left_out_or_told_twice() {
    in_the_specimen_house(async |house| {
        another_college(&house, "示例第二学院", 120).await;
        let mut organiser = house.signed_in("organiser").await;
        for order in ["departs", "changed", "total"] {
            let mut path = format!("/delegations?sort={order}");
            let (mut read, mut pages) = (Vec::new(), 0);
            loop {
                let answer = organiser.get(&path).await;
                read.extend(names(&answer));
                pages += 1;
                match next(&answer) {
                    Some(link) => path = link,
                    None => break,
                }
            }
            assert_eq!((read.len(), pages), (127, 3), "{order}");
            read.sort();
            read.dedup();
            assert_eq!(read.len(), 127, "{order}");
        }
    });
}

/// Counts the statements that are sent to a database, by the thread that sends them.
struct Counter(Mutex<Vec<(ThreadId, String)>>);

impl Counter {
    fn installed() -> &'static Self {
        static COUNTER: OnceLock<&'static Counter> = OnceLock::new();
        COUNTER.get_or_init(|| {
            let counter: &'static Counter = Box::leak(Box::new(Counter(Mutex::default())));
            tracing::subscriber::set_global_default(Ear(counter)).expect("the only listener");
            counter
        })
    }

    /// Statements on every thread that sent one with this mark three times running,
    /// since it did so last.
    fn since(&self, mark: &str) -> usize {
        let heard = self.0.lock().unwrap();
        let mut threads: Vec<ThreadId> = Vec::new();
        for (thread, _) in heard.iter() {
            if !threads.contains(thread) {
                threads.push(*thread);
            }
        }
        let after = threads.into_iter().filter_map(|thread| {
            let own = heard.iter().filter(|(other, _)| *other == thread);
            let own: Vec<bool> = own.map(|(_, said)| said.contains(mark)).collect();
            let last = own.windows(3).rposition(|three| three.iter().all(|marked| *marked))? + 3;
            Some(own.len() - last)
        });
        after.sum()
    }
}

/// Leaves a mark on so many connections, which are open all at once.
fn mark(door: &Door, connections: usize) -> Pin<Box<dyn Future<Output = ()> + '_>> {
    Box::pin(async move {
        let marked = door.look(async |desk| {
            for _ in 0..3 {
                assert!(people::operations::find(desk, "无此校").await.is_err());
            }
            if connections > 1 {
                mark(door, connections - 1).await;
            }
            Ok(())
        });
        marked.await.unwrap();
    })
}

struct Ear(&'static Counter);

impl tracing::Subscriber for Ear {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        struct Summary(String);
        impl tracing::field::Visit for Summary {
            fn record_debug(&mut self, _: &tracing::field::Field, value: &dyn std::fmt::Debug) {
                let _ = std::fmt::Write::write_fmt(&mut self.0, format_args!("{value:?} "));
            }
        }
        let mut summary = Summary(String::new());
        event.record(&mut summary);
        self.0.0.lock().unwrap().push((std::thread::current().id(), summary.0));
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

/// Statements one look at the list takes, with so many lines on it.
async fn statements(house: &SpecimenHouse, parties: usize) -> usize {
    let counter = Counter::installed();
    let name = format!("示例学院{parties}");
    another_college(house, &name, parties).await;
    let mut organiser = house.signed_in("organiser").await;
    let path = format!("/delegations?q=%E5%AD%A6%E9%99%A2{parties}%E7%AC%AC");
    assert_eq!(names(&organiser.get(&path).await).len(), parties);
    mark(&house.bench.door, 4).await;
    assert_eq!(names(&organiser.get(&path).await).len(), parties);
    counter.since("FROM school WHERE name")
}

#[test]
fn a_page_takes_the_same_few_statements_with_one_line_three_or_fifty() {
    in_the_specimen_house(async |house| {
        let one = statements(&house, 1).await;
        let three = statements(&house, 3).await;
        let fifty = statements(&house, 50).await;
        assert_eq!((one, three, fifty), (one, one, one));
        assert!((5..=20).contains(&one), "{one} statements");
    });
}
