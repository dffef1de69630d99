//! What an office does so that nothing is lost: the journal looked at, a backup
//! made and restored, the data moved, an old database opened by this program.

use std::path::{Path, PathBuf};

use chassis::db::{Address, Db};
use chassis::testing;
use chassis::vault::{self, Target};
use chassis::{Files, Migration, Module};
use jiff::Timestamp;
use jinqiao::modules;

use crate::machine::{Machine, root};

/// Runs a command that must succeed.
fn done(machine: &Machine, arguments: &[&str]) -> String {
    let answer = machine.run(arguments);
    assert_eq!(answer.code, 0, "{arguments:?}: {}", answer.noted);
    answer.said
}

/// Runs a command that must be refused with a sentence in both languages.
fn refused(machine: &Machine, arguments: &[&str], says: &str) {
    let answer = machine.run(arguments);
    assert!(matches!(answer.code, 65 | 66), "{arguments:?}: {} {}", answer.code, answer.said);
    assert!(answer.noted.starts_with("错误：") && answer.noted.contains(says), "{}", answer.noted);
    assert_eq!(answer.noted.trim_end().lines().count(), 2, "{}", answer.noted);
}

#[test]
fn the_journal_is_listed_page_by_page_and_held_against_a_head_kept_elsewhere() {
    let machine = Machine::planned();
    let head = done(&machine, &["journal", "head"]);
    let whole = done(&machine, &["journal", "verify", "--head", head.trim()]);
    assert!(whole.starts_with("日志完好：第1行到第"), "{whole}");
    let first = done(&machine, &["journal", "list", "--limit", "3"]);
    assert!(first.lines().nth(3) == Some("后面还有；加 --after 3 接着列"), "{first}");
    let page: serde_json::Value =
        serde_json::from_str(&done(&machine, &["journal", "list", "--after", "3", "--json"])).unwrap();
    assert_eq!(page["lines"][0]["seq"], 4);
    assert_eq!(page["next"], serde_json::Value::Null);
    let all = done(&machine, &["journal", "list", "--event", "season"]);
    assert!(!all.is_empty() && all.lines().all(|line| line.contains("  season.")), "{all}");
    assert_eq!(done(&machine, &["journal", "list", "--since", "2026-01-16"]), "没有符合条件的日志\n");
    assert_eq!(done(&machine, &["journal", "list", "--actor", "没有这个人"]), "没有符合条件的日志\n");
    let ahead = format!("99:{}", "0".repeat(64));
    refused(&machine, &["journal", "verify", "--head", &ahead], "末尾被截去");
    refused(&Machine::new(), &["journal", "verify"], "这里还没有数据库");
}

#[test]
fn a_line_changed_behind_the_programs_back_is_named() {
    let machine = Machine::planned();
    let address = Address::Folder(machine.path("jinqiao-data"));
    block_on(testing::run(&address, "UPDATE journal SET detail = '伪造' WHERE seq = 4"));
    refused(&machine, &["journal", "verify"], "日志第4行不是当时写下的");
}

#[test]
fn a_backup_is_restored_on_another_machine_and_a_broken_one_names_the_newest_whole_one() {
    let machine = Machine::planned();
    let board = done(&machine, &["season", "board"]);
    std::fs::create_dir(machine.path("备份")).unwrap();
    assert!(done(&machine, &["backup", "备份/一.zip"]).starts_with("备份已写到 备份/一.zip："));
    refused(&machine, &["backup", "备份/一.zip"], "已经有了，没有覆盖");
    let named = done(&machine, &["backup", "备份"]);
    assert!(named.starts_with("备份已写到 备份/jinqiao-20260115-"), "{named}");

    let other = Machine::new();
    let whole = std::fs::read(machine.path("备份/一.zip")).unwrap();
    other.write("备份/一.zip", &whole);
    other.write("备份/二.zip", &whole[..whole.len() / 2]);
    let offered = other.run(&["restore", "备份"]);
    assert!(offered.said.starts_with("最新的完好备份：备份/一.zip"), "{}", offered.said);
    assert!(offered.noted.contains("备份/二.zip 不完整"), "{}", offered.noted);
    refused(&other, &["restore", "备份/二.zip"], "同一文件夹里最新的完好备份是 备份/一.zip");
    assert!(!other.path("jinqiao-data").exists(), "nothing was written");
    let restored = done(&other, &["restore", "备份/一.zip"]);
    assert!(restored.contains("办理日志完好"), "{restored}");
    assert_eq!(done(&other, &["season", "board"]), board);
    refused(&other, &["restore", "备份/一.zip"], "里已有数据库");
}

#[test]
fn the_data_moves_to_another_folder_with_one_command() {
    let machine = Machine::planned();
    let board = done(&machine, &["season", "board"]);
    let moved = done(&machine, &["move", "--to", "新家"]);
    assert!(moved.contains("--data 新家"), "{moved}");
    assert_eq!(done(&machine, &["--data", "新家", "season", "board"]), board);
    refused(&machine, &["move", "--to", "新家"], "里已有数据库");
    refused(&Machine::new(), &["move", "--to", "新家"], "这里还没有数据库");
}

fn block_on<T>(story: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime for the test").block_on(story)
}

/// The database of version 0.1: statements that any engine takes.
fn dump() -> String {
    let path = root().join("crates/jinqiao/tests/fixtures/schema-0.1/dump.sql");
    std::fs::read_to_string(path).expect("the fixture is readable")
}

