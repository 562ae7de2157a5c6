//! NVENC and cuvid as the driver has them: structs, function tables, version words.
//!
//! Nothing is linked. [`load::EncodeApi`] and [`load::DecodeApi`] open the driver's libraries at
//! run time, so one binary starts on machines without NVIDIA. No policy here: `lumen-gpu` owns
//! sessions and decides.
//!
//! | module | is |
//! |---|---|
//! | [`v12_1`] | API 12.1, the oldest that is spoken. Drivers from 530 |
//! | [`v13_0`] | API 13.0, spoken with drivers from 570 on |
//! | [`cuvid`] | the decoder, unchanged from 11 to 13 |
//! | [`guid`] | codecs, profiles, presets |
//! | [`version`] | the three encodings of a version, and the word that each struct starts with |
//! | [`status`] | what calls answer |
//! | [`load`] | `dlopen`, handshake, tables |
//!
//! `bindings/regenerate` writes the modules from NVIDIA's MIT-licensed headers, whose notice is in
//! `LICENSE-NVIDIA`. `tests/layout.rs` holds them against sizes, offsets and bit numbers that were
//! measured apart from bindgen.

pub mod guid;
pub mod load;
pub mod status;
pub mod version;

/// Lints that written code obeys and machine-written code need not.
macro_rules! bindings {
    ($(#[$doc:meta])* $name:ident, $path:literal) => {
        $(#[$doc])*
        #[allow(
            missing_docs,
            non_camel_case_types,
            non_snake_case,
            non_upper_case_globals,
            unsafe_op_in_unsafe_fn,
            unused_qualifications,
            unnecessary_transmutes,
            clippy::all,
            clippy::multiple_unsafe_ops_per_block,
            clippy::undocumented_unsafe_blocks,
            dead_code
        )]
        #[rustfmt::skip]
        #[path = $path]
        pub mod $name;
    };
}

bindings!(
    /// NVENC 12.1.
    v12_1,
    "bindings/v12_1.rs"
);
bindings!(
    /// NVENC 13.0.
    v13_0,
    "bindings/v13_0.rs"
);
bindings!(
    /// NVDEC through cuvid.
    cuvid,
    "bindings/cuvid.rs"
);
