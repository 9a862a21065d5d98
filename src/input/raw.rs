//! [`Raw`]: a record as its reader leaves it, for another thread to make a document of.
//!
//! One thread reads, so it does only what must be done in order. To find a page's main text takes
//! longer than to annotate it: that is left to whoever calls [`Raw::document`].

use super::InputError;
#[cfg(feature = "html")]
use super::{Place, html::Page};
use crate::document::Document;

/// A document that is whole, or that lacks what its page says.
#[derive(Debug)]
pub struct Raw {
    /// Id and path are final.
    pub document: Document,
    /// Where in the file it stands, if the file has many.
    #[cfg(feature = "html")]
    pub(super) place: Option<Place>,
    #[cfg(feature = "html")]
    pub(super) page: Option<Page>,
}

impl From<Document> for Raw {
    fn from(document: Document) -> Self {
        Self {
            document,
            #[cfg(feature = "html")]
            place: None,
            #[cfg(feature = "html")]
            page: None,
        }
    }
}

#[cfg(feature = "html")]
impl Raw {
    /// The document, whole.
    ///
    /// # Errors
    ///
    /// If its page is none, or has no article.
    pub fn document(self) -> Result<Document, InputError> {
        let mut document = self.document;
        let completed = self.page.map(|page| page.complete(&mut document));
        match completed.transpose() {
            Ok(_) => Ok(document),
            Err(cause) => Err(InputError {
                path: document.path,
                place: self.place,
                id: Some(document.id),
                cause,
            }),
        }
    }

    /// What it holds beside its document, in bytes.
    pub(crate) fn page_bytes(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.bytes.len())
    }
}

#[cfg(not(feature = "html"))]
impl Raw {
    /// The document: without pages, it is whole.
    pub fn document(self) -> Result<Document, InputError> {
        Ok(self.document)
    }

    pub(crate) fn page_bytes(&self) -> usize {
        0
    }
}
