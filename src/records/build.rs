//! [`ArticleRecord::new`]: what was found in a document, as its record has it.

use std::borrow::Cow;

use smol_str::format_smolstr;

use super::id::{self, Ids};
use super::offsets::Offsets;
use super::quantities::QuantityRecord;
use super::words::Shared;
use super::{ArticleRecord, ClaimRecord, QuoteRecord, SpeakerRecord, Text};
use super::{cell, counting, labels, wording};
use crate::attribution::Quotation;
use crate::claims::{Claim, Quantity};
use crate::config::Newlines;
use crate::dates::{self, Hint, When};
use crate::document::Document;
use crate::pipeline::Annotation;
use crate::resolution::Speaker;
use crate::segmentation::{Furniture, ParagraphKind, Segmentation};
use crate::span::Span;

impl ArticleRecord {
    /// The record of an annotated document.
    pub fn new(document: &Document, annotation: &Annotation) -> Self {
        let offsets = Offsets::new(&document.text);
        let speakers = annotation.resolution.speakers.iter();
        Builder {
            document,
            annotation,
            shared: Shared::new(&document.text),
            ids: Ids::of(&document.id),
            speakers: speakers
                .map(|speaker| record_of(speaker, &offsets))
                .collect(),
            offsets,
        }
        .article()
    }
}

struct Builder<'a> {
    document: &'a Document,
    annotation: &'a Annotation,
    shared: Shared<'a>,
    offsets: Offsets<'a>,
    ids: Ids,
    speakers: Vec<SpeakerRecord>,
}

/// A context reaches this far from where its quotation starts, in bytes: a sentence of a
/// megabyte with a thousand quotations must not be written a thousand times.
const CONTEXT: usize = 2_000;

/// What of `span` stands at most [`CONTEXT`] bytes from byte `at`.
fn near(text: &str, span: Span, at: usize) -> Span {
    let start = text.floor_char_boundary(at.saturating_sub(CONTEXT));
    let end = text.floor_char_boundary(at.saturating_add(CONTEXT));
    Span::new(span.start().max(start), span.end().min(end))
}

