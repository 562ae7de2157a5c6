//! The heap of the C library, on which openh264 keeps its pictures.

/// Keeps what is freed from staying with the process. To be called once, before other threads.
///
/// Otherwise glibc learns from the first encoder that is closed that large blocks are short-lived,
/// and from then on keeps them, in a heap for each thread that ever opened one: some megabytes
/// for each. Frames allocate nothing, so one heap for all threads costs no time.
/// Source: mallopt(3), `M_MMAP_THRESHOLD`, `M_ARENA_MAX`.
#[cfg(target_env = "gnu")]
pub fn keep_heap_small() {
    /// glibc's own threshold at the start.
    const LARGE: libc::c_int = 128 * 1024;
    for (parameter, value) in [(libc::M_MMAP_THRESHOLD, LARGE), (libc::M_ARENA_MAX, 1)] {
        // SAFETY: `mallopt` takes two numbers and may be called at any time.
        if unsafe { libc::mallopt(parameter, value) } != 1 {
            tracing::debug!(parameter, "the heap cannot be tuned");
        }
    }
}

/// Other C libraries do so by themselves.
#[cfg(not(target_env = "gnu"))]
pub fn keep_heap_small() {}
