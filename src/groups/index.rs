//! [`Index`]: the forms that have a key in common with a new one.

use rustc_hash::FxHashMap;

/// Of each key, the latest so many forms are looked at: what very many quotations begin with
/// says little, and a quotation is repeated within days.
const MOST_OF_KEY: usize = 16;
/// A form is compared with so many at most, those with most keys in common first.
const MOST_COMPARED: usize = 32;

/// No entry.
const NONE: u32 = u32::MAX;

#[derive(Debug, Default)]
pub(super) struct Index {
    /// The latest entry of each key.
    last: FxHashMap<u32, u32>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    form: u32,
    /// The entry before it of the same key.
    before: u32,
}

/// What an entry takes up, with its share of the map: 8 and, at worst, 2 · 9 · 8/7 bytes.
pub(super) const ENTRY_BYTES: usize = 29;

impl Index {
    pub(super) fn add(&mut self, form: u32, keys: &[u32]) {
        for key in keys {
            let at = self.entries.len() as u32;
            let before = self.last.insert(*key, at).unwrap_or(NONE);
            self.entries.push(Entry { form, before });
        }
    }

    /// Forms with a key in common, the likeliest first.
    pub(super) fn alike(&self, keys: &[u32]) -> Vec<u32> {
        let mut found = Vec::new();
        for key in keys {
            let mut at = self.last.get(key).copied().unwrap_or(NONE);
            for _ in 0..MOST_OF_KEY {
                let Some(entry) = self.entries.get(at as usize) else {
                    break;
                };
                found.push(entry.form);
                at = entry.before;
            }
        }
        found.sort_unstable();
        let mut counted: Vec<(usize, u32)> = found
            .chunk_by(|a, b| a == b)
            .map(|same| (same.len(), same[0]))
            .collect();
        counted.sort_unstable_by(|a, b| b.cmp(a));
        counted.truncate(MOST_COMPARED);
        counted.into_iter().map(|(_, form)| form).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_and_the_likeliest_are_found() {
        let mut index = Index::default();
        for form in 0..100 {
            index.add(form, &[7, 1000 + form]);
        }
        assert_eq!(index.alike(&[1]), Vec::<u32>::new());
        assert_eq!(index.alike(&[1003]), [3]);
        let found = index.alike(&[7, 1003]);
        assert_eq!(found.len(), MOST_OF_KEY + 1);
        assert_eq!(found[..2], [99, 98]);
        let found = index.alike(&[7, 1098]);
        assert_eq!(found[..2], [98, 99]);
    }
}
