//! Pictures and video: frames in, slices out; slices in, frames out.
//!
//! Opens no sockets, knows no protocol, has no threads of its own.
//!
//! | module | is |
//! |---|---|
//! | `bridge` | captured pictures into encoders' surfaces on the GPU (features `vulkan` and `egl`) |
//! | [`frame`] | a captured picture, its memory, its pool |
//! | [`convert`] | packed RGB to the planes that encoders take |
//! | [`cuda`] | the NVIDIA GPU: context, memory, memory of Vulkan |
//! | `dmabuf` | a compositor's buffer (features `vulkan` and `egl`) |
//! | `egl` | import and conversion where Vulkan does not import (feature `egl`) |
//! | [`encode`] | trait `Encode` and its backends |
//! | [`decode`] | trait `Decode` and its backends |
//! | [`present`] | where pictures go in a window |
//! | `vulkan` | Vulkan objects, import and conversion, a presenter (feature `vulkan`) |
//! | [`memory`] | how the heap treats pictures |

mod annex_b;
#[cfg(all(feature = "egl", feature = "vulkan"))]
pub mod bridge;
pub mod convert;
pub mod cuda;
pub mod damage;
pub mod decode;
#[cfg(any(feature = "egl", feature = "vulkan"))]
pub mod dmabuf;
#[cfg(feature = "egl")]
pub mod egl;
pub mod encode;
pub mod error;
pub mod frame;
pub mod memory;
mod openh264;
pub mod present;
#[cfg(test)]
mod testing;
#[cfg(feature = "vulkan")]
pub mod vulkan;

pub use error::{GpuError, Remedy};
