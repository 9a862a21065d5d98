//! Rule and figure files of the user's own: whatever is in them, a run starts or an error says where they are wrong.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A failed test is what a panic is for.

use std::time::{Duration, Instant};

use dixit::Document;
use dixit::claims::{ClaimChecker, Figures, RuleError, RuleFileError};
use dixit::resolution::Resolution;
use dixit::segmentation;
use proptest::prelude::*;

/// The head of a rule file with one rule, to which a test adds what it is about.
fn rule(more: &str) -> String {
    format!(
        "format = 1\n[[rule]]\nid = \"own\"\ntitle = \"T\"\nwhy = \"W\"\ndomain = \"D\"\nmessage = \"M\"\n{more}\n"
    )
}

/// The embedded rules with one file of the user's beside them.
fn load(text: &str) -> Result<ClaimChecker, RuleError> {
    let mut files = ClaimChecker::embedded_rules().to_vec();
    files.push(("own.toml", text));
    ClaimChecker::new(&files, Figures::embedded().unwrap())
}

fn flags(checker: &ClaimChecker, text: &str) -> Vec<String> {
    let document = Document::from_text("article", text);
    let segmentation = segmentation::segment(&document);
    let claims = checker.check(&document, &segmentation, &[], &Resolution::default());
    claims.into_iter().map(|claim| claim.rule).collect()
}

/// A short opinion between a prediction and a record in it does not hide that all of it is a prediction.
#[test]
fn what_is_not_checkable_holds_all_that_is_in_it() {
    let one = |id: &str, word: &str, more: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\ntitle = \"T\"\nwhy = \"W\"\ndomain = \"D\"\nmessage = \"M\"\nall = [[\"{word}\"]]\n{more}\n"
        )
    };
    let text = [
        "format = 1\n".to_owned(),
        one(
            "wide",
            "grommet",
            "verdict = \"not_checkable\"\nspan = \"sentence\"",
        ),
        one(
            "narrow",
            "sprocket",
            "verdict = \"not_checkable\"\nspan = \"match\"",
        ),
        one("sent", "flange", "verdict = \"check\"\nspan = \"match\""),
    ];
    let checker = load(&text.concat()).unwrap();
    assert_eq!(flags(&checker, "A flange."), ["sent"]);
    assert_eq!(
        flags(&checker, "A sprocket and a flange."),
        ["narrow", "sent"]
    );
    assert_eq!(flags(&checker, "A grommet and a flange."), ["wide"]);
    let all = "A grommet, a sprocket and a flange.";
    assert_eq!(flags(&checker, all), ["wide", "narrow"]);
}

/// What a file asks too much of, and words of the refusal.
#[test]
fn what_is_too_large_is_refused() {
    let list = |one: &str, count: usize| vec![one; count].join(", ");
    let check = "verdict = \"check\"\n";
    let large = [
        ("x".repeat((1 << 20) + 1), "larger than"),
        (
            rule(&format!("{check}all = [{}]", list("[\"a\"]", 9))),
            "9 trigger sets",
        ),
        (
            rule(&format!(
                "{check}all = [[\"a\"]]\npatterns = [{}]",
                list("\"a\"", 41)
            )),
            "41 patterns",
        ),
        (
            rule(&format!(
                "{check}all = [[\"a\"]]\npatterns = [\"{}\"]",
                "a ".repeat(41)
            )),
            "at most 40 parts",
        ),
        (
            rule(&format!("{check}all = [[\"a\"]]\npatterns = [\"a *61\"]")),
            "up to 60",
        ),
        (
            rule(&format!(
                "{check}all = [[\"a\"]]\npatterns = [\"{}b\"]",
                "a|".repeat(2001)
            )),
            "more than 2000 alternatives",
        ),
        (
            rule(&format!(
                "{check}all = [[{}]]\n[classes]\nmany = [{}]",
                list("\"@many\"", 900),
                list("\"b\"", 900)
            )),
            "more than 200000 phrases",
        ),
        (
            rule(&format!(
                "{check}all = [[\"a\"]]\ncaveats = [\"{}\"]",
                "c".repeat(501)
            )),
            "longer than 500",
        ),
        (
            rule(&format!(
                "{check}all = [[\"a\"]]\n{}",
                "[[rule.passed]]\ntext = \"x\"\n".repeat(101)
            )),
            "101 examples",
        ),
        (
            rule(&format!(
                "{check}all = [[\"a\"]]\n{}",
                (0..13)
                    .map(|n| format!("[[rule.slot]]\nname = \"s{n}\"\nunit = \"count\"\n"))
                    .collect::<String>()
            )),
            "13 slots",
        ),
        (
            rule(&format!(
                "all = [[\"a\"]]\nleft = \"{}1\"\nright = \"1\"\ntest = \"equality\"",
                "(".repeat(40)
            )),
            "nested deeper than 32",
        ),
        (
            rule(&format!(
                "all = [[\"a\"]]\nleft = \"{}1\"\nright = \"1\"\ntest = \"equality\"",
                "1+".repeat(300)
            )),
            "at most 500",
        ),
    ];
    for (text, words) in large {
        // A class must stand before the rules.
        let text = match text.split_once("[classes]\n") {
            Some((rest, classes)) => {
                rest.replacen("[[rule]]", &format!("[classes]\n{classes}[[rule]]"), 1)
            }
            None => text,
        };
        let start: String = text.chars().take(300).collect();
        let fault = load(&text).expect_err(&start);
        assert_eq!(fault.file, "own.toml");
        assert!(fault.to_string().contains(words), "{fault} wants {words}");
    }
}

