//! The money of a trip on a real database: from an advance to a claim that
//! nothing changes any more.

use chassis::{Error, Upload, journal};
use delegation::model::life::{
    Approval, Departure, Event, Homecoming, Loan, Phase, Publication, Session, Topic, TripReport,
};
use delegation::model::settlement::{
    Advance, Attachment, Book, Difference, Lodged, Quote, Receipt, ReceiptId, Spending,
};
use delegation::model::{Delegation, Publicity, RateSource};
use delegation::operations::life::{Ground, terms_of};
use delegation::operations::{self, Reason};
use delegation::print::Order;
use documents::Fact;
use jiff::civil::{Date, date};
use kernel::{Country, Currency, FileKind, Id, Money, Rate};

use crate::desk::on_a_bench;
use crate::life::{Office, kept, submission};

const HOME: Date = date(2026, 9, 20);
const CLAIMED: Date = date(2026, 10, 20);

impl Office<'_> {
    /// Agreed, handed in and approved.
    async fn get_approval(&self) {
        self.agree(date(2026, 4, 1)).await;
        self.on(date(2026, 6, 20), submission(date(2026, 6, 20))).await.unwrap();
        let terms = terms_of(&self.now().await, Money::whole(189_327, Currency::Cny)).unwrap();
        let on = date(2026, 6, 25);
        let (number, authority) = ("示例批〔2026〕8号".to_owned(), "示例省外办".to_owned());
        self.on(on, vec![Event::Approval(Approval { on, number, authority, terms })]).await.unwrap();
    }

    /// There and back, on the days that were approved; the report is handed in.
    async fn travel(&self) {
        let terms = self.now().await.life.approved().unwrap().clone();
        let on = date(2026, 9, 1);
        let lent = |member: &String| Event::Loan(Loan { on, member: member.clone() });
        self.on(on, terms.people.iter().map(lent).collect()).await.unwrap();
        let (place, attended, topics) = ("示例会议室".to_owned(), terms.people.clone(), Topic::ALL.to_vec());
        self.on(on, vec![Event::Session(Session { on, place, attended, topics })]).await.unwrap();
        let exit = terms.exit;
        let (rule, reason) = ("A05", "示例：使馆答复免签");
        let departure = vec![Event::Departure(Departure { on: exit })];
        self.giving(exit, departure, &[Reason { rule, reason, by: None }]).await.unwrap();
        let note = "示例：任务完成".to_owned();
        self.on(HOME, vec![Event::Homecoming(Homecoming { terms, note })]).await.unwrap();
        let (on, to) = (date(2026, 10, 10), "示例省外办".to_owned());
        self.on(on, vec![Event::Report(TripReport { on, to })]).await.unwrap();
    }

    async fn publish(&self) {
        let (from, to) = (date(2026, 10, 12), date(2026, 10, 16));
        let (place, objections) = ("示例校园网".to_owned(), "示例电话".to_owned());
        let publicity = Publicity { place, from, to, result: String::new(), objections };
        self.on(from, vec![Event::Publication(Publication { publicity })]).await.unwrap();
    }

    async fn spend(&self, receipt: Receipt) -> Result<Delegation, Error> {
        let spend = async |desk: &mut chassis::Desk<'_>| {
            desk.today = CLAIMED;
            operations::money::receipt(desk, self.id, receipt).await
        };
        self.bench.door.change(spend).await
    }

    async fn quote(&self, on: Date, value: &str) -> Result<Delegation, Error> {
        let rate = Rate { from: Currency::Usd, to: Currency::Cny, value: value.parse().unwrap() };
        let quote = Quote { rate, source: RateSource::BocSell, on, evidence: None };
        let enter = async |desk: &mut chassis::Desk<'_>| {
            desk.today = CLAIMED;
            operations::money::quote(desk, self.id, quote).await
        };
        self.bench.door.change(enter).await
    }

    async fn advance(&self, yuan: i64) -> Result<Delegation, Error> {
        let advance = async |desk: &mut chassis::Desk<'_>| {
            desk.today = date(2026, 9, 10);
            let (id, on, to) = (desk.draw_id(), desk.today, "袁癸宁".to_owned());
            let amount = Money::whole(yuan, Currency::Cny);
            let advance = Advance { id, on, to, amount, book: Book::Staff, note: String::new() };
            operations::money::advance(desk, self.id, advance).await
        };
        self.bench.door.change(advance).await
    }

    async fn claim(&self) -> Result<Delegation, Error> {
        let Office { bench, books, season, id } = *self;
        let post = async |desk: &mut chassis::Desk<'_>| {
            desk.today = CLAIMED;
            operations::money::post(desk, Ground { books, season }, id, (CLAIMED, &[])).await
        };
        bench.door.change(post).await
    }
}

