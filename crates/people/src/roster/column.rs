//! The columns: one for each particular, under the names offices give them.

use kernel::folded;

use crate::model::Particular;

/// Other headers that mean a column, beside its own in both languages.
fn aliases(column: Particular) -> &'static [&'static str] {
    match column {
        Particular::Name => &["中文姓名", "人员姓名", "姓名中文", "fullname"],
        Particular::PassportName => &["拼音", "姓名拼音", "拼音姓名", "英文姓名", "护照拼音", "英文名"],
        Particular::Sex => &["gender"],
        Particular::Born => &["出生年月日", "生日", "出生", "birthdate", "birthday"],
        Particular::Nationality => &["国家或地区", "国籍地区", "country"],
        Particular::Department => {
            &["单位", "所在部门", "所在单位", "工作单位", "二级学院", "院系", "学院", "unit"]
        }
        Particular::Post => &["岗位", "班级", "职务班级", "职务或班级", "行政职务", "title"],
        Particular::Rank => &["级别", "职级", "职称", "行政级别", "专业技术职务", "职称级别"],
        Particular::Phone => &["手机号", "手机号码", "电话", "联系电话", "移动电话", "联系方式", "mobile"],
        Particular::Mail => &["电子邮箱", "电子邮件", "邮件", "邮箱地址", "email", "emailaddress"],
        Particular::Identity => &["身份证", "身份证号码", "公民身份号码", "身份号码", "idnumber", "idcard"],
        Particular::IdentityReason => &["身份证号说明", "校验位说明"],
        Particular::DocumentKind => {
            &["护照种类", "护照类型", "护照类别", "证照种类", "证件类型", "passporttype"]
        }
        Particular::DocumentNumber => {
            &["护照号", "护照号码", "证照号码", "证件号", "passport", "passportnumber", "passportno"]
        }
        Particular::DocumentExpires => {
            &["护照有效期", "有效期至", "有效期", "证照有效期", "护照有效期至", "expiry"]
        }
        Particular::DocumentIssuer => &["签发地", "签发机构", "发证机关"],
        Particular::Tags => &["标记", "分组", "分类"],
    }
}

/// The column a header means; brackets, signs and case do not matter.
pub(super) fn meant(header: &str) -> Option<Particular> {
    let plain = plain(header);
    let answers = |column: &Particular| {
        let words = column.words();
        let own = [words.zh, words.en].iter().any(|word| folded(word) == plain);
        own || aliases(*column).contains(&plain.as_str())
    };
    Particular::ALL.iter().copied().find(answers)
}

/// Columns that are passed over without a word.
pub(super) fn is_passed_over(header: &str) -> bool {
    matches!(plain(header).as_str(), "序号" | "编号" | "备注" | "no" | "")
}

/// A header without remarks in brackets, blanks and signs.
fn plain(header: &str) -> String {
    let mut depth = 0_usize;
    let outside = header.chars().take(60).filter(|c| match c {
        '（' | '(' | '〔' | '[' => {
            depth += 1;
            false
        }
        '）' | ')' | '〕' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    folded(&outside.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_by_its_meaning() {
        for (header, column) in [
            ("*姓名（必填）", Some(Particular::Name)),
            (" 身份证\n号码 ", Some(Particular::Identity)),
            ("E-mail", Some(Particular::Mail)),
            ("Passport No.", Some(Particular::DocumentNumber)),
            ("级别、职称", Some(Particular::Rank)),
            ("Date of Birth", Some(Particular::Born)),
            ("星座", None),
            ("", None),
        ] {
            assert_eq!(meant(header), column, "{header}");
        }
    }

    #[test]
    fn no_two_columns_share_a_header() {
        for column in Particular::ALL {
            for header in aliases(*column).iter().chain([&column.words().zh, &column.words().en]) {
                assert_eq!(meant(header), Some(*column), "{header}");
            }
        }
    }
}
