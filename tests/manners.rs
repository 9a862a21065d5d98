//! How the command behaves in a shell: where settings come from, what it prints, what it helps with.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;

use assert_cmd::Command;
use place::{Ended, Place, names};

const TEXT: &str = "“We will not go,” said Ann Lee.";

/// Runs the command with variables set.
fn with(place: &Place, variables: &[(&str, &str)], args: &[&str]) -> Ended {
    let mut command = Command::cargo_bin("dixit").unwrap();
    command.current_dir(place.path(".")).args(args);
    let variables = variables.iter().copied();
    let output = command.envs(variables).output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let place = Place::new();
    place.file("a.txt", TEXT).file(
        "dixit.toml",
        "output = \"file\"\ndelimiter = \"tab\"\nformat = \"csv\"\nmin-confidence = 0.1\n",
    );
    let variables = [
        ("DIXIT_CONFIG", "dixit.toml"),
        ("DIXIT_DELIMITER", ";"),
        ("DIXIT_QUIET", "true"),
        ("DIXIT_MIN_CONFIDENCE", "0.2"),
    ];
    let ended = with(
        &place,
        &variables,
        &["a.txt", "--min-confidence", "0.3", "--print-config"],
    );
    assert_eq!(ended.code, 0, "{}", ended.err);
    for line in [
        "output = \"file\"",
        "format = [\"csv\"]",
        "delimiter = \";\"",
        "quiet = true",
        "min-confidence = 0.3",
        "csv-safety = \"on\"",
    ] {
        assert!(
            ended.out.lines().any(|told| told == line),
            "{line}: {}",
            ended.out
        );
    }
    assert_eq!(names(&place.path(".")), ["a.txt", "dixit.toml"]);

    // What is printed is a configuration file, and needs no input.
    place.file("printed.toml", &ended.out);
    let again = place.dixit(&["--print-config", "--config", "printed.toml"]);
    assert_eq!((again.code, again.out), (0, ended.out));

    let ended = with(&place, &variables, &["a.txt"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let quotes = fs::read_to_string(place.path("file/quotes.csv")).unwrap();
    assert!(quotes.starts_with("\u{feff}doc_id;date"), "{quotes}");
    assert_eq!(with(&place, &[("DIXIT_JOBS", "none")], &["a.txt"]).code, 2);
    // A variable for the main job does not disturb the others.
    let ended = with(
        &place,
        &[("DIXIT_OUTPUT", "x")],
        &["unescape", "file/quotes.csv"],
    );
    assert_eq!(ended.code, 0, "{}", ended.err);
}

#[test]
fn programs_are_told_in_json() {
    let place = Place::new();
    place.file("a.txt", TEXT).file("bad.jsonl", "{\n");
    let ended = place.dixit(&["a.txt", "bad.jsonl", "--log-format", "json"]);
    assert_eq!((ended.code, ended.out.as_str()), (3, ""));
    let lines: Vec<serde_json::Value> = ended
        .err
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let events: Vec<&str> = lines
        .iter()
        .map(|line| line["event"].as_str().unwrap())
        .collect();
    assert_eq!(events, ["completed", "failed", "failures"]);
    assert_eq!(lines[0]["counts"]["articles"], 1);
    assert_eq!(lines[1]["file"], "bad.jsonl");
    assert_eq!(lines[1]["record"], "line 1");

    let ended = place.dixit(&["none.txt", "--log-format", "json"]);
    assert_eq!(ended.code, 1);
    let line: serde_json::Value = serde_json::from_str(ended.err.trim_end()).unwrap();
    assert_eq!(line["event"], "fatal");
    assert!(line["message"].as_str().unwrap().contains("none.txt"));
}

#[test]
fn nothing_is_coloured_where_nobody_asked() {
    let place = Place::new();
    place.file("a.txt", TEXT);
    for args in [&["--help"][..], &["a.txt"], &["a.txt", "--no-such-flag"]] {
        for variables in [&[("NO_COLOR", "1")][..], &[]] {
            let ended = with(&place, variables, args);
            assert!(!format!("{}{}", ended.out, ended.err).contains('\u{1b}'));
        }
    }
}

#[test]
fn completions_and_a_man_page_are_at_hand() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ended = place.dixit(&["completions", shell]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        for word in ["min-confidence", "unescape", "csv-safety"] {
            assert!(ended.out.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(place.dixit(&["completions", "cmd"]).code, 2);
    let page = place.dixit(&["man"]);
    assert_eq!(page.code, 0, "{}", page.err);
    assert!(page.out.contains(".TH dixit 1"), "{}", page.out);
    assert!(page.out.contains("csv\\-safety"), "{}", page.out);
}

#[test]
fn a_near_miss_of_a_column_of_the_people_file_is_told() {
    let place = Place::new();
    place.file("a.txt", TEXT);
    let told = |people: &str| {
        place.file("people.csv", people);
        let ended = place.dixit(&["a.txt", "--people", "people.csv"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.err
    };
    let alias = told("name,alias\nAnn Lee,A. Lee\n");
    let said = "people file: the column `alias` is passed over; if it has the aliases, call it `aliases`\n";
    assert!(alias.contains(said), "{alias}");
    for sound in [
        "name,aliases,aka\nAnn Lee,,\n",
        "name,reason,kind\nAnn Lee,,\n",
    ] {
        assert!(!told(sound).contains("passed over"), "{}", told(sound));
    }
    let nobody = told("name,id\n");
    assert!(
        nobody.contains("people file: it has a header and no people\n"),
        "{nobody}"
    );
}

#[test]
fn an_empty_file_of_a_kind_that_cannot_be_empty_is_called_so() {
    let place = Place::new();
    let kinds = ["docx", "html", "parquet", "xlsx", "zip"];
    place.file("in/b.txt", TEXT);
    for kind in kinds {
        place.file(&format!("in/a.{kind}"), "");
    }
    assert_eq!(place.dixit(&["in"]).code, 3);
    assert_eq!(place.column("errors.csv", "file").len(), kinds.len());
    for cause in place.column("errors.csv", "cause") {
        assert_eq!(cause, "the file is empty");
    }
}

#[test]
fn every_file_without_an_article_is_told() {
    let place = Place::new();
    place
        .file("in/a.json", "[]")
        .file("in/b.jsonl", "")
        .file("in/c.csv", "id,text\n")
        .file("in/d.txt", TEXT);
    let ended = place.dixit(&["in"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for file in ["in/a.json", "in/b.jsonl", "in/c.csv"] {
        let said = format!("{file}: there is no article in it\n");
        assert!(ended.err.contains(&said), "{}", ended.err);
    }
}

#[test]
fn a_rule_is_explained_in_the_words_of_its_file() {
    let place = Place::new();
    let told = place.dixit(&["rules", "explain", "missile-cost"]).out;
    assert!(
        told.contains("(test `enough`, off by a factor of 2 contradicts)"),
        "{told}"
    );
}

#[test]
fn what_is_wrong_with_a_value_is_said_in_words() {
    let place = Place::new();
    place.file("a.txt", TEXT).file("my/a.txt", TEXT);
    let rule = "format = 1\n[[rule]]\nid = \"a\"\ntitle = \"t\"\nwhy = \"w\"\ndomain = \"d\"\nall = [[\"x\"]]\nverdict = \"check\"\nmessage = \"\"\n[[rule.slot]]\nname = \"n\"\nunit = \"cuont\"\n";
    place.file("my.toml", rule);
    let cases: [(&[&str], &str); 8] = [
        (
            &["a.txt", "--max-document-bytes", "0"],
            "a whole number from 1 on, such as 5000000 for 5 MB",
        ),
        (
            &["a.txt", "--max-document-bytes", "5MB"],
            "not a number of bytes",
        ),
        (
            &["eval", "my", "--errors", "-1"],
            "not a whole number from 0 on",
        ),
        (
            &["eval", "a.txt"],
            "a.txt is no gold file: what is wanted is a .gold.json or a .gold.jsonl",
        ),
        (
            &["speakers", "a.txt"],
            "a.txt, line 1, is no article as dixit writes them",
        ),
        (
            &["eval", "my", "--worth"],
            "my is a folder: check-worthiness is scored by one file",
        ),
        (
            &["rules", "check", "my.toml"],
            "my.toml:12: unknown unit `cuont`, expected one of `count`, `money`",
        ),
        (
            &["rules", "check", "my.toml"],
            "`data`, `row`, `term`, `name`",
        ),
    ];
    for (args, said) in cases {
        let ended = place.dixit(args);
        assert!(
            ended.code != 0 && ended.err.contains(said),
            "{args:?}: {}",
            ended.err
        );
    }
}
