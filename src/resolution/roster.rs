//! [`Roster`]: who is who across a corpus, from the user's `--people` file.
//!
//! A CSV with a header: `name` and, if wanted, `aliases` (separated by `;` or `|`), `role` and `id`
//! (a Wikidata id, say); other columns are passed over. A speaker whose name is a
//! person's name or alias, case and stops aside, gets that name and id; an alias of
//! several persons names none of them. Read once a run; refuses what would make two
//! persons one.

mod file;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use file::{Fault, PeopleError};

use super::{Resolution, Speaker, SpeakerKind, folded};

/// The people of a `--people` file.
#[derive(Debug, Default)]
pub struct Roster {
    people: Vec<Known>,
    ids: HashSet<String>,
    /// By folded name or alias; `None` where an alias has several bearers.
    by_name: HashMap<String, Option<usize>>,
    seen: Seen,
}

/// Which people of the file spoke in any article so far.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    names: Arc<[String]>,
    marks: Arc<[AtomicBool]>,
}

impl Seen {
    /// How many people the file has.
    pub fn people(&self) -> usize {
        self.names.len()
    }

    /// The names of those who did not.
    pub fn never(&self) -> impl Iterator<Item = &str> {
        let all = self.names.iter().zip(&*self.marks);
        let never = all.filter(|(_, mark)| !mark.load(Ordering::Relaxed));
        never.map(|(name, _)| name.as_str())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    name: String,
    role: Option<String>,
    id: Option<String>,
}

impl Roster {
    /// Who is found, to be asked when all articles are read.
    pub fn seen(&self) -> Seen {
        self.seen.clone()
    }

    /// Gives the speakers that are on the roster its names, roles and ids; two of one person become one.
    pub fn canonicalise(&self, resolution: &mut Resolution) {
        if self.people.is_empty() {
            return;
        }
        let mut placed: HashMap<usize, usize> = HashMap::new();
        let mut moved = Vec::with_capacity(resolution.speakers.len());
        let mut speakers: Vec<Speaker> = Vec::with_capacity(resolution.speakers.len());
        for mut speaker in std::mem::take(&mut resolution.speakers) {
            let known = self.find(&speaker);
            if let Some(at) = known {
                let person = &self.people[at];
                self.seen.marks[at].store(true, Ordering::Relaxed);
                speaker.name.clone_from(&person.name);
                speaker.id.clone_from(&person.id);
                speaker.role = speaker.role.or_else(|| person.role.clone());
                if speaker.kind == SpeakerKind::Unknown {
                    speaker.kind = SpeakerKind::Person;
                }
            }
            match known.and_then(|at| placed.get(&at).copied()) {
                Some(first) => {
                    speakers[first].mentions.extend(speaker.mentions);
                    speakers[first].mentions.sort_unstable();
                    moved.push(first);
                }
                None => {
                    placed.extend(known.map(|at| (at, speakers.len())));
                    moved.push(speakers.len());
                    speakers.push(speaker);
                }
            }
        }
        resolution.speakers = speakers;
        for speaker in resolution.of_quotation.iter_mut().flatten() {
            *speaker = moved[*speaker];
        }
    }

    fn find(&self, speaker: &Speaker) -> Option<usize> {
        match speaker.kind {
            SpeakerKind::Group | SpeakerKind::Unnamed => None,
            _ => self.by_name.get(&folded(&speaker.name)).copied().flatten(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "name,aliases,role,id\nAnna Brandt,A. Brandt; Annie Brandt ;Brandt,mayor,Q1\n\
                        Peter Brandt,Brandt,,\n";

    fn speaker(name: &str, kind: SpeakerKind) -> Speaker {
        Speaker {
            name: name.to_owned(),
            id: None,
            role: None,
            affiliation: None,
            kind,
            mentions: Vec::new(),
        }
    }

    #[test]
    fn names_and_aliases_lead_to_one_person() {
        let roster = Roster::parse(FILE.into()).unwrap();
        let cases = [
            ("Anna Brandt", "Anna Brandt", Some("Q1")),
            ("ANNA BRANDT", "Anna Brandt", Some("Q1")),
            ("A Brandt", "Anna Brandt", Some("Q1")),
            ("Annie Brandt", "Anna Brandt", Some("Q1")),
            ("Peter Brandt", "Peter Brandt", None),
            // An alias of two persons, and a name that only begins as one.
            ("Brandt", "Brandt", None),
            ("Anna Brandt-Lee", "Anna Brandt-Lee", None),
        ];
        for (name, expected, id) in cases {
            let mut resolution = Resolution {
                speakers: vec![speaker(name, SpeakerKind::Person)],
                of_quotation: vec![Some(0)],
                ..Resolution::default()
            };
            roster.canonicalise(&mut resolution);
            assert_eq!(resolution.speakers[0].name, expected);
            assert_eq!(resolution.speakers[0].id.as_deref(), id, "{name}");
        }
    }

    #[test]
    fn two_names_of_one_person_become_one_speaker() {
        let roster = Roster::parse(FILE.into()).unwrap();
        let mut resolution = Resolution {
            speakers: vec![
                speaker("Annie Brandt", SpeakerKind::Person),
                speaker("officials", SpeakerKind::Group),
                speaker("Anna Brandt", SpeakerKind::Person),
            ],
            of_quotation: vec![Some(2), None, Some(1), Some(0)],
            ..Resolution::default()
        };
        roster.canonicalise(&mut resolution);
        assert_eq!(resolution.speakers.len(), 2);
        let seen = roster.seen();
        assert_eq!(
            (seen.people(), seen.never().collect()),
            (2, vec!["Peter Brandt"])
        );
        assert_eq!(resolution.of_quotation, [Some(0), None, Some(1), Some(0)]);
    }
}
