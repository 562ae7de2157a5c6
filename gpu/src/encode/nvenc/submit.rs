//! Submission of a frame whose surface is filled.

use lumen_core::units::Span;
use lumen_nvenc_sys::v12_1 as nv;
use lumen_nvenc_sys::version::Versioned;

use super::NvencEncoder;
use super::caps::Codec;
use super::collect::InFlight;
use super::error::{NvencError, Trouble};
use crate::GpuError;
use crate::encode::FrameParams;

/// Tries before a frame is given up because the engine has no room.
const MOST_TRIES: u32 = 100;
/// Time between two of them.
const TRY_AGAIN: Span = Span::from_millis(1);

impl NvencEncoder {
    /// Submits the surface that [`NvencEncoder::surface`] names, which its writer has finished.
    ///
    /// # Errors
    /// [`GpuError`]; its `remedy` says what to do.
    pub fn submit_surface(&mut self, params: FrameParams) -> Result<(), GpuError> {
        if self.frame.is_some() {
            return Err(GpuError::Busy);
        }
        self.follow_bitrate(params.bitrate)?;
        let key = params.force_idr || self.next_is_key;
        let slot = self.ring.current();
        let bitstream = slot.bitstream;
        let (mapped, format) = slot.map(&self.session)?;
        let mut picture = self.picture(key);
        picture.inputBuffer = mapped;
        picture.bufferFmt = format;
        picture.outputBitstream = bitstream;
        let mut payloads =
            self.messages.as_mut().filter(|_| key).map(|messages| messages.payloads());
        if let Some(payloads) = &mut payloads {
            attach(self.config.plan.codec, &mut picture, payloads);
        }
        if let Err(error) = self.encode_when_there_is_room(&mut picture) {
            super::surface::warn(self.session.unmap(mapped));
            return Err(error.into());
        }
        self.ring.advance();
        let (time, since) = (self.time, self.pace.now());
        self.time += 1;
        self.next_is_key = false;
        self.bytes.clear();
        self.shadow.clear();
        self.frame = Some(InFlight::new(params.frame, key, time, bitstream, mapped, since));
        Ok(())
    }

    fn picture(&self, key: bool) -> nv::NV_ENC_PIC_PARAMS {
        let layout = self.ring.layout();
        let mut picture = nv::NV_ENC_PIC_PARAMS::new();
        picture.inputWidth = layout.width as u32;
        picture.inputHeight = layout.height as u32;
        picture.inputPitch = layout.pitch as u32;
        picture.pictureStruct = nv::NV_ENC_PIC_STRUCT::NV_ENC_PIC_STRUCT_FRAME;
        picture.pictureType = nv::NV_ENC_PIC_TYPE::NV_ENC_PIC_TYPE_UNKNOWN;
        // The time is the key by which a picture is invalidated.
        picture.inputTimeStamp = self.time;
        picture.frameIdx = self.time as u32;
        if key {
            let flags = [
                nv::NV_ENC_PIC_FLAGS::NV_ENC_PIC_FLAG_FORCEIDR,
                nv::NV_ENC_PIC_FLAGS::NV_ENC_PIC_FLAG_OUTPUT_SPSPPS,
            ];
            picture.encodePicFlags = flags.iter().fold(0, |all, flag| all | flag.0);
        }
        picture
    }

    fn encode_when_there_is_room(
        &mut self,
        picture: &mut nv::NV_ENC_PIC_PARAMS,
    ) -> Result<(), NvencError> {
        let mut tries = 0;
        loop {
            match self.session.encode(picture) {
                Err(error) if error.trouble() == Trouble::Transient && tries < MOST_TRIES => {
                    tries += 1;
                    self.pace.pause(TRY_AGAIN);
                }
                other => return other,
            }
        }
    }
}

/// Hands supplemental messages to the driver with a picture. AV1 carries them elsewhere.
fn attach(
    codec: Codec,
    picture: &mut nv::NV_ENC_PIC_PARAMS,
    payloads: &mut [nv::NV_ENC_SEI_PAYLOAD; 2],
) {
    let of_codec = &mut picture.codecPicParams;
    match codec {
        Codec::Hevc => {
            // SAFETY: all members of the union are integers and pointers, valid for any bytes.
            let hevc = unsafe { &mut of_codec.hevcPicParams };
            hevc.seiPayloadArrayCnt = payloads.len() as u32;
            hevc.seiPayloadArray = payloads.as_mut_ptr();
        }
        Codec::H264 => {
            // SAFETY: as above.
            let h264 = unsafe { &mut of_codec.h264PicParams };
            h264.seiPayloadArrayCnt = payloads.len() as u32;
            h264.seiPayloadArray = payloads.as_mut_ptr();
        }
        Codec::Av1 => {}
    }
}