impl Builder<'_> {
    fn article(mut self) -> ArticleRecord {
        let metadata = self.document.metadata.clone();
        let Furniture {
            title,
            author,
            date,
            ..
        } = self.annotation.segmentation.furniture;
        let quotes = self.quotes();
        let speakers = std::mem::take(&mut self.speakers);
        let author = self.or_furniture(metadata.author, author);
        let found = date.map(|span| span.of(&self.document.text));
        let when = self.document.when(found);
        ArticleRecord {
            id: self.document.id.clone(),
            path: self.document.path.clone(),
            title: self.or_furniture(metadata.title, title),
            notes: self.note_on_date(when, found),
            date: self.or_furniture(metadata.date, date),
            date_iso: when.map(|when| format_smolstr!("{when}")),
            outlet: metadata.outlet,
            url: metadata.url,
            characters: self.offsets.total(),
            claims: self.claims(&quotes, author.as_deref()),
            quotes,
            author,
            speakers,
            paragraphs: self.segmentation().paragraphs.len() as u32,
            sentences: self.sentences(),
            text: String::new(),
            worth: self.worth(),
            meta: metadata.extra,
        }
    }

    /// What is to be said where the date stands in the file's name, or where its words tell no day.
    fn note_on_date(&self, when: Option<When>, found: Option<&str>) -> Vec<String> {
        let words = self.document.metadata.date.as_deref().or(found);
        let file_date = self.document.metadata.file_date;
        let note = match (when, words) {
            (Some(_), None) => "dated by the file's name",
            (Some(when), Some(words)) if file_date == Some(when) && self.undated(words) => {
                "dated by the file's name"
            }
            (None, Some(words)) => match dates::hint(words) {
                Some(Hint::Open) => "date of two readings: --date-order tells which",
                _ => "date not read",
            },
            _ => return Vec::new(),
        };
        vec![note.to_owned()]
    }

    fn undated(&self, words: &str) -> bool {
        dates::read(words, self.document.metadata.date_order).is_none()
    }

    fn quotes(&self) -> Vec<QuoteRecord> {
        let quotations = &self.annotation.quotations;
        let mut sentence = None;
        let quotations_in_place = quotations.iter().enumerate();
        let mut quotes: Vec<QuoteRecord> = quotations_in_place
            .map(|(index, quotation)| {
                // Mostly one of the next few from that of the quotation before.
                let near = sentence.unwrap_or(0);
                let start = quotation.extent().start();
                sentence = self.segmentation().sentence_near(near, start);
                self.quote(index, quotation, sentence)
            })
            .collect();
        id::make_distinct(quotes.iter_mut().map(|quote| &mut quote.id));
        for (index, quotation) in quotations.iter().enumerate() {
            let outer = quotation.nested_in.and_then(|outer| quotes.get(outer));
            quotes[index].nested_in = outer.map(|outer| outer.id.clone());
        }
        for claim in &self.annotation.claims {
            if let Some(quote) = claim.quotation.and_then(|index| quotes.get_mut(index)) {
                quote.flags.push(claim.rule.clone());
                quote.verdicts.push(labels::verdict(claim.verdict));
            }
        }
        quotes
    }

    fn quote(&self, index: usize, quotation: &Quotation, sentence: Option<usize>) -> QuoteRecord {
        let text = &self.document.text;
        let content = self.offsets.spans(&quotation.contents);
        let speaker = self.speaker(index);
        let paragraph = self.paragraph(sentence, quotation.extent().start());
        let context = self.context(quotation, sentence);
        QuoteRecord {
            id: self.ids.quotation(&content),
            content,
            source: self.offsets.spans(&quotation.source),
            cue: self.offsets.spans(&quotation.cue),
            speaker: speaker.map(|speaker| speaker.name.clone()),
            speaker_id: speaker.and_then(|speaker| speaker.id.clone()),
            speaker_role: speaker.and_then(|speaker| speaker.role.clone()),
            speaker_affiliation: speaker.and_then(|speaker| speaker.affiliation.clone()),
            speaker_kind: speaker.map_or("unknown", |speaker| speaker.kind),
            kind: labels::quotation_kind(quotation.kind),
            function: labels::function(quotation.function),
            is_speech: quotation.is_speech(),
            confidence: thousandths(Some(&quotation.confidence)),
            speaker_confidence: thousandths(self.annotation.resolution.certainty.get(index)),
            evidence: quotation.evidence,
            nested_in: None,
            notes: self.notes(quotation, paragraph),
            flags: Vec::new(),
            verdicts: Vec::new(),
            check_worthiness: thousandths(self.annotation.worth.quotations.get(index)),
            quote: self
                .shared
                .words(wording::quotation(text, &quotation.contents)),
            words: counting::count_words(text, &quotation.contents),
            sentence: number(sentence),
            paragraph: number(paragraph),
            source_words: self.shared.words(wording::words(text, &quotation.source)),
            cue_words: self.shared.words(wording::words(text, &quotation.cue)),
            context: self
                .shared
                .words(Cow::Borrowed(cell::trim(context.of(text)))),
        }
    }

    /// The paragraph at byte `start`, by its last sentence there.
    fn paragraph(&self, sentence: Option<usize>, start: usize) -> Option<usize> {
        let Segmentation {
            paragraphs,
            sentences,
            ..
        } = self.segmentation();
        let Some(sentence) = sentence.and_then(|sentence| sentences.get(sentence)) else {
            return self.segmentation().paragraph_at(start);
        };
        let own = sentence.paragraph;
        let later = paragraphs.get(own + 1..).unwrap_or_default().iter();
        let later = later.take_while(|paragraph| paragraph.span.start() <= start);
        Some(own + later.count())
    }

    fn notes(&self, quotation: &Quotation, paragraph: Option<usize>) -> Vec<&'static str> {
        let last = quotation.extent().end().saturating_sub(1);
        let paragraphs = &self.segmentation().paragraphs;
        // The end stands in the same paragraph or in a later one.
        let next = paragraphs.get(paragraph.map_or(0, |paragraph| paragraph + 1));
        let own = paragraph.and_then(|paragraph| paragraphs.get(paragraph));
        let title = own.is_some_and(|own| own.kind == ParagraphKind::Title);
        let notes = [
            (title, "headline"),
            (quotation.unclosed, "unclosed"),
            (
                next.is_some_and(|next| next.span.start() <= last),
                "multi_paragraph",
            ),
            (quotation.carried_from.is_some(), "carried_speaker"),
            (quotation.polarity.negated, "negated"),
            (quotation.polarity.denied, "denied"),
            (quotation.polarity.supposed, "supposed"),
        ];
        if notes.iter().all(|(holds, _)| !holds) {
            return Vec::new();
        }
        let holding = notes.into_iter().filter(|(holds, _)| *holds);
        holding.map(|(_, note)| note).collect()
    }

    /// The sentences from where the quotation starts to its cue and its source,
    /// if they stand in one paragraph; else the first sentence alone.
    fn context(&self, quotation: &Quotation, start: Option<usize>) -> Span {
        let segmentation = self.segmentation();
        let Some(sentence) = start.and_then(|start| segmentation.sentences.get(start)) else {
            return Span::default();
        };
        let mut span = sentence.span;
        for words in quotation.cue.iter().chain(&quotation.source) {
            // Most stand in the quotation's own sentence.
            if sentence.span.start() <= words.start() && words.start() < sentence.span.end() {
                continue;
            }
            let of_words = segmentation.sentence_at(words.start());
            if let Some(other) = of_words.map(|at| &segmentation.sentences[at])
                && other.paragraph == sentence.paragraph
            {
                span = span.cover(other.span);
            }
        }
        near(&self.document.text, span, quotation.extent().start())
    }

    fn claims(&self, quotes: &[QuoteRecord], author: Option<&str>) -> Vec<ClaimRecord> {
        let claims = &self.annotation.claims;
        let mut records: Vec<ClaimRecord> = claims
            .iter()
            .map(|claim| self.claim(claim, quotes, author))
            .collect();
        id::make_distinct(records.iter_mut().map(|record| &mut record.id));
        for (index, claim) in claims.iter().enumerate() {
            let target = claim.concerns.and_then(|target| records.get(target));
            let quote = claim.disputes.and_then(|target| quotes.get(target));
            let target = target.map(|target| &target.id);
            records[index].concerns = target.or(quote.map(|quote| &quote.id)).cloned();
        }
        records
    }

    fn claim(&self, claim: &Claim, quotes: &[QuoteRecord], author: Option<&str>) -> ClaimRecord {
        let span = self.offsets.span(claim.span);
        let sentence = self.segmentation().sentence_at(claim.span.start());
        let quote = claim.quotation.and_then(|index| quotes.get(index));
        let (voice, speaker) = match quote {
            Some(quote) => ("quotation", quote.speaker.clone()),
            None if claim.reckoned => ("another", None),
            None => ("author", author.map(Text::new)),
        };
        ClaimRecord {
            id: self.ids.claim(&claim.rule, span),
            span,
            rule: claim.rule.clone(),
            verdict: labels::verdict(claim.verdict),
            speaker,
            voice,
            working: claim.working.clone(),
            check_worthiness: thousandths(
                sentence.and_then(|at| self.annotation.worth.sentences.get(at)),
            ),
            figures: claim.figures.clone(),
            sources: claim.sources.clone(),
            quote: quote.map(|quote| quote.id.clone()),
            concerns: None,
            hearsay: claim.hearsay as u32,
            quantities: claim
                .quantities
                .iter()
                .map(|quantity| self.quantity(quantity))
                .collect(),
            claim: claim.span.of(&self.document.text).trim().to_owned(),
            sentence: number(sentence),
            paragraph: number(self.segmentation().paragraph_at(claim.span.start())),
        }
    }

    fn quantity(&self, quantity: &Quantity) -> QuantityRecord {
        // Twelve digits tell any figure; more would only show how the arithmetic rounds.
        let finite = |value: f64| {
            let is_short = (value as i64) as f64 == value && value.abs() < 1e12;
            let shown = match is_short {
                true => value,
                false => format!("{value:.11e}").parse().unwrap_or(value),
            };
            value.is_finite().then_some(shown)
        };
        QuantityRecord {
            span: self.offsets.span(quantity.span),
            words: cell::cell(quantity.span.of(&self.document.text), Newlines::Marked).into_owned(),
            dimension: labels::dimension(quantity.dimension),
            low: finite(quantity.value.low()),
            high: finite(quantity.value.high()),
            unit: quantity.unit.clone(),
            rate: quantity.rate,
            date: quantity.date(),
        }
    }

    /// The speaker of a quotation, if it has one with a name.
    fn speaker(&self, quotation: usize) -> Option<&SpeakerRecord> {
        let index = (*self.annotation.resolution.of_quotation.get(quotation)?)?;
        let speaker = self.speakers.get(index)?;
        (!speaker.name.is_empty()).then_some(speaker)
    }

    fn sentences(&self) -> Vec<[u32; 2]> {
        let sentences = self.segmentation().sentences.iter();
        sentences
            .map(|sentence| self.offsets.span(sentence.span))
            .collect()
    }

    fn worth(&self) -> Vec<f32> {
        let scores = self.annotation.worth.sentences.iter();
        scores.map(|score| thousandths(Some(score))).collect()
    }

    fn or_furniture(&self, given: Option<String>, found: Option<Span>) -> Option<String> {
        given.or_else(|| Some(found?.of(&self.document.text).trim().to_owned()))
    }

    fn segmentation(&self) -> &Segmentation {
        &self.annotation.segmentation
    }
}

fn record_of(speaker: &Speaker, offsets: &Offsets<'_>) -> SpeakerRecord {
    let mentions = speaker.mentions.iter();
    let id = speaker.id.as_ref().map(Text::new);
    SpeakerRecord {
        name: Text::new(&speaker.name),
        id: id.or_else(|| id::speaker(&speaker.name, speaker.kind)),
        role: speaker.role.as_ref().map(Text::new),
        affiliation: speaker.affiliation.as_ref().map(Text::new),
        kind: labels::speaker_kind(speaker.kind),
        mentions: mentions.map(|mention| offsets.span(*mention)).collect(),
    }
}

/// A score from 0 to 1, as it is written; nought where there is none.
#[inline]
fn thousandths(score: Option<&f32>) -> f32 {
    let many = score.map_or(0.0, |score| score * 1000.0);
    // As `round` does, by which no other number fares better: in 64 bits the half is added exactly.
    (f64::from(many) + 0.5) as u16 as f32 / 1000.0
}

/// An index as people count.
fn number(index: Option<usize>) -> u32 {
    index.map_or(0, |index| index as u32 + 1)
}
