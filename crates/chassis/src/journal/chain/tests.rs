use super::*;

const LENGTH: usize = 10_000;

/// A chain as it was written, with where it stood before every line.
fn written() -> (Vec<Line>, Vec<Chain>, Head) {
    let mut chain = Chain::default();
    let mut before = Vec::new();
    let mut lines = Vec::new();
    for seq in (1..).take(LENGTH) {
        let mut line = Line {
            seq,
            at: format!("2026-01-15T01:00:{:02}Z", seq % 60),
            actor: "示例经办人".to_owned(),
            event: "season.edit".to_owned(),
            subject: format!("stop {}", seq % 7),
            detail: format!("第{seq}次改动"),
            digest: String::new(),
        };
        line.digest = line.chained_to(&chain.head.digest);
        before.push(chain.clone());
        chain.follow(&line).unwrap();
        lines.push(line);
    }
    (lines, before, chain.head)
}

/// Follows lines from where a chain stood before the first of them; what comes
/// before was not touched.
fn follow<'a>(
    mut chain: Chain,
    lines: impl IntoIterator<Item = &'a Line>,
    own: &Head,
) -> Result<Head, Break> {
    for line in lines {
        chain.follow(line)?;
    }
    chain.end(own)
}

/// The texts of a line, each to be changed.
const TEXTS: [fn(&mut Line) -> &mut String; 6] = [
    |line| &mut line.at,
    |line| &mut line.actor,
    |line| &mut line.event,
    |line| &mut line.subject,
    |line| &mut line.detail,
    |line| &mut line.digest,
];

#[test]
fn what_nobody_touched_is_whole() {
    let (lines, _, own) = written();
    assert_eq!(follow(Chain::default(), &lines, &own), Ok(own.clone()));
    assert_eq!(follow(Chain::held_against(Some(own.clone())), &lines, &own), Ok(own));
}

#[test]
fn any_byte_changed_in_any_line_is_found_at_that_line() {
    let (lines, before, _) = written();
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate() {
        for text in TEXTS {
            let mut changed = line.clone();
            let whole = text(&mut changed).clone();
            // One byte of each text, another one in every line.
            let place = at % whole.len();
            let bits = [0, 3, 5].into_iter().map(|bit| {
                let mut bytes = whole.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                bytes
            });
            for other in bits.filter_map(|bytes| String::from_utf8(bytes).ok()) {
                *text(&mut changed) = other;
                assert_eq!(before[at].clone().follow(&changed), Err(Break::Changed(line.seq)));
                tried += 1;
            }
        }
        let mut moved = line.clone();
        moved.seq += 1;
        assert_eq!(before[at].clone().follow(&moved), Err(Break::Missing(line.seq)));
    }
    assert!(tried > 3 * LENGTH, "only {tried} bytes were changed");
}

#[test]
fn a_character_moved_from_one_text_to_the_next_is_found() {
    let (lines, before, _) = written();
    let mut moved = lines[41].clone();
    let last = moved.event.pop().unwrap();
    moved.subject.insert(0, last);
    assert_eq!(before[41].clone().follow(&moved), Err(Break::Changed(42)));
}

#[test]
fn any_line_taken_out_is_found_also_when_the_rest_is_numbered_anew() {
    let (lines, before, own) = written();
    for (at, after) in lines.iter().enumerate().skip(1) {
        let gone = lines[at - 1].seq;
        assert_eq!(before[at - 1].clone().follow(after), Err(Break::Missing(gone)));
        let mut renumbered = after.clone();
        renumbered.seq = gone;
        assert_eq!(before[at - 1].clone().follow(&renumbered), Err(Break::Changed(gone)));
    }
    let short = follow(Chain::default(), &lines[..LENGTH - 1], &own);
    assert_eq!(short, Err(Break::Short(9_999, 10_000)));
}

#[test]
fn any_line_put_in_is_found_at_once_or_at_the_next() {
    let (lines, before, own) = written();
    for (at, line) in lines.iter().enumerate() {
        let mut foreign = line.clone();
        foreign.detail = "伪造".to_owned();
        assert_eq!(before[at].clone().follow(&foreign), Err(Break::Changed(line.seq)));
        foreign.digest = foreign.chained_to(&before[at].head.digest);
        let mut chain = before[at].clone();
        chain.follow(&foreign).unwrap();
        // Numbered anew or not, what follows does not follow from it.
        assert_eq!(chain.clone().follow(line), Err(Break::Before(line.seq)));
        let mut renumbered = line.clone();
        renumbered.seq += 1;
        assert_eq!(chain.follow(&renumbered), Err(Break::Changed(renumbered.seq)));
    }
    let (last, mut more) = (lines.last().unwrap(), lines.last().unwrap().clone());
    more.seq = 10_001;
    more.digest = more.chained_to(&last.digest);
    assert_eq!(
        follow(Chain::default(), lines.iter().chain([&more]), &own),
        Err(Break::Short(10_001, 10_000))
    );
    let mut zeroth = lines[0].clone();
    zeroth.seq = 0;
    assert_eq!(follow(Chain::default(), [&zeroth], &own), Err(Break::Before(0)));
}

#[test]
fn any_two_lines_that_changed_places_are_found_at_the_first() {
    let (lines, before, _) = written();
    for (at, chain) in before.iter().enumerate() {
        for other in [at + 1, LENGTH - 1 - at].into_iter().filter(|other| *other > at && *other < LENGTH) {
            let mut swapped = lines[other].clone();
            swapped.seq = lines[at].seq;
            assert_eq!(chain.clone().follow(&swapped), Err(Break::Changed(swapped.seq)));
        }
    }
}

#[test]
fn a_cut_tail_shows_against_a_head_kept_elsewhere_and_only_there() {
    let (lines, before, kept) = written();
    for (last, all) in before.iter().enumerate().skip(1) {
        let own = &all.head;
        assert_eq!(all.clone().end(own), Ok(own.clone()), "the cut chain agrees with itself");
        let against = Chain { head: own.clone(), anchor: Some(kept.clone()) };
        let cut = i64::try_from(last).unwrap();
        assert_eq!(against.end(own), Err(Break::Cut(cut, 10_000)));
    }
    // Cut and written on: as long as before, and another.
    let (mut rewritten, mut chain) = (lines[9_999].clone(), before[9_999].clone());
    rewritten.detail = "重写".to_owned();
    rewritten.digest = rewritten.chained_to(&chain.head.digest);
    chain.anchor = Some(kept);
    assert_eq!(chain.follow(&rewritten), Err(Break::Rewritten(10_000)));
}

#[test]
fn a_changed_head_is_found() {
    let (lines, _, own) = written();
    let changed = Head { digest: lines[0].digest.clone(), ..own };
    assert_eq!(follow(Chain::default(), &lines, &changed), Err(Break::Head(10_000)));
}

#[test]
fn a_head_is_read_back_as_it_is_printed() {
    let (_, _, own) = written();
    assert_eq!(own.to_string().parse(), Ok(own.clone()));
    assert_eq!(Head::default().to_string().parse(), Ok(Head::default()));
    for words in ["", "12", "12:", "12:abc", "-1:", "x:y", &own.digest] {
        assert_eq!(words.parse::<Head>(), Err(NoHead), "{words}");
    }
}
