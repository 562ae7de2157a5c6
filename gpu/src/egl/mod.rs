//! EGL and OpenGL: import and conversion for drivers whose Vulkan does not take a compositor's
//! buffers, or that have none.
//!
//! | module | is |
//! |---|---|
//! | `display` | the loader, devices, what they import |
//! | `gl` | the calls of OpenGL that are used |
//! | [`context`] | a context without a surface, entered for the time of a call |
//! | `objects` | buffers and programs that are deleted when dropped |
//! | [`import`] | pictures to convert: dmabufs, uploads |
//! | [`convert`] | packed pictures to the surfaces that encoders take |
//! | `check` | what a context has to show before it is used |
//!
//! The same shader as Vulkan's converts, translated (`shaders/convert.*.glsl`). A surface goes to
//! CUDA by the interoperability of OpenGL; OpenGL 4.5 is what CUDA documents, OpenGL ES 3.1 is
//! what more drivers have, so both are tried. The library is opened at run time; a machine
//! without EGL gets [`GpuError::NoEgl`](crate::GpuError::NoEgl).
//!
//! Source of every rule cited in a SAFETY comment as "valid usage": the specification of OpenGL
//! ES 3.2 or of EGL 1.5, section of the command named.

mod check;
pub mod context;
pub mod convert;
mod display;
mod gl;
pub mod import;
mod objects;

#[cfg(test)]
mod tests;
