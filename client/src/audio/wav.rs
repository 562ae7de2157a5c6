//! WAV files of 32-bit floats. Source: RFC 2361, format 0x0003; Microsoft, "Multimedia
//! Programming Interface and Data Specifications 1.0", "RIFF".

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use lumen_core::audio::SAMPLE_RATE;

const FLOATS: u16 = 3;
const SAMPLE_LEN: u32 = 4;

/// Bytes of the header before the samples.
const HEADER_LEN: u32 = 44;

/// A file that becomes valid as it is dropped.
pub(super) struct WavFile {
    file: BufWriter<File>,
    channels: u16,
    bytes: u32,
}

impl WavFile {
    pub fn create(path: &Path, channels: u16) -> io::Result<WavFile> {
        let mut wav = WavFile { file: BufWriter::new(File::create(path)?), channels, bytes: 0 };
        wav.header()?;
        Ok(wav)
    }

    pub fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        for sample in samples {
            self.file.write_all(&sample.to_le_bytes())?;
        }
        self.bytes = self.bytes.saturating_add(samples.len() as u32 * SAMPLE_LEN);
        Ok(())
    }

    fn header(&mut self) -> io::Result<()> {
        let frame = u32::from(self.channels) * SAMPLE_LEN;
        let mut header = Vec::with_capacity(HEADER_LEN as usize);
        header.extend(b"RIFF");
        header.extend((HEADER_LEN - 8 + self.bytes).to_le_bytes());
        header.extend(b"WAVEfmt ");
        header.extend(16u32.to_le_bytes());
        header.extend(FLOATS.to_le_bytes());
        header.extend(self.channels.to_le_bytes());
        header.extend(SAMPLE_RATE.to_le_bytes());
        header.extend((SAMPLE_RATE * frame).to_le_bytes());
        header.extend((frame as u16).to_le_bytes());
        header.extend((SAMPLE_LEN as u16 * 8).to_le_bytes());
        header.extend(b"data");
        header.extend(self.bytes.to_le_bytes());
        self.file.write_all(&header)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        self.header()?;
        self.file.flush()
    }
}

impl Drop for WavFile {
    fn drop(&mut self) {
        if let Err(error) = self.finish() {
            tracing::warn!(%error, "the sound recording is incomplete");
        }
    }
}
