//! Calendar time: full dates as they are printed, and TIMEX3 values.

pub mod absolute;
mod timex;

pub use absolute::{Calendar, Precision};
pub use timex::Timex;
