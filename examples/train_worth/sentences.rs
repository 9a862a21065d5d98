//! [`Sentence`]: one sentence of the training data as the model sees it.

use std::path::Path;

use dixit::claims::worth::{Feature, Features, value};
use dixit::document::Document;
use dixit::eval::{EvalError, WorthGold};
use dixit::segmentation::segment;
use dixit::tagging::Tagger;

pub(crate) struct Sentence {
    /// Each with what it counts.
    pub(crate) features: Vec<(Feature, f64)>,
    pub(crate) checkworthy: bool,
}

pub(crate) fn read(path: &Path) -> Result<Vec<Sentence>, EvalError> {
    let (tagger, mut features) = (Tagger::default(), Features::default());
    let sentence = |gold: WorthGold| {
        let document = Document::from_text("", gold.text);
        let segmentation = segment(&document);
        let tags = tagger.tag(&document, &segmentation);
        let mut found = Vec::new();
        let read = features.each(&document.text, &segmentation.tokens, &tags, |feature| {
            found.push(feature);
        });
        let valued = found.into_iter();
        let valued = valued.map(|feature| (feature, f64::from(value(feature, read))));
        Sentence {
            features: valued.collect(),
            checkworthy: gold.checkworthy,
        }
    };
    Ok(WorthGold::read(path)?.into_iter().map(sentence).collect())
}
