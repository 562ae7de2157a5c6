use lumen_bench::measure::bench::Bench;
pub fn measure(_: &mut Bench) -> anyhow::Result<()> {
    Ok(())
}