/// The largest rules that are allowed are still no trap.
#[test]
fn the_costliest_rule_allowed_stays_bounded() {
    let gaps = "~60 a|b ".repeat(19);
    let patterns: Vec<String> = (0..40)
        .map(|at| format!("\"x{at}|a {gaps} never\""))
        .collect();
    let text = rule(&format!(
        "verdict = \"check\"\nall = [[\"a\"]]\npatterns = [{}]",
        patterns.join(", ")
    ));
    let checker = load(&text).unwrap();
    let started = Instant::now();
    let found = flags(&checker, &"a b ".repeat(2000));
    assert!(!found.contains(&"own".to_owned()));
    // A trap would take hours; this is no measure of speed.
    assert!(started.elapsed() < Duration::from_secs(120));
}

#[test]
fn a_users_rule_replaces_the_one_of_its_id() {
    let text =
        rule("verdict = \"check\"\nall = [[\"moonlit\"]]").replace("\"own\"", "\"superlative\"");
    let checker = load(&text).unwrap();
    assert_eq!(
        flags(
            &checker,
            "The moonlit bay is the worst harbour in the world."
        ),
        ["superlative"]
    );
    assert!(flags(&checker, "That is the worst harbour in the world.").is_empty());
    let twice = format!("{text}{}", text.trim_start_matches("format = 1\n"));
    let fault = load(&twice).unwrap_err();
    assert_eq!(
        (fault.line, fault.cause.as_str()),
        (10, "a second rule `superlative`")
    );
}

#[test]
fn a_users_figure_replaces_the_one_of_its_id_and_a_row_that_of_its_key() {
    let source = "source = { publisher = \"P\", title = \"T\", year = 2024, url = \"\" }";
    let own = format!(
        "format = 1\n[[figure]]\nid = \"un_members\"\ntitle = \"t\"\nlow = 300\nhigh = 300\nunit = \"u\"\nas_of = \"2024\"\n{source}\n\
        [[table]]\nid = \"population\"\ntitle = \"population of {{name}}\"\nunit = \"people\"\nas_of = \"2024\"\n{source}\n\
        rows = [{{ key = \"norway\", names = [\"Norway\"], low = 9e6, high = 9.1e6 }}, {{ key = \"dune\", names = [\"Duneland\"], low = 1e6, high = 1e6 }}]\n"
    );
    let mut files = Figures::embedded_files().to_vec();
    files.push(("own.toml", &own));
    let figures = Figures::load(&files).unwrap();
    assert_eq!(figures.get("un_members").unwrap().value.low(), 300.0);
    let checker = ClaimChecker::new(ClaimChecker::embedded_rules(), figures).unwrap();
    let verdict = |text: &str| {
        let document = Document::from_text("article", text);
        let claims = checker.check(
            &document,
            &segmentation::segment(&document),
            &[],
            &Resolution::default(),
        );
        claims
            .iter()
            .find(|claim| claim.rule == "population")
            .map(|claim| claim.verdict.name())
    };
    assert_eq!(
        verdict("Norway has a population of 9 million."),
        Some("consistent")
    );
    assert_eq!(
        verdict("Duneland has a population of 9 million."),
        Some("contradicted")
    );
    assert_eq!(
        verdict("Kenya has a population of 54 million."),
        Some("consistent")
    );
}

