//! Passes over output that no value can begin in, several bytes at a time.

/// Bytes at which a block of three is looked up.
const BLOCK: usize = 3;
/// The most bytes of each beginning that are considered.
const WINDOW: usize = 8;
const SLOTS: usize = 1 << 16;

/// For each block of three bytes how far the end of a window that ends in it may move on (after Wu and Manber): where
/// no value has the block among its first bytes, by all of the window but two.
pub(super) struct Skip {
    window: usize,
    far: Vec<u8>,
}

impl Skip {
    /// For values of which none is shorter than three bytes; `None` if one is, or there is none.
    pub(super) fn new(values: &[Vec<u8>]) -> Option<Self> {
        let window = values.iter().map(Vec::len).min()?.min(WINDOW);
        let farthest = u8::try_from(window.checked_sub(BLOCK)?).ok()?.saturating_add(1);
        let mut far = vec![farthest; SLOTS];
        for value in values {
            let beginning = value.get(..window).unwrap_or_default();
            for (left, block) in (0..farthest).rev().zip(beginning.windows(BLOCK)) {
                if let Some(slot) = far.get_mut(slot(block)) {
                    *slot = left.min(*slot);
                }
            }
        }
        Some(Self { window, far })
    }

    /// The first position from `start` on at which a value may begin, or of which too little is there to tell.
    #[inline]
    pub(super) fn next(&self, bytes: &[u8], start: usize) -> usize {
        let mut position = start;
        loop {
            let end = position.saturating_add(self.window);
            let Some(block) = bytes.get(end.saturating_sub(BLOCK)..end) else { return position };
            match self.far.get(slot(block)) {
                None | Some(0) => return position,
                Some(&far) => position = position.saturating_add(far.into()),
            }
        }
    }
}

#[inline]
fn slot(block: &[u8]) -> usize {
    let &[one, two, three] = block else { return 0 };
    let bytes = u32::from_le_bytes([one, two, three, 0]);
    usize::try_from(bytes.wrapping_mul(0x9E37_79B1) >> 16).unwrap_or_default()
}
