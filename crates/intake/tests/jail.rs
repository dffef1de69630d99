//! The reader as a real process, and what it cannot do. This program is its own
//! child: called with the hidden verb it locks itself up as the product does, and
//! a file that begins with `jail:` makes it misbehave as a taken-over parser would.

use std::io::{self, Read};
use std::net::TcpStream;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use intake::{Block, CHILD_VERB, Document, Refusal, child};

fn main() -> ExitCode {
    match std::env::args_os().nth(1) {
        Some(verb) if verb == CHILD_VERB => return misbehave(),
        Some(verb) if verb == JOB_VERB => return child::serve_job(job),
        _ => {}
    }
    a_job_is_done_behind_the_lock();
    an_honest_file_is_read();
    a_refusal_comes_through();
    if cfg!(target_os = "linux") {
        forbidden_calls_fail();
        a_memory_bomb_ends_the_child_alone();
    }
    a_child_that_spins_is_ended();
    a_child_that_says_nothing_more_is_ended();
    a_child_that_breaks_off_or_lies_is_refused();
    a_program_that_is_no_reader_is_refused();
    ExitCode::SUCCESS
}

const JOB_VERB: &str = "do-a-job";

/// A job that does what it is told, allowed or not.
fn job(request: &[u8]) -> Vec<u8> {
    match request {
        b"open" => match std::fs::File::open("/etc/passwd") {
            Ok(_) => b"opened".to_vec(),
            Err(error) => format!("{:?}", error.kind()).into_bytes(),
        },
        b"panic" => panic!("a job's panic"),
        b"eat" => {
            let mut eaten = Vec::new();
            loop {
                eaten.push(vec![1_u8; 16 << 20]);
                std::hint::black_box(&eaten);
            }
        }
        other => other.iter().rev().copied().collect(),
    }
}

fn a_job_is_done_behind_the_lock() {
    let program = std::env::current_exe().expect("this program has a path");
    let ask = |request: &[u8]| intake::converse(&program, JOB_VERB, request);
    assert_eq!(ask(b"abc"), Ok(b"cba".to_vec()));
    assert_eq!(ask(b""), Ok(Vec::new()));
    let large = vec![7_u8; 3 << 20];
    assert_eq!(ask(&large), Ok(large.clone()));
    assert_eq!(ask(b"panic"), Err(Refusal::Crashed));
    if cfg!(target_os = "linux") {
        assert_eq!(ask(b"open"), Ok(b"PermissionDenied".to_vec()));
        assert_eq!(ask(b"eat"), Err(Refusal::Crashed));
    }
    let silent = intake::converse("/bin/true".as_ref(), JOB_VERB, b"x");
    assert_eq!(silent, Err(Refusal::Crashed));
}

fn misbehave() -> ExitCode {
    if child::lock_up().is_err() {
        return ExitCode::from(71);
    }
    let mut bytes = Vec::new();
    if io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let answer = |text: String| drop(child::answer(text.as_bytes(), io::stdout().lock()));
    let kind = |outcome: io::Result<()>| {
        outcome.map_or_else(|error| format!("{:?}", error.kind()), |()| "done".to_owned())
    };
    match bytes.as_slice() {
        b"jail:spin" => spin(),
        b"jail:silent" => {
            answer("then".to_owned());
            spin()
        }
        b"jail:eat" => {
            let mut eaten = Vec::new();
            loop {
                eaten.push(vec![1_u8; 16 << 20]);
                std::hint::black_box(&eaten);
            }
        }
        b"jail:dial" => answer(kind(TcpStream::connect("127.0.0.1:9").map(drop))),
        b"jail:open" => answer(kind(std::fs::File::open("/etc/passwd").map(drop))),
        b"jail:make" => {
            answer(kind(std::fs::File::create(std::env::temp_dir().join("jinqiao-jail")).map(drop)));
        }
        b"jail:run" => answer(kind(Command::new("/bin/true").status().map(drop))),
        b"jail:panic" => panic!("a parser's panic"),
        b"jail:lie" => {
            use io::Write;
            // A text of four gigabytes is promised and not sent.
            drop(io::stdout().lock().write_all(b"P\x01\xff\xff\xff\xff\x0f"));
        }
        bytes => drop(child::answer(bytes, io::stdout().lock())),
    }
    ExitCode::SUCCESS
}

fn spin() -> ! {
    loop {
        std::hint::spin_loop();
    }
}

fn read(file: &[u8]) -> Result<Document, Refusal> {
    let program = std::env::current_exe().expect("this program has a path");
    intake::read_within(&program, file, Duration::from_secs(10))
}

fn text(document: &Document) -> String {
    match document.blocks.first() {
        Some(Block::Paragraph(paragraph)) => paragraph.text.clone(),
        _ => String::new(),
    }
}

fn an_honest_file_is_read() {
    let through = read("第一行\n第二行".as_bytes()).expect("a plain text is read");
    assert_eq!(Ok(through), intake::read_here("第一行\n第二行".as_bytes()));
    let long = "一行\n".repeat(200_000);
    assert_eq!(read(long.as_bytes()).map(|document| document.blocks.len()), Ok(200_000));
}

fn a_refusal_comes_through() {
    assert_eq!(read(b""), Err(Refusal::Empty));
    assert_eq!(read(b"{\\rtf1}"), Err(Refusal::Rtf));
}

fn forbidden_calls_fail() {
    for wish in ["jail:dial", "jail:open", "jail:make", "jail:run"] {
        let told = read(wish.as_bytes()).map(|document| text(&document));
        assert_eq!(told.as_deref(), Ok("PermissionDenied"), "{wish}");
    }
}

fn a_memory_bomb_ends_the_child_alone() {
    assert_eq!(read(b"jail:eat"), Err(Refusal::Crashed));
}

fn a_child_that_spins_is_ended() {
    let program = std::env::current_exe().expect("this program has a path");
    let began = Instant::now();
    let outcome = intake::read_within(&program, b"jail:spin", Duration::from_millis(500));
    assert_eq!(outcome, Err(Refusal::TimedOut));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

fn a_child_that_says_nothing_more_is_ended() {
    let began = Instant::now();
    assert_eq!(read(b"jail:silent").map(|document| text(&document)).as_deref(), Ok("then"));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

fn a_child_that_breaks_off_or_lies_is_refused() {
    assert_eq!(read(b"jail:panic"), Err(Refusal::Crashed));
    assert!(matches!(read(b"jail:lie"), Err(Refusal::TooLarge { .. })));
}

fn a_program_that_is_no_reader_is_refused() {
    let outcome = intake::read("/nowhere/at/all".as_ref(), b"x");
    assert!(matches!(outcome, Err(Refusal::NoReader { .. })), "{outcome:?}");
}