fn hotel(amount: Money) -> Receipt {
    Receipt {
        id: receipt_id(),
        on: date(2026, 9, 13),
        paid: date(2026, 9, 13),
        spending: Spending::Lodging,
        what: "示例酒店".to_owned(),
        amount,
        who: Some("袁癸宁".to_owned()),
        book: Book::Staff,
        country: Country::find("巴西").unwrap(),
        city: "圣保罗".to_owned(),
        lodged: Some(Lodged { nights: 6, persons: 6 }),
        foreign_carrier: String::new(),
        approval: String::new(),
        attachment: Some(Attachment {
            digest: "0".repeat(64),
            name: "示例账单.pdf".to_owned(),
            kind: FileKind::Pdf,
        }),
        note: String::new(),
    }
}

fn receipt_id() -> ReceiptId {
    Id::passing(7)
}

fn said<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    answer.unwrap_err().to_string()
}

#[test]
fn a_trip_is_settled_from_the_advance_to_the_difference() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        let told = said(office.advance(20_000).await);
        assert_eq!(told, "示例职业技术学院赴巴西参赛团还没有任务批件，不能预支；批复后再办");
        office.get_approval().await;
        office.advance(20_000).await.unwrap();
        office.spend(hotel(Money::whole(8_700, Currency::Usd))).await.unwrap();
        let told = said(office.claim().await);
        assert!(told.contains("还没有回国记录"), "{told}");
        office.travel().await;
        let told = said(office.claim().await);
        let name = "示例职业技术学院赴巴西参赛团";
        assert!(told.starts_with(&format!("{name}还不能报销：缺2026-09-12的美元汇率")), "{told}");
        let barred = "；R27 没有回国后公示的记录，未经公示不予报销；请先公示实际执行情况并记录";
        assert!(told.ends_with(barred), "{told}");
        office.publish().await;
        let told = said(office.claim().await);
        assert!(told.contains("缺2026-09-13的美元汇率（中国银行卖出价）"), "{told}");
        office.quote(date(2026, 9, 12), "7.02").await.unwrap();
        office.quote(date(2026, 9, 13), "7.0123").await.unwrap();
        let settled = office.claim().await.unwrap();
        let claim = &settled.settlement.posted.as_ref().unwrap().staff;
        // 36 nights at 240 dollars, and six people for nine days at 95 dollars.
        assert_eq!(claim.total.plain(), "96598.87");
        assert_eq!(claim.refused().plain(), "420.74");
        assert_eq!(claim.difference(), Difference::Pay(Money::new(7_659_887, Currency::Cny)));
        assert_eq!(settled.life.reimbursement.as_ref().unwrap().total, claim.total);
        assert_eq!(office.now().await, settled);
    });
}

#[test]
fn papers_tell_the_posted_claim() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        let facts = async || {
            let delegation = office.now().await;
            let examine = async |desk: &mut chassis::Desk<'_>| {
                operations::examine(desk, &books, &season, delegation).await
            };
            let examination = Box::pin(bench.door.look(examine)).await.unwrap();
            let budget = examination.budget.as_ref().unwrap();
            let subject = examination.subject(&books, budget, Order::default());
            books.papers().unwrap().facts(&subject).unwrap()
        };
        let told = |facts: &Fact, name: &str| facts.at(name).unwrap().as_text().unwrap().to_owned();
        let before = Box::pin(facts()).await;
        assert_eq!((told(&before, "claim.total"), told(&before, "claim.capitals")), Default::default());
        assert_eq!(before.at("claim.rows").unwrap().as_list().unwrap().len(), 0);
        office.get_approval().await;
        office.advance(90_000).await.unwrap();
        office.travel().await;
        office.publish().await;
        office.spend(hotel(Money::whole(8_700, Currency::Usd))).await.unwrap();
        office.quote(date(2026, 9, 12), "7.02").await.unwrap();
        office.quote(date(2026, 9, 13), "7.0123").await.unwrap();
        office.claim().await.unwrap();
        let after = Box::pin(facts()).await;
        assert_eq!(told(&after, "claim.capitals"), "人民币玖万陆仟伍佰玖拾捌元捌角柒分");
        assert_eq!(told(&after, "claim.difference"), "应补6,598.87元");
        assert_eq!(
            told(&after, "claim.rates"),
            "1美元＝7.0200元人民币（2026年9月12日，中国银行卖出价）；\
             1美元＝7.0123元人民币（2026年9月13日，中国银行卖出价）"
        );
        let list = |name: &str, part: &str| {
            let rows = after.at(name).unwrap().as_list().unwrap().iter();
            rows.map(|row| told(row, part)).collect::<Vec<_>>()
        };
        assert_eq!(list("claim.rows", "item"), ["住宿费", "伙食费", "公杂费"]);
        assert_eq!(list("claim.rows", "recognised"), ["60,586.27", "18,954.00", "17,058.60"]);
        assert_eq!(list("claim.refused", "amount"), ["420.74"]);
        assert_eq!(list("claim.people", "difference")[..2], ["应补6,002.10元", "应退23,411.63元"]);
        assert_eq!(list("compare.rows", "actual")[2], "60,586.27");
    });
}

