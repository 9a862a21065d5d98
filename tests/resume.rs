//! No work is lost: a run that ends early, however, goes on to the same bytes.

// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod place;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use place::Place;

const EVERYTHING: &[&str] = &[
    "-f",
    "csv,jsonl,xlsx,parquet,web-annotation,brat,label-studio,claimreview",
    "--emit",
    "sentences,text,unique,report",
    "--min-confidence",
    "0.2",
    "--jobs",
    "2",
];

/// Articles as JSON lines, with what makes a run remember something: speakers of several
/// articles, ids given twice, fields that pass through, lines that are no article.
fn corpus(articles: usize) -> String {
    let names = ["Ann Lee", "Tor Hval", "Lene Aas", "Ivar Moe", "Mina Strand"];
    let verbs = ["said", "added", "told reporters", "warned", "argued"];
    let mut lines = String::new();
    for at in 0..articles {
        let (name, verb) = (names[at % 5], verbs[at / 5 % 5]);
        let text = format!(
            "Harbour vote {at}\n\n“We will not close quay {at},” {verb} {name}, the mayor of Torvik. \
             “The {} cranes cost $5 million and would feed 3,000 people for a year.”\n\n\
             She {verb} that the “old” ferry was full. According to {}, it will rain in 2031.",
            at % 7,
            names[(at + 2) % 5],
        );
        let record = serde_json::json!({
            "id": format!("a{}", at / 2 * 2),
            "date": format!("2023-09-{:02}", at % 28 + 1),
            "text": text,
            "desk": at,
        });
        lines.push_str(&record.to_string());
        lines.push('\n');
        if at % 17 == 5 {
            lines.push_str("{\"text\": \n");
        }
    }
    lines
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(tree(&path)),
            false => files.push((path.clone(), fs::read(path).unwrap())),
        }
    }
    files.sort();
    files
}

/// The same files with the same bytes, or what is not the same.
fn assert_same(place: &Place, found: &str, wanted: &str) {
    let below = |folder: &str| -> Vec<(PathBuf, Vec<u8>)> {
        let folder = place.path(folder);
        let files = tree(&folder).into_iter();
        let short = |path: PathBuf| path.strip_prefix(&folder).unwrap().to_owned();
        files.map(|(path, bytes)| (short(path), bytes)).collect()
    };
    let (found, wanted) = (below(found), below(wanted));
    let names = |files: &[(PathBuf, Vec<u8>)]| -> Vec<PathBuf> {
        files.iter().map(|(path, _)| path.clone()).collect()
    };
    assert_eq!(names(&found), names(&wanted));
    for ((path, found), (_, wanted)) in found.iter().zip(&wanted) {
        assert!(found == wanted, "{} is not the same", path.display());
    }
}

