//! What the methods have in common: addresses and trains as the kernel takes them.

use std::net::SocketAddr;
use std::slice::Chunks;

/// Most segments of one train; Linux, `UDP_MAX_SEGMENTS` before 6.9.
const MAX_SEGMENTS: usize = 64;
/// Most bytes of one train: a UDP payload over IPv4.
const MAX_BYTES: usize = 65_507;

/// A socket address as the kernel takes it.
pub(super) struct RawAddress(socket2::SockAddr);

impl RawAddress {
    pub(super) fn new(address: SocketAddr) -> RawAddress {
        RawAddress(address.into())
    }

    /// Pointer and length for a `msghdr`. The kernel only reads there.
    pub(super) fn name(&self) -> (*mut libc::c_void, libc::socklen_t) {
        (self.0.as_ptr().cast_mut().cast(), self.0.len())
    }
}

/// Datagrams side by side, cut into what one segmented send carries.
pub(super) fn trains(datagrams: &[u8], stride: usize) -> Chunks<'_, u8> {
    datagrams.chunks(MAX_SEGMENTS.min(MAX_BYTES / stride).max(1) * stride)
}

/// One message to the kernel. Its pointers are those of the last [`Message::set`].
pub(super) struct Message {
    header: libc::msghdr,
    part: libc::iovec,
    control: SegmentControl,
}

impl Message {
    pub(super) fn new() -> Message {
        Message {
            // SAFETY: all-zero is a valid `msghdr`: null pointers with zero lengths.
            header: unsafe { std::mem::zeroed() },
            part: libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 0 },
            control: SegmentControl::new(),
        }
    }

    /// Points the message at a train and its destination. Both, and the message itself, have to
    /// stay where they are while the kernel reads the pointer that this returns.
    pub(super) fn set(
        &mut self,
        train: &[u8],
        stride: usize,
        to: &RawAddress,
    ) -> *const libc::msghdr {
        self.part.iov_base = train.as_ptr().cast_mut().cast();
        self.part.iov_len = train.len();
        (self.header.msg_name, self.header.msg_namelen) = to.name();
        self.header.msg_iov = &raw mut self.part;
        self.header.msg_iovlen = 1;
        self.header.msg_control = std::ptr::null_mut();
        self.header.msg_controllen = 0;
        // A single datagram needs no cutting and may be longer than a segment can be.
        if train.len() > stride {
            self.control.segment = stride as u16;
            self.header.msg_control = (&raw mut self.control).cast();
            self.header.msg_controllen = size_of::<SegmentControl>();
        }
        &raw const self.header
    }
}

/// The control message that carries the segment size, laid out as `CMSG_SPACE(2)` is.
#[repr(C)]
struct SegmentControl {
    header: libc::cmsghdr,
    segment: u16,
    padding: [u8; 6],
}

impl SegmentControl {
    fn new() -> SegmentControl {
        let header = libc::cmsghdr {
            // Header plus the two bytes of the size, as CMSG_LEN(2) gives.
            cmsg_len: size_of::<libc::cmsghdr>() + size_of::<u16>(),
            cmsg_level: libc::SOL_UDP,
            cmsg_type: libc::UDP_SEGMENT,
        };
        SegmentControl { header, segment: 0, padding: [0; 6] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trains_stay_within_what_the_kernel_takes() {
        let bytes = vec![0; 200_000];
        let lens = |stride| trains(&bytes, stride).map(<[u8]>::len).collect::<Vec<_>>();
        assert_eq!(lens(1_200)[..3], [54 * 1_200, 54 * 1_200, 54 * 1_200]);
        assert_eq!(lens(100)[0], 64 * 100);
        assert_eq!(lens(70_000), [70_000, 70_000, 60_000], "one datagram each, and too long");
        assert_eq!(lens(1_200).iter().sum::<usize>(), 200_000);
    }
}
