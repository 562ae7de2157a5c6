use super::*;
use crate::measure::noise::Noise;

const QUIET: Noise = Noise { steal: 0.0, stretch: 1.0, dropped: 0.0 };

fn comparison(ratio: f64, noise: Noise) -> Comparison {
    let timing = |name, ratio| Timing { name, low: 190.0 * ratio, median: 200.0 * ratio, ratio };
    Comparison { timings: vec![timing("bare", 1.0), timing("ours", ratio)], noise }
}

fn row(ratio: f64, goal: Option<Goal>) -> Row {
    Row::ratio("seal / bare", &comparison(ratio, QUIET), 1, goal)
}

fn report(rows: Vec<Row>) -> Report {
    let machine = Machine {
        cpu: "A CPU".into(),
        cores: 2,
        core: 1,
        kernel: "6.18".into(),
        fec: "scalar",
        commit: None,
    };
    Report { machine, rows }
}

#[test]
fn a_goal_is_met_up_to_its_bound() {
    let at_most = |ratio| row(ratio, Some(Goal::at_most(1.1))).verdict;
    assert_eq!((at_most(1.1), at_most(1.11)), (Verdict::Ok, Verdict::Missed));
    let at_least = |ratio| row(ratio, Some(Goal::at_least(0.85))).verdict;
    assert_eq!((at_least(0.85), at_least(0.84)), (Verdict::Ok, Verdict::Missed));
    assert_eq!(row(9.0, None).verdict, Verdict::Told);
    assert_eq!(at_most(f64::NAN), Verdict::Missed);
}

#[test]
fn only_a_must_that_is_missed_fails() {
    let goal = Goal::at_most(1.1);
    assert!(report(vec![row(1.0, Some(goal)), row(2.0, None)]).holds());
    assert!(report(vec![row(2.0, Some(goal.wish()))]).holds());
    assert!(!report(vec![row(1.0, Some(goal)), row(2.0, Some(goal))]).holds());
}

#[test]
fn noise_is_neither_a_pass_nor_a_miss() {
    let noise = Noise { steal: 0.2, ..QUIET };
    for ratio in [0.5, 2.0, f64::NAN] {
        let row = Row::ratio("x", &comparison(ratio, noise), 1, Some(Goal::at_most(1.0)));
        assert!(matches!(row.verdict, Verdict::NotJudged(_)));
        let report = report(vec![row]);
        assert!(report.holds());
        assert_eq!(report.to_string(), "1 goals: 0 met, 0 musts missed, 1 not judged");
    }
}

#[test]
fn a_value_is_judged_like_a_ratio_and_a_count_whatever_the_noise() {
    let goal = Some(Goal::at_least(8.0));
    let noisy = comparison(1.0, Noise { stretch: 2.0, ..QUIET });
    let quiet = comparison(1.0, QUIET);
    assert_eq!(Row::value("Gbit/s", 8.5, &quiet, 1, goal).verdict, Verdict::Ok);
    assert_eq!(Row::value("Gbit/s", 7.9, &quiet, 1, goal).verdict, Verdict::Missed);
    assert!(matches!(Row::value("Gbit/s", 8.5, &noisy, 1, goal).verdict, Verdict::NotJudged(_)));
    assert_eq!(Row::count("calls", 7.0, goal).verdict, Verdict::Missed);
    assert_eq!(Row::count("calls", 7.0, None).verdict, Verdict::Told);
    let line = Row::value("Gbit/s", 8.5, &quiet, 1, goal).to_string();
    assert!(line.contains("200 ns     8.50   >= 8.00  ok"), "{line}");
}

#[test]
fn columns_are_aligned() {
    let goal = Goal::at_most(1.1);
    let lines = [
        Row::HEAD.to_string(),
        row(1.034, Some(goal)).to_string(),
        row(12.34, Some(goal.wish())).to_string(),
        Row::does_not_apply("FEC", goal, "no GFNI").to_string(),
    ];
    assert_eq!(
        lines.map(|line| line[54..].to_string()),
        [
            "        p10 / median    ratio      goal  verdict",
            "        196 / 207 ns     1.03   <= 1.10  ok",
            "      2.34 / 2.47 us     12.3   <= 1.10  MISSED (a wish)",
            "                   -        -   <= 1.10  does not apply: no GFNI",
        ]
    );
}

#[test]
fn json_says_what_the_table_says() {
    let goal = Goal::at_most(1.1);
    let rows = vec![
        row(1.5, Some(goal)),
        row(f64::NAN, None),
        Row::does_not_apply("FEC", goal.wish(), "no GFNI"),
    ];
    let file = tempfile::NamedTempFile::new().unwrap();
    report(rows).write_json(file.path()).unwrap();
    let text = fs::read_to_string(file.path()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["machine"]["cpu"], "A CPU");
    assert_eq!(json["machine"]["commit"], serde_json::Value::Null);
    let [missed, told, absent] = [0, 1, 2].map(|index| &json["rows"][index]);
    assert_eq!((&missed["verdict"], &missed["ratio"]), (&"missed".into(), &1.5.into()));
    assert_eq!(missed["goal"]["bound"]["at_most"], 1.1);
    assert_eq!((&told["verdict"], &told["ratio"]), (&"told".into(), &serde_json::Value::Null));
    assert_eq!((&absent["verdict"], &absent["why"]), (&"does_not_apply".into(), &"no GFNI".into()));
    assert_eq!(absent["goal"]["must"], false);
}
