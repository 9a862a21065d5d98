//! [`Inputs`]: the files behind the INPUT arguments, in the order they are read.
//!
//! Folders are walked by path bytes, lazily. In a folder, hidden files, files
//! no reader knows (a README.md), gold answers and the run's own output are
//! passed over, as are what a browser saved beside a page and what earlier runs
//! wrote; a file named by the user is always read or refused aloud, and
//! so are those whose ending a pattern names.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use walkdir::{DirEntry, WalkDir};

use super::alike::Alike;
use super::glob::Pattern;
use super::kinds::{PassedOver, is_gold};
use super::list::List;
use super::once::{NamedAgain, Once, Repeated};
use super::source::extension;
use super::{InputCause, InputError, Source, reader_for};
use crate::error::Error;

/// What to read, checked to be there.
#[derive(Clone, Debug)]
pub struct Inputs {
    roots: Vec<Root>,
    /// The output directory: what a run wrote is not what the next one reads.
    output: Option<PathBuf>,
    read: Arc<AtomicU64>,
    passed_over: PassedOver,
    repeated: Repeated,
    /// Among the files named one by one.
    alike: Alike,
}

#[derive(Clone, Debug)]
enum Root {
    Stdin,
    /// A file or a folder.
    Path(PathBuf),
    Pattern(PathBuf, Pattern),
    List(PathBuf),
}

type Sources = Box<dyn Iterator<Item = Result<Source, InputError>> + Send>;

impl Inputs {
    /// Checks that every input exists: a mistyped name stops the run before it starts.
    pub fn new(roots: Vec<PathBuf>, output: Option<&Path>) -> Result<Self, Error> {
        let roots = roots.into_iter().map(root).collect::<Result<Vec<_>, _>>()?;
        let files = roots.iter().filter_map(|root| match root {
            Root::Path(path) if !path.is_dir() => Some(path),
            _ => None,
        });
        Ok(Self {
            alike: Alike::among(files),
            roots,
            // An output directory that is not there yet cannot be walked into.
            output: output.and_then(|path| path.canonicalize().ok()),
            read: Arc::default(),
            passed_over: PassedOver::default(),
            repeated: Repeated::default(),
        })
    }

    /// These, and the files and folders that `list` names, one a line; `-` is standard input.
    /// Those that are not there are errors among the sources.
    pub fn and_listed_in(mut self, list: PathBuf) -> Result<Self, Error> {
        if !is_stdin(&list) {
            must_be_there(&list)?;
        }
        self.roots.push(Root::List(list));
        Ok(self)
    }

    /// The sources, in order, each once; a folder that cannot be listed is an error among them.
    pub fn sources(&self) -> impl Iterator<Item = Result<Source, InputError>> + Send {
        let inputs = self.clone();
        let roots = self.roots.clone().into_iter();
        let mut once = self.once();
        let repeated = self.repeated.clone();
        let sources = roots.flat_map(move |root| inputs.of(root));
        sources.filter(move |source| {
            let (Some(once), Ok(source)) = (&mut once, source) else {
                return true;
            };
            let is_new = once.is_new(source.path());
            if !is_new {
                repeated.add(source.name());
            }
            is_new
        })
    }

    /// What has an eye on names, where one may come twice: in a single folder, none does.
    fn once(&self) -> Option<Once> {
        let may_repeat = match self.roots.as_slice() {
            [root] => matches!(root, Root::List(_)),
            _ => true,
        };
        may_repeat.then(Once::default)
    }

    fn of(&self, root: Root) -> Sources {
        match root {
            Root::Stdin => one(Ok(self.counted(Source::stdin(Arc::clone(&self.read))))),
            Root::Path(path) if path.is_dir() => Box::new(self.clone().folder(path, None)),
            Root::Path(path) => {
                let name = self.alike.name(&path);
                let stem = lossy(name.file_name().unwrap_or_default());
                one(Ok(self.file(path, stem)))
            }
            Root::Pattern(path, pattern) => {
                let mut found = self
                    .clone()
                    .folder(pattern.base.clone(), Some(pattern))
                    .peekable();
                match found.peek() {
                    Some(_) => Box::new(found),
                    None => one(Err(failed(&path, InputCause::NoMatch))),
                }
            }
            Root::List(list) => match List::open(&list) {
                Ok(open) => Box::new(self.clone().listed(open)),
                Err(error) => one(Err(failed(&list, InputCause::Open(error)))),
            },
        }
    }

