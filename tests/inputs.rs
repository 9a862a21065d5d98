//! Text, records and tables through the command: what is read, what is said of it, what fails.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Place, gzip};

const QUOTE: &str = "“We’re ready,” said Zoë Lee.\n";

#[test]
fn text_in_any_encoding() {
    let place = Place::new();
    let utf_16 = |mark: &[u8], big: bool| {
        let units = QUOTE.encode_utf16();
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        [mark, &units.flat_map(bytes).collect::<Vec<u8>>()].concat()
    };
    place
        .file("in/1.txt", QUOTE)
        .file("in/2.txt", [b"\xEF\xBB\xBF", QUOTE.as_bytes()].concat())
        .file("in/3.txt", encoding_rs::WINDOWS_1252.encode(QUOTE).0)
        .file("in/4.txt", utf_16(b"\xFF\xFE", false))
        .file("in/5.txt", utf_16(b"", true))
        .file("in/6.txt", gzip(QUOTE.as_bytes()))
        .file("in/7.txt.gz", gzip(QUOTE.as_bytes()))
        .file("in/8.txt", QUOTE.replace('\n', "\r"))
        .file("in/9.txt", QUOTE.replace('\n', "\r\n"));
    let ended = place.dixit(&["in"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(place.ids(), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    let mut notes = Vec::new();
    for article in place.articles() {
        assert_eq!(article["quotes"][0]["quote"], "We’re ready,", "{article}");
        assert_eq!(article["quotes"][0]["speaker"], "Zoë Lee", "{article}");
        let said = article["notes"].as_array().cloned().unwrap_or_default();
        notes.extend(said.iter().map(|note| note.as_str().unwrap().to_owned()));
    }
    assert_eq!(
        notes,
        [
            "read as windows-1252",
            "read as UTF-16LE",
            "read as UTF-16BE"
        ]
    );
}

#[cfg(feature = "zstd")]
#[test]
fn zstd_of_records_by_name_and_by_content() {
    let place = Place::new();
    let bytes = zstd::encode_all(&b"{\"id\": \"z\", \"text\": \"A.\"}\n"[..], 0).unwrap();
    place.file("a.jsonl.zst", &bytes).file("b.zst", &bytes);
    assert_eq!(place.dixit(&["a.jsonl.zst"]).code, 0);
    assert_eq!(place.ids(), ["z"]);
    assert_eq!(place.dixit(&["b.zst"]).code, 0);
    assert_eq!(place.ids(), ["z"]);
    assert_eq!(place.dixit_with(&["-"], &bytes).code, 0);
    assert_eq!(place.ids(), ["z"]);
}

#[test]
fn json_in_arrays_and_over_lines() {
    let place = Place::new();
    let array = "[\n  {\"id\": 1, \"text\": \"A.\"},\n  {\"id\": 2, \"text\": broken},\n  {\"text\": [\"C.\", \"D.\"]}\n]\n";
    place.file("a.json", array).file(
        "b.json.gz",
        gzip(b"{\n  \"id\": \"b\",\n  \"text\": \"B.\"\n}\n"),
    );
    let ended = place.dixit(&["a.json", "b.json.gz"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert_eq!(place.ids(), ["1", "a:3", "b"]);
    let [[file, record, cause]] = &place.errors()[..] else {
        panic!("one error")
    };
    assert_eq!((file.as_str(), record.as_str()), ("a.json", "record 2"));
    assert!(cause.starts_with("invalid JSON: expected value"), "{cause}");
    assert_eq!(place.dixit_with(&["-"], array.as_bytes()).code, 3);
    assert_eq!(place.ids(), ["1", "stdin:3"]);
}

#[test]
fn what_some_records_of_a_file_lack_was_found_all_the_same() {
    let place = Place::new();
    let dated = r#"{"id": "a", "title": "T", "text": "A.", "date": "2026-11-02"}"#;
    let undated = r#"{"id": "b", "text": "B.", "section": "s"}"#;
    let told = |lines: &[&str], more: &[&str]| {
        place.file("a.jsonl", lines.join("\n"));
        let ended = place.dixit(&[&["a.jsonl"], more].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.err
    };
    for lines in [[dated, undated], [undated, dated]] {
        let told = told(&lines, &["--title-field", "title"]);
        assert!(!told.contains("found"), "{told}");
    }
    // What none of them has is told, with all that may be it.
    let other = r#"{"id": "c", "text": "C.", "title": "T", "when": "2026-11-02"}"#;
    let lacking = told(&[undated, other], &["--outlet-field", "paper"]);
    let expected = "a.jsonl: no `paper` found, no date found (left: `section`, `when`)\n";
    assert!(lacking.contains(expected), "{lacking}");
}

#[test]
fn tables_with_columns_guessed_named_and_passed_through() {
    let place = Place::new();
    let table = "Article ID;Headline;Full text;Source;Desk\n7;Rain;“It rained,” said Ann Lee.;The Post;local\n";
    place.file("a.csv", table);
    let ended = place.dixit(&["a.csv"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let guess = "a.csv: text from `Full text`, id from `Article ID`, title from `Headline`, outlet from `Source`, no date found (left: `Desk`)\n";
    assert!(ended.err.contains(guess), "{}", ended.err);
    let article = &place.articles()[0];
    assert_eq!(article["id"], "7");
    assert_eq!(article["outlet"], "The Post");
    assert_eq!(article["meta"]["Desk"], "local");
    assert_eq!(article["quotes"][0]["speaker"], "Ann Lee");
    assert_eq!(place.dixit(&["a.csv", "-q"]).err, "");

    // The same on standard input, and with names given on the command line and in a file.
    assert_eq!(place.dixit_with(&["-"], table.as_bytes()).code, 0);
    assert_eq!(place.ids(), ["7"]);
    place
        .file(
            "b.tsv.gz",
            gzip(b"text\tleader\tpaper\nkicker\tBody.\tPost\n"),
        )
        .file(
            "dixit.toml",
            "text-field = \"leader\"\noutlet-field = \"desk\"\n",
        );
    let args = [
        "b.tsv.gz",
        "--config",
        "dixit.toml",
        "--outlet-field",
        "paper",
    ];
    let ended = place.dixit(&args);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let article = &place.articles()[0];
    assert_eq!(article["outlet"], "Post");
    assert_eq!(article["meta"]["text"], "kicker");
    place.file("ok.txt", "Fine.");
    let ended = place.dixit(&["b.tsv.gz", "ok.txt", "--text-field", "none"]);
    assert_eq!(ended.code, 3);
    assert_eq!(
        place.errors()[0][2],
        "the record has no `none` (it has text, leader, paper)"
    );
}

#[test]
fn lists_and_patterns_name_inputs() {
    let place = Place::new();
    for name in ["in/a.txt", "in/b/c.txt", "in/b/d.jsonl.gz", "in/e.md"] {
        let text = b"{\"id\": \"d\", \"text\": \"D.\"}";
        let bytes = if name.ends_with("gz") {
            gzip(text)
        } else {
            b"A.".to_vec()
        };
        place.file(name, bytes);
    }
    assert_eq!(place.dixit(&["in/**/*.{txt,jsonl.gz}"]).code, 0);
    assert_eq!(place.ids(), ["a", "b/c", "d"]);
    assert_eq!(place.dixit(&["in/*.txt"]).code, 0);
    assert_eq!(place.ids(), ["a"]);
    let ended = place.dixit(&["in/*.csv"]);
    assert_eq!(ended.code, 1);
    let told = "in/*.csv: no file matches";
    assert!(ended.err.contains(told), "{}", ended.err);
    let ended = place.dixit(&["in/*.csv", "in/a.txt"]);
    assert_eq!(ended.code, 3);
    let error = ["in/*.csv", "", "no file matches"].map(str::to_owned);
    assert_eq!(place.errors(), [error]);
    assert_eq!(place.dixit(&["in/[.txt"]).code, 1);
    // Whose ending is named is read or refused aloud, as if named itself.
    place.file("gl/a.gz", gzip(b"{\"id\": \"d\", \"text\": \"D.\"}"));
    assert_eq!(place.dixit(&["gl/*.gz"]).code, 0);
    assert_eq!(place.ids(), ["d"]);
    assert_eq!(place.dixit(&["in/*.md", "in/a.txt"]).code, 3);
    assert!(place.errors()[0][2].starts_with(".md files are not read: name it .txt"));
    assert_eq!(place.dixit(&["in/*"]).code, 0);
    assert_eq!(place.ids(), ["a"]);

    // The mark at its beginning is no part of a name.
    place.file("list", "\u{feff}in/b/c.txt\r\n\nin/gone.txt\nin/b\n");
    let ended = place.dixit(&["--files-from", "list"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert_eq!(place.ids(), ["in/b/c", "d"], "c.txt once");
    assert_eq!(place.errors()[0][0], "in/gone.txt");
    assert_eq!(place.errors()[0][2], "no such file or folder");
    assert_eq!(
        place.dixit_with(&["--files-from", "-"], b"in/a.txt\n").code,
        0
    );
    assert_eq!(place.dixit(&["--files-from", "no-list"]).code, 1);
    assert_eq!(place.dixit(&[]).code, 2);
}

#[test]
fn a_file_named_twice_is_read_once_and_told() {
    let place = Place::new();
    for name in ["in/a.txt", "in/b/a.txt", "c.txt"] {
        place.file(name, "“It is late,” said Ann Lee.");
    }
    place.file("list", "in/a.txt\nc.txt\nc.txt\n./in/b\nc.txt\n");
    let cases: [(&[&str], &[&str], &str); 4] = [
        (
            &["c.txt", "./c.txt"],
            &["c"],
            "1 file named again, read once: ./c.txt\n",
        ),
        (
            &["in", "in/a.txt", "in/*.txt", "in/../in/b"],
            &["a", "b/a"],
            "3 files named again, read once: in/a.txt, in/a.txt, in/../in/b/a.txt\n",
        ),
        (
            &["--files-from", "list", "in"],
            &["a", "b/a", "c"],
            "4 files named again, read once: in/a.txt, c.txt, ./in/b/a.txt, …\n",
        ),
        (&["in", "c.txt"], &["a", "b/a", "c"], ""),
    ];
    for (args, ids, told) in cases {
        let ended = place.dixit(args);
        assert_eq!(ended.code, 0, "{}", ended.err);
        assert_eq!(place.ids(), ids, "{args:?}");
        assert!(ended.err.contains(told), "{}", ended.err);
        assert_eq!(ended.err.contains("named again"), !told.is_empty());
    }
    let ended = place.dixit(&["c.txt", "c.txt", "--log-format", "json"]);
    assert!(ended.err.contains("\"named_again\":1"), "{}", ended.err);
}

#[test]
fn no_id_depends_on_which_file_is_read_first() {
    let place = Place::new();
    let text = "“It is late,” said Ann Lee.";
    let rows = format!("date,text\n2026-11-02,\"{text}\"\n");
    place
        .file("in/a.txt", text)
        .file("in/b.txt", text)
        .file("in/b/a.txt", text)
        .file("in/a.pdf", "%PDF")
        .file("in/.b.csv", &rows);
    assert_eq!(place.dixit(&["in"]).code, 0);
    assert_eq!(
        place.ids(),
        ["a", "b", "b/a"],
        "none differs by its extension alone"
    );
    place
        .file("in/a.csv", &rows)
        .file("list", "in/a.txt\nin/a.csv\nin/b.txt\n");
    let cases: [(&[&str], &[&str]); 5] = [
        (&["in"], &["a.csv:1", "a.txt", "b", "b/a"]),
        (&["in/*.txt"], &["a", "b"]),
        (
            &["in/a.txt", "in/a.csv", "in/b.txt"],
            &["a.txt", "a.csv:1", "b"],
        ),
        (&["in/a.csv", "in/a.txt"], &["a.csv:1", "a.txt"]),
        (
            &["--files-from", "list"],
            &["in/a.txt", "in/a.csv:1", "in/b"],
        ),
    ];
    for (args, ids) in cases {
        assert_eq!(place.dixit(args).code, 0);
        assert_eq!(place.ids(), ids, "{args:?}");
    }
    // A date is still found in the name.
    place
        .file("d/2026-11-02.txt", text)
        .file("d/2026-11-02.json", "[]");
    assert_eq!(place.dixit(&["d"]).code, 0);
    assert_eq!(place.ids(), ["2026-11-02.txt"]);
    assert_eq!(place.column("documents.csv", "date_iso"), ["2026-11-02"]);
}

#[test]
fn no_two_rows_of_documents_have_one_id() {
    let place = Place::new();
    place
        .file(
            "in/a.jsonl",
            "{\"text\": \"A.\"}\n{\n{\"id\": \"b/c\", \"text\": \"B.\"}\n",
        )
        .file("in/b/c.docx", "")
        .file("d/a.jsonl", "{\"text\": \"D.\"}\n{\n");
    assert_eq!(place.dixit(&["in", "d"]).code, 3);
    let ids = place.column("documents.csv", "doc_id");
    assert_eq!(ids, ["a:1", "a:2", "b/c", "b/c#2", "a:1#2", "a:2#2"]);
    let failed: Vec<_> = place.column("documents.csv", "status");
    assert_eq!(failed, ["ok", "failed", "ok", "failed", "ok", "failed"]);
}

#[test]
fn what_is_cut_off_is_told_and_the_run_goes_on() {
    let place = Place::new();
    let lines: String = (0..2000)
        .map(|number| {
            format!(
                "{{\"id\": {number}, \"text\": \"Number {} of them.\"}}\n",
                number * 7919
            )
        })
        .collect();
    let whole = gzip(lines.as_bytes());
    place
        .file("cut.jsonl.gz", &whole[..whole.len() / 2])
        .file("cut.txt.gz", &whole[..whole.len() / 2])
        .file("bad.csv.gz", b"\x1F\x8Bno gzip at all")
        .file("ok.txt", "Fine.");
    let ended = place.dixit(&["cut.jsonl.gz", "cut.txt.gz", "bad.csv.gz", "ok.txt"]);
    assert_eq!(ended.code, 3);
    let read = place.ids().len();
    assert!((500..2000).contains(&read), "{read}");
    let errors = place.errors();
    let files: Vec<&str> = errors.iter().map(|error| error[0].as_str()).collect();
    assert_eq!(files, ["cut.jsonl.gz", "cut.txt.gz", "bad.csv.gz"]);
    // The records before the cut are there, and the next is named.
    assert_eq!(errors[0][1], format!("line {read}"));
    for error in errors {
        assert!(error[2].starts_with("cannot "), "{error:?}");
    }
}

#[test]
fn what_is_too_long_is_told_and_the_run_goes_on() {
    let place = Place::new();
    let bomb = gzip(&vec![b'a'; 1 << 20]);
    let long = "x".repeat(2000);
    place
        .file("bomb.txt.gz", &bomb)
        .file("bomb.jsonl.gz", &bomb)
        .file("bomb.json.gz", &bomb)
        .file("bomb.csv.gz", &bomb)
        .file(
            "a.jsonl",
            format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"B.\"}}\n"),
        )
        .file(
            "a.json",
            format!("[{{\"text\": \"{long}\"}}, {{\"text\": \"B.\"}}]"),
        );
    let files = [
        "bomb.txt.gz",
        "bomb.jsonl.gz",
        "bomb.json.gz",
        "bomb.csv.gz",
        "a.jsonl",
        "a.json",
    ];
    let ended = place.dixit(&[&files[..], &["--max-document-bytes", "1000"]].concat());
    assert_eq!(ended.code, 3);
    assert_eq!(place.ids(), ["a.jsonl:2", "a.json:2"]);
    let errors = place.errors();
    let failed: Vec<&str> = errors.iter().map(|error| error[0].as_str()).collect();
    assert_eq!(failed, files);
    for error in errors {
        let told = error[2].contains("longer than the limit of 1000 bytes")
            || error[2].contains("without end");
        assert!(told, "{error:?}");
    }
}

#[test]
fn hostile_records_fail_alone() {
    let place = Place::new();
    let deep = format!(
        "{{\"text\": {}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let lines = [
        deep.as_str(),
        r#"{"text": "\ud800 alone"}"#,
        r#"{"text": "zero \u0000 inside, “\u202eyes\u200b,” said Ann Lee."}"#,
        r#"{"text": "e\u0301\u0301\u0301\u0301 combining"}"#,
        r#"{"text": "twice", "text": "“Again,” said Ann Lee."}"#,
        r#"{"text": 1e999}"#,
    ];
    place.file("a.jsonl", lines.join("\n"));
    assert_eq!(place.dixit(&["a.jsonl"]).code, 3);
    assert_eq!(place.ids(), ["a:3", "a:4", "a:5"]);
    let records: Vec<String> = place
        .errors()
        .into_iter()
        .map(|[_, record, _]| record)
        .collect();
    assert_eq!(records, ["line 1", "line 2", "line 6"]);
}

#[test]
fn dates_of_any_form_are_one_day_in_all_tables() {
    let place = Place::new();
    let said = "“The ferry will sail whatever anybody says about the ice,” said Olga Berg.";
    place
        .file("in/2026-05-09.txt", said)
        .file("in/b.txt", format!("Ferry\n\n7 May 2026\n\n{said}\n"))
        .file(
            "in/c.csv",
            format!("Datum;Text\n08/05/2026;{said}\n13/05/2026;{said}\n"),
        );
    let ended = place.dixit(&["in", "--unique", "--date-field", "datum"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        place.column("documents.csv", "date_iso"),
        ["2026-05-09", "2026-05-07", "2026-05-08", "2026-05-13"]
    );
    assert_eq!(
        place.column("documents.csv", "date"),
        ["", "7 May 2026", "08/05/2026", "13/05/2026"]
    );
    assert_eq!(place.column("speakers.csv", "first"), ["2026-05-07"]);
    assert_eq!(place.column("speakers.csv", "first_doc_id"), ["b"]);
    assert_eq!(place.column("speakers.csv", "last"), ["2026-05-13"]);
    assert_eq!(
        place.column("unique_quotes.csv", "first_date"),
        ["2026-05-07"]
    );
    let ended = place.dixit(&["in/c.csv", "--date-order", "month-first"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(
        place.column("documents.csv", "date_iso"),
        ["2026-08-05", "2026-05-13"]
    );
    place.file("day.csv", "day,text\n2026-11-02,It rained.\n");
    let ended = place.dixit(&["in/c.csv", "day.csv", "--date-field", "day"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert!(place.errors()[0][2].contains("no `day` (it has Datum, Text)"));
}

#[test]
fn a_newsrooms_exports_are_read_as_they_come() {
    let place = Place::new();
    let nexis = "1 of 2 DOCUMENTS\n\nNorthern Echo\n\nMay 4, 2026 Monday\n\nFerry is late\n\nBYLINE: Rosa Diaz\n\nSECTION: NEWS; Pg. 4\n\n\
        LENGTH: 120 words\n\n“It will sail,” said Olga Berg. “It is late,” she said.\n\nLOAD-DATE: May 5, 2026\n\n\
        2 of 2 DOCUMENTS\n\nHarbour Post\n\nMay 5, 2026 Tuesday\n\nFerry is back\n\nLENGTH: 80 words\n\n“We won,” said Priya Nair.\n";
    place
        .file("in/nexis.txt", nexis)
        .file("in/page.html", "<html><body><p>“It will sail,” said Olga Berg on Monday, to those who stood there.</p></body></html>")
        .file("in/page_files/frame.html", "<html><body><p>“Buy now,” said Ad Man, in a frame of the page.</p></body></html>")
        .file("in/web.csv", "id,text\nw,\"&ldquo;It will sail,&rdquo; Olga Berg said.\"\n")
        .file("in/api.json", "{\"articles\": [{\"id\": {\"$oid\": \"m\"}, \"article\": {\"content\": \"“It will sail,” said Olga Berg.\"}}]}");
    let ended = place.dixit(&["in"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(place.ids(), ["m", "nexis:1", "nexis:2", "page", "w"]);
    let mut speakers = place.column("speakers.csv", "speaker");
    speakers.sort();
    assert_eq!(speakers, ["Olga Berg", "Priya Nair"]);
    let articles = place.articles();
    assert_eq!(articles[1]["date_iso"], "2026-05-04");
    assert_eq!(articles[1]["outlet"], "Northern Echo");
    assert_eq!(articles[1]["author"], "Rosa Diaz");
    assert_eq!(articles[4]["quotes"][0]["quote"], "It will sail,");
    assert_eq!(articles[4]["notes"][0], "mended: HTML entities");
    assert!(
        ended.err.contains("a text is mended: HTML entities"),
        "{}",
        ended.err
    );
}
