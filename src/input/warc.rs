//! [`Warc`]: the pages of a web crawl, as in Common Crawl's CC-NEWS; each HTML response is one document.
//!
//! The format is ISO 28500: records of a header and as many bytes as it says.
//! Responses of other kinds, redirects and requests are passed over; plain text
//! that a crawl extracted (WET, `conversion`) is read as it stands.

use std::io::{self, BufRead, Read};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

use super::encoding::decode;
use super::html::{self, PAGE_BYTES, Page};
use super::{Documents, InputCause, InputError, Place, Raw, Raws, Reader, Reading, Source};
use crate::document::{Document, Metadata};

/// Web archives.
#[derive(Clone, Copy, Debug)]
pub struct Warc;

impl Reader for Warc {
    fn extensions(&self) -> &'static [&'static str] {
        &["warc", "wet"]
    }

    fn documents(&self, source: Source, reading: &Reading) -> Documents {
        let raws = self.raws(source, reading);
        Box::new(raws.map(|raw| raw.and_then(Raw::document)))
    }

    fn raws(&self, source: Source, reading: &Reading) -> Raws {
        Box::new(Records {
            path: source.name(),
            source,
            limit: reading.record_bytes,
            stream: None,
            number: 0,
            done: false,
        })
    }
}

/// The bytes begin as an archive does.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

type Stream = Box<dyn BufRead + Send>;

struct Records {
    source: Source,
    path: String,
    limit: u64,
    stream: Option<Stream>,
    /// Of the record that is read, counted from one.
    number: u64,
    done: bool,
}

impl Iterator for Records {
    type Item = Result<Raw, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => match self.source.bytes() {
                Ok(stream) => stream,
                Err(error) => return Some(Err(self.lost(1, InputCause::Open(error)))),
            },
        };
        loop {
            let header = match record_header(&mut stream) {
                Ok(Some(header)) => header,
                Ok(None) => {
                    self.done = true;
                    return None;
                }
                Err(cause) => return Some(Err(self.lost(self.number + 1, cause))),
            };
            self.number += 1;
            let mut block = (&mut stream).take(header.length);
            let raw = self.raw(&header, &mut block);
            // What was not read is passed over; a stream that ends before is cut off.
            if let Err(cause) = pass_over(&mut block) {
                return Some(Err(self.lost(self.number, cause)));
            }
            if let Some(raw) = raw.transpose() {
                self.stream = Some(stream);
                return Some(raw.map_err(|cause| self.failed(&header, cause)));
            }
        }
    }
}

impl Records {
    /// The file is lost from this record on.
    fn lost(&mut self, number: u64, cause: InputCause) -> InputError {
        self.done = true;
        self.source.failed(cause).at(Place::Record(number))
    }

    fn id(&self, header: &Header) -> String {
        let id = header
            .get("warc-record-id")
            .and_then(|id| id.strip_prefix("<urn:uuid:"));
        match id.and_then(|id| id.strip_suffix('>')) {
            Some(id) => id.to_owned(),
            None => format!("{}:{}", self.source.stem(), self.number),
        }
    }

    fn failed(&self, header: &Header, cause: InputCause) -> InputError {
        InputError {
            path: self.path.clone(),
            place: Some(Place::Record(self.number)),
            id: Some(self.id(header)),
            cause,
        }
    }

    /// The record's document, or its page; `None` if it is neither.
    fn raw(&self, header: &Header, block: &mut impl BufRead) -> Result<Option<Raw>, InputCause> {
        let mut document = self.described(header);
        let page = match header.get("warc-type") {
            Some("response") => {
                let limit = self.limit.min(PAGE_BYTES);
                let url = document.metadata.url.clone();
                let Some(page) = http_page(block, limit, url)? else {
                    return Ok(None);
                };
                Some(page)
            }
            Some("conversion") if header.is("content-type", "text/plain") => {
                let decoded = decode(body(block, self.limit)?, None)?;
                document.text = decoded.text;
                document.notes.extend(decoded.note);
                None
            }
            _ => return Ok(None),
        };
        Ok(Some(Raw {
            page,
            place: Some(Place::Record(self.number)),
            document,
        }))
    }

    /// A document of what the header says.
    fn described(&self, header: &Header) -> Document {
        let url = header.get("warc-target-uri");
        let url = url.map(|url| url.trim_matches(['<', '>']));
        let date = header.get("warc-date");
        let date = date.map(|date| ("warc_date".to_owned(), Value::from(date)));
        Document {
            id: self.id(header),
            path: self.path.clone(),
            metadata: Metadata {
                outlet: url.and_then(host).map(str::to_owned),
                url: url.map(str::to_owned),
                extra: date.into_iter().collect(),
                ..Metadata::default()
            },
            ..Document::default()
        }
    }
}

fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// Names in lower case, with their values.
struct Header {
    fields: Vec<(String, String)>,
    /// Of the block that follows, in bytes.
    length: u64,
}

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        get(&self.fields, name)
    }

    fn is(&self, name: &str, start: &str) -> bool {
        self.get(name).is_some_and(|value| value.starts_with(start))
    }
}

fn get<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    let field = fields.iter().find(|(known, _)| known == name);
    field.map(|(_, value)| value.as_str())
}

/// The next record's header; `None` at the end of the stream.
fn record_header(stream: &mut Stream) -> Result<Option<Header>, InputCause> {
    let first = loop {
        match line(stream)? {
            None => return Ok(None),
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if !first.starts_with("WARC/") {
        return Err(InputCause::Malformed(
            "no WARC record where one should begin".to_owned(),
        ));
    }
    let fields = fields(stream)?;
    let length = get(&fields, "content-length").and_then(|length| length.parse().ok());
    let length =
        length.ok_or_else(|| InputCause::Malformed("a WARC record without length".to_owned()))?;
    Ok(Some(Header { fields, length }))
}

const LONGEST_LINE: u64 = 1 << 16;
const MOST_FIELDS: usize = 1000;

/// One line without its end; `None` at the end of the stream.
fn line(stream: &mut impl BufRead) -> Result<Option<String>, InputCause> {
    let mut line = Vec::new();
    let mut bounded = stream.take(LONGEST_LINE);
    let read = bounded
        .read_until(b'\n', &mut line)
        .map_err(InputCause::Read)? as u64;
    if read == LONGEST_LINE {
        return Err(InputCause::Malformed(
            "a header line without end".to_owned(),
        ));
    }
    let text = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
    Ok(Some(text).filter(|_| read > 0))
}

/// `Name: value` lines up to a blank one.
fn fields(stream: &mut impl BufRead) -> Result<Vec<(String, String)>, InputCause> {
    let mut fields = Vec::new();
    while let Some(line) = line(stream)?.filter(|line| !line.is_empty()) {
        if fields.len() == MOST_FIELDS {
            return Err(InputCause::Malformed("a header without end".to_owned()));
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(fields)
}

/// The body of an HTTP response that is a page and was not refused.
fn http_page(
    block: &mut impl BufRead,
    limit: u64,
    url: Option<String>,
) -> Result<Option<Page>, InputCause> {
    let status = line(block)?.unwrap_or_default();
    let header = fields(block)?;
    let kind = get(&header, "content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_page = kind.starts_with("text/html") || kind.starts_with("application/xhtml");
    let code = status.split(' ').nth(1).unwrap_or_default();
    if !code.starts_with('2') || !is_page {
        return Ok(None);
    }
    let mut bytes = body(block, limit)?;
    let coded = |name: &str, coding: &str| {
        get(&header, name).is_some_and(|value| value.eq_ignore_ascii_case(coding))
    };
    if coded("transfer-encoding", "chunked") {
        bytes = unchunked(&bytes).unwrap_or(bytes);
    }
    // Crawls may keep the header and store the page decoded.
    if bytes.starts_with(b"\x1F\x8B") {
        bytes = body(&mut MultiGzDecoder::new(&bytes[..]), limit)?;
    }
    let charset = kind
        .find("charset=")
        .and_then(|place| html::charset(&kind.as_bytes()[place..]));
    Ok(Some(Page {
        bytes,
        charset,
        url,
    }))
}

fn body(block: &mut impl Read, limit: u64) -> Result<Vec<u8>, InputCause> {
    let mut bytes = Vec::new();
    let mut bounded = block.take(limit.saturating_add(1));
    bounded.read_to_end(&mut bytes).map_err(InputCause::Read)?;
    match bytes.len() as u64 > limit {
        true => Err(InputCause::TooLong { limit }),
        false => Ok(bytes),
    }
}

/// The chunks' contents (RFC 9112, 7.1); `None` if these are none.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', bytes)?;
        let size = std::str::from_utf8(bytes[..end].trim_ascii()).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        bytes = &bytes[end + 1..];
        whole.extend_from_slice(bytes.get(..size)?);
        bytes = bytes.get(size..)?.trim_ascii_start();
    }
}

fn pass_over(block: &mut io::Take<impl BufRead>) -> Result<(), InputCause> {
    io::copy(block, &mut io::sink()).map_err(InputCause::Read)?;
    match block.limit() {
        0 => Ok(()),
        _ => Err(InputCause::Read(io::ErrorKind::UnexpectedEof.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(
            unchunked(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").unwrap(),
            b"abcde"
        );
        assert_eq!(unchunked(b"<html>"), None);
        assert_eq!(unchunked(b"ffffffffffffffff\r\nabc"), None);
    }

    #[test]
    fn hosts_are_outlets() {
        assert_eq!(
            host("https://www.post.example:80/a?b"),
            Some("post.example")
        );
        assert_eq!(host("urn:x"), None);
    }
}
