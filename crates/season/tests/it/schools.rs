//! Several schools in one database: what one of them decided shows on its own desk
//! alone, and who publishes the annex.

use chassis::db::Address;
use chassis::testing::{self, Bench};
use chassis::web::Role;
use chassis::{Actor, Clock, Colour, Desk, Door, Error, Module, Reach, Terminal, Who};
use jiff::civil::date;
use kernel::Country;
use people::model::{School, SchoolId};
use people::operations::account::{Newcomer, welcome};
use season::model::{Annex, Field, Owner, Row};
use season::operations::{self, Edits, Import, Incoming};

fn on_a_bench(story: impl AsyncFnOnce(Bench)) {
    testing::on_a_bench(&[people::MODULE, season::MODULE], date(2026, 1, 15), story);
}

fn annex(stay: &str) -> Annex {
    let row = |number, site: &str, stay: &str| Row {
        number,
        site: site.to_owned(),
        city: "待定".to_owned(),
        window: "10月".to_owned(),
        stay: stay.to_owned(),
        ..Row::default()
    };
    Annex {
        year: 2026,
        name: "2026示例大赛国际赛列表".to_owned(),
        rows: vec![row(1, "巴西", stay), row(6, "中东（伊朗/阿联酋）", "7天")],
        ..Annex::default()
    }
}

/// Does business at somebody's desk.
async fn at<T>(
    bench: &Bench,
    reach: Reach,
    business: impl AsyncFnOnce(&mut Desk<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let who = Who { actor: Actor::local("示例经办人"), reach };
    let Clock { now, today } = bench.door.clock;
    let mut work = bench.door.db().await?.begin(who, Clock { now, today }).await?;
    let answer = business(&mut work.desk()).await?;
    work.commit().await?;
    Ok(answer)
}

async fn import(bench: &Bench, reach: Reach, annex: &Annex) -> Result<Import, Error> {
    let incoming = Incoming { annex, file: "附件2.docx", digest: "00", reading: "{}" };
    at(bench, reach, async |desk| operations::import(desk, incoming).await).await
}

async fn found(bench: &Bench, name: &str) -> SchoolId {
    let business = async |desk: &mut Desk<'_>| {
        let school = School {
            id: desk.draw_id(),
            name: name.to_owned(),
            name_en: "Example College".to_owned(),
            province: "浙江".to_owned(),
            city: "杭州".to_owned(),
            authority: String::new(),
            copied: String::new(),
            register: String::new(),
            signer: String::new(),
            office: String::new(),
            address_en: String::new(),
            strengths: Vec::new(),
            programme: String::new(),
        };
        people::operations::keep(desk, school).await
    };
    at(bench, Reach::All, business).await.expect("a school").id
}

async fn organiser(bench: &Bench) {
    let newcomer = Newcomer {
        name: "示例主办方",
        login: "organiser",
        password: "-",
        school: None,
        roles: &[Role::Organiser],
    };
    at(bench, Reach::All, async |desk| welcome(desk, &newcomer).await).await.expect("an account");
}

/// What the board of a desk says of the Middle East: `中东（阿联酋）`.
async fn middle_east(bench: &Bench, reach: Reach) -> String {
    let who = Who { actor: Actor::local("示例"), reach };
    let mut look =
        bench.door.db().await.expect("a database").look(who, bench.door.clock).await.expect("a look");
    let season = operations::current(&mut look.desk()).await.expect("a season");
    look.leave().await.expect("the end of the look");
    season.stops.iter().find(|stop| stop.number == 6).expect("the stop").site.text.clone()
}

fn school(id: SchoolId) -> Reach {
    Reach::School(id.uuid())
}

fn uae() -> [Country; 1] {
    [Country::find("阿联酋").expect("a country")]
}

#[test]
fn what_one_school_decided_does_not_show_at_anothers() {
    on_a_bench(async |bench| {
        import(&bench, Reach::All, &annex("9天")).await.unwrap();
        let (one, other) = (found(&bench, "示例甲学院").await, found(&bench, "示例乙学院").await);
        let decide = async |desk: &mut Desk<'_>| operations::decide(desk, 6, &uae()).await;
        assert_eq!(at(&bench, school(one), decide).await.unwrap(), "中东（阿联酋）");
        assert_eq!(middle_east(&bench, school(one)).await, "中东（阿联酋）");
        assert_eq!(middle_east(&bench, school(other)).await, "中东（伊朗/阿联酋）");
        assert_eq!(middle_east(&bench, Reach::All).await, "中东（伊朗/阿联酋）");
        assert_eq!(middle_east(&bench, Reach::Nothing).await, "中东（伊朗/阿联酋）");
    });
}

