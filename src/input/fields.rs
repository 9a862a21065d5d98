//! [`Fields`]: which column or key of a record the user says holds its text, its title and so on.

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
    /// The column or key that holds an article's text; of several, joined by commas or given one by one, the texts follow
    /// on each other, and `a.b` is in a JSON record the key b of a [default: guessed, as those that follow]
    #[arg(long = "text-field", value_name = "NAME", help_heading = "Reading")]
    pub text: Vec<String>,
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
    /// Take the texts of records as they stand: entities and tags of HTML, broken characters and line breaks written out
    /// are not mended, and offsets count in the text as given
    #[arg(long, help_heading = "Reading")]
    pub text_as_is: bool,
}

impl Fields {
    /// The names the user gave for a role: several for the text alone.
    pub(super) fn given(&self, role: Role) -> &[String] {
        let name = match role {
            Role::Text => return &self.text,
            Role::Id => &self.id,
            Role::Title => &self.title,
            Role::Date => &self.date,
            Role::Author => &self.author,
            Role::Outlet => &self.outlet,
            Role::Url => &self.url,
        };
        name.as_slice()
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let roles = Role::ALL.into_iter();
        let given = roles.flat_map(|role| self.given(role));
        given.flat_map(|name| std::iter::once(name.as_str()).chain(several(name)))
    }

    /// Those that may be a way into a record: `article.body`, `article/body`.
    pub(super) fn ways(&self) -> impl Iterator<Item = &str> {
        self.all().filter(|name| name.contains(['.', '/']))
    }
}

/// The names that commas part; none where there is one.
pub(super) fn several(names: &str) -> impl Iterator<Item = &str> {
    let parts = names.split(',').map(str::trim);
    parts.filter(|part| names.contains(',') && !part.is_empty())
}
