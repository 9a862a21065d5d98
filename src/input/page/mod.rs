//! A web page before its main text is found: what is none of its article goes, and what its head says of it is read.
//!
//! Readability tells text from links and menus; what a page asks of its reader in whole sentences (cookies, newsletters)
//! it takes for text, and of the head it reads a part.

mod told;

use std::sync::LazyLock;

use dom_query::{Document, Matcher, NodeRef};

pub(super) use told::Told;

/// Takes out what is apart from the article, and parts what would be glued.
pub(super) fn prepare(page: &Document) {
    static APART: LazyLock<Option<Matcher>> = LazyLock::new(|| {
        let selectors: Vec<&str> = entries(include_str!("apart.txt")).collect();
        Matcher::new(&selectors.join(", ")).ok()
    });
    if let Some(apart) = &*APART {
        for node in page.select_matcher(apart).nodes() {
            if !holds_article(node) {
                node.remove_from_parent();
            }
        }
    }
    for node in page.select("p").nodes() {
        if leads_elsewhere(&node.text()) {
            node.remove_from_parent();
        }
    }
    // "Getty Images" before a caption is none of its words.
    page.select("figure > span").rename("p");
}

/// The element is the page, its article, or most of one: a class of `body` may be named after cookies.
fn holds_article(node: &NodeRef<'_>) -> bool {
    const ARTICLE: &str = "html, head, body, main, article, h1";
    node.is(ARTICLE)
        || node
            .descendants_it()
            .any(|inner| inner.is_element() && inner.is(ARTICLE))
}

fn leads_elsewhere(paragraph: &str) -> bool {
    const LONGEST: usize = 200;
    let paragraph = paragraph.trim();
    paragraph.len() <= LONGEST && {
        let lower = paragraph.to_lowercase();
        entries(include_str!("leads.txt")).any(|lead| lower.starts_with(lead))
    }
}

/// Whether a page's text asks for consent and tells nothing else.
pub(super) fn asks_for_consent(title: &str, text: &str) -> bool {
    const LONGEST: usize = 1000;
    text.len() <= LONGEST && {
        let words = format!("{title}\n{text}").to_lowercase();
        entries(include_str!("consent.txt"))
            .filter(|phrase| words.contains(phrase))
            .count()
            > 1
    }
}

/// The lines of a list but for its comments.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .filter(|line| !line.starts_with("# ") && !line.is_empty())
}
