//! `jinqiao serve`: the desk, as a web application.

use std::net::SocketAddr;
use std::sync::Arc;

use chassis::Error;
use chassis::web::{Site, Ticking};
use clap::Args;
use delegation::books::Books;
use jinqiao::site::{Parts, router};
use tokio::net::TcpListener;

use crate::config::Settings;

/// 打开工作台
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// 在哪个地址等候
    #[arg(long, value_name = "地址", env = "JINQIAO_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// 大家访问的网址，如 `https://desk.example.edu.cn`；不填则为本机地址
    #[arg(long, value_name = "网址", env = "JINQIAO_SITE")]
    site: Option<String>,
    /// 口令与会话策略：dengbao2（等保二级）或 asvs（OWASP ASVS）
    #[arg(long, value_name = "策略", env = "JINQIAO_POLICY", default_value = "dengbao2")]
    policy: String,
}

impl Serve {
    /// Serves until it is told to stop; requests that have begun are finished.
    pub(crate) async fn run(&self, settings: &Settings) -> Result<(), Error> {
        tracing_subscriber::fmt().json().flatten_event(true).with_writer(std::io::stderr).init();
        let door = settings.door()?;
        let settings_clock = settings.clone();
        let listener = TcpListener::bind(self.listen)
            .await
            .map_err(|source| Error::file(format!("不能在 {} 等候", self.listen), source))?;
        let address = listener.local_addr().map_err(Error::fault)?;
        let parts = Parts {
            db: door.db().await?.clone(),
            files: door.files.clone(),
            clock: Ticking(Arc::new(move || settings_clock.clock())),
            site: self.site(address, door.program.clone()),
            policy: people::wire::policy(&self.policy)?,
            books: Arc::new(Books::open(settings.rulebook())?),
            fonts: settings.fonts(),
        };
        let base = parts.site.base.clone();
        let router = router(parts)?.into_make_service_with_connect_info::<SocketAddr>();
        door.terminal.say(&format!("金桥已打开：{base}\n按 Ctrl+C 停止"));
        axum::serve(listener, router)
            .with_graceful_shutdown(told_to_stop())
            .await
            .map_err(|source| Error::file("服务中断", source))?;
        door.db().await?.close().await;
        Ok(())
    }

    fn site(&self, address: SocketAddr, program: std::path::PathBuf) -> Site {
        let port = address.port();
        let base = match &self.site {
            Some(site) => site.trim_end_matches('/').to_owned(),
            None => format!("http://{address}"),
        };
        let named = base.split_once("://").map_or(base.as_str(), |(_, host)| host).to_owned();
        let mut hosts = vec![named];
        if address.ip().is_loopback() {
            hosts.extend([format!("localhost:{port}"), format!("127.0.0.1:{port}")]);
        }
        Site { base, hosts, program }
    }
}

/// Waits for Ctrl+C or for the service's own stop.
async fn told_to_stop() {
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}
