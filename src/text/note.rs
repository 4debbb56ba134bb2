//! Oddities worth telling the user.

use super::Span;
use std::borrow::Cow;

/// Something a reader of the record should know: an open quotation mark, an impossible date, a doubtful speaker.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Note {
    /// Where.
    pub at: Span,
    /// A stable short name in kebab case, such as `open-quote`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: Cow<'static, str>,
}
