//! What the embedding program can choose.

use lumen_core::gamestream::Encryption;
use lumen_core::gamestream::sdp::{
    AudioChannels, AudioRequest, BitDepth, BitrateWish, Chroma, Codec, ColorSpace, ColorSpec,
    HostOffer, StreamRequest,
};
use lumen_core::units::{Bitrate, Mode, RefreshRate, Span};
use lumen_gpu::convert::{ColourSpec, Matrix, Range};

use crate::audio::SoundOutput;
use crate::{ClientError, Decoder};

/// Packet size on a local network, and what an encrypted one is smaller.
/// Source: docs/wire-gamestream.md "ANNOUNCE", derived values.
const PACKET_SIZE: u16 = 1392;
const SEAL_ROOM: u16 = 32;

/// Above this a stock client asks for audio of high bitrate.
/// Source: docs/wire-gamestream.md "Request headers".
const RICH_AUDIO: Bitrate = Bitrate::from_kbps(15_000);

/// The stream that the user wants.
#[derive(Clone, Debug)]
pub struct StreamOptions {
    /// Size and rate of the pictures.
    pub mode: Mode,
    /// What the stream may cost, parity and sound included.
    pub bitrate: Bitrate,
    /// Title of the app, in upper or lower case.
    pub app: String,
    /// Slices per frame, 1 to 32. Four leave the host as they are encoded.
    pub slices: u8,
    /// Encrypt the video if the host can. It does so anyway when the host insists.
    pub encrypt_video: bool,
    /// Encrypt the audio if the host can. It does so anyway when the host insists.
    pub encrypt_audio: bool,
    /// Matrix and range of the pictures.
    pub colour: ColourSpec,
    /// What becomes of the sound.
    pub sound: SoundOutput,
    /// What makes pictures.
    pub decoder: Decoder,
}

impl Default for StreamOptions {
    fn default() -> Self {
        StreamOptions {
            mode: Mode { width: 1280, height: 720, refresh: RefreshRate::from_hz(60) },
            bitrate: Bitrate::from_kbps(10_000),
            app: "Desktop".to_owned(),
            slices: 4,
            encrypt_video: true,
            encrypt_audio: true,
            colour: ColourSpec::default(),
            sound: SoundOutput::default(),
            decoder: Decoder::default(),
        }
    }
}

impl StreamOptions {
    /// Refuses what no host could grant, before anything is started.
    pub(crate) fn check(&self) -> Result<(), ClientError> {
        if !(1..=32).contains(&self.slices) {
            return Err(ClientError::Setting { setting: "slices", value: self.slices.into() });
        }
        let kbps = self.bitrate.0 / 1_000;
        if !(1..=1_000_000).contains(&kbps) {
            return Err(ClientError::Setting { setting: "bitrate in kbit/s", value: kbps });
        }
        Ok(())
    }

    /// True when the host should not save on audio.
    pub(crate) fn wants_rich_audio(&self) -> bool {
        self.bitrate >= RICH_AUDIO
    }

    /// The answer to the offer of a host.
    ///
    /// One reference frame is announced: losses are repaired by key frames.
    pub(crate) fn request(&self, offer: &HostOffer) -> Result<StreamRequest, ClientError> {
        let encryption = self.encryption(offer)?;
        let sealed = encryption.contains(Encryption::VIDEO);
        Ok(StreamRequest {
            mode: self.mode,
            codec: Codec::H264,
            chroma: Chroma::Yuv420,
            depth: BitDepth::Eight,
            color: self.color(),
            packet_size: PACKET_SIZE - if sealed { SEAL_ROOM } else { 0 },
            bitrate: BitrateWish::of_user(self.bitrate),
            slices: self.slices,
            references: 1,
            min_parity: 2,
            intra_refresh: false,
            encryption,
            audio_encryption: encryption.contains(Encryption::AUDIO),
            fec_status: false,
            session_ids: true,
            mark_video: true,
            mark_audio: true,
            audio: AudioRequest {
                channels: AudioChannels::Stereo,
                high_quality: false,
                packet: Span::from_millis(5),
            },
        })
    }

