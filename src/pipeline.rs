//! [`Pipeline`]: the stages in their order, from a document to its annotation.

use std::panic::resume_unwind;
use std::thread;

use crate::attribution::{Attributor, Considered, Quotation, Stages};
use crate::claims::worth::{Asked, Features, Worth, WorthModel};
use crate::claims::{Claim, ClaimChecker};
use crate::document::Document;
use crate::quotation;
use crate::resolution::{Resolution, Resolver, Room, Roster};
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
        self.annotate_all(&[document]).swap_remove(0)
    }

    /// The annotation of each document, as [`Pipeline::annotate`] gives it. A stage goes through
    /// all of them before the next one begins: its code and tables stay in the processor's
    /// caches, which hold those of one stage or two.
    pub fn annotate_all(&self, documents: &[&Document]) -> Vec<Annotation> {
        let segmentations = each(documents, |_, document| segmentation::segment(document));
        let tags = each(documents, |at, document| {
            self.tagger.tag(document, &segmentations[at])
        });
        let scans = each(documents, |at, document| {
            self.scanner.scan(document, &segmentations[at])
        });
        let quoted = each(documents, |at, document| {
            quotation::find(document, &segmentations[at])
        });
        let stages = each(documents, |at, document| Stages {
            document,
            segmentation: &segmentations[at],
            tags: &tags[at],
            scan: &scans[at],
            quoted: &quoted[at],
            lexicon: &self.scanner.lexicon,
        });
        let quotations = self.attributor.attribute_all(&stages);
        let mut room = Room::default();
        let resolutions = each(documents, |at, document| {
            let mut resolution = self.resolver.resolve(
                &mut room,
                document,
                &segmentations[at],
                &scans[at],
                &quotations[at],
            );
            self.roster.canonicalise(&mut resolution);
            resolution
        });
        let claims = each(documents, |at, document| {
            self.checker.check(
                document,
                &segmentations[at],
                &quotations[at],
                &resolutions[at],
            )
        });
        let mut features = Features::default();
        let worths = each(documents, |at, document| {
            let asked = match self.scores_every_sentence {
                true => Asked::Every,
                false => Asked::Shown(&claims[at]),
            };
            self.worth.score(
                &mut features,
                document,
                &segmentations[at],
                &tags[at],
                &quotations[at],
                asked,
            )
        });
        let found = segmentations.into_iter().zip(quotations).zip(resolutions);
        let judged = claims.into_iter().zip(worths);
        let annotation = |(((segmentation, quotations), resolution), (claims, worth))| Annotation {
            segmentation,
            quotations,
            resolution,
            claims,
            worth,
        };
        found.zip(judged).map(annotation).collect()
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

/// What one stage makes of each document; `at` is the document's place.
fn each<'d, T>(
    documents: &[&'d Document],
    mut stage: impl FnMut(usize, &'d Document) -> T,
) -> Vec<T> {
    let documents = documents.iter().enumerate();
    documents
        .map(|(at, document)| stage(at, document))
        .collect()
}
