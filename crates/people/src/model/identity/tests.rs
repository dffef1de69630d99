use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// The standard's own example.
const EXAMPLE: &str = "11010519491231002X";

fn read(text: &str) -> IdentityNumber {
    IdentityNumber::read(text).unwrap()
}

#[test]
fn the_standards_example_tells_birth_and_sex() {
    let number = read(EXAMPLE);
    assert_eq!(number.born(), Some(date(1949, 12, 31)));
    assert_eq!(number.sex(), Some(Sex::Female));
    assert_eq!(number.right_check(), None);
    assert_eq!(number.kind(), IdentityKind::Resident);
    assert_eq!(read("440524188001010014").sex(), Some(Sex::Male));
}

#[test]
fn a_number_is_read_however_it_is_typed() {
    for written in [
        "11010519491231002x",
        "110105 19491231 002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 11010519491231002ｘ ",
    ] {
        assert_eq!(read(written), read(EXAMPLE), "{written}");
    }
}

#[test]
fn a_wrong_check_digit_is_read_and_the_right_one_told() {
    assert_eq!(read("110105194912310021").right_check(), Some('X'));
}

#[test]
fn permits_and_cards_of_foreigners_have_the_same_check_digit() {
    // Seventeen invented digits, and the digit that ISO 7064 gives them.
    for (digits, kind) in [
        ("81000019800101001", IdentityKind::Permit),
        ("83000019800101001", IdentityKind::Permit),
        ("93184019800101001", IdentityKind::Foreigner),
    ] {
        let whole = format!("{digits}{}", check_digit(digits).unwrap());
        let number = read(&whole);
        assert_eq!((number.kind(), number.right_check()), (kind, None));
        assert_eq!(number.born(), Some(date(1980, 1, 1)));
    }
    let earlier = read("ZZZ310080010101");
    assert_eq!((earlier.kind(), earlier.born()), (IdentityKind::EarlierForeigner, None));
}

#[test]
fn what_is_no_number_says_why() {
    let why = |text: &str| IdentityNumber::read(text).unwrap_err();
    assert_eq!(why(""), UnreadableIdentity::Length(0));
    assert_eq!(why("110105491231002"), UnreadableIdentity::Length(15));
    assert_eq!(why("1101051949123100X2"), UnreadableIdentity::Character { at: 17, found: 'X' });
    assert_eq!(why("990105194912310021"), UnreadableIdentity::Region);
    assert_eq!(why("100105194912310021"), UnreadableIdentity::Region);
    assert_eq!(why("110105194902290021"), UnreadableIdentity::Birth);
    assert_eq!(why("110105********002X"), UnreadableIdentity::Masked);
    assert_eq!(why("110105491231002").to_string(), "15位的旧身份证号已停用；请填18位号码");
}

#[test]
fn neither_printing_nor_debugging_shows_all_of_it() {
    let number = read(EXAMPLE);
    assert_eq!(format!("{number} {number:?}"), "110105********002X 110105********002X");
}

prop_compose! {
    fn seventeen()(province in prop::sample::select(vec!["11", "33", "65", "81", "93"]), region in 1100_u32..9999,
        days in 0_i32..40_000, order in 0_u32..1000) -> String {
        let born = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        format!("{province}{region:04}{}{order:03}", born.strftime("%Y%m%d"))
    }
}

proptest! {
    #[test]
    fn exactly_one_check_digit_is_right(digits in seventeen()) {
        let right = "0123456789X".chars().filter(|check| {
            matches!(IdentityNumber::read(&format!("{digits}{check}")), Ok(number) if number.right_check().is_none())
        });
        // A card of a foreigner may name no province.
        prop_assert!(right.count() == usize::from(kind_of(&digits).is_ok()));
    }

    #[test]
    fn any_one_digit_mistyped_is_noticed(digits in seventeen(), at in 0_usize..17, by in 1_u32..10) {
        prop_assume!(kind_of(&digits).is_ok());
        let whole = format!("{digits}{}", check_digit(&digits).unwrap());
        let typed: String = whole.chars().enumerate().map(|(place, c)| {
            let other = c.to_digit(10).map(|digit| char::from_digit((digit + by) % 10, 10).unwrap());
            if place == at { other.unwrap() } else { c }
        }).collect();
        let noticed = IdentityNumber::read(&typed).map_or(true, |number| number.right_check().is_some());
        prop_assert!(noticed);
    }

    #[test]
    fn any_text_is_read_or_refused_and_never_repeated(text in "\\PC{0,24}") {
        if let Err(error) = IdentityNumber::read(&text) {
            prop_assert!(!error.to_string().contains(&text) || text.chars().count() < 3);
        }
    }
}
