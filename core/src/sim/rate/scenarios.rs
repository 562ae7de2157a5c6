//! The links that the controller is judged by.

use super::super::bulk::{Capacity, LinkConfig};
use super::super::net::Loss;
use super::Scenario;

const NEVER: u64 = u64::MAX;

const LINK: LinkConfig = LinkConfig {
    capacity: Capacity::Steps(&[(0, 20_000)]),
    buffer: 200,
    delay: 10,
    longer: (NEVER, 0),
    jitter: 1,
    loss: Loss::None,
    stalls: None,
    policer: None,
    outage: None,
};

const STREAM: Scenario = Scenario {
    name: "",
    link: LINK,
    length: 60_000,
    rates: (10_000, 100_000),
    rivals: (0, 0, 0),
    still: None,
    reports_lost: 0,
    drift: 0,
};

const fn steps(name: &'static str, steps: &'static [(u64, u64)]) -> Scenario {
    link(name, LinkConfig { capacity: Capacity::Steps(steps), ..LINK })
}

const fn walk(name: &'static str, between: (u64, u64), every: u64, delay: u64) -> Scenario {
    let capacity = Capacity::Walk { between, every };
    link(name, LinkConfig { capacity, buffer: 400, delay, jitter: 4, ..LINK })
}

const fn link(name: &'static str, link: LinkConfig) -> Scenario {
    Scenario { name, link, ..STREAM }
}

const fn lossy(name: &'static str, loss: Loss) -> Scenario {
    link(name, LinkConfig { loss, ..LINK })
}

const fn policed(name: &'static str, policer: (u64, u64, u64)) -> Scenario {
    link(name, LinkConfig { policer: Some(policer), ..LINK })
}

const fn shared(name: &'static str, rivals: (u32, u64, u64), buffer: u64) -> Scenario {
    Scenario { name, rivals, link: LinkConfig { buffer, ..LINK }, ..STREAM }
}

/// All of them.
pub const SCENARIOS: [Scenario; 40] = [
    steps("steady 20 Mbit/s", &[(0, 20_000)]),
    steps("steady 3 Mbit/s, start above", &[(0, 3_000)]),
    link(
        "steady 60 Mbit/s, 100 ms away",
        LinkConfig { capacity: Capacity::Steps(&[(0, 60_000)]), delay: 50, ..LINK },
    ),
    Scenario { rates: (10_000, 15_000), ..steps("more than negotiated", &[(0, 50_000)]) },
    steps("step down 20 to 5", &[(0, 20_000), (20_000, 5_000)]),
    steps("step down 50 to 10", &[(0, 50_000), (20_000, 10_000)]),
    steps("step down by a fifth", &[(0, 20_000), (20_000, 16_000)]),
    steps("step up 5 to 20", &[(0, 5_000), (20_000, 20_000)]),
    steps("step up 10 to 80", &[(0, 10_000), (20_000, 80_000)]),
    steps("dip of 5 s to a fifth", &[(0, 20_000), (20_000, 4_000), (25_000, 20_000)]),
    steps("dip of 0.5 s to a fifth", &[(0, 20_000), (20_000, 4_000), (20_500, 20_000)]),
    steps(
        "three dips of 3 s",
        &[
            (0, 30_000),
            (15_000, 8_000),
            (18_000, 30_000),
            (30_000, 8_000),
            (33_000, 30_000),
            (45_000, 8_000),
            (48_000, 30_000),
        ],
    ),
    steps(
        "stairs down and up",
        &[
            (0, 40_000),
            (10_000, 30_000),
            (20_000, 20_000),
            (30_000, 10_000),
            (40_000, 25_000),
            (50_000, 40_000),
        ],
    ),
    link("bufferbloat of 1 s", LinkConfig { buffer: 1_000, ..LINK }),
    Scenario {
        rates: (40_000, 100_000),
        ..link(
            "bufferbloat of 3 s, start above",
            LinkConfig { capacity: Capacity::Steps(&[(0, 10_000)]), buffer: 3_000, ..LINK },
        )
    },
    link(
        "bufferbloat of 1 s, step down",
        LinkConfig {
            capacity: Capacity::Steps(&[(0, 20_000), (20_000, 6_000)]),
            buffer: 1_000,
            ..LINK
        },
    ),
    link("queue of 30 ms", LinkConfig { buffer: 30, ..LINK }),
    link(
        "queue of 20 ms, 40 Mbit/s",
        LinkConfig { capacity: Capacity::Steps(&[(0, 40_000)]), buffer: 20, ..LINK },
    ),
    link("Wi-Fi: stalls of 30 ms", LinkConfig { stalls: Some((400, 30)), jitter: 3, ..LINK }),
    link("Wi-Fi: stalls of 120 ms", LinkConfig { stalls: Some((3_000, 120)), jitter: 3, ..LINK }),
    link("Wi-Fi: jitter of 8 ms", LinkConfig { jitter: 8, ..LINK }),
    lossy("Wi-Fi: 2 % in bursts of 8", Loss::Bursts { ppm: 20_000, mean: 8 }),
    lossy("Wi-Fi: 5 % in bursts of 20", Loss::Bursts { ppm: 50_000, mean: 20 }),
    link(
        "Wi-Fi: stalls and bursts",
        LinkConfig {
            capacity: Capacity::Steps(&[(0, 40_000), (30_000, 15_000), (40_000, 40_000)]),
            stalls: Some((500, 40)),
            loss: Loss::Bursts { ppm: 10_000, mean: 10 },
            jitter: 4,
            ..LINK
        },
    ),
    lossy("1 % lost at random", Loss::Random(10_000)),
    lossy("5 % lost at random", Loss::Random(50_000)),
    lossy("10 % lost at random", Loss::Random(100_000)),
    walk("LTE: slow walk 4 to 40", (4_000, 40_000), 2_000, 25),
    walk("LTE: fast walk 4 to 40", (4_000, 40_000), 500, 25),
    walk("LTE: walk 2 to 15, far", (2_000, 15_000), 1_000, 60),
    policed("policer 10 Mbit/s, burst 60 kB", (0, 10_000, 60_000)),
    policed("policer 8 Mbit/s, burst 250 kB", (0, 8_000, 250_000)),
    policed("policer comes at 20 s", (20_000, 10_000, 100_000)),
    shared("a download, queue 100 ms", (1, 15_000, 45_000), 100),
    shared("a download, queue 400 ms", (1, 15_000, 45_000), 400),
    shared("two downloads", (2, 15_000, 45_000), 150),
    link("outage of 2 s", LinkConfig { outage: Some((20_000, 22_000)), ..LINK }),
    link("path becomes 30 ms longer", LinkConfig { longer: (20_000, 30), ..LINK }),
    Scenario {
        still: Some((15_000, 35_000)),
        ..steps("still picture, 20 to 8 meanwhile", &[(0, 20_000), (25_000, 8_000)])
    },
    Scenario {
        reports_lost: 300_000,
        drift: 200,
        ..steps("reports lost, clock drifts", &[(0, 20_000), (20_000, 10_000), (30_000, 20_000)])
    },
];
