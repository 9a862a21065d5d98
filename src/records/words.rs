//! [`Words`]: the words of an article that a record shows, without a copy of them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt::{self, Debug, Display, Formatter};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Text;

/// A quotation, its source, its cue or its context: a part of the text, which all rows of an
/// article share, or words put together.
#[derive(Clone)]
pub struct Words(Repr);

#[derive(Clone)]
enum Repr {
    Own(Text),
    Part {
        text: Arc<str>,
        start: u32,
        end: u32,
    },
}

impl Words {
    pub fn as_str(&self) -> &str {
        self
    }
}

impl Deref for Words {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            Repr::Own(words) => words,
            Repr::Part { text, start, end } => {
                text.get(*start as usize..*end as usize).unwrap_or_default()
            }
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self(Repr::Own(Text::default()))
    }
}

impl From<Text> for Words {
    fn from(words: Text) -> Self {
        Self(Repr::Own(words))
    }
}

impl From<&str> for Words {
    fn from(words: &str) -> Self {
        Self::from(Text::new(words))
    }
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        Self::from(Text::from(words))
    }
}

impl AsRef<str> for Words {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Debug for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.as_str(), f)
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self.as_str(), f)
    }
}

impl PartialEq<str> for Words {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self::from)
    }
}

/// A text, and the one copy of it that the words of a record are parts of.
#[derive(Debug)]
pub(super) struct Shared<'t> {
    text: &'t str,
    /// Made when a part is first asked for.
    copy: OnceCell<Arc<str>>,
}

/// Words up to this length, in bytes, are held in place.
const SHORT: usize = 23;

impl<'t> Shared<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            copy: OnceCell::new(),
        }
    }

    /// Words of the text, or such as were put together from it.
    pub(super) fn words(&self, words: Cow<'t, str>) -> Words {
        match words {
            Cow::Borrowed(part) if part.len() > SHORT => self.part(part),
            words => Words::from(Text::new(words)),
        }
    }

    fn part(&self, part: &'t str) -> Words {
        let start = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        let end = start.wrapping_add(part.len());
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) if end as usize <= self.text.len() => Words(Repr::Part {
                text: Arc::clone(self.copy.get_or_init(|| Arc::from(self.text))),
                start,
                end,
            }),
            _ => Words::from(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Document;
    use crate::pipeline::Pipeline;
    use crate::records::ArticleRecord;

    proptest! {
        #[test]
        fn words_are_what_they_were_made_from(text in "\\PC{0,90}", start in 0..90_usize, length in 0..90_usize) {
            let shared = Shared::new(&text);
            let part: &str = text.get(start..).unwrap_or_default();
            let part = part.get(..length).unwrap_or(part);
            let elsewhere = part.to_owned();
            prop_assert_eq!(shared.words(Cow::Borrowed(part)).to_string(), part);
            prop_assert_eq!(shared.words(Cow::Owned(part.to_owned())).to_string(), part);
            prop_assert_eq!(Shared::new("").words(Cow::Borrowed(&elsewhere)).to_string(), part);
        }
    }

    /// A sentence of a megabyte would else be held once for each of its quotations.
    #[test]
    fn all_rows_of_an_article_share_its_text() {
        let document = Document::from_text("a", "“The council votes on it,” she said, ".repeat(50));
        let article = ArticleRecord::new(&document, &Pipeline::rules().annotate(&document));
        let texts = article.quotes.iter().map(|quote| match &quote.context.0 {
            Repr::Part { text, .. } => text,
            Repr::Own(words) => panic!("a copy: {words}"),
        });
        let texts: Vec<_> = texts.collect();
        assert!(texts.len() > 20, "{}", texts.len());
        assert!(texts.iter().all(|text| Arc::ptr_eq(text, texts[0])));
    }
}
