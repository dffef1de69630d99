//! The refusals in English.

use std::borrow::Cow;

use super::Refusal;

/// One sentence, as the Chinese one: what is wrong, where, how to mend it.
pub(super) fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::OtherFormat { what } => {
            format!("{} is not read; save it as .docx, .xlsx, .csv, .txt or .pdf", term(what))
        }
        Refusal::BrokenZip { part } => {
            let part = term(part);
            format!(
                "The file is damaged ({part} in its package cannot be read); download it again or save it anew"
            )
        }
        Refusal::BrokenXml { part, byte, why } => {
            format!("The file is damaged ({part}, byte {byte}: {}); save it anew in Office or WPS", term(why))
        }
        Refusal::TooLarge { what, limit } => {
            let what = term(what);
            format!(
                "The file is too large ({what}: more than {limit}); remove what is not needed or split it"
            )
        }
        Refusal::BrokenPdf { why } => {
            format!("This PDF is damaged ({}); export it again or hand in the original .docx", term(why))
        }
        Refusal::Unreadable { byte } => format!(
            "Neither format nor encoding is known (byte {byte} is no text); save it as UTF-8 text, .docx or .xlsx"
        ),
        Refusal::NoReader { why } => {
            let why = term(why);
            format!(
                "The reader could not be started ({why}); the file is not at fault, ask your administrator"
            )
        }
        fixed => plain(fixed).to_owned(),
    }
}

fn plain(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => "The file is empty; check that it is the right one and download or export it again",
        Refusal::OldWord => {
            "This is an old Word file (.doc), whatever its name; open it in Word or WPS and save it as .docx"
        }
        Refusal::OldExcel => {
            "This is an old or binary Excel file (.xls, .xlsb), whatever its name; open it and save it as .xlsx"
        }
        Refusal::Encrypted => {
            "The file has a password; open it, remove the password, save it and hand it in again"
        }
        Refusal::WebPage => {
            "This is a web page, not a document; download the attachment itself, or save it as .docx in Word"
        }
        Refusal::Rtf => "This is an RTF file; open it in Word or WPS and save it as .docx",
        Refusal::FlatXml => {
            "This is an XML file of Office 2003; open it in Office or WPS and save it as .docx or .xlsx"
        }
        Refusal::Picture => {
            "This is a picture without text; hand in a .docx, an .xlsx or a PDF with text, or fill in our template"
        }
        Refusal::TimedOut => {
            "Reading the file took too long and was stopped; save it anew in Office or WPS, or remove what is not needed"
        }
        Refusal::NoTextLayer => {
            "This PDF has no text layer (most likely a scan); hand in the original .docx or have the text recognised first"
        }
        _ => "The file broke its reader and nothing was read; save it anew in Office or WPS",
    }
}

/// The words that stand inside a refusal, in both languages.
const TERMS: [(&str, &str); 35] = [
    ("文件字节数", "bytes of the file"),
    ("压缩包里的文件数", "files in the package"),
    ("解压后的字节数", "inflated bytes"),
    ("单个标签或文字的字节数", "bytes of one tag or text"),
    ("标签嵌套的层数", "nested tags"),
    ("单元格数", "cells"),
    ("段落或行数", "paragraphs or lines"),
    ("合并单元格的个数", "merged ranges"),
    ("合并单元格跨越的行数", "rows under merged ranges"),
    ("一段文字的字节数", "bytes of one text"),
    ("文字的总字节数", "bytes of text"),
    ("内容的条数", "pieces"),
    ("一页内容的字节数", "bytes of one page"),
    ("一页的绘图指令数", "drawing steps of one page"),
    ("一页的字数", "characters of one page"),
    ("页数", "pages"),
    ("目录", "the directory"),
    ("未知的实体", "an unknown entity"),
    ("含有文档类型声明", "a document type declaration"),
    ("内容不完整", "it breaks off"),
    ("不是 UTF-8 编码", "it is not UTF-8"),
    ("标签不配对或不完整", "tags do not match or break off"),
    ("页面内容读不出来", "a page cannot be read"),
    ("字体没有文字对照表", "its fonts do not say what their characters mean"),
    ("结构读不出来", "its structure cannot be read"),
    ("没有管道", "no pipe"),
    ("隔离环境建不起来", "it could not be locked up"),
    ("压缩包（请先解压）", "A packed archive (unpack it first)"),
    ("这种压缩包", "This kind of package"),
    ("演示文稿（.ppt）", "A presentation (.ppt)"),
    ("演示文稿（.pptx）", "A presentation (.pptx)"),
    ("这种旧版 Office 文件", "This kind of old Office file"),
    ("XML 文件", "An XML file"),
    ("OFD 版式文件", "An OFD file"),
    ("OpenDocument 文件（.odt、.ods）", "An OpenDocument file (.odt, .ods)"),
];

fn term(zh: &str) -> Cow<'_, str> {
    if let Some((_, en)) = TERMS.iter().find(|(term, _)| *term == zh) {
        return Cow::Borrowed(en);
    }
    match zh.strip_prefix("单元格 ").and_then(|rest| rest.split_once(' ')) {
        Some((cell, rest)) if rest.starts_with("所指") => {
            Cow::Owned(format!("cell {cell} names a shared text that does not exist"))
        }
        Some((cell, _)) => Cow::Owned(format!("cell {cell} lies outside the sheet")),
        None => Cow::Borrowed(zh),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_chinese_is_left_in_an_english_sentence() {
        let inside = TERMS.iter().map(|(zh, _)| (*zh).to_owned());
        let cells = ["单元格 C7 超出了工作表", "单元格 C7 所指的第 9 条共享文字不存在"].map(str::to_owned);
        for why in inside.chain(cells) {
            let said = Refusal::BrokenXml { part: "word/document.xml".to_owned(), byte: 7, why }.en();
            assert!(said.is_ascii(), "{said}");
        }
    }
}
