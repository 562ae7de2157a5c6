//! Pictures from the decode thread to the present thread: one slot, the newest wins.
//!
//! The decoder lends a picture only until its next call, so it is copied once, into a buffer
//! that comes back when it is not shown any more. One that is on the GPU is held instead.
//! Allocates only when the size is new.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use lumen_core::units::FrameId;
use lumen_gpu::decode::{Decoded, GpuPicture};
use lumen_transport::ring::Mailbox;

use crate::{FrameRecord, Observe};

/// One is written, one waits, one is shown, one is about to be.
const BUFFERS: usize = 4;

/// A picture with what is known of it.
#[derive(Default)]
struct Shot {
    width: u32,
    height: u32,
    /// Y, U and V, each without gaps.
    planes: [Vec<u8>; 3],
    /// The picture instead, where it is on the GPU: held, not copied.
    gpu: Option<Arc<GpuPicture>>,
    record: FrameRecord,
}

/// A picture on loan. Dropping it anywhere gives its buffer back.
pub(super) struct Lease {
    shot: Shot,
    home: SyncSender<Shot>,
}

impl Lease {
    /// The picture.
    pub fn picture(&self) -> Decoded<'_> {
        let Shot { width, height, ref planes, ref gpu, .. } = self.shot;
        if let Some(gpu) = gpu {
            return Decoded::on_gpu((width, height), gpu);
        }
        let chroma = width.div_ceil(2);
        Decoded {
            width,
            height,
            planes: planes.each_ref().map(Vec::as_slice),
            strides: [width, chroma, chroma],
            gpu: None,
        }
    }

    /// Where it was when.
    pub fn record(&self) -> &FrameRecord {
        &self.shot.record
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.shot.gpu = None;
        let _ = self.home.try_send(std::mem::take(&mut self.shot));
    }
}

/// The decode thread's end. Dropping it ends the present thread.
pub struct Screen {
    free: Receiver<Shot>,
    home: SyncSender<Shot>,
    slot: Arc<Mailbox<Lease>>,
}

/// The window's end.
pub struct Pictures {
    pub(super) slot: Arc<Mailbox<Lease>>,
}

/// A screen to be given to a session as its observer, and what a window shows of it.
pub fn screen() -> (Screen, Pictures) {
    let (home, free) = sync_channel(BUFFERS);
    for _ in 0..BUFFERS {
        // A channel as deep as the pool cannot be full.
        let _ = home.try_send(Shot::default());
    }
    let slot = Mailbox::new();
    (Screen { free, home, slot: Arc::clone(&slot) }, Pictures { slot })
}

impl Observe for Screen {
    fn unit(&mut self, _frame: FrameId, _bytes: &[u8]) {}

    /// Without a free buffer the picture is passed over: the next one is due soon.
    fn picture(&mut self, picture: &Decoded<'_>, record: &FrameRecord) {
        let Ok(mut shot) = self.free.try_recv() else { return };
        shot.fill(picture, record);
        self.slot.put(Lease { shot, home: self.home.clone() });
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.slot.close();
    }
}

impl Shot {
    fn fill(&mut self, picture: &Decoded<'_>, record: &FrameRecord) {
        (self.width, self.height, self.record) = (picture.width, picture.height, *record);
        self.gpu = picture.gpu.cloned();
        if self.gpu.is_some() {
            return;
        }
        let half = (picture.width.div_ceil(2), picture.height.div_ceil(2));
        let sizes = [(picture.width, picture.height), half, half];
        for (plane, (width, height)) in sizes.into_iter().enumerate() {
            let rows = picture.planes[plane].chunks(picture.strides[plane].max(1) as usize);
            let target = &mut self.planes[plane];
            target.clear();
            for row in rows.take(height as usize) {
                target.extend_from_slice(&row[..row.len().min(width as usize)]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use lumen_transport::ring::Mail;

    use super::*;

    fn show(screen: &mut Screen, luma: u8) {
        let (y, chroma) = ([luma; 8], [128; 4]);
        let planes = [y.as_slice(), &chroma, &chroma];
        let picture = Decoded { width: 2, height: 2, planes, strides: [4, 2, 2], gpu: None };
        screen.picture(&picture, &FrameRecord { frame: luma.into(), ..FrameRecord::default() });
    }

    #[test]
    fn the_newest_picture_wins_and_buffers_come_back() {
        let (mut screen, pictures) = screen();
        for luma in 1..=20 {
            show(&mut screen, luma);
        }
        let Mail::Value(lease) = pictures.slot.take(None) else { panic!("no picture") };
        assert_eq!(lease.record().frame, 20);
        assert_eq!(lease.picture().planes, [[20; 4].as_slice(), &[128], &[128]]);
        let held: Vec<_> = (21..=23)
            .map(|luma| {
                show(&mut screen, luma);
                pictures.slot.take(None)
            })
            .collect();
        show(&mut screen, 24);
        assert!(matches!(pictures.slot.take(Some(lumen_core::units::Micros(0))), Mail::TimedOut));
        drop((lease, held));
        show(&mut screen, 25);
        drop(screen);
        let Mail::Value(last) = pictures.slot.take(None) else { panic!("no picture") };
        assert_eq!(last.record().frame, 25);
        drop(last);
        assert!(matches!(pictures.slot.take(None), Mail::Closed));
    }
}
