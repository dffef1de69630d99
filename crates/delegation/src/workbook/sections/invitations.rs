//! 邀请函: one row a letter.

use crate::model::Inviter;

use super::{INVITATIONS, NUMBER};
use crate::workbook::column::{Column, Section, Shape, words, yes_or_no};

pub(crate) const INVITER: Column =
    Column::text("邀请单位", 28).required().note("中文名称。").sample("示例国示例理工学院");
pub(crate) const FOREIGN: Column = Column::text("外文名称", 30)
    .also(&["邀请单位外文名称"])
    .note("邀请单位所在国文字的名称。")
    .sample("Example Institute of Technology");
pub(crate) const KIND: Column = Column::choice("单位性质", 14, || words!(Inviter))
    .required()
    .also(&["邀请方性质"])
    .note("中资企业、外国驻华机构、华侨华人和中介机构不能作为邀请方。")
    .sample("院校");
pub(crate) const COUNTRY: Column = Column::text("所在国家", 12).required().also(&["国家"]).sample("巴西");
pub(crate) const ISSUED_IN: Column = Column::text("签发国家", 12)
    .also(&["签发地"])
    .note("邀请函在哪国签发；不填为邀请单位所在国家。")
    .sample("巴西");
pub(crate) const CITY: Column = Column::text("城市", 12).required().also(&["所在城市"]).sample("圣保罗");
pub(crate) const ADDRESS: Column = Column::text("地址", 30).sample("1 Example Street");
pub(crate) const PHONE: Column = Column::text("电话", 18).sample("+00 00 0000 0000");
pub(crate) const EMAIL: Column = Column::text("邮箱", 24).also(&["电子邮箱"]).sample("office@example.org");
pub(crate) const PROFILE: Column =
    Column::prose("单位简介", 40).also(&["邀请单位简介"]).sample("公立理工类院校，设机电、信息等5个系。");
pub(crate) const SIGNER: Column = Column::text("签发人", 14).also(&["签署人"]).sample("席尔瓦");
pub(crate) const SIGNER_POST: Column = Column::text("签发人职务", 14).also(&["签署人职务"]).sample("院长");
pub(crate) const RANK_MATCHES: Column = Column::choice("身份对等", 10, yes_or_no)
    .required()
    .also(&["级别对等"])
    .note("签发人与团长级别是否相当。")
    .sample("是");
pub(crate) const DIRECT: Column = Column::choice("直接签发", 10, yes_or_no)
    .required()
    .note("由邀请单位直接签发、未通过中介机构的填是。")
    .sample("是");
pub(crate) const FROM: Column =
    Column::day("邀请起始日期").required().also(&["邀请开始日期"]).sample("2026-09-12");
pub(crate) const TO: Column =
    Column::day("邀请截止日期").required().also(&["邀请结束日期"]).sample("2026-09-20");
pub(crate) const ISSUED: Column = Column::day("签发日期").note("尚在草稿的留空。").sample("2026-05-20");
pub(crate) const NAMES: Column = Column::prose("被邀请人", 28)
    .also(&["受邀人员"])
    .note("邀请函上的护照姓名，一行一人，如 WANG Shili；尚在草稿的留空。")
    .sample("WANG Shili");
pub(crate) const PAYS: Column = Column::text("接待方负担费用", 24).also(&["费用负担"]).sample("不负担费用");

/// The letters.
pub(crate) static SECTION: Section = Section {
    sheet: INVITATIONS,
    title: "邀请函",
    shape: Shape::Table,
    columns: &[
        &NUMBER,
        &INVITER,
        &FOREIGN,
        &KIND,
        &COUNTRY,
        &ISSUED_IN,
        &CITY,
        &ADDRESS,
        &PHONE,
        &EMAIL,
        &PROFILE,
        &SIGNER,
        &SIGNER_POST,
        &RANK_MATCHES,
        &DIRECT,
        &FROM,
        &TO,
        &ISSUED,
        &NAMES,
        &PAYS,
    ],
    room: 6,
    required: true,
};
