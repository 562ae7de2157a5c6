//! The RTSP port: one connection for each message, answered and closed.
//!
//! The client reads until the host closes, so closing is part of the answer. Whoever was not let
//! in by `/launch` gets no answer at all. Source: moonlight-common-c, `RtspConnection.c`;
//! docs/wire-gamestream.md "RTSP handshake".

use std::io;
use std::sync::Arc;
use std::time::Duration;

use lumen_core::gamestream::rtsp::{self, request_length};
use lumen_core::gamestream::rtsp_seal::record_length;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::session::GameStreamHost;

/// Time for a message to arrive whole and for its answer to be taken.
const LIMIT: Duration = Duration::from_secs(10);

/// How long the client may take to close its end after the answer.
const LINGER: Duration = Duration::from_secs(1);

/// Connections at once; a client needs one.
const CONNECTIONS: usize = 16;

/// Answers connections until the task is dropped.
pub async fn serve(listener: TcpListener, host: Arc<GameStreamHost>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of descriptors: let running connections end first.
                tracing::warn!(%error, "rtsp connection not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let host = Arc::clone(&host);
        tokio::spawn(async move {
            match timeout(LIMIT, exchange(stream, host)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::debug!(%error, "rtsp connection"),
                Err(_) => tracing::debug!("rtsp message took too long"),
            }
            drop(place);
        });
    }
}

async fn exchange(mut stream: TcpStream, host: Arc<GameStreamHost>) -> io::Result<()> {
    // Waiting for an app that starts, starting an encoder or changing a mode blocks.
    let expecting = Arc::clone(&host);
    let sealed = spawn_blocking(move || expecting.rtsp_is_sealed()).await?;
    let Some(sealed) = sealed else { return Ok(()) };
    let message = read_message(&mut stream, sealed).await?;
    let reply = spawn_blocking(move || host.rtsp(message)).await?;
    let Some(reply) = reply else { return Ok(()) };
    stream.write_all(&reply).await?;
    stream.shutdown().await?;
    // Waiting for the client to close first keeps a reset from destroying the answer.
    let mut rest = [0; 64];
    let closed = async { while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {} };
    let _ = timeout(LINGER, closed).await;
    Ok(())
}

/// Reads until the message is whole by its own account; never more than the longest one.
async fn read_message(stream: &mut TcpStream, sealed: bool) -> io::Result<Vec<u8>> {
    let mut message = Vec::with_capacity(2048);
    let mut chunk = [0; 2048];
    loop {
        let whole = if sealed {
            record_length(&message).map_err(io::Error::other)?
        } else {
            request_length(&message).map_err(io::Error::other)?
        };
        if let Some(length) = whole.filter(|&length| length <= message.len()) {
            message.truncate(length);
            return Ok(message);
        }
        let read = stream.read(&mut chunk).await?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if message.len() + read > rtsp::MAX_MESSAGE + chunk.len() {
            return Err(io::Error::other("rtsp message is too long"));
        }
        message.extend_from_slice(&chunk[..read]);
    }
}
