//! [`Zipped`]: a zip archive is the articles of the files in it, in the order of their names.
//!
//! No name in the archive is used as a path to write or to open; each file in it is bounded as one on the disk is, and an
//! archive in an archive is passed over.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::source::{extension, stem};
use super::{
    Documents, InputCause, InputError, Raw, Raws, Reader, Reading, Source, raws, reader_for,
};

/// Zip archives.
#[derive(Clone, Copy, Debug)]
pub struct Zipped;

/// An archive is read whole: no longer one is.
const LONGEST: u64 = 1 << 30;
/// Of an archive with more files, it is rather a program's than a paper's.
const MOST: usize = 100_000;

impl Reader for Zipped {
    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn may_be_empty(&self) -> bool {
        false
    }

    fn documents(&self, source: Source, reading: &Reading) -> Documents {
        Box::new(
            self.raws(source, reading)
                .map(|raw| raw.and_then(Raw::document)),
        )
    }

    fn raws(&self, mut source: Source, reading: &Reading) -> Raws {
        let reading = reading.clone();
        let opened = std::iter::once_with(move || match open(&mut source) {
            Ok((archive, names)) => members(source, archive, names, reading),
            Err(cause) => one(Err(source.failed(cause))),
        });
        Box::new(opened.flatten())
    }
}

type Archive = ZipArchive<Cursor<Vec<u8>>>;

fn open(source: &mut Source) -> Result<(Archive, Vec<String>), InputCause> {
    let bytes = source.all(LONGEST)?;
    let archive = ZipArchive::new(Cursor::new(bytes));
    let archive = archive
        .map_err(|_| InputCause::Malformed("a zip archive that is cut off or broken".to_owned()))?;
    if archive.len() > MOST {
        return Err(InputCause::Malformed(format!(
            "more than {MOST} files in one archive: unpack it and name the folder"
        )));
    }
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .filter(|name| is_article(name))
        .collect();
    names.sort();
    match names.is_empty() {
        true => Err(InputCause::Malformed(
            "no file in the archive is of a kind that is read".to_owned(),
        )),
        false => Ok((archive, names)),
    }
}

fn members(source: Source, mut archive: Archive, names: Vec<String>, reading: Reading) -> Raws {
    let all = names.into_iter().flat_map(move |name| {
        let path = PathBuf::from(format!("{}/{name}", source.name()));
        let stem = format!(
            "{}/{}",
            source.stem(),
            stem(Path::new(&name)).to_string_lossy()
        );
        match bytes(&mut archive, &name, reading.record_bytes) {
            Ok(bytes) => raws(Source::member(path, stem, bytes), &reading),
            Err(cause) => one(Err(InputError {
                path: path.to_string_lossy().into_owned(),
                place: None,
                id: Some(stem),
                cause,
            })),
        }
    });
    Box::new(all)
}

fn bytes(archive: &mut Archive, name: &str, limit: u64) -> Result<Vec<u8>, InputCause> {
    let malformed = |error: zip::result::ZipError| InputCause::Malformed(error.to_string());
    let file = archive.by_name(name).map_err(malformed)?;
    let mut bytes = Vec::new();
    let mut file = file.take(limit.saturating_add(1));
    file.read_to_end(&mut bytes).map_err(InputCause::Read)?;
    match bytes.len() as u64 > limit {
        true => Err(InputCause::TooLong { limit }),
        false => Ok(bytes),
    }
}

/// A file of a known kind, neither hidden nor a system's own.
fn is_article(name: &str) -> bool {
    let hidden = name
        .split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX");
    let known =
        |extension: &str| reader_for(extension).is_some() && !extension.eq_ignore_ascii_case("zip");
    !hidden && !name.ends_with('/') && extension(Path::new(name)).is_some_and(known)
}

fn one(result: Result<Raw, InputError>) -> Raws {
    Box::new(std::iter::once(result))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            archive
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn read(bytes: Vec<u8>) -> Vec<String> {
        let documents = Zipped.documents(Source::memory("week", bytes), &Reading::default());
        let shown = documents.map(|document| match document {
            Ok(document) => format!("{} {}: {}", document.id, document.path, document.text),
            Err(error) => error.to_string(),
        });
        shown.collect()
    }

    #[test]
    fn an_archive_is_the_articles_of_its_files() {
        let files = [
            ("news/b.txt", "B."),
            ("a.csv", "id,text\n1,A.\n"),
            ("__MACOSX/a.csv", "id,text\n"),
            ("inner.zip", "PK"),
            ("photo.jpg", "x"),
        ];
        assert_eq!(
            read(zipped(&files)),
            ["1 -/a.csv: A.", "week/news/b -/news/b.txt: B."]
        );
    }

    #[test]
    fn a_broken_archive_says_so() {
        assert_eq!(
            read(b"PK\x03\x04".to_vec()),
            ["-: a zip archive that is cut off or broken"]
        );
        assert_eq!(
            read(zipped(&[("photo.jpg", "x")])),
            ["-: no file in the archive is of a kind that is read"]
        );
    }
}
