//! The claims stage from outside: examples of all rules, links, dates, broken files.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A failed test is what a panic is for.

use std::sync::LazyLock;

use dixit::attribution::{Function, Quotation, QuotationKind};
use dixit::claims::{Claim, ClaimChecker, Figures, Verdict};
use dixit::document::Document;
use dixit::resolution::Resolution;
use dixit::segmentation;
use dixit::span::{Span, SpanList};

static CHECKER: LazyLock<ClaimChecker> = LazyLock::new(ClaimChecker::default);

fn article(text: &str, date: Option<&str>) -> Document {
    let mut document = Document::from_text("test", text);
    document.metadata.date = date.map(str::to_owned);
    document
}

fn check(document: &Document, quotations: &[Quotation]) -> Vec<Claim> {
    let segmentation = segmentation::segment(document);
    CHECKER.check(document, &segmentation, quotations, &Resolution::default())
}

fn speech(contents: Vec<Span>, nested_in: Option<usize>) -> Quotation {
    Quotation {
        contents: contents.into(),
        kind: QuotationKind::Direct,
        function: Function::Speech,
        cue: SpanList::new(),
        source: SpanList::new(),
        polarity: Default::default(),
        carried_from: None,
        evidence: "test",
        confidence: 1.0,
        nested_in,
        unclosed: false,
    }
}

fn span_of(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("part of the text");
    Span::new(start, start + part.len())
}

