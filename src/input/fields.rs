//! [`Fields`]: which column or key of a record holds its text, its title and so on.
//!
//! What the user names is taken at his word; the rest is guessed from the names
//! in `fields.txt`, and the guess is told through [`super::Notices`].

use std::sync::LazyLock;

use super::Notices;
use crate::dates::DateOrder;

/// What a record tells of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    Text,
    Id,
    Title,
    Date,
    Author,
    Outlet,
    Url,
}

impl Role {
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Id,
        Self::Title,
        Self::Date,
        Self::Author,
        Self::Outlet,
        Self::Url,
    ];

    /// As it is called in options and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "id",
            Self::Title => "title",
            Self::Date => "date",
            Self::Author => "author",
            Self::Outlet => "outlet",
            Self::Url => "url",
        }
    }
}

/// The names the user gave; where there is none, it is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[group(skip)]
pub struct Fields {
    /// The column or key that holds an article's text [default: guessed, as those that follow]
    #[arg(long = "text-field", value_name = "NAME", help_heading = "Reading")]
    pub text: Option<String>,
    /// … its id
    #[arg(long = "id-field", value_name = "NAME", help_heading = "Reading")]
    pub id: Option<String>,
    /// … its title
    #[arg(long = "title-field", value_name = "NAME", help_heading = "Reading")]
    pub title: Option<String>,
    /// … its date
    #[arg(long = "date-field", value_name = "NAME", help_heading = "Reading")]
    pub date: Option<String>,
    /// … its author
    #[arg(long = "author-field", value_name = "NAME", help_heading = "Reading")]
    pub author: Option<String>,
    /// … who published it
    #[arg(long = "outlet-field", value_name = "NAME", help_heading = "Reading")]
    pub outlet: Option<String>,
    /// … its address
    #[arg(long = "url-field", value_name = "NAME", help_heading = "Reading")]
    pub url: Option<String>,
    /// Which number of a date such as 03/11/2026 comes first [default: told from the file's other dates; else no date]
    #[arg(long, value_enum, value_name = "ORDER", help_heading = "Reading")]
    pub date_order: Option<DateOrder>,
}

impl Fields {
    pub fn get(&self, role: Role) -> Option<&str> {
        let name = match role {
            Role::Text => &self.text,
            Role::Id => &self.id,
            Role::Title => &self.title,
            Role::Date => &self.date,
            Role::Author => &self.author,
            Role::Outlet => &self.outlet,
            Role::Url => &self.url,
        };
        name.as_deref()
    }
}

/// The places of the roles among the names of a record's fields.
pub(super) type Places = [Option<usize>; Role::ALL.len()];

/// Finds the roles' places, once for records of the same names.
#[derive(Debug)]
pub(super) struct Mapper {
    fields: Fields,
    notices: Notices,
    names: Vec<String>,
    places: Places,
}

impl Mapper {
    pub(super) fn new(fields: Fields, notices: Notices) -> Self {
        Self {
            fields,
            notices,
            names: Vec::new(),
            places: [None; Role::ALL.len()],
        }
    }

    /// Where each role stands among `names`; a new guess about the file `path` is told.
    pub(super) fn places<'n>(
        &mut self,
        path: &str,
        names: impl Iterator<Item = &'n String> + Clone,
    ) -> Places {
        if self.names.is_empty() || !self.names.iter().eq(names.clone()) {
            self.names = names.cloned().collect();
            self.places = find(&self.fields, &self.names);
            self.tell(path);
        }
        self.places
    }

    /// What the user calls the text, or what it is called of itself.
    pub(super) fn name(&self, role: Role) -> &str {
        self.fields.get(role).unwrap_or(role.name())
    }

    fn tell(&self, path: &str) {
        let mut guesses = Vec::new();
        for (role, place) in Role::ALL.iter().zip(self.places) {
            let name = place.map(|place| self.names[place].as_str());
            if let Some(name) = name.filter(|name| *name != self.name(*role)) {
                guesses.push(format!("{} from `{name}`", role.name()));
            }
        }
        if !guesses.is_empty() {
            self.notices.tell(path, guesses.join(", "));
        }
    }
}

fn find(fields: &Fields, names: &[String]) -> Places {
    let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let mut places = [None; Role::ALL.len()];
    // What is named for one role is not guessed for another.
    let free = |name: &str| Role::ALL.iter().all(|role| fields.get(*role) != Some(name));
    let called =
        |known: &str| (0..names.len()).find(|place| plain[*place] == known && free(&names[*place]));
    for (place, role) in places.iter_mut().zip(Role::ALL) {
        *place = match fields.get(role) {
            Some(given) => names.iter().position(|name| name == given),
            None => known_names(role).find_map(called),
        };
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
        let roles = Role::ALL.iter().zip(places);
        roles
            .filter_map(|(role, place)| Some((role.name(), names[place?].clone())))
            .collect()
    }

    #[test]
    fn every_role_has_names() {
        for role in Role::ALL {
            assert_eq!(known_names(role).next(), Some(role.name()));
            for name in known_names(role) {
                assert_eq!(plain(name), name);
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
            text: Some("content".to_owned()),
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
}