    fn listed(self, mut list: List) -> impl Iterator<Item = Result<Source, InputError>> + Send {
        let alike = list.alike.clone();
        let paths = std::iter::from_fn(move || {
            let path = list.next()?;
            Some(path.map_err(|error| failed(&list.name, InputCause::Read(error))))
        });
        paths.flat_map(move |path| match path {
            Err(error) => one(Err(error)),
            Ok(path) if is_stdin(&path) || !path.exists() => {
                one(Err(failed(&path, InputCause::Missing)))
            }
            Ok(path) if path.is_dir() => self.of(Root::Path(path)),
            Ok(path) => {
                let stem = relative(&alike.name(&path), Path::new("/"));
                one(Ok(self.file(path, stem)))
            }
        })
    }

    /// The size of all that will be read, where it can be known beforehand.
    pub fn total_bytes(&self) -> Option<u64> {
        let mut total = 0;
        let mut once = self.once();
        for root in &self.roots {
            let (path, pattern) = match root {
                Root::Stdin | Root::List(_) => return None,
                Root::Path(path) => (path, None),
                Root::Pattern(_, pattern) => (&pattern.base, Some(pattern)),
            };
            for entry in self.walk(path).flatten() {
                let wanted = entry.depth() == 0 || is_article(entry.path(), pattern);
                let wanted = wanted && pattern.is_none_or(|pattern| pattern.matches(entry.path()));
                let mut is_new = || {
                    once.as_mut()
                        .is_none_or(|once| once.is_new(Some(entry.path())))
                };
                if wanted && entry.file_type().is_file() && is_new() {
                    total += entry.metadata().map_or(0, |metadata| metadata.len());
                }
            }
        }
        Some(total)
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    fn file(&self, path: PathBuf, stem: String) -> Source {
        self.counted(Source::file(path, stem, Arc::clone(&self.read)))
    }

    fn counted(&self, source: Source) -> Source {
        source.counting(self.passed_over.clone())
    }

    /// Kinds of the files in folders and zip archives passed over so far because no reader knows them (`.doc`, empty
    /// where there is no extension), and how many of each, the most first.
    pub fn passed_over(&self) -> Vec<(String, u64)> {
        self.passed_over.kinds()
    }

    /// Files that were named again, and read once.
    pub fn named_again(&self) -> NamedAgain {
        self.repeated.told()
    }

    fn folder(
        self,
        root: PathBuf,
        pattern: Option<Pattern>,
    ) -> impl Iterator<Item = Result<Source, InputError>> + Send {
        let mut folders = Folders::default();
        self.walk(&root).filter_map(move |entry| {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return Some(Err(unlisted(&root, error))),
            };
            let matches = |pattern: &Pattern| pattern.matches(entry.path());
            if !entry.file_type().is_file() || !pattern.as_ref().is_none_or(matches) {
                return None;
            }
            if !is_article(entry.path(), pattern.as_ref()) {
                if !is_journal(entry.path()) {
                    self.passed_over.add(entry.path());
                }
                return None;
            }
            let name = folders.name(entry.path(), pattern.as_ref());
            let stem = relative(&name, &root);
            Some(Ok(self.file(entry.into_path(), stem)))
        })
    }

