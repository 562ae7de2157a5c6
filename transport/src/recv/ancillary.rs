//! What the kernel says about received datagrams: their common size and how many were dropped.

/// Room for the control messages of one call.
#[derive(Default)]
pub(super) struct Room([u64; 8]);

impl Room {
    /// Pointer and length for a `msghdr`.
    pub(super) fn raw(&mut self) -> (*mut libc::c_void, usize) {
        (self.0.as_mut_ptr().cast(), size_of_val(&self.0))
    }
}

/// The control messages that we ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ancillary {
    /// Size of one datagram of a train, if this is one (`UDP_GRO`).
    pub segment: Option<usize>,
    /// Datagrams dropped on this socket since it was made, modulo 2^32 (`SO_RXQ_OVFL`).
    pub dropped: Option<u32>,
}

impl Ancillary {
    /// Reads what `recvmsg` wrote. The control buffer of `message` has to be alive.
    pub(super) fn of(message: &libc::msghdr) -> Ancillary {
        let mut found = Ancillary::default();
        // SAFETY: `message` was filled in by `recvmsg` and its control buffer is alive.
        let mut header = unsafe { libc::CMSG_FIRSTHDR(message) };
        while !header.is_null() {
            // SAFETY: a non-null header points to a whole `cmsghdr` inside the control buffer.
            let libc::cmsghdr { cmsg_level, cmsg_type, .. } = unsafe { *header };
            match (cmsg_level, cmsg_type) {
                (libc::SOL_UDP, libc::UDP_GRO) => {
                    found.segment = usize::try_from(int(header)).ok().filter(|&size| size > 0);
                }
                (libc::SOL_SOCKET, libc::SO_RXQ_OVFL) => {
                    found.dropped = Some(int(header).cast_unsigned());
                }
                _ => {}
            }
            // SAFETY: `header` lies in the control buffer of `message`.
            header = unsafe { libc::CMSG_NXTHDR(message, header) };
        }
        found
    }
}

/// The value of a control message of 32 bits.
fn int(header: *const libc::cmsghdr) -> i32 {
    // SAFETY: the data of a control message follows its header.
    let data = unsafe { libc::CMSG_DATA(header) };
    // SAFETY: the kernel writes an `int` for the messages that this is called for; it may be
    // unaligned.
    unsafe { data.cast::<i32>().read_unaligned() }
}
