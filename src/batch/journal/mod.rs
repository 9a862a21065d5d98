//! [`Journal`]: what a run has finished, so that it goes on where it was stopped.
//!
//! A file in the output folder that is only ever appended to: a line that says what it is, an
//! entry that says of which run, and one for each record of the inputs, in their order. An entry
//! that was cut off or altered ends it: what stands before is sound.
//!
//! A run that goes on reads its inputs again. What the journal holds of a record, told by its
//! content, is taken from there in place of annotating, and all outputs are written from the
//! start: so they are the same bytes in any format, and no sink has a state to be restored.

mod entry;
mod identity;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::error::Error;
use crate::output::sweep;
pub(super) use entry::{Entry, of_document, of_failure};
use identity::Identity;

const NAME: &str = "dixit.journal";
const MAGIC: &[u8] = b"dixit journal 1\n";

/// The journal of one run, which alone writes to its folder while it lasts.
#[derive(Debug)]
pub struct Journal {
    pub(super) kept: Kept,
    pub(super) log: Log,
    /// One was there: a run began in the folder, and did not end.
    begun: bool,
    /// Held until the run ends.
    _lock: Lock,
}

/// What was finished before, entry after entry.
#[derive(Debug)]
pub(super) struct Kept {
    path: PathBuf,
    file: BufReader<File>,
    /// Entries not yet read.
    left: u64,
}

/// Where entries are added.
#[derive(Debug)]
pub(super) struct Log {
    path: PathBuf,
    file: File,
    records: u64,
}

/// What a journal was found to hold.
#[derive(Default)]
struct Found {
    identity: Option<Identity>,
    /// Where the first record's entry begins, and where the last sound one ends, in bytes.
    first: u64,
    end: u64,
    records: u64,
}

impl Journal {
    /// The journal of the run of `config`: one to go on with, if there is one and `resume` says
    /// so, else a new one. What killed runs left in the folder under temporary names goes.
    ///
    /// # Errors
    ///
    /// If the journal is another run's and is to be resumed; if it is this run's and is not to
    /// be; if another run is under way in the folder; if the folder cannot be written.
    pub fn open(config: &Config, resume: bool) -> Result<Self, Error> {
        let folder = &config.output;
        if folder.is_file() {
            let taken = io::Error::other("it is a file, and should be a folder");
            return Err(Error::output(folder, taken));
        }
        fs::create_dir_all(folder).map_err(|error| Error::output(folder, error))?;
        let lock = Lock::take(folder)?;
        sweep(folder)?;
        let path = folder.join(NAME);
        let identity = Identity::of(config)?;
        let begun = path.exists();
        let mut found = find(&path).map_err(|error| Error::output(&path, error))?;
        match found.identity.take() {
            Some(other) if resume && other != identity => {
                return Err(Error::OtherRun {
                    differs: other.differs_from(&identity),
                    journal: path,
                });
            }
            Some(same) if !resume && same == identity && found.records > 0 => {
                return Err(Error::Unfinished {
                    journal: path,
                    records: found.records,
                });
            }
            Some(_) if resume => {}
            _ => found = begin(&path, &identity).map_err(|error| Error::output(&path, error))?,
        }
        Self::at(&path, &found, begun, lock).map_err(|error| Error::output(&path, error))
    }

    /// Ready to read what was found, and to add to it.
    fn at(path: &Path, found: &Found, begun: bool, lock: Lock) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_len(found.end)?;
        let mut log = Log {
            path: path.to_owned(),
            file,
            records: found.records,
        };
        log.file.seek(SeekFrom::End(0))?;
        let mut kept = Kept {
            path: path.to_owned(),
            file: BufReader::with_capacity(1 << 16, File::open(path)?),
            left: found.records,
        };
        kept.file.seek(SeekFrom::Start(found.first))?;
        Ok(Self {
            kept,
            log,
            begun,
            _lock: lock,
        })
    }

    pub fn path(&self) -> &Path {
        &self.log.path
    }

    /// Whether a run began in the folder and did not end: files in it may be that run's.
    pub fn begun(&self) -> bool {
        self.begun
    }

    /// Records that it holds.
    pub fn records(&self) -> u64 {
        self.log.records
    }

    /// The run is complete: there is nothing to go on with.
    pub fn remove(self) -> Result<(), Error> {
        let path = &self.log.path;
        fs::remove_file(path).map_err(|error| Error::output(path, error))
    }
}

/// Reads a journal through, as far as it is sound. One that is not there holds nothing.
fn find(path: &Path) -> io::Result<Found> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::default()),
        Err(error) => return Err(error),
    };
    let mut file = BufReader::with_capacity(1 << 16, file);
    let mut found = Found::default();
    if !file.fill_buf()?.starts_with(MAGIC) {
        return Ok(found);
    }
    file.consume(MAGIC.len());
    let identity = Entry::read(&mut file)?;
    let Some(identity) = identity.and_then(|entry| Identity::read(&entry)) else {
        return Ok(found);
    };
    found.identity = Some(identity);
    found.first = file.stream_position()?;
    found.end = found.first;
    while Entry::read(&mut file)?.is_some() {
        found.records += 1;
        found.end = file.stream_position()?;
    }
    Ok(found)
}

