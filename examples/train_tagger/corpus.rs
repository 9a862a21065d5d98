//! The treebank's sentences as documents of ours: joined to text, segmented anew, and each of our tokens tagged.

use std::fs::File;
use std::io::{BufRead, BufReader};

use anyhow::{Context, Result};
use dixit::document::Document;
use dixit::segmentation::{Segmentation, Token, TokenKind, segment};
use dixit::tagging::Tag;
use serde::Deserialize;

/// A sentence of the treebank, as it is read.
#[derive(Deserialize)]
struct Record {
    tokens: Vec<String>,
    xpos: Vec<String>,
    heads: Vec<usize>,
}

/// A sentence, and the tag each of its tokens should have; `None` for what the token's kind decides.
pub(crate) struct Example {
    pub document: Document,
    pub segmentation: Segmentation,
    pub gold: Vec<Option<Tag>>,
}

impl Example {
    pub(crate) fn form(&self, token: usize) -> &str {
        self.segmentation.tokens[token].span.of(&self.document.text)
    }
}

pub(crate) fn read(path: &str) -> Result<Vec<Example>> {
    let lines = BufReader::new(File::open(path).context(path.to_owned())?).lines();
    lines
        .map(|line| Ok(example(&serde_json::from_str(&line?)?)))
        .collect()
}

/// Our own sentences, a line each: words and Penn's tags, `claim/VBP`.
pub(crate) fn lessons(lines: &str) -> Result<Vec<Example>> {
    let lines = lines.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let words = line.split(' ').map(|word| word.rsplit_once('/'));
            let words: Option<Vec<_>> = words.collect();
            let words = words.with_context(|| format!("no tag in {line:?}"))?;
            let (tokens, xpos) = words
                .iter()
                .map(|(form, tag)| (form.to_string(), tag.to_string()))
                .unzip();
            let heads = vec![0; words.len()];
            Ok(example(&Record {
                tokens,
                xpos,
                heads,
            }))
        })
        .collect()
}

/// An article of which nobody has said what its words are.
pub(crate) struct News {
    pub document: Document,
    pub segmentation: Segmentation,
}

/// The articles of a file of records with a `text`.
pub(crate) fn news(path: &str) -> Result<Vec<News>> {
    #[derive(Deserialize)]
    struct Article {
        text: String,
    }
    let lines = BufReader::new(File::open(path).context(path.to_owned())?).lines();
    let news = lines.map(|line| {
        let article: Article = serde_json::from_str(&line?)?;
        let document = Document::from_text("", article.text);
        Ok(News {
            segmentation: segment(&document),
            document,
        })
    });
    news.collect()
}

fn example(record: &Record) -> Example {
    let (text, starts) = join(record);
    let document = Document::from_text("", text);
    let segmentation = segment(&document);
    let gold = segmentation
        .tokens
        .iter()
        .map(|token| tag(record, &starts, *token))
        .collect();
    Example {
        document,
        segmentation,
        gold,
    }
}

/// The sentence's text, with spaces where they usually are, and where each treebank token starts in it.
fn join(record: &Record) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    let mut glued = true;
    for (at, (form, penn)) in record.tokens.iter().zip(&record.xpos).enumerate() {
        let before = at.checked_sub(1).map_or("", |at| &record.tokens[at]);
        if !glued && !is_glued(form, penn, before) {
            text.push(' ');
        }
        starts.push(text.len());
        text.push_str(form);
        glued = matches!(penn.as_str(), "-LRB-" | "``" | "HYPH" | "$");
    }
    (text, starts)
}

/// No space stands before this token.
fn is_glued(form: &str, penn: &str, before: &str) -> bool {
    let lower = form.to_lowercase().replace('’', "'");
    let clitic = matches!(
        lower.as_str(),
        "n't" | "'s" | "'m" | "'re" | "'ve" | "'ll" | "'d"
    );
    let fused = matches!(
        (before.to_lowercase().as_str(), lower.as_str()),
        ("gon", "na") | ("wan", "ta" | "na") | ("got", "ta")
    );
    let stop = matches!(
        form.as_bytes()[0],
        b',' | b'.' | b'?' | b'!' | b';' | b':' | b'%'
    );
    clitic
        || fused
        || penn == "POS"
        || matches!(penn, "-RRB-" | "''" | "HYPH")
        || (stop && penn != "NFP" && form != ":)" && form != ":(")
}

/// The tag of one of our tokens, which may be several of the treebank's or part of one.
fn tag(record: &Record, starts: &[usize], token: Token) -> Option<Tag> {
    if matches!(token.kind, TokenKind::Mark | TokenKind::Punctuation) {
        return None;
    }
    let first = starts.partition_point(|start| *start <= token.span.start()) - 1;
    let end = starts.partition_point(|start| *start < token.span.end());
    let penn = |at: usize| record.xpos[at].as_str();
    if token.kind == TokenKind::Clitic && starts[first] < token.span.start() {
        return Some(Tag::PossessiveEnding);
    }
    let hyphens = (first..end).any(|at| penn(at) == "HYPH");
    if !hyphens || end - first < 3 {
        // don't, I'm, gonna: the first part is the word, the rest is known by its form.
        return Some(Tag::from_penn(penn(first)).unwrap_or(Tag::Other));
    }
    let last = Tag::from_penn(penn(end - 1)).unwrap_or(Tag::Other);
    let head = record.heads[end - 1].checked_sub(1);
    let modifies = head
        .is_some_and(|head| head >= end && Tag::from_penn(penn(head)).is_some_and(Tag::is_noun));
    Some(match last {
        Tag::ProperNoun | Tag::Number => last,
        _ if modifies => Tag::Adjective,
        Tag::Participle => Tag::Adjective,
        other => other,
    })
}
