//! One ciphertext that AES-GCM opens under two keys, and the seal's commitment, which lets only one of them open it
//! (Dodis, Grubbs, Ristenpart, Woodage 2018: "invisible salamanders").
//!
//! The tag is a polynomial in a point that each key has of its own. For two keys and a free block of ciphertext, that
//! both give the same tag is one linear equation in GF(2^128).

use super::*;

/// A number in GF(2^128) as GCM has it: the first bit is the coefficient of 1.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Field(u128);

impl Field {
    const ONE: Self = Self(1 << 127);

    fn of(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    fn plus(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }

    fn times(self, other: Self) -> Self {
        let (mut sum, mut term) = (0, other.0);
        for bit in (0..128).rev() {
            if self.0 >> bit & 1 == 1 {
                sum ^= term;
            }
            term = term >> 1 ^ if term & 1 == 1 { 0xE1 << 120 } else { 0 };
        }
        Self(sum)
    }

    fn power(self, exponent: u128) -> Self {
        (0..128).rev().fold(Self::ONE, |power, bit| {
            let square = power.times(power);
            if exponent >> bit & 1 == 1 { square.times(self) } else { square }
        })
    }

    fn inverse(self) -> Self {
        self.power(u128::MAX - 1)
    }
}

/// What a key and nonce make of the tag: `point` and `mask` of tag = Σ blockᵢ · pointⁱ + mask.
struct Tagger {
    point: Field,
    mask: Field,
}

impl Tagger {
    /// Both follow from tags: that of nothing is the mask, that of a block of zeros as additional data is the length
    /// block times the point, plus the mask.
    fn of(expanded: &Expanded) -> Self {
        let tag = |data: &[u8]| Field::of(expanded.cipher.seal(&expanded.nonce(0), data, &mut []).unwrap());
        let mask = tag(&[]);
        let length = Field(128 << 64);
        Self { point: tag(&[0; 16]).plus(mask).times(length.inverse()), mask }
    }

    /// The tag of three blocks of ciphertext.
    fn tag(&self, blocks: [Field; 3]) -> Field {
        let blocks = blocks.into_iter().chain([Field(3 * 128)]);
        let sum = blocks.fold(Field(0), |sum, block| sum.plus(block).times(self.point));
        sum.plus(self.mask)
    }
}

/// What a key, salt and context encrypt a text to, at a block.
fn block(expanded: &Expanded, at: usize, text: &[u8; 16]) -> [u8; 16] {
    let mut buffer = [0; 48];
    buffer[at * 16..][..16].copy_from_slice(text);
    expanded.cipher.seal(&expanded.nonce(0), &[], &mut buffer).unwrap();
    buffer[at * 16..][..16].try_into().unwrap()
}

#[test]
fn a_ciphertext_that_opens_under_two_keys_is_refused_under_one() {
    let context = Context::payload(&VaultId::from_bytes([1; 16]), &SecretId::from_bytes([2; 16]), 3, 4);
    let salt = [5; SALT];
    let keys = [6, 7].map(|byte| SealKey::new(&SecretKey::from_slice(&[byte; 32]).unwrap()).unwrap());
    let both = [0, 1].map(|key: usize| Expanded::new(&keys[key], &salt, context.as_bytes()).unwrap());
    let [one, other] = &both;

    // One reads the first block, the other the second, and the third makes the tags equal.
    let shown = [block(one, 0, b"pay Alice 10 EUR"), block(other, 1, b"pay Mallory 9999")];
    let [known, further] = shown.map(Field::of);
    let [first, second] = [Tagger::of(one), Tagger::of(other)];
    let without = |tagger: &Tagger| tagger.tag([known, further, Field(0)]);
    let factor = first.point.power(2).plus(second.point.power(2));
    let free = without(&first).plus(without(&second)).times(factor.inverse());
    let tag = first.tag([known, further, free]);
    assert_eq!(tag, second.tag([known, further, free]));
    let body = [known, further, free].map(|field| field.0.to_be_bytes()).concat();
    let tag = tag.0.to_be_bytes();

    // AES-GCM opens it under both, to two texts.
    for (expanded, at, text) in [(one, 0, b"pay Alice 10 EUR"), (other, 1, b"pay Mallory 9999")] {
        let mut opened = body.clone();
        expanded.cipher.open(&expanded.nonce(0), &[], &mut opened, &tag).unwrap();
        assert_eq!(&opened[at * 16..][..16], text);
    }
    // The seal opens under the key that it commits to, and under no other.
    for committed in [0, 1] {
        let sealed = [&salt[..], &both[committed].commitment, &body, &tag].concat();
        assert!(keys[committed].open(&context, &sealed).is_ok());
        assert_eq!(keys[1 - committed].open(&context, &sealed).unwrap_err(), Error::Corrupt);
    }
}
