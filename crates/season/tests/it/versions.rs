//! Versions of an annex on a real database: kept beside, compared, applied, and
//! never over what the user decided unless told to.

use chassis::testing::{self, Bench};
use chassis::{Error, journal};
use jiff::civil::date;
use season::model::{Annex, Choice, City, Field, Row, Task};
use season::operations::{self, Edits, Import, Incoming};

fn on_a_bench(story: impl AsyncFnOnce(Bench)) {
    testing::on_a_bench(&[people::MODULE, season::MODULE], date(2026, 1, 15), story);
}

fn annex(stay: &str, city: &str) -> Annex {
    let row = |number, site: &str, city: &str, stay: &str| Row {
        number,
        site: site.to_owned(),
        city: city.to_owned(),
        window: "9月".to_owned(),
        stay: stay.to_owned(),
        themes: "国际交流/金砖大赛".to_owned(),
        title: format!("2026示例大赛{site}站"),
    };
    Annex {
        year: 2026,
        name: "2026示例大赛国际赛列表".to_owned(),
        rows: vec![row(3, "巴西", city, stay), row(6, "中东（伊朗/阿联酋）", "待定", "7天")],
        tasks: vec![Task { number: 1, title: "参赛".to_owned(), text: "到场参赛。".to_owned() }],
        goals: Vec::new(),
    }
}

async fn import(bench: &Bench, annex: &Annex) -> Result<Import, Error> {
    let incoming = Incoming { annex, file: "附件2.docx", digest: "00", reading: "{}" };
    bench.door.change(async |desk| operations::import(desk, incoming).await).await
}

async fn stay_of_brazil(bench: &Bench) -> String {
    let season = bench.door.look(operations::current).await.expect("a season");
    let stay = season.stops.first().and_then(|stop| stop.stay.as_ref());
    stay.map(|stay| stay.text.clone()).unwrap_or_default()
}

#[test]
fn the_first_annex_holds_at_once_and_the_same_again_changes_nothing() {
    on_a_bench(async |bench| {
        assert_eq!(import(&bench, &annex("9天", "待定")).await.unwrap(), Import::First);
        assert_eq!(import(&bench, &annex("9天", "待定")).await.unwrap(), Import::Same);
        let season = bench.door.look(operations::current).await.unwrap();
        assert_eq!((season.year, season.stops.len(), season.tasks.len()), (2026, 2, 1));
        assert_eq!(bench.door.look(journal::lines).await.unwrap().len(), 1);
    });
}

#[test]
fn a_newer_annex_waits_until_it_is_applied_and_stops_keep_their_ids() {
    on_a_bench(async |bench| {
        import(&bench, &annex("9天", "待定")).await.unwrap();
        let before = bench.door.look(operations::current).await.unwrap();
        let Import::Newer { version, differences } = import(&bench, &annex("8天", "待定")).await.unwrap()
        else {
            panic!("a newer annex")
        };
        let told: Vec<_> = differences.iter().map(|it| (it.subject.as_str(), it.after.as_str())).collect();
        assert_eq!((version, told), (2, vec![("第3站 停留天数", "8天")]));
        assert_eq!(stay_of_brazil(&bench).await, "9天");
        bench
            .door
            .change(async |desk| operations::apply(desk, 2026, version, Edits::Keep).await)
            .await
            .unwrap();
        assert_eq!(stay_of_brazil(&bench).await, "8天");
        let after = bench.door.look(operations::current).await.unwrap();
        assert_eq!(before.stops[0].id, after.stops[0].id);
        let (versions, holds) = bench.door.look(operations::versions).await.unwrap();
        assert_eq!((versions.len(), holds), (2, 2));
    });
}

