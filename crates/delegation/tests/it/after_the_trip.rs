//! The papers after the approval and after the trip: blank before their time, full
//! for a life that was lived to the end, and of one mind with what was recorded.

use delegation::books::Books;
use delegation::examination::Examination;
use delegation::model::life::{
    Approval, Departure, Event, Homecoming, Life, Loan, Publication, Session, Start, Submission, Terms,
    Topic, TripReport, Visa,
};
use delegation::model::settlement::{Advance, Attachment, Book, Lodged, Quote, Receipt, Spending};
use delegation::model::{Delegation, Publicity, RateSource, TripMode};
use delegation::operations::life::terms_of;
use delegation::papers::Papers;
use delegation::print::Order;
use documents::Fact;
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{Country, Currency, FileKind, Id, Money, Rate};
use objective::model::{Fulfilment, Verdict};

use crate::papers::examined_on;

/// What the approval grants: what was applied for.
fn granted(delegation: &Delegation) -> Terms {
    terms_of(delegation, Money::whole(189_327, Currency::Cny)).unwrap()
}

/// Lives the trip to Brazil to the end: approved as applied for, home a day later
/// and without one of the tasks.
fn live(delegation: &mut Delegation) {
    let books = Books::shipped().unwrap();
    let chain = books.knowledge.chains.named("common").unwrap().chain.clone();
    let approved = granted(delegation);
    let people = approved.people.clone();
    let mut actual = approved.clone();
    actual.entry = date(2026, 9, 21);
    actual.tasks.pop();
    let mut events =
        vec![Event::Start(Start { on: date(2026, 1, 20), mode: TripMode::OwnParty, chain: chain.clone() })];
    for (link, office) in chain.links.iter().flat_map(|link| link.offices.iter().map(move |it| (link, it))) {
        events.push(Event::Review(delegation::model::life::Review {
            on: date(2026, 1, 22),
            link: link.code.clone(),
            office: office.clone(),
            note: String::new(),
        }));
    }
    events.push(Event::Submission(Submission {
        on: date(2026, 1, 26),
        authority: "示例省教育厅".to_owned(),
        number: "示例职院〔2026〕18号".to_owned(),
    }));
    events.push(Event::Approval(Approval {
        on: date(2026, 3, 10),
        number: "示例外批〔2026〕108号".to_owned(),
        authority: "示例省外办".to_owned(),
        terms: approved,
    }));
    let loan = |on, member: &String| Loan { on, member: member.clone() };
    events.extend(people.iter().map(|it| Event::Loan(loan(date(2026, 3, 20), it))));
    events.extend(people.iter().map(|it| {
        let (on, until) = (date(2026, 4, 20), date(2026, 12, 31));
        Event::Visa(Visa { on, member: it.clone(), country: "BR".parse().unwrap(), until })
    }));
    events.push(Event::Session(Session {
        on: date(2026, 9, 1),
        place: "礼堂".to_owned(),
        attended: people.clone(),
        topics: vec![Topic::Conduct, Topic::Money, Topic::Secrecy, Topic::Safety],
    }));
    events.push(Event::Departure(Departure { on: date(2026, 9, 12) }));
    let note = "参赛与评判、工坊会谈、标准研讨、校企对接四项任务均已完成。\
                教学案例收集5个，比预期少1个：圣保罗示例理工学院的1个案例尚待该院书面同意。\
                回程航班因天气取消，改签次日同一航线，晚1天入境。";
    events.push(Event::Homecoming(Homecoming { terms: actual, note: note.to_owned() }));
    events.extend(people.iter().map(|it| Event::PassportReturn(loan(date(2026, 9, 23), it))));
    events.push(Event::Report(TripReport { on: date(2026, 10, 8), to: "示例省外办".to_owned() }));
    events.push(Event::Publication(Publication {
        publicity: Publicity {
            place: "校园网".to_owned(),
            from: date(2026, 10, 8),
            to: date(2026, 10, 15),
            result: "未收到异议".to_owned(),
            objections: "示例纪检室，电话：000-00000002".to_owned(),
        },
    }));
    events.sort_by_key(Event::on);
    delegation.life = events.into_iter().fold(Life::default(), |life, event| {
        let told = format!("{event:?}");
        life.with(event, "示例经办".to_owned(), Timestamp::UNIX_EPOCH)
            .unwrap_or_else(|hurdle| panic!("{told}: {hurdle:?}"))
    });
}

fn receipt(number: u32, spending: Spending, what: &str, amount: Money) -> Receipt {
    let day = date(2026, 9, 13);
    Receipt {
        id: Id::passing(number),
        on: day,
        paid: day,
        spending,
        what: what.to_owned(),
        amount,
        who: None,
        book: Book::Staff,
        country: Country::find("巴西").unwrap(),
        city: "圣保罗".to_owned(),
        lodged: None,
        foreign_carrier: String::new(),
        approval: String::new(),
        attachment: Some(Attachment {
            digest: "0".repeat(64),
            name: format!("示例票据{number}.pdf"),
            kind: FileKind::Pdf,
        }),
        note: String::new(),
    }
}

