//! Hashing of features, shared by prediction and training.

/// Odd constants with well-mixed bits (the fractions of √2 and √3).
const MIX: u64 = 0x6a09_e667_f3bc_c909;
const STEP: u64 = 0xbb67_ae85_84ca_a73b;

/// The feature of kind `kind` made of `parts`: well-mixed 64 bits, the same on every machine.
#[must_use]
#[inline]
pub fn feature(kind: u8, parts: &[u32]) -> u64 {
    let mut hash = u64::from(kind) + 1;
    for &part in parts {
        hash = (hash ^ u64::from(part)).wrapping_mul(MIX);
        hash ^= hash >> 29;
    }
    let hash = hash.wrapping_mul(STEP);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_differ_by_kind_and_parts_and_their_order() {
        let all = [
            feature(0, &[]),
            feature(1, &[]),
            feature(0, &[0]),
            feature(0, &[1, 2]),
            feature(0, &[2, 1]),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other != one), "{at}");
        }
    }
}
