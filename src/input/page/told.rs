//! [`Told`]: what a page's head says of its article, in `meta`, `link` and JSON-LD.

use dom_query::Document;
use serde_json::Value;

/// What Readability does not read, or reads in part.
#[derive(Debug, Default)]
pub(in crate::input) struct Told {
    pub(in crate::input) url: Option<String>,
    pub(in crate::input) date: Option<String>,
    /// All of them, semicolons between.
    pub(in crate::input) authors: Option<String>,
    /// The article's text, where the head has it.
    pub(in crate::input) body: Option<String>,
}

/// Where a page tells its date, the surest first.
const DATES: [&str; 7] = [
    "meta[property='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='pubdate' i]",
    "meta[name='publish-date' i]",
    "meta[name='date' i]",
    "meta[name='DC.date' i]",
    "meta[name='sailthru.date' i]",
];
const AUTHORS: [&str; 2] = ["meta[name='author' i]", "meta[property='article:author']"];
/// Deeper JSON-LD says nothing of the article.
const DEEPEST: usize = 4;

impl Told {
    pub(in crate::input) fn of(page: &Document) -> Self {
        let attribute = |selector: &str, name: &str| {
            let values = page.select(selector);
            let values = values.nodes().iter().filter_map(|node| node.attr(name));
            let values = values.map(|value| value.trim().to_owned());
            values.filter(|value| !value.is_empty()).collect::<Vec<_>>()
        };
        let is_address =
            |value: &String| value.starts_with("http://") || value.starts_with("https://");
        let links = [
            ("link[rel='canonical']", "href"),
            ("meta[property='og:url']", "content"),
        ];
        let url = links
            .iter()
            .find_map(|(selector, name)| attribute(selector, name).into_iter().find(is_address));
        let metas = DATES
            .iter()
            .find_map(|selector| attribute(selector, "content").into_iter().next());
        let authors = AUTHORS.iter().map(|selector| {
            let mut names = attribute(selector, "content");
            // A page of the author's is no name.
            names.retain(|name| !is_address(name));
            names
        });
        let authors = authors.max_by_key(Vec::len).unwrap_or_default();
        let article = page
            .select("script[type='application/ld+json']")
            .nodes()
            .iter()
            .find_map(|script| article(serde_json::from_str(script.text().trim()).ok()?, DEEPEST));
        let own = |name: &str| article.as_ref()?.get(name)?.as_str().map(str::to_owned);
        let named = article
            .as_ref()
            .and_then(|article| names(article.get("author")?));
        let joined = Some(authors.join("; ")).filter(|names| !names.is_empty());
        Self {
            url: url.or_else(|| own("url").filter(is_address)),
            date: own("datePublished").or(metas),
            authors: named.or(joined),
            body: own("articleBody"),
        }
    }
}

/// The first article in it, be it one of many things or of a graph.
fn article(value: Value, deep: usize) -> Option<Value> {
    /// Parts of the names that schema.org has for articles.
    const KINDS: [&str; 3] = ["Article", "BlogPosting", "Reportage"];
    let is_article = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        KINDS.iter().any(|known| kind.contains(known))
    };
    let of_kind = |kind: &Value| match kind {
        Value::Array(kinds) => kinds.iter().any(is_article),
        kind => is_article(kind),
    };
    match value {
        Value::Array(items) if deep > 0 => {
            items.into_iter().find_map(|item| article(item, deep - 1))
        }
        Value::Object(ref fields) if fields.get("@type").is_some_and(of_kind) => Some(value),
        Value::Object(mut fields) if deep > 0 => article(fields.remove("@graph")?, deep - 1),
        _ => None,
    }
}

/// A person's name, a name alone, or several of them.
fn names(author: &Value) -> Option<String> {
    let names = match author {
        Value::String(name) => name.clone(),
        Value::Object(fields) => names(fields.get("name")?)?,
        Value::Array(all) => all.iter().filter_map(names).collect::<Vec<_>>().join("; "),
        _ => return None,
    };
    Some(names.trim().to_owned()).filter(|names| !names.is_empty() && !names.starts_with("http"))
}