fn start(place: &Place, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(place.path("."))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until something is so, or the process has ended by itself: false then.
fn until(child: &mut Child, mut is_so: impl FnMut() -> bool) -> bool {
    while !is_so() {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        thread::sleep(Duration::from_micros(200));
    }
    true
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// The same numbers in every run (xorshift); when they hit is up to the machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[test]
fn a_run_killed_at_any_moment_goes_on_to_the_same_bytes() {
    let place = Place::new();
    place.file("news.jsonl", corpus(60));
    let args = |more: &[&'static str]| [&["news.jsonl"], EVERYTHING, more].concat();
    let whole = place.dixit(&args(&["-o", "whole"]));
    assert_eq!(whole.code, 3, "{}", whole.err);
    let resume = args(&["--resume"]);
    let journal = place.path("output/dixit.journal");
    let first = place.path("output/errors.csv");
    let last = place.path("output/run.json");
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut killed, mut completed) = (0, 0);
    while killed < 24 {
        let mut child = start(&place, &resume);
        drop(child.stdin.take());
        let (before, point) = (length(&journal), chance.below(8));
        let alive = match point {
            // While files get their names, and when all have them.
            0 => until(&mut child, || first.exists()),
            1 => until(&mut child, || last.exists()),
            // In the midst of what was done before.
            2 | 3 => {
                thread::sleep(Duration::from_millis(chance.below(200)));
                true
            }
            // Some entries on.
            _ => {
                let more = chance.below(12_000);
                until(&mut child, || length(&journal) > before + more)
            }
        };
        if alive && child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
        }
        let ended = child.wait().unwrap();
        match ended.code() {
            None => killed += 1,
            Some(code) => {
                assert_eq!(code, 3);
                assert_same(&place, "output", "whole");
                fs::remove_dir_all(place.path("output")).unwrap();
                completed += 1;
            }
        }
    }
    let ended = place.dixit(&resume);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert_same(&place, "output", "whole");
    println!("killed {killed} times, completed {completed} times between");
}

#[test]
fn without_anything_to_resume_it_begins() {
    let place = Place::new();
    place.file("a.txt", "“We will not go,” said Ann Lee.");
    let ended = place.dixit(&["a.txt", "--resume"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.contains("nothing to resume"), "{}", ended.err);
    assert_eq!(place.column("documents.csv", "doc_id"), ["a"]);
}

#[cfg(unix)]
mod unix {
    use super::*;

    fn interrupt(child: &Child) {
        send("-INT", child);
    }

    fn send(signal: &str, child: &Child) {
        let id = child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(sent.success());
    }

    fn ended(child: Child) -> (i32, String) {
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), told)
    }

    /// Runs the command where no file may grow beyond so many blocks, as on a disk that is full.
    fn on_a_full_disk(place: &Place, blocks: u32, args: &[&str]) -> (i32, String) {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let child = Command::new("sh")
            .current_dir(place.path("."))
            .args(["-c", &script, env!("CARGO_BIN_EXE_dixit")])
            .args(args)
            .stderr(Stdio::piped())
            .spawn();
        ended(child.unwrap())
    }

    #[test]
    fn ctrl_c_writes_what_is_done_and_tells_how_to_go_on() {
        let place = Place::new();
        let corpus = corpus(30);
        let args = ["-", "-f", "csv,jsonl", "-j", "2"];
        let whole = place.dixit_with(&[&args[..], &["-o", "whole"]].concat(), &corpus);
        assert_eq!(whole.code, 3, "{}", whole.err);

        let mut child = start(&place, &args);
        let mut input = child.stdin.take().unwrap();
        // The last line is cut off: whoever writes to us is stopped by Ctrl-C as well.
        let part = &corpus[..corpus.len() / 2];
        input.write_all(part.as_bytes()).unwrap();
        let journal = place.path("output/dixit.journal");
        assert!(until(&mut child, || length(&journal) > 4_000));
        interrupt(&child);
        drop(input);
        let (code, told) = ended(child);
        assert_eq!(code, 130, "{told}");
        let command = "--resume - -f 'csv,jsonl' -j 2";
        assert!(told.contains(command), "{told}");
        assert!(!told.contains("line 16"), "a line that was cut off: {told}");

        let run: serde_json::Value =
            serde_json::from_slice(&fs::read(place.path("output/run.json")).unwrap()).unwrap();
        assert_eq!(run["counts"]["interrupted"], true);
        let all = fs::read_to_string(place.path("whole/articles.jsonl")).unwrap();
        let done = fs::read_to_string(place.path("output/articles.jsonl")).unwrap();
        assert!(!done.is_empty() && all.starts_with(&done) && done.len() < all.len());

        let resumed = place.dixit_with(&[&args[..], &["--resume"]].concat(), &corpus);
        assert_eq!(resumed.code, 3, "{}", resumed.err);
        assert!(resumed.err.contains("records done"), "{}", resumed.err);
        assert_same(&place, "output", "whole");
    }

    #[test]
    fn stopped_before_anything_is_done_it_says_so_and_leaves_what_is_there() {
        let place = Place::new();
        place.file("a.txt", "“We will not go,” said Ann Lee.");
        assert_eq!(place.dixit(&["a.txt"]).code, 0);
        let before = tree(&place.path("output"));
        for signal in ["-TERM", "-INT"] {
            let mut child = start(&place, &["-"]);
            let input = child.stdin.take().unwrap();
            let journal = place.path("output/dixit.journal");
            assert!(until(&mut child, || journal.exists()));
            send(signal, &child);
            drop(input);
            let (code, told) = ended(child);
            assert_eq!(code, 130, "{told}");
            assert!(told.contains("stopped before the first article"), "{told}");
            assert!(!told.contains("nothing to read"), "{told}");
            assert!(tree(&place.path("output")) == before);
        }
    }

    #[test]
    fn a_table_changed_while_a_run_was_stopped_is_kept_beside() {
        let place = Place::new();
        place.file("news.jsonl", corpus(40));
        let args = ["news.jsonl", "-f", "csv"];
        let (code, told) = on_a_full_disk(&place, 20, &args);
        assert_eq!(code, 1, "{told}");
        place.file("output/quotes.csv", "My own.");
        let resumed = place.dixit(&[&args[..], &["--resume"]].concat());
        assert_eq!(resumed.code, 3, "{}", resumed.err);
        let told = "kept beside: quotes.changed.csv";
        assert!(resumed.err.contains(told), "{}", resumed.err);
        let kept = fs::read_to_string(place.path("output/quotes.changed.csv")).unwrap();
        assert_eq!(kept, "My own.");
    }

    #[test]
    fn a_full_disk_stops_the_run_and_loses_nothing() {
        let place = Place::new();
        place.file("news.jsonl", corpus(40));
        let args = |more: &[&'static str]| [&["news.jsonl"], EVERYTHING, more].concat();
        assert_eq!(place.dixit(&args(&["-o", "whole"])).code, 3);
        let (code, told) = on_a_full_disk(&place, 60, &args(&[]));
        assert_eq!(code, 1, "{told}");
        assert!(told.contains("cannot write output"), "{told}");
        assert!(told.contains("File too large"), "{told}");
        assert!(told.contains("To go on: "), "{told}");
        let left = place::names(&place.path("output"));
        assert_eq!(left, ["dixit.journal"], "no half of a table");

        // The same disk is still full; then it is not.
        assert_eq!(on_a_full_disk(&place, 60, &args(&["--resume"])).0, 1);
        assert_eq!(place.dixit(&args(&["--resume"])).code, 3);
        assert_same(&place, "output", "whole");
    }

    #[test]
    fn what_was_done_is_neither_lost_unasked_nor_mixed_with_other_rows() {
        let place = Place::new();
        place
            .file("news.jsonl", corpus(40))
            .file("people.csv", "name\nAnn Lee\n");
        let args = ["news.jsonl", "--people", "people.csv"];
        let (code, told) = on_a_full_disk(&place, 60, &args);
        assert_eq!(code, 1, "{told}");
        assert!(told.contains("cannot write output/"), "{told}");
        let run = |more: &[&str]| place.dixit(&[&args[..], more].concat());

        let ended = run(&[]);
        assert_eq!(ended.code, 2, "{}", ended.err);
        assert!(ended.err.contains("--resume goes on"), "{}", ended.err);
        let ended = run(&["--resume", "--min-confidence", "0.5"]);
        assert_eq!(ended.code, 2, "{}", ended.err);
        let differs = "min-confidence was not set, is 0.5";
        assert!(ended.err.contains(differs), "{}", ended.err);
        place.file("people.csv", "name\nTor Hval\n");
        let ended = run(&["--resume"]);
        assert_eq!(ended.code, 2, "{}", ended.err);
        assert!(ended.err.contains("content of people"), "{}", ended.err);
        place.file("people.csv", "name\nAnn Lee\n");

        // Other articles, fewer articles.
        let changed = corpus(40).replacen("quay 3,", "pier 3,", 1);
        for (corpus, told) in [
            (changed.as_str(), "record 4, a2 of news.jsonl"),
            ("", "record 1, is not there"),
            (
                "{\"text\":\n",
                "record 1, news.jsonl (line 1): invalid JSON",
            ),
        ] {
            place.file("news.jsonl", corpus);
            let ended = run(&["--resume"]);
            assert_eq!(ended.code, 1, "{}", ended.err);
            assert!(ended.err.contains("inputs have changed"), "{}", ended.err);
            assert!(ended.err.contains(told), "{told}: {}", ended.err);
            assert_eq!(place::names(&place.path("output")), ["dixit.journal"]);
        }

        place.file("news.jsonl", corpus(40));
        assert_eq!(run(&["-o", "whole"]).code, 3);
        assert_eq!(run(&["--resume", "--jobs", "1", "--quiet"]).code, 3);
        assert_same(&place, "output", "whole");
    }

    #[test]
    fn an_input_that_vanishes_is_an_error_row() {
        let place = Place::new();
        place.file("b.txt", "“We will not go,” said Ann Lee.");
        let mut child = start(&place, &["-", "b.txt"]);
        let journal = place.path("output/dixit.journal");
        assert!(until(&mut child, || journal.exists()));
        fs::remove_file(place.path("b.txt")).unwrap();
        child.stdin.take().unwrap().write_all(b"A text.").unwrap();
        let (code, told) = ended(child);
        assert_eq!(code, 3, "{told}");
        assert_eq!(place.column("errors.csv", "file"), ["b.txt"]);
        let causes = place.column("errors.csv", "cause");
        assert!(causes[0].contains("No such file"), "{causes:?}");
    }

    #[test]
    fn two_runs_do_not_write_to_one_folder() {
        let place = Place::new();
        let mut child = start(&place, &["-"]);
        let journal = place.path("output/dixit.journal");
        assert!(until(&mut child, || journal.exists()));
        place.file("a.txt", "A text.");
        let other = place.dixit(&["a.txt"]);
        assert_eq!(other.code, 1);
        assert!(
            other.err.contains("another run is writing to output"),
            "{}",
            other.err
        );
        child.stdin.take().unwrap().write_all(b"B text.").unwrap();
        let (code, told) = ended(child);
        assert_eq!(code, 0, "{told}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let place = Place::new();
        let ended = place
            .file("a.txt", "A text.")
            .dixit(&["a.txt", "-o", "/proc/none"]);
        assert_eq!(ended.code, 1);
        assert!(
            ended.err.contains("cannot write /proc/none"),
            "{}",
            ended.err
        );
    }
}
