//! [`Html`]: a page is one document: its main text, and what its metadata say of it.
//!
//! What is main is decided by `dom_smoothie`, a port of Mozilla's Readability. A
//! page nested or marked up beyond reason is refused before it is parsed, since
//! a parser's time grows with the depth of every tag.

use std::collections::HashMap;

use dom_smoothie::{Article, Config, Readability, TextMode};
use encoding_rs::Encoding;

use super::caught::caught;
use super::clean::clean;
use super::encoding::decode;
use super::page::{self, Told, asks_for_consent};
use super::record::without_by;
use super::{Documents, InputCause, Raw, Raws, Reader, Reading, Source};
use crate::document::{Document, Metadata};

/// Web pages.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Reader for Html {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn may_be_empty(&self) -> bool {
        false
    }

    fn documents(&self, source: Source, reading: &Reading) -> Documents {
        let raws = self.raws(source, reading);
        Box::new(raws.map(|raw| raw.and_then(Raw::document)))
    }

    fn raws(&self, mut source: Source, reading: &Reading) -> Raws {
        let limit = reading.record_bytes.min(PAGE_BYTES);
        Box::new(std::iter::once_with(move || {
            let bytes = source.all(limit).map_err(|cause| source.failed(cause))?;
            let document = Document {
                id: source.stem().to_owned(),
                path: source.name(),
                metadata: source.metadata(),
                ..Document::default()
            };
            Ok(Raw {
                page: Some(Page {
                    bytes,
                    charset: None,
                    url: None,
                }),
                ..Raw::from(document)
            })
        }))
    }
}

/// A page as it came: `charset` and `url` are what its server said.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<&'static Encoding>,
    pub(super) url: Option<String>,
}

impl Page {
    /// Gives the document the page's text and what its metadata say; what they do not stays as
    /// it was.
    pub(super) fn complete(self, document: &mut Document) -> Result<(), InputCause> {
        let page = page(self.bytes, self.charset, self.url.as_deref())?;
        document.text = page.text;
        document.notes = page.notes;
        let known = std::mem::replace(&mut document.metadata, page.metadata);
        let metadata = &mut document.metadata;
        metadata.outlet = metadata.outlet.take().or(known.outlet);
        metadata.extra = known.extra;
        metadata.date_order = known.date_order;
        metadata.file_date = known.file_date;
        Ok(())
    }
}

/// The longest page: its tree takes some twenty times as much memory.
pub(super) const PAGE_BYTES: u64 = 8 << 20;
/// Browsers stop at 512 (Chromium's `kMaximumHTMLParserDOMTreeDepth`).
const DEEPEST: u32 = 512;
const MOST_TAGS: u32 = 200_000;

/// The bytes begin as a page does.
pub(super) fn looks_like(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(super::text::BOM)
        .unwrap_or(head)
        .trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"].iter().any(|start| {
        head.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    })
}

/// The page's document, without id and path.
fn page(
    bytes: Vec<u8>,
    charset: Option<&'static Encoding>,
    url: Option<&str>,
) -> Result<Document, InputCause> {
    let declared = charset.or_else(|| meta_charset(&bytes));
    let decoded = decode(bytes, declared)?;
    if !is_parsable(&decoded.text) {
        return Err(InputCause::Malformed(format!(
            "more than {DEEPEST} tags in each other, or {MOST_TAGS} in all"
        )));
    }
    let (article, told) = caught(|| article(&decoded.text, url))?;
    let field = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    let mut text = article.text_content.trim().to_owned();
    let mut notes: Vec<String> = decoded.note.into_iter().collect();
    if let Some(mut body) = told.body
        && body.len() > text.len() + text.len() / LONGER
    {
        clean(&mut body);
        text = body;
        notes.push("text from the page's JSON-LD, which has more of it".to_owned());
    }
    if asks_for_consent(&article.title, &text) {
        notes.push("suspicious: a page that asks for consent".to_owned());
    }
    let byline = article.byline.map(without_by);
    Ok(Document {
        text,
        metadata: Metadata {
            title: field(Some(article.title)),
            author: field(told.authors).or(field(byline)),
            date: field(article.published_time).or(told.date),
            outlet: field(article.site_name),
            url: field(url.map(str::to_owned))
                .or(told.url)
                .or(field(article.url)),
            ..Metadata::default()
        },
        notes,
        ..Document::default()
    })
}

/// A text in the head is taken where it is longer than the page's by such a part of it.
const LONGER: usize = 5;

