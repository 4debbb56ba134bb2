//! The record, schema "ascribe/1": field order as printed, every list sorted by position, absent values `null`,
//! absent lists `[]`. Offsets count Unicode code points unless asked otherwise, end exclusive: of the record's `text` where it
//! carries one, else of the decoded input.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of the schema that [`Record`] follows.
pub const SCHEMA: &str = "ascribe/1";

/// One article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Always "ascribe/1"; changes when a field changes meaning.
    pub schema: String,
    /// The given id, or the path below the input folder without its extension.
    pub id: String,
    /// Where the text came from.
    pub source: Source,
    /// What the input line carried, unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<serde_json::Value>,
    /// The text that offsets refer to, where it is not the whole decoded input or where `--include-text` asks for it.
    /// One article of an input of several always carries its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What stands before the story.
    pub header: Header,
    /// The story.
    pub body: Body,
    /// Lines that say who did what.
    pub credits: Vec<Credit>,
    /// Page furniture that is neither story nor credit.
    pub boilerplate: Vec<Range>,
    /// Regions in quotation marks; a quotation within another belongs to the one around it.
    pub quotes: Vec<Quote>,
    /// Who is said to say what.
    pub attributions: Vec<Attribution>,
    /// The parties behind the sources, in order of first mention.
    pub speakers: Vec<Speaker>,
    /// Temporal expressions.
    pub dates: Vec<Date>,
    /// Checkable statements.
    pub claims: Vec<Claim>,
    /// Oddities.
    pub notes: Vec<Note>,
}

impl Record {
    /// The text that its offsets refer to: its own, or else the whole decoded input.
    #[must_use]
    pub fn text_or<'a>(&'a self, input: &'a str) -> &'a str {
        self.text.as_deref().unwrap_or(input)
    }
}

/// Where a text came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The path as given; null on standard input.
    pub path: Option<String>,
    /// The encoding it was decoded from, such as "utf-8".
    pub encoding: String,
    /// SHA-256 of the bytes of the input, unpacked (of the text in UTF-8 for JSON Lines), in hexadecimal.
    pub sha256: String,
    /// The part of the decoded input that is the record's own text, where the input holds several articles: an offset
    /// of the record and `start` make the offset in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Range>,
    /// How many articles the input holds, where there are several; only in converted folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub articles: Option<u32>,
    /// The program with its version, the options that shape the record, and a hash of what the line gave besides its text; only
    /// in converted folders, where it tells whether a record is up to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<String>,
}

/// A range of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
}

/// A range of the text with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// The exact words.
    pub text: String,
}

/// What stands before the story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The first unit of the header; null where there is none.
    pub start: Option<u32>,
    /// The unit after the last.
    pub end: Option<u32>,
    /// The headline.
    pub headline: Option<String>,
    /// The line under the headline.
    pub deck: Option<String>,
    /// The day of publication, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// How exactly the date is known: day, month or year.
    pub date_precision: Option<DatePrecision>,
    /// Personal names of the byline in natural order.
    pub authors: Vec<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was filed and by which agency.
    pub dateline: Dateline,
    /// The evidence for each field; a field that was given from outside has none.
    pub spans: HeaderSpans,
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum DatePrecision {
    Day,
    Month,
    Year,
}

/// Where a story was filed and by which agency, as printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dateline {
    /// The place.
    pub place: Option<String>,
    /// The agency.
    pub agency: Option<String>,
}

/// The evidence for the fields of a header; absent where a field is null or was given.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names are those of the fields of the header
pub struct HeaderSpans {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deck: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Range>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<Range>,
}

/// The story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The headings within it, which belong to no paragraph.
    #[serde(default)]
    pub crossheads: Vec<Range>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// Its sentences.
    pub sentences: Vec<Range>,
}

/// A line that says who did what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// reporting, writing, editing, contributors, photo, syndication, bio, copyright, contact, source, note or correction.
    pub kind: CreditKind,
    /// The persons or organizations named.
    pub names: Vec<String>,
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// The exact words.
    pub text: String,
}

/// Kinds of credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the kinds
pub enum CreditKind {
    Reporting,
    Writing,
    Editing,
    Contributors,
    Photo,
    Syndication,
    Bio,
    Copyright,
    Contact,
    Source,
    Note,
    Correction,
}

/// A region in quotation marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// `q-` and eight hex digits.
    pub id: String,
    /// The first unit, marks included.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// The exact words, marks included.
    pub text: String,
    /// Somebody's words, or a title, a name, scare quotes.
    #[serde(rename = "use")]
    pub used: QuoteUse,
    /// The id of the attribution whose content it is, or is part of.
    pub attribution: Option<String>,
    /// Who says it.
    pub speakers: Vec<String>,
    /// The id of the quote that it carries on from the paragraph before.
    pub continues: Option<String>,
}

/// What quotation marks are used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // described at Quote::used
pub enum QuoteUse {
    Speech,
    Term,
}

