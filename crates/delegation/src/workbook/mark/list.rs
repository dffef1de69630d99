//! The sheet that lists every fault, in the order of the reading.

use super::package::{Package, Parts};
use super::xml::{Edits, each_tag, escape};
use super::{LIST, Unmarkable};
use crate::workbook::fault::Fault;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Adds the list, or replaces the one of an earlier marking.
pub(super) fn add(package: &mut Package<'_>, parts: &Parts, faults: &[Fault]) -> Result<(), Unmarkable> {
    if let Some(part) = parts.sheet(LIST) {
        package.put(part, sheet(faults));
        return Ok(());
    }
    let part = package.free_name("xl/worksheets/sheetMark", ".xml");
    package.put(&part, sheet(faults));
    package.declare(&part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")?;
    let id = package.relate(&parts.workbook, "worksheet", &part)?;

    let text = package.needed(&parts.workbook)?;
    let mut edits = Edits::default();
    let (mut most, mut end) = (0_u32, None);
    each_tag(&text, |tag| {
        if tag.opens("sheet") {
            let number = tag.attribute("sheetId").and_then(|number| number.parse().ok());
            most = most.max(number.unwrap_or_default());
        } else if tag.closes("sheets") {
            end = Some((tag.range.start, tag.prefix().to_owned()));
        }
    })
    .ok_or_else(|| Unmarkable::part(&parts.workbook))?;
    let (end, prefix) = end.ok_or_else(|| Unmarkable::part(&parts.workbook))?;
    let number = most.saturating_add(1);
    edits.insert(
        end,
        format!(
            "<{prefix}sheet xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             name=\"{LIST}\" sheetId=\"{number}\" r:id=\"{id}\"/>"
        ),
    );
    let text = edits.apply(&text).ok_or_else(|| Unmarkable::part(&parts.workbook))?;
    package.put(&parts.workbook, text);
    Ok(())
}

fn sheet(faults: &[Fault]) -> String {
    let heads = ["序号", "程度", "位置", "问题和改正办法"].map(str::to_owned);
    let lines = faults.iter().enumerate().map(|(index, fault)| {
        let (number, gravity) = ((index + 1).to_string(), fault.gravity.words().zh.to_owned());
        [number, gravity, fault.place.to_string(), fault.says.zh.clone()]
    });
    let row = |(number, line): (usize, [String; 4])| {
        let cell = |(column, text): (char, &String)| {
            let text = escape(text);
            format!(
                "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
            )
        };
        let cells: String = ('A'..).zip(&line).map(cell).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let rows: String = (1..).zip(std::iter::once(heads).chain(lines)).map(row).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{MAIN}\"><sheetViews>\
         <sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" \
         state=\"frozen\"/></sheetView></sheetViews><cols><col min=\"1\" max=\"2\" width=\"8\" \
         customWidth=\"1\"/><col min=\"3\" max=\"3\" width=\"18\" customWidth=\"1\"/><col min=\"4\" max=\"4\" \
         width=\"100\" customWidth=\"1\"/></cols><sheetData>{rows}</sheetData></worksheet>"
    )
}
