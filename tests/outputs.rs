//! What is written, as those who read it meet it.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;

use place::nasty::{NASTY, nasty};
use place::{Place, contents, names};

#[test]
fn unescape_gives_back_what_was_guarded() {
    let place = Place::new();
    nasty(&place);
    for delimiter in [",", ";", "tab"] {
        let run = |folder: &str, options: &[&str]| {
            let args = [
                "nasty.jsonl",
                "-o",
                folder,
                "-f",
                "csv",
                "--delimiter",
                delimiter,
            ];
            assert_eq!(place.dixit(&[&args, options].concat()).code, 0);
        };
        run("guarded", &[]);
        run("bare", &["--csv-safety", "off"]);
        let bare = contents(&place.path("bare"));
        for (name, bytes) in &bare {
            if !name.ends_with(".csv") {
                continue;
            }
            let guarded = format!("guarded/{name}");
            let bare = String::from_utf8(bytes.clone()).unwrap();
            let read = place.dixit(&["unescape", &guarded]);
            assert_eq!(
                (read.code, &read.out),
                (0, &bare),
                "{guarded}: {}",
                read.err
            );
            let piped = fs::read_to_string(place.path(&guarded)).unwrap();
            let args = ["unescape", "--delimiter", delimiter];
            assert_eq!(place.dixit_with(&args, &piped).out, bare, "{guarded}");
        }
        let guarded = fs::read(place.path("guarded/documents.csv")).unwrap();
        let comma = match delimiter {
            "tab" => b'\t',
            mark => mark.as_bytes()[0],
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(comma)
            .from_reader(guarded.as_slice());
        let ids = reader.records().map(|row| row.unwrap()[0].to_owned());
        for (id, nasty) in ids.zip(NASTY) {
            let formula = id.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']);
            assert!(
                !formula && !id.starts_with(['＝', '＋', '－', '＠']),
                "{nasty:?}: {id:?}"
            );
        }
    }
    assert_eq!(place.dixit(&["unescape", "no-such.csv"]).code, 1);
}

#[test]
fn tables_are_written_as_the_spreadsheet_at_hand_wants_them() {
    let place = Place::new();
    let text = "“It rained all night,” said Ann Lee.";
    let record = serde_json::json!({"id": "a", "title": "Rain\n\nand snow", "text": text});
    place.file("a.jsonl", record.to_string());
    let quotes = |options: &[&str]| {
        let args = [&["a.jsonl", "-f", "csv"], options].concat();
        assert_eq!(place.dixit(&args).code, 0);
        fs::read_to_string(place.path("output/quotes.csv")).unwrap()
    };
    let usual = quotes(&[]);
    assert!(usual.starts_with("\u{feff}doc_id,date,"), "{usual}");
    assert!(usual.contains("Rain ¶ and snow"), "{usual}");
    let semicolons = quotes(&["--delimiter", ";", "--no-bom"]);
    assert!(semicolons.starts_with("doc_id;date;"), "{semicolons}");
    let tabs = quotes(&["--delimiter", "tab"]);
    assert!(tabs.starts_with("\u{feff}doc_id\tdate\t"), "{tabs}");
    let kept = quotes(&["--keep-newlines"]);
    assert!(kept.contains("Rain\n\nand snow"), "{kept}");

    place.file(
        "dixit.toml",
        "no-bom = true\ndelimiter = \";\"\ncsv-safety = \"off\"\n",
    );
    let from_file = quotes(&["--config", "dixit.toml"]);
    assert!(from_file.starts_with("doc_id;date;"), "{from_file}");
}

#[test]
fn a_text_longer_than_a_cell_is_cut_in_tables_and_whole_in_lines() {
    let place = Place::new();
    let said = "We will not go there again. ".repeat(1_500);
    place.file("a.txt", format!("“{said}” said Ann Lee."));
    assert_eq!(place.dixit(&["a.txt"]).code, 0);
    let cells = place.column("quotes.csv", "quote");
    let longest = cells.iter().max_by_key(|cell| cell.len()).unwrap();
    assert_eq!(longest.encode_utf16().count(), 32_767);
    assert!(
        longest.ends_with("whole in JSONL and Parquet)"),
        "{longest}"
    );
    let articles = fs::read_to_string(place.path("output/articles.jsonl")).unwrap();
    assert!(articles.contains(said.trim_end()));
}

#[test]
fn an_unknown_speaker_is_an_empty_cell_and_ids_begin_with_a_letter() {
    let place = Place::new();
    place.file(
        "a.txt",
        "“Nobody asked us about it at all.”\n\n“We will not go,” said Ann Lee.",
    );
    assert_eq!(place.dixit(&["a.txt"]).code, 0);
    let speakers = place.column("quotes.csv", "speaker");
    assert!(speakers.contains(&String::new()), "{speakers:?}");
    for (table, column) in [("quotes.csv", "quote_id"), ("quotes.csv", "speaker_id")] {
        for id in place.column(table, column) {
            assert!(
                id.is_empty() || id.starts_with(|c: char| c.is_ascii_alphabetic()),
                "{id}"
            );
        }
    }
}

#[test]
fn the_text_emitted_is_the_one_that_offsets_count_in() {
    let place = Place::new();
    let text = "\r\nÉtude\r\n\r\n“We will 😀 not go,” said Ann Lee.\r\n";
    let record = serde_json::json!({"id": "../a", "text": text});
    place
        .file("in/b/c.txt", text)
        .file("in/feed.jsonl", record.to_string());
    assert_eq!(place.dixit(&["in", "--emit-text"]).code, 0);
    let emitted = fs::read_to_string(place.path("output/text/b/c.txt")).unwrap();
    let chars: Vec<char> = emitted.chars().collect();
    let articles = fs::read_to_string(place.path("output/articles.jsonl")).unwrap();
    let article = articles.lines().next().unwrap();
    let article: serde_json::Value = serde_json::from_str(article).unwrap();
    assert_eq!(article["characters"], chars.len());
    let [start, end] = [0, 1].map(|at| article["quotes"][0]["content"][0][at].as_u64().unwrap());
    let words: String = chars[start as usize..end as usize].iter().collect();
    assert!(words.contains("We will 😀 not go,"), "{words}");
    // An id that leads out of the folder does not.
    assert_eq!(names(&place.path("output/text/__")).len(), 1);
    assert!(!place.path("output/a.txt").exists());
    // A second run takes the first one's place; what is not ours stays.
    assert_eq!(place.dixit(&["in/b", "--emit", "text"]).code, 0);
    assert!(!place.path("output/text/__").exists());
    place.file("mine/text/notes.txt", "mine");
    let ended = place.dixit(&["in", "-o", "mine", "--emit-text"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("mine/text"), "{}", ended.err);
    assert_eq!(names(&place.path("mine/text")), ["notes.txt"]);
}

#[test]
fn the_report_stands_beside_the_tables_and_is_the_same_for_any_jobs() {
    let place = Place::new();
    nasty(&place);
    let report = |jobs: &str, asked: &[&str]| {
        let args = ["nasty.jsonl", "-o", jobs, "-j", jobs, "--text-as-is"];
        assert_eq!(place.dixit(&[&args, asked].concat()).code, 0);
        assert!(place.path(jobs).join("quotes.csv").exists());
        fs::read_to_string(place.path(jobs).join("report.html")).unwrap()
    };
    let one = report("1", &["--report"]);
    assert_eq!(one, report("3", &["--emit", "report"]));
    let data = one.split_once("id=\"data\">").unwrap().1;
    let data = data.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let titles = data["articles"].as_array().unwrap().iter();
    let titles: Vec<_> = titles.map(|article| article["title"].as_str()).collect();
    let nasty: Vec<_> = NASTY.iter().map(|cell| Some(*cell)).collect();
    assert_eq!(titles, nasty, "whole, and in order");
}

const ARTICLE: &str = "Étude\r\n\r\n“😀 We will not go,” said Ann Lee, 40. “No bread for ten\r\nmillion people for a year.”\n\nHe called it a “plan”.\n";

/// The words of a span of code points.
fn words(text: &str, start: &serde_json::Value, end: &serde_json::Value) -> String {
    let [start, end] = [start, end].map(|at| at.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn every_annotation_points_at_its_words() {
    let place = Place::new();
    place.file("in/a.txt", ARTICLE);
    let formats = "web-annotation,brat,label-studio,brat";
    let ended = place.dixit(&["in", "-f", formats]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let read = |name: &str| fs::read_to_string(place.path("output").join(name)).unwrap();

    let annotations = read("annotations.jsonl");
    let mut parts = 0;
    for line in annotations.lines() {
        let annotation: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(annotation["type"], "Annotation");
        for target in annotation["target"].as_array().unwrap() {
            let [position, quote] = [0, 1].map(|at| &target["selector"][at]);
            let exact = words(ARTICLE, &position["start"], &position["end"]);
            assert_eq!(quote["exact"], exact);
            let around = format!(
                "{}{exact}{}",
                quote["prefix"].as_str().unwrap(),
                quote["suffix"].as_str().unwrap()
            );
            assert!(ARTICLE.contains(&around), "{around}");
            parts += 1;
        }
    }
    assert!(parts > 3, "{annotations}");
    assert!(annotations.contains("\"purpose\":\"identifying\",\"value\":\"Ann Lee\""));

    assert_eq!(read("brat/a.txt"), ARTICLE);
    let standoff = read("brat/a.ann");
    let stretches = standoff.lines().filter(|line| line.starts_with('T'));
    for line in stretches {
        let cells: Vec<&str> = line.split('\t').collect();
        let (_, spans) = cells[1].split_once(' ').unwrap();
        let parts = spans.split(';').map(|span| {
            let (start, end) = span.split_once(' ').unwrap();
            words(
                ARTICLE,
                &start.parse::<u64>().unwrap().into(),
                &end.parse::<u64>().unwrap().into(),
            )
        });
        assert_eq!(parts.collect::<Vec<_>>().join(" "), cells[2]);
    }
    assert!(standoff.contains("SaidBy Arg1:T1 Arg2:T2"), "{standoff}");
    assert!(read("brat/annotation.conf").contains("[entities]"));

    let tasks: serde_json::Value = serde_json::from_str(&read("label-studio.json")).unwrap();
    assert_eq!(tasks[0]["data"]["text"], ARTICLE);
    let result = tasks[0]["predictions"][0]["result"].as_array().unwrap();
    let ids: Vec<&serde_json::Value> = result.iter().map(|region| &region["id"]).collect();
    for region in result {
        if region["type"] == "relation" {
            assert!(ids.contains(&&region["from_id"]) && ids.contains(&&region["to_id"]));
        } else {
            let value = &region["value"];
            assert_eq!(
                value["text"],
                words(ARTICLE, &value["start"], &value["end"])
            );
        }
    }
    // Each quotation's own first region has its score and its speaker, and nothing else has.
    let quotations = result.iter().filter(|region| {
        let is_first = region["id"].as_str().is_some_and(|id| !id.contains('-'));
        is_first && region["type"] == "labels"
    });
    let scored = result.iter().filter(|region| region["score"].is_number());
    assert!(quotations.clone().count() > 1 && quotations.clone().eq(scored));
    let said = quotations.filter(|region| region["meta"]["text"][0] == "Ann Lee");
    assert_eq!(said.count(), 1);
    assert!(read("label-studio.xml").contains("toName=\"text\""));
}

#[test]
fn run_json_tells_what_was_run() {
    let place = Place::new();
    place
        .file("a.txt", "“We will not go,” said Ann Lee.")
        .file("bad.jsonl", "{\n");
    let run = |options: &[&str]| -> serde_json::Value {
        assert_eq!(
            place
                .dixit(&[&["a.txt", "bad.jsonl"], options].concat())
                .code,
            3
        );
        serde_json::from_str(&fs::read_to_string(place.path("output/run.json")).unwrap()).unwrap()
    };
    let told = run(&["--csv-safety", "off"]);
    assert_eq!(told["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(told["configuration"]["csv-safety"], "off");
    assert_eq!(told["inputs"], serde_json::json!(["a.txt", "bad.jsonl"]));
    assert_eq!(told["counts"]["documents"], 2);
    assert_eq!(told["counts"]["failures"], 1);
    assert_eq!(told["counts"]["failures_at"]["input"], 1);
    assert_eq!(told["counts"]["quotations"], 1);
    let flags = told["counts"]["flags"].as_u64();
    let verdicts = told["counts"]["verdicts"].as_object().unwrap().values();
    assert_eq!(
        verdicts.map(|count| count.as_u64().unwrap()).sum::<u64>(),
        flags.unwrap()
    );
    let hash = |told: &serde_json::Value| told["configuration_hash"].as_str().unwrap().to_owned();
    assert_ne!(hash(&told), hash(&run(&[])));
    assert_eq!(hash(&run(&["-j", "1"])), hash(&run(&["-j", "2", "-q"])));
}
