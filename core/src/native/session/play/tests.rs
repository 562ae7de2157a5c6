use proptest::prelude::*;

use super::*;
use crate::native::vectors::{hello, welcome};

fn samples() -> Samples {
    Samples { hello: hello(), welcome: welcome() }
}

/// Hello, Welcome, Start.
const OPENING: [u8; 7] = [0, 6, 1, 0, 3, 7, 0];

fn after_opening(script: &[u8]) -> Tally {
    play(&samples(), &[&OPENING, script].concat())
}

#[test]
fn a_script_goes_through_a_whole_session() {
    let running = Tally { started: 1, ..Tally::default() };
    assert_eq!(after_opening(&[]), running);
    // A wish, its answer.
    let answered = Tally { answered: 1, ..running };
    assert_eq!(after_opening(&[8, 5, 0, 10, 5, 3]), answered);
    // The client loses the connection and is back before the host knows.
    let resumed = Tally { started: 2, resumed: 1, ..running };
    assert_eq!(after_opening(&[14, 16, 17, 0, 0, 3, 7, 0]), resumed);
    // Two datagrams of input; the second arrives first, with what was in the other.
    let inputs = Tally { inputs: 2, ..running };
    assert_eq!(after_opening(&[18, 0, 18, 0, 18, 13, 18, 5]), inputs);
    // A Start that the client never said.
    let refused = Tally { refused: 1, ..running };
    assert_eq!(after_opening(&[250, 0, 4]), refused);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_happens_the_ends_keep_the_rules(
        opened: bool,
        script in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let opening: &[u8] = if opened { &OPENING } else { &[] };
        play(&samples(), &[opening, &script].concat());
    }
}
