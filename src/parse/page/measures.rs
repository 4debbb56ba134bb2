//! What is measured of each block of a page: a row of bytes, each with a name.

use super::blocks::Block;
use super::vocabulary::Score;
use crate::parse::lines::Line;
use crate::text::Span;

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What is measured of a block.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Measure { $($(#[$doc])* $name,)* }

        /// The names of the measures, by number.
        pub const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

measures! {
    /// Characters, eight steps for each doubling.
    Length,
    /// Words.
    Words,
    /// Capitalized words of a hundred.
    Capitalized,
    /// Words in capitals of a hundred.
    Capitals,
    /// Long words of a hundred that stand in other prose of the page.
    Shared,
    /// Long words of a hundred that stand in the prose of the eight blocks behind.
    SharedBehind,
    /// Long words of a hundred that stand in the prose of the eight blocks before.
    SharedBefore,
    /// Blank lines before.
    BlanksBefore,
    /// Blank lines behind.
    BlanksBehind,
    /// Blanks it begins with.
    Indent,
    /// Lines it has.
    Lines,
    /// How often it stands in the page.
    Repeated,
    /// Whether the same, or the same with more behind it, stands earlier or later: 1, 2, both 3.
    Echo,
    /// Whether a line that stands earlier or later is what it begins with: 1, 2, both 3.
    Extends,
    /// The capitalized words that it begins with, if what somebody is or does stands behind them.
    Who,
    /// Whether it is a sentence of nine words or more.
    Prose,
    /// Prose before, of a hundred.
    ProseBefore,
    /// Prose in the five blocks before.
    ProseBeforeNear,
    /// Prose in the five blocks behind.
    ProseBehindNear,
    /// Prose in the twenty-five blocks before.
    ProseBeforeFar,
    /// Prose in the twenty-five blocks behind.
    ProseBehindFar,
    /// Blocks since the last prose.
    SinceProse,
    /// Blocks to the next prose.
    ToProse,
    /// Where it stands in the page, of a hundred.
    Place,
    /// Blocks before.
    Before,
    /// Blocks behind.
    Behind,
    /// Blocks of the page, eight steps for each doubling.
    Blocks,
    /// Prose of the page, eight steps for each doubling.
    PageProse,
    /// Blocks of a hundred with blank lines before.
    PageBlanks,
    /// Digits of a hundred characters.
    Digits,
    /// Commas.
    Commas,
    /// Marks of quotation.
    Quotes,
    /// What it ends with: 1 a stop, 2 a question mark, 3 an exclamation mark, 4 a colon, 5 an ellipsis, 6 a comma, 7 a quotation mark.
    Ends,
    /// What it begins with: 1 a small letter, 2 a digit, 3 a bullet, 4 a bracket, 5 a quotation mark, 6 a number sign, 7 another mark.
    Begins,
    /// Marks of headings at its beginning: `##`.
    Heading,
    /// Letters of a hundred characters.
    Letters,
    /// Words of menus.
    Menu,
    /// Words of menus of a hundred.
    MenuShare,
    /// Words of pictures.
    Photo,
    /// Words of saying.
    Says,
    /// Words of tasks.
    Role,
    /// Words of publishing: 1, at the beginning 2.
    Update,
    /// Words of how long ago.
    Ago,
    /// Whether a day is in it: a month with a number 1, with a year 2, in digits 3.
    Day,
    /// Whether a time of day is in it.
    Clock,
    /// Blocks since the last with a day.
    SinceDay,
    /// Whether it begins with "by" 1, or has it 2.
    By,
    /// Blocks since the last that begins with "by".
    SinceBy,
    /// Marks that part: bars, bullets, slashes.
    Bars,
    /// Links: addresses and the marks of links.
    Links,
    /// Whether a sign of copyright is in it.
    Copyright,
    /// Whether a handle or address of mail is in it.
    Handle,
    /// Words of one or two letters of a hundred.
    Short,
    /// Words of the second person.
    You,
    /// Furniture by the table: 1 line, 2 next, 3 end, 4 time, 5 mark.
    Furniture,
    /// Credit by the table: the kind from 1.
    Credit,
    /// Whether it begins with a dateline.
    Dateline,
    /// Whether it is nothing but names of persons 1, or the name of a publisher 2.
    Name,
    /// How much its words are those of furniture before the story.
    WordsBefore,
    /// How much its words are those of furniture behind the story.
    WordsAfter,
    /// How much its words are those of stories.
    WordsBody,
    /// How much its words are those of headlines and decks.
    WordsTitle,
    /// How much its words are those of captions.
    WordsCaption,
    /// How much its words are those of credits and bylines.
    WordsCredit,
    /// How much its first words are those of furniture before the story.
    OpensBefore,
    /// How much its first words are those of furniture behind the story.
    OpensAfter,
    /// How much its first words are those of stories.
    OpensBody,
    /// How much its first words are those of headlines and decks.
    OpensTitle,
    /// How much its first words are those of captions.
    OpensCaption,
    /// How much its first words are those of credits and bylines.
    OpensCredit,
    /// How much its last words are those of furniture before the story.
    ClosesBefore,
    /// How much its last words are those of furniture behind the story.
    ClosesAfter,
    /// How much its last words are those of stories.
    ClosesBody,
    /// How much its last words are those of headlines and decks.
    ClosesTitle,
    /// How much its last words are those of captions.
    ClosesCaption,
    /// How much its last words are those of credits and bylines.
    ClosesCredit,
    /// Blocks from the beginning of the stretch with most prose; 100 is the beginning.
    FromBegin,
    /// Blocks from the end of the stretch with most prose; 100 is the end.
    FromEnd,
    /// The same for a stretch that may have gaps.
    FromBeginLoose,
    /// The same for a stretch that may have gaps.
    FromEndLoose,
}

/// How many measures a block has.
pub const MEASURES: usize = NAMES.len();

/// Stands for what is measured of a block before the first or behind the last.
pub const NONE: u8 = u8::MAX;

/// The measures of one block.
pub type Row = [u8; MEASURES];

/// A number as a byte, 254 at most.
pub fn byte(value: usize) -> u8 {
    u8::try_from(value.min(254)).unwrap_or(254)
}

/// Hundredths of a whole.
pub fn share(part: usize, whole: usize) -> u8 {
    byte(100 * part / whole.max(1))
}

/// Eight steps for each doubling: 0 is 0, 1 is 8, 2 is 16, 3 is 20, 4 is 24.
pub fn steps(value: usize) -> u8 {
    match value {
        0 => 0,
        value => {
            let whole = value.ilog2() as usize;
            let rest = if whole >= 3 {
                value >> (whole - 3) & 7
            } else {
                value << (3 - whole) & 7
            };
            byte(8 * (whole + 1) + rest)
        }
    }
}

/// What of a block is looked at more than once.
#[derive(Debug, Default)]
pub struct Look {
    /// Its long words: where they begin and end in the page's.
    pub long: (usize, usize),
    /// The hash of its words.
    pub whole: u64,
    /// Its words.
    pub words: usize,
    /// Whether it is prose.
    pub prose: bool,
    /// Its characters.
    pub length: usize,
    /// The words of its vocabulary.
    pub score: Score,
}

/// How much of a block prose may count for.
pub const MOST_PROSE: usize = 600;

/// The first to the last character of a block.
#[must_use]
pub fn extent(lines: &[Line], block: &Block) -> Span {
    lines[block.lines.start]
        .span
        .cover(lines[block.lines.end - 1].span)
}
