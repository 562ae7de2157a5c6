//! Input: surfaces in GPU memory, registered once, used in turn.

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::Arc;

use super::error::NvencError;
use super::session::Session;
pub use crate::convert::surface::{SurfaceFormat, SurfaceLayout};
use crate::cuda::{Context, DeviceMemory};

/// Surfaces and bitstream buffers of an encoder: one being filled, one being coded, one in hand.
pub(super) const RING: usize = 3;

/// A surface and the bitstream buffer that goes with it.
pub(super) struct Slot {
    pub memory: DeviceMemory,
    registered: *mut c_void,
    pub bitstream: *mut c_void,
}

/// The slots of an encoder.
pub(super) struct Ring {
    slots: Vec<Slot>,
    next: usize,
    layout: SurfaceLayout,
}

// SAFETY: the handles belong to one session and go wherever it goes.
unsafe impl Send for Ring {}

impl Ring {
    /// Takes memory for pictures of up to `most` and registers it for pictures of `size`.
    ///
    /// # Errors
    /// What fails; what was made until then is given back.
    pub fn new(
        session: &Session,
        context: &Arc<Context>,
        layout: SurfaceLayout,
        most: SurfaceLayout,
    ) -> Result<Ring, NvencError> {
        let mut ring = Ring { slots: Vec::with_capacity(RING), next: 0, layout };
        let bytes = layout.len().max(most.len());
        let made = (0..RING).try_for_each(|_| ring.add(session, context, bytes));
        if let Err(error) = made {
            ring.release(session);
            return Err(error);
        }
        Ok(ring)
    }

    fn add(
        &mut self,
        session: &Session,
        context: &Arc<Context>,
        bytes: usize,
    ) -> Result<(), NvencError> {
        let memory = DeviceMemory::new(context, bytes)?;
        self.slots.push(Slot { memory, registered: null_mut(), bitstream: null_mut() });
        let Some(slot) = self.slots.last_mut() else { return Ok(()) };
        slot.bitstream = session.create_bitstream()?;
        slot.register(session, &self.layout)
    }

    /// Layout of the surfaces.
    pub fn layout(&self) -> SurfaceLayout {
        self.layout
    }

    /// The slot whose turn it is.
    pub fn current(&mut self) -> &mut Slot {
        let at = self.next % RING;
        &mut self.slots[at]
    }

    /// The next slot's turn.
    pub fn advance(&mut self) {
        self.next = (self.next + 1) % RING;
    }

    /// Registers all memory again for pictures of another size.
    ///
    /// # Errors
    /// What the driver refuses.
    pub fn resize(&mut self, session: &Session, layout: SurfaceLayout) -> Result<(), NvencError> {
        self.layout = layout;
        for slot in &mut self.slots {
            session.unregister(std::mem::replace(&mut slot.registered, null_mut()))?;
            slot.register(session, &layout)?;
        }
        Ok(())
    }

    /// Gives everything back, whatever the driver says to it.
    pub fn release(&mut self, session: &Session) {
        for slot in self.slots.drain(..) {
            if !slot.registered.is_null() {
                warn(session.unregister(slot.registered));
            }
            if !slot.bitstream.is_null() {
                warn(session.destroy_bitstream(slot.bitstream));
            }
        }
    }
}

pub(super) fn warn(result: Result<(), NvencError>) {
    result.unwrap_or_else(|error| tracing::warn!(%error, "left with the driver"));
}

impl Slot {
    fn register(&mut self, session: &Session, layout: &SurfaceLayout) -> Result<(), NvencError> {
        self.registered = session.register(layout, self.memory.address())?;
        Ok(())
    }

    /// Maps the surface as input.
    pub fn map(&self, session: &Session) -> Result<(*mut c_void, u32), NvencError> {
        session.map(self.registered)
    }
}
