//! The few calls of openh264 that we need, behind safe types.
//!
//! The library's objects are C++ behind a table of function pointers. Each type here copies the
//! pointers it uses when it is opened, owns its object, and destroys it on drop. Everything
//! unsafe about openh264 is in this module.
//!
//! The crate's own wrapper offers neither a slice count nor the colour description, and copies
//! every picture.

pub mod decoder;
pub mod encoder;

use crate::GpuError;

/// A function pointer that the library's table has, or the error that it is missing.
fn present<F>(function: Option<F>, codec: &'static str) -> Result<F, GpuError> {
    function.ok_or(GpuError::Open { codec, code: -1 })
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    unsafe extern "C" {
        fn WelsSampleSad16x16_sse2();
        fn WelsCPUId();
    }

    /// Without its assembler the library is three times slower and says nothing. Should this
    /// test not link, it was built before nasm was installed: `cargo clean -p openh264-sys2`.
    #[test]
    fn the_library_was_built_with_its_assembler() {
        let symbols = [WelsSampleSad16x16_sse2 as *const (), WelsCPUId as *const ()];
        assert!(symbols.iter().all(|symbol| !symbol.is_null()));
    }
}
