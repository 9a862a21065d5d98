//! [`Pipeline`]: the stages in their order, from a document to its annotation.

use std::panic::resume_unwind;
use std::thread;

use crate::attribution::{Attributor, Considered, Quotation, Stages};
use crate::claims::worth::{Asked, Worth, WorthModel};
use crate::claims::{Claim, ClaimChecker};
use crate::document::Document;
use crate::quotation;
use crate::resolution::{Resolution, Resolver, Roster};
use crate::scan::Scanner;
use crate::segmentation::{self, Segmentation};
use crate::tagging::Tagger;

/// Everything that is built once: automata, lexicons, rules, weights. Shared by all workers.
///
/// [`Pipeline::default`] has the learned model, [`Pipeline::rules`] none; [`Pipeline::with_people`] adds to either.
#[derive(Debug)]
pub struct Pipeline {
    tagger: Tagger,
    scanner: Scanner,
    attributor: Attributor,
    resolver: Resolver,
    roster: Roster,
    checker: ClaimChecker,
    worth: WorthModel,
    /// Else only those are scored that quotations and claims need.
    scores_every_sentence: bool,
}

/// What was found in one document.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Annotation {
    pub segmentation: Segmentation,
    pub quotations: Vec<Quotation>,
    pub resolution: Resolution,
    pub claims: Vec<Claim>,
    pub worth: Worth,
}

impl Default for Pipeline {
    fn default() -> Self {
        Self::with(Attributor::default())
    }
}

impl Pipeline {
    /// By rules alone: attribution and resolution have no learned weights. Parts of speech are tagged all the same.
    pub fn rules() -> Self {
        Self {
            resolver: Resolver::rules(),
            ..Self::with(Attributor::new(None))
        }
    }

    /// With another attributor: other weights, or none.
    pub fn with(attributor: Attributor) -> Self {
        thread::scope(|scope| {
            // Reading the rules of claims takes longer than all the rest.
            let checker = scope.spawn(ClaimChecker::default);
            Self {
                tagger: Tagger::default(),
                scanner: Scanner::default(),
                attributor,
                resolver: Resolver::default(),
                roster: Roster::default(),
                worth: WorthModel::default(),
                scores_every_sentence: true,
                checker: checker.join().unwrap_or_else(|panic| resume_unwind(panic)),
            }
        })
    }

    /// With people whose names and ids hold across all documents.
    pub fn with_people(self, roster: Roster) -> Self {
        Self { roster, ..self }
    }

    /// With other claim rules or figures.
    pub fn with_checker(self, checker: ClaimChecker) -> Self {
        Self { checker, ..self }
    }

    /// Leaves out how check-worthy those sentences are that no quotation holds whole and no claim begins in: they
    /// score 0. Tables show none of them, and it halves that stage's time.
    pub fn only_shown_worth(self) -> Self {
        Self {
            scores_every_sentence: false,
            ..self
        }
    }

    /// Runs every stage over one document. Pure: the same document gives the same annotation.
    pub fn annotate(&self, document: &Document) -> Annotation {
        let segmentation = segmentation::segment(document);
        let tags = self.tagger.tag(document, &segmentation);
        let scan = self.scanner.scan(document, &segmentation);
        let quoted = quotation::find(document, &segmentation);
        let quotations = self.attributor.attribute(Stages {
            document,
            segmentation: &segmentation,
            tags: &tags,
            scan: &scan,
            quoted: &quoted,
            lexicon: &self.scanner.lexicon,
        });
        let mut resolution = self
            .resolver
            .resolve(document, &segmentation, &scan, &quotations);
        self.roster.canonicalise(&mut resolution);
        let claims = self
            .checker
            .check(document, &segmentation, &quotations, &resolution);
        let asked = match self.scores_every_sentence {
            true => Asked::Every,
            false => Asked::Shown(&claims),
        };
        let worth = self
            .worth
            .score(document, &segmentation, &tags, &quotations, asked);
        Annotation {
            segmentation,
            quotations,
            resolution,
            claims,
            worth,
        }
    }

    /// Every candidate that attribution considered in one document, decided as [`Pipeline::annotate`] decides.
    pub fn explain(&self, document: &Document) -> Vec<Considered> {
        let segmentation = segmentation::segment(document);
        let tags = self.tagger.tag(document, &segmentation);
        let scan = self.scanner.scan(document, &segmentation);
        let quoted = quotation::find(document, &segmentation);
        self.attributor.explain(Stages {
            document,
            segmentation: &segmentation,
            tags: &tags,
            scan: &scan,
            quoted: &quoted,
            lexicon: &self.scanner.lexicon,
        })
    }
}
