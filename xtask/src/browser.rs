//! The desk in a real browser: the program on an empty folder, looked at in
//! headless Chromium by the scripts of `browser/`.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::errand::{Fault, cargo, exists, hear, program, run};
use crate::house::{root, say};
use crate::suite::counted;
use crate::tally::Tally;

/// What the scripts need of npm, pinned: a browser's hands, and a judge of access.
const NODE: [&str; 2] = ["playwright-core@1.65.1", "axe-core@4.14.1"];

/// The looks, in order: the first opens the specimen school that the others work in.
const LOOKS: [&str; 1] = ["look.mjs"];

/// The day on which everything is looked at.
const TODAY: &str = "2026-04-28";

/// Looks at the desk.
pub(crate) fn look() -> Result<Tally, Fault> {
    hands()?;
    let data = home().join("data");
    let _ = std::fs::remove_dir_all(&data);
    let mut server = Server::start(&data)?;
    let mut tally = Tally::default();
    for script in LOOKS {
        let mut node = program("node", &[]);
        node.arg(root().join("browser").join(script));
        node.arg(&server.address).arg(home()).arg(home().join("pictures"));
        tally.add(counted(node, script)?);
    }
    server.stop();
    Ok(tally)
}

fn home() -> PathBuf {
    root().join("target/browser")
}

/// Installs what the scripts drive the browser with.
fn hands() -> Result<(), Fault> {
    if !exists("chromium") {
        return Err(Fault::new("the desk is looked at in Chromium: sudo apt-get install chromium"));
    }
    let ready = home().join(NODE.join(" ").replace(['@', '/'], "-"));
    if ready.exists() {
        return Ok(());
    }
    say("installing what drives the browser");
    std::fs::create_dir_all(home())?;
    let mut install = program("npm", &["install", "--silent", "--no-fund", "--no-audit", "--no-save"]);
    install.args(NODE).current_dir(home());
    hear(install)?;
    std::fs::write(ready, "")?;
    Ok(())
}

/// The program, serving.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts it on a free port and waits until it says where it is.
    fn start(data: &std::path::Path) -> Result<Self, Fault> {
        let beside = std::env::current_exe()?.with_file_name("jinqiao");
        if !beside.exists() {
            run(cargo(&["build", "--package", "jinqiao"]))?;
        }
        let mut command = Command::new(beside);
        command.args(["--today", TODAY, "--data"]).arg(data).args(["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let said = child.stdout.take().map(|out| BufReader::new(out).lines());
        let address = said.into_iter().flatten().find_map(|line| {
            let line = line.ok()?;
            line.find("http://").and_then(|at| line.get(at..)).map(|found| found.trim().to_owned())
        });
        match address {
            Some(address) => Ok(Self { child, address }),
            None => Err(Fault::new("the program did not say where it serves")),
        }
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
