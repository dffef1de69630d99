//! A throw-away PostgreSQL: made in a temporary folder, asked for on a spare
//! port of this machine only, ended and removed whatever happens.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::errand::{Fault, exists, hear};
use crate::tools::is_root;

/// The account a server runs under when the run itself is root's, which
/// PostgreSQL refuses.
const ACCOUNT: &str = "postgres";

/// What a server's folder is called, before the number of the run it serves.
const FOLDER: &str = "jinqiao-postgres-";

/// How often a server that starts or ends is looked at, and how long it is given.
const PATIENCE: (Duration, u32) = (Duration::from_millis(100), 300);

/// A running server. Dropping it ends it and removes its folder.
#[derive(Debug)]
pub(crate) struct Server {
    folder: PathBuf,
    port: u16,
    process: Child,
}

/// The folder of the newest PostgreSQL programs on this machine.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .filter_map(|entry| {
            let folder = entry.ok()?;
            let version: u32 = folder.file_name().to_string_lossy().parse().ok()?;
            let programs = folder.path().join("bin");
            programs.join("initdb").exists().then_some((version, programs))
        })
        .max()
        .map(|(_, programs)| programs)
}

impl Server {
    /// Makes a database and starts its server.
    pub(crate) fn start() -> Result<Self, Fault> {
        let programs = programs().ok_or_else(|| {
            Fault::new("PostgreSQL is not installed: sudo apt-get install --no-install-recommends postgresql")
        })?;
        sweep();
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            let mut give = Command::new("chown");
            give.arg(ACCOUNT).arg(&folder);
            hear(give)?;
        }
        let tables = folder.join("tables");
        let mut make = as_account(&programs.join("initdb"), &folder);
        make.arg("--pgdata").arg(&tables);
        make.args(["--auth=trust", "--username=jinqiao", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        if let Err(fault) = hear(make) {
            let _ = std::fs::remove_dir_all(&folder);
            return Err(fault);
        }
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut serve = as_account(&programs.join("postgres"), &folder);
        serve.arg("-D").arg(&tables).args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
        serve.args(["-c", &format!("unix_socket_directories={}", folder.display())]);
        for speed in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"] {
            serve.args(["-c", speed]);
        }
        let log = std::fs::File::create(folder.join("log"))?;
        serve.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let mut server = Self { process: serve.spawn()?, folder, port };
        server.wait(&programs)?;
        Ok(server)
    }

    /// Where tests find it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://jinqiao@127.0.0.1:{}/postgres", self.port)
    }

    /// Waits until it answers, or says what it said instead.
    fn wait(&mut self, programs: &Path) -> Result<(), Fault> {
        let (pause, turns) = PATIENCE;
        for _ in 0..turns {
            if self.process.try_wait()?.is_some() {
                break;
            }
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                let mut ready = Command::new(programs.join("pg_isready"));
                ready.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
                if ready.status()?.success() {
                    return Ok(());
                }
            }
            std::thread::sleep(pause);
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(Fault(format!("PostgreSQL did not start:\n{log}")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown; only if that is not heard, the hard way.
        let _ = Command::new("sh").args(["-c", &format!("kill -INT {}", self.process.id())]).status();
        let (pause, turns) = PATIENCE;
        let ended = (0..turns).any(|_| {
            std::thread::sleep(pause);
            matches!(self.process.try_wait(), Ok(Some(_)) | Err(_))
        });
        if !ended {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Removes what runs left behind that were killed before they could tidy up:
/// their servers ended with them, their folders did not.
fn sweep() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let run = name.strip_prefix(FOLDER).and_then(|number| number.parse::<u32>().ok());
        if run.is_some_and(|run| !Path::new("/proc").join(run.to_string()).exists()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// A server's program, under an account it accepts, that ends with this run.
fn as_account(path: &Path, folder: &Path) -> Command {
    let mut command = if exists("setpriv") {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "INT"]);
        if is_root() {
            command.args(["--reuid", ACCOUNT, "--regid", ACCOUNT, "--clear-groups"]);
        }
        command.arg(path);
        command
    } else {
        Command::new(path)
    };
    command.current_dir(folder);
    command
}
