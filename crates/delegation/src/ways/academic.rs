//! Way one: the party is academic exchange, and stays as long as the task needs.
//! It fails by a leader or an officer without an academic post, or by tasks that
//! are talks between schools and signings (A01).

use kernel::Said;

use super::{Over, Remedy, listed};
use crate::board::Way;
use crate::model::{Category, Member};
use crate::rules::academic_exchange;

pub(super) fn way(over: &Over<'_>) -> Remedy {
    let case = over.case;
    let figure = &case.book.academic_exchange;
    let (staff, spoil) = (case.staff().count(), case.unacademic().count());
    let academic = staff - spoil;
    let finds = vec![
        Said::new(
            format!("因公人员{staff}人，{academic}人符合教学科研人员条件，{spoil}人不符合"),
            format!("of {staff} staff, {academic} count as teaching or research staff and {spoil} do not"),
        ),
        Said::new(
            "赛事、执裁是否属学术交流合作由学校认定，谁签字谁负责",
            "whether judging and competing are academic exchange the school decides, and who signs answers for it",
        ),
    ];
    Remedy {
        way: Way::AcademicExchange,
        finds,
        first: first(over),
        days: None,
        reason: reason(over),
        evidence: listed(&[
            "学校关于团组性质的认定意见（签字）",
            "全体因公人员的教师资格、职称或科研岗位证明",
            "邀请函（写明学术活动内容和全部日期）",
            "主办方赛程或学术活动日程",
        ]),
        basis: figure.basis.clone(),
    }
}

/// The rulebook, the people, the tasks and the name: all must be academic.
fn first(over: &Over<'_>) -> Vec<Said> {
    let case = over.case;
    let figure = &case.book.academic_exchange;
    let mut first = Vec::new();
    if !figure.value {
        first.push(Said::new(
            format!("规定库（{}）没有开放区别管理，先请外办确认", figure.layer),
            "the rulebook does not treat academic exchange apart; ask the foreign affairs office",
        ));
    }
    first.extend(case.unacademic().map(|(_, member)| unacademic(member)));
    let general = academic_exchange::general(case.delegation);
    if !general.is_empty() && general.len() == case.delegation.purposes.len() {
        first.push(Said::new(
            format!(
                "任务（{}）都是校际交流或签约：写明教学、科研、执裁等学术任务，没有就不能走这条路",
                general.join("、")
            ),
            "every task is school-to-school exchange or signing: name academic tasks, or this way is closed",
        ));
    }
    if case.delegation.category != Category::AcademicExchange {
        first.push(Said::new(
            "在工作簿“团组”表把团组性质改为“学术交流合作团组”，与行政团组分开报送，再导入",
            "set the party's category to academic exchange in the workbook, apply apart from other parties, import again",
        ));
    }
    first
}

fn unacademic(member: &Member) -> Said {
    let kind = member.kind.words();
    Said::new(
        format!(
            "{}（{}，{}）没有登记教学科研职务或职称：补填本人职称并附岗位证明，或调整出团",
            member.name.zh,
            member.post.trim(),
            kind.zh
        ),
        format!(
            "{} ({}) has no teaching or research post on record: enter the title with proof, or leave the person out",
            member.name.for_letter(),
            kind.en
        ),
    )
}

fn reason(over: &Over<'_>) -> String {
    let staff = over.case.staff().count();
    let titles: Vec<&str> = over.case.delegation.purposes.iter().map(|it| it.title.as_str()).collect();
    let tasks = if titles.is_empty() { String::new() } else { format!("（{}）", titles.join("、")) };
    format!(
        "本团组{staff}名因公人员均为教学科研人员，赴{}执行学术交流合作任务{tasks}。按照教学科研人员因公临时出国区别管理的\
         规定，在外停留天数根据任务需要安排，申请在外停留{}天。",
        over.named(),
        over.days
    )
}
