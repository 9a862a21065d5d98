//! [`Docx`]: a Word file is one document; its paragraphs are the text's.
//!
//! Only `word/document.xml` is read, from memory: no name in the archive is
//! used as a path, no entity is looked up, and deleted text is not text.

use std::io::{Cursor, Read};

use quick_xml::Reader as Xml;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::encoding::decode;
use super::{Documents, InputCause, Reader, Reading, Source};
use crate::document::{Document, Metadata};

/// Word files.
#[derive(Clone, Copy, Debug)]
pub struct Docx;

impl Reader for Docx {
    fn extensions(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn may_be_empty(&self) -> bool {
        false
    }

    fn documents(&self, mut source: Source, reading: &Reading) -> Documents {
        let limit = reading.record_bytes;
        Box::new(std::iter::once_with(move || {
            read(&mut source, limit).map_err(|cause| source.failed(cause))
        }))
    }
}

/// The bytes begin as a zip archive does.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

fn read(source: &mut Source, limit: u64) -> Result<Document, InputCause> {
    let bytes = source.all(limit)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(malformed)?;
    let body = part(&mut archive, "word/document.xml", limit)?;
    let body =
        body.ok_or_else(|| InputCause::Malformed("no word/document.xml in it".to_owned()))?;
    let text = paragraphs(&body)?;
    // Without its properties it is a document all the same.
    let properties = part(&mut archive, "docProps/core.xml", limit)
        .ok()
        .flatten();
    let title = properties.and_then(|properties| title(&properties));
    Ok(Document {
        id: source.stem().to_owned(),
        path: source.name(),
        text,
        metadata: Metadata {
            title,
            ..source.metadata()
        },
        notes: Vec::new(),
    })
}

/// A part of the archive as text; `None` if it is not there.
fn part(
    archive: &mut ZipArchive<Cursor<Vec<u8>>>,
    name: &str,
    limit: u64,
) -> Result<Option<String>, InputCause> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(malformed(error)),
    };
    let mut bytes = Vec::new();
    let mut file = file.take(limit.saturating_add(1));
    file.read_to_end(&mut bytes).map_err(InputCause::Read)?;
    if bytes.len() as u64 > limit {
        return Err(InputCause::TooLong { limit });
    }
    Ok(Some(decode(bytes, None)?.text))
}

fn malformed(error: impl std::fmt::Display) -> InputCause {
    InputCause::Malformed(error.to_string())
}

/// Where in the body the reader stands.
#[derive(Default)]
struct Body {
    text: String,
    /// Inside `w:t`, whose characters alone are text.
    in_text: bool,
    /// Depth inside what is no text of the document.
    hidden: u64,
}

/// A deletion, what was moved elsewhere, a paragraph's tab stops, and the copy of a drawing for programs that do not
/// know its kind.
const HIDDEN: [&str; 4] = ["del", "moveFrom", "tabs", "Fallback"];

/// The text of WordprocessingML (ECMA-376 part 1, 17.3): a blank line between paragraphs.
fn paragraphs(xml: &str) -> Result<String, InputCause> {
    let mut reader = Xml::from_str(xml);
    let mut body = Body::default();
    loop {
        match reader.read_event().map_err(malformed)? {
            Event::Start(tag) => {
                let name = tag.local_name();
                let name = name.as_ref();
                body.hidden += u64::from(HIDDEN.contains(&name));
                body.in_text = name == "t";
            }
            Event::End(tag) => {
                let name = tag.local_name();
                let name = name.as_ref();
                body.hidden -= u64::from(HIDDEN.contains(&name));
                body.in_text = false;
                if name == "p" && body.hidden == 0 {
                    body.push("\n\n");
                }
            }
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" => body.push("\t"),
                "br" | "cr" => body.push("\n"),
                "noBreakHyphen" => body.push("\u{2011}"),
                _ => {}
            },
            Event::Text(text) if body.in_text => body.push(&text.xml10_content()),
            Event::CData(text) if body.in_text => body.push(&text.xml10_content()),
            Event::GeneralRef(entity) if body.in_text => body.push(&resolved(&entity)?),
            Event::Eof => break,
            _ => {}
        }
    }
    body.text.truncate(body.text.trim_end().len());
    Ok(body.text)
}

impl Body {
    fn push(&mut self, text: &str) {
        if self.hidden == 0 {
            self.text.push_str(text);
        }
    }
}

/// A character reference or one of XML's five entities; others, which a document type might
/// define, are no part of Word files.
fn resolved(entity: &BytesRef) -> Result<String, InputCause> {
    if let Some(char) = entity.resolve_char_ref().map_err(malformed)? {
        return Ok(char.to_string());
    }
    let name: &str = entity;
    match quick_xml::escape::resolve_predefined_entity(name) {
        Some(text) => Ok(text.to_owned()),
        None => Err(InputCause::Malformed(format!(
            "the entity `{name}` is none of XML's"
        ))),
    }
}

/// `dc:title` of the properties.
fn title(xml: &str) -> Option<String> {
    let mut reader = Xml::from_str(xml);
    let mut title = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => inside = tag.local_name().as_ref() == "title",
            Event::End(_) if inside => break,
            Event::Text(text) if inside => title.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if inside => title.push_str(&resolved(&entity).ok()?),
            Event::Eof => break,
            _ => {}
        }
    }
    Some(title).filter(|title| !title.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> Result<String, String> {
        let xml = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
        );
        paragraphs(&xml).map_err(|cause| cause.to_string())
    }

    #[test]
    fn paragraphs_of_runs() {
        let body = "<w:p><w:r><w:t xml:space=\"preserve\">“We </w:t></w:r>\n<w:r><w:t>go &amp; stay&#33;”</w:t><w:br/><w:t>B</w:t></w:r></w:p>\
            <w:p/><w:p><w:pPr><w:t1>no</w:t1></w:pPr><w:r><w:instrText>PAGE</w:instrText><w:t>C</w:t><w:tab/><w:t>D</w:t></w:r></w:p>";
        assert_eq!(text(body).unwrap(), "“We go & stay!”\nB\n\nC\tD");
    }

    #[test]
    fn what_was_deleted_or_is_there_twice_is_left_out() {
        let body = "<w:p><w:del><w:r><w:t>old</w:t></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>\
            <mc:AlternateContent><mc:Choice><w:t> box</w:t></mc:Choice><mc:Fallback><w:p><w:t> box</w:t></w:p></mc:Fallback></mc:AlternateContent></w:p>";
        assert_eq!(text(body).unwrap(), "new box");
        let moved = "<w:p><w:moveFrom><w:r><w:t>Here. </w:t></w:r></w:moveFrom><w:r><w:t>Then </w:t></w:r>\
            <w:moveTo><w:r><w:t>here.</w:t></w:r></w:moveTo></w:p>";
        assert_eq!(text(moved).unwrap(), "Then here.");
    }

    #[test]
    fn a_tab_stop_is_no_tab() {
        let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs></w:pPr>\
            <w:r><w:t>A</w:t><w:tab/><w:t>B</w:t></w:r></w:p>";
        assert_eq!(text(body).unwrap(), "A\tB");
    }

    #[test]
    fn entities_are_not_looked_up() {
        let error = text("<w:p><w:t>&lol9;</w:t></w:p>").unwrap_err();
        assert_eq!(error, "the entity `lol9` is none of XML's");
        assert!(text("<w:p><w:t>cut").is_err());
    }

    #[test]
    fn depth_costs_nothing() {
        assert!(text(&"<w:p>".repeat(100_000)).is_err());
    }
}
