//! `read FILE`: reads a stranger's file in the locked child, as the product
//! does, and says how many rows came back. `cargo xtask bench` measures this.

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use intake::Block;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|verb| verb == intake::CHILD_VERB) {
        return intake::child::serve();
    }
    match read() {
        Ok(rows) => {
            let _ = writeln!(std::io::stdout(), "{rows} rows");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn read() -> Result<usize, Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("read FILE")?;
    let document = intake::read(&std::env::current_exe()?, &std::fs::read(path)?)?;
    let rows = document.blocks.iter().map(|block| match block {
        Block::Table(table) => table.rows.len(),
        Block::Paragraph(_) => 0,
    });
    Ok(rows.sum())
}
