//! What a page must hold whatever the articles: its bound, its data whole, nothing of them markup.

use std::path::Path;

use serde_json::Value;
use sha2::Digest;

use super::*;
use crate::records::{ClaimRecord, QuoteRecord, Speakers, ToCheck};

/// Texts that would end an element, begin one, or be run, were they taken for markup.
const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{data}}{{script}}{{style}}{{policy}}",
    "</SCRIPT\t>",
    "]]>\u{2028}\u{2029}\u{0}\u{feff}\r\n",
];

/// An article that says a text everywhere, and a quotation and a flag in it.
fn article(id: &str, text: &str) -> ArticleRecord {
    let own = || Some(text.to_owned());
    let end = text.chars().count() as u32;
    ArticleRecord {
        id: id.to_owned(),
        title: own(),
        author: own(),
        date: own(),
        outlet: own(),
        url: own(),
        text: text.to_owned(),
        quotes: vec![QuoteRecord {
            id: format!("q-{id}").into(),
            content: vec![[0, end]].into(),
            speaker: Some(text.into()),
            speaker_role: Some(text.into()),
            speaker_kind: "person",
            kind: "direct",
            is_speech: true,
            words: 3,
            ..QuoteRecord::default()
        }],
        claims: vec![ClaimRecord {
            rule: text.to_owned(),
            verdict: "check",
            working: text.to_owned(),
            figures: vec![text.to_owned()],
            ..ClaimRecord::default()
        }],
        ..ArticleRecord::default()
    }
}

/// The page of articles, with so much room for them.
fn page(articles: impl IntoIterator<Item = ArticleRecord>, room: usize) -> String {
    let directory = tempfile::tempdir().unwrap();
    let mut report = Box::new(Report::create(directory.path()).unwrap());
    report.sample = Sample::new(room);
    let mut speakers = Speakers::default();
    let mut to_check = ToCheck::default();
    for article in articles {
        speakers.add(&article);
        to_check.add(&article);
        report.article(&article).unwrap();
    }
    let whole = Whole {
        speakers: &speakers,
        to_check: &to_check.in_order(),
        interrupted: false,
    };
    for written in report.finish(&whole).unwrap() {
        written.publish().unwrap();
    }
    read(directory.path())
}

fn read(directory: &Path) -> String {
    std::fs::read_to_string(directory.join("report.html")).unwrap()
}

const OPENING: &str = "<script type=\"application/json\" id=\"data\">";

/// The data as a browser finds them: up to the first end of the element.
fn data(page: &str) -> Value {
    let (_, rest) = page.split_once(OPENING).unwrap();
    let (data, _) = rest.split_once("</script").unwrap();
    assert!(!data.contains('<'), "data begin an element or a comment");
    serde_json::from_str(data).unwrap()
}

/// The page without its data, which is the same for every run.
fn frame(page: &str) -> (String, String) {
    let (before, rest) = page.split_once(OPENING).unwrap();
    let (_, after) = rest.split_once("</script").unwrap();
    (before.to_owned(), after.to_owned())
}

#[test]
fn hostile_articles_are_data_and_nothing_else() {
    let empty = page([], ARTICLES);
    let hostile = HOSTILE.iter().map(|text| article(text, text));
    let hostile = page(hostile, ARTICLES);
    assert_eq!(frame(&hostile), frame(&empty));
    let data = data(&hostile);
    for (at, text) in HOSTILE.iter().enumerate() {
        let shown = &data["articles"][at];
        for field in ["id", "title", "author", "date", "outlet", "url", "text"] {
            assert_eq!(shown[field], **text, "{field}");
        }
        assert_eq!(shown["quotes"][0]["speaker"], **text);
        assert_eq!(shown["claims"][0]["working"], **text);
        assert!(data["run"]["counts"]["rules"].get(text).is_some());
    }
}

#[test]
fn a_run_of_nothing_is_a_page_all_the_same() {
    let data = data(&page([], ARTICLES));
    assert_eq!(data["run"]["counts"]["articles"], 0);
    assert_eq!(data["articles"], Value::Array(Vec::new()));
    assert_eq!(data["speakers"], Value::Array(Vec::new()));
}

#[test]
fn the_policy_names_the_style_and_the_script_and_nothing_else() {
    let page = page([], ARTICLES);
    let between = |open: &str, close: &str| {
        let (_, rest) = page.split_once(open).unwrap();
        rest.split_once(close).unwrap().0.to_owned()
    };
    let policy = between("Content-Security-Policy\" content=\"", "\">");
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"));
    assert!(!policy.contains("unsafe") && !policy.contains("http"));
    for part in [
        between("<style>", "</style>"),
        between("<script>", "</script>"),
    ] {
        let digest = sha2::Sha256::digest(part.as_bytes());
        let hash = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, digest);
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
    }
    assert_eq!(page.matches("<script").count(), 2);
    for outside in ["src=", "@import", "url(", "innerHTML", "eval(", " style="] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_large_run_is_sampled_and_the_page_says_so() {
    let text = "“<We> go,” said Ann Lee. ".repeat(20);
    let run = |order: &mut dyn Iterator<Item = usize>| {
        page(order.map(|at| article(&at.to_string(), &text)), 100_000)
    };
    let whole = run(&mut (0..500));
    assert!(whole.len() < 300_000 + SPEAKERS, "{}", whole.len());
    let data = data(&whole);
    let sample = &data["run"]["sample"];
    let shown = data["articles"].as_array().unwrap();
    assert_eq!(sample["articles"], 500);
    assert_eq!(sample["shown"], shown.len());
    assert!((5..200).contains(&shown.len()), "{}", shown.len());
    assert_eq!(
        data["run"]["counts"]["quotations"], 500,
        "figures count all"
    );

    let ids = |page: &str| {
        let data = self::data(page);
        let articles = data["articles"].as_array().unwrap().iter();
        let mut ids: Vec<u64> = articles
            .map(|article| article["id"].as_str().unwrap().parse().unwrap())
            .collect();
        let in_order = ids.is_sorted();
        ids.sort_unstable();
        (ids, in_order)
    };
    let (forward, in_order) = ids(&whole);
    assert!(in_order, "articles stand as they were read");
    let (backward, _) = ids(&run(&mut (0..500).rev()));
    assert_eq!(forward, backward, "the order of articles makes no sample");
}

#[test]
fn an_article_too_long_for_the_page_is_told() {
    let long = article("long", &"“We go,” said Ann. ".repeat(10_000));
    let data = data(&page(
        [long, article("short", "“We go,” said Ann.")],
        100_000,
    ));
    assert_eq!(data["run"]["sample"]["too_long"], 1);
    assert_eq!(data["run"]["sample"]["shown"], 1);
    assert_eq!(data["articles"][0]["id"], "short");
}

#[test]
fn the_list_of_speakers_ends_where_its_room_does() {
    let name = |at: usize| format!("{at} {}", "<Ann> ".repeat(200));
    let many = (0..1000).map(|at| article(&at.to_string(), &name(at)));
    let page = page(many, 100_000);
    let data = data(&page);
    let listed = data["speakers"].as_array().unwrap().len();
    assert!(listed > 0 && listed < 1000, "{listed}");
    assert_eq!(data["run"]["speakers_left_out"], 1000 - listed);
    assert_eq!(data["run"]["speakers_of_run"], 1000);
}
