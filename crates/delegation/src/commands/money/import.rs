//! Receipts from a sheet: one row a receipt, read all or not at all. The columns
//! are found by their headers; every fault is told at once, with its cell.

use std::path::Path;

use chassis::{Desk, Door, Error, Upload};
use intake::{Block, Cell, Document, Row};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::written::{amount, blank, currency, one_of};
use super::{Details, filled};
use crate::commands::{meant, write_file};
use crate::model::Delegation;
use crate::model::settlement::Receipt;
use crate::operations;
use crate::workbook::values::yes;

/// The columns, in the template's order.
const HEADS: [&str; 16] = [
    "用途",
    "内容",
    "金额",
    "币种",
    "发生日期",
    "付款日期",
    "垫付人",
    "城市",
    "国家",
    "晚数",
    "人数",
    "事先批准",
    "外国航空公司",
    "票据文件",
    "归入学生",
    "备注",
];

/// The most receipts one sheet may bring.
const MOST: usize = 500;

/// How many faults are told before the rest is only counted.
const TOLD: usize = 20;

/// Writes an empty sheet to be filled in.
pub(super) fn template(door: &Door, out: &Path) -> Result<(), Error> {
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("票据")?;
        for (column, head) in (0..).zip(HEADS) {
            sheet.write_string(0, column, head)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        workbook.save_to_buffer()
    };
    write_file(out, &written().map_err(Error::fault)?)?;
    door.terminal.say(&format!("票据表已写到 {}；一行一笔，票据文件写相对本表的路径", out.display()));
    Ok(())
}

/// Reads a filled sheet; vouchers lie beside it.
pub(super) async fn import(door: &Door, which: &str, file: &Path) -> Result<(), Error> {
    let bytes =
        std::fs::read(file).map_err(|source| Error::file(format!("读不到 {}", file.display()), source))?;
    let document = intake::read(&door.program, &bytes)
        .map_err(|refusal| Error::refused("file-unreadable", refusal.to_string(), refusal.en()))?;
    let rows = rows(&document)?;
    let beside = file.parent().unwrap_or(Path::new("."));
    let (name, count) = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            let mut faults = Vec::new();
            let mut uploads = Vec::new();
            for row in &rows {
                match entered(desk, &delegation, row, beside).await {
                    Ok(upload) => uploads.extend(upload),
                    Err(error) => faults.push(format!("{}：{error}", row.place)),
                }
            }
            refuse(&faults)?;
            uploads.iter().try_for_each(|upload| door.files.keep(upload))?;
            Ok((delegation.name, rows.len()))
        })
        .await?;
    door.terminal.say(&format!("{name}：已录入{count}笔票据"));
    Ok(())
}

/// One receipt from one row, with its voucher to be kept once all are good.
async fn entered(
    desk: &mut Desk<'_>,
    delegation: &Delegation,
    row: &Filled<'_>,
    beside: &Path,
) -> Result<Option<Upload>, Error> {
    let file = row.says("票据文件").map(|name| beside.join(name));
    let upload = file.as_deref().map(Upload::read).transpose()?;
    let receipt = receipt(desk, delegation, row, upload.as_ref())?;
    operations::money::receipt(desk, delegation.id, receipt).await?;
    Ok(upload)
}

fn receipt(
    desk: &mut Desk<'_>,
    delegation: &Delegation,
    row: &Filled<'_>,
    upload: Option<&Upload>,
) -> Result<Receipt, Error> {
    let unit = currency(row.says("币种").unwrap_or("CNY"))?;
    let sum = amount(row.says("金额").unwrap_or_default(), unit)?;
    let spending = one_of(row.says("用途").unwrap_or_default(), "用途")?;
    let text = |head| row.says(head).map(str::to_owned);
    let students = row.says("归入学生").map_or(Ok(false), yes);
    let details = Details {
        what: text("内容"),
        on: text("发生日期"),
        paid: text("付款日期"),
        who: text("垫付人"),
        city: text("城市"),
        country: text("国家"),
        nights: row.count("晚数")?,
        persons: row.count("人数")?,
        carrier: text("外国航空公司"),
        approval: text("事先批准"),
        file: None,
        students: students.map_err(|wrong| Error::refused("word-unknown", wrong.zh, wrong.en))?,
        note: text("备注"),
    };
    let blank = blank(desk, spending, sum);
    filled(desk, delegation, blank, &details, upload)
}

/// A row under the headers.
struct Filled<'a> {
    cells: Vec<(&'static str, &'a str)>,
    place: String,
}

impl<'a> Filled<'a> {
    fn says(&self, head: &str) -> Option<&'a str> {
        self.cells.iter().find(|(known, _)| *known == head).map(|(_, text)| *text)
    }

    fn count(&self, head: &str) -> Result<Option<i64>, Error> {
        let read = |text: &str| {
            text.parse().map_err(|_| {
                Error::refused(
                    "count-unreadable",
                    format!("“{head}”栏“{text}”不是整数；请写成 6 的样子"),
                    format!("“{text}” is no whole number"),
                )
            })
        };
        self.says(head).map(read).transpose()
    }
}

/// The rows under the first header that names what, how much and for what.
fn rows(document: &Document) -> Result<Vec<Filled<'_>>, Error> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for table in tables {
        let is_head = |row: &Row| {
            let has = |head: &str| row.cells.iter().any(|cell| cell.text.trim() == head);
            has("用途") && has("金额") && has("内容")
        };
        let Some(at) = table.rows.iter().position(is_head) else { continue };
        let (heads, below) = table.rows.split_at(at + 1);
        let heads = heads.last().map(|row| row.cells.as_slice()).unwrap_or_default();
        let filled: Vec<Filled<'_>> =
            below.iter().map(|row| under(heads, row)).filter(|row| !row.cells.is_empty()).collect();
        if filled.is_empty() {
            return Err(Error::refused(
                "receipts-none",
                "票据表是空的；请一行填一笔",
                "the sheet holds no receipt",
            ));
        }
        if filled.len() > MOST {
            return Err(Error::refused(
                "receipts-many",
                format!("票据表有{}行，超过{MOST}行；请分几次录入", filled.len()),
                format!("the sheet holds more than {MOST} rows; bring them in parts"),
            ));
        }
        return Ok(filled);
    }
    Err(Error::refused(
        "receipts-headless",
        format!("没有找到表头；表头是：{}，可用 receipt template 取空表", HEADS.join("、")),
        "there is no header row; get an empty sheet with `receipt template`",
    ))
}

fn under<'a>(heads: &[Cell], row: &'a Row) -> Filled<'a> {
    let head = |cell: &Cell| {
        let above = heads.iter().find(|head| head.column == cell.column)?;
        HEADS.iter().copied().find(|known| *known == above.text.trim())
    };
    let filled = row.cells.iter().filter(|cell| !cell.text.trim().is_empty());
    let cells = filled.filter_map(|cell| Some((head(cell)?, cell.text.trim()))).collect();
    let place = row.cells.first().map(|cell| cell.place.to_string()).unwrap_or_default();
    Filled { cells, place }
}

fn refuse(faults: &[String]) -> Result<(), Error> {
    if faults.is_empty() {
        return Ok(());
    }
    let mut told = faults.iter().take(TOLD).cloned().collect::<Vec<_>>().join("；");
    if faults.len() > TOLD {
        told.push_str("；……");
    }
    Err(Error::refused(
        "receipts-faulty",
        format!("票据表有{}处错误，一笔也没有录入：{told}", faults.len()),
        format!("the sheet has {} faults and nothing was entered", faults.len()),
    ))
}
