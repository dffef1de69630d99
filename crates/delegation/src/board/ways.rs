//! The five ways out of a stay over the cap (出路), each with its own figures,
//! what it needs and when it fails. Regulations allow them; which one carries,
//! the office and the authority decide.

use kernel::{Said, Words, codes};
use season::model::Stop;

use super::{Course, Verdict};
use crate::rulebook::{Distance, Rulebook};

codes! {
    /// A way out of a stay over the cap (出路).
    pub enum Way {
        /// 按学术交流合作团组申报
        AcademicExchange = "academic-exchange" "学术交流" "academic exchange",
        /// 由外办按赛事个案核定
        CaseByCase = "case-by-case" "外办个案" "case by case",
        /// 附超天数书面申请
        WrittenReason = "written-reason" "书面申请" "written application",
        /// 压缩天数
        Trim = "trim" "压缩天数" "shorter stay",
        /// 增加受邀国家
        AddCountry = "add-country" "增加国家" "another country",
    }
}

/// One way out, reckoned for one stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOut {
    /// Which.
    pub way: Way,
    /// Whether the rulebook of the day opens it, as far as a rulebook can say.
    pub open: bool,
    /// The days abroad it would allow; `None` = as the task needs.
    pub days: Option<i64>,
    /// What it comes to here, in a few words: `加1国，上限9天`.
    pub brief: Said,
    /// The same in a sentence.
    pub says: Said,
    /// The sentence for the application, where the way takes one.
    pub reason: Option<String>,
    /// The instruments behind it.
    pub basis: String,
}

impl Way {
    /// What it needs.
    pub const fn needs(self) -> Words {
        match self {
            Self::AcademicExchange => Words {
                zh: "全员在教学科研岗、任务属学术，申请注明",
                en: "every member teaches or researches, the task is academic, and the application says so",
            },
            Self::CaseByCase => Words {
                zh: "先请示外办，附主办方赛程，由外办核定天数",
                en: "ask the foreign affairs office first, with the organiser's timetable; it sets the days",
            },
            Self::WrittenReason => Words {
                zh: "随请示附超天数申请，写明赛程、航班并附证明",
                en: "attach a written application for more days, with the timetable and the flights",
            },
            Self::Trim => Words {
                zh: "只留赛程和必要公务，选衔接好的航班",
                en: "keep to the event and the necessary work, on better flights",
            },
            Self::AddCountry => Words {
                zh: "另一国有真实邀请和公务，线路顺路",
                en: "a real invitation and real work in another country on the way",
            },
        }
    }

    /// When it fails.
    pub const fn fails(self) -> Words {
        match self {
            Self::AcademicExchange => Words {
                zh: "有纯行政的领导、干部，或主要为签约",
                en: "a leader or officer without an academic post is in the party, or a signing is the main task",
            },
            Self::CaseByCase => Words {
                zh: "本省没有这项规定，或外办不认可赛程",
                en: "the province has no such rule, or the office does not accept the timetable",
            },
            Self::WrittenReason => Words {
                zh: "没有赛程证明，只说旅途劳顿或顺访",
                en: "nothing proves the timetable; a tiring journey or a visit on the way is no reason",
            },
            Self::Trim => Words {
                zh: "赛程本身超上限；分批报批算拆分团组（R02）",
                en: "the event alone is longer than the cap; approvals in parts are taken for a split party (R02)",
            },
            Self::AddCountry => Words {
                zh: "邀请不实（R22）、公务不足三分之二（R21）",
                en: "the invitation is a formality (R22), or work fills less than two thirds of the days (R21)",
            },
        }
    }
}

/// The ways out of a stop, none where its days fit.
pub(super) fn out(stop: &Stop, courses: &[Course], verdict: Verdict, book: &Rulebook) -> Vec<WayOut> {
    let Some(days) = stop.stay.as_ref().map(|stay| stay.high) else { return Vec::new() };
    let over = courses.iter().filter(|course| course.is_over());
    let course = match verdict {
        Verdict::Over => over.min_by_key(|course| course.over),
        Verdict::Depends => over.max_by_key(|course| course.over),
        Verdict::Within | Verdict::Unknown => None,
    };
    let Some(course) = course else { return Vec::new() };
    let case = Overstay { days, cap: course.cap.value, course, stop, book };
    [case.academic_exchange(), case.case_by_case(), case.written_reason(), case.trim()]
        .into_iter()
        .chain(case.add_country())
        .collect()
}

struct Overstay<'a> {
    days: i64,
    cap: i64,
    course: &'a Course,
    stop: &'a Stop,
    book: &'a Rulebook,
}

