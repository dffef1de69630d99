//! Every sheet of the workbook, section by section. The order here is the order
//! of the template; a filled workbook may have any other.

pub(super) mod invitations;
pub(super) mod itinerary;
pub(super) mod members;
pub(super) mod money;
pub(super) mod purposes;
pub(super) mod trip;

use super::column::{Column, Section};

/// The sheet of advice (说明); nothing is read from it.
pub(super) const ADVICE: &str = "说明";
/// 出访信息
pub(super) const TRIP: &str = "出访信息";
/// 人员名单
pub(super) const MEMBERS: &str = "人员名单";
/// 日程安排
pub(super) const ITINERARY: &str = "日程安排";
/// 邀请函
pub(super) const INVITATIONS: &str = "邀请函";
/// 出访任务
pub(super) const PURPOSES: &str = "出访任务";
/// 经费
pub(super) const MONEY: &str = "经费";

/// The first column of every table. A row whose number begins with `示例` is the
/// template's sample and is passed over.
pub(super) const NUMBER: Column = Column::text("序号", 6)
    .also(&["编号"])
    .note("按顺序填 1、2、3；序号以“示例”开头的行不读取。")
    .sample("示例");

/// Every section, in the template's order.
pub(super) static ALL: &[&Section] = &[
    &trip::SECTION,
    &trip::JUSTIFICATIONS,
    &members::SECTION,
    &itinerary::SECTION,
    &invitations::SECTION,
    &purposes::SECTION,
    &purposes::PROMISES,
    &purposes::WITNESSES,
    &money::RATES,
    &money::PRICES,
    &money::SHARES,
];

/// The sections of one sheet.
pub(super) fn of_sheet(sheet: &str) -> impl Iterator<Item = &'static Section> {
    ALL.iter().copied().filter(move |section| section.sheet == sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::column::plain_header;

    #[test]
    fn no_two_columns_of_a_section_answer_to_one_header() {
        for section in ALL {
            for column in section.columns {
                for name in std::iter::once(&column.header).chain(column.aliases) {
                    assert_eq!(&plain_header(name), name, "a header is written plainly");
                    let known = section.columns.iter().filter(|other| other.answers_to(name)).count();
                    assert_eq!(known, 1, "{}·{}：{name}", section.sheet, section.title);
                }
            }
        }
    }
}
