//! Extractions to bytes: the record of the contract and the formats made from it.

pub mod compare;
mod filter;
mod ids;
pub mod json;
mod jsonld;
mod marked;
pub mod page;
mod positions;
mod record;
pub mod schema;
pub mod segments;
pub mod tables;
pub mod terminal;
pub mod visible;
pub mod worth;

pub use filter::Filter;
pub use jsonld::jsonld;
pub use marked::{Paint, marked};
pub use positions::Positions;
pub use record::{Edge, Options, record, sha256};
