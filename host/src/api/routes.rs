//! The handlers, one for each request.

use axum::Router;
use axum::extract::{Json, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use lumen_core::gamestream::pairing::{Fingerprint, PairingError, Pin};
use tokio::task::JoinError;

use super::types::{Client, EnterPin, Failure, NativePairing, PendingPairing, Rename, Status};
use super::{Management, metrics};
use crate::proto::gamestream::desk::PinError;
use crate::store::StoreError;

/// The routes of the management API.
pub fn router(management: Management) -> Router {
    Router::new()
        .route("/v1/status", get(status))
        .route("/v1/pair", get(pending).post(enter_pin).delete(dismiss))
        .route(
            "/v1/native-pairing",
            get(native_pairing).post(open_native_pairing).delete(close_native_pairing),
        )
        .route("/v1/clients", get(clients))
        .route("/v1/clients/{fingerprint}", delete(unpair).patch(rename))
        .route("/metrics", get(running_streams))
        .with_state(management)
}

/// A reply that is no success.
struct Refusal(StatusCode, String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(Failure { error: self.1 })).into_response()
    }
}

impl From<PinError> for Refusal {
    fn from(error: PinError) -> Self {
        Refusal(pin_status(&error), error.to_string())
    }
}

/// The HTTP status that says how a PIN failed.
pub(super) fn pin_status(error: &PinError) -> StatusCode {
    match error {
        PinError::Pairing(PairingError::NotPending) => StatusCode::NOT_FOUND,
        PinError::Pairing(PairingError::PinForm) => StatusCode::BAD_REQUEST,
        PinError::Pairing(_) | PinError::Unfinished => StatusCode::CONFLICT,
        PinError::Store => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

async fn status(State(management): State<Management>) -> Json<Status> {
    let sessions = management.sessions.clone();
    let running =
        tokio::task::spawn_blocking(move || (sessions.running_app(), sessions.streaming_client()));
    let (app, client) = running.await.unwrap_or_default();
    Json(Status {
        name: management.name.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        running_app: app.map(|app| app.get()),
        streaming_client: client.map(|client| client.to_string()),
        paired_clients: management.clients.list().len(),
        pairing: management.desk.pending().map(PendingPairing::from),
    })
}

async fn running_streams(State(management): State<Management>) -> Response {
    metrics::reply(&management.streams)
}

async fn pending(State(management): State<Management>) -> Json<Option<PendingPairing>> {
    Json(management.desk.pending().map(PendingPairing::from))
}

async fn enter_pin(
    State(management): State<Management>,
    Json(body): Json<EnterPin>,
) -> Result<Json<Client>, Refusal> {
    let pin: Pin = body.pin.parse().map_err(PinError::Pairing)?;
    let client = management.desk.enter_pin(&pin, body.name).await?;
    Ok(Json(Client::from(&client)))
}

async fn dismiss(State(management): State<Management>) -> Result<StatusCode, Refusal> {
    if management.desk.dismiss() {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(PinError::Pairing(PairingError::NotPending).into())
}

async fn native_pairing(State(management): State<Management>) -> Json<NativePairing> {
    Json(NativePairing::of(&management.trust))
}

async fn open_native_pairing(
    State(management): State<Management>,
) -> Result<Json<NativePairing>, Refusal> {
    management.trust.open().map_err(internal)?;
    Ok(Json(NativePairing::of(&management.trust)))
}

async fn close_native_pairing(State(management): State<Management>) -> Result<StatusCode, Refusal> {
    if management.trust.close() {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Refusal(StatusCode::NOT_FOUND, "no PIN is shown".to_owned()))
}

async fn clients(State(management): State<Management>) -> Json<Vec<Client>> {
    Json(management.clients.list().iter().map(Client::from).collect())
}

async fn rename(
    State(management): State<Management>,
    Path(client): Path<String>,
    Json(body): Json<Rename>,
) -> Result<StatusCode, Refusal> {
    let client = fingerprint(&client)?;
    let renamed = move || management.clients.rename(&client, &body.name);
    known(tokio::task::spawn_blocking(renamed).await)
}

async fn unpair(
    State(management): State<Management>,
    Path(client): Path<String>,
) -> Result<StatusCode, Refusal> {
    let client = fingerprint(&client)?;
    known(tokio::task::spawn_blocking(move || management.unpair(&client)).await)
}

fn fingerprint(text: &str) -> Result<Fingerprint, Refusal> {
    text.parse()
        .map_err(|_| Refusal(StatusCode::BAD_REQUEST, "a fingerprint is 64 hex digits".to_owned()))
}

/// What became of a change to a client.
fn known(done: Result<Result<bool, StoreError>, JoinError>) -> Result<StatusCode, Refusal> {
    if done.map_err(internal)?.map_err(internal)? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Refusal(StatusCode::NOT_FOUND, "no such client".to_owned()))
}

fn internal(error: impl std::fmt::Display) -> Refusal {
    Refusal(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}