impl Overstay<'_> {
    fn academic_exchange(&self) -> WayOut {
        let Self { days, .. } = self;
        let figure = &self.book.academic_exchange;
        let reason = format!(
            "本团组成员均在教学科研岗位，赴{}执行学术交流合作任务，按区别管理的规定，在外停留天数根据任务需要安排，\
             申请在外停留{days}天，不计入国家工作人员因公临时出国批次限量。",
            self.course.named()
        );
        WayOut {
            way: Way::AcademicExchange,
            open: figure.value,
            days: None,
            brief: Said::new(format!("{days}天可行"), format!("{days} days allowed")),
            says: Said::new(
                format!("按学术交流合作团组申报，天数按任务需要，{days}天可行"),
                format!("apply as academic exchange: days as the task needs, {days} are possible"),
            ),
            reason: Some(reason),
            basis: figure.basis.clone(),
        }
    }

    fn case_by_case(&self) -> WayOut {
        let Self { days, .. } = self;
        let figure = &self.book.competition_case_by_case;
        let (zh, en) = if figure.value {
            ("本省可核定", "the province does so")
        } else {
            ("先问外办", "the rulebook knows no such rule; ask the office")
        };
        WayOut {
            way: Way::CaseByCase,
            open: figure.value,
            days: Some(*days),
            brief: Said::new(zh, en),
            says: Said::new(
                format!("请外办按赛事个案核定{days}天（{zh}）"),
                format!("ask the foreign affairs office to set {days} days for the competition ({en})"),
            ),
            reason: Some(format!(
                "本团组赴{}参加“{}”，主办方赛程安排{days}天，请按竞赛团组任务需要核定在外停留天数。",
                self.course.named(),
                self.stop.title
            )),
            basis: figure.basis.clone(),
        }
    }

    fn written_reason(&self) -> WayOut {
        let Self { days, cap, .. } = self;
        let more = days - cap;
        WayOut {
            way: Way::WrittenReason,
            open: true,
            days: Some(*days),
            brief: Said::new(format!("多请{more}天"), format!("{more} days more")),
            says: Said::new(
                format!("附超天数书面申请：上限{cap}天，申请{days}天，多{more}天"),
                format!("a written application: the cap is {cap}, {days} are asked for, {more} more"),
            ),
            reason: Some(format!(
                "按出访{}的规定上限为{cap}天。本次活动主办方安排{days}天（含出境、入境当日），超出{more}天系赛程和往返\
                 航班衔接所需，赛程表和航班单附后。恳请批准在外停留{days}天。",
                self.course.named()
            )),
            basis: self.course.cap.basis.clone(),
        }
    }

    fn trim(&self) -> WayOut {
        let Self { days, cap, .. } = self;
        let less = days - cap;
        WayOut {
            way: Way::Trim,
            open: true,
            days: Some(*cap),
            brief: Said::new(format!("减{less}天到{cap}天"), format!("{less} less, {cap} days")),
            says: Said::new(
                format!("压缩{less}天，在外{cap}天（含出境、入境当日）"),
                format!("shorten the stay by {less} to {cap} days, border days counted"),
            ),
            reason: None,
            basis: self.course.cap.basis.clone(),
        }
    }

    /// The fewest more countries whose cap holds the days, while the cap on
    /// countries allows them.
    fn add_country(&self) -> Option<WayOut> {
        let Self { days, book, .. } = self;
        let now = self.course.countries.len();
        let most = usize::try_from(book.countries_cap.value).unwrap_or(now);
        // The countries to come are not known: first taken to lie where the others
        // do, then nearer home.
        let distance = book.distance(&self.course.countries);
        let enough = (now + 1..=most).find(|count| book.stay_cap(*count, distance).value >= *days);
        let count = enough.or((now < most).then_some(most))?;
        let cap = book.stay_cap(count, distance);
        let more = count - now;
        let elsewhere = book.stay_cap(count, Distance::Near).value;
        let (only_zh, only_en) = if elsewhere < cap.value {
            (format!("（在别的洲为{elsewhere}天）"), format!(" ({elsewhere} on another continent)"))
        } else {
            (String::new(), String::new())
        };
        let open = enough.is_some();
        let (still_zh, still_en) = if open { ("", "") } else { ("，仍不够", ", still too few") };
        Some(WayOut {
            way: Way::AddCountry,
            open,
            days: Some(cap.value),
            brief: Said::new(
                format!("加{more}国可{}天{still_zh}", cap.value),
                format!("{more} more: {} days{still_en}", cap.value),
            ),
            says: Said::new(
                format!("增加{more}个受邀国家后上限{}天{only_zh}{still_zh}", cap.value),
                format!("with {more} more inviting the cap is {} days{only_en}{still_en}", cap.value),
            ),
            reason: None,
            basis: cap.basis.clone(),
        })
    }
}
