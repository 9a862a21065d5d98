//! Resolution against gold: sources are given, only the speaker is decided.
//!
//! Runs where the shared data is (`DIXIT_SHARED`, `../shared` or `/work/shared`) and
//! passes over it elsewhere: the corpus may not be copied. `cargo test --release --test
//! resolution -- --nocapture` prints the figure and the misses.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::PathBuf;

use dixit::attribution::{Function, Quotation, QuotationKind};
use dixit::document::Document;
use dixit::resolution::{self, Resolution, Resolver, Room};
use dixit::scan::Scanner;
use dixit::segmentation;
use dixit::span::Span;
use serde_json::Value;
use smallvec::smallvec;

fn shared(path: &str) -> Option<String> {
    let roots = [
        std::env::var("DIXIT_SHARED").unwrap_or_default(),
        "../shared".into(),
        "/work/shared".into(),
    ];
    roots
        .iter()
        .filter(|root| !root.is_empty())
        .find_map(|root| std::fs::read_to_string(PathBuf::from(root).join(path)).ok())
}

fn resolve(scanner: &Scanner, text: &str, quotations: &[Quotation]) -> Resolution {
    let document = Document::from_text("test", text);
    let segmentation = segmentation::segment(&document);
    let scan = scanner.scan(&document, &segmentation);
    Resolver::default().resolve(
        &mut Room::default(),
        &document,
        &segmentation,
        &scan,
        quotations,
    )
}

fn quotation(
    contents: Vec<Span>,
    source: Vec<Span>,
    cue: Vec<Span>,
    kind: QuotationKind,
) -> Quotation {
    Quotation {
        contents: contents.into(),
        kind,
        function: Function::Speech,
        cue: cue.into(),
        source: source.into(),
        carried_from: None,
        evidence: "gold",
        confidence: 1.0,
        nested_in: None,
        unclosed: false,
    }
}

/// Code points to bytes.
fn spans(value: &Value, bytes: &[usize]) -> Vec<Span> {
    let at = |value: &Value| bytes[value.as_u64().unwrap() as usize];
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|pair| Span::new(at(&pair[0]), at(&pair[1])))
        .collect()
}

fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect()
}

const TITLES: &str = "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov governor president vice secretary gen general col colonel capt captain lt sgt judge justice mayor rev reverend pope king queen prince princess minister ambassador the";

fn normal(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || "_'’-".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.trim_end_matches("’s")
                .trim_end_matches("'s")
                .to_owned()
        })
        .filter(|word| !TITLES.split(' ').any(|title| title == word))
        .collect()
}

fn name_of(resolution: &Resolution, at: usize) -> &str {
    resolution.of_quotation[at].map_or("", |speaker| resolution.speakers[speaker].name.as_str())
}

fn right(quote: &Value, name: &str) -> bool {
    let got = normal(name);
    let aliases = quote["aliases"].as_array().into_iter().flatten();
    let mut names = aliases.chain([&quote["speaker"]]).filter_map(Value::as_str);
    !got.is_empty() && names.any(|gold| normal(gold) == got)
}

#[test]
fn gold_sources_of_the_corpus_lead_to_the_gold_speakers() {
    let Some(file) = shared("data/polnear-dev.jsonl") else {
        return;
    };
    measure(
        file.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        0.92,
    );
}

#[test]
fn gold_sources_of_the_samples_lead_to_the_gold_speakers() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let Ok(files) = std::fs::read_dir(root) else {
        return;
    };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let name = path.to_string_lossy();
        if name.ends_with(".gold.json") {
            articles.push(serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap());
        } else if name.ends_with(".gold.jsonl") {
            let file = std::fs::read_to_string(&path).unwrap();
            articles.extend(
                file.lines()
                    .map(|line| serde_json::from_str::<Value>(line).unwrap()),
            );
        }
    }
    measure(articles, 0.80);
}

/// Prints the misses and holds the share of right speakers to `floor`.
fn measure(articles: Vec<Value>, floor: f64) {
    let scanner = Scanner::default();
    let (mut hits, mut all, mut sourced) = (0, 0, 0);
    for article in articles {
        let text = article["text"].as_str().unwrap();
        let bytes = byte_offsets(text);
        let gold = article["quotes"].as_array().unwrap();
        let quotations: Vec<Quotation> = gold
            .iter()
            .map(|quote| {
                let kind = match quote["kind"].as_str() {
                    Some("direct") => QuotationKind::Direct,
                    Some("mixed") => QuotationKind::Mixed,
                    _ => QuotationKind::Indirect,
                };
                quotation(
                    spans(&quote["content"], &bytes),
                    spans(&quote["source"], &bytes),
                    spans(&quote["cue"], &bytes),
                    kind,
                )
            })
            .collect();
        let resolution = resolve(&scanner, text, &quotations);
        for (at, quote) in gold
            .iter()
            .enumerate()
            .filter(|(_, quote)| quote["speaker"].is_string())
        {
            all += 1;
            sourced += usize::from(!quotations[at].source.is_empty());
            let name = name_of(&resolution, at);
            if right(quote, name) {
                hits += 1;
                continue;
            }
            let words: Vec<&str> = quotations[at]
                .source
                .iter()
                .map(|span| span.of(text))
                .collect();
            println!(
                "{:.28} {:?} gold {} got {name:?}",
                article["id"].as_str().unwrap(),
                words,
                quote["speaker"]
            );
        }
    }
    let share = hits as f64 / f64::from(all);
    println!("speakers right: {hits} of {all} ({share:.4}); {sourced} have a source");
    assert!(share >= floor, "{share:.4} of the speakers are right");
}

