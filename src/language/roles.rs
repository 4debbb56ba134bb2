//! What the network takes each token for in the attributions of its sentence: a first guess, of which others make up their minds.

/// Parts of an attribution, in the order of their numbers in the network. A token may have a part in several; a cue wins over a
/// source, and both over a content.
pub(super) const LABELS: [&str; 4] = ["out", "source", "cue", "content"];

/// Fractional bits of the scores of the network.
const FRACTION: u32 = 22;
/// Leads are within ± this.
const MOST: i32 = 32;

/// By how much a part leads all others, or falls behind the best, in quarters of a natural logarithm of the odds (−32 to 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)] // the names are the parts
pub struct Roles {
    pub source: i8,
    pub cue: i8,
    pub content: i8,
}

impl Roles {
    /// From the scores of one token.
    fn of(scores: &[i32]) -> Self {
        let lead = |label: usize| {
            let others = (0..LABELS.len()).filter(|&other| other != label);
            let best = others.map(|other| scores[other]).max().unwrap_or(0);
            let lead = scores[label].saturating_sub(best) >> (FRACTION - 2);
            lead.clamp(-MOST, MOST) as i8
        };
        Self {
            source: lead(1),
            cue: lead(2),
            content: lead(3),
        }
    }
}

/// Adds the roles of the tokens of a sentence, given the scores of all labels of each.
pub(super) fn read(scores: &[i32], roles: &mut Vec<Roles>) {
    roles.extend(scores.chunks_exact(LABELS.len()).map(Roles::of));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_over_the_best_of_the_others() {
        let one = 1 << FRACTION;
        let mut roles = Vec::new();
        read(
            &[0, one, 3 * one, -one, i32::MAX, 0, 0, i32::MIN],
            &mut roles,
        );
        let expected = [
            Roles {
                source: -8,
                cue: 8,
                content: -16,
            },
            Roles {
                source: -32,
                cue: -32,
                content: -32,
            },
        ];
        assert_eq!(roles, expected);
    }
}
