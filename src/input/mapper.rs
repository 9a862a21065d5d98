//! [`Mapper`]: where the text, the title and so on stand among the names of a record's fields.
//!
//! What the user names is taken at his word; the rest is guessed from the names
//! in `fields.txt`, and the guess is told through [`super::Notices`].

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::clean::clean;
use super::fields::{Fields, Role, several};
use super::sought::Sought;
use super::{InputCause, Notices};

/// The places of the roles among the names of a record's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    first: [Option<usize>; Role::ALL.len()],
    /// Of the texts that follow on the first.
    then: Vec<usize>,
    /// Of other fields whose names mean a text, where it was guessed: asked where the first is empty.
    instead: Vec<usize>,
    /// Names that were given and are none of the record's.
    missing: Vec<String>,
}

impl Places {
    pub(super) fn of(&self, role: Role) -> Option<usize> {
        self.first[role as usize]
    }

    pub(super) fn then(&self) -> &[usize] {
        &self.then
    }

    pub(super) fn instead(&self) -> &[usize] {
        &self.instead
    }

    pub(super) fn missing(&self) -> &[String] {
        &self.missing
    }

    /// The last column that holds a text.
    pub(super) fn last_text(&self) -> usize {
        let all = self
            .of(Role::Text)
            .into_iter()
            .chain(self.then.iter().copied());
        all.max().unwrap_or_default()
    }

    /// Whether the place means something.
    pub(super) fn is_taken(&self, place: usize) -> bool {
        self.first.contains(&Some(place)) || self.then.contains(&place)
    }

    pub(super) fn found(&self) -> usize {
        self.first.iter().flatten().count()
    }
}

/// In bytes: what is longer names no column.
const LONGEST_NAME: usize = 50;

/// Finds the roles' places, once for records of the same names.
#[derive(Debug)]
pub(super) struct Mapper {
    fields: Fields,
    notices: Notices,
    names: Vec<String>,
    places: Places,
    sought: Sought,
    /// All records of the file have the same names.
    of_one_form: bool,
}

impl Mapper {
    pub(super) fn new(fields: Fields, notices: Notices) -> Self {
        Self {
            fields,
            notices,
            names: Vec::new(),
            places: Places::default(),
            sought: Sought::default(),
            of_one_form: false,
        }
    }

    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Where each role stands among `names`; a new guess about the file `path` is told.
    pub(super) fn places<'n>(
        &mut self,
        path: &str,
        names: impl Iterator<Item = &'n String> + Clone,
    ) -> &Places {
        if self.names.is_empty() || !self.names.iter().eq(names.clone()) {
            self.names = names.cloned().collect();
            self.places = find(&self.fields, &self.names);
            self.tell(path);
        }
        &self.places
    }

    /// As [`Self::places`], for a file whose records all have these names: it must have a text and all that was asked for.
    pub(super) fn columns(&mut self, path: &str, names: &[String]) -> Result<(), InputCause> {
        self.of_one_form = true;
        let places = self.places(path, names.iter());
        let (text, missing) = (places.of(Role::Text), places.missing().first().cloned());
        match missing {
            Some(name) => Err(InputCause::no_text(&name, names.iter().map(String::as_str))),
            None if text.is_none() && names.iter().any(|name| name.len() > LONGEST_NAME) => {
                Err(InputCause::NoHeader)
            }
            None if text.is_none() => Err(InputCause::NoTextColumn(names.join(", "))),
            None => Ok(()),
        }
    }

    /// Whether a text may stand in the object, or in one that it holds so deep.
    pub(super) fn may_hold_text(&self, object: &Map<String, Value>, deep: usize) -> bool {
        let means_text = |name: &String| {
            let known = || known_names(Role::Text).any(|known| known == plain(name));
            self.fields.text.contains(name) || known()
        };
        object.iter().any(|(name, value)| match value {
            Value::String(_) => means_text(name),
            Value::Object(inner) => deep > 0 && self.may_hold_text(inner, deep - 1),
            _ => false,
        })
    }

    /// What the user calls the text, or what it is called of itself.
    pub(super) fn name(&self, role: Role) -> &str {
        self.fields
            .given(role)
            .first()
            .map_or(role.name(), String::as_str)
    }

    /// Mends a field's text, unless that is not wanted; what is to be said of it, which is told once of the file `path`.
    pub(super) fn clean(&self, text: &mut String, path: &str) -> Vec<String> {
        if self.fields.text_as_is {
            return Vec::new();
        }
        let notes = clean(text);
        for note in &notes {
            self.notices.tell(path, format!("a text is {note}"));
        }
        notes
    }

    fn tell(&mut self, path: &str) {
        let mut guesses = Vec::new();
        for role in Role::ALL {
            let name = self.places.of(role).map(|place| self.names[place].as_str());
            if let Some(name) = name.filter(|name| *name != self.name(role)) {
                let then = self.places.then.iter().filter(|_| role == Role::Text);
                let then: String = then
                    .map(|place| format!(" and `{}`", self.names[*place]))
                    .collect();
                guesses.push(format!("{} from `{name}`{then}", role.name()));
            }
        }
        // "text" may be the teaser, and "body" beside it the article.
        let others = self.places.instead.iter();
        guesses.extend(others.map(|place| format!("`{}` may be the text too", self.names[*place])));
        self.sought.look(&self.places, &self.names);
        if self.of_one_form {
            guesses.extend(std::mem::take(&mut self.sought).not_found());
        }
        if !guesses.is_empty() {
            self.notices.tell(path, guesses.join(", "));
        }
    }

    /// Tells what no record of the file `path` had, once all have been read: what one of them lacks, the next may have.
    pub(super) fn end(&mut self, path: &str) {
        let not_found = std::mem::take(&mut self.sought).not_found();
        if !not_found.is_empty() {
            self.notices.tell(path, not_found.join(", "));
        }
    }
}