#[test]
fn what_the_user_decided_stays_until_told_to_give_way() {
    on_a_bench(async |bench| {
        import(&bench, &annex("9天", "待定")).await.unwrap();
        bench.door.change(async |desk| operations::edit(desk, 3, Field::Stay, "6天").await).await.unwrap();
        let Import::Newer { version, differences } = import(&bench, &annex("8天", "圣保罗")).await.unwrap()
        else {
            panic!("a newer annex")
        };
        let edited: Vec<_> =
            differences.iter().map(|it| it.edited.as_ref().map(|edit| edit.value.as_str())).collect();
        assert_eq!(edited, [None, Some("6天")]);
        let apply = async |edits| {
            bench
                .door
                .change(async |desk| operations::apply(desk, 2026, version, edits).await)
                .await
                .unwrap();
        };
        apply(Edits::Keep).await;
        assert_eq!(stay_of_brazil(&bench).await, "6天");
        bench.door.change(async |desk| operations::apply(desk, 2026, 1, Edits::Keep).await).await.unwrap();
        apply(Edits::GiveWay).await;
        assert_eq!(stay_of_brazil(&bench).await, "8天");
        let season = bench.door.look(operations::current).await.unwrap();
        assert_eq!(season.stops[0].city, City::Named(vec!["圣保罗".to_owned()]));
    });
}

#[test]
fn a_stop_keeps_its_id_and_its_edits_when_its_number_changes_and_when_it_comes_back() {
    on_a_bench(async |bench| {
        let first = annex("9天", "待定");
        import(&bench, &first).await.unwrap();
        bench.door.change(async |desk| operations::edit(desk, 3, Field::Stay, "6天").await).await.unwrap();
        let brazil = bench.door.look(operations::current).await.unwrap().stops[0].id;
        let apply = async |version| {
            bench
                .door
                .change(async |desk| operations::apply(desk, 2026, version, Edits::Keep).await)
                .await
                .unwrap();
            let season = bench.door.look(operations::current).await.unwrap();
            let stop = |stop: &season::model::Stop| {
                (stop.number, stop.site.region.clone(), stop.id, stop.stay.as_ref().unwrap().text.clone())
            };
            season.stops.iter().map(stop).collect::<Vec<_>>()
        };
        let mut swapped = first.clone();
        swapped.rows[0].number = 6;
        swapped.rows[1].number = 3;
        import(&bench, &swapped).await.unwrap();
        let stops = apply(2).await;
        assert_eq!(stops[0], (6, "巴西".to_owned(), brazil, "6天".to_owned()));
        assert_eq!(stops[1].0, 3);
        let mut without = swapped.clone();
        without.rows.remove(0);
        import(&bench, &without).await.unwrap();
        assert_eq!(apply(3).await.len(), 1);
        assert_eq!(apply(1).await[0], (3, "巴西".to_owned(), brazil, "6天".to_owned()));
    });
}

#[test]
fn an_open_choice_is_the_users_to_decide() {
    on_a_bench(async |bench| {
        import(&bench, &annex("9天", "待定")).await.unwrap();
        let site = async || bench.door.look(operations::current).await.unwrap().stops[1].site.clone();
        assert_eq!(site().await.choice, Choice::Open);
        bench
            .door
            .change(async |desk| operations::edit(desk, 6, Field::Site, "中东（阿联酋）").await)
            .await
            .unwrap();
        let decided = site().await;
        let countries: Vec<&str> = decided.countries.iter().map(|country| country.zh()).collect();
        assert_eq!((decided.choice, countries), (Choice::All, vec!["阿联酋"]));
    });
}

#[test]
fn a_value_nobody_can_read_is_refused_and_nothing_is_kept() {
    on_a_bench(async |bench| {
        import(&bench, &annex("9天", "待定")).await.unwrap();
        let refused =
            bench.door.change(async |desk| operations::edit(desk, 3, Field::Stay, "很久").await).await;
        assert_eq!(refused.unwrap_err().exit_code(), 65);
        let missing =
            bench.door.change(async |desk| operations::edit(desk, 9, Field::Stay, "6天").await).await;
        assert_eq!(missing.unwrap_err().to_string(), "2026赛季没有第9站");
        assert_eq!(stay_of_brazil(&bench).await, "9天");
    });
}

#[test]
fn two_rows_of_one_number_are_refused() {
    on_a_bench(async |bench| {
        let mut doubled = annex("9天", "待定");
        doubled.rows[1].number = 3;
        assert_eq!(
            import(&bench, &doubled).await.unwrap_err().to_string(),
            "附件里有两行的序号都是3；请改成不同的序号后再导入"
        );
        assert_eq!(bench.door.look(operations::current).await.unwrap_err().exit_code(), 66);
    });
}
