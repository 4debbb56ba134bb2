//! The learned decisions of this stage: linear models in the format of [`crate::language::model`].

use crate::language::model::Model;

/// The version of the features; a model of another version is refused.
pub(super) const FEATURES: u32 = 2;

/// Labels of a yes-or-no decision.
pub(super) const YES: [&str; 1] = ["yes"];

/// Labels of a word around a cue, in the order of their numbers.
pub(super) const ROLES: [&str; 4] = ["out", "source", "cue", "content"];

/// Labels of two neighbors around a cue.
pub(super) const ROLE_PAIRS: [&str; 16] = [
    "out-out",
    "out-source",
    "out-cue",
    "out-content",
    "source-out",
    "source-source",
    "source-cue",
    "source-content",
    "cue-out",
    "cue-source",
    "cue-cue",
    "cue-content",
    "content-out",
    "content-source",
    "content-cue",
    "content-content",
];

/// A model with `L` labels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<const L: usize> {
    model: Model<'static>,
}

impl<const L: usize> Weights<L> {
    /// Reads a model file.
    ///
    /// # Panics
    /// If the file is not this model; a test reads every one.
    pub(super) fn new(file: &'static [u8], name: &str, labels: [&'static str; L]) -> Self {
        Self {
            model: Model::read(file, name, FEATURES, labels)
                .expect("the models of the program are whole"),
        }
    }

    /// The sums of the weights of the features, by label.
    pub(super) fn score(&self, features: &[u64]) -> [i32; L] {
        let mut scores = [0; 256];
        self.model.score(features, &mut scores);
        std::array::from_fn(|label| scores[label])
    }

    /// What a natural logarithm of the odds is in the scores.
    pub(super) fn unit(&self) -> i32 {
        self.model.unit
    }
}

/// The models of the program, or others while they are learned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Models {
    /// Whether a word heads a cue.
    pub(super) cues: Weights<1>,
    /// The role of a word around a cue.
    pub(super) state: Weights<4>,
    /// The roles of two neighbors around a cue.
    pub(super) step: Weights<16>,
    /// Whether a relation is right.
    pub(super) judge: Option<Weights<1>>,
    /// Whether a relation is speech or evidence.
    pub(super) speech: Option<Weights<1>>,
}

impl Models {
    /// The models of the program.
    ///
    /// # Panics
    /// Never: a test reads them.
    pub(super) fn load() -> Self {
        Self {
            cues: Weights::new(include_bytes!("models/cues.model"), "cues", YES),
            state: Weights::new(include_bytes!("models/state.model"), "roles-state", ROLES),
            step: Weights::new(
                include_bytes!("models/step.model"),
                "roles-step",
                ROLE_PAIRS,
            ),
            judge: Some(Weights::new(
                include_bytes!("models/judge.model"),
                "judge",
                YES,
            )),
            speech: Some(Weights::new(
                include_bytes!("models/speech.model"),
                "speech",
                YES,
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_of_the_program_are_whole() {
        let models = Models::load();
        assert!(models.cues.unit() > 0 && models.judge.is_some() && models.speech.is_some());
    }
}
