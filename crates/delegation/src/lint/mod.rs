//! The wording lint (用语检查): reads a text as the approving office will and
//! marks the words that sink an application: study tours and sightseeing, idle
//! half days, talk without an object, and the general text of the season that
//! claims regions this trip never sees. The words are data
//! (`rulebook/lexicon.toml`); this is how they are looked for.

mod lexicon;
mod matching;
mod regions;
mod slip;
mod wire;

pub use lexicon::Lexicon;
pub use regions::Scope;
pub use slip::{Slip, SlipKind};

/// Everything to mend in a text, in the order it stands there.
pub fn lint(lexicon: &Lexicon, text: &str, scope: &Scope) -> Vec<Slip> {
    let text = matching::Text::of(text);
    let mut slips = matching::words(lexicon, &text);
    slips.extend(regions::named(lexicon, &text, scope));
    slips.sort_by_key(|slip| slip.at);
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Lexicon {
        Lexicon::read("lexicon.toml", include_str!("../../rulebook/lexicon.toml")).unwrap()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let scope = Scope::new(
            &["南非"],
            &[
                &["北非", "摩洛哥"],
                &["中亚", "哈萨克斯坦"],
                &["巴西"],
                &["俄罗斯"],
                &["中东", "伊朗", "阿联酋"],
            ],
        );
        let told: Vec<_> = lint(&shipped(), text, &scope)
            .iter()
            .map(|slip| format!("{} {}", slip.severity, slip.word))
            .collect();
        assert_eq!(told.join("; "), expected, "{text}");
    }

    #[test]
    fn study_tours_and_sights_are_barred() {
        check("赴南非考察职业教育。", "block 考察");
        check("下午游览市容，自由活动", "block 游览; block 市容; block 自由活动");
        check("参观桌山景区", "block 参观");
        check("参观实训中心", "warn 参观");
        check("与示例技术学院就课程标准进行工作会谈", "");
    }

    #[test]
    fn a_word_that_only_looks_like_one_is_left_alone() {
        check("为学习者开发机器学习课程，建设学习型组织", "");
        check("与旅游管理专业教师会谈；邀请访问学者", "");
        check("赛题重点考察选手排故能力", "");
        check("学习先进方法", "warn 学习");
    }

    #[test]
    fn to_promise_not_to_do_it_is_no_slip() {
        check("不得安排参观、游览，严禁公款旅游。", "");
        check("本次不安排考察，参观景点", "block 参观");
    }

    #[test]
    fn a_visit_needs_an_object() {
        check("访问示例理工学院，商定课程清单", "");
        check("开展访问交流。", "warn 访问");
        check("进行友好访问", "warn 访问");
    }

    #[test]
    fn another_stop_named_once_is_doubtful_and_a_list_of_them_is_barred() {
        check("在南非与俄罗斯专家共同执裁。", "warn 俄罗斯");
        check(
            "此次覆盖北非、中亚、巴西、南非、俄罗斯、中东等多个赛区",
            "block 北非、中亚、巴西、俄罗斯、中东; block 多个赛区",
        );
        check("服务我国中东部地区企业", "");
        check("林示例2025年5月曾赴俄罗斯、巴西。", "");
        check("示例甲　俄罗斯\n示例乙　巴西", "warn 俄罗斯; warn 巴西");
    }

    #[test]
    fn a_break_inside_a_word_does_not_hide_it() {
        check("赴当地考\n察", "block 考察");
        check("自由 活动", "block 自由活动");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,200}|[参观学习访问、。景点不得]{0,60}") {
            let scope = Scope::new(&["南非"], &[&["北非"], &["中亚"]]);
            for slip in lint(&shipped(), &text, &scope) {
                proptest::prop_assert!(text.is_char_boundary(slip.at));
            }
        }
    }
}
