//! Two machines with a cable between them: network namespaces of this test's own, with a shallow
//! queue, small packets, or no way through. Needs root, iproute2 and the kernel's `veth` and `tbf`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod buffers;
mod net;
mod pacing;
mod path;
