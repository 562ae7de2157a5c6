//! Request targets, and the XML that a host answers.
#![no_main]

use std::net::Ipv4Addr;

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::nvhttp::{
    Envelope, LaunchKind, LaunchReply, LaunchRequest, ServerInfo, Target, parse_app_list,
    write_app_list,
};

fuzz_target!(|text: &str| {
    if let Ok(target) = Target::parse(text) {
        for kind in [LaunchKind::Launch, LaunchKind::Resume] {
            let Ok(request) = LaunchRequest::parse(kind, &target.query) else { continue };
            let written = request.to_query().target(kind.path());
            let again = Target::parse(&written).expect("a target of ours");
            assert_eq!(LaunchRequest::parse(kind, &again.query), Ok(request));
        }
    }
    let _ = Envelope::parse(text).map(|envelope| envelope.message().len());
    let _ = LaunchReply::parse(LaunchKind::Launch, Ipv4Addr::LOCALHOST.into(), text);
    if let Ok(info) = ServerInfo::parse(text) {
        ServerInfo::parse(&info.write()).expect("a reply of ours");
    }
    if let Ok(apps) = parse_app_list(text) {
        parse_app_list(&write_app_list(&apps)).expect("a list of ours");
    }
});
