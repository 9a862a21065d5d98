//! [`Page`]: what stands around the data: markup, style, script, and the policy that lets
//! nothing else in.

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

const MARKUP: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/style.css");
/// One script, in parts that stand on those before them.
const SCRIPT: &[&str] = &[
    include_str!("page/base.js"),
    include_str!("page/charts.js"),
    include_str!("page/lists.js"),
    include_str!("page/article.js"),
    include_str!("page/main.js"),
];

/// The page up to its data, and what follows on them.
#[derive(Debug)]
pub(super) struct Page {
    before: String,
    after: String,
}

impl Page {
    pub(super) fn new() -> Self {
        // As a browser reads them, whatever line ends they were checked out with.
        let lines = |file: &str| file.replace("\r\n", "\n");
        let (markup, style, script) = (lines(MARKUP), lines(STYLE), lines(&SCRIPT.concat()));
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
            hash(&script),
            hash(&style)
        );
        let filled = markup
            .replace("{{policy}}", &policy)
            .replace("{{style}}", &style)
            .replace("{{script}}", &script);
        let (before, after) = filled.split_once("{{data}}").unwrap_or((&filled, ""));
        Self {
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    /// Writes the page; `data` writes the JSON that its script reads, all of it [`island`]s.
    pub(super) fn write<W: Write>(
        &self,
        out: &mut W,
        data: impl FnOnce(&mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        out.write_all(self.before.as_bytes())?;
        data(out)?;
        out.write_all(self.after.as_bytes())
    }
}

/// A source of a content security policy (<https://www.w3.org/TR/CSP3/#grammardef-hash-source>).
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// JSON that may stand in a `script` element: no `<` in it, so neither its end nor a comment.
pub(super) fn island(value: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(value)?;
    // Outside of strings JSON has none.
    Ok(json.replace('<', "\\u003c"))
}
