//! [`Zipped`]: a zip archive is the articles of the files in it, in the order of their names.
//!
//! No name in the archive is used as a path to write or to open; each file in it is bounded as one on the disk is. What is
//! of no kind that is read, an archive in an archive too, is passed over and counted, as in a folder.

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::alike::Alike;
use super::kinds::is_gold;
use super::source::extension;
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
            Ok((archive, found)) => members(source, archive, found, reading),
            Err(cause) => one(Err(source.failed(cause))),
        });
        Box::new(opened.flatten())
    }
}

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// A file in an archive.
struct Member {
    /// With `/` between its parts, none of which leads out of the archive.
    name: String,
    index: usize,
}

fn open(source: &mut Source) -> Result<(Archive, Vec<Member>), InputCause> {
    let bytes = source.all(LONGEST)?;
    let archive = ZipArchive::new(Cursor::new(bytes));
    let archive = archive
        .map_err(|_| InputCause::Malformed("a zip archive that is cut off or broken".to_owned()))?;
    if archive.len() > MOST {
        return Err(InputCause::Malformed(format!(
            "more than {MOST} files in one archive: unpack it and name the folder"
        )));
    }
    let names = archive.file_names_raw().enumerate();
    let all = names.map(|(index, name)| Member {
        name: tame(archive.name_for_index(index).and_then(Result::ok), name),
        index,
    });
    let files = all.filter(|member| !is_apart(&member.name));
    let (mut articles, others): (Vec<_>, Vec<_>) = files.partition(|file| is_article(&file.name));
    for other in others {
        source.passed_over().add(Path::new(&other.name));
    }
    articles.sort_by(|one, other| one.name.cmp(&other.name));
    match articles.is_empty() {
        true => Err(InputCause::Malformed(
            "no file in the archive is of a kind that is read".to_owned(),
        )),
        false => Ok((archive, articles)),
    }
}

/// The name without what leads out of the archive, `../` or `C:\`; one that cannot be decoded as
/// far as it can.
fn tame(decoded: Option<Cow<'_, str>>, raw: &[u8]) -> String {
    let name = decoded.unwrap_or_else(|| String::from_utf8_lossy(raw));
    // A folder's ends with a slash, and so with an empty part that must stay.
    let folder = if name.ends_with(['/', '\\']) { "/" } else { "" };
    let leads_out = |part: &&str| !matches!(*part, "" | "." | "..") && !part.ends_with(':');
    let parts: Vec<&str> = name.split(['/', '\\']).filter(leads_out).collect();
    parts.join("/") + folder
}

fn members(source: Source, mut archive: Archive, files: Vec<Member>, reading: Reading) -> Raws {
    let alike = Alike::among(files.iter().map(|file| &file.name));
    let all = files.into_iter().flat_map(move |Member { name, index }| {
        let path = PathBuf::from(format!("{}/{name}", source.name()));
        let stem = alike.name(Path::new(&name));
        let stem = format!("{}/{}", source.stem(), stem.to_string_lossy());
        match bytes(&mut archive, index, reading.record_bytes) {
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

fn bytes(archive: &mut Archive, index: usize, limit: u64) -> Result<Vec<u8>, InputCause> {
    let malformed = |error: zip::result::ZipError| InputCause::Malformed(error.to_string());
    let file = archive.by_index(index).map_err(malformed)?;
    let mut bytes = Vec::new();
    let mut file = file.take(limit.saturating_add(1));
    file.read_to_end(&mut bytes).map_err(InputCause::Read)?;
    match bytes.len() as u64 > limit {
        true => Err(InputCause::TooLong { limit }),
        false => Ok(bytes),
    }
}

/// A folder, hidden, or a system's own.
fn is_apart(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
    name.is_empty() || name.ends_with('/') || name.split('/').any(hidden)
}

/// A file of a known kind that is no gold answer, as in a folder.
fn is_article(name: &str) -> bool {
    let known =
        |extension: &str| reader_for(extension).is_some() && !extension.eq_ignore_ascii_case("zip");
    extension(Path::new(name)).is_some_and(known) && !is_gold(Path::new(name))
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
    fn files_that_differ_by_their_extensions_alone_keep_them() {
        let files = [
            ("a.txt", "A."),
            ("a.tsv", "date\ttext\n2026\tB.\n"),
            ("b/a.txt", "C."),
        ];
        assert_eq!(
            read(zipped(&files)),
            [
                "week/a.tsv:1 -/a.tsv: B.",
                "week/a.txt -/a.txt: A.",
                "week/b/a -/b/a.txt: C."
            ]
        );
    }

    #[test]
    fn no_name_leads_out_of_the_archive_and_none_is_lost() {
        let files = [
            ("../up.txt", "A."),
            ("C:\\news\\b.txt", "B."),
            ("/etc/./c.txt", "C."),
            ("../", ""),
            ("folder/", ""),
        ];
        assert_eq!(
            read(zipped(&files)),
            [
                "week/etc/c -/etc/c.txt: C.",
                "week/news/b -/news/b.txt: B.",
                "week/up -/up.txt: A."
            ]
        );
    }

    #[test]
    fn what_is_passed_over_is_counted() {
        let files = [
            ("a.txt", "A."),
            ("b.pdf", "%PDF"),
            ("c/inner.zip", "PK"),
            ("../d.PDF", "%PDF"),
            ("a.gold.json", "{}"),
            (".DS_Store", "x"),
            ("__MACOSX/b.pdf", "x"),
            ("folder.pdf/", ""),
        ];
        let mut source = Source::memory("week", zipped(&files));
        assert!(open(&mut source).is_ok());
        let kinds = source.passed_over().kinds();
        let kinds: Vec<_> = kinds
            .iter()
            .map(|(kind, of)| (kind.as_str(), *of))
            .collect();
        assert_eq!(kinds, [(".pdf", 2), (".gold.json", 1), (".zip", 1)]);
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
