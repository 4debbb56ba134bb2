//! Extractions to bytes: the record of the contract and the formats made from it.

mod ids;
pub mod json;
mod record;
pub mod schema;
pub mod worth;

pub use record::{Edge, Options, record, sha256};
