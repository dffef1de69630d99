//! The office's own forms (自备表格): any Word file or workbook with tags, filled
//! with a delegation's facts. The form is a stranger's file, so it is read and
//! filled by a locked-up child of this program: bytes in, bytes out.

use std::path::Path;
use std::process::ExitCode;

use chassis::Error;
use documents::form::{Answer, Request, Task, answer};
use documents::{Fact, Faults};

use crate::books::Books;
use crate::examination::Examination;
use crate::papers::unprintable;
use crate::print::Order;

/// The one argument that makes this program the filler of strangers' forms.
pub const CHILD_VERB: &str = "fill-strangers-form";

/// What `main` does when called with [`CHILD_VERB`].
pub fn serve() -> ExitCode {
    intake::child::serve_job(answer)
}

/// What came of a form: in order, and filled if that was asked for; or all that
/// is wrong with it.
pub type Outcome = Result<Vec<u8>, Faults>;

/// Holds a form against the facts there may be.
pub fn check(program: &Path, form: Vec<u8>, shape: Fact) -> Result<Outcome, Error> {
    ask(program, &Request { task: Task::Check, shape, facts: Fact::nothing(), form })
}

/// Fills a form; one that does not hold is not filled.
pub fn fill(program: &Path, form: Vec<u8>, shape: Fact, facts: Fact) -> Result<Outcome, Error> {
    ask(program, &Request { task: Task::Fill, shape, facts, form })
}

fn ask(program: &Path, request: &Request) -> Result<Outcome, Error> {
    let told = intake::converse(program, CHILD_VERB, &request.bytes())
        .map_err(|refusal| Error::refused("file-unreadable", refusal.to_string(), refusal.en()))?;
    match Answer::read(&told) {
        Some(Answer::Done(filled)) => Ok(Ok(filled)),
        Some(Answer::Faulty(faults)) => Ok(Err(faults)),
        None => Err(Error::fault("the child's answer is not whole")),
    }
}

/// The facts of an examined delegation, as every form may say them.
pub fn facts_of(examination: &Examination, books: &Books, order: Order) -> Result<Fact, Error> {
    let budget = examination.budget.as_ref().map_err(|faults| {
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        unprintable(&format!("经费预算还算不出来：{}", said.join("；")))
    })?;
    books.papers()?.facts(&examination.subject(books, budget, order))
}