    fn walk(&self, root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> + Send + use<> {
        let output = self.output.clone();
        WalkDir::new(root)
            .follow_links(true)
            .sort_by(|a, b| order(a).cmp(order(b)))
            .into_iter()
            .filter_entry(move |entry| entry.depth() == 0 || !is_apart(entry, output.as_deref()))
    }
}

fn root(path: PathBuf) -> Result<Root, Error> {
    if is_stdin(&path) {
        return Ok(Root::Stdin);
    }
    if !path.exists()
        && let Some(pattern) = Pattern::new(&path)
    {
        return Ok(Root::Pattern(path, pattern?));
    }
    must_be_there(&path)?;
    Ok(Root::Path(path))
}

fn must_be_there(path: &Path) -> Result<(), Error> {
    path.metadata().map_err(|source| Error::Input {
        path: path.to_owned(),
        source,
    })?;
    Ok(())
}

fn one(source: Result<Source, InputError>) -> Sources {
    Box::new(std::iter::once(source))
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Sorts a folder's entries as their whole paths would sort: a folder's name goes on with a slash.
fn order(entry: &DirEntry) -> impl Iterator<Item = u8> + '_ {
    let slash = entry.file_type().is_dir().then_some(b'/');
    entry
        .file_name()
        .as_encoded_bytes()
        .iter()
        .copied()
        .chain(slash)
}

/// Hidden, what a browser saved beside a page, or a run's output.
fn is_apart(entry: &DirEntry, output: Option<&Path>) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
        || (entry.file_type().is_dir() && (is_of_page(entry.path()) || is_output(entry.path())))
        || (entry.file_type().is_dir()
            && output.is_some_and(|output| entry.path().canonicalize().is_ok_and(|p| p == output)))
}

/// `page_files` beside `page.html`: frames and pictures of a page saved whole.
fn is_of_page(folder: &Path) -> bool {
    let name = folder.file_name().and_then(OsStr::to_str);
    let Some(page) = name.and_then(|name| name.strip_suffix("_files")) else {
        return false;
    };
    [".html", ".htm", ".xhtml"]
        .iter()
        .any(|kind| folder.with_file_name(format!("{page}{kind}")).is_file())
}

/// What an earlier run wrote is no input: its tables stand beside their run.json.
fn is_output(folder: &Path) -> bool {
    folder.join("run.json").is_file() && folder.join("errors.csv").is_file()
}

/// What this run writes while it goes, where its output folder lies in an input.
fn is_journal(path: &Path) -> bool {
    path.file_name() == Some(OsStr::new("dixit.journal"))
}

/// A file in a folder that some reader knows, or whose kind the pattern names, and that is no gold answer.
fn is_article(path: &Path, pattern: Option<&Pattern>) -> bool {
    let known = |extension| reader_for(extension).is_some();
    let named = pattern.is_some_and(|pattern| pattern.names_kinds);
    (named || extension(path).is_some_and(known)) && !is_gold(path)
}

/// The folders that a walk is in, and which files of each differ by their extensions alone.
#[derive(Default)]
struct Folders(Vec<(PathBuf, Alike)>);

impl Folders {
    /// See [`Alike::name`].
    fn name(&mut self, file: &Path, pattern: Option<&Pattern>) -> PathBuf {
        let folder = file.parent().unwrap_or(file);
        while self
            .0
            .pop_if(|(open, _)| !folder.starts_with(open))
            .is_some()
        {}
        match self.0.last() {
            Some((open, alike)) if open == folder => alike.name(file),
            _ => {
                let alike = alike_in(folder, pattern);
                let name = alike.name(file);
                self.0.push((folder.to_owned(), alike));
                name
            }
        }
    }
}

/// Among the files of a folder that are read.
fn alike_in(folder: &Path, pattern: Option<&Pattern>) -> Alike {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let files = entries.filter(|entry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        !is_hidden && entry.file_type().is_ok_and(|kind| !kind.is_dir())
    });
    let paths = files.map(|file| file.path());
    Alike::among(paths.filter(|path| {
        is_article(path, pattern) && pattern.is_none_or(|pattern| pattern.matches(path))
    }))
}

/// The path below `root`, with `/` between its parts.
fn relative(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = relative.iter().map(lossy).collect();
    parts.join("/")
}

fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

fn unlisted(root: &Path, error: walkdir::Error) -> InputError {
    let path = error.path().unwrap_or(root).to_owned();
    failed(&path, InputCause::List(error.into()))
}

fn failed(path: &Path, cause: InputCause) -> InputError {
    InputError {
        path: path.to_string_lossy().into_owned(),
        place: None,
        id: None,
        cause,
    }
}
