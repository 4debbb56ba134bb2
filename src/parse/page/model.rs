//! The model of pages, read in place.
//!
//! ```text
//! ascribe page model 1\n
//! six parts, each: length u32 little-endian, bytes
//!   the weights of words; the forest of classes; those of the first line, the last line, the headline; that of roles
//! ```

use super::trees::Forest;
use super::vocabulary::{GROUPS, SLOTS, Vocabulary};
use std::sync::OnceLock;

/// What a model begins with.
pub const MAGIC: &[u8] = b"ascribe page model 1\n";

/// The committed model.
const COMMITTED: &[u8] = include_bytes!("models/page.model");

/// Weights of words and the forests that decide.
#[derive(Debug)]
pub struct Model<'a> {
    /// Weights of words.
    pub vocabulary: Vocabulary<'a>,
    /// Tells the classes of blocks apart.
    pub classes: Forest<'a>,
    /// Scores the first block of the story.
    pub first: Forest<'a>,
    /// Scores the last one.
    pub last: Forest<'a>,
    /// Scores the headline.
    pub headline: Forest<'a>,
    /// Tells the roles of blocks near and within the story apart.
    pub roles: Forest<'a>,
}

impl<'a> Model<'a> {
    /// Reads a model. `None` if the bytes are none.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut part = || {
            let (length, behind) = rest.split_first_chunk::<4>()?;
            let (part, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = behind;
            Some(part)
        };
        let words = part()?;
        let read = Self {
            vocabulary: Vocabulary::new((words.len() == SLOTS * GROUPS).then_some(words)?),
            classes: Forest::read(part()?)?,
            first: Forest::read(part()?)?,
            last: Forest::read(part()?)?,
            headline: Forest::read(part()?)?,
            roles: Forest::read(part()?)?,
        };
        rest.is_empty().then_some(read)
    }

    /// The model that is part of the program.
    ///
    /// # Panics
    /// If it is none: a test reads it.
    #[must_use]
    pub fn committed() -> &'static Model<'static> {
        static MODEL: OnceLock<Model<'static>> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(COMMITTED).expect("the committed model is whole"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_that_of_this_code() {
        let model = Model::read(COMMITTED).expect("the committed model is whole");
        assert_eq!(model.classes.classes(), super::super::edges::CLASSES);
        assert_eq!(model.roles.classes(), super::super::ROLES.len());
    }

    #[test]
    fn a_model_cut_short_is_none() {
        for length in [0, MAGIC.len(), 100, COMMITTED.len() - 1] {
            assert!(Model::read(&COMMITTED[..length]).is_none(), "{length}");
        }
    }
}
