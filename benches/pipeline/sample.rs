//! The articles that are measured, with what every stage makes of them.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use dixit::attribution::{Attributor, Quotation, Stages};
use dixit::claims::ClaimChecker;
use dixit::claims::worth::WorthModel;
use dixit::input::{Inputs, Reading, documents};
use dixit::pipeline::Annotation;
use dixit::quotation::{self, Quoted};
use dixit::records::ArticleRecord;
use dixit::resolution::Resolver;
use dixit::scan::lexicon::Lexicon;
use dixit::scan::{Scan, Scanner};
use dixit::segmentation::{Segmentation, segment};
use dixit::tagging::{Tagger, Tags};
use dixit::{Document, Pipeline};
use serde_json::json;

/// Enough to outweigh what is paid once, little enough for many rounds.
const BYTES: usize = 2_000_000;

/// Articles of [`BYTES`] in all, repeated if there are fewer.
pub(crate) struct Sample {
    pub(crate) pipeline: Pipeline,
    pub(crate) tagger: Tagger,
    pub(crate) scanner: Scanner,
    pub(crate) attributor: Attributor,
    pub(crate) resolver: Resolver,
    pub(crate) checker: ClaimChecker,
    pub(crate) worth: WorthModel,
    /// The articles as lines of JSON: their ids and texts.
    pub(crate) jsonl: Vec<u8>,
    pub(crate) articles: Vec<Article>,
}

/// One article, and the input of every stage.
pub(crate) struct Article {
    pub(crate) document: Document,
    pub(crate) segmentation: Segmentation,
    pub(crate) tags: Tags,
    pub(crate) scan: Scan,
    pub(crate) quoted: Vec<Quoted>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) annotation: Annotation,
    pub(crate) record: ArticleRecord,
}

impl Article {
    /// What attribution reads.
    pub(crate) fn stages<'a>(&'a self, lexicon: &'a Lexicon) -> Stages<'a> {
        Stages {
            document: &self.document,
            segmentation: &self.segmentation,
            tags: &self.tags,
            scan: &self.scan,
            quoted: &self.quoted,
            lexicon,
        }
    }
}

impl Sample {
    /// The articles of a file or folder; without one those of `corpus/`.
    pub(crate) fn read(path: Option<PathBuf>) -> Result<Self> {
        let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
        let path = path.unwrap_or_else(|| corpus.into());
        let mut found = Vec::new();
        for source in Inputs::new(vec![path], None)?.sources() {
            for document in documents(source?, &Reading::default()) {
                found.push(document?);
            }
        }
        Self::of(&found, BYTES)
    }

    /// Documents of so many bytes in all, repeated if they are fewer.
    pub(crate) fn of(documents: &[Document], most: usize) -> Result<Self> {
        ensure!(
            documents.iter().any(|document| !document.text.is_empty()),
            "no text to measure"
        );
        let mut sample = Self {
            // As the program runs it, unless sentences are asked for.
            pipeline: Pipeline::default().only_shown_worth(),
            tagger: Tagger::default(),
            scanner: Scanner::default(),
            attributor: Attributor::default(),
            resolver: Resolver::default(),
            checker: ClaimChecker::default(),
            worth: WorthModel::default(),
            jsonl: Vec::new(),
            articles: Vec::new(),
        };
        let mut bytes = 0;
        for (number, document) in documents.iter().cycle().enumerate() {
            if bytes >= most {
                break;
            }
            bytes += document.text.len();
            sample.add(Document::from_text(
                number.to_string(),
                document.text.as_str(),
            ));
        }
        Ok(sample)
    }

    fn add(&mut self, document: Document) {
        let line = json!({"id": document.id, "text": document.text});
        self.jsonl.extend(format!("{line}\n").bytes());
        let segmentation = segment(&document);
        let tags = self.tagger.tag(&document, &segmentation);
        let scan = self.scanner.scan(&document, &segmentation);
        let quoted = quotation::find(&document, &segmentation);
        let annotation = self.pipeline.annotate(&document);
        let record = ArticleRecord::new(&document, &annotation);
        self.articles.push(Article {
            segmentation,
            tags,
            scan,
            quoted,
            quotations: annotation.quotations.clone(),
            annotation,
            record,
            document,
        });
    }

    /// Of all texts.
    pub(crate) fn bytes(&self) -> usize {
        self.texts().map(str::len).sum()
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.articles
            .iter()
            .map(|article| article.document.text.as_str())
    }
}
