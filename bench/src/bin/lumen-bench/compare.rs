//! `lumen-bench compare A B`: two commands in turns, pair by pair, and whether one really takes
//! longer: noise of a shared machine must not decide.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use anyhow::{Context, bail, ensure};
use clap::Args;
use lumen_bench::measure::pairs::{Difference, FEWEST};
use serde_json::Value;

/// Two commands, compared.
#[derive(Args, Debug)]
pub struct Options {
    /// The command that is compared with, run by `sh -c`.
    a: String,
    /// The command whose difference is wanted. What it needs for a setting: `NAME=VALUE COMMAND`.
    b: String,
    /// Pairs of runs.
    #[arg(long, default_value_t = 20)]
    pairs: usize,
    /// What is compared: a field of the JSON objects that the commands print on lines of their
    /// own, of the last line that has it; a path like `own.p50`. Without it, the time they take.
    #[arg(long, value_name = "PATH")]
    field: Option<String>,
    /// Only lines with this text in them count: `"stage":"own overhead"`.
    #[arg(long, value_name = "TEXT", requires = "field", default_value = "")]
    line: String,
}

/// Runs both, prints the verdict, writes JSON; true when there is no difference to be shown.
pub fn run(options: &Options, json: Option<&Path>) -> anyhow::Result<bool> {
    ensure!(options.pairs >= FEWEST, "at least {FEWEST} pairs say something");
    // Brings both into the caches; what does not work fails before time is spent.
    measure(&options.a, options)?;
    measure(&options.b, options)?;
    let mut pairs = Vec::with_capacity(options.pairs);
    for turn in 0..options.pairs {
        pairs.push(pair(options, turn)?);
    }
    let difference = Difference::of(&pairs).context("a measurement is not above zero")?;
    let what = options.field.as_deref().unwrap_or("seconds of wall clock");
    println!("A: {}\nB: {}\n{what}: {difference}", options.a, options.b);
    if let Some(path) = json {
        let text = serde_json::json!({
            "a": options.a, "b": options.b, "what": what, "pairs": pairs,
            "change": difference.change, "low": difference.low, "high": difference.high,
            "real": difference.is_real(),
        });
        fs::write(path, text.to_string()).with_context(|| format!("write {}", path.display()))?;
    }
    Ok(!difference.is_real())
}

/// One pair; who comes first changes, so that neither gains by it.
fn pair(options: &Options, turn: usize) -> anyhow::Result<(f64, f64)> {
    let (a, b) = (&options.a, &options.b);
    if turn.is_multiple_of(2) {
        Ok((measure(a, options)?, measure(b, options)?))
    } else {
        let second = measure(b, options)?;
        Ok((measure(a, options)?, second))
    }
}

fn measure(command: &str, options: &Options) -> anyhow::Result<f64> {
    let begun = Instant::now();
    let output = Command::new("sh").args(["-c", command]).stdin(Stdio::null()).output();
    let took = begun.elapsed();
    let Output { status, stdout, stderr } = output.context("run sh")?;
    if !status.success() {
        bail!("{command}: {status}\n{}", String::from_utf8_lossy(&stderr));
    }
    let Some(path) = &options.field else { return Ok(took.as_secs_f64()) };
    let said = String::from_utf8_lossy(&stdout);
    field(&said, &options.line, path)
        .with_context(|| format!("{command} prints no JSON line with {path}"))
}

/// The number at a path in the last JSON line that has it and `text`.
fn field(said: &str, text: &str, path: &str) -> Option<f64> {
    let number = |line: &str| {
        let value: Value = serde_json::from_str(line).ok()?;
        path.split('.').try_fold(&value, |value, key| value.get(key))?.as_f64()
    };
    said.lines().rev().filter(|line| line.contains(text)).find_map(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(a: &str, b: &str, field: Option<&str>) -> Options {
        Options {
            a: a.into(),
            b: b.into(),
            pairs: FEWEST,
            field: field.map(str::to_owned),
            line: String::new(),
        }
    }

    #[test]
    fn the_last_line_that_has_the_field_counts() {
        let said = "head\n{\"own\":{\"p50\":3}}\n{\"own\":{\"p50\":4.5}}\n{\"other\":1}\nend";
        assert_eq!(field(said, "", "own.p50"), Some(4.5));
        assert_eq!(field(said, ":3", "own.p50"), Some(3.0));
        assert_eq!(field(said, "", "own.p99"), None);
    }

    #[test]
    fn settings_that_differ_are_told_apart_and_the_same_are_not() {
        let print = |value: u32| format!("echo '{{\"us\": {value}}}'");
        let same = options(&print(100), &print(100), Some("us"));
        assert!(run(&same, None).unwrap());
        let slower = options(&print(100), &print(103), Some("us"));
        assert!(!run(&slower, None).unwrap());
    }

    #[test]
    fn a_command_that_fails_is_named() {
        let error = run(&options("true", "echo no >&2; exit 3", None), None).unwrap_err();
        assert!(error.to_string().contains("exit 3"), "{error}");
    }
}
