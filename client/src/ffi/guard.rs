//! The only reader and writer of callers' pointers, and the last stop of every panic.
//!
//! Structs begin with their size as the caller knows it. One that is smaller than ours is of an
//! older header: what it lacks is zero, which always means "as before". One that is larger is of a
//! newer header: it is read if what we do not know is zero. Written structs are filled as far as
//! the caller knows them.

use std::ffi::{CStr, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::status::remember;
use super::status::{Failure, LUMEN_ERR_INTERNAL, LUMEN_ERR_STRUCT, LUMEN_OK, lumen_status};

/// Larger structs are mistakes.
const LARGEST: usize = 4096;

/// A struct of the header.
///
/// # Safety
/// `repr(C)`, begins with a `u32` that is its size, and any bytes, zeros among them, are a value of
/// it: numbers, raw pointers and arrays of them alone.
pub(super) unsafe trait Sized32: Copy {
    /// Bytes of its first version.
    const LEAST: usize;
}

/// Runs a call: its status, or that of what went wrong. No panic leaves.
pub(super) fn guard(call: impl FnOnce() -> Result<lumen_status, Failure>) -> lumen_status {
    let outcome = catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        let text = "a defect of the library; its log says more".to_owned();
        Err(Failure { status: LUMEN_ERR_INTERNAL, text })
    });
    outcome.unwrap_or_else(remember)
}

/// The same for calls that can only work or fail.
pub(super) fn guard_unit(call: impl FnOnce() -> Result<(), Failure>) -> lumen_status {
    guard(|| call().map(|()| LUMEN_OK))
}

fn null(what: &str) -> Failure {
    Failure::argument(&format!("{what} is NULL"))
}

/// The object behind a handle.
///
/// # Safety
/// `handle` is NULL, or of a `T` that lives, and is not closed, as long as the reference does.
pub(super) unsafe fn object<'a, T>(handle: *const T, what: &str) -> Result<&'a T, Failure> {
    // SAFETY: NULL or a live object, by the caller's promise.
    unsafe { handle.as_ref() }.ok_or_else(|| null(what))
}

/// Puts `value` where the caller wants it.
///
/// # Safety
/// `out` is NULL or can be written.
pub(super) unsafe fn put<T>(out: *mut T, what: &str, value: T) -> Result<(), Failure> {
    if out.is_null() {
        return Err(null(what));
    }
    // SAFETY: not NULL, so it can be written, by the caller's promise.
    unsafe { out.write(value) };
    Ok(())
}

/// A string of the caller's.
///
/// # Safety
/// `text` is NULL or ends with a zero byte, and stays as it is as long as the reference lives.
pub(super) unsafe fn text<'a>(text: *const c_char, what: &str) -> Result<&'a str, Failure> {
    if text.is_null() {
        return Err(null(what));
    }
    // SAFETY: not NULL, so it ends with a zero byte, by the caller's promise.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map_err(|_| Failure::argument(&format!("{what} is not UTF-8")))
}

/// The struct's size as the caller knows it.
unsafe fn size<T: Sized32>(pointer: *const T, what: &str) -> Result<usize, Failure> {
    if pointer.is_null() {
        return Err(null(what));
    }
    // SAFETY: not NULL, so at least the first field, a `u32`, can be read.
    let size = unsafe { pointer.cast::<u32>().read_unaligned() } as usize;
    if (T::LEAST..=LARGEST).contains(&size) {
        return Ok(size);
    }
    let text = format!("struct_size of {what} is {size}; set it to the size of the struct");
    Err(Failure { status: LUMEN_ERR_STRUCT, text })
}

/// Reads a struct of the caller's.
///
/// # Safety
/// `pointer` is NULL or of a struct that has as many bytes as its first field says, all set.
pub(super) unsafe fn read<T: Sized32>(pointer: *const T, what: &str) -> Result<T, Failure> {
    // SAFETY: as promised to us.
    let size = unsafe { size(pointer, what) }?;
    // SAFETY: that many bytes can be read, by the caller's promise.
    let bytes = unsafe { std::slice::from_raw_parts(pointer.cast::<u8>(), size) };
    let known = size.min(size_of::<T>());
    if bytes[known..].iter().any(|byte| *byte != 0) {
        let text = format!("{what} has settings of a newer library than this");
        return Err(Failure { status: LUMEN_ERR_STRUCT, text });
    }
    // SAFETY: zeros are a value of `T`, by the promise of the trait.
    let mut value: T = unsafe { std::mem::zeroed() };
    let to = (&raw mut value).cast::<u8>();
    // SAFETY: `known` bytes can be read there, and are within `value`; any bytes are a value of it.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), to, known) };
    Ok(value)
}

