//! Messages of the handshake, plain and sealed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::rtsp::{Request, Response, Setup, StreamKind, request_length};
use lumen_core::gamestream::rtsp_seal::{RtspSeal, record_length};
use lumen_core::gamestream::{Role, SessionKey};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Some(length)) = request_length(bytes) {
        assert!(length <= bytes.len());
    }
    if let Ok(request) = Request::parse(bytes) {
        let _ = (request.stream(), request.wants_modest_audio());
        Request::parse(&request.write()).expect("a request of ours");
    }
    if let Ok(response) = Response::parse(bytes) {
        let _ = Setup::from_response(StreamKind::Video, &response);
    }
    let _ = record_length(bytes);
    let mut record = bytes.to_vec();
    let opened = RtspSeal::new(&SessionKey::new([7; 16]), Role::Host).open(&mut record).is_ok();
    assert!(!opened, "a record was forged");
});
