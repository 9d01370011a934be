//! Listens on the loopback addresses alone, and gives each connection so much time and no more.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Connections that are open at once: a browser takes some six a page. Others wait in the system's own queue.
const CONNECTIONS: usize = 512;
/// For so long a connection may take to say what it wants: whoever takes all of them and says nothing is soon rid of.
const HEAD: Duration = Duration::from_secs(3);
/// How many free ports are tried for one that both addresses have.
const TRIES: usize = 20;

/// Bound, and not yet answering.
pub(super) struct Listeners {
    pub port: u16,
    all: Vec<TcpListener>,
}

/// Takes `port`, or a free one, on 127.0.0.1 and, where the machine has it, on ::1.
///
/// # Errors
/// Where it is taken.
pub(super) async fn bind(port: Option<u16>) -> io::Result<Listeners> {
    let mut tries = if port.is_some() { 1 } else { TRIES };
    loop {
        tries -= 1;
        let first = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))).await?;
        let taken = first.local_addr()?.port();
        match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, taken))).await {
            Ok(second) => return Ok(Listeners { port: taken, all: vec![first, second] }),
            // Another program could pass for the desk there.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && tries > 0 => {}
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(_) => return Ok(Listeners { port: taken, all: vec![first] }),
        }
    }
}

/// Answers whoever connects.
pub(super) async fn serve(listeners: Listeners, app: Router) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let each = listeners.all.into_iter().map(|listener| tokio::spawn(accept(listener, app.clone(), Arc::clone(&room))));
    for listening in each.collect::<Vec<_>>() {
        // It does not end but by a fault, which the last words told.
        _ = listening.await;
    }
}

async fn accept(listener: TcpListener, app: Router, room: Arc<Semaphore>) {
    while let Ok(permit) = Arc::clone(&room).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, peer)) if peer.ip().is_loopback() => _ = tokio::spawn(answer(stream, app.clone(), permit)),
            Ok(_) => {}
            // Too many files are open, or the connection is gone again: the next one may do better.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn answer(stream: TcpStream, app: Router, _permit: OwnedSemaphorePermit) {
    let mut connection = http1::Builder::new();
    connection.timer(TokioTimer::new()).header_read_timeout(HEAD).max_headers(64).keep_alive(false);
    // A browser that goes away in the middle is no fault.
    _ = connection.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app)).await;
}
