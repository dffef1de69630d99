//! What the tests need beside Rust: readers and judges of our papers, a database
//! server, fonts. Debian's packages are installed when that is allowed; when it
//! is not, the one command that would is printed.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::errand::{Fault, exists, program, run};
use crate::house::{note, say};
use crate::postgres;

/// Something a test starts or opens, and the package that brings it.
struct Tool {
    package: &'static str,
    wanted_for: &'static str,
    is_there: fn() -> bool,
}

const TOOLS: [Tool; 8] = [
    Tool {
        package: "poppler-utils",
        wanted_for: "reading back what a PDF says",
        is_there: || exists("pdftotext"),
    },
    Tool {
        package: "libreoffice-writer-nogui",
        wanted_for: "opening every Word paper as an office would",
        is_there: || office("libswlo.so"),
    },
    Tool {
        package: "libreoffice-calc-nogui",
        wanted_for: "opening every workbook as an office would",
        is_there: || office("libsclo.so"),
    },
    Tool {
        package: "postgresql",
        wanted_for: "the second engine of every store",
        is_there: || postgres::programs().is_some(),
    },
    Tool {
        package: "fonts-noto-cjk",
        wanted_for: "Chinese faces in LibreOffice",
        is_there: || Path::new("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc").exists(),
    },
    Tool {
        package: "chromium",
        wanted_for: "looking at the desk in a real browser",
        is_there: || exists("chromium"),
    },
    Tool { package: "npm", wanted_for: "driving the browser", is_there: || exists("node") && exists("npm") },
    Tool {
        package: "khal",
        wanted_for: "reading the calendar files as a calendar does",
        is_there: || exists("khal"),
    },
];

/// Whether LibreOffice is here with one of its parts.
fn office(part: &str) -> bool {
    let home = Path::new("/usr/lib/libreoffice");
    exists("soffice") && (home.join("program").join(part).exists() || !home.exists())
}

/// Whether this run may install packages.
pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

/// The packages that are missing.
fn missing() -> Vec<&'static Tool> {
    TOOLS.iter().filter(|tool| !(tool.is_there)()).collect()
}

/// Brings what a fresh machine lacks, or says exactly what to install.
pub(crate) fn ensure() -> Result<(), Fault> {
    let lacking = missing();
    if lacking.is_empty() {
        return Ok(());
    }
    for tool in &lacking {
        say(&format!("missing: {} ({})", tool.package, tool.wanted_for));
    }
    let packages: Vec<&str> = lacking.iter().map(|tool| tool.package).collect();
    if is_root() && exists("apt-get") {
        install(&packages);
    }
    let still: Vec<&str> = missing().iter().map(|tool| tool.package).collect();
    if still.is_empty() {
        return Ok(());
    }
    Err(Fault(format!(
        "the tests need more than Rust. Install it with:\n  sudo apt-get install --no-install-recommends {}",
        still.join(" ")
    )))
}

/// Asks Debian for packages; whether they came is looked at afterwards.
pub(crate) fn install(packages: &[&str]) {
    let quiet = |arguments: &[&str]| {
        let mut command = program("apt-get", arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        run(command).unwrap_or_else(|Fault(text)| note(&text));
    };
    quiet(&["update", "-qq"]);
    quiet(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat());
}
