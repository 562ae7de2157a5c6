//! The session handshake of the host.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use lumen_core::gamestream::nvhttp::CodecModes;
use lumen_core::gamestream::rtsp::{Method, Request, Response, Setup, StreamKind};
use lumen_core::gamestream::rtsp_seal::record_length;
use lumen_core::gamestream::sdp::StreamRequest;

use super::{CONNECT_DATA, Granted, Stage, State, lock, ping_payload, web};

pub fn serve(state: &State, listener: &TcpListener) {
    for mut stream in web::connections(state, listener) {
        let mut record = read_record(&mut stream);
        let mut session = lock(&state.session);
        let granted = session.as_mut().expect("RTSP comes after a launch");
        let request = Request::parse(granted.rtsp.open(&mut record).unwrap()).unwrap();
        if state.is_silent_at(Stage::Rtsp(request.method)) {
            lock(&state.held).push(stream);
            continue;
        }
        let response = answer(state, &request, granted);
        let sealed = granted.rtsp.seal(&response.write()).unwrap();
        stream.write_all(&sealed).unwrap();
    }
}

fn read_record(stream: &mut TcpStream) -> Vec<u8> {
    let mut record = vec![0; 4];
    stream.read_exact(&mut record).unwrap();
    let length = record_length(&record).unwrap().unwrap();
    record.resize(length, 0);
    stream.read_exact(&mut record[4..]).unwrap();
    record
}

fn answer(state: &State, request: &Request, granted: &mut Granted) -> Response {
    let ok = Response::ok(request.cseq);
    match request.method {
        Method::Options => ok,
        Method::Describe => ok.with_body(state.behaviour.offer.write()),
        Method::Setup => setup(state, request.stream().unwrap()).to_response(request.cseq),
        Method::Announce => {
            let wish = StreamRequest::parse(&request.body).unwrap();
            wish.check(&state.behaviour.offer, CodecModes::H264).unwrap();
            granted.request = Some(wish);
            Response::new(state.behaviour.announce_status, request.cseq)
        }
        Method::Play => {
            assert_eq!(request.header("Session"), Some("LUMEN"));
            ok
        }
    }
}

fn setup(state: &State, stream: StreamKind) -> Setup {
    let port = |address: SocketAddr| address.port();
    let media = |port| Setup {
        session: "LUMEN".to_owned(),
        port,
        ping_payload: Some(ping_payload()),
        connect_data: None,
    };
    match stream {
        StreamKind::Audio => media(port(state.ports.audio)),
        StreamKind::Video => media(port(state.ports.video)),
        StreamKind::Control => Setup {
            ping_payload: None,
            connect_data: Some(CONNECT_DATA),
            ..media(port(state.ports.control))
        },
    }
}
