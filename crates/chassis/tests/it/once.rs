//! What is sent twice is done once.

use axum::http::StatusCode;
use chassis::testing::{Bench, on_a_bench};
use chassis::web::api::Trouble;
use chassis::web::{Fields, Kept, Once};
use chassis::{Clock, Error, Who, journal};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

/// A form that was filled.
fn form(key: &str, word: &str) -> Once {
    let body = format!("once={key}&word={word}");
    Once::of_form("POST /words", &Fields::read(body.as_bytes())).expect("a form with a key")
}

/// Says a word in the journal, once; where that leads to.
async fn say(bench: &Bench, once: &Once, word: &str, at: Timestamp) -> Result<(StatusCode, String), Error> {
    let asker = Who { actor: bench.door.actor.clone(), reach: chassis::Reach::All };
    let clock = Clock { now: at, ..bench.door.clock };
    let mut change = bench.door.db().await?.begin(asker, clock).await?;
    let desk = &mut change.desk();
    let told = |response: axum::response::Response| {
        let location =
            response.headers().get("location").map(|it| it.to_str().unwrap_or_default().to_owned());
        (response.status(), location.unwrap_or_default())
    };
    match once.claim(desk).await {
        Ok(Some(first)) => return Ok(told(first)),
        Ok(None) => {}
        Err(Trouble::Said(complaint)) => return Ok((complaint.status, complaint.code.to_owned())),
        Err(Trouble::Failed(error)) => return Err(error),
    }
    journal::record(desk, "word.say", "word", word).await?;
    let answer = Once::answer(Some(once), desk, Kept::sent_to(&format!("/words/{word}"))).await?;
    change.commit().await?;
    Ok(told(answer))
}

#[test]
fn a_thousand_forms_sent_twice_at_once_take_effect_once_each() {
    on_a_bench(&[], date(2026, 4, 28), async |bench| {
        let now = bench.door.clock.now;
        for number in 0..1000 {
            let word = format!("w{number}");
            let once = form(&word, &word);
            let (first, second) =
                tokio::join!(say(&bench, &once, &word, now), say(&bench, &once, &word, now));
            let expected = (StatusCode::SEE_OTHER, format!("/words/{word}"));
            assert_eq!((first.unwrap(), second.unwrap()), (expected.clone(), expected));
        }
        let said = bench.door.look(async |desk| journal::about(desk, "word").await).await.unwrap();
        let words: Vec<String> = said.into_iter().map(|line| line.detail).collect();
        assert_eq!(words, (0..1000).map(|number| format!("w{number}")).collect::<Vec<_>>());
    });
}

#[test]
fn a_key_that_was_used_for_something_else_is_refused_and_one_that_is_old_is_free() {
    on_a_bench(&[], date(2026, 4, 28), async |bench| {
        let now = bench.door.clock.now;
        say(&bench, &form("k", "one"), "one", now).await.unwrap();
        let refused = say(&bench, &form("k", "two"), "two", now).await.unwrap();
        assert_eq!(refused, (StatusCode::UNPROCESSABLE_ENTITY, "key-reused".to_owned()));
        let later = now + SignedDuration::from_hours(47);
        let again = say(&bench, &form("k", "one"), "one", later).await.unwrap();
        assert_eq!(again, (StatusCode::SEE_OTHER, "/words/one".to_owned()));
        let much_later = now + SignedDuration::from_hours(49);
        let free = say(&bench, &form("k", "two"), "two", much_later).await.unwrap();
        assert_eq!(free, (StatusCode::SEE_OTHER, "/words/two".to_owned()));
    });
}

#[test]
fn what_was_refused_is_not_remembered() {
    on_a_bench(&[], date(2026, 4, 28), async |bench| {
        let once = form("k", "one");
        let refused = bench
            .door
            .change(async |desk| {
                once.claim(desk).await.map_err(|_| Error::fault("a fresh key"))?;
                Err::<(), Error>(Error::refused("no", "不行", "no"))
            })
            .await;
        assert!(refused.is_err());
        let done = say(&bench, &once, "one", bench.door.clock.now).await.unwrap();
        assert_eq!(done.1, "/words/one");
    });
}

#[test]
fn a_form_without_a_key_is_carried_out_each_time() {
    assert_eq!(Once::of_form("POST /words", &Fields::read(b"word=one")), None);
}