#[test]
fn what_is_posted_stays_until_the_step_is_taken_back() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        office.get_approval().await;
        office.travel().await;
        office.publish().await;
        office.spend(hotel(Money::whole(8_700, Currency::Cny))).await.unwrap();
        office.quote(date(2026, 9, 12), "7.02").await.unwrap();
        office.quote(date(2026, 9, 13), "7.0123").await.unwrap();
        let settled = office.claim().await.unwrap();
        let refused = "示例职业技术学院赴巴西参赛团已经报账，账目不再变动；填错了先用 undo 撤销“报销”";
        assert_eq!(said(office.quote(date(2026, 9, 13), "6").await), refused);
        assert_eq!(said(office.spend(hotel(Money::whole(1, Currency::Cny))).await), refused);
        assert_eq!(said(office.claim().await), refused);
        assert_eq!(office.now().await, settled);
        let id = delegation.id;
        bench.door.change(async |desk| operations::life::undo(desk, id).await).await.unwrap();
        let open = office.now().await;
        assert_eq!((open.settlement.posted, open.life.phase()), (None, Phase::Home));
        office.spend(hotel(Money::whole(1, Currency::Cny))).await.unwrap();
        let lines = bench.door.look(journal::lines).await.unwrap();
        let told: Vec<&str> = lines.iter().rev().take(3).map(|line| line.event.as_str()).collect();
        assert_eq!(told, ["delegation.receipt-corrected", "delegation.undo", "delegation.reimbursement"]);
        assert_eq!(journal::first_broken(&lines), None);
    });
}

#[test]
fn what_cannot_be_a_receipt_is_refused_with_one_sentence() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        let good = hotel(Money::whole(1, Currency::Cny));
        let told = async |receipt: Receipt| said(office.spend(receipt).await);
        let zero = Receipt { amount: Money::zero(Currency::Usd), ..good.clone() };
        assert_eq!(told(zero).await, "金额0.00 USD不对；要大于零，退款请更正原来那笔");
        let late = Receipt { paid: date(2026, 10, 21), ..good.clone() };
        assert_eq!(told(late).await, "2026-10-21还没有到；只记录已经发生的");
        let stranger = Receipt { who: Some("示例生人".to_owned()), ..good.clone() };
        assert!(told(stranger).await.starts_with("名单里没有“示例生人”；可写：宋丙山、"));
        let nowhere = Receipt { city: String::new(), ..good.clone() };
        assert_eq!(told(nowhere).await, "住宿费要按城市核对；请用 --city 写明城市");
        for lodged in
            [None, Some(Lodged { nights: 0, persons: 1 }), Some(Lodged { nights: i64::MAX, persons: 2 })]
        {
            let endless = Receipt { lodged, ..good.clone() };
            assert_eq!(told(endless).await, "住宿费要写明晚数和人数；请用 --nights 和 --persons，都至少为1");
        }
        assert_eq!(office.now().await.settlement, delegation.settlement);
    });
}

#[test]
fn a_workbook_read_again_leaves_the_money_alone() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        office.spend(hotel(Money::whole(1, Currency::Cny))).await.unwrap();
        let mut changed = delegation.clone();
        changed.contact = "示例，电话：000-00000009".to_owned();
        let kept = bench.door.change(async |desk| operations::keep(desk, changed).await).await.unwrap();
        assert_eq!(kept.settlement.receipts, [hotel(Money::whole(1, Currency::Cny))]);
    });
}

#[test]
fn a_voucher_lies_in_the_data_folder_under_its_digest() {
    on_a_bench(async |bench| {
        let upload = Upload::new("示例账单.pdf", b"%PDF-1.7\nexample".to_vec()).unwrap();
        bench.door.files.keep(&upload).unwrap();
        assert_eq!(bench.door.files.read(&upload.digest).unwrap(), b"%PDF-1.7\nexample");
    });
}
