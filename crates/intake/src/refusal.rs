//! Why a file was not read: typed, and worded for the person who handed it in.
//! One sentence says what is wrong, where, and how to mend it.

mod english;

use thiserror::Error;

/// Why a file was not read. Nothing was changed by the attempt.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No bytes, or nothing but blanks.
    #[error("文件是空的，请确认选对了文件，再重新下载或导出一次")]
    Empty,
    /// A `.doc` of Word 97 to 2003, whatever its name ends in.
    #[error("这是旧版 Word 文档（.doc），改后缀无效，请用 Word 或 WPS 打开后另存为 .docx 再交")]
    OldWord,
    /// An `.xls` of Excel 97 to 2003, or a binary workbook.
    #[error(
        "这是旧版或二进制的 Excel 工作簿（.xls、.xlsb），改后缀无效，请用 Excel 或 WPS 打开后另存为 .xlsx 再交"
    )]
    OldExcel,
    /// Locked with a password.
    #[error("文件加了密码，请打开后在“文件—信息—保护”里取消密码，保存后再交")]
    Encrypted,
    /// A web page under another name.
    #[error("这其实是一个网页，不是文档，请从网页上下载附件本身，或用 Word 打开后另存为 .docx 再交")]
    WebPage,
    /// Rich text under another name.
    #[error("这是 RTF 文档，请用 Word 或 WPS 打开后另存为 .docx 再交")]
    Rtf,
    /// One flat XML file of Word or Excel 2003.
    #[error("这是 Office 2003 的 XML 文档，请用 Word、Excel 或 WPS 打开后另存为 .docx 或 .xlsx 再交")]
    FlatXml,
    /// A picture or a scan.
    #[error("这是图片，里面没有可读的文字，请交 .docx、.xlsx 或带文字的 PDF，或照着填写我们的模板")]
    Picture,
    /// Another format we know and do not read.
    #[error("不读取{what}，请另存为 .docx、.xlsx、.csv、.txt 或 .pdf 再交")]
    OtherFormat {
        /// Which format, in Chinese.
        what: String,
    },
    /// The outer package of a docx or xlsx is damaged.
    #[error("文件已损坏（压缩包里的 {part} 读不出来），请重新下载，或用 Office、WPS 打开后另存一份再交")]
    BrokenZip {
        /// Which part.
        part: String,
    },
    /// A part of a docx or xlsx is not well-formed.
    #[error("文件内容有错（{part} 的第 {byte} 字节处：{why}），请用 Office 或 WPS 打开后另存一份再交")]
    BrokenXml {
        /// Which part.
        part: String,
        /// How far into it, in bytes.
        byte: u64,
        /// What is wrong there.
        why: String,
    },
    /// More than a person would ever hand in; also how bombs are refused.
    #[error("文件太大：{what}超过了 {limit}，请删去无关内容或拆成几份再交")]
    TooLarge {
        /// What there is too much of, in Chinese.
        what: String,
        /// How much may be.
        limit: u64,
    },
    /// Reading took too long and was stopped.
    #[error("读这个文件用时过长，已中止，请用 Office 或 WPS 打开后另存一份，或删去无关内容再交")]
    TimedOut,
    /// The reader was ended by the file: memory, depth, or a fault in it.
    #[error("这个文件使读取程序异常中止，没有读入任何内容，请用 Office 或 WPS 打开后另存一份再交")]
    Crashed,
    /// A PDF of pictures.
    #[error("这份 PDF 没有文字层（多半是扫描件），请交原来的 .docx，或先做文字识别再交")]
    NoTextLayer,
    /// A PDF that cannot be taken apart.
    #[error("这份 PDF 已损坏（{why}），请重新导出一份，或交原来的 .docx")]
    BrokenPdf {
        /// What is wrong.
        why: String,
    },
    /// Bytes that are no text in any encoding we know.
    #[error("认不出文件的格式或编码（第 {byte} 字节处不是文字），请另存为 UTF-8 文本、.docx 或 .xlsx 再交")]
    Unreadable {
        /// Where the first unreadable byte stands, counted from 1.
        byte: u64,
    },
    /// The reader could not be started, or its lock could not be closed: ours,
    /// not the file's.
    #[error("读取程序没能启动（{why}），文件没有问题，请联系管理员")]
    NoReader {
        /// What the system said.
        why: String,
    },
}

impl Refusal {
    /// The same sentence in English.
    pub fn en(&self) -> String {
        english::sentence(self)
    }

    /// The exit code of a command that was refused: 65 (`EX_DATAERR`) when the
    /// file is at fault, 71 (`EX_OSERR`) when the machine is.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NoReader { .. } => 71,
            _ => 65,
        }
    }
}
