//! Pictures out of nothing, for measuring everything but a codec.

use super::{Decode, Decoded};
use crate::GpuError;

/// Width and height of the picture.
const SIZE: u32 = 16;

/// Shows the same small grey picture for every access unit and looks at no byte of it: the other
/// end of [`NullEncoder::steady`](crate::encode::null::NullEncoder::steady).
pub struct NullDecoder {
    grey: [u8; (SIZE * SIZE) as usize],
}

impl Default for NullDecoder {
    fn default() -> Self {
        NullDecoder { grey: [128; (SIZE * SIZE) as usize] }
    }
}

impl Decode for NullDecoder {
    fn submit(&mut self, _unit: &[u8]) -> Result<(), GpuError> {
        Ok(())
    }

    fn picture(&mut self) -> Result<Option<Decoded<'_>>, GpuError> {
        let chroma = &self.grey[..(SIZE * SIZE / 4) as usize];
        Ok(Some(Decoded {
            width: SIZE,
            height: SIZE,
            planes: [&self.grey, chroma, chroma],
            strides: [SIZE, SIZE / 2, SIZE / 2],
            gpu: None,
        }))
    }
}
