//! [`Notices`]: what a reader decided by itself, for the user to see.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Shared between the readers, which tell, and the binary, which shows.
#[derive(Clone, Debug, Default)]
pub struct Notices(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    told: HashSet<String>,
    waiting: Vec<String>,
}

/// A folder of a million odd files must not fill memory with what is said of them.
const MOST: usize = 1000;

impl Notices {
    /// Says `what` of the first file it is true of.
    pub(super) fn tell(&self, path: &str, what: String) {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inside.told.len() < MOST && !inside.told.contains(&what) {
            inside.waiting.push(format!("{path}: {what}"));
            inside.told.insert(what);
        }
    }

    /// Says `what` of every file it is true of, as long as there are not too many.
    pub(super) fn tell_of_each(&self, path: &str, what: &str) {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let said = format!("{path}: {what}");
        if inside.told.len() < MOST && inside.told.insert(said.clone()) {
            inside.waiting.push(said);
        }
    }

    /// What was told since the last time.
    pub fn take(&self) -> Vec<String> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut inside.waiting)
    }
}
