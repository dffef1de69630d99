//! A table of persons, in and out again.

use chassis::testing::Bench;
use chassis::{Error, journal};
use people::model::{Person, SchoolId};
use people::operations::person::{self, Change};
use people::operations::roster::{export, import, preview};
use people::roster::{self, Numbers, pasted};

use super::on_a_bench;
use super::person::{IDENTITY, keep, keys, passport, school};

const TABLE: &str = "序号\t部门\t姓名\t身份证号码\t手机\t护照号\t有效期至\n\
    1\t教务处\t王示例\t11010519491231002x\t13800000001\tPE1234567\t2032年1月1日\n\
    2\t机电学院\t李萍\t110105 19800506 0010\t\t\t\n";

/// Added, changed, unchanged, refused, and every fault.
type Told = ([usize; 4], Vec<String>);

async fn look(bench: &Bench, school: SchoolId, table: &str) -> Told {
    let keys = keys(bench);
    let reading = roster::read(&pasted(table).expect("it is there"), school);
    let preview =
        bench.door.look(async |desk| preview(desk, &keys, reading).await).await.expect("it is there");
    let counts = [Change::Added, Change::Changed, Change::Unchanged].map(|change| preview.count(change));
    let told = preview.faults.iter().map(|fault| format!("{} {fault}", fault.severity)).collect();
    ([counts[0], counts[1], counts[2], preview.refused], told)
}

async fn take(bench: &Bench, school: SchoolId, table: &str) -> Result<(), Error> {
    let keys = keys(bench);
    let reading = roster::read(&pasted(table).expect("it is there"), school);
    let business = async |desk: &mut chassis::Desk<'_>| {
        let preview = preview(desk, &keys, reading).await?;
        import(desk, &keys, preview).await
    };
    bench.door.change(business).await
}

async fn everybody(bench: &Bench, school: SchoolId) -> Vec<Person> {
    let keys = keys(bench);
    bench
        .door
        .look(async |desk| person::list(desk, &keys, school, None, 100).await)
        .await
        .expect("it is there")
}

#[test]
fn a_table_is_previewed_kept_and_known_again() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let (counts, faults) = look(&bench, school, TABLE).await;
        assert_eq!(counts, [2, 0, 0, 0], "{faults:?}");
        assert_eq!(everybody(&bench, school).await, []);
        take(&bench, school, TABLE).await.unwrap();
        let kept = everybody(&bench, school).await;
        let told: Vec<_> =
            kept.iter().map(|p| format!("{} {} {}", p.name.zh, p.department, p.phone)).collect();
        assert_eq!(told, ["李萍 机电学院 ", "王示例 教务处 13800000001"]);
        assert_eq!(kept[1].documents, [passport("PE1234567")]);
        assert_eq!(look(&bench, school, TABLE).await.0, [0, 0, 2, 0]);
        let moved = TABLE.replace("机电学院", "外语学院");
        assert_eq!(look(&bench, school, &moved).await.0, [0, 1, 1, 0]);
    });
}

#[test]
fn every_fault_is_told_with_its_cell_and_nothing_is_kept() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let table = "姓名\t身份证号\t出生日期\t性别\t证件种类\t证件号码\t护照姓名\t星座\n\
            王示例\t110105194912310021\t\t\t\t\t\t\n\
            赵示例\t1.10105E+17\t\t\t\t\t\t\n\
            钱示例\t\t1980-13-01\t不详\t\t\t\t\n\
            \t11010519491231002X\t\t\t\t\t\t\n\
            孙示例\t\t\t\t\t\t\t\n\
            李示例\t\t1980-05-06\t\t普通护照\t\tLÜ PING\t\n\
            周示例\t\t1980-05-06\t\t\tX1\t\t\n\
            吴示例\t\t1980-05-06\t\t\tL898902C3\t\t\n\
            郑萍\t\t2015-05-06\t\t\t\tZHENG PING\t\n";
        let (counts, faults) = look(&bench, school, table).await;
        assert_eq!(counts, [0, 0, 0, 9]);
        insta::assert_snapshot!(faults.join("\n"));
        let refused = take(&bench, school, table).await.unwrap_err();
        assert_eq!(refused.exit_code(), 65);
        assert_eq!(everybody(&bench, school).await, []);
    });
}

