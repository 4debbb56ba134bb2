//! Extractions to bytes: the record of the contract and the formats made from it.

mod ids;
pub mod json;
pub mod page;
mod record;
pub mod schema;
pub mod segments;
pub mod terminal;
pub mod worth;

pub use record::{Edge, Options, record, sha256};
