//! `dixit explain` and `dixit speakers`: how decisions are shown, and what the user may do about names.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod place;

use assert_cmd::Command;
use dixit::attribution::{Fate, Quotation, pattern};
use dixit::{Document, Pipeline};
use place::Place;

const TEXT: &str =
    "“We are ready,” said Ann Lee. Bo Ek told reporters that the bridge would open in May.";

#[test]
fn the_first_article_of_several_is_told_to_be_that() {
    let place = Place::new();
    place.file("a.txt", TEXT);
    let lines = r#"{"id":"1","text":"It rained."}
{"id":"2","text":"It was cold."}
"#;
    place.file("all.jsonl", lines);
    let told = "the first article of several; --id ID shows another\n";
    for (args, is_told) in [
        (&["explain", "all.jsonl"][..], true),
        (&["explain", "all.jsonl", "--id", "1"], false),
        (&["explain", "a.txt"], false),
    ] {
        let ended = place.dixit(args);
        assert_eq!(
            (ended.code, ended.err == told),
            (0, is_told),
            "{args:?}: {}",
            ended.err
        );
    }
}

#[test]
fn an_article_is_shown_with_plain_marks_outside_a_terminal() {
    let place = Place::new();
    place.file("a.txt", TEXT);
    let ended = place.dixit(&["explain", "a.txt"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for told in [
        "“[1: We are ready,]” said Ann Lee.",
        "[2: that the bridge would open in May]",
        "Ann Lee: 1\n",
        "decided by quote-cue-source: a quotation, then the cue",
        "sources weighed: ‹Ann Lee",
        "would have changed it:\n     none by this cue, were its score under 0.17",
    ] {
        assert!(ended.out.contains(told), "{told}: {}", ended.out);
    }
    assert!(!ended.out.contains('\u{1b}'));
    // By number or id, alone; by rules alone there is nothing learned to tell.
    let ended = place.dixit(&["explain", "a.txt", "--quote", "2", "--model", "none"]);
    assert!(ended.out.starts_with("\n2. Bo Ek: "), "{}", ended.out);
    assert!(!ended.out.contains("weighed:"), "{}", ended.out);
    assert_eq!(place.dixit(&["explain", "a.txt", "--quote", "7"]).code, 1);
    assert_eq!(place.dixit(&["explain", "a.txt", "--id", "b"]).code, 1);
}

#[test]
fn the_line_ends_of_windows_are_no_fault_of_the_article() {
    let place = Place::new();
    for end in ["\r\n", "\r"] {
        place.file("a.txt", format!("{TEXT}{end}{end}Rain fell.{end}"));
        let shown = place.dixit(&["explain", "a.txt"]).out;
        assert!(shown.contains("in May].\n\nRain fell.\n"), "{shown}");
        assert!(!shown.contains(['\u{FFFD}', '\r']), "{shown}");
    }
}

#[test]
fn an_article_is_named_as_a_run_names_it() {
    let place = Place::new();
    let lines = ["One.", "Two."].map(|text| format!("{{\"id\": \"x\", \"text\": \"{text}\"}}\n"));
    place.file("a.jsonl", lines.concat());
    let shown = |id: &str| place.dixit(&["explain", "a.jsonl", "--id", id]).out;
    assert!(shown("x").contains("One."));
    assert!(shown("x#2").contains("Two."));
}

#[test]
fn colours_come_on_demand_and_the_text_brings_none() {
    let place = Place::new();
    place.file("a.txt", format!("\u{1b}[31mRed.\u{202e} {TEXT}"));
    let run = |variables: &[(&str, &str)]| {
        let mut command = Command::cargo_bin("dixit").unwrap();
        command
            .current_dir(place.path("."))
            .args(["explain", "a.txt"]);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let coloured = run(&[("CLICOLOR_FORCE", "1")]);
    assert!(
        coloured.contains("\u{1b}[32mWe are ready,\u{1b}[0m"),
        "{coloured}"
    );
    for shown in [&coloured, &run(&[("NO_COLOR", "1")])] {
        assert!(!shown.contains("\u{1b}[31m") && !shown.contains('\u{202e}'));
    }
}

#[test]
fn what_is_explained_is_what_was_decided_and_every_pattern_has_a_meaning() {
    for pipeline in [Pipeline::default(), Pipeline::rules()] {
        for entry in std::fs::read_dir("corpus").unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let document = Document::from_text("a", text);
            let quotations = pipeline.annotate(&document).quotations;
            let considered = pipeline.explain(&document);
            let standing = considered
                .iter()
                .filter(|one| matches!(one.fate, Fate::Stands { .. }));
            let found = |cue, evidence| {
                let mut all = quotations.iter();
                all.any(|one| one.cue.as_slice() == [cue] && one.evidence == evidence)
            };
            let count = standing.clone().count();
            for one in standing {
                assert!(found(one.cue, one.evidence), "{}: {one:?}", path.display());
            }
            // Nested reports gave way to the ones around them.
            let cued = |one: &&Quotation| !one.cue.is_empty() && one.is_speech();
            let by_cue = quotations.iter().filter(cued);
            assert_eq!(by_cue.count(), count, "{}", path.display());
            for one in &quotations {
                assert!(
                    pattern(one.evidence).is_some(),
                    "patterns.tsv lacks {}",
                    one.evidence
                );
            }
        }
    }
}

#[test]
fn one_word_that_points_to_what_was_said_is_told_from_a_name_between_marks() {
    let mut pronouns = 0;
    for text in [
        "Pellmont denies that.",
        "The chairman said it.",
        "“We left,” Ann Lee said. Her lawyer confirmed that.",
    ] {
        let document = Document::from_text("a", text);
        for pipeline in [Pipeline::default(), Pipeline::rules()] {
            for one in pipeline.explain(&document) {
                assert_ne!(one.fate, Fate::Name, "{text}: {one:?}");
                pronouns += usize::from(one.fate == Fate::Pronoun);
            }
        }
    }
    assert!(pronouns > 0);
}

#[test]
fn suggestions_go_back_as_a_people_file() {
    let place = Place::new();
    place
        .file(
            "in/a.txt",
            "“We are ready,” said Anna Brandt. “It will hold,” she added.",
        )
        .file("in/b.txt", "“We were late,” said A. Brandt.")
        .file("in/c.txt", "“Nobody asked us,” said Otto Hval.");
    assert_eq!(place.dixit(&["in"]).code, 0);
    let ended = place.dixit(&["speakers", "output"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let csv = ended.out.trim_start_matches('\u{feff}');
    assert_eq!(
        csv,
        "name,aliases,role,id,reason,kind,articles,quotations\n\
         Anna Brandt,A. Brandt,,,initial,person,2,3\n"
    );
    // The user gives the row an id and passes it back as it came, byte order mark and all.
    let edited = ended.out.replace(",,,initial", ",,Q17,initial");
    place.file("people.csv", edited);
    let ended = place.dixit(&["in", "--people", "people.csv"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        place.column("speakers.csv", "speaker"),
        ["Anna Brandt", "Otto Hval"]
    );
    assert_eq!(place.column("speakers.csv", "speaker_id")[0], "Q17");
    // Then there is nothing left to suggest, and the id stays.
    let ended = place.dixit(&["speakers", "output/articles.jsonl"]);
    let header = csv.lines().next().unwrap();
    assert_eq!(ended.out, format!("\u{feff}{header}\n"));
    let ended = place.dixit(&["speakers", "output", "--all"]);
    assert!(
        ended.out.contains("Anna Brandt,,,Q17,,person,2,3\n"),
        "{}",
        ended.out
    );
    place.file("bad.jsonl", "{}\n");
    let ended = place.dixit(&["speakers", "bad.jsonl"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("bad.jsonl, line 1"), "{}", ended.err);
}
