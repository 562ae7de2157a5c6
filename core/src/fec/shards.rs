//! Where the shards of a block lie: rows of equal length in the caller's memory.

use std::ops::Range;

use super::FecError;

/// One run of equally long shards: shard `i` is
/// `bytes[i * stride + shard.start..i * stride + shard.end]`. The last row may end with its shard.
pub struct Rows<'a> {
    bytes: &'a mut [u8],
    stride: usize,
    shard: Range<usize>,
    count: usize,
}

impl<'a> Rows<'a> {
    /// Checks that `bytes` holds `count` rows. `shard` is the protected part of a row, in bytes;
    /// a `count` of 0 needs no memory.
    ///
    /// # Errors
    /// [`FecError::Row`] when `shard` does not fit into `stride`, [`FecError::Memory`].
    pub fn new(
        bytes: &'a mut [u8],
        stride: usize,
        shard: Range<usize>,
        count: usize,
    ) -> Result<Rows<'a>, FecError> {
        if shard.start >= shard.end || shard.end > stride {
            return Err(FecError::Row { start: shard.start, end: shard.end, stride });
        }
        let need = match count {
            0 => 0,
            _ => (count - 1).saturating_mul(stride).saturating_add(shard.end),
        };
        if bytes.len() < need {
            return Err(FecError::Memory { have: bytes.len(), need });
        }
        Ok(Rows { bytes, stride, shard, count })
    }

    /// Number of rows.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Bytes of every shard, at least 1.
    pub fn shard_len(&self) -> usize {
        self.shard.len()
    }

    /// Shard `index`, which must be below [`Rows::count`].
    pub fn row(&self, index: usize) -> &[u8] {
        &self.bytes[index * self.stride..][self.shard.clone()]
    }

    /// Shard `index`, which must be below [`Rows::count`].
    pub fn row_mut(&mut self, index: usize) -> &mut [u8] {
        &mut self.bytes[index * self.stride..][self.shard.clone()]
    }

    /// The shards of the ascending `list`, all at once; the rest of the array is empty slices.
    pub(super) fn pick<const N: usize>(
        &mut self,
        list: impl Iterator<Item = usize>,
    ) -> [&mut [u8]; N] {
        let mut picked: [&mut [u8]; N] = std::array::from_fn(|_| Default::default());
        let (mut rest, mut offset) = (&mut *self.bytes, 0);
        for (slot, index) in picked.iter_mut().zip(list) {
            let start = index * self.stride + self.shard.start;
            let (_, tail) = std::mem::take(&mut rest).split_at_mut(start - offset);
            let (shard, tail) = tail.split_at_mut(self.shard.len());
            (*slot, rest, offset) = (shard, tail, start + self.shard.len());
        }
        picked
    }
}

/// A block: its data shards and its parity shards, in one area or two.
pub struct Shards<'a> {
    pub(super) data: Rows<'a>,
    pub(super) parity: Rows<'a>,
}

impl<'a> Shards<'a> {
    /// Puts a block together.
    ///
    /// # Errors
    /// [`FecError::Length`] when parity shards are not as long as data shards.
    pub fn new(data: Rows<'a>, parity: Rows<'a>) -> Result<Shards<'a>, FecError> {
        let (need, have) = (data.shard_len(), parity.shard_len());
        if have != need {
            return Err(FecError::Length { have, need });
        }
        Ok(Shards { data, parity })
    }

    /// A block whose rows lie side by side: `data` rows, then `parity` rows.
    ///
    /// # Errors
    /// Those of [`Rows::new`].
    pub fn adjacent(
        bytes: &'a mut [u8],
        stride: usize,
        shard: Range<usize>,
        data: usize,
        parity: usize,
    ) -> Result<Shards<'a>, FecError> {
        let middle = data.saturating_mul(stride).min(bytes.len());
        let (head, tail) = bytes.split_at_mut(middle);
        let parity = Rows::new(tail, stride, shard.clone(), parity)?;
        Shards::new(Rows::new(head, stride, shard, data)?, parity)
    }

    /// The data shards.
    pub fn data(&self) -> &Rows<'a> {
        &self.data
    }

    /// The parity shards.
    pub fn parity(&self) -> &Rows<'a> {
        &self.parity
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lie_where_they_are_said_to() {
        let mut bytes: Vec<u8> = (0..29).collect();
        let mut rows = Rows::new(&mut bytes, 10, 3..9, 3).unwrap();
        assert_eq!((rows.count(), rows.shard_len()), (3, 6));
        assert_eq!(rows.row(1), [13, 14, 15, 16, 17, 18]);
        assert_eq!(rows.row(2), [23, 24, 25, 26, 27, 28]);
        let [first, second, none] = rows.pick::<3>([0, 2].into_iter());
        assert_eq!((first[0], second[5], none.len()), (3, 28, 0));
    }

    #[test]
    fn memory_and_rows_that_do_not_fit_are_refused() {
        let mut bytes = [0; 28];
        let refused = Rows::new(&mut bytes, 10, 3..9, 3).err();
        assert_eq!(refused, Some(FecError::Memory { have: 28, need: 29 }));
        let refused = Rows::new(&mut bytes, 10, 3..11, 1).err();
        assert_eq!(refused, Some(FecError::Row { start: 3, end: 11, stride: 10 }));
        let refused = Rows::new(&mut bytes, 10, 3..3, 1).err();
        assert_eq!(refused, Some(FecError::Row { start: 3, end: 3, stride: 10 }));
        assert!(Rows::new(&mut bytes, usize::MAX, 3..9, usize::MAX).is_err());
        assert!(Rows::new(&mut [], 10, 3..9, 0).is_ok());
    }

    #[test]
    fn a_block_of_two_lengths_is_refused() {
        let (mut data, mut parity) = ([0; 20], [0; 20]);
        let data = Rows::new(&mut data, 10, 0..10, 2).unwrap();
        let parity = Rows::new(&mut parity, 10, 0..9, 2).unwrap();
        let refused = Shards::new(data, parity).err();
        assert_eq!(refused, Some(FecError::Length { have: 9, need: 10 }));
    }

    #[test]
    fn adjacent_puts_parity_behind_data() {
        let mut bytes: Vec<u8> = (0..48).collect();
        let shards = Shards::adjacent(&mut bytes, 10, 0..8, 3, 2).unwrap();
        assert_eq!((shards.data().row(2)[0], shards.parity().row(1)[7]), (20, 47));
        assert!(Shards::adjacent(&mut bytes, 10, 0..8, 3, 3).is_err());
        assert!(Shards::adjacent(&mut bytes, 10, 0..8, 6, 0).is_err());
    }
}
