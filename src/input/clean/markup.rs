//! Entities and tags of HTML in a text that should be plain.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::encoded::of_byte;

/// `&ldquo;`, `&#8220;` and `&#x201C;` as what they stand for; what was encoded twice, twice.
pub(super) fn entities(text: &str) -> Option<String> {
    let once = decoded(text)?;
    let again = decoded(&once);
    Some(again.unwrap_or(once))
}

fn decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let (mut mended, mut copied) = (String::new(), 0);
    for at in memchr::memchr_iter(b'&', bytes) {
        /// `&thetasym;`
        const LONGEST: usize = 10;
        let name = &bytes[at + 1..bytes.len().min(at + 2 + LONGEST)];
        let Some(length) = memchr::memchr(b';', name) else {
            continue;
        };
        if let Some(sign) = text.get(at + 1..at + 1 + length).and_then(entity) {
            mended.push_str(&text[copied..at]);
            mended.push(sign);
            copied = at + length + 2;
        }
    }
    (copied > 0).then(|| mended + &text[copied..])
}

fn entity(name: &str) -> Option<char> {
    static NAMED: LazyLock<FxHashMap<&str, char>> = LazyLock::new(|| {
        let lines = include_str!("entities.txt").lines();
        let entries = lines.filter_map(|line| {
            let (name, code) = line.split_once(' ')?;
            Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
        });
        entries.collect()
    });
    let Some(code) = name.strip_prefix('#') else {
        return NAMED.get(name).copied();
    };
    let code = match code.strip_prefix(['x', 'X']) {
        Some(code) => u32::from_str_radix(code, 16).ok()?,
        None => code.parse().ok()?,
    };
    match code {
        0x80..=0x9F => Some(of_byte(code as u8)),
        _ => char::from_u32(code).filter(|sign| *sign != '\0'),
    }
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Block,
    Break,
    Inline,
    Gone,
}

/// The text without its tags, its blocks as paragraphs.
pub(super) fn tags(text: &str) -> Option<String> {
    memchr::memchr(b'<', text.as_bytes())?;
    let mut plain = String::new();
    let (mut copied, mut sure) = (0, false);
    while let Some(at) = text[copied..].find('<').map(|at| copied + at) {
        let Some(tag) = tag(&text[at..]) else {
            plain.push_str(&text[copied..=at]);
            copied = at + 1;
            continue;
        };
        plain.push_str(&text[copied..at]);
        match tag.kind {
            Kind::Block => plain.push_str("\n\n"),
            Kind::Break => plain.push('\n'),
            Kind::Inline | Kind::Gone => {}
        }
        // A lone <b> may be anything.
        sure |= tag.kind != Kind::Inline || text[at..].starts_with("</");
        copied = at + tag.length;
    }
    plain.push_str(&text[copied..]);
    sure.then(|| tidy(&plain))
}

struct Tag {
    kind: Kind,
    length: usize,
}

/// The tag or comment that the text begins with, and of an element that goes its content too.
fn tag(text: &str) -> Option<Tag> {
    if text.starts_with("<!--") {
        let length = text.find("-->")? + "-->".len();
        return Some(Tag {
            kind: Kind::Gone,
            length,
        });
    }
    let opens = !text.starts_with("</");
    let inner = &text[if opens { 1 } else { 2 }..];
    let name = inner.find(|sign: char| !sign.is_ascii_alphanumeric())?;
    let (name, behind) = inner.split_at(name);
    if !behind.starts_with(['>', ' ', '/', '\n', '\t', '\r']) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let kind = kind(&name)?;
    let end = text.find('>')? + 1;
    let length = match kind == Kind::Gone && opens {
        false => end,
        true => {
            let close = format!("</{name}>");
            text.find(&close).map_or(end, |at| at + close.len())
        }
    };
    Some(Tag { kind, length })
}

fn kind(name: &str) -> Option<Kind> {
    static KINDS: LazyLock<FxHashMap<&str, Kind>> = LazyLock::new(|| {
        let lines = include_str!("tags.txt").lines();
        let entries = lines.filter_map(|line| {
            let (kind, names) = line.split_once(": ")?;
            let kind = match kind {
                "block" => Kind::Block,
                "break" => Kind::Break,
                "inline" => Kind::Inline,
                "gone" => Kind::Gone,
                _ => return None,
            };
            Some(names.split(", ").map(move |name| (name, kind)))
        });
        entries.flatten().collect()
    });
    KINDS.get(name).copied()
}

/// At most one empty line between paragraphs, and no spaces around them.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        tidy.push_str(line);
        empty = 0;
    }
    tidy
}
