//! `--format claimreview`: every object against the vocabulary and what Google's guide requires.

// Helpers outside the tests unwrap and report as the tests do.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use serde_json::Value;

/// Required by Google's guide to fact-check markup, "Structured data type definitions",
/// <https://developers.google.com/search/docs/appearance/structured-data/factcheck>.
const REQUIRED: &[(&str, &[&str])] = &[
    ("ClaimReview", &["claimReviewed", "reviewRating", "url"]),
    ("Rating", &["alternateName"]),
    // Recommended there for these; here always known.
    ("Claim", &["appearance"]),
    ("Organization", &["name"]),
    ("Person", &["name"]),
];

/// A property, and what its values may be.
type Property = (&'static str, &'static [&'static str]);

/// The properties of each type that may occur, and what their values may be; after
/// <https://schema.org/ClaimReview>, /Rating, /Claim, /NewsArticle, /Person and /Organization.
const VOCABULARY: &[(&str, &[Property])] = &[
    (
        "ClaimReview",
        &[
            ("url", &["URL"]),
            ("claimReviewed", &["Text"]),
            ("author", &["Organization", "Person"]),
            ("reviewAspect", &["Text"]),
            ("reviewBody", &["Text"]),
            ("reviewRating", &["Rating"]),
            ("citation", &["Texts"]),
            ("itemReviewed", &["Claim"]),
        ],
    ),
    (
        "Rating",
        &[
            ("alternateName", &["Text"]),
            ("ratingValue", &["Number"]),
            ("bestRating", &["Number"]),
            ("worstRating", &["Number"]),
        ],
    ),
    (
        "Claim",
        &[
            ("author", &["Organization", "Person"]),
            ("datePublished", &["Date"]),
            ("appearance", &["NewsArticle"]),
        ],
    ),
    (
        "NewsArticle",
        &[
            ("identifier", &["Text"]),
            ("url", &["URL"]),
            ("headline", &["Text"]),
            ("datePublished", &["Date"]),
            ("author", &["Organization", "Person"]),
            ("publisher", &["Organization", "Person"]),
        ],
    ),
    ("Organization", &[("name", &["Text"]), ("sameAs", &["URL"])]),
    ("Person", &[("name", &["Text"]), ("sameAs", &["URL"])]),
];

/// The faults of a node and all below it.
fn faults(node: &Value) -> Vec<String> {
    let kind = node["@type"].as_str().unwrap_or_default();
    let Some((_, properties)) = VOCABULARY.iter().find(|(name, _)| *name == kind) else {
        return vec![format!("no type {kind:?}")];
    };
    let required = REQUIRED.iter().filter(|(name, _)| *name == kind);
    let missing = required
        .flat_map(|(_, names)| *names)
        .filter(|name| node.get(name).is_none());
    let mut faults: Vec<String> = missing
        .map(|name| format!("{kind} has no {name}"))
        .collect();
    for (name, value) in node.as_object().unwrap() {
        if name.starts_with('@') {
            continue;
        }
        match properties.iter().find(|(own, _)| own == name) {
            None => faults.push(format!("{kind} has no property {name}")),
            Some((_, kinds)) if !kinds.iter().any(|kind| is_a(value, kind)) => {
                faults.push(format!("{kind}'s {name} is {value}"));
            }
            Some(_) if value.is_object() => faults.extend(self::faults(value)),
            Some(_) => {}
        }
    }
    faults
}

fn is_a(value: &Value, kind: &str) -> bool {
    let text = value.as_str().unwrap_or_default();
    match kind {
        "Text" => !text.is_empty(),
        "URL" => ["https://", "http://", "urn:"]
            .iter()
            .any(|start| text.starts_with(start)),
        "Date" => text.parse::<jiff::civil::Date>().is_ok(),
        "Number" => value.is_number(),
        "Texts" => {
            let texts = value.as_array().map_or(&[][..], Vec::as_slice);
            !texts.is_empty() && texts.iter().all(|text| is_a(text, "Text"))
        }
        _ => value["@type"] == kind,
    }
}

/// The reviews of a run over `input`.
fn reviews(input: &Path, options: &[&str]) -> Vec<Value> {
    let out = tempfile::tempdir().unwrap();
    let run = assert_cmd::Command::cargo_bin("dixit")
        .unwrap()
        .args(["--quiet", "--format", "claimreview", "--output"])
        .arg(out.path())
        .args(options)
        .arg(input)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let text = std::fs::read_to_string(out.path().join("claimreview.jsonld")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn article(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line = serde_json::json!({
        "id": "dam", "text": text, "title": "The “dam”", "author": "Ida Brandt",
        "date": "2024-05-02T10:00:00Z", "outlet": "The Weir", "url": "https://weir.example/dam",
    });
    std::fs::write(folder.path().join("a.jsonl"), line.to_string()).unwrap();
    folder
}

#[test]
fn every_review_of_the_corpus_is_valid() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let reviews = reviews(&corpus, &[]);
    assert!(reviews.len() >= 5, "{}", reviews.len());
    for review in &reviews {
        assert_eq!(review["@context"], "https://schema.org");
        assert_eq!(review["@type"], "ClaimReview");
        assert_eq!(faults(review), Vec::<String>::new(), "{review:#}");
    }
}

#[test]
fn a_fault_is_seen() {
    let bad = serde_json::json!({
        "@type": "ClaimReview", "url": "claim 1", "claimReviewed": "It is.", "verdict": "true",
    });
    let faults = faults(&bad);
    assert_eq!(faults.len(), 3, "{faults:?}");
}

#[test]
fn a_review_tells_who_claimed_what_where() {
    let folder = article(
        "“It is one of the most neglected harbours in the world,” Mayor Ann Lee said. Nobody spoke.",
    );
    let people = folder.path().join("people.csv");
    std::fs::write(&people, "name,id\nAnn Lee,Q42\n").unwrap();
    let reviews = reviews(
        &folder.path().join("a.jsonl"),
        &["--people", people.to_str().unwrap()],
    );
    assert_eq!(reviews.len(), 1, "{reviews:#?}");
    let review = &reviews[0];
    assert_eq!(
        review["claimReviewed"],
        "one of the most neglected harbours in the world"
    );
    assert_eq!(review["reviewAspect"], "superlative");
    assert_eq!(review["reviewRating"]["alternateName"], "Worth a check");
    assert_eq!(review["reviewRating"].get("ratingValue"), None);
    let item = &review["itemReviewed"];
    assert_eq!(item["author"]["name"], "Ann Lee");
    assert_eq!(
        item["author"]["sameAs"],
        "https://www.wikidata.org/entity/Q42"
    );
    assert_eq!(item["datePublished"], "2024-05-02");
    assert_eq!(item["appearance"]["url"], "https://weir.example/dam");
    assert_eq!(item["appearance"]["publisher"]["name"], "The Weir");
}

#[test]
fn a_review_cites_what_the_figures_are_published_in() {
    let folder =
        article("Norway has a population of 25 million. It is the worst harbour on earth.");
    let reviews = reviews(&folder.path().join("a.jsonl"), &[]);
    let of = |rule: &str| reviews.iter().find(|review| review["reviewAspect"] == rule);
    let cited = of("population").unwrap()["citation"].as_array().unwrap();
    assert_eq!(cited.len(), 1);
    assert!(
        cited[0]
            .as_str()
            .unwrap()
            .ends_with("https://population.un.org/wpp/")
    );
    // Nothing was held against it.
    assert_eq!(of("superlative").unwrap().get("citation"), None);
}

#[test]
fn what_cannot_be_checked_gets_no_review() {
    let folder = article("“The dam will inevitably break,” Mayor Ann Lee said.");
    assert_eq!(
        reviews(&folder.path().join("a.jsonl"), &[]),
        Vec::<Value>::new()
    );
}
