//! `pdfs SOURCES FACTS OUT`: sets every Typst source of a folder with every
//! record of a JSON list. `cargo xtask bench` measures this.

use std::error::Error;
use std::path::PathBuf;

use documents::Fact;
use documents::pdf::Typesetter;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [sources, facts, out] = words.as_slice() else { return Err("pdfs SOURCES FACTS OUT".into()) };
    std::fs::create_dir_all(out)?;
    let mut papers = Vec::new();
    for entry in std::fs::read_dir(sources)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "typ") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            papers.push((name, std::fs::read_to_string(&path)?));
        }
    }
    papers.sort();
    let typesetter = Typesetter::new(None)?;
    let today = jiff::civil::date(2026, 1, 15);
    let records: Vec<serde_json::Value> = serde_json::from_slice(&std::fs::read(facts)?)?;
    for (number, record) in records.into_iter().enumerate() {
        let facts = Fact::from(record);
        for (name, source) in &papers {
            let pdf = typesetter.pdf(source, &facts, today)?;
            std::fs::write(out.join(format!("{number:04}-{name}.pdf")), pdf.bytes)?;
        }
    }
    Ok(())
}
