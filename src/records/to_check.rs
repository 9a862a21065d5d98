//! [`ToCheck`]: of a whole run, what a desk with an hour reads first.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::{ArticleRecord, ClaimRecord, QuoteRecord, Text, row};

/// The statements likeliest to be worth a check, and all that rules contradict or doubt, each once however many articles
/// of an agency's wire repeat it. Holds few, whatever the number of articles.
#[derive(Debug, Default)]
pub struct ToCheck {
    statements: Vec<Statement>,
    /// Where each of them stands.
    places: FxHashMap<Told, usize>,
    /// Of the last one, when there have been more than there is room for.
    bar: Option<(Gravity, Reverse<u32>)>,
}

/// So many are kept: nobody checks more of one run.
const MOST: usize = 1000;

/// Half of the sentences with this score are worth a check: `src/claims/worth/weights.md`.
const LEAST: f32 = 0.5;

/// Notes of quotations that say what their speaker does not hold.
const UNSTATED: [&str; 3] = ["negated", "denied", "supposed"];

/// By what a rule found, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Gravity {
    Contradicted,
    Doubtful,
    /// Nothing that speaks for it or against it.
    Open,
    /// It agrees with the reference.
    Consistent,
}

/// What makes two statements one: what was found, who says it, and the words without the signs at their ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Told {
    gravity: Gravity,
    speaker: Option<Text>,
    words: String,
}

impl Told {
    fn new(gravity: Gravity, speaker: &Option<Text>, text: &str) -> Self {
        Self {
            gravity,
            speaker: speaker.clone(),
            words: text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned(),
        }
    }
}

/// What an author or a speaker states, with the article's own words about itself.
#[derive(Clone, Debug)]
struct Statement {
    gravity: Gravity,
    worth: f32,
    text: String,
    /// How often it was said with these words.
    times: u32,
    speaker: Option<Text>,
    role: Option<Text>,
    voice: &'static str,
    flags: String,
    verdicts: String,
    confidence: f32,
    speaker_confidence: f32,
    id: Text,
    doc_id: String,
    date: String,
    date_iso: Option<Text>,
    title: String,
    outlet: String,
    url: String,
    path: String,
}

row! {
    /// A row of `to_check.csv`: one statement.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct ToCheckRow<'a> {
        pub rank: u32,
        pub verdicts: &'a str,
        pub check_worthiness: f32,
        pub speaker: super::Line<'a>,
        pub speaker_role: super::Line<'a>,
        pub statement: super::Line<'a>,
        pub times: u32,
        /// A `quotation`'s or the `author`'s.
        pub voice: &'a str,
        pub flags: &'a str,
        pub confidence: f32,
        pub speaker_confidence: f32,
        pub date: super::Line<'a>,
        pub date_iso: super::Plain<'a>,
        pub title: super::Line<'a>,
        pub outlet: super::Line<'a>,
        pub url: super::Line<'a>,
        pub doc_id: super::Line<'a>,
        pub path: super::Line<'a>,
        /// A quotation's, or a claim's of the author.
        pub id: &'a str,
    }
}

impl ToCheck {
    /// Takes of an article what is to be checked; articles come in order.
    pub fn add(&mut self, article: &ArticleRecord) {
        for quote in article.quotes.iter().filter(|quote| quote.is_speech) {
            let gravity = gravity(&quote.verdicts);
            let stated = !quote.notes.iter().any(|note| UNSTATED.contains(note));
            if (stated || gravity < Gravity::Open) && self.takes(gravity, quote.check_worthiness) {
                let told = Told::new(gravity, &quote.speaker, &quote.quote);
                self.push(told, || of_quotation(article, quote, gravity));
            }
        }
        // What a quotation left out held is not the author's.
        let told = article.claims.iter();
        for claim in told.filter(|claim| claim.voice != "quotation") {
            let gravity = gravity(&[claim.verdict]);
            if claim.verdict != "not_checkable" && self.takes(gravity, claim.check_worthiness) {
                let told = Told::new(gravity, &claim.speaker, &claim.claim);
                self.push(told, || of_claim(article, claim, gravity));
            }
        }
        if self.statements.len() >= 2 * MOST {
            self.sort();
            self.bar = self.statements.last().map(Statement::order);
            let told = self.statements.iter().map(Statement::told);
            self.places = told.zip(0..).collect();
        }
    }

