//! Writes the example annex in every format people send it in:
//! `cargo run -p season --example annex_2026 -- examples/`.

use std::error::Error;
use std::path::PathBuf;

use season::{export, seed};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "examples".into()));
    std::fs::create_dir_all(&folder)?;
    let annex = seed::read(seed::SEASON_2026)?;
    std::fs::write(folder.join("annex-2026.docx"), export::docx(&annex)?)?;
    std::fs::write(folder.join("annex-2026.xlsx"), export::xlsx(&annex)?)?;
    std::fs::write(folder.join("annex-2026.txt"), export::text(&annex))?;
    Ok(())
}
