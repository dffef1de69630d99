//! Shows what is read from a file: `cargo run -p intake --example show -- FILE`.
//! With `--count` only how many cells and paragraphs. It is its own reader, as
//! the product is.

use std::io::{self, Write};
use std::process::ExitCode;

use intake::{Block, CHILD_VERB, Document};

fn main() -> io::Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next().unwrap_or_default();
    if first == CHILD_VERB {
        return Ok(intake::child::serve());
    }
    let count = first == "--count";
    let file = if count { arguments.next().unwrap_or_default() } else { first };
    let bytes = std::fs::read(file)?;
    match intake::read(&std::env::current_exe()?, &bytes) {
        Ok(document) if count => writeln!(io::stdout(), "{}", pieces(&document))?,
        Ok(document) => show(&document)?,
        Err(refusal) => {
            writeln!(io::stderr(), "{refusal}\n{}", refusal.en())?;
            return Ok(ExitCode::from(refusal.exit_code()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn pieces(document: &Document) -> usize {
    let cells = |block: &Block| match block {
        Block::Paragraph(_) => 1,
        Block::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
    };
    document.blocks.iter().map(cells).sum()
}

fn show(document: &Document) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{:?}", document.format)?;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => writeln!(out, "{}\t{:?}", paragraph.place, paragraph.text)?,
            Block::Table(table) => {
                writeln!(out, "[{}]", table.name)?;
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    writeln!(out, "{} {}×{}\t{:?}", cell.place, cell.columns, cell.rows, cell.text)?;
                }
            }
        }
    }
    Ok(())
}
