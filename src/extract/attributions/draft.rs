//! A relation in the making.

use super::roles::{CONTENT, CUE, Labeling, SOURCE};

/// A relation in tokens, all lists sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) head: usize,
    pub(super) cue: Vec<u32>,
    pub(super) source: Vec<u32>,
    pub(super) content: Vec<u32>,
    /// How sure the cue is, then the whole: units of the models.
    pub(super) cue_score: i32,
    pub(super) score: i32,
    pub(super) leads: [i32; 4],
    /// How sure it is that this is right and speech or evidence.
    pub(super) speech: i32,
    /// Whether form alone decided.
    pub(super) by_form: bool,
}

/// Speech is judged better than this, in 256ths of a natural logarithm of the odds.
const SPEECH_FLOOR: i32 = -256;

impl Draft {
    /// Whether it is a right relation of speech or evidence, likely enough.
    pub(super) fn is_speech(&self) -> bool {
        self.speech > SPEECH_FLOOR
    }
}

/// The relation of a labeling; the content may be empty.
pub(super) fn draft(head: usize, cue_score: i32, labeling: &Labeling) -> Draft {
    let pick = |label: usize| -> Vec<u32> {
        labeling
            .labels
            .iter()
            .enumerate()
            .filter(|(_, found)| **found as usize == label)
            .map(|(place, _)| (labeling.window.start + place) as u32)
            .collect()
    };
    Draft {
        head,
        cue: pick(CUE),
        source: pick(SOURCE),
        content: pick(CONTENT),
        cue_score,
        score: cue_score,
        leads: labeling.leads,
        speech: 0,
        by_form: false,
    }
}
