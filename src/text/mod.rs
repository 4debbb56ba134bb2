//! The text of an input and places in it.
//!
//! [`Text`] owns the decoded characters and never changes; a [`Span`] is a byte range of it. Nothing is normalized:
//! an offset is a promise about what the user gave. Code points and UTF-16 units exist at the edge only
//! ([`offsets`]).

pub mod chars;
pub mod decode;
pub mod hash;
pub mod note;
pub mod offsets;
mod span;

pub use decode::{Error, Text};
pub use note::Note;
pub use span::{Span, Spans};