    /// What is wished and offered, and what is insisted on.
    fn encryption(&self, offer: &HostOffer) -> Result<Encryption, ClientError> {
        if !offer.supported.contains(Encryption::CONTROL) {
            return Err(ClientError::OldHost("control encryption"));
        }
        let mut wish = Encryption::CONTROL;
        for (wanted, stream) in
            [(self.encrypt_video, Encryption::VIDEO), (self.encrypt_audio, Encryption::AUDIO)]
        {
            let granted = wanted && offer.supported.contains(stream);
            if granted || offer.required.contains(stream) {
                wish = wish.with(stream);
            }
        }
        Ok(wish)
    }

    fn color(&self) -> ColorSpec {
        let space = match self.colour.matrix {
            Matrix::Bt601 => ColorSpace::Bt601,
            Matrix::Bt709 => ColorSpace::Bt709,
            Matrix::Bt2020 => ColorSpace::Bt2020,
        };
        ColorSpec { space, full_range: self.colour.range == Range::Full }
    }
}

/// How long the client waits for the host. The default is what stock clients do.
/// Source: docs/wire-gamestream.md "Client HTTP timeouts" and "Timeouts".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Server information, list of apps, each step of pairing after the PIN.
    pub request: Span,
    /// Entering the PIN: the user may have to find the host's keyboard first.
    pub pin: Span,
    /// Starting an app or joining it.
    pub launch: Span,
    /// Quitting an app.
    pub cancel: Span,
    /// Connecting for one request of the handshake, a refused connection retried.
    pub rtsp_connect: Span,
    /// The answer to one request of the handshake.
    pub rtsp_reply: Span,
    /// Connecting the control stream.
    pub control: Span,
    /// Silence on the control stream after which the host is gone.
    pub silence: Span,
    /// The first video datagram.
    pub first_video: Span,
    /// The first key frame, counted from the first datagram.
    pub first_key: Span,
    /// The host's answer to our good-bye.
    pub goodbye: Span,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            request: Span::from_secs(5),
            pin: Span::from_secs(310),
            launch: Span::from_secs(120),
            cancel: Span::from_secs(30),
            rtsp_connect: Span::from_secs(10),
            rtsp_reply: Span::from_secs(15),
            control: Span::from_secs(10),
            silence: Span::from_secs(10),
            first_video: Span::from_secs(10),
            first_key: Span::from_secs(10),
            goodbye: Span::from_secs(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: HostOffer = HostOffer {
        touch_and_pen: false,
        gamepad_sensors: false,
        supported: Encryption::ALL,
        required: Encryption::CONTROL,
        invalidation: false,
        hevc: false,
        av1: false,
    };

    fn plain() -> StreamOptions {
        StreamOptions { encrypt_video: false, encrypt_audio: false, ..StreamOptions::default() }
    }

    #[test]
    fn wishes_are_granted_as_far_as_the_host_can() {
        let all = StreamOptions::default().request(&OFFER).unwrap();
        assert_eq!((all.encryption, all.packet_size), (Encryption::ALL, 1360));
        let none = plain().request(&OFFER).unwrap();
        assert_eq!((none.encryption, none.packet_size), (Encryption::CONTROL, 1392));
        let poor = HostOffer { supported: Encryption::CONTROL, ..OFFER };
        let request = StreamOptions::default().request(&poor).unwrap();
        assert_eq!(request.encryption, Encryption::CONTROL);
        assert!(!request.encrypts_audio());
    }

    #[test]
    fn what_the_host_insists_on_is_granted() {
        let strict = HostOffer { required: Encryption::ALL, ..OFFER };
        assert_eq!(plain().request(&strict).unwrap().encryption, Encryption::ALL);
        let old = HostOffer { supported: Encryption(0), required: Encryption(0), ..OFFER };
        assert!(matches!(plain().request(&old), Err(ClientError::OldHost(_))));
    }

    #[test]
    fn impossible_settings_are_refused() {
        for options in [
            StreamOptions { slices: 0, ..plain() },
            StreamOptions { slices: 33, ..plain() },
            StreamOptions { bitrate: Bitrate(999), ..plain() },
            StreamOptions { bitrate: Bitrate::from_kbps(1_000_001), ..plain() },
        ] {
            assert!(matches!(options.check(), Err(ClientError::Setting { .. })));
        }
        assert!(plain().check().is_ok());
    }
}