/// A journal without records, in place of what was there.
fn begin(path: &Path, identity: &Identity) -> io::Result<Found> {
    let start = [MAGIC, &identity.entry().to_bytes()].concat();
    fs::write(path, &start)?;
    let end = start.len() as u64;
    Ok(Found {
        first: end,
        end,
        ..Found::default()
    })
}

impl Kept {
    /// The next record's entry; `None` when the run goes beyond what was finished.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let unread = |source| Error::Unread {
            path: self.path.clone(),
            source,
        };
        match Entry::read(&mut self.file).map_err(unread)? {
            Some(entry) => Ok(Some(entry)),
            None => Err(unread(io::Error::other("it was changed under way"))),
        }
    }

    /// The inputs do not hold what they held.
    pub(super) fn changed(&self, number: u64, what: String) -> Error {
        Error::Changed {
            journal: self.path.clone(),
            number: number + 1,
            what,
        }
    }
}

impl Log {
    /// Adds an entry's bytes at once: whoever kills us finds all of it there or its beginning.
    pub(super) fn add(&mut self, entry: &[u8]) -> Result<(), Error> {
        let added = self.file.write_all(entry);
        added.map_err(|error| Error::output(&self.path, error))?;
        self.records += 1;
        Ok(())
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        if self.records == 0 {
            // Of no use to anyone; if it cannot go it does no harm.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Keeps other runs out of the folder; the system lets go of it when the process ends, however.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    fn take(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(".dixit.lock");
        let file = File::create(&path).map_err(|error| Error::output(&path, error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(Error::Busy {
                directory: folder.to_owned(),
            }),
            // Some file systems have no locks: one run at a time is then left to the user.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { path, _file: file }),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    fn config(folder: &Path, least: f32) -> Config {
        let settings = Settings {
            output: Some(folder.to_owned()),
            min_confidence: least.try_into().ok(),
            ..Settings::default()
        };
        settings.decide(vec!["news.jsonl".into()])
    }

    fn entry(key: u64) -> Entry {
        Entry {
            key,
            body: key.to_string().into_bytes(),
        }
    }

    /// The keys a resumed run would find.
    fn keys(journal: &mut Journal) -> Vec<u64> {
        std::iter::from_fn(|| journal.kept.next().unwrap())
            .map(|entry| entry.key)
            .collect()
    }

    #[test]
    fn wherever_it_breaks_off_the_entries_before_are_there_and_more_can_follow() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path(), 0.5);
        let path = folder.path().join(NAME);
        let mut journal = Journal::open(&config, false).unwrap();
        let mut ends = vec![fs::metadata(&path).unwrap().len()];
        for key in 1..=3 {
            journal.log.add(&entry(key).to_bytes()).unwrap();
            ends.push(fs::metadata(&path).unwrap().len());
        }
        drop(journal);
        let whole = fs::read(&path).unwrap();
        for length in ends[0] as usize..=whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            let sound = ends.iter().filter(|end| **end <= length as u64).count() as u64 - 1;
            let mut journal = Journal::open(&config, true).unwrap();
            assert_eq!(keys(&mut journal), (1..=sound).collect::<Vec<_>>());
            journal.log.add(&entry(9).to_bytes()).unwrap();
            drop(journal);
            let mut journal = Journal::open(&config, true).unwrap();
            assert_eq!(journal.records(), sound + 1);
            assert_eq!(keys(&mut journal).last(), Some(&9));
        }
        for at in ends[2] as usize..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            fs::write(&path, &altered).unwrap();
            assert_eq!(
                keys(&mut Journal::open(&config, true).unwrap()),
                [1, 2],
                "{at}"
            );
        }
        // What does not even say whose it is is begun anew.
        for length in 0..ends[0] as usize {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(Journal::open(&config, true).unwrap().records(), 0);
            assert!(!path.exists());
        }
    }

    #[test]
    fn it_is_resumed_by_the_same_run_only_and_only_if_asked() {
        let folder = tempfile::tempdir().unwrap();
        let same = config(folder.path(), 0.5);
        let other = config(folder.path(), 0.75);
        let mut journal = Journal::open(&same, true).unwrap();
        journal.log.add(&entry(1).to_bytes()).unwrap();
        let busy = Journal::open(&same, true).unwrap_err();
        assert!(matches!(busy, Error::Busy { .. }), "{busy}");
        drop(journal);
        let refused = Journal::open(&same, false).unwrap_err();
        assert!(
            matches!(refused, Error::Unfinished { records: 1, .. }),
            "{refused}"
        );
        let refused = Journal::open(&other, true).unwrap_err().to_string();
        assert!(
            refused.contains("min-confidence was 0.5, is 0.75"),
            "{refused}"
        );
        assert_eq!(Journal::open(&same, true).unwrap().records(), 1);
        // Another run begins its own.
        assert_eq!(Journal::open(&other, false).unwrap().records(), 0);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }
}
