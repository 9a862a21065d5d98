//! [`Entry`]: one record of the inputs, finished.

use std::io::{self, Read};

use crate::batch::task::LeftOut;
use crate::digest::Digest;
use crate::document::Document;
use crate::records::{ArticleRecord, Failure};

/// In the file: the body's length (4 bytes), the key and a checksum (8 each, little-endian), the body.
#[derive(Debug)]
pub(in crate::batch) struct Entry {
    /// Of the record's content.
    pub(in crate::batch) key: u64,
    /// What was found, or nothing: a record that failed fails again.
    pub(in crate::batch) body: Vec<u8>,
}

impl Entry {
    /// What was found in a document, and how much of it was left out.
    pub(in crate::batch) fn finished(
        key: u64,
        article: &mut ArticleRecord,
        left_out: LeftOut,
    ) -> Self {
        let counts = [left_out.quotations, left_out.speakers].map(u64::to_le_bytes);
        // What could not be kept is annotated again.
        let body = article.keep().map_or_else(
            |_| Vec::new(),
            |kept| [&counts.concat()[..], &kept].concat(),
        );
        Self { key, body }
    }

    pub(in crate::batch) fn failed(key: u64) -> Self {
        Self {
            key,
            body: Vec::new(),
        }
    }

    /// What [`Entry::finished`] was given, but for what the document itself has.
    pub(in crate::batch) fn found(&self) -> Option<(ArticleRecord, LeftOut)> {
        let (quotations, rest) = self.body.split_first_chunk()?;
        let (speakers, kept) = rest.split_first_chunk()?;
        let article = ArticleRecord::from_kept(kept).ok()?;
        let left_out = LeftOut {
            quotations: u64::from_le_bytes(*quotations),
            speakers: u64::from_le_bytes(*speakers),
        };
        Some((article, left_out))
    }

    pub(in crate::batch) fn to_bytes(&self) -> Vec<u8> {
        let (length, body) = match u32::try_from(self.body.len()) {
            Ok(length) => (length, &self.body[..]),
            Err(_) => (0, &[][..]),
        };
        let mut bytes = Vec::with_capacity(20 + body.len());
        bytes.extend(length.to_le_bytes());
        bytes.extend(self.key.to_le_bytes());
        bytes.extend(checksum(length, self.key, body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// The next entry; `None` where there is none, or one that is cut off or altered.
    pub(super) fn read(file: &mut impl Read) -> io::Result<Option<Self>> {
        let (Some(length), Some(key), Some(sum)) = (array(file)?, array(file)?, array(file)?)
        else {
            return Ok(None);
        };
        let length = u32::from_le_bytes(length);
        let key = u64::from_le_bytes(key);
        let mut body = Vec::new();
        file.take(length.into()).read_to_end(&mut body)?;
        let sound = body.len() as u64 == u64::from(length)
            && u64::from_le_bytes(sum) == checksum(length, key, &body);
        Ok(sound.then_some(Self { key, body }))
    }
}

/// Tells a document from any other that might stand in its place.
pub(in crate::batch) fn of_document(document: &Document) -> u64 {
    let data = &document.metadata;
    let known = [
        &data.title,
        &data.author,
        &data.date,
        &data.outlet,
        &data.url,
    ];
    let mut digest = Digest::new()
        .text(&document.id)
        .text(&document.path)
        .text(&document.text);
    for field in known {
        digest = match field {
            Some(field) => digest.text(field),
            None => digest.bytes(&[0xFE]),
        };
    }
    for (name, value) in &data.extra {
        digest = digest.text(name).text(&value.to_string());
    }
    let notes = document.notes.iter();
    notes.fold(digest, |digest, note| digest.text(note)).value()
}

pub(in crate::batch) fn of_failure(failure: &Failure) -> u64 {
    let digest = Digest::new().bytes(&[0xFD]);
    digest
        .text(&failure.path)
        .text(&failure.record())
        .text(&failure.cause)
        .value()
}

fn checksum(length: u32, key: u64, body: &[u8]) -> u64 {
    let digest = Digest::new().bytes(&length.to_le_bytes());
    digest.bytes(&key.to_le_bytes()).bytes(body).value()
}

/// `None` at the end of the file, or within.
fn array<const N: usize>(file: &mut impl Read) -> io::Result<Option<[u8; N]>> {
    let mut array = [0; N];
    match file.read_exact(&mut array) {
        Ok(()) => Ok(Some(array)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
