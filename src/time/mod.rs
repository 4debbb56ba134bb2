//! Calendar time: full dates as they are printed, TIMEX3 values, calendar arithmetic, holidays and number words.

pub mod absolute;
pub mod address;
pub mod calendar;
pub mod clock;
pub mod holidays;
mod names;
pub mod numbers;
mod scan;
mod timex;

pub use absolute::{Calendar, Precision, Printed};
pub use timex::{Clock, Date, Length, Part, Repeat, Season, Timex, Unit};
