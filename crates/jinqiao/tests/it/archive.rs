//! A delegation packed, and what is told of the original, of a forgery and of a
//! damaged copy, at home and elsewhere.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;

use crate::machine::{Answer, Machine};

const MONEY: &str = "记录/账目.txt";

/// A machine on which the party to Brazil is packed, the archive's bytes, and
/// the digest that was shown.
fn packed() -> (Machine, Vec<u8>, String) {
    let machine = Machine::planned();
    let answer = machine.run(&["delegation", "archive", "3", "归档包.zip"]);
    assert_eq!(answer.code, 0, "{}", answer.noted);
    let digest = answer.said.split_once("校验值 ").expect("a digest").1.chars().take(64).collect();
    let bytes = std::fs::read(machine.path("归档包.zip")).expect("the archive");
    (machine, bytes, digest)
}

fn verify(machine: &Machine, bytes: &[u8], more: &[&str]) -> Answer {
    machine.write("收到.zip", bytes);
    machine.run(&[&["archive", "verify", "收到.zip"], more].concat())
}

/// Every file of an archive, in its order.
fn opened(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let count = archive.len();
    let take = |at| {
        let mut file = archive.by_index(at).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        (file.name().expect("a name").to_string(), content)
    };
    (0..count).map(take).collect()
}

fn closed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::DEFAULT)
        .unix_permissions(0o644);
    for (name, content) in files {
        writer.start_file(name.as_str(), options).expect("a name");
        writer.write_all(content).expect("a content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// What a forger makes: one figure of the money changed, and its digest in the
/// manifest with it; `made` also replaces the time the archive gives.
fn forged(archive: &[u8], made: Option<&str>) -> Vec<u8> {
    let mut files = opened(archive);
    let file = files.iter_mut().find(|(name, _)| name == MONEY).expect("the money");
    let before = chassis::digest(&file.1);
    let figure = file.1.iter_mut().rfind(|byte| byte.is_ascii_digit()).expect("a figure");
    *figure = if *figure == b'9' { b'8' } else { b'9' };
    let after = chassis::digest(&file.1);
    let manifest = &mut files.first_mut().expect("a manifest").1;
    let text = String::from_utf8(std::mem::take(manifest)).expect("a text");
    let mut lines: Vec<String> = text.replace(&before, &after).lines().map(str::to_owned).collect();
    if let Some(made) = made {
        let line = lines.iter_mut().find(|line| line.contains("\"made\"")).expect("a time");
        *line = format!("  \"made\": \"{made}\",");
    }
    *manifest = lines.join("\n").into_bytes();
    closed(&files)
}

#[test]
fn the_original_is_known_by_the_journal_or_by_the_digest_that_was_kept() {
    let (machine, archive, digest) = packed();
    assert_eq!(digest, chassis::digest(&archive));
    assert_eq!(closed(&opened(&archive)), archive, "a forger's tool would leave other traces");
    let at_home = verify(&machine, &archive, &[]);
    assert_eq!(at_home.code, 0, "{}", at_home.noted);
    assert!(at_home.said.starts_with("原件：示例职业技术学院赴巴西参赛团，2026-01-15 "), "{}", at_home.said);
    assert!(at_home.said.contains(&format!("校验值 {digest}，与日志第")), "{}", at_home.said);

    let elsewhere = Machine::new();
    let known = verify(&elsewhere, &archive, &["--digest", &digest.to_uppercase()]);
    assert_eq!(known.code, 0, "{}", known.noted);
    assert!(known.said.starts_with("原件：示例职业技术学院赴巴西参赛团，"), "{}", known.said);
    assert!(known.said.contains("与所给的一致"), "{}", known.said);
    assert!(!elsewhere.path("jinqiao-data").exists(), "a look leaves no folder behind");
    assert_eq!(verify(&elsewhere, &archive, &["--digest", "abc"]).code, 65);
}

#[test]
fn what_only_agrees_with_itself_is_never_called_the_original() {
    let (machine, archive, digest) = packed();
    let forgery = forged(&archive, None);
    let elsewhere = Machine::new();
    for (place, bytes) in [
        (&elsewhere, &forgery),
        (&elsewhere, &archive),
        (&machine, &forged(&archive, Some("2026-01-14T09:00:00Z"))),
        (&machine, &forged(&archive, Some("昨天\\u001b[2J"))),
    ] {
        let answer = verify(place, bytes, &[]);
        assert_eq!(answer.code, 0, "{}", answer.noted);
        assert!(answer.said.starts_with("自洽，但无从核对是否原件："), "{}", answer.said);
        assert!(answer.said.contains("--digest") && !answer.said.contains('\u{1b}'), "{:?}", answer.said);
    }
    assert!(!elsewhere.path("jinqiao-data").exists(), "a look leaves no folder behind");

    let denied = [verify(&machine, &forgery, &[]), verify(&elsewhere, &forgery, &["--digest", &digest])];
    for answer in denied {
        assert_eq!(answer.code, 65, "{}", answer.said);
        assert!(answer.noted.starts_with("错误：收到.zip不是原件："), "{}", answer.noted);
        assert!(answer.noted.contains("is not the original"), "{}", answer.noted);
    }
}

#[test]
fn a_damaged_copy_is_refused_with_every_fault_named_in_both_languages() {
    let (machine, archive, digest) = packed();
    let mut files = opened(&archive);
    files.iter_mut().find(|(name, _)| name == MONEY).expect("the money").1.clear();
    files.extend((0..30).map(|at| (format!("添/{at:02}\u{1b}[2J\u{202e}"), Vec::new())));
    let damaged = closed(&files);
    for more in [&[][..], &["--digest", &digest]] {
        let answer = verify(&machine, &damaged, more);
        assert_eq!(answer.code, 65, "{}", answer.said);
        let told = &answer.noted;
        assert!(told.starts_with("错误：收到.zip已损坏，不是打包时的样子："), "{told}");
        for words in [
            "记录/账目.txt 的内容被改动；多出 添/00�[2J�；",
            "；另有11处；请换用未改动的副本",
            "记录/账目.txt was changed; 添/00�[2J� was added;",
            "; and 11 more; use an untouched copy",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
    }
    let cut = verify(&machine, &archive[..archive.len() / 2], &[]);
    assert_eq!(cut.code, 65, "{}", cut.said);
    assert!(cut.noted.contains("不完整"), "{}", cut.noted);
}
