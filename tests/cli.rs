//! The command as its users meet it: what it reads, what it writes, what it
//! says, and how it ends.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;
use std::path::Path;

use place::{Place, contents, names};

#[test]
fn help_and_version() {
    let place = Place::new();
    let help = place.dixit(&["--help"]);
    assert_eq!(help.code, 0);
    for word in [
        "Examples:",
        "dixit corpus",
        "--format",
        "--min-confidence",
        "--config",
        "--people",
        "--text-field",
        "--files-from",
        "--max-document-bytes",
        "--model",
        "--resume",
        "eval",
        "Exit codes:",
        "130 stopped",
    ] {
        assert!(help.out.contains(word), "{word}: {}", help.out);
    }
    let version = place.dixit(&["--version"]);
    assert_eq!(
        version.out.trim(),
        concat!("dixit ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn wrong_usage_is_2() {
    let place = Place::new();
    place
        .file("a.txt", "A.")
        .file("bad.toml", "quiet = true\njbos = 2\n");
    for args in [
        &[][..],
        &["a.txt", "--no-such-flag"],
        &["a.txt", "--jobs", "0"],
        &["a.txt", "--format", "doc"],
        &["a.txt", "--delimiter", "|"],
        &["a.txt", "--csv-safety", "maybe"],
        &["a.txt", "--model", "neural"],
        &["eval", "a.jsonl", "--model", "neural"],
        &["eval", "a.jsonl", "--model", "none", "--pred", "b.jsonl"],
        &["eval"],
    ] {
        assert_eq!(place.dixit(args).code, 2, "{args:?}");
    }
    let unknown = place.dixit(&["a.txt", "--config", "bad.toml"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("bad.toml"), "{}", unknown.err);
    assert!(unknown.err.contains("line 2"), "{}", unknown.err);
    assert!(!place.path("output").exists());
}

#[test]
fn a_missing_input_is_fatal_before_anything_is_written() {
    let place = Place::new();
    let ended = place.file("a.txt", "A.").dixit(&["a.txt", "no-such.txt"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("no-such.txt"), "{}", ended.err);
    assert!(!place.path("output").exists());
}

#[test]
fn an_output_that_cannot_be_written_is_fatal_and_named() {
    let place = Place::new();
    place.file("a.txt", "A.").file("taken", "a file");
    let ended = place.dixit(&["a.txt", "-o", "taken"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("cannot write taken"), "{}", ended.err);

    fs::create_dir_all(place.path("output/quotes.csv/in-the-way")).unwrap();
    let ended = place.dixit(&["a.txt"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("quotes.csv"), "{}", ended.err);
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let place = Place::new();
    place
        .file("in/b.txt", "B.")
        .file("in/a/z.txt", "Z.")
        .file("in/a-1/y.txt", "Y.")
        .file(
            "in/feed.JSONL",
            "{\"id\": \"j\", \"text\": \"J.\"}\n{\"text\": \"K.\"}\n",
        )
        .file("in/.hidden.txt", "H.")
        .file("in/.git/x.txt", "H.")
        .file("in/a/z.gold.jsonl", "{\"id\": \"gold\", \"text\": \"G.\"}")
        .file("in/a/z.gold.json", "{}")
        .file("in/README.md", "# R");
    let ended = place.dixit(&["in"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let ids = place.column("documents.csv", "doc_id");
    assert_eq!(ids, ["a-1/y", "a/z", "b", "j", "feed:2"]);
    assert!(ended.err.contains("5 articles"), "{}", ended.err);
    assert!(
        ended
            .err
            .contains("3 files of other kinds passed over: 1 .gold.json, 1 .gold.jsonl, 1 .md"),
        "{}",
        ended.err
    );
    let files = [
        "articles.jsonl",
        "claims.csv",
        "documents.csv",
        "errors.csv",
        "quotes.csv",
        "run.json",
        "speakers.csv",
        "to_check.csv",
    ];
    assert_eq!(names(&place.path("output")), files);
}

#[test]
fn what_holds_nothing_is_told() {
    let place = Place::new();
    place
        .file("in/paper.pdf", "%PDF")
        .file("a.txt", "“It is late,” said Ann Lee.")
        .file("empty.txt", " \n")
        .file("head.csv", "id,text\n")
        .file("none.jsonl", "")
        .file("bad.jsonl", "{\n".repeat(7))
        .file("sheet.xls", "");
    assert_eq!(place.dixit(&["empty.txt", "a.txt"]).code, 0);
    assert_eq!(place.column("documents.csv", "notes"), ["no text", ""]);
    let before = contents(&place.path("output"));
    for (args, said) in [
        (
            &["in"][..],
            "1 file of other kinds passed over: 1 .pdf: nothing to read",
        ),
        (&["in/*.txt"], "no file matches"),
        (&["gone.txt"], "cannot read input gone.txt"),
        (&["none.jsonl", "head.csv"], "the inputs hold no article"),
        (&["empty.txt"], "no article was read: 1 without text"),
        (
            &["empty.txt", "bad.jsonl", "sheet.xls"],
            "failed: 3 more\ndixit: no article was read: 8 failed, 1 without text; output is left",
        ),
        (
            &["sheet.xls", "-q"],
            "failed: sheet.xls (sheet): .xls files are not read",
        ),
        (&["sheet.xls", "--log-format", "json"], "\"fatal\""),
    ] {
        let ended = place.dixit(args);
        assert_eq!(ended.code, 1, "{}", ended.err);
        assert!(ended.err.contains(said), "{}", ended.err);
        assert_eq!(contents(&place.path("output")), before, "{args:?}");
    }
    // One article is enough, and the rest is told.
    let ended = place.dixit(&["none.jsonl", "empty.txt", "sheet.xls", "a.txt"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    let ended = place.dixit(&["speakers", "in"]);
    assert!(
        ended.err.contains("holds no articles.jsonl"),
        "{}",
        ended.err
    );
}

#[test]
fn names_of_an_earlier_run_are_not_taken_for_the_last_ones() {
    let place = Place::new();
    place.file("a.txt", "“It is late,” said Ann Lee.");
    assert_eq!(place.dixit(&["a.txt"]).code, 0);
    assert_eq!(place.dixit(&["speakers", "output", "--all"]).code, 0);
    let kept = fs::read(place.path("output/articles.jsonl")).unwrap();
    assert_eq!(place.dixit(&["a.txt", "-f", "csv"]).code, 0);
    place.file("output/articles.jsonl", kept);
    let ended = place.dixit(&["speakers", "output", "--all"]);
    assert_ne!(ended.code, 0);
    assert!(
        ended.err.contains("wrote csv and no articles.jsonl"),
        "{}",
        ended.err
    );
    let named = place.dixit(&["speakers", "output/articles.jsonl", "--all"]);
    assert_eq!(named.code, 0, "{}", named.err);
}

#[test]
fn a_folder_holds_one_runs_files() {
    let place = Place::new();
    place.file("a.txt", "“It is late,” said Ann Lee.");
    let first = place.dixit(&["a.txt", "-f", "csv,jsonl", "--report", "--emit-text"]);
    assert!(!first.err.contains("earlier run"), "{}", first.err);
    place.file("output/mine.txt", "My own.");
    let later = place.dixit(&["a.txt", "-f", "csv"]);
    let told = "of an earlier run, removed: articles.jsonl, report.html, text";
    assert!(later.err.contains(told), "{}", later.err);
    let files = [
        "claims.csv",
        "documents.csv",
        "errors.csv",
        "mine.txt",
        "quotes.csv",
    ];
    assert_eq!(names(&place.path("output"))[..5], files);
    let run = fs::read_to_string(place.path("output/run.json")).unwrap();
    assert!(!run.contains("null") && !run.contains("mine.txt"), "{run}");
}

#[test]
fn its_own_journal_in_an_input_is_not_told() {
    let place = Place::new();
    place.file("a.txt", "“It is late,” said Ann Lee.");
    place.file("b.journal", "of another");
    let told = place.dixit(&[".", "-o", "out"]).err;
    let line = "1 file of other kinds passed over: 1 .journal\n";
    assert!(told.contains(line), "{told}");
}

#[test]
fn what_dixit_did_not_write_is_never_overwritten() {
    for (name, options) in [
        ("quotes.csv", &["-f", "csv"][..]),
        ("errors.csv", &["-f", "jsonl"]),
        ("report.html", &["--report"]),
        ("text/mine.txt", &["--emit-text"]),
        ("run.json", &[]),
    ] {
        let place = Place::new();
        place.file("a.txt", "“It is late,” said Ann Lee.");
        place.file(&format!("output/{name}"), "precious");
        let ended = place.dixit(&[&["a.txt"], options].concat());
        assert_eq!(ended.code, 1, "{name}: {}", ended.err);
        let told = format!("cannot write output/{}", name.split('/').next().unwrap());
        assert!(ended.err.contains(&told), "{}", ended.err);
        assert!(ended.err.contains("it is there"), "{}", ended.err);
        let kept = fs::read_to_string(place.path("output").join(name)).unwrap();
        assert_eq!(kept, "precious");
        assert_eq!(fs::read_dir(place.path("output")).unwrap().count(), 1);
    }
}

#[test]
fn a_table_that_was_changed_by_hand_is_kept_beside_and_told() {
    let place = Place::new();
    place.file("a.txt", "“It is late,” said Ann Lee.");
    let run = || {
        let ended = place.dixit(&["a.txt", "-f", "csv", "--emit-text"]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        // Clocks of file systems tick some times in a hundredth of a second.
        std::thread::sleep(std::time::Duration::from_millis(50));
        ended.err
    };
    let read = |name: &str| fs::read_to_string(place.path("output").join(name)).unwrap();
    assert!(!run().contains("changed since"));
    assert!(!run().contains("changed since"), "nobody changed anything");
    let (before, mine) = (read("quotes.csv"), read("quotes.csv") + "my,row\n");
    place
        .file("output/quotes.csv", &mine)
        .file("output/text/a.txt", "My text.");
    let told = "changed since the run before, kept beside: quotes.changed.csv, text.changed";
    let err = run();
    assert!(err.contains(told), "{err}");
    assert_eq!(read("quotes.csv"), before);
    assert_eq!(read("quotes.changed.csv"), mine);
    assert_eq!(read("text.changed/a.txt"), "My text.");
    // A copy worked on elsewhere and moved back keeps the time at which it was written.
    if cfg!(unix) {
        place.file("copy.csv", "My copy.");
        let copy = fs::File::options().write(true).open(place.path("copy.csv"));
        let then = std::time::SystemTime::UNIX_EPOCH;
        copy.unwrap().set_modified(then).unwrap();
        fs::rename(place.path("copy.csv"), place.path("output/quotes.csv")).unwrap();
        let err = run();
        assert!(err.contains("kept beside: quotes.changed-2.csv"), "{err}");
        assert_eq!(read("quotes.changed-2.csv"), "My copy.");
    }
    assert_eq!(read("quotes.changed.csv"), mine, "for good");
    assert!(!run().contains("changed since"), "told once");
}

#[test]
fn more_jobs_than_the_machine_has_use_for_are_not_started() {
    let place = Place::new();
    place.file("a.txt", "“It is late,” said Ann Lee.");
    let ended = place.dixit(&["a.txt", "-j", "99999"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let told = "99999 jobs are more than this machine has any use for: ";
    assert!(ended.err.contains(told), "{}", ended.err);
    let ended = place.dixit(&["a.txt", "-j", "2"]);
    assert!(!ended.err.contains("jobs"), "{}", ended.err);
}

#[test]
fn a_log_for_programs_is_an_object_a_line() {
    let place = Place::new();
    place
        .file("in/a.txt", "“It is late,” said Ann Lee.")
        .file(
            "in/b.jsonl",
            "{\"id\": \"b\", \"text\": \"B.\", \"section\": \"s\"}\n{\n",
        )
        .file("in/c.pdf", "%PDF")
        .file("people.csv", "name\nAnn Lee\n");
    let options = [
        "--log-format",
        "json",
        "--people",
        "people.csv",
        "-j",
        "9999",
    ];
    let ended = place.dixit(&[&["in"], &options[..]].concat());
    assert_eq!(ended.code, 3, "{}", ended.err);
    let lines = ended.err.lines();
    let lines: Vec<serde_json::Value> = lines
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
        .collect();
    let events: Vec<_> = lines.iter().map(|line| &line["event"]).collect();
    for event in ["note", "completed", "failed", "failures"] {
        assert!(events.contains(&&event.into()), "{event}: {events:?}");
    }
    let completed = lines.iter().find(|line| line["event"] == "completed");
    let completed = completed.unwrap();
    assert_eq!(completed["counts"]["documents"], 3);
    assert_eq!(completed["passed_over"], 1);
    assert_eq!(completed["passed_over_kinds"][".pdf"], 1);
    let quiet = place.dixit(&[&["in", "-q"], &options[..]].concat());
    assert!(!quiet.err.contains("\"note\""), "{}", quiet.err);
}

#[test]
fn what_is_asked_wrongly_is_told_in_plain_words() {
    let place = Place::new();
    place
        .file("a.txt", "“It is late,” said Ann Lee.")
        .file("taken", "");
    place.file(
        "one.jsonl",
        "{\"id\": \"b\", \"text\": \"A.\", \"quotes\": []}\n",
    );
    assert_eq!(place.dixit(&["a.txt", "-f", "JSONL"]).code, 0);
    for (args, code, said) in [
        (&["a.txt", "-j", "0"][..], 2, "not a whole number from 1 on"),
        (
            &["a.txt", "-o", "taken"],
            1,
            "it is a file, and should be a folder",
        ),
        (
            &["eval", "one.jsonl", "--pred", "output/articles.jsonl"],
            1,
            "no id of the gold's articles, as `b`",
        ),
    ] {
        let ended = place.dixit(args);
        assert_eq!(ended.code, code, "{}", ended.err);
        assert!(ended.err.contains(said), "{}", ended.err);
    }
    assert!(place.dixit(&["help"]).out.contains("Usage"));
    assert!(place.dixit(&["help", "explain"]).out.contains("--missed"));
}

#[test]
fn what_to_check_is_one_list() {
    let place = Place::new();
    place.file(
        "a.txt",
        "Story\n\n3 November 2026\n\n“Crime has fallen by 40 percent since 2019,” Mayor Tess Lund said. \
         “What a day,” said Bo Ray. North Korea has a population of 45 million.",
    );
    let args = ["a.txt", "-f", "csv", "--report"];
    assert_eq!(place.dixit(&args).code, 0);
    let column = |name| place.column("to_check.csv", name);
    assert_eq!(column("voice"), ["author", "quotation"]);
    assert_eq!(column("verdicts"), ["contradicted", ""]);
    assert_eq!(column("speaker"), ["", "Tess Lund"]);
    let report = fs::read_to_string(place.path("output/report.html")).unwrap();
    assert!(report.contains("\"to_check\":[\n{\"id\":\"c_"));
    assert!(report.contains("\"interrupted\":false"));
}

#[test]
fn a_speaker_is_shown_by_the_form_of_the_name_written_most() {
    let place = Place::new();
    place.file(
        "a.jsonl",
        "{\"text\": \"“It is late,” said INES MORAL.\"}\n\
         {\"text\": \"“It is dark,” said Ines Moral. The council said the pool was open.\"}\n\
         {\"text\": \"“It is cold,” said Ines Moral. The council said the park was shut.\"}\n",
    );
    assert_eq!(place.dixit(&["a.jsonl"]).code, 0);
    let column = |name| place.column("speakers.csv", name);
    assert_eq!(column("speaker"), ["Ines Moral", "council"]);
    assert_eq!(column("articles"), ["3", "2"]);
    assert_eq!(column("named"), ["true", "false"]);
}

#[test]
fn gold_without_an_article_is_an_error() {
    let place = Place::new();
    place.file("in/a.txt", "A.");
    let ended = place.dixit(&["eval", "in"]);
    assert_ne!(ended.code, 0);
    assert!(ended.err.contains("no article"), "{}", ended.err);
}

#[test]
fn a_run_does_not_read_its_own_output() {
    let place = Place::new();
    place.file("a.txt", "A.");
    for _ in 0..2 {
        assert_eq!(place.dixit(&["."]).code, 0);
        assert_eq!(place.column("documents.csv", "doc_id"), ["a"]);
    }
}

#[test]
fn bad_records_are_named_and_the_run_goes_on() {
    let place = Place::new();
    place
        .file("bad.txt", b"\0\x01\x02\xFF no text")
        .file(
            "feed.jsonl",
            "{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2,\n[]\n{\"id\": 4, \"text\": \"Four.\"}\n",
        )
        .file("table.csv", "a,b\n")
        .file("sheet.xls", "")
        .file("ok.txt", "Fine.");
    let ended = place.dixit(&["bad.txt", "feed.jsonl", "table.csv", "sheet.xls", "ok.txt"]);
    assert_eq!(ended.code, 3);
    assert!(
        ended.err.contains("bad.txt (bad): neither UTF-8 nor text"),
        "{}",
        ended.err
    );
    assert!(
        ended.err.contains("feed.jsonl (line 2): invalid JSON"),
        "{}",
        ended.err
    );
    assert!(
        ended.err.contains("no column holds the text"),
        "{}",
        ended.err
    );
    assert!(
        ended
            .err
            .contains(".xls files are not read: save the sheet as .xlsx or .csv"),
        "{}",
        ended.err
    );
    assert!(ended.err.contains("output/errors.csv"), "{}", ended.err);

    let files = place.column("errors.csv", "file");
    assert_eq!(
        files,
        [
            "bad.txt",
            "feed.jsonl",
            "feed.jsonl",
            "table.csv",
            "sheet.xls"
        ]
    );
    let records = place.column("errors.csv", "record");
    assert_eq!(records, ["bad", "line 2", "line 3", "table", "sheet"]);
    let ids = place.column("documents.csv", "doc_id");
    assert_eq!(
        ids,
        ["bad", "1", "feed:2", "feed:3", "4", "table", "sheet", "ok"]
    );
    let status = place.column("documents.csv", "status");
    assert_eq!(
        status,
        [
            "failed", "ok", "failed", "failed", "ok", "failed", "failed", "ok"
        ]
    );
    let articles = fs::read_to_string(place.path("output/articles.jsonl")).unwrap();
    assert_eq!(articles.lines().count(), 3);
}

#[test]
fn nobody_quoted_is_no_error() {
    let place = Place::new();
    place
        .file("empty.txt", "")
        .file("none.jsonl", "\n\n")
        .file("rain.txt", "It rained.");
    fs::create_dir(place.path("folder")).unwrap();
    let ended = place.dixit(&["empty.txt", "none.jsonl", "folder", "rain.txt"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(place.column("documents.csv", "doc_id"), ["empty", "rain"]);
    assert!(place.column("quotes.csv", "speaker").is_empty());
}

#[test]
fn standard_input_is_jsonl_if_it_looks_like_it() {
    let place = Place::new();
    let lines = "{\"id\": \"a\", \"text\": \"A.\"}\n{\"text\": \"B.\"}\n";
    assert_eq!(place.dixit_with(&["-"], lines).code, 0);
    assert_eq!(place.column("documents.csv", "doc_id"), ["a", "stdin:2"]);
    assert_eq!(place.dixit_with(&["-"], "Plain words.").code, 0);
    assert_eq!(place.column("documents.csv", "doc_id"), ["stdin"]);
    // Guarded, as whatever might be a formula.
    assert_eq!(place.column("documents.csv", "path"), ["'-"]);
}

#[test]
fn a_repeated_id_is_numbered_and_noted() {
    let place = Place::new();
    place.file("one/a.txt", "A.").file("two/a.txt", "B.");
    assert_eq!(place.dixit(&["one", "two"]).code, 0);
    assert_eq!(place.column("documents.csv", "doc_id"), ["a", "a#2"]);
    assert_eq!(
        place.column("documents.csv", "notes"),
        ["", "duplicate id a"]
    );
}

#[test]
fn formats_and_emissions_are_chosen_and_flags_win_over_the_file() {
    let place = Place::new();
    place.file("a.txt", "Ärger. B.").file(
        "dixit.toml",
        "output = \"from-file\"\nformat = [\"jsonl\"]\nquiet = true\n",
    );
    let ended = place.dixit(&["a.txt", "--config", "dixit.toml"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(
        names(&place.path("from-file")),
        ["articles.jsonl", "errors.csv", "run.json"]
    );

    let args = [
        "a.txt",
        "--config",
        "dixit.toml",
        "-o",
        "out",
        "-f",
        "csv",
        "--emit",
        "sentences",
    ];
    assert_eq!(place.dixit(&args).code, 0);
    let files = names(&place.path("out"));
    assert!(files.contains(&"quotes.csv".to_owned()), "{files:?}");
    assert!(!files.contains(&"articles.jsonl".to_owned()), "{files:?}");
    let sentences = fs::read_to_string(place.path("out/sentences.jsonl")).unwrap();
    assert!(
        sentences.starts_with("{\"id\":\"a\",\"sentences\":["),
        "{sentences}"
    );

    // A short form adds to the file's list, and may stand in a file itself.
    place.file("dixit.toml", "emit = [\"sentences\"]\nunique = true\n");
    let args = ["a.txt", "--config", "dixit.toml", "-o", "more", "--report"];
    assert_eq!(place.dixit(&args).code, 0);
    let files = names(&place.path("more"));
    for file in ["sentences.jsonl", "unique_quotes.csv", "report.html"] {
        assert!(files.contains(&file.to_owned()), "{file}: {files:?}");
    }

    assert_eq!(
        place
            .dixit(&["a.txt", "-f", "csv,jsonl", "-o", "both"])
            .code,
        0
    );
    assert_eq!(names(&place.path("both")).len(), 8);
}

#[test]
fn how_many_speakers_were_too_uncertain_is_told() {
    let place = Place::new();
    place.file(
        "a.txt",
        "“We are ready,” said Ann Lee. “It rained,” said Bo Ray.",
    );
    let told = |least: &str| {
        place
            .dixit(&["a.txt", "--min-speaker-confidence", least])
            .err
    };
    let none = "0 quotations with a speaker of speaker_confidence under 0.5, taken for unknown\n";
    assert!(told("0.5").contains(none), "{}", told("0.5"));
    let run = || fs::read_to_string(place.path("output/run.json")).unwrap();
    assert!(!run().contains("speakers_left_open"));
    let both = "2 quotations with a speaker of speaker_confidence under 1, taken for unknown\n";
    assert!(told("1").contains(both), "{}", told("1"));
    assert!(run().contains("\"speakers_left_open\": 2"));
}

#[test]
fn uncertain_quotations_are_left_out_and_counted() {
    let place = Place::new();
    let text = "“We will not go,” said Ann Lee. “No bread for ten million people for a year.”\n\n\
        “Nobody asked us about it.”\n\nThe “plan” fed all.";
    place.file("a.txt", text);
    assert_eq!(place.dixit(&["a.txt"]).code, 0);
    let confidence = |place: &Place| -> Vec<f32> {
        let cells = place.column("quotes.csv", "confidence");
        cells.iter().map(|cell| cell.parse().unwrap()).collect()
    };
    let all = confidence(&place);
    let claims = place.column("claims.csv", "claim");
    let least = all.iter().copied().fold(0.0, f32::max);
    let under = all.iter().filter(|value| **value < least).count();
    assert!(under > 0, "{all:?}");

    let least = least.to_string();
    let ended = place.dixit(&["a.txt", "--min-confidence", &least]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let told = format!("{under} quotations of confidence under {least} left out");
    assert!(ended.err.contains(&told), "{}", ended.err);
    assert_eq!(confidence(&place).len(), all.len() - under);
    assert_eq!(place.column("claims.csv", "claim"), claims);
    let articles = fs::read_to_string(place.path("output/articles.jsonl")).unwrap();
    let article: serde_json::Value = serde_json::from_str(&articles).unwrap();
    let rows = article["quotes"].as_array().unwrap().len();
    assert_eq!(rows, all.len() - under);
    let of_speakers: usize = place
        .column("speakers.csv", "quotations")
        .iter()
        .map(|count| count.parse::<usize>().unwrap())
        .sum();
    assert!(of_speakers <= rows);

    place.file("dixit.toml", "min-confidence = 1\n");
    let ended = place.dixit(&["a.txt", "--config", "dixit.toml"]);
    assert!(ended.err.contains("under 1 left out"), "{}", ended.err);
    for wrong in ["1.5", "-0.1", "nan", "high"] {
        let ended = place.dixit(&["a.txt", "--min-confidence", wrong]);
        assert_eq!(ended.code, 2, "{wrong}");
        assert!(ended.err.contains("from 0 to 1"), "{}", ended.err);
    }
    place.file("dixit.toml", "min-confidence = 2\n");
    assert_eq!(place.dixit(&["a.txt", "--config", "dixit.toml"]).code, 2);
}

#[test]
fn people_get_one_name_and_one_id_across_articles() {
    let place = Place::new();
    place
        .file("a.txt", "Rain\n\n“It rained all night,” said Annie Brandt.\n\n“It snowed in the morning,” Peter Oakes said.\n")
        .file("b.txt", "Hail\n\n“It hailed all night,” said Mayor Anna Brandt.\n\n“It cleared in the morning,” Oakes said.\n")
        .file("c.txt", "Frost\n\n“It froze all night,” said Peter Oakes.\n\n“It thawed in the morning,” said a senior official.\n")
        .file(
            "people.csv",
            "name,aliases,role,id\nAnna Brandt,Annie Brandt; A. Brandt,mayor of Ashby,Q7\n",
        );
    let inputs = ["a.txt", "b.txt", "c.txt"];
    let with = [&inputs[..], &["--people", "people.csv"]].concat();
    assert_eq!(place.dixit(&with).code, 0);
    let speakers = place.column("quotes.csv", "speaker");
    assert_eq!(
        speakers,
        [
            "Anna Brandt",
            "Peter Oakes",
            "Anna Brandt",
            "Oakes",
            "Peter Oakes",
            "a senior official"
        ]
    );
    let ids = place.column("quotes.csv", "speaker_id");
    assert_eq!((ids[0].as_str(), ids[2].as_str()), ("Q7", "Q7"));
    assert_eq!(
        place.column("quotes.csv", "speaker_role")[0],
        "mayor of Ashby"
    );
    // One full name is one speaker; a surname alone may be another's; a description is nobody's id.
    assert_eq!(ids[1], ids[4]);
    assert_ne!(ids[1], ids[3]);
    assert!(
        ids[1].starts_with("s_") && ids[3].starts_with("s_"),
        "{ids:?}"
    );
    assert_eq!(ids[5], "");
    let table = place.column("speakers.csv", "speaker_id");
    assert_eq!(table.len(), 4);
    assert_eq!(table.iter().filter(|id| *id == "Q7").count(), 1);

    assert_eq!(place.dixit(&inputs).code, 0);
    let without = place.column("quotes.csv", "speaker_id");
    assert_eq!(without[1..2], ids[1..2]);
    assert_ne!(without[0], without[2]);
}

#[test]
fn a_bad_people_file_is_wrong_usage_and_told_with_its_line() {
    let place = Place::new();
    place
        .file("a.txt", "A.")
        .file("twice.csv", "name,id\nAnn Lee,Q1\nBo Lee,Q1\n")
        .file("dixit.toml", "people = \"twice.csv\"\n");
    for args in [["--people", "twice.csv"], ["--config", "dixit.toml"]] {
        let ended = place.dixit(&["a.txt", args[0], args[1]]);
        assert_eq!(ended.code, 2);
        let told = "twice.csv, line 3: the id `Q1` is that of line 2 too";
        assert!(ended.err.contains(told), "{}", ended.err);
    }
    let ended = place.dixit(&["a.txt", "--people", "none.csv"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("cannot read none.csv"), "{}", ended.err);
    assert!(!place.path("output").exists());
}

#[test]
fn output_does_not_depend_on_the_number_of_jobs() {
    let place = Place::new();
    let mut feed = String::new();
    for number in 0..400 {
        let quotation = "“We will not go,” said Ann Lee, the mayor. ".repeat(number % 37 + 1);
        let text = serde_json::Value::from(quotation);
        match number % 50 {
            7 => feed.push_str("{\"id\": broken\n"),
            _ => feed.push_str(&format!(
                "{{\"id\": \"n{}\", \"text\": {text}}}\n",
                number / 2
            )),
        }
    }
    place.file("feed.jsonl", feed);
    for jobs in ["1", "4"] {
        let args = ["feed.jsonl", "--emit", "sentences", "-o", jobs, "-j", jobs];
        assert_eq!(place.dixit(&args).code, 3);
    }
    assert_eq!(contents(&place.path("1")), contents(&place.path("4")));
}

#[test]
fn a_first_argument_that_names_no_subcommand_is_an_input() {
    let place = Place::new();
    place
        .file("help/a.txt", "A.")
        .file("evaluation/b.txt", "B.")
        .file("eval/c.txt", "C.");
    for (input, id) in [("./help", "a"), ("evaluation", "b"), ("./eval", "c")] {
        let ended = place.dixit(&[input]);
        assert_eq!(ended.code, 0, "{input}: {}", ended.err);
        assert_eq!(place.column("documents.csv", "doc_id"), [id]);
    }
}

#[test]
fn eval_scores_predictions_and_a_run() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let fixture = |name: &str| fixtures.join(name).display().to_string();
    let (gold, pred) = (fixture("eval.gold.jsonl"), fixture("eval.pred.jsonl"));
    let place = Place::new();
    let scored = place.dixit(&["eval", &gold, "--pred", &pred, "--json"]);
    assert_eq!(scored.code, 0, "{}", scored.err);
    let figures: serde_json::Value = serde_json::from_str(&scored.out).unwrap();
    assert_eq!(figures["all.half.f1"], 0.8);
    let run = place.dixit(&["eval", &gold, "--errors", "1"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.starts_with("all     gold    13  predicted"),
        "{}",
        run.out
    );
    assert!(run.out.contains("== missed:"), "{}", run.out);
    assert_eq!(place.dixit(&["eval", "no-such.jsonl"]).code, 1);
}

#[test]
fn rules_alone_decide_otherwise_than_the_learned_model() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = corpus.display().to_string();
    let place = Place::new();
    place.file("rules.toml", "model = \"none\"\n");
    let run = |output: &str, options: &[&str]| {
        let args = [&[&corpus, "-q", "-f", "csv", "-o", output], options].concat();
        let ended = place.dixit(&args);
        assert_eq!(ended.code, 0, "{}", ended.err);
        contents(&place.path(output))
    };
    let learned = run("learned", &["--model", "learned"]);
    let none = run("none", &["--model", "none"]);
    assert_ne!(learned, none);
    assert_eq!(run("default", &[]), learned);
    assert_eq!(run("file", &["--config", "rules.toml"]), none);
    let figures = |model: &str| place.dixit(&["eval", &corpus, "--json", "--model", model]);
    let (learned, none) = (figures("learned"), figures("none"));
    assert_eq!((learned.code, none.code), (0, 0), "{}", none.err);
    assert_ne!(learned.out, none.out);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_success() {
    use std::process::{Command, Stdio};
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/eval.gold.jsonl");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("dixit"))
        .arg("eval")
        .arg(gold)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Nobody reads.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// A rule file of a user's own, with an example of each kind.
const OWN_RULE: &str = "format = 1
[[rule]]
id = \"moons\"
title = \"Moons\"
why = \"Counted.\"
domain = \"sky\"
all = [[\"moons\"]]
left = \"n\"
right = \"moons_of_mars\"
test = \"agrees\"
message = \"{n} against {right}\"
[[rule.slot]]
name = \"n\"
unit = \"count\"
nouns = [\"moons\"]
[[rule.flagged]]
text = \"Mars has nine moons.\"
verdict = \"contradicted\"
[[rule.passed]]
text = \"Mars has moons.\"
";

const OWN_FIGURE: &str = "format = 1
[[figure]]
id = \"moons_of_mars\"
title = \"moons of Mars\"
low = 2
high = 2
unit = \"moons\"
as_of = \"1877\"
source = { publisher = \"P\", title = \"T\", year = 1877, url = \"\" }
";

#[test]
fn rules_and_figures_of_the_users_own_flag_claims() {
    let place = Place::new();
    place.file("a.txt", "Mars has nine moons.\n");
    place
        .file("my/moons.toml", OWN_RULE)
        .file("sky.toml", OWN_FIGURE);
    let ended = place.dixit(&["a.txt", "--rules", "my", "--figures", "sky.toml"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(place.column("claims.csv", "rule"), ["moons"]);
    assert_eq!(place.column("claims.csv", "verdict"), ["contradicted"]);
    assert_eq!(place.column("claims.csv", "figures"), ["moons_of_mars"]);
    assert_eq!(place.column("claims.csv", "quantities"), ["nine"]);
    assert_eq!(place.column("claims.csv", "values"), ["9"]);
    assert_eq!(place.column("claims.csv", "units"), ["count"]);
    assert_eq!(place.column("claims.csv", "quantity_spans"), ["9-13"]);
}

#[test]
fn a_bad_rule_file_ends_the_run_before_it_starts() {
    let place = Place::new();
    place
        .file("a.txt", "Mars has nine moons.\n")
        .file("moons.toml", OWN_RULE);
    let ended = place.dixit(&["a.txt", "--rules", "moons.toml"]);
    assert_eq!(ended.code, 2);
    let told = "moons.toml:9: `moons_of_mars` is neither a slot nor a figure";
    assert!(ended.err.contains(told), "{}", ended.err);
    assert!(!place.path("output").exists());
    let ended = place.dixit(&["a.txt", "--rules", "none.toml"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("cannot read none.toml"), "{}", ended.err);
}

#[test]
fn rules_check_tries_the_examples() {
    let place = Place::new();
    place
        .file("moons.toml", OWN_RULE)
        .file("sky.toml", OWN_FIGURE);
    let check = ["rules", "check", "moons.toml", "--figures", "sky.toml"];
    let ended = place.dixit(&check);
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (0, "1 rule, 2 examples, 0 faults\n"),
        "{}",
        ended.err
    );
    place.file("moons.toml", OWN_RULE.replace("has nine", "has two"));
    let ended = place.dixit(&check);
    assert_eq!(ended.code, 3);
    let told = "moons.toml:16: rule `moons`: example \"Mars has two moons.\": must be contradicted on \"…\", was consistent";
    assert!(ended.err.contains(told), "{}", ended.err);
    let halved = OWN_RULE.split("[[rule.passed]]").next().unwrap();
    place.file("moons.toml", halved);
    let ended = place.dixit(&check);
    assert_eq!(ended.code, 3);
    assert!(
        ended
            .err
            .contains("moons.toml:2: rule `moons`: no example that it must pass"),
        "{}",
        ended.err
    );
}

#[test]
fn rules_are_listed_and_explained() {
    let place = Place::new();
    let ended = place.dixit(&["rules", "list"]);
    assert_eq!(ended.code, 0);
    for id in ["missile-cost", "weekday", "author-rebuttal"] {
        assert!(
            ended.out.lines().any(|line| line.starts_with(id)),
            "{}",
            ended.out
        );
    }
    let ended = place.dixit(&["rules", "explain", "missile-cost"]);
    assert_eq!(ended.code, 0);
    for part in [
        "people * diet * days",
        "population.north_korea",
        "World Population Prospects",
        "contradicted",
    ] {
        assert!(ended.out.contains(part), "{}", ended.out);
    }
    let ended = place.dixit(&["rules", "explain", "nothing"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("no rule `nothing`"), "{}", ended.err);
}