/// One attribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// `a-` and eight hex digits.
    pub id: String,
    /// Whether the content is in quotation marks: wholly, partly, not at all.
    pub kind: AttributionKind,
    /// What is said.
    pub content: Vec<Range>,
    /// The words of the content; pieces are joined by " … ".
    pub text: String,
    /// The words that say that it is said.
    pub cue: Vec<Range>,
    /// The lemma of the word that heads the cue.
    pub cue_lemma: Option<String>,
    /// What the writer signals with the cue.
    pub cue_class: CueClass,
    /// Whether words are reported, or evidence: what is said, written or shown, not what is thought, meant, felt or ruled.
    pub speech: bool,
    /// Whether the cue is negated or refused: "did not say", "declined to comment".
    pub negated: bool,
    /// The words that name who says it.
    pub source: Vec<Range>,
    /// Who that is.
    pub speakers: Vec<String>,
    /// Whom it is said to.
    pub addressee: Option<Slice>,
    /// Where it is said.
    pub place: Option<Slice>,
    /// By what means.
    pub medium: Option<Slice>,
    /// The finder.
    pub by: String,
    /// Between 0 and 1: the chance that content, cue, source and speakers are right.
    pub confidence: f64,
}

/// How much of a content is in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // described at Attribution::kind
pub enum AttributionKind {
    Direct,
    Mixed,
    Indirect,
}

/// What a cue signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the classes
pub enum CueClass {
    Neutral,
    Supportive,
    Doubtful,
    Denying,
    Admitting,
    Accusing,
    Commissive,
    Questioning,
    Belief,
    Intention,
    Attitude,
    Decree,
}

/// A party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// A slug of the name, unique within the record.
    pub id: String,
    /// The fullest form of the name, without titles; for an unnamed party its own words.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Titles as printed.
    pub titles: Vec<String>,
    /// Other forms of the name.
    pub aliases: Vec<String>,
    /// The organization it belongs to, as printed.
    pub affiliation: Option<String>,
    /// Every mention.
    pub mentions: Vec<Mention>,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the kinds
pub enum SpeakerKind {
    Person,
    Organization,
    Group,
    Document,
    Unnamed,
}

/// A mention of a party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// How it refers.
    pub kind: MentionKind,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the kinds
pub enum MentionKind {
    Name,
    Pronoun,
    Nominal,
}

/// A temporal expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// `d-` and eight hex digits.
    pub id: String,
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// The exact words.
    pub text: String,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// The TIMEX3 value; null for an impossible date.
    pub value: Option<String>,
    /// The TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// The first calendar day it covers.
    pub earliest: Option<String>,
    /// The last calendar day it covers.
    pub latest: Option<String>,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // the names are the types
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// A checkable statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// `c-` and eight hex digits.
    pub id: String,
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// The exact words; pieces are joined by " … ".
    pub text: String,
    /// The pieces, where other words break it up.
    pub spans: Vec<Range>,
    /// Who claims it; nobody means the author.
    pub claimants: Vec<String>,
    /// The id of the attribution it comes from.
    pub attribution: Option<String>,
    /// What sorts of statement it is.
    pub types: Vec<ClaimType>,
    /// FactBank value: how firmly the claimant commits to it.
    pub factuality: Factuality,
    /// When it holds.
    pub time: ClaimTime,
    /// Words that negate it.
    pub negations: Vec<Slice>,
    /// Words that hedge it.
    pub hedges: Vec<Slice>,
    /// Ids of its dates.
    pub dates: Vec<String>,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// Words whose referent the claim alone does not tell.
    pub unresolved: Vec<Slice>,
    /// Whether it is asserted in passing.
    pub presupposed: bool,
    /// The id of the earlier claim that it repeats.
    pub restates: Option<String>,
    /// Between 0 and 1, three decimals: the logistic function of the sum of the reasons.
    pub check_worthiness: f64,
    /// What speaks for and against checking it.
    pub reasons: Vec<Reason>,
}

/// What sort of statement a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the types
pub enum ClaimType {
    Statistical,
    Event,
    Role,
    Evaluation,
    Opinion,
    Causal,
    Prediction,
    Promise,
    Policy,
    Other,
}

/// FactBank values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)] // certain, probable, possible; positive, negative; uncommitted
pub enum Factuality {
    #[serde(rename = "CT+")]
    CtPlus,
    #[serde(rename = "CT-")]
    CtMinus,
    #[serde(rename = "PR+")]
    PrPlus,
    #[serde(rename = "PR-")]
    PrMinus,
    #[serde(rename = "PS+")]
    PsPlus,
    #[serde(rename = "PS-")]
    PsMinus,
    Uu,
}

/// When a claim holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the times
pub enum ClaimTime {
    Past,
    Present,
    Ongoing,
    Future,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// The first unit.
    pub start: u32,
    /// The unit after the last.
    pub end: u32,
    /// The exact words.
    pub text: String,
    /// The number; null for a vague one.
    pub value: Option<serde_json::Number>,
    /// What is counted or measured, singular.
    pub unit: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Whether it is a percentage.
    pub percent: bool,
    /// Whether it is hedged.
    pub approximate: bool,
    /// Whether it names no number.
    pub vague: bool,
}

/// One feature of a check-worthiness score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Its name.
    pub feature: String,
    /// What it adds, two decimals.
    pub weight: f64,
}

/// An oddity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// A stable short name.
    pub code: String,
    /// Where.
    pub start: u32,
    /// One sentence for a person.
    pub message: String,
}