/// Checks where a struct is to be written, before anything is done for it.
///
/// # Safety
/// As [`read`]; only the first field has to be set.
pub(super) unsafe fn check<T: Sized32>(pointer: *const T, what: &str) -> Result<(), Failure> {
    // SAFETY: as promised to us.
    unsafe { size(pointer, what) }.map(drop)
}

/// Fills a struct of the caller's; `struct_size` stays.
///
/// # Safety
/// `pointer` is NULL or of a struct that has as many bytes as its first field says, all writable.
pub(super) unsafe fn fill<T: Sized32>(
    pointer: *mut T,
    what: &str,
    value: T,
) -> Result<(), Failure> {
    const HEAD: usize = size_of::<u32>();
    // SAFETY: as promised to us.
    let size = unsafe { size(pointer, what) }?;
    // SAFETY: the first field lies within the struct.
    let to = unsafe { pointer.cast::<u8>().add(HEAD) };
    // SAFETY: what is behind the first field can be written, by the caller's promise.
    unsafe { std::ptr::write_bytes(to, 0, size - HEAD) };
    // SAFETY: the first field lies within the struct.
    let from = unsafe { (&raw const value).cast::<u8>().add(HEAD) };
    let known = size.min(size_of::<T>()) - HEAD;
    // SAFETY: `known` bytes lie within both, which do not overlap: `value` is ours.
    unsafe { std::ptr::copy_nonoverlapping(from, to, known) };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::status::LUMEN_ERR_ARGUMENT;
    use super::*;

    #[repr(C)]
    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    struct Sample {
        struct_size: u32,
        first: u32,
        second: u32,
    }

    // SAFETY: numbers alone, the size first.
    unsafe impl Sized32 for Sample {
        const LEAST: usize = 8;
    }

    fn read_words(words: &[u32]) -> Result<Sample, lumen_status> {
        // SAFETY: every size given in the tests is within `words`.
        unsafe { read(words.as_ptr().cast::<Sample>(), "sample") }.map_err(|error| error.status)
    }

    #[test]
    fn older_and_newer_structs_are_read_as_far_as_they_are_understood() {
        assert_eq!(
            read_words(&[8, 1, 77]).unwrap(),
            Sample { struct_size: 8, first: 1, second: 0 }
        );
        assert_eq!(read_words(&[12, 1, 2]).unwrap().second, 2);
        assert_eq!(read_words(&[16, 1, 2, 0]).unwrap().second, 2);
        assert_eq!(read_words(&[16, 1, 2, 3]), Err(LUMEN_ERR_STRUCT));
        assert_eq!(read_words(&[4, 1, 2]), Err(LUMEN_ERR_STRUCT));
        assert_eq!(read_words(&[1 << 20, 1, 2]), Err(LUMEN_ERR_STRUCT));
    }

    #[test]
    fn structs_are_filled_as_far_as_the_caller_knows_them() {
        let value = Sample { struct_size: 0, first: 5, second: 6 };
        for (size, expected) in [(8u32, [8, 5, 9, 9]), (12, [12, 5, 6, 9]), (16, [16, 5, 6, 0])] {
            let mut words = [size, 9, 9, 9];
            // SAFETY: every size is within `words`.
            unsafe { fill(words.as_mut_ptr().cast::<Sample>(), "sample", value) }.unwrap();
            assert_eq!(words, expected);
        }
    }

    #[test]
    fn null_and_panics_become_statuses() {
        // SAFETY: NULL is allowed.
        let null = unsafe { object::<u32>(std::ptr::null(), "handle") };
        assert_eq!(null.map_err(|error| error.status), Err(LUMEN_ERR_ARGUMENT));
        let panicked = guard_unit(|| std::panic::resume_unwind(Box::new("defect")));
        assert_eq!(panicked, LUMEN_ERR_INTERNAL);
    }
}