#[test]
fn sources_of_the_seed_lead_to_its_speakers() {
    let (Some(text), Some(gold)) = (shared("seed/article.txt"), shared("seed/gold.json")) else {
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    // In code points: where the quotation begins, where its source begins and ends.
    let sources = [
        (1890, 1870, 1876),
        (2384, 2365, 2371),
        (2729, 2701, 2710),
        (3500, 3429, 3487),
        (3895, 4047, 4111),
        (4430, 4391, 4396),
        (4771, 4644, 4768),
        (5246, 5171, 5228),
        (5649, 5709, 5784),
        (5826, 5799, 5802),
        (6210, 6194, 6197),
        (6333, 6172, 6192),
        (6522, 6490, 6493),
        (6861, 6747, 6840),
        (7130, 7088, 7128),
        (7430, 7270, 7388),
        (7738, 7598, 7697),
        (7891, 7871, 7873),
        (8154, 8070, 8145),
        (8518, 8393, 8455),
        (9347, 9301, 9304),
    ];
    let bytes = byte_offsets(&text);
    let quotes = gold["quotes"].as_array().unwrap();
    let rows: Vec<(&Value, Quotation)> = sources
        .iter()
        .map(|(start, from, to)| {
            let quote = quotes
                .iter()
                .find(|quote| quote["start"] == *start)
                .unwrap();
            let content = Span::new(
                bytes[*start],
                bytes[quote["end"].as_u64().unwrap() as usize],
            );
            let source = Span::new(bytes[*from], bytes[*to]);
            let kind = match quote["kind"].as_str() {
                Some("direct") => QuotationKind::Direct,
                Some("mixed") => QuotationKind::Mixed,
                _ => QuotationKind::Indirect,
            };
            (quote, quotation(vec![content], vec![source], vec![], kind))
        })
        .collect();
    let quotations: Vec<Quotation> = rows
        .iter()
        .map(|(_, quotation)| quotation.clone())
        .collect();
    let resolution = resolve(&Scanner::default(), &text, &quotations);
    let mut wrong = 0;
    for (at, (quote, _)) in rows.iter().enumerate() {
        let name = name_of(&resolution, at);
        if !right(quote, name) {
            wrong += 1;
            println!(
                "seed {:?} gold {} got {name:?}",
                sources[at], quote["speaker"]
            );
        }
    }
    assert_eq!(wrong, 0, "seed speakers");
}

/// Resolves sources marked `[so]` in a text; each stands for a quotation of the words after the next `{`.
fn speakers(marked: &str) -> Vec<(String, resolution::SpeakerKind)> {
    let named = |speaker: Option<resolution::Speaker>| {
        speaker.map_or((String::new(), resolution::SpeakerKind::Unknown), |one| {
            (one.name, one.kind)
        })
    };
    resolve_marked(marked).into_iter().map(named).collect()
}

fn resolve_marked(marked: &str) -> Vec<Option<resolution::Speaker>> {
    let mut text = String::new();
    let mut sources = Vec::new();
    let mut contents = Vec::new();
    let mut open = 0;
    for c in marked.chars() {
        match c {
            '[' | '{' => open = text.len(),
            ']' => sources.push(Span::new(open, text.len())),
            '}' => contents.push(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    let quotations: Vec<Quotation> = sources
        .iter()
        .enumerate()
        .map(|(at, source)| {
            let contents = contents.get(at).copied().into_iter().collect();
            quotation(contents, vec![*source], vec![], QuotationKind::Direct)
        })
        .collect();
    let resolution = resolve(&Scanner::default(), &text, &quotations);
    let speaker = |at: &Option<usize>| at.map(|at| resolution.speakers[at].clone());
    resolution.of_quotation.iter().map(speaker).collect()
}

#[test]
fn sources_lead_to_their_speakers() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "a title before the name",
            "[Gov. Maria Lindqvist] said rain was due.",
            &["Maria Lindqvist"],
        ),
        (
            "who writes the dateline is not who is spoken of",
            "LONDON, March 3 (Reuters) - Talks broke up. [The agency] said no, and [it] said so twice.",
            &["agency", "agency"],
        ),
        (
            "a surname that is a month",
            "[Prime Minister Theresa May] said no. [May] said yes. [Mrs May] said more. In May [Smith] said no.",
            &["Theresa May", "Theresa May", "Theresa May", "Smith"],
        ),
        (
            "a month of a date, whoever is named so",
            "[Theresa May] said no. By the end of May 12 ships had come, and in May [Smith] said so.",
            &["Theresa May", "Smith"],
        ),
        (
            "first names that are months",
            "[April Jones, a nurse], said no. [Ann Jones, a driver], said yes. [June Smith] and [Jan Nowak] left.",
            &["April Jones", "Ann Jones", "June Smith", "Jan Nowak"],
        ),
        (
            "months and weekdays that are none",
            "By May [Smith] had left. On Friday [Jones] said so, and last June [Price] did. Mayor Ellen Lund Friday told [Hale].",
            &["Smith", "Jones", "Price", "Hale"],
        ),
        (
            "a first name that is an office",
            "City boss [Dean Hartley] said no. [Hartley] left.",
            &["Dean Hartley", "Dean Hartley"],
        ),
        (
            "an office that is a first name",
            "The dean spoke. [Dean Ann Lee] said no. [Dean Hale] left.",
            &["Ann Lee", "Hale"],
        ),
        (
            "a source that ends within the title",
            "Ruth Lane rose. [Mrs] Lane said no.",
            &["Ruth Lane"],
        ),
        (
            "a party and an office in letters before the name",
            "[Labour MP Asha Rao] said no. [Local MP Asha Rao] said yes. [French MEP Claire Dubois] left.",
            &["Asha Rao", "Asha Rao", "Claire Dubois"],
        ),
        (
            "an office in letters after the name, and alone",
            "[Asha Rao MP] said no. [A Labour MP] said yes. [The Leeds West MP] left.",
            &["Asha Rao", "A Labour MP", "The Leeds West MP"],
        ),
        (
            "titles of councils, police and peers",
            "[Cllr Ben Holt], [Coun Mary Tate], [PC Dan Hill], [DC Ann Wills], [Det Insp Karl Moss] came late. [Supt Jo Lamb] said no to [Baroness Vera Stone].",
            &[
                "Ben Holt",
                "Mary Tate",
                "Dan Hill",
                "Ann Wills",
                "Karl Moss",
                "Jo Lamb",
                "Vera Stone",
            ],
        ),
        (
            "letters of a rank that begin a firm's name",
            "[PC World] said no. [DC Comics] left.",
            &["PC World", "DC Comics"],
        ),
        (
            "initials as a label",
            "[J.R.]: I have come to say no.",
            &["J.R."],
        ),
        (
            "a role before the name",
            "[Harbour campaign manager Peter Oakes] said no.",
            &["Peter Oakes"],
        ),
        (
            "an apposition after",
            "[Peter Oakes, the harbour master], said no.",
            &["Peter Oakes"],
        ),
        (
            "a description before",
            "[The keeper of the light and chief engineer, Anna Brandt,] said no.",
            &["Anna Brandt"],
        ),
        (
            "a surname that a place could have, under a title",
            "Mayor Ellen Park came in. [She] said no. [Park] said yes.",
            &["Ellen Park", "Ellen Park"],
        ),
        (
            "a firm by its trade",
            "Acme Water drew up a plan. [The company] said no.",
            &["Acme Water"],
        ),
        (
            "where somebody is from is no name",
            "Rain fell. [the Swede] said no.",
            &["the Swede"],
        ),
        (
            "a surname",
            "Anna Brandt came in. [Brandt] said no.",
            &["Anna Brandt"],
        ),
        (
            "a given name",
            "Anna Brandt came in. [Anna] said no.",
            &["Anna Brandt"],
        ),
        (
            "a particle",
            "Peter van Dorn came in. [Van Dorn] said no.",
            &["Peter van Dorn"],
        ),
        (
            "initials",
            "Peter J. Oakes came in. [Peter Oakes] said no. [Oakes] left.",
            &["Peter J. Oakes", "Peter J. Oakes"],
        ),
        (
            "surname first",
            "Defector Pak Il Nam spoke. [Pak] said no.",
            &["Pak Il Nam"],
        ),
        (
            "two bearers, by title",
            "Anna Brandt and Peter Brandt came in. [Mrs. Brandt] said no. [Mr. Brandt] said yes.",
            &["Anna Brandt", "Peter Brandt"],
        ),
        (
            "two bearers, the nearest",
            "Pak Chol Su wrote first. Years passed. Then came the defector Pak Il Nam. [Pak] said no.",
            &["Pak Il Nam"],
        ),
        (
            "he and she",
            "Anna Brandt met Peter Oakes. [She] said no. [He] said yes.",
            &["Anna Brandt", "Peter Oakes"],
        ),
        (
            "her logic",
            "The envoy, Anna Brandt, spoke. According to [her logic], rain falls.",
            &["Anna Brandt"],
        ),
        (
            "who",
            "The room heard defector Pak Il Nam, [who] said it rained.",
            &["Pak Il Nam"],
        ),
        (
            "a role taken up again",
            "Ambassador Anna Brandt met engineer Peter Oakes. [The ambassador] said no.",
            &["Anna Brandt"],
        ),
        (
            "an unnamed spokesman",
            "[a spokesman for the Lantern Society] said no.",
            &["a spokesman for the Lantern Society"],
        ),
        (
            "an unnamed source with a clause",
            "[A driver who saw it] said no.",
            &["A driver"],
        ),
        (
            "a body without its article",
            "[The Harbour Workers Union] said no.",
            &["Harbour Workers Union"],
        ),
        (
            "a body taken up again",
            "The Commission on Lighthouses met. [The commission] said no.",
            &["Commission on Lighthouses"],
        ),
        (
            "an acronym",
            "The Harbour Workers Union (HWU) met. [The HWU] said no.",
            &["Harbour Workers Union"],
        ),
        (
            "a document",
            "[that 2014 council report] said no.",
            &["2014 council report"],
        ),
        (
            "a group",
            "[Several residents] said no.",
            &["Several residents"],
        ),
        (
            "two persons",
            "[Anna Brandt and Peter Oakes] said no.",
            &["Anna Brandt; Peter Oakes"],
        ),
        (
            "a campaign is not its candidate",
            "Anna Brandt runs. [Brandt’s campaign] said no.",
            &["Brandt’s campaign"],
        ),
        (
            "a transcript",
            "Peter Oakes was on air. [OAKES]: We will see.",
            &["Peter Oakes"],
        ),
        (
            "a mouthpiece",
            "[The North replied through the mouth of Foreign Minister Pak Il Nam]: no.",
            &["Pak Il Nam"],
        ),
        (
            "a nickname taken up again",
            "Rep. Robert C. \"Bobby\" Oakes (D-Va.) came in. Tim Oakes (R-S.C.) left. Bobby Oakes sat down. [Oakes] said no.",
            &["Robert C. \"Bobby\" Oakes"],
        ),
        (
            "a short form of a first name",
            "Michael Oakes came in. [Mike Oakes] said no. [Oakes] said yes.",
            &["Michael Oakes", "Michael Oakes"],
        ),
        (
            "an initial for the first name",
            "Peter Oakes wrote. Anna Oakes read. [P. Oakes] said no.",
            &["Peter Oakes"],
        ),
        (
            "father and son",
            "Robert Oakes met Robert Oakes Jr. at noon. [Oakes Jr.] said no. [Oakes] said yes. [Robert Oakes Jr.] left.",
            &["Robert Oakes Jr.", "Robert Oakes", "Robert Oakes Jr."],
        ),
        (
            "a married couple, by title and by pronoun",
            "Hillary Brandt and Bill Brandt ran. [Mrs. Brandt] said no. [Bill Brandt] said yes. In her book, [Brandt] said maybe.",
            &["Hillary Brandt", "Bill Brandt", "Hillary Brandt"],
        ),
        (
            "a possessive",
            "[Anna Brandt's] view was that it rained. [Peter Oakes’] was not.",
            &["Anna Brandt", "Peter Oakes"],
        ),
        (
            "a body's initials",
            "The Harbour Workers Union met. [The HWU] said no.",
            &["Harbour Workers Union"],
        ),
        (
            "a newspaper's short form",
            "The Ashby Journal asked. [The Journal] said no.",
            &["Ashby Journal"],
        ),
        (
            "a body's short form from its beginning",
            "The Korea Association for Lighthouses met. [The Korea Association] said no.",
            &["Korea Association for Lighthouses"],
        ),
        (
            "the agency after its name",
            "The Harbour Inspection Bureau met. [The agency] said no.",
            &["Harbour Inspection Bureau"],
        ),
        (
            "a senator by the state",
            "Ann Lund (D-Vt.) met Peter Oakes, a senator from Ohio. [The Vermont senator] said no. [The Ohio senator] said yes.",
            &["Ann Lund", "Peter Oakes"],
        ),
        (
            "a nominee by the party",
            "Peter Oakes, the Libertarian nominee, came in. Robert Lund, a Republican, sat down. [The Republican nominee] said no.",
            &["Robert Lund"],
        ),
        (
            "a description in two halves",
            "Anna Brandt, the nominee, came in. The former mayor and [current Reform nominee] said no.",
            &["Anna Brandt"],
        ),
        (
            "an unnamed source",
            "[a senior official] said no. [A second official, who asked not to be named,] said yes.",
            &["a senior official", "A second official"],
        ),
        (
            "footage speaks as the one it shows",
            "[footage of Anna Brandt] said no.",
            &["Anna Brandt"],
        ),
        (
            "he who spoke last",
            "Peter Oakes came in. Robert Lund said that it rained. “It rains,” [he] said.",
            &["Robert Lund"],
        ),
        (
            "a description that opens a sentence",
            "Ann Lund is mayor of Ashby. Mary Oakes called. The mayor was on her way home. “It rains,” [she] said.",
            &["Ann Lund"],
        ),
        (
            "a player's place before the name",
            "[Fly-half Leo Tamati] said no. [Tamati] said yes. [Center Pita Vaka] left.",
            &["Leo Tamati", "Leo Tamati", "Pita Vaka"],
        ),
        (
            "a referee",
            "[Referee Siobhan Kerr] said no. [Referee Kerr] said yes.",
            &["Siobhan Kerr", "Siobhan Kerr"],
        ),
        (
            "a police rank in letters",
            "Detective Sergeant Hannah Cole came in. [DS Cole] said no. [DS Hannah Cole] said yes.",
            &["Hannah Cole", "Hannah Cole"],
        ),
        (
            "letters after the name",
            "[Ann Lund KC] said no. [Lund] said yes.",
            &["Ann Lund", "Ann Lund"],
        ),
        (
            "the company, of the one that is named",
            "Brightwater Systems of Ashby met. Rain fell. Peter Oakes came in. Snow fell. Hail fell. Wind blew. [The company] said no.",
            &["Brightwater Systems"],
        ),
        (
            "the company, where the article describes it",
            "A small drug company met Lund Partners. Rain fell. Peter Oakes came in. Snow fell. Hail fell. Wind blew. [The company] said no.",
            &["A small drug company"],
        ),
        (
            "the company, where two are named",
            "Brightwater Systems met Lund Holdings. Rain fell. Peter Oakes came in. Snow fell. Hail fell. Wind blew. [The company] said no.",
            &["company"],
        ),
        (
            "the company, where only a court is named",
            "The Ashby District Court sat. Rain fell. [The company] said no.",
            &["company"],
        ),
        (
            "an owner is not what it owns",
            "Mrs Lund’s sister, Bethany, wept. [Oakes’s predecessor, David Orr,] said no. [Lund’s wife] left.",
            &["David Orr", "Lund’s wife"],
        ),
        (
            "a role that no lexicon knows before a name that none knows",
            "[Its humanitarian wrangler, Gilles Perrault], said no. [The third whatnot, Ahsan Malik,] left.",
            &["Gilles Perrault", "Ahsan Malik"],
        ),
        (
            "a command before a name",
            "{Ask Bonnie,} he said. [Bonnie] said no. Suppose Japan sank. [Japan] said yes. Call Mary Smith. [Smith] left.",
            &["Bonnie", "Japan", "Mary Smith"],
        ),
        (
            "a portfolio between office and name",
            "[Minister for National Development Ong Kah Wee] said no. [Superintendent of police Ritu Malhotra] said yes. [Ong] left.",
            &["Ong Kah Wee", "Ritu Malhotra", "Ong Kah Wee"],
        ),
        (
            "titles of other Englishes",
            "[Datuk Seri Azman Ibrahim] met [Tan Sri Lim Wei Keong]. [Datuk Seri Azman] said no. [Tan Sri Lim] said yes. In the end [Alhaji Musa Bello] and [the Hon. Craig Pemberton MP] left the house with [Engr. Ike Obi].",
            &[
                "Azman Ibrahim",
                "Lim Wei Keong",
                "Azman Ibrahim",
                "Lim Wei Keong",
                "Musa Bello",
                "Craig Pemberton",
                "Ike Obi",
            ],
        ),
        (
            "particles in small letters and with accents",
            "[Zablon arap Maina] said no. [Ngũgĩ wa Thiong’o] said yes. [Caoimhín Ó Raghallaigh] came in. [Mr Ó Raghallaigh] left.",
            &[
                "Zablon arap Maina",
                "Ngũgĩ wa Thiong’o",
                "Caoimhín Ó Raghallaigh",
                "Caoimhín Ó Raghallaigh",
            ],
        ),
        (
            "initials, the first of them an article by its look",
            "[Justice A K Raghavan] said no. [A K Rao] said yes. [A K Street lobbyist] left.",
            &["A K Raghavan", "A K Rao", "A K Street lobbyist"],
        ),
        (
            "a platform of one letter",
            "Ann Lund wrote on X. Croft was angry. [Croft] said no.",
            &["Croft"],
        ),
        (
            "a surname that is a title",
            "Hamza Sheikh met Tom King. On Monday [Sheikh] said no. [King] said yes. [The king] left.",
            &["Hamza Sheikh", "Tom King", "The king"],
        ),
        (
            "a surname that is a place",
            "Terrell \"Tank\" Washington came in. [Washington] said no.",
            &["Terrell \"Tank\" Washington"],
        ),
        (
            "two of one surname, by a relative's gender and by a title",
            "Prime Minister Oskar Thule spoke. Freya Thule, the prime minister’s sister, did not. [Ms. Thule] said no.",
            &["Freya Thule"],
        ),
        (
            "two of one title's name",
            "[Lady Brightwater] met [Lord Brightwater]. [Lady Brightwater] said no.",
            &["Lady Brightwater", "Lord Brightwater", "Lady Brightwater"],
        ),
        (
            "the elder and the younger",
            "John Oakes Sr. met John Oakes Jr. at noon. The elder [Oakes] said no. The younger [Oakes] said yes.",
            &["John Oakes Sr.", "John Oakes Jr."],
        ),
        (
            "a participle before the source",
            "[Reacting, the Commissioner for Information, Hon. Blessing Ekpenyong,] said no.",
            &["Blessing Ekpenyong"],
        ),
        (
            "a party label is nobody",
            "[Rep. Dale Hutchens, R-Marion, the bill’s sponsor], said no. [A spokeswoman for Sen. Ann Bell, D-Ohio,] left.",
            &["Dale Hutchens", "A spokeswoman for Sen. Ann Bell"],
        ),
        (
            "the PM",
            "Oskar Thule, the prime minister, spoke. [The PM] said no.",
            &["Oskar Thule"],
        ),
        (
            "a nickname",
            "[Robert \"Bobby\" Oakes] said no.",
            &["Robert \"Bobby\" Oakes"],
        ),
        (
            "the subject of the last sentence, not who spoke before",
            "[Prof. Ann Lund] called it right.\n\nSaroja Bai swept the yard. “I go,” [she] said.",
            &["Ann Lund", "Saroja Bai"],
        ),
        (
            "a name with its title explains the office before it",
            "[Bell] refused.\n\nThe Speaker, Sir Peter Oakes, stepped in twice. “Order,” [he] told Mr Hale.",
            &["Bell", "Peter Oakes"],
        ),
        (
            "two judges",
            "A bench of [Justices A K Rao and Meena Nair] wants a reply. “Show us,” [Justice Rao] said.",
            &["A K Rao; Meena Nair", "A K Rao"],
        ),
        (
            "the same of one gender",
            "[Prof. Tom Lund] called it right. Peter Oakes did not. “I go,” [he] said.",
            &["Tom Lund", "Peter Oakes"],
        ),
        (
            "the same with a clause between",
            "[Tom Lund] called it right. Peter Oakes, who is 63, was led away in handcuffs. “I go,” [he] said.",
            &["Tom Lund", "Peter Oakes"],
        ),
        (
            "a name of one word that speaks",
            "[Prof. Tom Lund] called it right.\n\n[Bram], reached at home, called it wrong. “I go,” [he] said.",
            &["Tom Lund", "Bram", "Bram"],
        ),
        (
            "who spoke on, whoever was the object",
            "[Tom Lund] called it right. Rain fell on Peter Oakes. “I go,” [he] said.",
            &["Tom Lund", "Tom Lund"],
        ),
        (
            "somebody without a name",
            "[Tom Lund] called it right.\n\n[A nurse at the clinic, who gave no name,] called it a mess. “I go,” [he] said. “I stay,” said [the nurse].",
            &[
                "Tom Lund",
                "A nurse at the clinic",
                "A nurse at the clinic",
                "A nurse at the clinic",
            ],
        ),
        (
            "somebody without a name who is no source",
            "[Tom Lund] called it right.\n\nA harbour pilot told me it was a mess. “I go,” [he] said.",
            &["Tom Lund", "A harbour pilot"],
        ),
        (
            "somebody without a name, of either gender",
            "[Ann Lund] called it right.\n\nA spokesperson for the crew was less sure. “A mess,” [she] said.",
            &["Ann Lund", "A spokesperson for the crew"],
        ),
        (
            "somebody without a name, of another gender",
            "[Ann Lund] called it right. A spokesman for the crew came in. “A mess,” [she] said.",
            &["Ann Lund", "Ann Lund"],
        ),
        (
            "somebody by where he is from",
            "The Dane, who took over from Bruno Reyes in May, was asked. “No,” [he] replied.",
            &["The Dane"],
        ),
        (
            "an office without a name",
            "As [Voltaire] said, it rains.\n\nThe Prime Minister has a boat in a barn. Asked about it last week, [she] said no.",
            &["Voltaire", "The Prime Minister"],
        ),
        (
            "a second officer",
            "Officer Mark Oakes was arrested. [A second officer, who gave no name,] called it a mess. “We rest,” said [the officer].",
            &["A second officer", "A second officer"],
        ),
        (
            "an analyst elsewhere",
            "Analyst Jane Lund was glad. An analyst at a rival bank, who gave no name, was not. “A bubble,” said [the analyst].",
            &["An analyst at a rival bank"],
        ),
        (
            "a person by the age alone",
            "The 40-year-old, who was born in Ashby, wept. “I rest,” [she] said.",
            &["The 40-year-old"],
        ),
        (
            "a person, not the place she is from",
            "A 52-year-old nurse from Ashby was tired. “I am,” [she] said.",
            &["A 52-year-old nurse from Ashby"],
        ),
        (
            "a person under a body's name",
            "[Ann Lund] agreed.\n\nHarbour captain Ruth Oakes thought otherwise. “No,” [she] said.",
            &["Ann Lund", "Ruth Oakes"],
        ),
        (
            "her brother, who is named",
            "Nora Lund is mayor. Declan Lund, her brother, builds.\n\n[Her brother] laughed. “No,” [he] said.",
            &["Declan Lund", "Declan Lund"],
        ),
        (
            "a chief minister is no chief",
            "Chief Minister Ravi Lund spoke. Party leader Asha Oakes was cooler. “No,” [the Reform chief] said.",
            &["the Reform chief"],
        ),
        (
            "no person: a noun that opens a sentence",
            "Inflation passed 5 percent in May. “It is bad,” [he] said.",
            &["he"],
        ),
        (
            "no person: what has an article",
            "The Gap Road was shut. “It is bad,” [he] said.",
            &["he"],
        ),
        (
            "a name of one word that speaks behind a clause",
            "[Prof. Tom Lund] called it right.\n\nBram, reached at home, said no. “I go,” [he] said.",
            &["Tom Lund", "Bram"],
        ),
        (
            "no person: where somebody is from who speaks",
            "[The 40-year-old, who was born in Ashby,] said no. “I rest,” [she] said.",
            &["The 40-year-old", "The 40-year-old"],
        ),
        (
            "a body by the noun before it",
            "A study by the Ashby Research Group is due.\n\n[Power company Gridlund] said no. [It] warned of more.",
            &["Gridlund", "Gridlund"],
        ),
        (
            "somebody by where he is from, and another by name",
            "The Scot, who took over from Peter Oakes in May, was asked about his plans. “No,” [he] replied.",
            &["The Scot"],
        ),
        (
            "who is asked, not who asks",
            "Mayor Ruth Lund opened the bridge. [A reporter] asked about the cost. “Worth it,” [she] said.",
            &["A reporter", "Ruth Lund"],
        ),
        (
            "who is advised, not who advises",
            "Ann Lund, a nurse, won. [A lawyer] advised her to rest. “I told everybody,” [she] said.",
            &["A lawyer", "Ann Lund"],
        ),
        (
            "a noun that may mean who is named",
            "Dr. Paul Lund runs the clinic. The doctor was on his way home. “It rains,” [he] said.",
            &["Paul Lund"],
        ),
        (
            "her mother and herself",
            "Liz Lund was born in Leeds. Her mother was a teacher. Her father drove a bus. “We had little,” [she] said.",
            &["Liz Lund"],
        ),
        (
            "no person: a place moved to",
            "He moved to Los Gatos last year. “I like it,” [he] said.",
            &["he"],
        ),
        (
            "no person: places by their first or last word",
            "Port Ashby is old. “I like it,” [he] said. San Marco is new. “So do I,” [she] said. Ashby East is far. “No,” [he] said.",
            &["he", "she", "he"],
        ),
        (
            "no thing: where it was written",
            "Mrs. Lund died at home in Ashby, Portugal. She declined by telegram. “No,” [it] read. She posted it on Facebook. “No,” [it] said.",
            &["it", "it"],
        ),
        (
            "some of those who are somebody's are not he",
            "Ben Lund rose. [Many of Mr. Lund's neighbours] said no. [Even some of Lund's donors] left. [Lund] sat.",
            &[
                "Many of Mr. Lund's neighbours",
                "Even some of Lund's donors",
                "Ben Lund",
            ],
        ),
        (
            "an office's people are not its holder",
            "Governor Ann Lund rose. [The governor's foes] said no. [The governor's camp] left. [The governor] sat.",
            &["The governor's foes", "The governor's camp", "Ann Lund"],
        ),
        (
            "whom somebody chose, and a country's sides",
            "[Mayor Ann Lund's pick for the yard] said no. [Ghana's Lund camp] left. [Ghana's opposition] sat.",
            &[
                "Mayor Ann Lund's pick for the yard",
                "Ghana's Lund camp",
                "Ghana's opposition",
            ],
        ),
        (
            "words are their owner's",
            "Ben Lund rose. [Lund's words] said no.",
            &["Ben Lund"],
        ),
        (
            "an office of several words before its holder",
            "[Its National Harbour Secretary, Alhaji Ben Lund,] said no. [The Harbour Relations Officer of the fleet, Mr. Tom Hale,] left.",
            &["Ben Lund", "Tom Hale"],
        ),
        (
            "one of several, who is named",
            "[One of the sailors, Ben Lund,] said no. [One of the sailors] left.",
            &["Ben Lund", "One of the sailors"],
        ),
        (
            "titles of parliaments and of ministers of state",
            "[Majority Whip Ben Lund] said no. [Senior Minister of State for Transport Tan Ah Kow] left. [Dr Tan] sat. [Second Minister for Finance Ann Roe] rose. [The Senior Minister of State] spoke.",
            &[
                "Ben Lund",
                "Tan Ah Kow",
                "Tan Ah Kow",
                "Ann Roe",
                "Tan Ah Kow",
            ],
        ),
        (
            "a name that is a word for a person",
            "[Its founder, Boy Santoso,] said no.",
            &["Boy Santoso"],
        ),
        (
            "what people are who are no officials",
            "[Rapper Ben Lund] said no. [Senior Ann Roe] left. [Bystander Tom Hale] sat.",
            &["Ben Lund", "Ann Roe", "Tom Hale"],
        ),
        (
            "bodies for several things",
            "[The U.S. Fish and Harbour Administration] said no. [The Boat and Yard Executive] left. [Port and Dock Union] sat.",
            &[
                "U.S. Fish and Harbour Administration",
                "Boat and Yard Executive",
                "Port and Dock Union",
            ],
        ),
        (
            "bodies for a list of things",
            "The Marine, [Port and Dock Union] said no.",
            &["Marine, Port and Dock Union"],
        ),
        (
            "brands with an ending",
            "[Lundby's] said it was late. [Lundby]'s captain left.",
            &["Lundby's", "Lundby"],
        ),
        (
            "airlines and firms with a country's name",
            "[Air France] said no. [US Tide] left. [Tourism Ireland] sat.",
            &["Air France", "US Tide", "Tourism Ireland"],
        ),
        (
            "what and where a body is before its name",
            "[Oslo-based Lund Aerospace] said no. [Chipmaker Vestrix] left.",
            &["Lund Aerospace", "Vestrix"],
        ),
        (
            "a body behind what it makes",
            "[The maker of Sunspot, Lund & Roe,] said no.",
            &["Lund & Roe"],
        ),
        (
            "members of a party are nobody's name",
            "[House Democrats] said no. [National Republicans] left.",
            &["House Democrats", "National Republicans"],
        ),
        (
            "two words that a given name tells for a person",
            "[Sen. Lou Branch] said no. [Minister Jo Park] left.",
            &["Lou Branch", "Jo Park"],
        ),
        (
            "half of a double surname",
            "[Asha Lund-Voss] rose. [Lund] said no. [Voss] left. [Ms. Lund] sat. [Ms. Roe] stayed.",
            &[
                "Asha Lund-Voss",
                "Asha Lund-Voss",
                "Asha Lund-Voss",
                "Asha Lund-Voss",
                "Roe",
            ],
        ),
        (
            "a surname that is half of another's",
            "[Asha Lund-Voss] rose. Ben Voss sat. [Voss] said no.",
            &["Asha Lund-Voss", "Ben Voss"],
        ),
        (
            "a firm is not its economist",
            "Northbank’s chief economist, Lucy Lund, was not one of them. “I like it,” [she] said.",
            &["Lucy Lund"],
        ),
        (
            "a husband is no she",
            "Marta Lund runs a bakery. [Her husband] calls her mad. “He is right,” [she] said.",
            &["Her husband", "Marta Lund"],
        ),
        (
            "his mother and he",
            "Peter Oakes grew up in Leeds. [His mother] called games idle. “She has seen each of mine,” [he] says.",
            &["His mother", "Peter Oakes"],
        ),
        (
            "a daughter with her first name alone",
            "Karen Holt runs the shop. “It is fun,” [she] says.\n\nHer granddaughter Beth, who does the books, is not so sure. “Nan likes to boast,” [she] says.",
            &["Karen Holt", "Beth"],
        ),
        (
            "a clause before its subject",
            "Ann Lund warned of cuts. [Mary Oakes] called it rot.\n\nAsked whether she would go, Lund paused. “I stay,” [she] said.",
            &["Mary Oakes", "Ann Lund"],
        ),
        (
            "the subject before a colon goes on",
            "[Ann Lund] said no. Mary Oakes went further: [she] called it a mess.",
            &["Ann Lund", "Mary Oakes"],
        ),
        (
            "nobody speaks of himself by name",
            "Senator Tom Lund mocked Judge Carl Oakes, [who] said {no} last week. “{Judge Oakes should retire},” [he] said.",
            &["Carl Oakes", "Tom Lund"],
        ),
        (
            "but to say who he is",
            "A man came in. Tom Lund rose. “{I am Tom Lund},” [he] said.",
            &["Tom Lund"],
        ),
        (
            "a person before a body that spoke",
            "Rosa Lund died on Friday.\n\n[Bowls Wales] said Ms. Lund was a pioneer.\n\nShe was born in Leeds. “I ran to school,” [she] told them.",
            &["Bowls Wales", "Rosa Lund"],
        ),
        (
            "the president of elsewhere",
            "[The drummer Tom Lund] said no. [The President of Ghana] said yes.",
            &["Tom Lund", "The President of Ghana"],
        ),
        (
            "where the one in mind is from",
            "Lena Lund lost in two sets. “It hurt,” [the Finn] said. “A lot,” [the German] said.",
            &["Lena Lund", "Lena Lund"],
        ),
        (
            "where somebody is from, where two are in mind",
            "Lena Lund beat Ruth Oakes in two sets. “It hurt,” [the Finn] said.",
            &["the Finn"],
        ),
        (
            "what the one in mind is",
            "Ann Lund, 29, lost her job. “It was sudden,” [the mother of two] said.\n\nIlse Oakes opened a lab. “It was cold,” [the Leeds chemist] said.",
            &["Ann Lund", "Ilse Oakes"],
        ),
        (
            "who comes with a trial, and who has another office",
            "Tom Lund was jailed. “You lied,” [the judge] said.\n\nMayor Ann Oakes opened the bridge. “It leaks,” [the plumber] said.",
            &["the judge", "the plumber"],
        ),
        (
            "who was told of by the same noun",
            "A barber closed his shop in May. Rain fell. Snow fell. Hail fell.\n\nTom Lund came in. “It is cold,” [the barber] said.",
            &["the barber"],
        ),
        (
            "an embattled leader",
            "[Tom Lund] said no. In a letter, [the embattled leader] wrote so.",
            &["Tom Lund", "Tom Lund"],
        ),
        (
            "by the age",
            "Ann Lund, 30, met Ruth Oakes, 50. [The 50-year-old] was glad.\n\nIt is the first time the 30-year-old has won. Last year [she] told a friend so.",
            &["Ruth Oakes", "Ann Lund"],
        ),
        (
            "by the age, whom the article is about",
            "Singer Tom Lund has apologised.\n\nHis manager, Carl Oakes, has been asked.\n\nIt is not the first time the 27-year-old has done so. Last year [he] told a show that fans were loud.",
            &["Tom Lund"],
        ),
        (
            "analysts of a bank",
            "[Analysts at Northbank] said no. “The risk is there,” [they] wrote.",
            &["Analysts at Northbank", "Analysts at Northbank"],
        ),
        (
            "two together",
            "[Ann Lund and Peter Oakes] said no. [They] said so twice.",
            &["Ann Lund; Peter Oakes", "Ann Lund; Peter Oakes"],
        ),
        (
            "what is read",
            "Kim Lund left a note on the door. “Back at six,” [it] read.",
            &["a note"],
        ),
        (
            "a paper that is the subject",
            "The film from Oakes Street was kept. State law is plain. “It is open,” [it] says.",
            &["State law"],
        ),
        (
            "an inquiry, not who got hold of it",
            "[The inquiry, obtained by the Ashby Courier,] found no fault. [It] blamed the rain.",
            &["inquiry", "inquiry"],
        ),
        (
            "units and letters are no companies",
            "The 20 MW plant was built for 40 USD with the help of AI. [The company] was proud.",
            &["company"],
        ),
        (
            "the maker, of a firm whose name tells nothing",
            "[Gridlund] said no. [The chipmaker] said so twice.",
            &["Gridlund", "Gridlund"],
        ),
        (
            "the company, of who hired, not of who was hired",
            "Oakes Energy hired Lund & Co. as its adviser. [The company] said so.",
            &["Oakes Energy"],
        ),
        (
            "a headline's words are nobody",
            "This Local Lawmaker Compared Wages To Arson\n\n[Rep. Tom Lund] told them so. [The lawmaker] said so twice.",
            &["Tom Lund", "Tom Lund"],
        ),
        (
            "the senator's critics are no senator",
            "Sen. Amy Lund left early. [The senator's critics] said no. [The senator's lawyers] said yes. [Some of Ms. Lund's rivals] laughed. [Lund's choice for chief] left.",
            &[
                "The senator's critics",
                "The senator's lawyers",
                "Some of Ms. Lund's rivals",
                "Lund's choice for chief",
            ],
        ),
        (
            "a former doctor is somebody's",
            "Ann Lund ran for mayor. [The candidate's former doctor] said no.",
            &["The candidate's former doctor"],
        ),
        (
            "who speaks throughout, and who speaks for a paragraph",
            "Ann Lund has painted for 20 years. “I love it,” [she] says. “It is all,” [she] says.\n\n“She works,” [the careers adviser] said.\n\n“I do,” [she] says.",
            &["Ann Lund", "Ann Lund", "the careers adviser", "Ann Lund"],
        ),
        (
            "the boss of a manager's club",
            "Ashby manager Peter Oakes was fuming. “He was held,” [the Ashby boss] said.",
            &["Peter Oakes"],
        ),
    ];
    let mut wrong = Vec::new();
    for (name, text, expected) in cases {
        let got: Vec<String> = speakers(text).into_iter().map(|(name, _)| name).collect();
        if got != *expected {
            wrong.push(format!("{name}: {got:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_quotation_without_a_source_has_the_speaker_it_carries_over_or_none() {
    let text = "Anna Brandt said no. No again. Silence.";
    let mut quotations: Vec<Quotation> = [(12, 16), (21, 30), (31, 38)]
        .into_iter()
        .map(|(start, end)| {
            quotation(
                vec![Span::new(start, end)],
                vec![],
                vec![],
                QuotationKind::Direct,
            )
        })
        .collect();
    quotations[0].source = smallvec![Span::new(0, 11)];
    quotations[1].carried_from = Some(0);
    let resolution = resolve(&Scanner::default(), text, &quotations);
    assert_eq!(resolution.of_quotation, [Some(0), Some(0), None]);
    // A chain that turns back on itself ends.
    quotations[0].source.clear();
    quotations[0].carried_from = Some(1);
    let resolution = resolve(&Scanner::default(), text, &quotations);
    assert_eq!(resolution.of_quotation, [None, None, None]);
}

#[test]
fn what_speakers_are() {
    use resolution::SpeakerKind::{Group, Organisation, Person, Unnamed};
    let cases = [
        ("[Labour MP Asha Rao] said no.", Person),
        ("[Green MP Caz Lewis] said no.", Person),
        ("[A Labour MP] said no.", Unnamed),
        ("[Scottish Labour MPs] said no.", Group),
        ("[AB]: I have come to say no.", Person),
        ("[NASA] said no.", Organisation),
        ("[Vestrix], a startup in Ashby, said no.", Organisation),
        ("[The retailer Vestrix] said no.", Organisation),
        ("[Chipmaker Vestrix] said no.", Organisation),
        ("[Lund's label, Vestrix,] said no.", Organisation),
        ("[Lundby] said it would close a yard.", Organisation),
        ("[Lundby] cut its forecast.", Organisation),
        ("[Lundby] said it would be hard.", Person),
        ("[Lundby] said it would hurt us.", Person),
        ("[Lundby] said it plans to wait.", Organisation),
        (
            "[Lundby] said no. Lundby, a startup in Ashby, left.",
            Organisation,
        ),
        ("[Mr. Lundby] said no. Lundby cut its price.", Person),
        ("[Lundby] said its price was high.", Person),
        ("[Lund], a friend of the company, said no.", Person),
        ("[US Tide] said no.", Organisation),
        ("[Culture Ireland] said no.", Organisation),
        ("[The Globe] said no.", Organisation),
        ("[The Ninth Circuit] said no.", Organisation),
        ("[Sen. Lou Branch] said no.", Person),
        ("[House Democrats] said no.", Group),
        ("[Harbour groups] said no.", Group),
        ("[The boss] said no.", Unnamed),
        (
            "[A Lundby poll released Tuesday] said no.",
            resolution::SpeakerKind::Document,
        ),
        ("[Halvorsen Fish ASA] said no.", Organisation),
        ("[Vodafone] said no.", Organisation),
        ("[Hezbollah] said no.", Organisation),
        ("[Some of Lund's rivals] said no.", Group),
        ("[One of the sailors] said no.", Unnamed),
        ("[Ghana's opposition] said no.", Group),
        ("[The GP] said no.", Unnamed),
        ("[Halvorsen Biologics] said no.", Organisation),
        ("[Ashby Courier] said no.", Organisation),
        ("[TD Securities] said no.", Organisation),
        (
            "[Sinéad Mac Giolla Phádraig, head of the fishing lobby,] said no.",
            Person,
        ),
    ];
    for (text, kind) in cases {
        assert_eq!(speakers(text)[0].1, kind, "{text}");
    }
}

/// Whose role and whose affiliation each is: the first speaker's of a marked text.
#[test]
fn roles_and_affiliations() {
    let cases = [
        (
            "[Apple’s chief executive, Tim Brook,] said no.",
            "chief executive",
            "Apple",
        ),
        (
            "On Monday [Port Ellery's mayor, Dilys Owen,] said no.",
            "mayor",
            "Port Ellery",
        ),
        (
            "But [the bank’s chief economist, Lucy Abbot,] said no.",
            "bank’s chief economist",
            "",
        ),
        (
            "[Tim Brook, Apple's chief executive,] said no.",
            "chief executive",
            "Apple",
        ),
        ("[Lund’s lawyer, Tim Brook,] said no.", "Lund’s lawyer", ""),
        ("[The IMF’s Anders Rehn] said no.", "", "IMF"),
        ("[Jo Hale of the IMF] said no.", "", "IMF"),
        ("Ann Boggan had an attorney. [Boggan] said no.", "", ""),
        ("Ann Hall’s lawyer left. [Hall] said no.", "", ""),
        (
            "Ann Hall is no lawyer, and isn’t a doctor. [Hall] said no.",
            "",
            "",
        ),
        (
            "The board debated Ann Cole’s official car. [Cole] said no.",
            "",
            "",
        ),
        ("Ann Lund is mayor of Ashby. [Lund] said no.", "mayor", ""),
        (
            "[Ann Lee, M.D., 44, director of Vestra,] said no.",
            "director of Vestra",
            "Vestra",
        ),
        (
            "[Ann Lee, an analyst at Kestrel Partners in Ashby,] said no.",
            "an analyst at Kestrel Partners in Ashby",
            "Kestrel Partners",
        ),
        (
            "[Ann Lee, director of debate at the University of Ashby,] said no.",
            "director of debate at the University of Ashby",
            "University of Ashby",
        ),
        (
            "[White House press secretary Dan Rourke] said no.",
            "White House press secretary",
            "White House",
        ),
        (
            "[Ramos campaign manager Jessie Cho] said no.",
            "Ramos campaign manager",
            "",
        ),
        (
            "[Minister for Health Ann Lee] said no.",
            "Minister for Health",
            "",
        ),
        ("[Lt. Cmdr. Renee Abelard] said no.", "Lt. Cmdr.", ""),
        ("[His father, Paul Thule,] said no.", "", ""),
        ("[Its treasurer, Paul Thule,] said no.", "treasurer", ""),
        ("[Lady Brightwater] said no.", "", ""),
        ("To her successor, [Mr. Lund] said no.", "", ""),
        ("On the day of the mayor in May, [Lund] said no.", "", ""),
        ("[Colorado’s Kendal Unruh] said no.", "", ""),
        (
            "[Apple’s chief executive Tim Brook] said no.",
            "chief executive",
            "Apple",
        ),
        (
            "[Vestra Partners chairman Tim Brook] said no.",
            "Vestra Partners chairman",
            "Vestra Partners",
        ),
        (
            "[The head of the yard, Mrs. Ann Lund,] said no.",
            "head of the yard",
            "",
        ),
        (
            "[Rep. Dale Hutchens, R-Marion, the bill’s author,] said no.",
            "bill’s author",
            "",
        ),
        (
            "[State Department spokesman Dan Rourke] said no.",
            "State Department spokesman",
            "State Department",
        ),
        ("[First lady Ann Lund] said no.", "First lady", ""),
        ("[Lundby’s Ann Roe] said no.", "", "Lundby"),
        (
            "[Ann Roe of the sailors’ group Vestra] said no.",
            "",
            "Vestra",
        ),
        (
            "[Lundby analyst Ann Roe] said no.",
            "Lundby analyst",
            "Lundby",
        ),
        ("[Studio head Ann Roe] said no.", "Studio head", ""),
        (
            "[FDA Commissioner Ann Roe] said no.",
            "FDA Commissioner",
            "FDA",
        ),
        ("[Vestrix CEO Ann Roe] said no.", "Vestrix CEO", "Vestrix"),
        (
            "[Former Vestrix Chief Executive Ann Roe] said no.",
            "Former Vestrix Chief Executive",
            "Vestrix",
        ),
        ("[Former CEO Ann Roe] said no.", "Former CEO", ""),
        (
            "[Bank of England Governor Ann Roe] said no.",
            "Bank of England Governor",
            "Bank of England",
        ),
        (
            "[Former Bank of England deputy governor Ann Roe] said no.",
            "Former Bank of England deputy governor",
            "Bank of England",
        ),
        (
            "[Supreme Court Justice Ann Roe] said no.",
            "Supreme Court Justice",
            "Supreme Court",
        ),
        (
            "[House Majority Leader Ann Roe] said no.",
            "House Majority Leader",
            "",
        ),
        ("[Nominated MP Ann Roe] said no.", "Nominated MP", ""),
        ("[Market analyst Ann Roe] said no.", "Market analyst", ""),
        ("[Health Minister Ann Roe] said no.", "Health Minister", ""),
        ("[Marketing chief Ann Roe] said no.", "Marketing chief", ""),
        ("[Ann Roe], nodding her head, said no.", "", ""),
        ("[Ann Roe], shook her head, and said no.", "", ""),
        (
            "[Bank of America strategist Ann Roe] said no.",
            "Bank of America strategist",
            "Bank of America",
        ),
        (
            "[Lund & Co. economist Ann Roe] said no.",
            "Lund & Co. economist",
            "Lund & Co.",
        ),
        (
            "[Ann Roe, head of tests at Which Boat,] said no.",
            "head of tests at Which Boat",
            "Which Boat",
        ),
        ("[Ann Roe, the author of “Tides,”] said no.", "author", ""),
        (
            "[Ann Roe, senior rates strategist at Lund Bank,] said no.",
            "senior rates strategist at Lund Bank",
            "Lund Bank",
        ),
        (
            "But [the spokesman for the IMF, Mr. Ben Lund,] said no.",
            "spokesman for the IMF",
            "IMF",
        ),
        (
            "[A former governor of North State, Chief Ben Lund,] said no.",
            "A former governor of North State",
            "North State",
        ),
        (
            "[Former Vestra engineer Ann Roe] said no.",
            "Former Vestra engineer",
            "",
        ),
        (
            "Ann said Ben Lund is a man of honour. [Lund] said no.",
            "",
            "",
        ),
        ("[The woman, Ann Lund,] said no.", "", ""),
        (
            "[Sen. Ben Lund] said no. [Lund, a former sailor,] left.",
            "Sen.",
            "",
        ),
        (
            "[The chairman of the yard, Chief Ben Lund,] said no.",
            "chairman of the yard",
            "",
        ),
        (
            "[The Inspector-General of Police, Mr. Ben Lund,] said no.",
            "Inspector-General of Police",
            "",
        ),
        (
            "[The Relations Officer of the command, DSP Ben Lund,] said no.",
            "Relations Officer of the command",
            "",
        ),
        (
            "[Minister of State for Health Ann Lee] said no.",
            "Minister of State for Health",
            "",
        ),
        (
            "[Hedge fund manager Ann Lee] said no.",
            "Hedge fund manager",
            "",
        ),
        (
            "[Planning Minister Ann Lee] said no.",
            "Planning Minister",
            "",
        ),
        (
            "[Former state Sen. Ann Lee] said no.",
            "Former state Sen.",
            "",
        ),
    ];
    let mut wrong = Vec::new();
    for (text, role, affiliation) in cases {
        let Some(Some(speaker)) = resolve_marked(text).into_iter().next() else {
            wrong.push(format!("{text}: nobody"));
            continue;
        };
        let got = (
            speaker.role.unwrap_or_default(),
            speaker.affiliation.unwrap_or_default(),
        );
        if got != (role.to_owned(), affiliation.to_owned()) {
            wrong.push(format!("{text}: {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn courtesies_are_no_roles() {
    let cases = [
        ("Mrs Ruth Lane", None),
        ("MR. Price", None),
        ("Dr. Omar Haddad", None),
        ("Labour MP Asha Rao", Some("Labour MP")),
        ("engineer Dr Ann Lund", Some("engineer")),
        ("PC Dan Hill", Some("PC")),
    ];
    for (source, role) in cases {
        let text = format!("On Friday {source} said no.");
        let source = Span::new(10, 10 + source.len());
        let said = quotation(
            vec![Span::new(text.len() - 3, text.len())],
            vec![source],
            vec![],
            QuotationKind::Direct,
        );
        let resolution = resolve(&Scanner::default(), &text, &[said]);
        assert_eq!(resolution.speakers[0].role.as_deref(), role, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_and_no_source_panics(text in "([A-Z][a-z]{1,3}|he|of|the|and|who|[.,:(\"’'“”]|\\PC| |\n| ){0,60}", cuts in proptest::collection::vec(0usize..200, 0..8)) {
        let at = |cut: usize| text.floor_char_boundary(cut);
        let quotations: Vec<Quotation> = cuts
            .windows(2)
            .map(|pair| quotation(vec![Span::new(at(pair[1]), at(pair[0]))], vec![Span::new(at(pair[0]), at(pair[1]))], vec![], QuotationKind::Direct))
            .collect();
        let resolution = resolve(&Scanner::default(), &text, &quotations);
        proptest::prop_assert_eq!(resolution.of_quotation.len(), quotations.len());
    }
}
