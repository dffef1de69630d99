//! `fill TEMPLATES FACTS OUT`: fills every form of a folder, Word or workbook, with
//! every record of a JSON list. `cargo xtask bench` measures this.

use std::error::Error;
use std::path::{Path, PathBuf};

use documents::Fact;
use documents::form::Form;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [templates, facts, out] = words.as_slice() else { return Err("fill TEMPLATES FACTS OUT".into()) };
    std::fs::create_dir_all(out)?;
    let templates = compiled(templates)?;
    let records: Vec<serde_json::Value> = serde_json::from_slice(&std::fs::read(facts)?)?;
    for (number, record) in records.into_iter().enumerate() {
        let facts = Fact::from(record);
        for (name, template) in &templates {
            std::fs::write(out.join(format!("{number:04}-{name}")), template.fill(&facts)?)?;
        }
    }
    Ok(())
}

/// The templates of a folder by name, in order.
fn compiled(folder: &Path) -> Result<Vec<(String, Form)>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "docx" || ending == "xlsx") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push((name, Form::compile(&std::fs::read(&path)?)?));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}
