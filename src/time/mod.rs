//! Calendar time: full dates as they are printed, and TIMEX3 values.

pub mod absolute;
pub mod clock;
mod names;
mod scan;
mod timex;

pub use absolute::{Calendar, Precision, Printed};
pub use timex::Timex;
