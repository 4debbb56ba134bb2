//! The one hash of the program: the same on every machine and in every version of Rust.
//!
//! FNV-1a (Fowler, Noll, Vo) with 64 bits. It names ids and model features; it does not defend against an adversary.

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A hash being fed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(u64);

impl Hash {
    /// Nothing fed yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(BASIS)
    }

    /// Feeds bytes.
    #[must_use]
    pub const fn bytes(self, bytes: &[u8]) -> Self {
        let mut hash = self.0;
        let mut i = 0;
        while i < bytes.len() {
            hash = (hash ^ bytes[i] as u64).wrapping_mul(PRIME);
            i += 1;
        }
        Self(hash)
    }

    /// Feeds a string and an end mark, so that `"ab" + "c"` differs from `"a" + "bc"`.
    #[must_use]
    pub const fn field(self, string: &str) -> Self {
        self.bytes(string.as_bytes()).bytes(&[0xff])
    }

    /// The 64 bits.
    #[must_use]
    pub const fn finish(self) -> u64 {
        self.0
    }
}

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_1a() {
        assert_eq!(Hash::new().bytes(b"a").finish(), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(Hash::new().bytes(b"foobar").finish(), 0x8594_4171_f739_67e8);
    }
}
