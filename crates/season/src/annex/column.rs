//! What a column of the annex means, told by its header however it is worded,
//! in simplified or traditional characters, split over lines or not.

use kernel::folded;

/// A column of the annex.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// 序号
    Number,
    /// 地区, where the countries have a column of their own.
    Region,
    /// 国家/地区
    Site,
    /// 城市
    City,
    /// 时间
    Window,
    /// 开始日期
    From,
    /// 结束日期
    To,
    /// 停留天数
    Stay,
    /// 活动主题
    Themes,
    /// 名称
    Title,
    /// A column Jinqiao has no use for, under its header.
    Other(String),
}

/// Headers as they are written, folded; the first match wins.
const EXACT: &[(&[&str], Column)] = &[
    (&["序号", "编号", "序", "站次", "站序", "场次", "赛站序号", "no", "号"], Column::Number),
    (&["区域", "赛区", "大区", "所在区域", "所属区域", "赛站", "站点", "地区"], Column::Region),
    (
        &[
            "国家地区",
            "国家",
            "国别",
            "国别地区",
            "国家或地区",
            "国家和地区",
            "国家及地区",
            "出访国家",
            "出访国家地区",
            "出访国别",
            "出访国",
            "出访地",
            "出访地区",
            "前往国家",
            "前往国家地区",
            "拟出访国家",
            "拟出访国家地区",
            "目的地",
            "目的国",
            "目的地国家",
            "举办国",
            "举办国家",
            "举办国家地区",
            "承办国",
            "到访国家",
            "赛区国家",
            "地区国家",
            "赛区国家地区",
            "country",
            "countryregion",
        ],
        Column::Site,
    ),
    (
        &[
            "城市",
            "出访城市",
            "举办城市",
            "前往城市",
            "到访城市",
            "目的城市",
            "地点",
            "举办地",
            "举办地点",
            "活动地点",
            "city",
        ],
        Column::City,
    ),
    (
        &["开始", "开始时间", "开始日期", "起始日期", "起始时间", "起", "出发日期", "出发时间", "出境日期"],
        Column::From,
    ),
    (
        &["结束", "结束时间", "结束日期", "截止日期", "截止时间", "止", "返回日期", "返回时间", "入境日期"],
        Column::To,
    ),
    (
        &[
            "停留天数",
            "天数",
            "停留时间",
            "停留",
            "停留期限",
            "停留时长",
            "出访天数",
            "在外天数",
            "在外停留天数",
            "在外停留时间",
            "境外停留天数",
            "境外停留时间",
            "行程天数",
            "时长",
            "总天数",
            "days",
        ],
        Column::Stay,
    ),
    (
        &[
            "时间",
            "出访时间",
            "举办时间",
            "活动时间",
            "拟出访时间",
            "计划时间",
            "计划出访时间",
            "日期",
            "出访日期",
            "举办日期",
            "活动日期",
            "月份",
            "出访月份",
            "时段",
            "比赛时间",
            "赛事时间",
            "date",
        ],
        Column::Window,
    ),
    (&["活动主题", "主题", "活动内容", "交流主题", "主要内容", "内容", "活动类型"], Column::Themes),
    (
        &[
            "名称",
            "项目名称",
            "活动名称",
            "赛事名称",
            "团组名称",
            "任务名称",
            "项目",
            "赛项名称",
            "全称",
            "项目全称",
            "title",
        ],
        Column::Title,
    ),
];

/// What a longer header must contain, in this order of trust.
const TELLING: &[(&[&str], Column)] = &[
    (
        &["备注", "费用", "人数", "名额", "联系", "承办", "主办", "单位", "截止", "报名"],
        Column::Other(String::new()),
    ),
    (&["天数", "停留"], Column::Stay),
    (&["时间", "日期", "月份"], Column::Window),
    (&["城市", "地点"], Column::City),
    (&["国家", "国别"], Column::Site),
    (&["主题"], Column::Themes),
    (&["名称"], Column::Title),
    (&["序号"], Column::Number),
];

/// No header is longer than this.
const LONGEST: usize = 14;

impl Column {
    /// The column a header names, if it is one Jinqiao knows.
    pub(super) fn told_by(header: &str) -> Option<Self> {
        Self::exactly(header).or_else(|| {
            let header = folded(header);
            if header.is_empty() || header.chars().count() > LONGEST || header.chars().any(char::is_numeric) {
                return None;
            }
            let (_, column) =
                TELLING.iter().find(|(words, _)| words.iter().any(|word| header.contains(word)))?;
            match column {
                Self::Other(_) => None,
                Self::Window if header.contains("开始") || header.contains('起') => Some(Self::From),
                Self::Window if header.contains("结束") || header.contains('止') => Some(Self::To),
                known => Some(known.clone()),
            }
        })
    }

    /// The same, for headers that are written just so.
    pub(super) fn exactly(header: &str) -> Option<Self> {
        let header = folded(header);
        EXACT.iter().find(|(words, _)| words.contains(&header.as_str())).map(|(_, column)| column.clone())
    }

    /// Whether these columns make a table of stops: where, and something about it.
    pub(super) fn describe_stops<'a>(columns: impl Iterator<Item = &'a Self>) -> bool {
        let known: std::collections::BTreeSet<_> =
            columns.filter(|column| !matches!(column, Self::Other(_))).collect();
        let place = [Self::Site, Self::Region, Self::City].iter().any(|column| known.contains(column));
        let time = [Self::Window, Self::From, Self::Stay].iter().any(|column| known.contains(column));
        known.len() >= 3 && place && (time || known.contains(&Self::Title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: impl Into<Option<Column>>) {
        assert_eq!(Column::told_by(header), expected.into(), "{header}");
    }

    #[test]
    fn headers_are_told_by_their_meaning() {
        check("序号", Column::Number);
        check("國家／地區", Column::Site);
        check("出访国家（地区）", Column::Site);
        check("国别", Column::Site);
        check("停留\n天数", Column::Stay);
        check("停留时间", Column::Stay);
        check("出访时间", Column::Window);
        check("拟举办时间（暂定）", Column::Window);
        check("出访时间开始", Column::From);
        check("項目名稱", Column::Title);
        check("活動主題", Column::Themes);
        check("在外停留天数（含往返）", Column::Stay);
    }

    #[test]
    fn what_is_no_header_is_none() {
        for text in ["巴西", "9月", "8天", "备注", "报名截止日期", "2026年国际赛时间安排表格说明", ""]
        {
            check(text, None);
        }
    }
}