    /// Counts a statement that stands, or adds it.
    fn push(&mut self, told: Told, statement: impl FnOnce() -> Statement) {
        match self.places.entry(told) {
            Entry::Occupied(place) => self.statements[*place.get()].times += 1,
            Entry::Vacant(place) => {
                place.insert(self.statements.len());
                self.statements.push(statement());
            }
        }
    }

    fn takes(&self, gravity: Gravity, worth: f32) -> bool {
        let is_due = gravity < Gravity::Open || worth >= LEAST;
        is_due && self.bar.is_none_or(|bar| order(gravity, worth) < bar)
    }

    fn sort(&mut self) {
        self.statements.sort_by_key(Statement::order);
        self.statements.truncate(MOST);
    }

    /// In the order in which to check them: what is contradicted, what is doubtful, the rest, and
    /// what agrees with a reference, each the likeliest first and in the order of the articles.
    pub fn in_order(mut self) -> Self {
        self.sort();
        self
    }

    /// The rows, as [`ToCheck::in_order`] has them.
    pub fn rows(&self) -> impl Iterator<Item = ToCheckRow<'_>> {
        (1..).zip(&self.statements).map(|(rank, it)| it.row(rank))
    }
}

impl Statement {
    fn order(&self) -> (Gravity, Reverse<u32>) {
        order(self.gravity, self.worth)
    }

    fn told(&self) -> Told {
        Told::new(self.gravity, &self.speaker, &self.text)
    }

    fn row(&self, rank: u32) -> ToCheckRow<'_> {
        ToCheckRow {
            rank,
            verdicts: &self.verdicts,
            check_worthiness: self.worth,
            speaker: super::Line::optional(&self.speaker),
            speaker_role: super::Line::optional(&self.role),
            statement: super::Line(&self.text),
            times: self.times,
            voice: self.voice,
            flags: &self.flags,
            confidence: self.confidence,
            speaker_confidence: self.speaker_confidence,
            date: super::Line(&self.date),
            date_iso: super::Plain::optional(&self.date_iso),
            title: super::Line(&self.title),
            outlet: super::Line(&self.outlet),
            url: super::Line(&self.url),
            doc_id: super::Line(&self.doc_id),
            path: super::Line(&self.path),
            id: &self.id,
        }
    }
}

/// Scores are of thousandths.
fn order(gravity: Gravity, worth: f32) -> (Gravity, Reverse<u32>) {
    (gravity, Reverse((worth * 1000.0).round() as u32))
}