fn article(html: &str, url: Option<&str>) -> Result<(Article, Told), InputCause> {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    // Readability refuses other addresses.
    let url = url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let page = dom_query::Document::from(html);
    let told = Told::of(&page);
    page::prepare(&page);
    let readability = Readability::with_document(page, url, Some(config));
    let article = readability.and_then(|mut readability| readability.parse());
    match article {
        Ok(article) => Ok((article, told)),
        Err(error) => Err(InputCause::Malformed(format!(
            "no article in the page: {error}"
        ))),
    }
}

/// `charset=…` near the start of the page (HTML Standard, 13.2.3.2: within 1024 bytes).
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let place = memchr::memmem::find(&head, b"charset=")?;
    charset(&head[place..])
}

/// The encoding that `charset=NAME` names.
pub(super) fn charset(parameter: &[u8]) -> Option<&'static Encoding> {
    let name = parameter.strip_prefix(b"charset=")?;
    let name = name
        .strip_prefix(b"\"")
        .or(name.strip_prefix(b"'"))
        .unwrap_or(name);
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/' | b' ');
    Encoding::for_label(name.split(ends).next()?)
}

/// Elements without content, or that the next of their kind ends (HTML Standard, 13.1.2).
const SHALLOW: [&str; 33] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param", "li", "dt", "dd", "p", "rt", "rp", "optgroup", "option", "colgroup", "caption",
    "thead", "tbody", "tfoot", "tr", "td", "th", "html", "head", "body",
];
/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Counts tags as they are written: an estimate of the tree from above.
fn is_parsable(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut open: HashMap<String, u32> = HashMap::new();
    let (mut depth, mut tags, mut at) = (0_u32, 0_u32, 0);
    while let Some(place) = memchr::memchr(b'<', &bytes[at..]) {
        at += place + 1;
        if bytes[at..].starts_with(b"!--") {
            at += memchr::memmem::find(&bytes[at..], b"-->").unwrap_or(0);
            continue;
        }
        let closes = bytes.get(at) == Some(&b'/');
        let name = tag_name(&bytes[at + usize::from(closes)..]);
        if name.is_empty() {
            continue;
        }
        tags += 1;
        if SHALLOW.contains(&name.as_str()) {
        } else if closes {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if RAW.contains(&name.as_str()) {
            at = raw_end(bytes, at, &name);
        } else {
            *open.entry(name).or_default() += 1;
            depth += 1;
        }
        if depth > DEEPEST || tags > MOST_TAGS {
            return false;
        }
    }
    true
}

/// Lower case; empty if these bytes begin no tag.
fn tag_name(bytes: &[u8]) -> String {
    // No element that matters has a longer one.
    let bytes = &bytes[..bytes.len().min(32)];
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return String::new();
    }
    let name = bytes
        .iter()
        .take_while(|byte| !matches!(byte, b'>' | b'/' | b'<' | b' ' | b'\t' | b'\n' | b'\r'));
    name.map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

/// Where `</name` stands, or the end.
fn raw_end(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(place) = memchr::memmem::find(&bytes[at..], b"</") {
        at += place + 2;
        if tag_name(&bytes[at..]) == name {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "<p>“We will not go down to the harbour before the ice is gone,” said Ann Lee, the mayor of the town, on Monday.</p>\
        <p>She added, standing before the <b>old</b> warehouse, that nobody had asked the fishermen, their wives, or their sons.</p>";

    #[test]
    fn main_text_in_paragraphs_and_metadata() {
        let html = format!(
            "<!DOCTYPE html><html><head><title>Ice | The Post</title><meta property=\"og:title\" content=\"Ice at sea\">\
             <meta name=\"author\" content=\"Bo Ek\"><meta property=\"article:published_time\" content=\"2020-02-03T04:05:06Z\">\
             <meta property=\"og:site_name\" content=\"The Post\"></head><body><nav><ul><li><a href=\"/a\">News</a></li></ul></nav>\
             <article><h1>Ice at sea</h1>{BODY}{BODY}</article><footer>All rights reserved</footer></body></html>"
        );
        let document = page(html.into_bytes(), None, Some("https://post.example/ice")).unwrap();
        let paragraphs: Vec<&str> = document.text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 4, "{:?}", document.text);
        assert!(paragraphs[1].starts_with("She added, standing before the old warehouse"));
        let metadata = document.metadata;
        assert_eq!(metadata.title.as_deref(), Some("Ice at sea"));
        assert_eq!(metadata.author.as_deref(), Some("Bo Ek"));
        assert_eq!(metadata.date.as_deref(), Some("2020-02-03T04:05:06Z"));
        assert_eq!(metadata.outlet.as_deref(), Some("The Post"));
        assert_eq!(metadata.url.as_deref(), Some("https://post.example/ice"));
    }

    fn read(head: &str, body: &str) -> Document {
        let html =
            format!("<html><head><title>Ice at sea</title>{head}</head><body>{body}</body></html>");
        page(html.into_bytes(), None, None).unwrap()
    }

    #[test]
    fn what_a_page_asks_of_its_reader_is_none_of_its_article() {
        let html = format!(
            "<div id=\"cookiePrompt\"><p>We use cookies. “Please agree to them,” said the Post.</p></div>\
             <main><article><h1>Ice at sea</h1>{BODY}<p class=\"advert\">Sign up: “the best I ever read,” says Di Ox.</p>\
             <p>Related: ‘Nobody asked us,’ says union</p><figure><span>Getty Images</span>\
             <figcaption>Mayor Ann Lee at the harbour before the ice came</figcaption></figure>{BODY}</article></main>"
        );
        let text = read("", &html).text;
        for apart in ["Please agree", "Di Ox", "Nobody asked us,", "ImagesMayor"] {
            assert!(!text.contains(apart), "{apart}: {text}");
        }
        assert!(text.contains("We will not go down"), "{text}");
        let kept = format!(
            "<div class=\"cookie-ready\"><article><h1>Ice at sea</h1>{BODY}{BODY}</article></div>"
        );
        assert!(read("", &kept).text.contains("We will not go down"));
    }

    #[test]
    fn a_pages_head_says_where_when_and_by_whom() {
        let head = "<link rel=\"canonical\" href=\"https://post.example/ice\"><meta name=\"date\" content=\"2026-05-04\">\
             <meta property=\"article:author\" content=\"Bo Ek\"><meta property=\"article:author\" content=\"Di Ox\">";
        let metadata = read(head, BODY).metadata;
        assert_eq!(metadata.url.as_deref(), Some("https://post.example/ice"));
        assert_eq!(metadata.date.as_deref(), Some("2026-05-04"));
        assert_eq!(metadata.author.as_deref(), Some("Bo Ek; Di Ox"));
        let head = "<meta property=\"og:url\" content=\"https://post.example/ice\"><script type=\"application/ld+json\">\
             {\"@graph\": [{\"@type\": \"WebPage\"}, {\"@type\": \"NewsArticle\", \"datePublished\": \"2026-05-04\",\
             \"author\": [{\"name\": \"Bo Ek\"}, {\"name\": \"Di Ox\"}]}]}</script>";
        let metadata = read(head, BODY).metadata;
        assert_eq!(metadata.url.as_deref(), Some("https://post.example/ice"));
        assert_eq!(metadata.date.as_deref(), Some("2026-05-04"));
        assert_eq!(metadata.author.as_deref(), Some("Bo Ek; Di Ox"));
    }

    #[test]
    fn a_longer_text_in_the_head_is_the_articles() {
        let body = "“It is late,” Olga Berg said. ".repeat(30);
        let head = format!(
            "<script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}</script>"
        );
        let document = read(&head, BODY);
        assert_eq!(document.text, body);
        assert!(
            document.notes[0].contains("JSON-LD"),
            "{:?}",
            document.notes
        );
    }

    #[test]
    fn a_page_that_asks_for_consent_is_noted() {
        let body = "<form><p>We use cookies and data to deliver services, and more.</p><button>Accept all</button></form>";
        let html = format!(
            "<html><head><title>Before you continue</title></head><body>{body}</body></html>"
        );
        let document = page(html.into_bytes(), None, None).unwrap();
        assert_eq!(document.notes, ["suspicious: a page that asks for consent"]);
    }

    #[test]
    fn the_page_says_what_it_is_written_in() {
        let html = format!(
            "<html><head><meta charset=\"iso-8859-2\"></head><body>{BODY}<p>Łódź, żal.</p>{BODY}</body>"
        );
        let (bytes, _, _) = encoding_rs::ISO_8859_2.encode(&html);
        let document = page(bytes.into_owned(), None, None).unwrap();
        assert!(document.text.contains("Łódź, żal."), "{}", document.text);
        assert_eq!(document.notes, ["read as ISO-8859-2"]);
    }

    #[test]
    fn tags_beyond_reason_are_refused() {
        for tags in [
            "<div>",
            "<b>",
            "<div></x>",
            "<table><td>",
            "<x-y>",
            "<svg>",
            "<p>",
            "<li><section>",
            "<a/></a><i>",
        ] {
            assert!(!is_parsable(&tags.repeat(1_000_000)), "{tags}");
        }
        assert!(is_parsable(&"<div>a</div><p>b<li>".repeat(1000)));
        assert!(is_parsable(&format!(
            "<script>{}</script><!--{}-->",
            "<b>".repeat(600),
            "<b>".repeat(600)
        )));
    }
}