/// A rule that comes with dixit and says that nothing can be checked does not hide what the user asked for.
#[test]
fn a_users_rule_is_not_hidden_by_the_embedded_ones() {
    let text = rule(
        "verdict = \"check\"\nall = [[\"tax\", \"taxes\"]]\npatterns = [\"never raise *2 tax|taxes\"]",
    );
    let flagged = flags(&load(&text).unwrap(), "“We will never raise any taxes.”");
    assert!(flagged.contains(&"own".to_owned()), "{flagged:?}");
    assert!(flagged.contains(&"promise".to_owned()), "{flagged:?}");
    let worst = "“We will never be the worst harbour in the world.”";
    let flagged = flags(&ClaimChecker::embedded().unwrap(), worst);
    assert!(!flagged.contains(&"superlative".to_owned()), "{flagged:?}");
}

/// A price in euros says nothing of dollars; a printed source has no address.
#[test]
fn an_amount_is_held_only_against_a_figure_in_its_currency() {
    let figure = "format = 1\n[[figure]]\nid = \"bus_fare\"\ntitle = \"single fare\"\nlow = 2.8\nhigh = 3\nunit = \"EUR\"\nas_of = \"2026\"\n\
        source = { publisher = \"P\", title = \"T\", year = 2026 }\n";
    let text = rule(
        "all = [[\"ticket\"]]\nleft = \"fare\"\nright = \"bus_fare\"\ntest = \"agrees\"\nfactor = 1.1\n[[rule.slot]]\nname = \"fare\"\nunit = \"money\"\n",
    )
    .replace("message = \"M\"", "message = \"It costs {fare}.\"");
    let mut files = Figures::embedded_files().to_vec();
    files.push(("figures.toml", figure));
    let rules = [("own.toml", text.as_str())];
    let checker = ClaimChecker::new(&rules, Figures::load(&files).unwrap()).unwrap();
    let working = |text: &str| {
        let document = Document::from_text("article", text);
        let segmentation = segmentation::segment(&document);
        let claims = checker.check(&document, &segmentation, &[], &Resolution::default());
        claims
            .first()
            .map(|claim| (claim.verdict.name(), claim.working.clone()))
    };
    let (verdict, told) = working("A ticket costs 5 euros.").unwrap();
    assert_eq!(verdict, "contradicted");
    assert!(told.starts_with("It costs 5 EUR."), "{told}");
    assert!(
        told.contains("below 2.55 or above 3.3 contradicts"),
        "{told}"
    );
    assert_eq!(working("A ticket costs $5."), None);
    let odd = |figure: &str| {
        let figures = Figures::load(&[("figures.toml", figure)]).unwrap();
        let checker = ClaimChecker::new(&rules, figures).unwrap();
        let fault = checker.odd_unit(&checker.rules()[0]);
        fault.map(|fault| fault.to_string())
    };
    assert_eq!(odd(figure), None);
    let told = odd(&figure.replace("EUR", "bananas")).unwrap();
    assert!(told.contains("in `bananas`"), "{told}");
}

#[test]
fn files_and_folders_are_read_in_order_and_their_faults_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let fault = |path: &std::path::Path| match ClaimChecker::with_files(Some(path), None) {
        Err(fault) => fault,
        Ok(_) => panic!("{} is no rule file", path.display()),
    };
    assert!(matches!(fault(folder.path()), RuleFileError::Unfit { .. }));
    assert!(matches!(
        fault(&folder.path().join("none.toml")),
        RuleFileError::Read { .. }
    ));
    write(
        "b.toml",
        rule("verdict = \"check\"\nall = [[\"moonlit\"]]").as_bytes(),
    );
    write("note.txt", b"no rule");
    let checker = ClaimChecker::with_files(Some(folder.path()), None).unwrap();
    assert_eq!(flags(&checker, "A moonlit bay."), ["own"]);
    write("a.toml", b"format = 1\n\n\xff");
    let told = fault(folder.path()).to_string();
    assert!(told.ends_with("a.toml:3: the text is not UTF-8"), "{told}");
    write("a.toml", b"format = 1\n[[rule]]\nid = 3\n");
    let told = fault(folder.path()).to_string();
    assert!(
        told.contains("a.toml:3: ") && told.contains("string"),
        "{told}"
    );
}

