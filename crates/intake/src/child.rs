//! The locked-up side: reads a file from its standard input, tells what is in it
//! on its standard output, and can do nothing else. It gives up its rights before
//! it sees the first byte.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use crate::refusal::Refusal;
use crate::wire::Answer;

/// The one argument that makes a program the reader of strangers' files.
pub const CHILD_VERB: &str = "read-strangers-file";

/// Exit code of a child that could not lock itself up: `EX_OSERR`.
pub(crate) const NOT_LOCKED: u8 = 71;

/// What `main` does when called with [`CHILD_VERB`]: locks up, reads, answers.
pub fn serve() -> ExitCode {
    // A panic is told by the missing end of the answer; its words would go to
    // nobody, and fetching a backtrace needs files the lock denies.
    std::panic::set_hook(Box::new(|_| {}));
    if lock_up().is_err() {
        return ExitCode::from(NOT_LOCKED);
    }
    let mut bytes = Vec::new();
    let cap = crate::limits::FILE_BYTES as u64 + 1;
    let served = io::stdin().lock().take(cap).read_to_end(&mut bytes);
    match served.and_then(|_| answer(&bytes, io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// What `main` does as the child of [`crate::converse`]: locks up, takes a
/// request, does the job on it and answers. The job sees bytes and nothing else.
pub fn serve_job(job: fn(&[u8]) -> Vec<u8>) -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    if lock_up().is_err() {
        return ExitCode::from(NOT_LOCKED);
    }
    let mut request = Vec::new();
    let cap = crate::limits::REQUEST_BYTES as u64 + 1;
    let served = io::stdin().lock().take(cap).read_to_end(&mut request);
    let told = served.and_then(|_| {
        let mut out = io::stdout().lock();
        let answer = job(&request);
        out.write_all(&(answer.len() as u64).to_le_bytes())?;
        out.write_all(&answer)?;
        out.flush()
    });
    if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads a file and writes the answer.
///
/// # Errors
/// Only of the writing; a refusal is an answer.
pub fn answer(bytes: &[u8], out: impl Write) -> io::Result<()> {
    let mut answer = Answer::new(BufWriter::with_capacity(0, out));
    let outcome = crate::read_into(bytes, &mut answer);
    answer.finish(outcome)
}

/// Gives up every right a reader does not need: on Linux memory, processor time,
/// files, processes and the network; elsewhere nothing, and the parent's time
/// limit is all there is.
///
/// # Errors
/// [`Refusal::NoReader`] if the system does not let go.
pub fn lock_up() -> Result<(), Refusal> {
    #[cfg(target_os = "linux")]
    crate::lock::close().map_err(|why| Refusal::NoReader { why })?;
    Ok(())
}
