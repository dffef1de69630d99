//! The trusting side: starts a child, hands it the file, and believes only what
//! comes back whole, in time and within bounds. A file that kills its reader is
//! a refused file, never a dead server.

use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::child::CHILD_VERB;
use crate::document::Document;
use crate::limits;
use crate::refusal::Refusal;
use crate::wire;

/// How long a reading may take on the wall clock.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads a stranger's file in a child process. `program` is asked to be the
/// reader by its only argument [`CHILD_VERB`]; normally it is the running
/// program itself.
///
/// # Errors
/// Why the file was not read; nothing was changed.
pub fn read(program: &Path, bytes: &[u8]) -> Result<Document, Refusal> {
    read_within(program, bytes, PATIENCE)
}

/// As [`read`], with another patience.
///
/// # Errors
/// Why the file was not read; [`Refusal::TimedOut`] when patience ends.
pub fn read_within(program: &Path, bytes: &[u8], patience: Duration) -> Result<Document, Refusal> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Refusal::TooLarge {
            what: "文件字节数".to_owned(), limit: limits::FILE_BYTES as u64
        });
    }
    ask(program, CHILD_VERB, bytes, patience, |stdout| {
        wire::read(BufReader::with_capacity(64 << 10, stdout.take(limits::ANSWER_BYTES * 2)))
    })
}

/// Has a child do a job on bytes, behind the same lock: `program` is started
/// with `verb` as its only argument, and then calls
/// [`crate::child::serve_job`]. The answer is believed when it is whole.
///
/// # Errors
/// Why there is no answer; nothing was changed.
pub fn converse(program: &Path, verb: &str, request: &[u8]) -> Result<Vec<u8>, Refusal> {
    if request.len() > limits::REQUEST_BYTES {
        return Err(Refusal::TooLarge {
            what: "文件字节数".to_owned(), limit: limits::REQUEST_BYTES as u64
        });
    }
    ask(program, verb, request, PATIENCE, |mut stdout| {
        let mut length = [0; 8];
        stdout.read_exact(&mut length).map_err(|_| Refusal::Crashed)?;
        let length = u64::from_le_bytes(length);
        if length > limits::ANSWER_BYTES {
            return Err(Refusal::TooLarge {
                what: "结果的字节数".to_owned(), limit: limits::ANSWER_BYTES
            });
        }
        let mut answer = Vec::new();
        stdout.take(length).read_to_end(&mut answer).map_err(|_| Refusal::Crashed)?;
        if answer.len() as u64 == length { Ok(answer) } else { Err(Refusal::Crashed) }
    })
}

/// Starts a child, hands it bytes and reads its answer, in time or not at all.
fn ask<T: Send>(
    program: &Path,
    verb: &str,
    bytes: &[u8],
    patience: Duration,
    read: impl FnOnce(ChildStdout) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let no_reader = |why: String| Refusal::NoReader { why };
    let mut child = Command::new(program)
        .arg(verb)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| no_reader(error.to_string()))?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(no_reader("没有管道".to_owned()));
    };
    let until = Instant::now() + patience;
    let told = thread::scope(|scope| {
        // A child that died early leaves the rest unread; that is told by its answer.
        scope.spawn(move || drop(stdin.write_all(bytes)));
        let (answered, waiting) = mpsc::channel::<()>();
        let id = child.id();
        let watch = scope.spawn(move || {
            let late = waiting.recv_timeout(patience) == Err(mpsc::RecvTimeoutError::Timeout);
            if late {
                kill(id);
            }
            late
        });
        let told = read(stdout);
        // With the pipe gone the child cannot be waiting to say more.
        drop(answered);
        match (told, watch.join()) {
            (Ok(answer), Ok(_)) => Told::Whole(Ok(answer)),
            (Err(Refusal::Crashed), Ok(true)) => Told::Whole(Err(Refusal::TimedOut)),
            (Err(Refusal::Crashed), _) | (Ok(_), Err(_)) => Told::BrokenOff,
            (Err(refusal), _) => Told::Whole(Err(refusal)),
        }
    });
    match told {
        Told::Whole(outcome) => {
            dismiss(&mut child);
            outcome
        }
        Told::BrokenOff => Err(match ended(&mut child, until) {
            Ended::Unlocked => no_reader("隔离环境建不起来".to_owned()),
            Ended::OutOfTime => Refusal::TimedOut,
            Ended::Otherwise => Refusal::Crashed,
        }),
    }
}

enum Told<T> {
    /// An answer with its end: what was asked for, or a refusal.
    Whole(Result<T, Refusal>),
    /// No answer.
    BrokenOff,
}

enum Ended {
    Unlocked,
    OutOfTime,
    Otherwise,
}

/// Waits, until patience ends, for a child that broke off to say why.
fn ended(child: &mut Child, until: Instant) -> Ended {
    while Instant::now() < until {
        match child.try_wait() {
            Ok(Some(status)) => return cause(status),
            Ok(None) => thread::sleep(Duration::from_millis(2)),
            Err(_) => break,
        }
    }
    dismiss(child);
    Ended::OutOfTime
}

/// Ends a child that has answered; whatever else it may be doing is not waited for.
fn dismiss(child: &mut Child) {
    // Failing means that it has ended already.
    drop(child.kill());
    drop(child.wait());
}

fn cause(status: std::process::ExitStatus) -> Ended {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        let over = [rustix::process::Signal::XCPU, rustix::process::Signal::KILL]
            .map(rustix::process::Signal::as_raw);
        if status.signal().is_some_and(|signal| over.contains(&signal)) {
            return Ended::OutOfTime;
        }
    }
    if status.code() == Some(i32::from(crate::child::NOT_LOCKED)) {
        Ended::Unlocked
    } else {
        Ended::Otherwise
    }
}

/// Ends a child whose answer is still being read; it cannot have been reaped yet,
/// so the number is still its own.
fn kill(id: u32) {
    #[cfg(unix)]
    if let Some(pid) = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw) {
        // Failing means that it has ended already.
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = id;
}