/// Lines that rule files are made of, right and wrong, to be strung together at random.
fn lines() -> impl Strategy<Value = String> {
    let lines = [
        "format = 1",
        "[[rule]]",
        "id = \"own\"",
        "id = \"superlative\"",
        "title = \"T\"",
        "why = \"W\"",
        "domain = \"D\"",
        "message = \"{n} and {left} against {right}, {ratio}, {result}\"",
        "message = \"M\"",
        "all = [[\"people\"]]",
        "all = [[\"million\", \"@persons\"], [\"the\"]]",
        "patterns = [\"< {n} *3 @persons > $\", \"^ !no|@persons ~9 {n}\", \"{n} : {n}\"]",
        "patterns = [\"{who} , {n}\", \"{term} {who} {row}\"]",
        "left = \"n * un_members / (n.high - n.low)\"",
        "left = \"-n\"",
        "right = \"crowd_per_m2 + 0 / n\"",
        "right = \"population.kenya\"",
        "test = \"equality\"",
        "test = \"agrees\"",
        "factor = inf",
        "factor = 2.0",
        "slack = nan",
        "slack = 1.0",
        "tolerance = 0.5",
        "compute = \"two_values\"",
        "compute = \"weekday\"",
        "compute = \"quoted_twice\"",
        "compute = \"age_and_birth\"",
        "verdict = \"check\"",
        "concerns = \"before\"",
        "concerns = \"beside\"",
        "needs_claim = true",
        "deepens = true",
        "figures_last = nan",
        "figures_last = 1",
        "span = \"match\"",
        "voice = \"quoted\"",
        "[[rule.slot]]",
        "name = \"n\"",
        "name = \"of\"",
        "name = \"who\"",
        "name = \"value\"",
        "name = \"term\"",
        "unit = \"count\"",
        "unit = \"name\"",
        "unit = \"term\"",
        "unit = \"year\"",
        "unit = \"money\"",
        "terms = { a = [\"the\"], b = [\"people\", \"\"] }",
        "as = \"USD\"",
        "min = nan",
        "default = nan",
        "default = 1e308",
        "missing = \"incomplete\"",
        "pick = \"largest\"",
        "[[rule.flagged]]",
        "text = \"The 12 million people of Kenya met.\"",
    ];
    proptest::collection::vec(proptest::sample::select(lines.to_vec()), 0..60)
        .prop_map(|lines| lines.join("\n"))
}

const ARTICLE: &str = "The 12 million people of Kenya met 30 people, Mira Castellan, 41, said on Monday, May 6, 2019. \
    “More than 40 million people of the world,” he said, “gave $5 million to 3 to 4 people in 1999.”";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_lines_fault_or_load_and_run(lines in lines()) {
        let text = format!("format = 1\n{lines}");
        match load(&text) {
            Ok(checker) => { flags(&checker, ARTICLE); checker.failing_examples(); }
            Err(fault) => prop_assert!(fault.line >= 1 && !fault.cause.is_empty() && !fault.file.is_empty()),
        }
    }

    /// A rule of every part, its values chosen at random: it loads, and runs.
    #[test]
    fn any_whole_rule_runs(
        judged in proptest::sample::select(vec![
            "left = \"n\"\nright = \"un_members\"\ntest = \"at_most\"",
            "left = \"n.high / (n - n)\"\nright = \"n * 1e300 * 1e300\"\ntest = \"equality\"",
            "left = \"n\"\nright = \"0\"\ntest = \"agrees\"",
            "compute = \"two_values\"", "compute = \"two_terms\"", "verdict = \"check\"",
        ]),
        unit in proptest::sample::select(vec!["count", "money", "year", "date", "day", "age", "percent", "duration", "ordinal"]),
        of in proptest::sample::select(vec!["name", "count", "year"]),
        pattern in proptest::sample::select(vec!["{n}", "{of} ~60 {value}", "{value} _20 {of}", "^ ~40 {n} ? $", "the? !the {value} :? {n}"]),
        more in proptest::sample::select(vec!["", "concerns = \"beside\"", "concerns = \"others\"\nneeds_claim = true", "deepens = true\nconcerns = \"before\"", "figures_last = -1e9", "span = \"sentence\"\nvoice = \"author\""]),
        number in proptest::num::f64::ANY,
    ) {
        let slot = |name: &str, unit: &str| format!("[[rule.slot]]\nname = \"{name}\"\nunit = \"{unit}\"\nmissing = \"allowed\"\n");
        let number = format!("{number:?}").replace("NaN", "nan");
        let text = rule(&format!(
            "all = [[\"people\"]]\n{judged}\n{more}\nslack = {number}\npatterns = [\"{pattern}\"]\n{}default = {number}\n{}{}",
            slot("n", unit), slot("of", of), slot("value", unit),
        ));
        if let Ok(checker) = load(&text) {
            flags(&checker, ARTICLE);
        }
    }
}
