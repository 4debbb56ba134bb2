//! What words tell about the dates beside them, by the table of tense words.

use crate::lexicon::TENSE_WORDS;

/// What a word tells, as the table says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    Ahead,
    Planned,
    Prospect,
    Behind,
    Single,
    Towards,
    Moved,
    Scheduled,
    Event,
    Range,
    List,
    Frame,
    Ends,
    Opens,
}

impl Tells {
    fn name(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Planned => "planned",
            Self::Prospect => "prospect",
            Self::Behind => "behind",
            Self::Single => "single",
            Self::Towards => "towards",
            Self::Moved => "moved",
            Self::Scheduled => "scheduled",
            Self::Event => "event",
            Self::Range => "range",
            Self::List => "list",
            Self::Frame => "frame",
            Self::Ends => "ends",
            Self::Opens => "opens",
        }
    }
}

/// Whether the table says that a word, or a verb with its particle or noun, tells this.
pub(super) fn tells(word: &str, what: Tells) -> bool {
    TENSE_WORDS.get(word).is_some_and(|fields| {
        let classes = fields.split('\t').next().unwrap_or_default();
        classes.split(' ').any(|class| class == what.name())
    })
}