#[test]
fn every_rules_examples_hold() {
    let failures = CHECKER.failing_examples();
    assert!(
        failures.is_empty(),
        "{} examples fail:\n{}",
        failures.len(),
        failures
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn every_rule_has_examples_of_both_kinds() {
    for rule in CHECKER.rules() {
        let flagged = rule
            .examples
            .iter()
            .filter(|example| example.verdict.is_some())
            .count();
        assert!(flagged > 0 && flagged < rule.examples.len(), "{}", rule.id);
    }
}

#[test]
fn a_claim_belongs_to_the_innermost_speech_that_holds_it() {
    let text = "She said: “He told me ‘it is the worst road in the world’ and left.”";
    let outer = speech(
        vec![span_of(
            text,
            "He told me ‘it is the worst road in the world’ and left.",
        )],
        None,
    );
    let inner = speech(
        vec![span_of(text, "it is the worst road in the world")],
        Some(0),
    );
    let claims = check(&article(text, None), &[outer, inner]);
    let claim = claims.iter().find(|claim| claim.rule == "superlative");
    let claim = claim.expect("the superlative is a claim");
    assert_eq!(
        (claim.quotation, claim.verdict, claim.hearsay),
        (Some(1), Verdict::Check, 2)
    );
}

#[test]
fn scare_quotes_make_no_speaker() {
    let text = "It is “the worst road in the world” by far.";
    let mut scare = speech(vec![span_of(text, "the worst road in the world")], None);
    scare.function = Function::Scare;
    let claims = check(&article(text, None), &[scare]);
    assert_eq!(
        claims
            .iter()
            .map(|claim| claim.quotation)
            .collect::<Vec<_>>(),
        [None]
    );
}

const REBUTTED: &str = "Kenya’s council met. The envoy reckoned that “the price of a single tank is enough to supply \
    everyone in Kenya with bread for two months.” However, given that Kenya has a population of over 45 million, \
    today’s steel prices easily refute this figure.";

#[test]
fn a_rebuttal_concerns_the_claim_before_it() {
    let quoted = span_of(
        REBUTTED,
        "the price of a single tank is enough to supply everyone in Kenya with bread for two months.",
    );
    let claims = check(&article(REBUTTED, None), &[speech(vec![quoted], None)]);
    let by_rule = |rule: &str| {
        claims
            .iter()
            .position(|claim| claim.rule == rule)
            .expect("the rule fires")
    };
    let (cost, population, rebuttal) = (
        by_rule("missile-cost"),
        by_rule("population"),
        by_rule("author-rebuttal"),
    );
    assert_eq!(claims[rebuttal].concerns, Some(cost));
    assert_eq!(
        (claims[cost].quotation, claims[cost].verdict),
        (Some(0), Verdict::Contradicted)
    );
    assert_eq!(
        (claims[population].quotation, claims[population].verdict),
        (None, Verdict::Consistent)
    );
}

#[test]
fn the_working_names_ratio_figures_and_sources() {
    let claims = check(&article(REBUTTED, None), &[]);
    let cost = claims
        .iter()
        .find(|claim| claim.rule == "missile-cost")
        .expect("it fires");
    let ratio = cost.ratio.expect("it computes");
    assert!(ratio.low() > 2.0 && ratio.high() > ratio.low());
    assert_eq!(
        cost.figures,
        [
            "population.kenya",
            "cereal_kg_day.anywhere",
            "staple_usd_per_kg",
            "arms_usd.tank"
        ]
    );
    for part in [
        "population of Kenya",
        "World Population Prospects 2024",
        "as of",
        "“two months”",
        "Needed over available",
    ] {
        assert!(cost.working.contains(part), "{part} in {}", cost.working);
    }
}

#[test]
fn the_articles_date_is_read_in_every_usual_form_and_never_guessed() {
    let text =
        "Since the keeper left in 2010, the tower has been dark for the previous nine years.";
    let verdict = |date| {
        check(&article(text, date), &[])
            .first()
            .map(|claim| claim.verdict)
    };
    for date in [
        "2019-08-10",
        "2019-08-10T09:30:00Z",
        "10.08.2019",
        "August 10, 2019",
        "10 Aug 2019",
        "8/13/2019",
        "2019",
    ] {
        assert_eq!(verdict(Some(date)), Some(Verdict::Consistent), "{date}");
    }
    // Whether 8/10 is in August, another date of its column would have to tell.
    for date in [None, Some("yesterday"), Some("32.13.19"), Some("8/10/2019")] {
        assert_eq!(verdict(date), Some(Verdict::Undetermined), "{date:?}");
    }
}

#[test]
fn a_dateline_is_the_articles_date_and_takes_the_stated_year() {
    let rest = "The pier was built ten years ago, in 2013.\n\nThe council of the port met on Tuesday to speak of it.";
    let working = |line: &str, date| {
        let claims = check(&article(&format!("{line} {rest}"), date), &[]);
        claims.first().map(|claim| claim.working.clone())
    };
    for (line, date) in [
        ("NORDHAVN, Sept. 28, 2023 —", None),
        ("NORDHAVN, Sept. 28 —", Some("2023")),
    ] {
        let told = working(line, date).unwrap_or_default();
        assert!(told.contains("2023-09-28"), "{line}: {told}");
    }
    let told = working("NORDHAVN, Sept. 28 —", None).unwrap_or_default();
    assert!(told.contains("bears no date"), "{told}");
}

/// A rule file with one fault, the line it is in and words of the cause.
const BROKEN: &[(&str, usize, &str)] = &[
    ("format = 2", 1, "format 2"),
    ("format = 1\nrules = 3", 2, "unknown field"),
    ("format = 1\n[[rule]\n", 2, ""),
    ("format = 1\n[[rule]]\nid = \"a\"\n", 2, "missing field"),
    (
        "format = 1\n\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = []\nverdict = \"check\"\nmessage = \"\"",
        3,
        "trigger sets",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"@none\"]]\nverdict = \"check\"\nmessage = \"\"",
        2,
        "no class `none`",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nmessage = \"\"",
        2,
        "`verdict`",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nverdict = \"maybe\"\nmessage = \"\"",
        8,
        "maybe",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nleft = \"1 +\"\nright = \"2\"\ntest = \"equality\"\nmessage = \"\"",
        8,
        "column 4",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nleft = \"1\"\nright = \"nothing\"\ntest = \"equality\"\nmessage = \"\"",
        9,
        "neither a slot nor a figure",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\npatterns = [\n  \"a b\",\n  \"a *999\",\n]\nverdict = \"check\"\nmessage = \"\"",
        10,
        "a gap",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\ncompute = \"series\"\nmessage = \"\"",
        8,
        "slot `from`",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nverdict = \"check\"\nmessage = \"{gone}\"",
        2,
        "`gone`",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nverdict = \"check\"\nmessage = \"\"\n[[rule.slot]]\nname = \"n\"\nunit = \"mass\"\nas = \"furlong\"",
        10,
        "no unit `furlong`",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nverdict = \"check\"\nmessage = \"\"\n[[rule.slot]]\nname = \"n\"\nunit = \"row\"\ntable = \"population\"\nunnamed = \"atlantis\"",
        10,
        "no row `atlantis`",
    ),
    (
        "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"\"\nwhy = \"\"\ndomain = \"\"\nall = [[\"x\"]]\nunless = [\n  \"{gone}\",\n]\nverdict = \"check\"\nmessage = \"\"",
        9,
        "`gone` is no slot",
    ),
];

#[test]
fn a_broken_rule_file_is_told_with_file_line_and_cause() {
    for (text, line, cause) in BROKEN {
        let figures = Figures::embedded().unwrap();
        let fault = ClaimChecker::new(&[("my.toml", text)], figures).expect_err(text);
        assert_eq!(
            (fault.file.as_str(), fault.line),
            ("my.toml", *line),
            "{text}\n{fault}"
        );
        assert!(fault.cause.contains(cause), "{fault} wants {cause}");
    }
}

#[test]
fn a_users_rule_and_figure_work_beside_the_embedded_ones() {
    let rule = "format = 1\n[[rule]]\nid = \"moons\"\ntitle = \"Moons\"\nwhy = \"Counted.\"\ndomain = \"sky\"\nall = [[\"moons\"]]\n\
        left = \"n\"\nright = \"moons_of_mars\"\ntest = \"agrees\"\nmessage = \"{n} against {right}\"\n\
        [[rule.slot]]\nname = \"n\"\nunit = \"count\"\nnouns = [\"moons\"]\n";
    let figure = "format = 1\n[[figure]]\nid = \"moons_of_mars\"\ntitle = \"moons of Mars\"\nlow = 2\nhigh = 2\nunit = \"moons\"\nas_of = \"1877\"\n\
        source = { publisher = \"P\", title = \"T\", year = 1877, url = \"\" }\n";
    let figures = Figures::load(&[("figures.toml", figure)]).unwrap();
    let checker = ClaimChecker::new(&[("moons.toml", rule)], figures).unwrap();
    let document = article("Mars has nine moons.", None);
    let claims = checker.check(
        &document,
        &segmentation::segment(&document),
        &[],
        &Resolution::default(),
    );
    assert_eq!(
        claims.iter().map(|claim| claim.verdict).collect::<Vec<_>>(),
        [Verdict::Contradicted]
    );
}

/// How far off a number may be, what decides, and where the figures are from: a reader need not guess.
#[test]
fn the_working_names_the_tolerance_and_what_comes_nearest() {
    let working = |text: &str| {
        let claims = check(&article(text, Some("2026-11-20")), &[]);
        let claim = claims.first().expect(text);
        (claim.verdict, claim.working.clone(), claim.sources.clone())
    };
    let holds = |text: &str, verdict: Verdict, parts: &[&str], not: &str| {
        let (found, told, _) = working(text);
        assert_eq!(found, verdict, "{text}: {told}");
        for part in parts {
            assert!(told.contains(part), "{part} in {told}");
        }
        assert!(!told.contains(not), "{not} in {told}");
    };
    holds(
        "The population of Germany is 120 million.",
        Verdict::Contradicted,
        &["contradicts", "rounded outwards from UN DESA"],
        "assumption",
    );
    holds(
        "Fees rose by more than 50 percent, from $1,000 to $1,480.",
        Verdict::Doubtful,
        &["Tolerance: from 47 to 49 agrees"],
        "assumption",
    );
    holds(
        "The war ended 90 years ago, in 1945.",
        Verdict::Contradicted,
        &["off by 8.1, where more than 6 contradicts"],
        "assumption",
    );
    holds(
        "Takings rose 9 percent, from $4.5 billion to $5 billion.",
        Verdict::Consistent,
        &["Read as rounded: 4.5 to 5 billion as 4.45 to 4.55 billion and 4.95 to 5.05 billion"],
        "assumption",
    );
    holds(
        "One missile would feed 1 million people for ten years.",
        Verdict::Doubtful,
        &[
            "Nearest to coming out, and still 1.1 times too much: ",
            "one missile at 162 million",
        ],
        "What decides",
    );
    holds(
        "The money for two submarines could feed Eritrea for a year.",
        Verdict::Incomplete,
        &["of which there is no figure"],
        "assumption",
    );
    let (_, _, sources) = working("The population of Germany is 120 million.");
    assert_eq!(sources.len(), 1);
    assert!(
        sources[0].ends_with("2024, https://population.un.org/wpp/"),
        "{sources:?}"
    );
}

#[test]
fn a_bad_figure_is_told_with_its_line() {
    let text = "format = 1\n\n[[figure]]\nid = \"a\"\ntitle = \"\"\nlow = 3\nhigh = 2\nunit = \"\"\nas_of = \"\"\nsource = { publisher = \"\", title = \"\", year = 1, url = \"\" }\n";
    let fault = Figures::load(&[("figures.toml", text)]).unwrap_err();
    assert_eq!(
        (fault.line, fault.to_string().contains("no range")),
        (3, true),
        "{fault}"
    );
}

#[test]
fn every_figure_has_its_source_and_sixty_countries_have_populations() {
    let figures = Figures::embedded().unwrap();
    assert!(
        figures
            .iter()
            .all(|figure| !figure.source.publisher.is_empty() && !figure.as_of.is_empty())
    );
    assert!(
        figures
            .iter()
            .filter(|figure| figure.id.starts_with("population."))
            .count()
            >= 60
    );
}

/// Words that rules trigger on, strung together: more of the checker runs than on random text.
fn claimish() -> impl proptest::strategy::Strategy<Value = String> {
    let pieces = [
        "the price of",
        "one missile",
        "would feed",
        "everyone",
        "in Kenya",
        "for three months",
        "since 2017",
        "in 2004",
        "has been",
        "six years",
        "more than",
        "40 countries",
        "the most",
        "in the world",
        "however",
        "reject this figure",
        "“",
        "”",
        ".",
        ",",
        "\n\n",
        "was established in",
        "yearly",
        "from 2014 to 2017",
        "population of",
        "25 million",
        "United States",
        "—",
        "é",
        "'s",
        "’s",
        "$5 million",
        "no one has ever",
        "will never",
    ];
    use proptest::strategy::Strategy;
    proptest::collection::vec(
        proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        0..40,
    )
    .prop_map(|words| words.join(" "))
}

proptest::proptest! {
    #[test]
    fn any_article_is_checked(text in "\\PC{0,200}", date in "\\PC{0,12}") {
        let document = article(&text, Some(&date));
        for claim in check(&document, &[]) {
            proptest::prop_assert!(!claim.span.of(&text).is_empty());
        }
    }

    #[test]
    fn any_string_of_triggers_is_checked(text in claimish()) {
        let claims = check(&article(&text, Some("2023-09-06")), &[]);
        for (index, claim) in claims.iter().enumerate() {
            proptest::prop_assert!(!claim.span.of(&text).is_empty());
            proptest::prop_assert!(claim.concerns.is_none_or(|target| target != index && target < claims.len()));
        }
        proptest::prop_assert!(claims.windows(2).all(|pair| pair[0].span.start() <= pair[1].span.start()));
    }

    /// The embedded files with a piece cut out or doubled: an error or a checker, never a panic.
    #[test]
    fn any_damaged_rule_file_loads_or_faults(file in 0usize..9, start in 0usize..20_000, length in 0usize..60, doubled in proptest::bool::ANY) {
        let files = ClaimChecker::embedded_rules();
        let (name, text) = files[file];
        let characters: Vec<char> = text.chars().collect();
        let start = start % characters.len();
        let end = (start + length).min(characters.len());
        let resume = if doubled { start } else { end };
        let damaged: String = characters[..end.max(start)].iter().take(if doubled { end } else { start }).chain(&characters[resume..]).collect();
        let mut all = files.to_vec();
        all[file] = (name, &damaged);
        if let Err(fault) = ClaimChecker::new(&all, Figures::embedded().unwrap()) {
            proptest::prop_assert!(fault.line >= 1 && !fault.file.is_empty());
        }
    }

    #[test]
    fn any_text_as_a_rule_file_faults_or_loads(text in "\\PC{0,120}") {
        let _ = ClaimChecker::new(&[("any.toml", &text)], Figures::embedded().unwrap());
    }
}

/// A text without a sentence's end costs no more than its length.
#[test]
fn a_long_text_without_stops_is_no_trap() {
    let text =
        "since 2017 more than 40 countries in Kenya reject the price of one missile and the most "
            .repeat(3000);
    let started = std::time::Instant::now();
    let _ = check(&article(&text, Some("2023-09-06")), &[]);
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

#[test]
fn a_claim_in_a_report_is_its_speakers_and_without_the_cue() {
    let text = "Hanne Dahl said that the money for one missile “could keep North Korea in bread for three months”.";
    let document = article(text, Some("2023-09-28"));
    let before = span_of(text, "that the money for one missile");
    let marked = span_of(text, "could keep North Korea in bread for three months");
    let claims = check(&document, &[speech(vec![before, marked], None)]);
    let claim = claims
        .iter()
        .find(|claim| claim.rule == "missile-cost")
        .expect("the missile's cost is a claim");
    assert_eq!(claim.quotation, Some(0));
    assert!(
        claim.span.start() >= before.start(),
        "{:?}",
        claim.span.of(text)
    );
}
