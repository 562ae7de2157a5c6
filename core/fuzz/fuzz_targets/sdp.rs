//! What the host offers and what the client wants.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lumen_core::gamestream::sdp::{AudioChannels, HostOffer, StreamRequest};
use lumen_core::units::Percent;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(request) = StreamRequest::parse(bytes) {
        let body = request.write([127, 0, 0, 1].into(), 47998);
        StreamRequest::parse(body.as_bytes()).expect("a body of ours");
        assert!(request.video_bitrate(Percent(20)).0 > 0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let offer = HostOffer::parse(text);
        assert_eq!(HostOffer::parse(&offer.write()), offer);
        for channels in [AudioChannels::Surround51, AudioChannels::Surround71] {
            let _ = HostOffer::parse_layout(text, channels, false);
            let _ = HostOffer::parse_layout(text, channels, true);
        }
    }
});
