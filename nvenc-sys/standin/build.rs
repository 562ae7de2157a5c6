//! Gives the library the name by which a loader asks for CUDA, so that a process that has opened
//! this library by its path finds it when it asks for CUDA by name.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libcuda.so");
}