#[test]
fn what_stands_for_everybody_gives_way_to_what_a_school_decides_and_comes_back_after_it() {
    on_a_bench(async |bench| {
        import(&bench, Reach::All, &annex("9天")).await.unwrap();
        let (one, other) = (found(&bench, "示例甲学院").await, found(&bench, "示例乙学院").await);
        let correct =
            async |desk: &mut Desk<'_>| operations::edit(desk, 6, Field::Site, "中东（伊朗、阿联酋）").await;
        at(&bench, Reach::All, correct).await.unwrap();
        let decide = async |desk: &mut Desk<'_>| operations::decide(desk, 6, &uae()).await;
        at(&bench, school(one), decide).await.unwrap();
        assert_eq!(middle_east(&bench, school(one)).await, "中东（阿联酋）");
        assert_eq!(middle_east(&bench, school(other)).await, "中东（伊朗、阿联酋）");
        let back = async |desk: &mut Desk<'_>| operations::take_back(desk, 6, Field::Site).await;
        at(&bench, school(one), back).await.unwrap();
        assert_eq!(middle_east(&bench, school(one)).await, "中东（伊朗、阿联酋）");
        // Nothing of its own is left, and what is everybody's is not its to take.
        at(&bench, school(one), back).await.unwrap();
        assert_eq!(middle_east(&bench, school(one)).await, "中东（伊朗、阿联酋）");
    });
}

#[test]
fn the_operator_of_a_machine_with_one_school_works_for_it_until_an_organiser_comes() {
    on_a_bench(async |bench| {
        import(&bench, Reach::All, &annex("9天")).await.unwrap();
        let only = found(&bench, "示例甲学院").await;
        let owner = async |desk: &mut Desk<'_>| {
            desk.leave_unchanged();
            operations::owner(desk).await
        };
        assert_eq!(at(&bench, Reach::All, owner).await.unwrap(), Owner::School(only));
        organiser(&bench).await;
        assert_eq!(at(&bench, Reach::All, owner).await.unwrap(), Owner::Everybody);
    });
}

#[test]
fn a_college_hands_in_its_own_annex_until_the_organiser_publishes() {
    on_a_bench(async |bench| {
        let one = school(found(&bench, "示例甲学院").await);
        assert_eq!(import(&bench, one, &annex("9天")).await.unwrap(), Import::First);
        let Import::Newer { version, .. } = import(&bench, one, &annex("8天")).await.unwrap() else {
            panic!("a newer annex")
        };
        organiser(&bench).await;
        let apply = async |desk: &mut Desk<'_>| operations::apply(desk, 2026, version, Edits::Keep).await;
        let refused = [
            at(&bench, one, apply).await.unwrap_err().to_string(),
            import(&bench, one, &annex("7天")).await.unwrap_err().to_string(),
        ];
        let sentence = "赛季附件由主办方统一发布，各院校不能导入或更新；附件有误请告知主办方，\
                        本校的选择请在赛季页定";
        assert_eq!(refused, [sentence, sentence]);
        assert_eq!(at(&bench, Reach::All, apply).await.unwrap().len(), 1);
        let stranger = import(&bench, Reach::Nothing, &annex("7天")).await;
        assert_eq!(stranger.unwrap_err().to_string(), sentence);
    });
}

