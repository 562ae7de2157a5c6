//! Vectors of docs/wire-gamestream.md and the shared matrix, every loss of a block, garbage.

use proptest::prelude::*;

use super::*;
use crate::units::Seq;

fn config(key_id: u32) -> AudioConfig {
    let key = SessionKey::new(std::array::from_fn(|at| at as u8));
    AudioConfig { key: Some(key), key_id, packet: Span::from_millis(5) }
}

/// Datagrams of these packets.
fn send(config: &AudioConfig, packets: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut sender = AudioSender::new(config);
    let mut sent = Vec::new();
    for packet in packets {
        sender.packet(packet, |datagram| sent.push(datagram.to_vec())).unwrap();
    }
    sent
}

fn receive(receiver: &mut AudioReceiver, datagrams: &[&Vec<u8>]) -> Vec<(u16, bool, Vec<u8>)> {
    let mut units = Vec::new();
    for datagram in datagrams {
        let unit = |unit: AudioUnit<'_>| {
            units.push((unit.sequence.0, unit.repaired, unit.opus.to_vec()));
        };
        receiver.datagram(datagram, unit).unwrap();
    }
    units
}

#[test]
fn packets_are_sealed_as_stock_clients_open_them() {
    let plain: Vec<u8> = (0x60..0x74).collect();
    for (key_id, sequence, sealed) in [
        (1, 5, "b76a60fd18e3b8e3285e46b756b25f22f8d7a05581c8869267fe1fbc7bef7f3b"),
        (-2i32 as u32, 5, "f831243031970c3ed76fc4b32d0cf9614bc6352dc9ce0a8aba832243f6b01548"),
        (0x7fff_ffff, 1, "65d1ebb5ac1adcd6a5cc00c32fa21267922e13571a51ffa88b4ade255df67e13"),
    ] {
        let config = config(key_id);
        let cipher = seal::AudioCipher::new(config.key.as_ref().unwrap(), key_id);
        let mut out = [0; MAX_PAYLOAD];
        let len = cipher.seal(Seq(sequence), &plain, &mut out).unwrap();
        assert_eq!(hex::encode(&out[..len]), sealed);
        assert_eq!(cipher.open(Seq(sequence), &mut out[..len]).unwrap(), plain);
    }
}

#[test]
fn headers_and_parity_are_those_of_the_page() {
    let config = AudioConfig { key: None, ..config(0) };
    let shard = |start: u8, step: u8| (0..16).map(|at| start + step * at).collect::<Vec<u8>>();
    let block = [shard(0x11, 3), shard(0x22, 4), shard(0x33, 5), shard(0x44, 6)];
    let packets: Vec<_> = block.iter().chain(&block).cloned().collect();
    let sent = send(&config, &packets);
    assert_eq!(sent.len(), 12);
    // The second block: packets 4 to 7, 20 to 35 ms.
    assert_eq!(hex::encode(&sent[7][..12]), "806100050000001900000000");
    let parity = "807f00080000000000000000006100040000001400000000";
    assert_eq!(hex::encode(&sent[10][..24]), parity);
    assert_eq!(hex::encode(&sent[10][24..]), "1f759fa817bacaedd54b88ce71c31433");
    let parity = "807f00090000000000000000016100040000001400000000";
    assert_eq!(hex::encode(&sent[11][..24]), parity);
    assert_eq!(hex::encode(&sent[11][24..]), "f4e36870ec2b969a7d078b75e9d6bbb7");
}

#[test]
fn any_two_of_a_block_may_be_lost() {
    let config = config(9);
    let packets: Vec<Vec<u8>> = (0..4).map(|at| vec![at + 1; 60]).collect();
    let sent = send(&config, &packets);
    assert_eq!(sent.len(), 6);
    for lost in 0u8..64 {
        let mut receiver = AudioReceiver::new(&config);
        let left: Vec<_> =
            (0..6).filter(|shard| lost >> shard & 1 == 0).map(|shard| &sent[shard]).collect();
        let mut units = receive(&mut receiver, &left);
        units.sort();
        let whole = lost.count_ones() <= 2;
        let expected: Vec<_> = (0..4u16)
            .filter(|shard| whole || lost >> shard & 1 == 0)
            .map(|shard| (shard, lost >> shard & 1 == 1, packets[usize::from(shard)].clone()))
            .collect();
        assert_eq!(units, expected, "lost {lost:06b}");
    }
}

#[test]
fn unequal_packets_have_no_parity() {
    let sent = send(&config(1), &[vec![1; 60], vec![2; 61], vec![3; 90], vec![4; 60]]);
    assert_eq!(sent.len(), 4);
    let mut sender = AudioSender::new(&config(1));
    assert_eq!(sender.packet(&[], |_| panic!()), Err(AudioError::Cut));
    assert_eq!(sender.packet(&[0; 1_400], |_| panic!()), Err(AudioError::TooLong(1_400)));
}

#[test]
fn what_is_no_audio_is_refused() {
    let mut receiver = AudioReceiver::new(&config(1));
    let mut refused = |bytes: &[u8]| receiver.datagram(bytes, |_| panic!()).unwrap_err();
    assert_eq!(refused(&[0x80, 97, 0, 1]), AudioError::Cut);
    assert_eq!(refused(&[0; 40]), AudioError::Kind);
    let with = |kind: u8, len: usize| {
        let mut bytes = vec![0; len];
        (bytes[0], bytes[1]) = (0x80, kind);
        bytes
    };
    assert_eq!(refused(&with(96, 40)), AudioError::Kind);
    assert_eq!(refused(&with(97, 12)), AudioError::Cut);
    assert_eq!(refused(&with(97, 40)), AudioError::Sealed);
    assert_eq!(refused(&with(97, 2_000)), AudioError::TooLong(1_988));
    assert_eq!(refused(&with(127, 40)), AudioError::Malformed);
}

proptest! {
    #[test]
    fn every_packet_of_a_lossy_stream_comes_back_or_is_missing(
        lens in prop::collection::vec(1usize..200, 1..40),
        lost: u64,
        start: u16,
    ) {
        let packets: Vec<Vec<u8>> =
            lens.iter().enumerate().map(|(at, len)| vec![at as u8; *len]).collect();
        let mut sender = AudioSender::new(&config(start.into()));
        let mut receiver = AudioReceiver::new(&config(start.into()));
        let mut count = 0;
        for packet in &packets {
            let send = |datagram: &[u8]| {
                count += 1;
                if lost >> (count % 64) & 1 == 0 {
                    let unit = |unit: AudioUnit<'_>| {
                        assert_eq!(unit.opus, &packets[usize::from(unit.sequence.0)]);
                    };
                    receiver.datagram(datagram, unit).unwrap();
                }
            };
            sender.packet(packet, send).unwrap();
        }
    }

    #[test]
    fn garbage_never_panics(
        datagrams in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 0..20),
        kind in prop_oneof![Just(97u8), Just(127u8), any::<u8>()],
        sealed: bool,
    ) {
        let mut config = config(1);
        config.key = config.key.filter(|_| sealed);
        let mut receiver = AudioReceiver::new(&config);
        for mut datagram in datagrams {
            if let [flags, is, ..] = &mut datagram[..] {
                (*flags, *is) = (0x80, kind);
            }
            let _ = receiver.datagram(&datagram, |unit| assert!(!unit.opus.is_empty()));
        }
    }
}
