//! The compiled shaders are those of their sources. `LUMEN_BLESS=1` writes them anew.

use std::fs;
use std::path::Path;

use naga::back::spv::{
    Options, PipelineOptions, WriterFlags, ZeroInitializeWorkgroupMemoryMode, write_vec,
};
use naga::valid::{Capabilities, ValidationFlags, Validator};

/// SPIR-V of all entry points, little-endian.
fn compile(source: &str) -> Vec<u8> {
    let module = naga::front::wgsl::parse_str(source).expect("the shader is WGSL");
    let mut validator = Validator::new(ValidationFlags::all(), Capabilities::IMMEDIATES);
    let info = validator.validate(&module).expect("the shader is valid");
    // Positions are Vulkan's own: y points down.
    // Shaders write all memory of a workgroup before they read it.
    let options = Options {
        flags: WriterFlags::empty(),
        zero_initialize_workgroup_memory: ZeroInitializeWorkgroupMemoryMode::None,
        ..Options::default()
    };
    let words = write_vec(&module, &info, &options, None::<&PipelineOptions>).expect("SPIR-V");
    words.into_iter().flat_map(u32::to_le_bytes).collect()
}

#[test]
fn compiled_shaders_are_those_of_their_sources() {
    let shaders = Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders");
    let mut compared = 0;
    for entry in fs::read_dir(&shaders).expect("shaders") {
        let source = entry.expect("shader").path();
        if source.extension().is_none_or(|extension| extension != "wgsl") {
            continue;
        }
        let fresh = compile(&fs::read_to_string(&source).expect("readable"));
        let compiled = source.with_extension("spv");
        if std::env::var_os("LUMEN_BLESS").is_some() {
            fs::write(&compiled, &fresh).expect("writable");
        }
        let known = fs::read(&compiled).unwrap_or_default();
        assert!(known == fresh, "{}: run the test with LUMEN_BLESS=1", compiled.display());
        compared += 1;
    }
    assert!(compared > 0, "no shader was compared");
}
