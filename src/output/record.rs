//! An extraction to its record: ids, strings and printed offsets come into being here.

use super::ids::{Ids, normalized};
use super::schema::{self, Range, Record, Slice};
use super::worth;
use crate::extract::attributions::{self, CueClass, Kind, Relation};
use crate::extract::claims::{self, ClaimTime, ClaimType, Factuality};
use crate::extract::speakers::{MentionKind, SpeakerId, SpeakerKind};
use crate::extract::{DateMention, Extraction};
use crate::language::{Analysis, lemma};
use crate::parse::{Article, CreditKind, Given};
use crate::text::chars::{is_blank, is_invisible, is_line_end};
use crate::text::offsets::{Offsets, Unit};
use crate::text::{Note, Span, Spans, Text};
use crate::time::{Calendar, Precision, Timex};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What a record is to carry.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The unit of all offsets.
    pub unit: Unit,
    /// Whether the decoded text comes along.
    pub include_text: bool,
}

/// The outer edge of the text of a record, where bytes become printed offsets.
#[derive(Debug)]
pub struct Edge<'a> {
    text: &'a Text,
    /// The part of the text that the record is about and that its offsets count from.
    part: Span,
    unit: Unit,
    offsets: Offsets<'a>,
    source: schema::Source,
    include_text: bool,
}

impl<'a> Edge<'a> {
    /// Prepares the printing of the record of a text that is one article.
    #[must_use]
    pub fn new(text: &'a Text, options: &Options) -> Self {
        Self {
            text,
            part: text.span(),
            unit: options.unit,
            offsets: Offsets::new(text.as_str(), options.unit),
            source: schema::Source {
                path: None,
                encoding: text.encoding().to_lowercase(),
                sha256: sha256(text.as_str().as_bytes()),
                part: None,
                articles: None,
                made_by: None,
            },
            include_text: options.include_text,
        }
    }

    /// Prepares the printing of the record of one article of several: its part of the text is its own text, which it
    /// carries and its offsets refer to. The work is that of the part, whatever the length of the text.
    #[must_use]
    pub fn within(&self, part: Span) -> Self {
        Self {
            text: self.text,
            part,
            unit: self.unit,
            offsets: Offsets::new(self.text.slice(part), self.unit),
            source: schema::Source {
                part: Some(self.range(part)),
                ..self.source.clone()
            },
            include_text: true,
        }
    }

    /// The offset of a byte of the text.
    fn of(&self, byte: usize) -> u32 {
        self.offsets.of(byte - self.part.start())
    }

    fn range(&self, span: Span) -> Range {
        Range {
            start: self.of(span.start()),
            end: self.of(span.end()),
        }
    }

    fn ranges(&self, spans: &Spans) -> Vec<Range> {
        spans.iter().map(|span| self.range(span)).collect()
    }

    fn slice(&self, span: Span) -> Slice {
        let Range { start, end } = self.range(span);
        Slice {
            start,
            end,
            text: self.text.slice(span).to_owned(),
        }
    }

    fn slices(&self, spans: &[Span]) -> Vec<Slice> {
        spans.iter().map(|&span| self.slice(span)).collect()
    }

    /// The words of a name: one blank for every run of blanks and line ends, invisible characters left out.
    fn name(&self, span: Span) -> String {
        one_line(self.text.slice(span))
    }

