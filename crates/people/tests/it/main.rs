//! Schools on a real database.

mod person;
mod privacy;
mod roster;

use chassis::testing::{self, Bench};
use jiff::civil::date;
use people::{operations, wire};

const FILE: &str = r#"
name = "示例职业技术学院"
name_en = "Example Vocational and Technical College"
province = "示例省"
city = "示例市"
authority = "示例省教育厅"
register = "示例职院"
signer = "郑示例"
office = "示例职业技术学院办公室"
address_en = "1 Example Road, Example City, China"
strengths = ["工业机器人技术", "数控技术"]
programme = "国际化技能人才培养计划"
"#;

fn on_a_bench(story: impl AsyncFnOnce(Bench)) {
    testing::on_a_bench(&[people::MODULE], date(2026, 3, 2), story);
}

#[test]
fn a_school_is_kept_and_found_by_its_name() {
    on_a_bench(async |bench| {
        let kept = bench
            .door
            .change(async |desk| {
                let id = desk.draw_id();
                operations::keep(desk, wire::school(FILE, id).unwrap()).await
            })
            .await
            .unwrap();
        let found =
            bench.door.look(async |desk| operations::find(desk, "示例职业技术学院").await).await.unwrap();
        assert_eq!(found, kept);
        assert_eq!(found.strengths, ["工业机器人技术", "数控技术"]);
    });
}

#[test]
fn a_school_kept_again_keeps_its_id() {
    on_a_bench(async |bench| {
        let keep = async |signer: &str| {
            bench
                .door
                .change(async |desk| {
                    let id = desk.draw_id();
                    let mut school = wire::school(FILE, id).unwrap();
                    signer.clone_into(&mut school.signer);
                    operations::keep(desk, school).await
                })
                .await
                .unwrap()
        };
        let first = keep("郑示例").await;
        let second = keep("何示例").await;
        assert_eq!(keep("何示例").await, second);
        assert_eq!((second.id, second.signer.as_str()), (first.id, "何示例"));
    });
}

#[test]
fn an_unknown_school_is_missing_with_a_remedy() {
    on_a_bench(async |bench| {
        let missing = bench.door.look(async |desk| operations::find(desk, "不存在学院").await).await;
        let error = missing.unwrap_err();
        assert_eq!(error.exit_code(), 66);
        assert_eq!(
            error.to_string(),
            "没有名为“不存在学院”的学校；请用 jinqiao school keep 登记，或检查校名"
        );
    });
}

#[test]
fn a_school_file_with_a_wrong_key_names_the_key() {
    let wrong = FILE.replace("office", "ofice");
    let id = "00000000-0000-0000-0000-000000000001".parse().unwrap();
    let error = wire::school(&wrong, id).unwrap_err().to_string();
    assert!(error.contains("ofice"), "{error}");
}