/// The rows of a table as a backup holds them.
fn rows(text: &str) -> Vec<serde_json::Map<String, serde_json::Value>> {
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

/// What of the first state the second does not hold: every row of every table that
/// is still there, value by value, in every column that is still there.
fn lost(before: &[(String, String)], after: &[(String, String)]) -> Vec<String> {
    let mut lost = Vec::new();
    for (name, text) in before {
        let Some((_, now)) = after.iter().find(|(found, _)| found == name) else { continue };
        let (before, after) = (rows(text), rows(now));
        if before.len() != after.len() {
            lost.push(format!("{name}: {} rows became {}", before.len(), after.len()));
        }
        for (was, is) in before.iter().zip(&after) {
            let other =
                |(key, value): &(&String, &serde_json::Value)| is.get(*key).is_some_and(|now| now != *value);
            lost.extend(was.iter().filter(other).map(|(key, value)| format!("{name}: {key} was {value}")));
        }
    }
    lost
}

/// Everything in a database but the times at which steps were applied.
async fn export(address: &Address, folder: &Path) -> Vec<(String, String)> {
    let out = folder.join("export.zip");
    let files = Files::in_folder(folder.join("no-files"));
    vault::back_up(address, modules::ALL, &files, Timestamp::UNIX_EPOCH, &out).await.expect("a backup");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(out).expect("a file")).expect("a backup");
    let mut tables = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("a table");
        if name.starts_with("tables/") && name != "tables/migration.jsonl" {
            tables.push((name, text));
        }
    }
    tables
}

/// The steps after those of version 0.1, of one module, statement by statement.
fn later_steps() -> Vec<(&'static str, &'static str, Vec<String>)> {
    let dump = dump();
    let mut found = Vec::new();
    for module in modules::ALL {
        for step in module.migrations.iter().filter(|step| !dump.contains(&format!("'{}'", step.name))) {
            let statements = step.sql.split_inclusive(';').map(str::to_owned).collect();
            found.push((module.name, step.name, statements));
        }
    }
    found
}

/// The modules as they are, but with a step that breaks off after some statements.
fn broken(module: &str, name: &str, reached: &str) -> Vec<Module> {
    let alter = |own: &Module| {
        let step = |step: &Migration| {
            if own.name != module || step.name != name {
                return *step;
            }
            let sql = format!("{reached}\nSELECT nothing FROM nowhere;");
            Migration { name: step.name, sql: Box::leak(sql.into_boxed_str()) }
        };
        let steps: Vec<Migration> = own.migrations.iter().map(step).collect();
        Module { name: own.name, migrations: Box::leak(steps.into_boxed_slice()) }
    };
    modules::ALL.iter().map(alter).collect()
}

#[test]
fn the_database_of_version_0_1_comes_forward_whole_whatever_interrupts_it() {
    testing::on_a_bench(&[], jiff::civil::date(2026, 11, 2), async |bench| {
        let now = bench.door.clock.now;
        std::fs::create_dir_all(bench.folder()).unwrap();
        let old = bench.another("old").await;
        if let Address::Folder(folder) = &old {
            std::fs::create_dir_all(folder).unwrap();
        }
        testing::run(&old, &dump()).await;
        let before = export(&old, bench.folder()).await;
        let backup: PathBuf = bench.folder().join("old.zip");
        vault::back_up(&old, modules::ALL, &bench.door.files, now, &backup).await.unwrap();
        for (module, name, statements) in later_steps() {
            for reached in 0..=statements.len() {
                let modules = broken(module, name, &statements[..reached].concat());
                Db::open(&old, &modules, now).await.map(drop).unwrap_err();
            }
            assert_eq!(export(&old, bench.folder()).await, before, "{module}/{name} left something");
        }
        Db::open(&old, modules::ALL, now).await.unwrap().close().await;
        let forward = export(&old, bench.folder()).await;
        assert_eq!(lost(&before, &forward), Vec::<String>::new());
        // What the school had corrected stands in another table now.
        let edits = |tables: &[(String, String)]| {
            let held = |(name, text): &&(String, String)| name.contains("edit") && text.contains("示例改名");
            tables.iter().filter(held).count()
        };
        assert_eq!((edits(&before), edits(&forward)), (1, 1));

        // The backup of the old one, restored by this program.
        let restored = bench.another("restored").await;
        let files = Files::in_folder(bench.folder().join("restored-files"));
        let target = Target { address: &restored, files: &files, modules: modules::ALL, now };
        vault::restore(&mut vault::check(&backup, modules::ALL).unwrap(), target).await.unwrap();
        assert_eq!(forward, export(&restored, bench.folder()).await);
    });
}

#[test]
fn the_database_of_version_0_1_is_worked_with_as_if_nothing_had_happened() {
    let machine = Machine::new();
    let data = machine.path("jinqiao-data");
    std::fs::create_dir_all(&data).unwrap();
    block_on(testing::run(&Address::Folder(data), &dump()));
    assert!(done(&machine, &["journal", "verify"]).starts_with("日志完好：第1行到第20行"));
    assert!(done(&machine, &["season", "board"]).contains("巴西"));
    let promises = done(&machine, &["promise", "list"]);
    assert!(promises.contains("期望成果39项") || promises.contains("期望成果40项"), "{promises}");
}
