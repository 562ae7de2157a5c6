//! Packed pictures to the surfaces that encoders take, by a shader of OpenGL.
//!
//! The twin of Vulkan's converter: a ring of jobs with a surface each, all made at the start;
//! nothing is created or allocated for a frame. The bytes are those of [`exact::convert`](crate::convert::exact::convert). One
//! thread at a time.

mod job;

use std::sync::Arc;

use self::job::Job;
use super::context::{Context, Entered};
use super::gl::is;
use super::import::Source;
use super::objects::{Buffer, Program};
pub use crate::convert::job::{Conversion, RING, Slot};
use crate::convert::job::{groups, words};
use crate::convert::packed::Packed;
use crate::convert::surface::SurfaceLayout;
use crate::cuda::Rows;
use crate::{GpuError, cuda};

/// Bindings of the shader. Source: shaders/convert.wgsl, and tests/shaders.rs for the rule.
const SURFACE: u32 = 2;
const RULE: u32 = 3;

/// Who uses the surfaces.
#[derive(Clone)]
pub enum Output {
    /// CUDA: [`Converter::address`].
    Cuda(Arc<cuda::Context>),
    /// The CPU: [`Converter::bytes`].
    Cpu,
}

/// Converts pictures of one size and format.
pub struct Converter {
    jobs: Vec<Job>,
    next: usize,
    program: Program,
    rule: Buffer,
    groups: (u32, u32),
    conversion: Conversion,
    target: SurfaceLayout,
    output: Output,
    context: Arc<Context>,
}

impl Converter {
    /// Makes everything that frames need.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for a size that the GPU cannot do; [`GpuError::Cuda`] where CUDA
    /// takes no surface of this context; [`GpuError::Egl`].
    pub fn new(
        context: &Arc<Context>,
        conversion: Conversion,
        output: Output,
    ) -> Result<Converter, GpuError> {
        let target = conversion.target()?;
        if target.is_empty() || target.len() > context.facts().most_bytes {
            let value = target.len() as u64;
            return Err(GpuError::Unsupported { what: "surface bytes", value });
        }
        let jobs = (0..RING).map(|_| Job::new(context, target.len(), &output));
        Ok(Converter {
            jobs: jobs.collect::<Result<_, _>>()?,
            next: 0,
            program: Program::new(context, conversion.to)?,
            rule: Buffer::rule(context, &words(&conversion, &target))?,
            groups: groups(&target),
            conversion,
            target,
            output,
            context: Arc::clone(context),
        })
    }

    /// How the surfaces are laid out.
    pub fn target(&self) -> SurfaceLayout {
        self.target
    }

    /// From now on sources have this format.
    ///
    /// # Errors
    /// [`GpuError::Egl`].
    pub fn expect(&mut self, from: Packed) -> Result<(), GpuError> {
        if self.conversion.from != from {
            self.conversion.from = from;
            self.rule = Buffer::rule(&self.context, &words(&self.conversion, &self.target))?;
        }
        Ok(())
    }

    /// Starts the conversion of a picture into the next surface, whose user must be done with it.
    /// Waits only when the job that used it was never waited for.
    ///
    /// # Errors
    /// [`GpuError::Size`] and [`GpuError::Unsupported`] for a source of another size, format or
    /// context; [`GpuError::Egl`], [`GpuError::Cuda`].
    pub fn submit(&mut self, source: &Arc<Source>) -> Result<Slot, GpuError> {
        self.conversion.check(source.layout())?;
        if !source.is_of(&self.context) {
            return Err(GpuError::Unsupported { what: "source of another context", value: 0 });
        }
        let slot = Slot(self.next);
        self.wait(slot)?;
        let entered = self.context.enter()?;
        let job = &mut self.jobs[slot.0];
        job.take_back(&entered)?;
        run(&entered, &self.program, &self.rule, source, job.surface(), self.groups);
        job.started(&entered, source)?;
        self.next = (self.next + 1) % RING;
        Ok(slot)
    }

    /// Waits until a surface is filled, and lets go of its source.
    ///
    /// # Errors
    /// [`GpuError::Egl`] when the GPU is lost or hangs.
    pub fn wait(&mut self, slot: Slot) -> Result<(), GpuError> {
        let job = &mut self.jobs[slot.0 % RING];
        if job.is_running() {
            let entered = self.context.enter()?;
            job.finish(&entered)?;
        }
        job.let_go();
        Ok(())
    }

    /// A filled surface; empty while it is being filled, and for [`Output::Cuda`].
    pub fn bytes(&self, slot: Slot) -> &[u8] {
        self.jobs[slot.0 % RING].bytes()
    }

    /// Where CUDA finds a surface, valid until the next [`Converter::submit`] into it; another
    /// frame's address may differ. What CUDA is told from now on comes after the conversion.
    ///
    /// # Errors
    /// [`GpuError::Unsupported`] for surfaces that the CPU uses; [`GpuError::Cuda`].
    pub fn address(&mut self, slot: Slot) -> Result<u64, GpuError> {
        let entered = self.context.enter()?;
        self.jobs[slot.0 % RING].address(&entered)
    }

    /// Copies a surface that was waited for as its user sees it: for tests and measurements.
    ///
    /// # Errors
    /// [`GpuError::Truncated`] when `out` has another length; [`GpuError::Cuda`].
    pub fn read(&mut self, slot: Slot, out: &mut [u8]) -> Result<(), GpuError> {
        let (needed, got) = (self.target.len(), out.len());
        if needed != got {
            return Err(GpuError::Truncated { needed, got });
        }
        let Output::Cuda(cuda) = &self.output else {
            let bytes = self.bytes(slot);
            let whole = bytes.get(..needed);
            let none = GpuError::Truncated { needed, got: bytes.len() };
            return whole.map(|bytes| out.copy_from_slice(bytes)).ok_or(none);
        };
        let cuda = Arc::clone(cuda);
        let rows = Rows { from: self.address(slot)?, pitch: needed, row: needed };
        Ok(cuda.download(rows, out)?)
    }
}

/// Tells the GPU to convert.
fn run(
    entered: &Entered<'_>,
    program: &Program,
    rule: &Buffer,
    source: &Source,
    surface: &Buffer,
    (across, down): (u32, u32),
) {
    let gl = entered.gl();
    // SAFETY: valid usage: a program that is linked, of this context.
    unsafe { (gl.use_program)(program.name()) };
    // SAFETY: numbers alone.
    unsafe { (gl.active_texture)(is::TEXTURE0) };
    // Another driver's writes are seen from the next binding on. SAFETY: a texture of this context.
    unsafe { (gl.bind_texture)(is::TEXTURE_2D, source.name()) };
    // SAFETY: a buffer of this context.
    unsafe { (gl.bind_buffer_base)(is::UNIFORM_BUFFER, RULE, rule.name()) };
    // SAFETY: a buffer of this context, which neither CUDA nor the CPU has mapped.
    unsafe { (gl.bind_buffer_base)(is::SHADER_STORAGE_BUFFER, SURFACE, surface.name()) };
    // SAFETY: the shader reads within the texture and writes within the surface, both of which
    // have the size that the rule says.
    unsafe { (gl.dispatch)(across, down, 1) };
    // SAFETY: numbers alone.
    unsafe { (gl.memory_barrier)(is::ALL_BARRIER_BITS) };
}
