//! Input: surfaces in GPU memory, registered once, used in turn.

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::Arc;

use super::error::NvencError;
use super::session::Session;
pub use crate::convert::surface::{SurfaceFormat, SurfaceLayout};
use crate::cuda::external::Imported;
use crate::cuda::{Context, DeviceMemory};

/// Surfaces and bitstream buffers of an encoder: one being filled, one being coded, one in hand.
pub(super) const RING: usize = 3;

/// Where a surface lies.
pub(super) enum Memory {
    /// In memory of the encoder's own.
    Own(DeviceMemory),
    /// In memory that another interface of the GPU fills.
    Adopted(Imported),
}

impl Memory {
    pub fn address(&self) -> u64 {
        match self {
            Memory::Own(memory) => memory.address(),
            Memory::Adopted(memory) => memory.address(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Memory::Own(memory) => memory.len(),
            Memory::Adopted(memory) => memory.len(),
        }
    }
}

/// A surface and the bitstream buffer that goes with it.
pub(super) struct Slot {
    pub memory: Memory,
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
        let memory = Memory::Own(DeviceMemory::new(context, bytes)?);
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

    /// This slot's turn; false where there is none such.
    pub fn choose(&mut self, index: usize) -> bool {
        let there = index < self.slots.len();
        if there {
            self.next = index;
        }
        there
    }

    /// Puts other memory in place of each slot's, of which there must be as many.
    ///
    /// # Errors
    /// What the driver refuses. A slot is then left without a surface, and mapping it fails.
    pub fn adopt(&mut self, session: &Session, memory: Vec<Imported>) -> Result<(), NvencError> {
        let layout = self.layout;
        for (slot, memory) in self.slots.iter_mut().zip(memory) {
            session.unregister(std::mem::replace(&mut slot.registered, null_mut()))?;
            slot.memory = Memory::Adopted(memory);
            slot.register(session, &layout)?;
        }
        Ok(())
    }

    /// Bytes of the smallest surface's memory.
    pub fn room(&self) -> usize {
        self.slots.iter().map(|slot| slot.memory.len()).min().unwrap_or(0)
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