#[test]
fn one_faulty_row_keeps_all_others_out() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let table = format!("{TABLE}3\t教务处\t孙示例\t123\t\t\t\n");
        assert_eq!(look(&bench, school, &table).await.0, [2, 0, 0, 1]);
        let refused = take(&bench, school, &table).await.unwrap_err().to_string();
        assert_eq!(refused, "人员表有1处错误，没有存入任何一行；请按所列单元格改正后再导入");
        assert_eq!(everybody(&bench, school).await, []);
    });
}

#[test]
fn rows_of_one_person_are_one_or_a_fault() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let table = "姓名\t出生日期\t护照姓名\t证件号码\n张萍\t1980-05-06\tZHANG PING\tPE1234567\n\
            张萍\t1980-05-06\tZHANG PING\tE12345678\n";
        assert_eq!(look(&bench, school, table).await, ([1, 0, 0, 0], vec![]));
        take(&bench, school, table).await.unwrap();
        assert_eq!(everybody(&bench, school).await[0].documents.len(), 2);
        let torn = "姓名\t出生日期\t护照姓名\t职务\n张萍\t1980-05-06\tZHANG PING\t处长\n张萍\t1980/5/6\tZHANG PING\t科长\n";
        let told = "block 表1第3行第1列：与“表1第2行第1列”处是同一人，但内容不同；请合为一行".to_owned();
        assert_eq!(look(&bench, school, torn).await, ([0, 1, 0, 1], vec![told]));
    });
}

#[test]
fn a_text_that_is_no_table_of_persons_says_what_is_missing() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        for table in ["", "你好", "部门\t电话\n教务处\t1\n"] {
            let (counts, faults) = look(&bench, school, table).await;
            assert_eq!((counts, faults.len()), ([0; 4], 1), "{table}");
            assert_eq!(take(&bench, school, table).await.unwrap_err().exit_code(), 65);
        }
    });
}

#[test]
fn what_is_exported_comes_back_unchanged_masked_or_in_full() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        take(&bench, school, TABLE).await.unwrap();
        keep(&bench, school, "=1+1", |person| {
            person.documents = vec![passport("PE1234567"), passport("E12345678")];
            "+86 13800000000".clone_into(&mut person.phone);
        })
        .await
        .unwrap();
        let keys = keys(&bench);
        let persons = everybody(&bench, school).await;
        for numbers in [Numbers::Masked, Numbers::InFull] {
            let out =
                async |desk: &mut chassis::Desk<'_>| export(desk, &keys, school, numbers, "年度核对").await;
            let told = bench.door.change(out).await.unwrap();
            assert_eq!(told, persons);
            for bytes in [roster::xlsx(&told, numbers).unwrap(), roster::csv(&told, numbers).unwrap()] {
                let document = intake::read_here(&bytes).unwrap();
                let reading = roster::read(&document, school);
                assert_eq!(reading.faults, []);
                let again = bench.door.look(async |desk| preview(desk, &keys, reading).await).await.unwrap();
                assert_eq!((again.count(Change::Unchanged), again.refused), (3, 0), "{:?}", again.faults);
            }
        }
        let masked = roster::csv(&persons, Numbers::Masked).unwrap();
        let text = String::from_utf8(masked).unwrap();
        assert!(text.contains("110105********002X") && !text.contains(IDENTITY) && text.contains("\t=1+1"));
        let lines = bench.door.look(journal::lines).await.unwrap();
        let told: Vec<&str> =
            lines.iter().filter(|l| l.event == "person.export").map(|l| l.detail.as_str()).collect();
        assert_eq!(told, ["导出3人，号码打码", "导出3人，含完整号码：年度核对"]);
    });
}