    fn pieces(&self, spans: &Spans) -> String {
        let pieces: Vec<_> = spans.iter().map(|span| self.text.slice(span)).collect();
        pieces.join(" … ")
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The record of an article. Its id is empty and its path null: the caller knows where the text came from.
#[must_use]
pub fn record(
    edge: &Edge,
    article: &Article,
    analysis: &Analysis,
    extraction: &Extraction,
    given: &Given,
) -> Record {
    let mut ids = Ids::default();
    let speakers = speakers(edge, extraction, &mut ids);
    let dates = dates(edge, extraction, &mut ids);
    let attributions = attributions(edge, article, analysis, extraction, &speakers, &mut ids);
    let quotes = quotes(edge, article, extraction, &attributions, &mut ids);
    let claims = claims(edge, extraction, &speakers, &attributions, &dates, &mut ids);
    let body = edge.range(article.body);
    Record {
        schema: schema::SCHEMA.to_owned(),
        id: String::new(),
        source: edge.source.clone(),
        meta: None,
        text: edge
            .include_text
            .then(|| edge.text.slice(edge.part).to_owned()),
        header: header(edge, article, given),
        body: schema::Body {
            start: body.start,
            end: body.end,
            paragraphs: article
                .paragraphs
                .iter()
                .map(|paragraph| {
                    let Range { start, end } = edge.range(paragraph.span);
                    schema::Paragraph {
                        start,
                        end,
                        sentences: paragraph
                            .sentences
                            .iter()
                            .map(|&sentence| edge.range(sentence))
                            .collect(),
                    }
                })
                .collect(),
            crossheads: article
                .crossheads
                .iter()
                .map(|&heading| edge.range(heading))
                .collect(),
        },
        credits: article
            .credits
            .iter()
            .map(|credit| {
                let Slice { start, end, text } = edge.slice(credit.span);
                schema::Credit {
                    kind: credit_kind(credit.kind),
                    names: credit.names.iter().map(|&name| edge.name(name)).collect(),
                    start,
                    end,
                    text,
                }
            })
            .collect(),
        boilerplate: article
            .boilerplate
            .iter()
            .map(|&span| edge.range(span))
            .collect(),
        quotes,
        attributions,
        speakers,
        dates,
        claims,
        notes: notes(edge, article, extraction),
    }
}

fn header(edge: &Edge, article: &Article, given: &Given) -> schema::Header {
    let header = &article.header;
    let range = header.span.map(|span| edge.range(span));
    let date = given.date.or(header.date.map(|(_, date)| date));
    let outside =
        |here: bool, span: Option<Span>| span.filter(|_| !here).map(|span| edge.range(span));
    schema::Header {
        start: range.map(|range| range.start),
        end: range.map(|range| range.end),
        headline: given
            .title
            .clone()
            .or_else(|| header.headline.map(|span| edge.name(span))),
        deck: header.deck.map(|span| edge.name(span)),
        date: date.map(calendar),
        date_precision: date.map(|date| match date.precision {
            Precision::Day => schema::DatePrecision::Day,
            Precision::Month => schema::DatePrecision::Month,
            Precision::Year => schema::DatePrecision::Year,
        }),
        authors: given.authors.clone().unwrap_or_else(|| {
            header
                .authors
                .iter()
                .map(|author| one_line(&author.name))
                .collect()
        }),
        outlet: given
            .outlet
            .clone()
            .or_else(|| header.outlet.map(|span| edge.name(span))),
        dateline: schema::Dateline {
            place: header.place.map(|span| edge.name(span)),
            agency: header.agency.map(|span| edge.name(span)),
        },
        spans: schema::HeaderSpans {
            headline: outside(given.title.is_some(), header.headline),
            deck: outside(false, header.deck),
            date: outside(given.date.is_some(), header.date.map(|(span, _)| span)),
            authors: if given.authors.is_some() {
                Vec::new()
            } else {
                header
                    .authors
                    .iter()
                    .map(|author| edge.range(author.span))
                    .collect()
            },
            outlet: outside(given.outlet.is_some(), header.outlet),
            place: outside(false, header.place),
            agency: outside(false, header.agency),
        },
    }
}

/// The date as precisely as it is known: `2025-04-19`, `2025-04` or `2025`.
fn calendar(date: Calendar) -> String {
    let day = date.day.to_string();
    match date.precision {
        Precision::Day => day,
        Precision::Month => day[..day.len() - 3].to_owned(),
        Precision::Year => day[..day.len() - 6].to_owned(),
    }
}

/// One blank for every run of blanks and line ends, none at the ends; invisible characters left out.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if is_blank(c) || is_line_end(c) {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_invisible(c) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

fn speakers(edge: &Edge, extraction: &Extraction, ids: &mut Ids) -> Vec<schema::Speaker> {
    extraction
        .cast
        .speakers
        .iter()
        .map(|speaker| {
            let name = edge.name(speaker.name);
            let names = |spans: &[Span]| spans.iter().map(|&span| edge.name(span)).collect();
            schema::Speaker {
                id: ids.slug(&name),
                name,
                kind: match speaker.kind {
                    SpeakerKind::Person => schema::SpeakerKind::Person,
                    SpeakerKind::Organization => schema::SpeakerKind::Organization,
                    SpeakerKind::Group => schema::SpeakerKind::Group,
                    SpeakerKind::Document => schema::SpeakerKind::Document,
                    SpeakerKind::Unnamed => schema::SpeakerKind::Unnamed,
                },
                titles: names(&speaker.titles),
                aliases: names(&speaker.aliases),
                affiliation: speaker.affiliation.map(|span| edge.name(span)),
                mentions: speaker
                    .mentions
                    .iter()
                    .map(|mention| {
                        let Range { start, end } = edge.range(mention.span);
                        schema::Mention {
                            start,
                            end,
                            kind: match mention.kind {
                                MentionKind::Name => schema::MentionKind::Name,
                                MentionKind::Pronoun => schema::MentionKind::Pronoun,
                                MentionKind::Nominal => schema::MentionKind::Nominal,
                            },
                        }
                    })
                    .collect(),
            }
        })
        .collect()
}

fn dates(edge: &Edge, extraction: &Extraction, ids: &mut Ids) -> Vec<schema::Date> {
    extraction
        .dates
        .iter()
        .map(|date: &DateMention| {
            let Slice { start, end, text } = edge.slice(date.span);
            schema::Date {
                id: ids.of('d', &[date.timex.kind(), &normalized(&text)]),
                start,
                end,
                text,
                kind: match date.timex {
                    Timex::Date(_) => schema::TimexType::Date,
                    Timex::Time(..) => schema::TimexType::Time,
                    Timex::Duration(_) => schema::TimexType::Duration,
                    Timex::Set(_) => schema::TimexType::Set,
                },
                value: date.timex.value(),
                modifier: date.modifier.map(str::to_owned),
                earliest: date.days.map(|(first, _)| first.to_string()),
                latest: date.days.map(|(_, last)| last.to_string()),
            }
        })
        .collect()
}

/// The ids of some speakers.
fn names(ids: &[SpeakerId], speakers: &[schema::Speaker]) -> Vec<String> {
    ids.iter()
        .map(|id| speakers[id.0 as usize].id.clone())
        .collect()
}

fn attributions(
    edge: &Edge,
    article: &Article,
    analysis: &Analysis,
    extraction: &Extraction,
    speakers: &[schema::Speaker],
    ids: &mut Ids,
) -> Vec<schema::Attribution> {
    extraction
        .relations
        .iter()
        .zip(&extraction.cast.credited)
        .map(|(relation, credited)| {
            let speakers = names(credited, speakers);
            let text = edge.pieces(&relation.content);
            schema::Attribution {
                id: ids.of(
                    'a',
                    &["attribution", &normalized(&text), &speakers.join(" ")],
                ),
                kind: match relation.kind {
                    Kind::Direct => schema::AttributionKind::Direct,
                    Kind::Mixed => schema::AttributionKind::Mixed,
                    Kind::Indirect => schema::AttributionKind::Indirect,
                },
                content: edge.ranges(&relation.content),
                text,
                cue: relation
                    .cue
                    .as_ref()
                    .map_or_else(Vec::new, |cue| edge.ranges(cue)),
                cue_lemma: cue_lemma(article, analysis, relation),
                cue_class: cue_class(relation.cue_class),
                speech: relation.speech,
                negated: relation.negated,
                source: relation
                    .source
                    .as_ref()
                    .map_or_else(Vec::new, |source| edge.ranges(source)),
                speakers,
                addressee: relation.addressee.map(|span| edge.slice(span)),
                place: relation.place.map(|span| edge.slice(span)),
                medium: relation.medium.map(|span| edge.slice(span)),
                by: relation.by.to_owned(),
                confidence: f64::from((relation.confidence.min(1000) + 5) / 10) / 100.0,
            }
        })
        .collect()
}

fn cue_lemma(article: &Article, analysis: &Analysis, relation: &Relation) -> Option<String> {
    let token = analysis.tokens.get(relation.cue_head?.index())?;
    Some(lemma(article.slice(token.span), token.tag).into_owned())
}

fn quotes(
    edge: &Edge,
    article: &Article,
    extraction: &Extraction,
    attributions: &[schema::Attribution],
    ids: &mut Ids,
) -> Vec<schema::Quote> {
    let mut quotes: Vec<schema::Quote> = Vec::with_capacity(extraction.quotes.len());
    // The place in `quotes` of each region that is printed.
    let mut places: Vec<Option<usize>> = Vec::with_capacity(extraction.quotes.len());
    for (region, reading) in article.quotes.iter().zip(&extraction.quotes) {
        if region.within.is_some() {
            places.push(None);
            continue;
        }
        places.push(Some(quotes.len()));
        let Slice { start, end, text } = edge.slice(region.span);
        let attribution = reading
            .relation
            .map(|relation| &attributions[relation.0 as usize]);
        let speakers =
            attribution.map_or_else(Vec::new, |attribution| attribution.speakers.clone());
        quotes.push(schema::Quote {
            id: ids.of('q', &["quote", &normalized(&text), &speakers.join(" ")]),
            start,
            end,
            text,
            used: match reading.kind {
                attributions::QuoteUse::Speech => schema::QuoteUse::Speech,
                attributions::QuoteUse::Term => schema::QuoteUse::Term,
            },
            attribution: attribution.map(|attribution| attribution.id.clone()),
            speakers,
            continues: region
                .continues
                .and_then(|before| places[before.0 as usize])
                .map(|place| quotes[place].id.clone()),
        });
    }
    quotes
}

fn claims(
    edge: &Edge,
    extraction: &Extraction,
    speakers: &[schema::Speaker],
    attributions: &[schema::Attribution],
    dates: &[schema::Date],
    ids: &mut Ids,
) -> Vec<schema::Claim> {
    let mut claims: Vec<schema::Claim> = Vec::with_capacity(extraction.claims.len());
    for claim in &extraction.claims {
        let Range { start, end } = edge.range(claim.words.extent());
        let text = edge.pieces(&claim.words);
        let claimants = names(&claim.claimants, speakers);
        let worth: i32 = claim.reasons.iter().map(|(_, weight)| weight).sum();
        claims.push(schema::Claim {
            id: ids.of('c', &["claim", &normalized(&text), &claimants.join(" ")]),
            start,
            end,
            text,
            spans: if claim.words.as_slice().len() > 1 {
                edge.ranges(&claim.words)
            } else {
                Vec::new()
            },
            claimants,
            attribution: claim
                .relation
                .map(|relation| attributions[relation.0 as usize].id.clone()),
            types: claim.types.iter().copied().map(claim_type).collect(),
            factuality: factuality(claim.factuality),
            time: match claim.time {
                ClaimTime::Past => schema::ClaimTime::Past,
                ClaimTime::Present => schema::ClaimTime::Present,
                ClaimTime::Ongoing => schema::ClaimTime::Ongoing,
                ClaimTime::Future => schema::ClaimTime::Future,
            },
            negations: edge.slices(&claim.negations),
            hedges: edge.slices(&claim.hedges),
            dates: claim.dates.iter().map(|&at| dates[at].id.clone()).collect(),
            quantities: claim
                .quantities
                .iter()
                .map(|quantity| self::quantity(edge, quantity))
                .collect(),
            unresolved: edge.slices(&claim.unresolved),
            presupposed: claim.presupposed,
            restates: claim
                .restates
                .and_then(|earlier| claims.get(earlier))
                .map(|earlier| earlier.id.clone()),
            check_worthiness: f64::from(worth::permille(worth)) / 1000.0,
            reasons: claim
                .reasons
                .iter()
                .map(|&(feature, weight)| schema::Reason {
                    feature: feature.to_owned(),
                    weight: f64::from(weight) / 100.0,
                })
                .collect(),
        });
    }
    claims
}

fn quantity(edge: &Edge, quantity: &claims::Quantity) -> schema::Quantity {
    let Slice { start, end, text } = edge.slice(quantity.span);
    schema::Quantity {
        start,
        end,
        text,
        value: quantity
            .value
            .as_ref()
            .and_then(|digits| digits.parse().ok()),
        unit: quantity.unit.clone(),
        currency: quantity.currency.map(str::to_owned),
        percent: quantity.percent,
        approximate: quantity.approximate,
        vague: quantity.vague,
    }
}

/// Notes of the bytes, of the article and of the extraction, by position.
fn notes(edge: &Edge, article: &Article, extraction: &Extraction) -> Vec<schema::Note> {
    let start = edge.part.start();
    // What is said of the whole text, at no place in it, is true of every article.
    let of_text = edge.text.notes().iter().filter_map(|note| {
        let at = match note.at.is_empty() {
            true => Span::new(start, start),
            false => note.at,
        };
        let note = Note { at, ..note.clone() };
        edge.part.contains(at).then_some(note)
    });
    let mut notes: Vec<Note> = of_text
        .chain(article.notes.iter().cloned())
        .chain(extraction.notes.iter().cloned())
        .collect();
    notes.sort();
    notes.dedup();
    notes
        .into_iter()
        .map(|note| schema::Note {
            code: note.code.to_owned(),
            start: edge.of(note.at.start()),
            message: note.message.into_owned(),
        })
        .collect()
}

/// One arm for each label: the names on both sides are the same.
macro_rules! same {
    ($function:ident: $from:ty => $to:ty { $($name:ident)* }) => {
        fn $function(label: $from) -> $to {
            match label { $(<$from>::$name => <$to>::$name,)* }
        }
    };
}

same!(credit_kind: CreditKind => schema::CreditKind {
    Reporting Writing Editing Contributors Photo Syndication Bio Copyright Contact Source Note Correction
});
same!(cue_class: CueClass => schema::CueClass {
    Neutral Supportive Doubtful Denying Admitting Accusing Commissive Questioning Belief Intention Attitude Decree
});
same!(claim_type: ClaimType => schema::ClaimType {
    Statistical Event Role Evaluation Opinion Causal Prediction Promise Policy Other
});
same!(factuality: Factuality => schema::Factuality { CtPlus CtMinus PrPlus PrMinus PsPlus PsMinus Uu });
