//! A few figures of each run as a table in Markdown, put between two marks of a page.

use std::fmt::Write;

use super::report::{Figure, Run};

/// What stands before and after the table in a page.
pub const MARKS: (&str, &str) = ("<!-- latency -->", "<!-- /latency -->");

/// The figures that are told, as runs name them.
const TOLD: [&str; 4] = ["own overhead", "complete to pixel", "paint to pixel", "event to pixel"];

/// The table, with its conditions below.
pub fn table(runs: &[Run]) -> String {
    let mut table = String::from("| p50 / p99, us | encoder | frames |");
    TOLD.iter().for_each(|name| _ = write!(table, " {name} |"));
    table += "\n|---|---|---|---|---|---|---|\n";
    for run in runs {
        let figures = run.figures();
        let told = |name: &str| figures.iter().find(|figure| figure.name == name).map(cell);
        let conditions = &run.conditions;
        let (framing, mode, encoder) = (conditions.framing, &conditions.mode, conditions.encoder);
        _ = write!(table, "| {framing}, {mode} | {encoder} | {} |", run.frames.len());
        for name in TOLD {
            _ = write!(table, " {} |", told(name).unwrap_or_default());
        }
        table += "\n";
    }
    let ends = runs.iter().flat_map(Run::figures).filter(|figure| TOLD.contains(&figure.name));
    let mut ends: Vec<String> =
        ends.map(|Figure { name, from, to, .. }| format!("*{name}*: {from} - {to}")).collect();
    ends.sort();
    ends.dedup();
    if let Some(run) = runs.first() {
        let conditions = &run.conditions;
        _ = write!(
            table,
            "\n{}, {} kbit/s; {}; commit {}, {}. {}.\n",
            conditions.content,
            conditions.kbps,
            conditions.machine,
            conditions.commit,
            conditions.build,
            ends.join("; ")
        );
    }
    table
}

fn cell(figure: &Figure) -> String {
    format!("{} / {}", figure.times.p50, figure.times.p99)
}

/// The page with the table between its marks; `None` when it has none.
pub fn fill(page: &str, table: &str) -> Option<String> {
    let (before, rest) = page.split_once(MARKS.0)?;
    let (_, after) = rest.split_once(MARKS.1)?;
    Some(format!("{before}{}\n{table}{}{after}", MARKS.0, MARKS.1))
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::run;
    use super::*;

    #[test]
    fn each_run_is_a_row_and_the_conditions_are_told_once() {
        let table = table(&[run("1280x720@60", 10), run("1280x720@120", 10)]);
        let rows: Vec<&str> = table.lines().collect();
        assert_eq!(
            rows[2],
            "| lumen/1, 1280x720@60 | null | 10 | 4000 / 4000 | 5400 / 5400 | 5500 / 5500 |  |"
        );
        assert_eq!(rows[0].matches('|').count(), rows[1].matches('|').count());
        assert_eq!(rows[0].matches('|').count(), rows[3].matches('|').count());
        assert_eq!(table.matches("a machine; commit abc, release").count(), 1);
        assert_eq!(
            table.matches("*paint to pixel*: painted by the app - picture decoded").count(),
            1
        );
    }

    #[test]
    fn what_was_between_the_marks_is_replaced() {
        let page = "# A\n<!-- latency -->\nold\n<!-- /latency -->\nend\n";
        let filled = fill(page, "new\n").unwrap();
        assert_eq!(filled, "# A\n<!-- latency -->\nnew\n<!-- /latency -->\nend\n");
        assert_eq!(fill(&filled, "new\n").as_deref(), Some(filled.as_str()));
        assert_eq!(fill("# A\n", "new\n"), None);
    }
}