fn gravity(verdicts: &[&'static str]) -> Gravity {
    let of = |verdict: &&str| match *verdict {
        "contradicted" => Gravity::Contradicted,
        "doubtful" => Gravity::Doubtful,
        "consistent" => Gravity::Consistent,
        _ => Gravity::Open,
    };
    verdicts.iter().map(of).min().unwrap_or(Gravity::Open)
}

fn of_article(article: &ArticleRecord) -> Statement {
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    Statement {
        gravity: Gravity::Open,
        worth: 0.0,
        text: String::new(),
        times: 1,
        speaker: None,
        role: None,
        voice: "",
        flags: String::new(),
        verdicts: String::new(),
        confidence: 0.0,
        speaker_confidence: 0.0,
        id: Text::default(),
        doc_id: article.id.clone(),
        date: words(&article.date),
        date_iso: article.date_iso.clone(),
        title: words(&article.title),
        outlet: words(&article.outlet),
        url: words(&article.url),
        path: article.path.clone(),
    }
}

fn of_quotation(article: &ArticleRecord, quote: &QuoteRecord, gravity: Gravity) -> Statement {
    Statement {
        gravity,
        worth: quote.check_worthiness,
        text: quote.quote.to_string(),
        speaker: quote.speaker.clone(),
        role: quote.speaker_role.clone(),
        voice: "quotation",
        flags: quote.flags.join(";"),
        verdicts: quote.verdicts.join(";"),
        confidence: quote.confidence,
        speaker_confidence: quote.speaker_confidence,
        id: quote.id.clone(),
        ..of_article(article)
    }
}

fn of_claim(article: &ArticleRecord, claim: &ClaimRecord, gravity: Gravity) -> Statement {
    Statement {
        gravity,
        worth: claim.check_worthiness,
        text: claim.claim.clone(),
        speaker: claim.speaker.clone(),
        voice: claim.voice,
        flags: claim.rule.clone(),
        verdicts: claim.verdict.to_owned(),
        id: claim.id.clone(),
        ..of_article(article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(id: &str, worth: f32, verdict: Option<&'static str>) -> QuoteRecord {
        QuoteRecord {
            id: id.into(),
            quote: id.into(),
            is_speech: true,
            check_worthiness: worth,
            verdicts: verdict.into_iter().collect(),
            ..QuoteRecord::default()
        }
    }

    #[test]
    fn what_is_contradicted_stands_before_what_is_likely_and_the_rest_is_left_out() {
        let claim = |id: &str, voice, verdict, worth| ClaimRecord {
            id: id.into(),
            voice,
            verdict,
            check_worthiness: worth,
            ..ClaimRecord::default()
        };
        let mut to_check = ToCheck::default();
        to_check.add(&ArticleRecord {
            quotes: vec![
                quote("likely", 0.7, None),
                quote("flagged", 0.9, Some("check")),
                quote("slight", 0.4, Some("consistent")),
                quote("doubtful", 0.2, Some("doubtful")),
                quote("consistent", 0.95, Some("consistent")),
                QuoteRecord {
                    is_speech: false,
                    ..quote("scare", 0.9, None)
                },
            ],
            claims: vec![
                claim("own", "author", "contradicted", 0.1),
                claim("opinion", "author", "not_checkable", 0.9),
                claim("said", "quotation", "contradicted", 0.9),
            ],
            ..ArticleRecord::default()
        });
        let to_check = to_check.in_order();
        let rows = to_check.rows().map(|row| (row.rank, row.id));
        let wanted = [
            (1, "own"),
            (2, "doubtful"),
            (3, "flagged"),
            (4, "likely"),
            (5, "consistent"),
        ];
        assert_eq!(rows.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn what_is_said_again_stands_once() {
        let said = |id: &str, text: &str, speaker: &str| QuoteRecord {
            quote: text.into(),
            speaker: Some(speaker.into()),
            ..quote(id, 0.9, None)
        };
        let mut to_check = ToCheck::default();
        for (first, second) in [("a", "b"), ("c", "d")] {
            to_check.add(&ArticleRecord {
                quotes: vec![
                    said(first, "Crime fell by half,", "Ann Lee"),
                    said(second, "Crime fell by half.", "Tom Ray"),
                ],
                ..ArticleRecord::default()
            });
        }
        to_check.add(&ArticleRecord {
            quotes: vec![said("e", "Crime fell by half", "Ann Lee")],
            ..ArticleRecord::default()
        });
        let to_check = to_check.in_order();
        let rows = to_check.rows().map(|row| (row.id, row.times));
        assert_eq!(rows.collect::<Vec<_>>(), [("a", 3), ("b", 2)]);
    }

    #[test]
    fn of_many_the_likeliest_are_kept() {
        let mut to_check = ToCheck::default();
        for at in 0..5_000 {
            let worth = 0.5 + (at * 7 % 500) as f32 / 1000.0;
            to_check.add(&ArticleRecord {
                quotes: vec![QuoteRecord {
                    quote: at.to_string().into(),
                    ..quote("a", worth, None)
                }],
                ..ArticleRecord::default()
            });
            assert!(to_check.statements.len() < 2 * MOST);
        }
        let to_check = to_check.in_order();
        let scores: Vec<f32> = to_check.rows().map(|row| row.check_worthiness).collect();
        assert_eq!(scores.len(), MOST);
        assert!(
            scores.is_sorted_by(|a, b| a >= b) && scores[MOST - 1] >= 0.89,
            "{scores:?}"
        );
    }
}
