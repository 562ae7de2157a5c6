//! Which decoder a stream gets: NVDEC where there is one, openh264 elsewhere.
//!
//! H.264 falls back to software, when NVDEC cannot be opened and when it fails in the middle of a
//! stream. HEVC is decoded by NVDEC alone, and is to be asked for only where [`Decoder::codecs`]
//! has it.

use std::fmt;
use std::sync::Arc;

use lumen_core::native::message::format::{Codec, Codecs};
use lumen_gpu::GpuError;
use lumen_gpu::decode::null::NullDecoder;
use lumen_gpu::decode::nvdec::caps::{self, Chroma};
use lumen_gpu::decode::nvdec::error::NvdecError;
#[cfg(feature = "window")]
use lumen_gpu::decode::nvdec::on_gpu::NvdecToGpu;
use lumen_gpu::decode::nvdec::{Libraries, Nvdec, NvdecToHost};
use lumen_gpu::decode::software::SoftwareDecoder;
use lumen_gpu::decode::{Decode, Decoded};

/// Opens a decoder.
pub type OpenDecoder = fn() -> Result<Box<dyn Decode>, GpuError>;

/// Which decoder is wished for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecoderChoice {
    /// NVDEC where it works, software elsewhere.
    #[default]
    Auto,
    /// Software.
    Software,
    /// NVDEC; a stream that it cannot decode does not start.
    Nvdec,
}

/// What makes pictures of access units.
#[derive(Clone, Debug, Default)]
pub enum Decoder {
    /// H.264 on the CPU.
    #[default]
    Software,
    /// On the GPU, as [`Decoder::find`] has found it.
    Nvdec(Hardware),
    /// The same grey picture for every unit, to measure everything but a codec.
    Null,
    /// One of the embedding program's own; opened once for each tile.
    Own(OpenDecoder),
}

/// Opens a decoder for a codec.
type OpenHardware = dyn Fn(Codec, Place) -> Result<Box<dyn Decode>, GpuError> + Send + Sync;

/// Where decoded pictures are to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the CPU's memory, for everyone.
    Cpu,
    /// Left on the GPU, for a window.
    Gpu,
}

/// A decoder in hardware.
#[derive(Clone)]
pub struct Hardware {
    name: Arc<str>,
    codecs: Codecs,
    /// Software takes over where this fails.
    replaceable: bool,
    place: Place,
    open: Arc<OpenHardware>,
}

impl fmt::Debug for Hardware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Hardware").field(&self.name).finish()
    }
}

impl fmt::Display for Hardware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Decoder {
    /// Looks for NVDEC, unless software is wanted. The log says what was found, or why nothing was.
    ///
    /// # Errors
    /// Why there is no NVDEC, when it is insisted on.
    pub fn find(choice: DecoderChoice, libraries: &Libraries) -> Result<Decoder, GpuError> {
        if choice == DecoderChoice::Software {
            return Ok(Decoder::Software);
        }
        match Hardware::find(libraries, choice == DecoderChoice::Auto) {
            Ok(hardware) => {
                tracing::info!(%hardware, "pictures are decoded in hardware");
                Ok(Decoder::Nvdec(hardware))
            }
            Err(reason) if choice == DecoderChoice::Auto => {
                tracing::info!(%reason, "pictures are decoded on the CPU, H.264 alone");
                Ok(Decoder::Software)
            }
            Err(reason) => Err(reason.into()),
        }
    }

    /// Has hardware leave pictures on the GPU, for a window that draws with it. Where that cannot
    /// be, they are copied, and the log says why.
    pub fn for_window(self) -> Decoder {
        match self {
            Decoder::Nvdec(hardware) => Decoder::Nvdec(Hardware { place: Place::Gpu, ..hardware }),
            other => other,
        }
    }

    /// What it makes pictures of.
    pub fn codecs(&self) -> Codecs {
        match self {
            Decoder::Software | Decoder::Null | Decoder::Own(_) => Codecs::of(&[Codec::H264]),
            Decoder::Nvdec(hardware) => hardware.codecs,
        }
    }
}

impl Hardware {
    fn find(libraries: &Libraries, replaceable: bool) -> Result<Hardware, NvdecError> {
        let nvdec = Nvdec::load(libraries)?;
        let mut found = Vec::new();
        for (codec, theirs) in [(Codec::H264, caps::Codec::H264), (Codec::Hevc, caps::Codec::Hevc)]
        {
            if nvdec.caps(theirs, Chroma::Half, 8)?.supported {
                found.push(codec);
            }
        }
        if found.is_empty() {
            let (codec, chroma, bits) = (caps::Codec::H264, Chroma::Half, 8);
            return Err(NvdecError::Codec { codec, chroma, bits });
        }
        let name = format!("NVDEC on {}: {found:?}", nvdec.gpu()).into();
        let open = move |codec, place| -> Result<Box<dyn Decode>, GpuError> {
            let theirs = match codec {
                Codec::H264 => caps::Codec::H264,
                Codec::Hevc => caps::Codec::Hevc,
                Codec::Av1 => return Err(unsupported(codec)),
            };
            open_at(place, &nvdec, theirs)
        };
        let (codecs, place) = (Codecs::of(&found), Place::Cpu);
        Ok(Hardware { name, codecs, replaceable, place, open: Arc::new(open) })
    }

    /// One of a test's own.
    #[cfg(test)]
    pub(super) fn double(replaceable: bool, open: Arc<OpenHardware>) -> Hardware {
        let codecs = Codecs::of(&[Codec::H264, Codec::Hevc]);
        Hardware { name: "double".into(), codecs, replaceable, place: Place::Cpu, open }
    }

