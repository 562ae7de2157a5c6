//! The compiled shaders are those of their sources. `LUMEN_BLESS=1` writes them anew.

use std::fs;
use std::path::Path;

use naga::back::{glsl, spv};
use naga::proc::BoundsCheckPolicies;
use naga::valid::{Capabilities, ModuleInfo, ValidationFlags, Validator};
use naga::{AddressSpace, Module, ResourceBinding, ShaderStage};

/// What begins the names of the entry points that are translated for OpenGL: only its textures
/// can be other drivers' memory.
const FOR_OPENGL: &str = "image_";

/// Where OpenGL finds what Vulkan hands over with the command. Source: src/egl/program.rs.
const RULE: ResourceBinding = ResourceBinding { group: 0, binding: 3 };

fn validated(module: &Module) -> ModuleInfo {
    let mut validator = Validator::new(ValidationFlags::all(), Capabilities::IMMEDIATES);
    validator.validate(module).expect("the shader is valid")
}

/// SPIR-V of all entry points, little-endian.
fn spirv(module: &Module) -> Vec<u8> {
    // Positions are Vulkan's own: y points down.
    // Shaders write all memory of a workgroup before they read it.
    let options = spv::Options {
        flags: spv::WriterFlags::empty(),
        zero_initialize_workgroup_memory: spv::ZeroInitializeWorkgroupMemoryMode::None,
        ..spv::Options::default()
    };
    let words = spv::write_vec(module, &validated(module), &options, None).expect("SPIR-V");
    words.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// GLSL ES 3.1 of one entry point. Immediates, which OpenGL lacks, become a uniform block.
fn glsl(module: &Module, entry_point: &str) -> Vec<u8> {
    let mut module = module.clone();
    for (_, variable) in module.global_variables.iter_mut() {
        if variable.space == AddressSpace::Immediate {
            variable.space = AddressSpace::Uniform;
            variable.binding = Some(RULE);
        }
    }
    let options = glsl::Options {
        version: glsl::Version::Embedded { version: 310, is_webgl: false },
        writer_flags: glsl::WriterFlags::empty(),
        zero_initialize_workgroup_memory: false,
        binding_map: (0..=RULE.binding)
            .map(|binding| (ResourceBinding { group: 0, binding }, binding as u8))
            .collect(),
    };
    let pipeline = glsl::PipelineOptions {
        shader_stage: ShaderStage::Compute,
        entry_point: entry_point.into(),
        multiview: None,
    };
    let (mut text, info) = (String::new(), validated(&module));
    let policies = BoundsCheckPolicies::default();
    let writer = glsl::Writer::new(&mut text, &module, &info, &options, &pipeline, policies);
    writer.expect("a stage of GLSL ES").write().expect("GLSL ES");
    text.into_bytes()
}

/// Compares a file with what it should hold, or writes it.
fn hold(compiled: &Path, fresh: &[u8]) {
    if std::env::var_os("LUMEN_BLESS").is_some() {
        fs::write(compiled, fresh).expect("writable");
    }
    let known = fs::read(compiled).unwrap_or_default();
    assert!(known == fresh, "{}: run the test with LUMEN_BLESS=1", compiled.display());
}

#[test]
fn compiled_shaders_are_those_of_their_sources() {
    let shaders = Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders");
    let (mut compared, mut translated) = (0, 0);
    for entry in fs::read_dir(&shaders).expect("shaders") {
        let source = entry.expect("shader").path();
        if source.extension().is_none_or(|extension| extension != "wgsl") {
            continue;
        }
        let text = fs::read_to_string(&source).expect("readable");
        let module = naga::front::wgsl::parse_str(&text).expect("the shader is WGSL");
        hold(&source.with_extension("spv"), &spirv(&module));
        compared += 1;
        for entry in module.entry_points.iter().filter(|e| e.name.starts_with(FOR_OPENGL)) {
            let name = source.with_extension(format!("{}.glsl", entry.name));
            hold(&name, &glsl(&module, &entry.name));
            translated += 1;
        }
    }
    assert!(compared > 0, "no shader was compared");
    assert!(translated > 0, "no shader was translated for OpenGL");
}
