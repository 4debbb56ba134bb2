//! Extractions to bytes: the record of the contract and the formats made from it.

pub mod json;
mod record;
pub mod schema;

pub use record::{Options, record};