    fn open(&self, codec: Codec) -> Result<Box<dyn Decode>, GpuError> {
        (self.open)(codec, self.place)
    }
}

/// Opens NVDEC with its pictures at this place, or else in the CPU's memory.
fn open_at(
    place: Place,
    nvdec: &Arc<Nvdec>,
    codec: caps::Codec,
) -> Result<Box<dyn Decode>, GpuError> {
    #[cfg(feature = "window")]
    if place == Place::Gpu {
        match NvdecToGpu::open(nvdec, codec) {
            Ok(decoder) => return Ok(Box::new(decoder)),
            Err(reason) => {
                tracing::info!(%reason, "pictures are copied from the GPU to the CPU");
            }
        }
    }
    #[cfg(not(feature = "window"))]
    let _ = place;
    Ok(Box::new(NvdecToHost::open(nvdec, codec)?))
}

fn unsupported(codec: Codec) -> GpuError {
    GpuError::Unsupported { what: "hardware decoder for codec", value: codec as u64 }
}

/// Opens the decoders of one stream.
pub(crate) struct Opener {
    decoder: Decoder,
    codec: Codec,
}

impl Opener {
    /// For a stream of this codec.
    pub fn new(decoder: &Decoder, codec: Codec) -> Opener {
        Opener { decoder: decoder.clone(), codec }
    }

    /// A decoder that waits for its first key frame. Where NVDEC cannot be opened, it and all
    /// later ones are software.
    ///
    /// # Errors
    /// Those of the decoder, where nothing else decodes the codec or NVDEC is insisted on.
    pub fn open(&mut self) -> Result<Box<dyn Decode>, GpuError> {
        match &self.decoder {
            Decoder::Nvdec(hardware) => match hardware.open(self.codec) {
                Ok(decoder) => Ok(decoder),
                Err(error) => self.instead(error),
            },
            Decoder::Software if self.codec == Codec::H264 => software(),
            Decoder::Software => {
                tracing::warn!(codec = ?self.codec, "nothing here decodes it: units are counted, not shown");
                Ok(Box::new(NoDecoder))
            }
            Decoder::Null => Ok(Box::<NullDecoder>::default()),
            Decoder::Own(open) => open(),
        }
    }

    /// In place of a decoder that failed with `error`: software, or else the same anew. `None` for
    /// decoders that help themselves with the next key frame.
    pub fn replace(&mut self, error: GpuError) -> Option<Result<Box<dyn Decode>, GpuError>> {
        let Decoder::Nvdec(hardware) = &self.decoder else { return None };
        if self.can_be_software(hardware) {
            return Some(self.instead(error));
        }
        tracing::warn!(%error, decoder = %hardware, "the decoder failed and is opened anew");
        Some(hardware.open(self.codec))
    }

    fn can_be_software(&self, hardware: &Hardware) -> bool {
        hardware.replaceable && self.codec == Codec::H264
    }

    fn instead(&mut self, error: GpuError) -> Result<Box<dyn Decode>, GpuError> {
        match &self.decoder {
            Decoder::Nvdec(hardware) if self.can_be_software(hardware) => {
                tracing::warn!(%error, decoder = %hardware, "H.264 is decoded on the CPU from here on");
                self.decoder = Decoder::Software;
                software()
            }
            _ => Err(error),
        }
    }
}

fn software() -> Result<Box<dyn Decode>, GpuError> {
    Ok(Box::new(SoftwareDecoder::open()?))
}

/// For a codec that nothing here decodes: units are counted and recorded, pictures there are none.
struct NoDecoder;

impl Decode for NoDecoder {
    fn submit(&mut self, _unit: &[u8]) -> Result<(), GpuError> {
        Ok(())
    }

    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// Libraries that are not there.
    fn nowhere() -> Libraries {
        let path = Some(PathBuf::from("/nonexistent/libcuda.so"));
        Libraries { cuvid: path.clone(), cuda: path }
    }

    #[test]
    fn without_a_driver_the_choice_decides() {
        let auto = Decoder::find(DecoderChoice::Auto, &nowhere()).unwrap();
        assert!(matches!(auto, Decoder::Software));
        assert_eq!(auto.codecs(), Codecs::of(&[Codec::H264]));
        let software = Decoder::find(DecoderChoice::Software, &nowhere()).unwrap();
        assert!(matches!(software, Decoder::Software));
        let refused = Decoder::find(DecoderChoice::Nvdec, &nowhere()).unwrap_err();
        assert!(matches!(refused, GpuError::Nvdec(NvdecError::Cuda(_))), "{refused}");
    }

    fn busy() -> GpuError {
        NvdecError::Call { call: "cuvidCreateDecoder", code: 2 }.into()
    }

    fn refusing(replaceable: bool, codec: Codec) -> Opener {
        let hardware = Hardware::double(replaceable, Arc::new(|_, _| Err(busy())));
        Opener::new(&Decoder::Nvdec(hardware), codec)
    }

    #[test]
    fn h264_falls_back_to_software_unless_nvdec_is_insisted_on() {
        let mut opener = refusing(true, Codec::H264);
        assert!(opener.open().is_ok());
        assert!(matches!(opener.decoder, Decoder::Software), "for later tiles too");
        assert!(opener.replace(busy()).is_none(), "there is nothing after software");
        for (replaceable, codec) in [(false, Codec::H264), (true, Codec::Hevc)] {
            let mut opener = refusing(replaceable, codec);
            assert!(opener.open().is_err());
            assert!(matches!(opener.replace(busy()), Some(Err(_))));
            assert!(matches!(opener.decoder, Decoder::Nvdec(_)));
        }
    }
}