fn find(fields: &Fields, names: &[String]) -> Places {
    let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let exactly = |given: &str| names.iter().position(|name| name == given);
    let called = |given: &str| {
        let plain = plain(given);
        exactly(given).or_else(|| {
            plain_names
                .iter()
                .position(|name| *name == plain && !plain.is_empty())
        })
    };
    let mut places = Places::default();
    // What is named for one role is not guessed for another.
    let given: Vec<usize> = fields.all().filter_map(called).collect();
    let guessed = |known: &str| {
        let mut all = 0..names.len();
        all.find(|place| plain_names[*place] == known && !given.contains(place))
    };
    for role in Role::ALL {
        let asked = fields.given(role);
        let mut found: Vec<usize> = Vec::new();
        for name in asked {
            match called(name) {
                Some(place) => found.push(place),
                None if name.contains(',') => found.extend(several(name).filter_map(called)),
                None => {}
            }
            let parts = several(name).filter(|_| called(name).is_none());
            let alone = std::iter::once(name.as_str()).filter(|name| !name.contains(','));
            let missing = alone.chain(parts).filter(|name| called(name).is_none());
            places.missing.extend(missing.map(str::to_owned));
        }
        if asked.is_empty() {
            // "lp+td": the text is in both.
            let mut known =
                known_names(role).map(|known| known.split('+').filter_map(guessed).collect());
            found = known
                .find(|found: &Vec<usize>| !found.is_empty())
                .unwrap_or_default();
            if role == Role::Text {
                places.instead = known
                    .flatten()
                    .filter(|place| !found.contains(place))
                    .collect();
            }
        }
        let mut found = found.into_iter();
        places.first[role as usize] = found.next();
        if role == Role::Text {
            places.then = found.collect();
        }
    }
    places
}