/// Spends on the way: a hotel dearer than the standard, and a dinner nobody approved.
fn spend(delegation: &mut Delegation) {
    let dollars = |yuan: &str, on| Quote {
        rate: Rate { from: Currency::Usd, to: Currency::Cny, value: yuan.parse().unwrap() },
        source: RateSource::BocSell,
        on,
        evidence: None,
    };
    let settlement = &mut delegation.settlement;
    settlement.quotes = vec![dollars("7.02", date(2026, 9, 12)), dollars("7.0123", date(2026, 9, 13))];
    settlement.advances = vec![Advance {
        id: Id::passing(1),
        on: date(2026, 9, 10),
        to: "袁癸宁".to_owned(),
        amount: Money::whole(90_000, Currency::Cny),
        book: Book::Staff,
        note: String::new(),
    }];
    settlement.receipts = vec![
        receipt(2, Spending::Fare, "经济舱往返6张", Money::whole(83_400, Currency::Cny)),
        Receipt {
            who: Some("袁癸宁".to_owned()),
            lodged: Some(Lodged { nights: 6, persons: 6 }),
            ..receipt(3, Spending::Lodging, "示例酒店", Money::whole(8_700, Currency::Usd))
        },
        receipt(4, Spending::Banquet, "示例餐厅晚宴", Money::whole(1_200, Currency::Cny)),
    ];
}

/// The trip to Brazil, over and settled; one promise kept, one not.
fn lived() -> Examination {
    let mut examination = examined_on(3, date(2026, 10, 20), |delegation| {
        live(delegation);
        spend(delegation);
    });
    let said = [(Verdict::Done, ""), (Verdict::Not, "示例：案例使用许可尚未签发")];
    for (promise, (verdict, why)) in examination.promises.iter_mut().zip(said) {
        let (by, at) = ("示例经办".to_owned(), Timestamp::UNIX_EPOCH);
        promise.fulfilments.push(Fulfilment { verdict, why: why.to_owned(), by, at });
    }
    examination
}

#[test]
fn scratch() {
    let Ok(codes) = std::env::var("CODES") else { return };
    let out = std::path::PathBuf::from("/tmp/pt/out");
    std::fs::create_dir_all(&out).unwrap();
    let books = Books::shipped().unwrap();
    let setter = documents::pdf::Typesetter::new(None).unwrap();
    let today = date(2026, 10, 16);
    let cases: Vec<(&str, Examination)> = vec![
        ("full", lived()),
        ("before", examined_on(3, today, |_| {})),
        ("two", examined_on(2, today, |_| {})),
    ];
    for (name, mut ex) in cases {
        ex.today = today;
        let budget = ex.budget.as_ref().unwrap();
        let subject =
            ex.subject(&books, budget, Order { state: delegation::facts::State::Final, ..Order::default() });
        let papers: &Papers = books.papers().unwrap();
        let facts = papers.facts(&subject).unwrap();
        if std::env::var("DUMP").is_ok() {
            eprintln!("{name} {:#?}", facts.at("life"));
        }
        for code in codes.split(',') {
            let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("documents").join(code);
            let paper = match documents::Paper::from_folder(&folder) {
                Ok(p) => p,
                Err(e) => {
                    eprintln!("{e}");
                    continue;
                }
            };
            let one: Fact = facts.clone();
            match paper.applies(&one) {
                Ok(true) => {}
                other => {
                    eprintln!("{name} {code} applies: {other:?}");
                    continue;
                }
            }
            let worded = match papers.worded(&paper, &one, &subject) {
                Ok(p) => p,
                Err(e) => {
                    eprintln!("{code}: {e:?}");
                    continue;
                }
            };
            let base = out.join(format!("{name}-{code}"));
            match paper.docx(&worded) {
                Ok(b) => std::fs::write(base.with_extension("docx"), b).unwrap(),
                Err(e) => eprintln!("{e}"),
            }
            match paper.pdf(&worded, &setter, today) {
                Ok(b) => {
                    eprintln!("{name} {code} {} pages", b.pages);
                    std::fs::write(base.with_extension("pdf"), b.bytes).unwrap()
                }
                Err(e) => eprintln!("{code} {e}"),
            }
            if paper.formats().contains(&documents::paper::Format::Xlsx) {
                match paper.xlsx(&worded) {
                    Ok(b) => std::fs::write(base.with_extension("xlsx"), b).unwrap(),
                    Err(e) => eprintln!("{e}"),
                }
            }
        }
    }
}