#[test]
fn each_decided_field_gives_way_or_stays_by_itself_and_other_schools_keep_theirs() {
    on_a_bench(async |bench| {
        import(&bench, Reach::All, &annex("9天")).await.unwrap();
        let (one, other) = (found(&bench, "示例甲学院").await, found(&bench, "示例乙学院").await);
        for reach in [school(one), school(other)] {
            let decide = async |desk: &mut Desk<'_>| {
                operations::edit(desk, 1, Field::Stay, "6天").await?;
                operations::edit(desk, 1, Field::City, "圣保罗").await
            };
            at(&bench, reach, decide).await.unwrap();
        }
        let mut newer = annex("8天");
        newer.rows[0].city = "里约热内卢".to_owned();
        let Import::Newer { version, .. } = import(&bench, school(one), &newer).await.unwrap() else {
            panic!("a newer annex")
        };
        let columns = [(1, Field::Stay)];
        let apply =
            async |desk: &mut Desk<'_>| operations::apply(desk, 2026, version, Edits::Yield(&columns)).await;
        at(&bench, school(one), apply).await.unwrap();
        let brazil = async |reach| {
            let text = async |desk: &mut Desk<'_>| {
                desk.leave_unchanged();
                operations::current_text(desk).await
            };
            let row = at(&bench, reach, text).await.unwrap().rows.swap_remove(0);
            format!("{} {}", row.city, row.stay)
        };
        assert_eq!(brazil(school(one)).await, "圣保罗 8天");
        assert_eq!(brazil(school(other)).await, "圣保罗 6天");
        assert_eq!(brazil(Reach::All).await, "里约热内卢 8天");
    });
}

#[test]
fn a_version_is_laid_beside_the_one_that_holds() {
    on_a_bench(async |bench| {
        import(&bench, Reach::All, &annex("9天")).await.unwrap();
        import(&bench, Reach::All, &annex("8天")).await.unwrap();
        let review = async |desk: &mut Desk<'_>| {
            desk.leave_unchanged();
            operations::review(desk, 2).await
        };
        let review = at(&bench, Reach::All, review).await.unwrap();
        let told: Vec<_> =
            review.differences.iter().map(|it| format!("{} {}", it.subject, it.after)).collect();
        assert_eq!(
            (review.holds, review.version.version, told.join("；").as_str()),
            (1, 2, "第1站 停留天数 8天")
        );
        // What came from no file has no places, and says nothing of any.
        assert_eq!(review.reading.stops[0].source.site.text, "巴西");
        assert!(review.reading.stops[0].source.site.places.is_empty());
        let unknown = at(&bench, Reach::All, async |desk| operations::review(desk, 9).await).await;
        assert_eq!(unknown.unwrap_err().exit_code(), 66);
    });
}

#[test]
fn what_was_decided_before_schools_were_told_apart_stands_for_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let clock = Bench::open(&[], date(2026, 1, 15)).await.door.clock;
        let door = |season: Module| {
            let modules = [chassis::MODULE, people::MODULE, season];
            let address = Address::Folder(folder.path().to_owned());
            let terminal = Terminal { colour: Colour::No, watched: false };
            Door::new(address, &modules, clock, "jinqiao".into(), terminal)
        };
        let of_old = door(Module { migrations: &season::MODULE.migrations[..1], ..season::MODULE });
        of_old
            .change(async |desk| {
                for statement in [
                    "INSERT INTO season (id, year, version) VALUES ('01900000-0000-7000-8000-000000000001', 2026, 1)",
                    "INSERT INTO annex (season_id, version, name, file, digest, reading, imported_by, imported_at)
                     VALUES ('01900000-0000-7000-8000-000000000001', 1, '列表', 'a', '', '', '示例', '2026-01-15T01:00:00Z')",
                    "INSERT INTO annex_row (season_id, version, position, number, site, city, held, stay, themes, title)
                     VALUES ('01900000-0000-7000-8000-000000000001', 1, 0, 3, '巴西', '待定', '9月', '9天', '', '示例')",
                    "INSERT INTO stop (id, season_id, number, known_as) VALUES
                     ('01900000-0000-7000-8000-000000000002', '01900000-0000-7000-8000-000000000001', 3, '巴西')",
                    "INSERT INTO local_edit (stop_id, field, value, edited_by, edited_at) VALUES
                     ('01900000-0000-7000-8000-000000000002', 'stay', '6天', '示例', '2026-01-15T01:00:00Z')",
                ] {
                    sqlx::query(statement).execute(&mut *desk.conn).await?;
                }
                desk.leave_unchanged();
                Ok(())
            })
            .await
            .unwrap();
        of_old.db().await.unwrap().close().await;
        let season = door(season::MODULE).look(operations::current).await.unwrap();
        assert_eq!(season.stops[0].stay.as_ref().unwrap().text, "6天");
    });
}