/// Without what people vary in names.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(|char| char.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn known_names(role: Role) -> impl Iterator<Item = &'static str> {
    static KNOWN: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
        let lines = include_str!("fields.txt").lines();
        let entries = lines.filter_map(|line| line.split_once(':'));
        entries
            .filter(|(role, _)| !role.starts_with('#'))
            .map(|(role, names)| (role, names.split(',').map(str::trim).collect()))
            .collect()
    });
    let entry = KNOWN.iter().find(|(name, _)| *name == role.name());
    entry
        .into_iter()
        .flat_map(|(_, names)| names.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fields: &Fields, names: &[&str]) -> Vec<(&'static str, String)> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let places = find(fields, &names);
        let named = |role: Role| Some((role.name(), names[places.of(role)?].clone()));
        Role::ALL.into_iter().filter_map(named).collect()
    }

    #[test]
    fn every_role_has_names() {
        for role in Role::ALL {
            assert_eq!(known_names(role).next(), Some(role.name()));
            for name in known_names(role) {
                assert_eq!(plain(name), name.replace('+', ""));
            }
        }
    }

    #[test]
    fn names_are_guessed_whatever_their_dress() {
        let names = [
            "Article ID",
            "HEADLINE",
            "Published_At",
            "Body",
            "source",
            "Source URL",
        ];
        let expected = [
            ("text", "Body"),
            ("id", "Article ID"),
            ("title", "HEADLINE"),
            ("date", "Published_At"),
            ("outlet", "source"),
            ("url", "Source URL"),
        ];
        let expected = expected.map(|(role, name)| (role, name.to_owned()));
        assert_eq!(found(&Fields::default(), &names), expected);
    }

    #[test]
    fn the_likeliest_name_wins_and_the_users_before_all() {
        let names = ["content", "text", "source"];
        let of = |fields: &Fields| found(fields, &names);
        assert_eq!(of(&Fields::default())[0].1, "text");
        let fields = Fields {
            text: vec!["content".to_owned()],
            title: Some("source".to_owned()),
            date: Some("none such".to_owned()),
            ..Fields::default()
        };
        let expected = [("text", "content"), ("title", "source")];
        assert_eq!(
            of(&fields),
            expected.map(|(role, name)| (role, name.to_owned()))
        );
    }

    #[test]
    fn a_name_that_is_taken_leaves_the_guess_to_the_next() {
        let fields = Fields {
            title: Some("text".to_owned()),
            ..Fields::default()
        };
        let of = |names: &[&str]| found(&fields, names)[0].clone();
        assert_eq!(of(&["text", "body"]), ("text", "body".to_owned()));
        assert_eq!(of(&["text", "Text"]), ("text", "Text".to_owned()));
        assert_eq!(of(&["text", "lead"]), ("title", "text".to_owned()));
    }
    fn places(fields: &Fields, names: &[&str]) -> Places {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        find(fields, &names)
    }

    #[test]
    fn a_text_may_stand_in_several_columns() {
        let factiva = ["AN", "HD", "BY", "PD", "SN", "TD", "LP"];
        let guessed = places(&Fields::default(), &factiva);
        assert_eq!(
            (guessed.of(Role::Text), guessed.then()),
            (Some(6), &[5][..])
        );
        assert_eq!(guessed.of(Role::Date), Some(3));
        for given in [&["LP", "TD"][..], &["lp,td"], &["LP, td"]] {
            let fields = Fields {
                text: given.iter().map(|name| (*name).to_owned()).collect(),
                ..Fields::default()
            };
            let found = places(&fields, &factiva);
            assert_eq!(
                (found.of(Role::Text), found.then()),
                (Some(6), &[5][..]),
                "{given:?}"
            );
            assert_eq!(found.missing(), [""; 0]);
        }
        let two = places(&Fields::default(), &["text", "body"]);
        assert_eq!((two.then(), two.instead()), (&[][..], &[1][..]));
    }

    #[test]
    fn a_name_that_is_none_of_the_columns_is_told_and_case_is_aside() {
        let fields = Fields {
            date: Some("datum".to_owned()),
            title: Some("Kopf".to_owned()),
            text: vec!["td,xy".to_owned()],
            ..Fields::default()
        };
        let found = places(&fields, &["TD", "Datum"]);
        assert_eq!(
            (found.of(Role::Text), found.of(Role::Date)),
            (Some(0), Some(1))
        );
        assert_eq!(found.missing(), ["xy", "Kopf"]);
    }
}
