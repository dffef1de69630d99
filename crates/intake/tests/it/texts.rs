use intake::{Format, Refusal};

use crate::package::{word, zipped};
use crate::shown::{check, refused};

#[test]
fn flattened_text_stays_lines_with_their_numbers() {
    check(
        "\n附件2\n\t序号\n\t国家/地区\n\n\t1\n\t北非\t\n".as_bytes(),
        "
        第2行 | 附件2
        第3行 | \t序号
        第4行 | \t国家/地区
        第6行 | \t1
        第7行 | \t北非
        ",
    );
}

#[test]
fn separated_text_is_a_table_in_any_encoding() {
    let table = "序号,姓名\r\n1,\"示例,甲\"\r\n";
    let expected = "
        []
        表1第1行第1列 | 序号
        表1第1行第2列 | 姓名
        表1第2行第1列 | 1
        表1第2行第2列 | 示例,甲
        ";
    check(table.as_bytes(), expected);
    check(&encoding_rs::GB18030.encode(table).0, expected);
    check(table.replace(',', ";").replace("例;", "例,").as_bytes(), expected);
    assert_eq!(intake::read_here(table.as_bytes()).unwrap().format, Format::Csv);
}

/// An OLE2 file with one directory entry of that name.
fn compound(name: &str) -> Vec<u8> {
    let mut bytes = vec![0_u8; 1024];
    bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (index, unit) in name.encode_utf16().enumerate() {
        bytes[640 + 2 * index..642 + 2 * index].copy_from_slice(&unit.to_le_bytes());
    }
    bytes
}

#[test]
fn a_file_in_disguise_is_called_what_it_is() {
    let other = |what: &str| Refusal::OtherFormat { what: what.to_owned() };
    let told = [
        (Vec::new(), Refusal::Empty),
        (b" \n\t".to_vec(), Refusal::Empty),
        ("\u{feff}\n".into(), Refusal::Empty),
        (compound("WordDocument"), Refusal::OldWord),
        (compound("Workbook"), Refusal::OldExcel),
        (compound("EncryptedPackage"), Refusal::Encrypted),
        (compound("Contents"), other("这种旧版 Office 文件")),
        (b"<!DOCTYPE html><title>x</title>".to_vec(), Refusal::WebPage),
        (b"\xef\xbb\xbf\r\n<HTML>".to_vec(), Refusal::WebPage),
        (b"<?xml version='1.0'?><html>".to_vec(), Refusal::WebPage),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n".to_vec(), Refusal::WebPage),
        (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>".to_vec(), Refusal::FlatXml),
        (b"<?xml version='1.0'?><a/>".to_vec(), other("XML 文件")),
        (b"{\\rtf1 x}".to_vec(), Refusal::Rtf),
        (b"\x89PNG\r\n\x1a\n....".to_vec(), Refusal::Picture),
        (b"\xff\xd8\xff\xe0....".to_vec(), Refusal::Picture),
        (b"Rar!\x1a\x07".to_vec(), other("压缩包（请先解压）")),
        (zipped(&[("a.txt", "a")]), other("压缩包（请先解压）")),
        (zipped(&[("OFD.xml", "a")]), other("OFD 版式文件")),
        (zipped(&[("mimetype", "a"), ("content.xml", "a")]), other("OpenDocument 文件（.odt、.ods）")),
        (b"\x00\x01\x02\x03".to_vec(), Refusal::Unreadable { byte: 1 }),
        (b"PK\x03\x04 and no more".to_vec(), Refusal::BrokenZip { part: "目录".to_owned() }),
    ];
    for (file, refusal) in told {
        assert_eq!(refused(&file), refusal);
    }
}

#[test]
fn every_refusal_is_one_sentence_in_both_languages() {
    let text = || "x".to_owned();
    let all = [
        Refusal::Empty,
        Refusal::OldWord,
        Refusal::OldExcel,
        Refusal::Encrypted,
        Refusal::WebPage,
        Refusal::Rtf,
        Refusal::FlatXml,
        Refusal::Picture,
        Refusal::OtherFormat { what: text() },
        Refusal::BrokenZip { part: text() },
        Refusal::BrokenXml { part: text(), byte: 7, why: text() },
        Refusal::TooLarge { what: text(), limit: 7 },
        Refusal::TimedOut,
        Refusal::Crashed,
        Refusal::NoTextLayer,
        Refusal::BrokenPdf { why: text() },
        Refusal::Unreadable { byte: 7 },
        Refusal::NoReader { why: text() },
    ];
    let told: String = all
        .iter()
        .map(|refusal| format!("{} {refusal}\n   {}\n", refusal.exit_code(), refusal.en()))
        .collect();
    insta::assert_snapshot!(told);
}

#[test]
fn our_own_word_file_is_known_by_its_types_and_not_its_name() {
    assert_eq!(intake::read_here(&word("")).unwrap().format, Format::Docx);
}
