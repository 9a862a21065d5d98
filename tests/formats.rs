//! Pages, crawls, Word files and Parquet through the command: what they give, and what fails alone.

#![cfg(all(feature = "docx", feature = "html", feature = "parquet"))]
// The helpers are tests too: what they cannot do fails the test.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::io::Write;

use common::{Place, gzip};
use serde_json::Value;

/// The articles of `corpus/`, which are texts, by id.
fn corpus() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let mut articles: Vec<_> = texts
        .map(|path| {
            let id = path.file_stem().unwrap().to_string_lossy().into_owned();
            (id, fs::read_to_string(path).unwrap())
        })
        .collect();
    articles.sort();
    articles
}

/// What is told of an article whatever its format, for its quotations.
fn quotations(article: &Value) -> Vec<String> {
    let quotes = article["quotes"].as_array().unwrap().iter();
    let row = |quote: &Value| {
        ["quote", "speaker", "kind", "function"]
            .map(|key| quote[key].to_string())
            .join(" ")
    };
    quotes.map(row).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let paragraphs = text.split("\n\n").map(str::trim);
    paragraphs.filter(|paragraph| !paragraph.is_empty())
}

fn csv_of(articles: &[(String, String)]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["article_id", "body"]).unwrap();
    for (id, text) in articles {
        writer.write_record([id, text]).unwrap();
    }
    writer.into_inner().unwrap()
}

fn html_of(text: &str) -> String {
    let lines = paragraphs(text)
        .map(|paragraph| format!("<p>{}</p>\n", escaped(paragraph).replace('\n', "<br>")));
    let body: String = lines.collect();
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body><article>\n{body}</article></body></html>\n"
    )
}

fn warc_of(articles: &[(String, String)]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (number, (id, text)) in articles.iter().enumerate() {
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}",
            html_of(text)
        );
        let header = |kind: &str, length: usize| {
            format!(
                "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n\
                 WARC-Target-URI: https://www.post.example/{number}\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
            )
        };
        // As a crawl writes it: each record compressed by itself, requests among them.
        let request = header("request", 5) + "GET /\r\n\r\n";
        archive.extend(gzip(request.as_bytes()));
        archive.extend(gzip(
            (header("response", http.len()) + &http + "\r\n\r\n").as_bytes(),
        ));
    }
    archive
}

fn docx_of(text: &str) -> Vec<u8> {
    let run = |line: &str| {
        format!(
            "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escaped(line)
        )
    };
    let lines = paragraphs(text).map(|paragraph| {
        let runs: Vec<String> = paragraph.split('\n').map(run).collect();
        format!("<w:p>{}</w:p>", runs.join("<w:r><w:br/></w:r>"))
    });
    let body: String = lines.collect();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(
        "word/document.xml",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    write!(zip, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

fn parquet_of(articles: &[(String, String)]) -> Vec<u8> {
    use parquet::basic::Compression;
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use std::sync::Arc;

    let schema = "message articles { required binary id (UTF8); required binary content (UTF8); }";
    let schema = Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    // Two row groups, so that one can be spoilt.
    for half in articles.chunks(articles.len().div_ceil(2).max(1)) {
        let mut group = writer.next_row_group().unwrap();
        let columns = [
            half.iter()
                .map(|(id, _)| ByteArray::from(id.as_str()))
                .collect::<Vec<_>>(),
            half.iter()
                .map(|(_, text)| ByteArray::from(text.as_str()))
                .collect(),
        ];
        for values in columns {
            let mut column = group.next_column().unwrap().unwrap();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, None, None)
                .unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

#[test]
fn the_same_articles_in_any_format_give_the_same_quotations() {
    let place = Place::new();
    let articles = corpus();
    assert!(articles.len() > 10);
    let lines: String = articles
        .iter()
        .map(|(id, text)| serde_json::json!({"id": id, "text": text}).to_string() + "\n")
        .collect();
    for (id, text) in &articles {
        place
            .file(&format!("txt/{id}.txt"), text)
            .file(&format!("html/{id}.html"), html_of(text))
            .file(&format!("docx/{id}.docx"), docx_of(text));
    }
    place
        .file("a.jsonl.gz", gzip(lines.as_bytes()))
        .file("a.csv", csv_of(&articles))
        .file("a.parquet", parquet_of(&articles))
        .file("a.warc.gz", warc_of(&articles));
    let ids: Vec<&str> = articles.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(place.dixit(&["txt"]).code, 0);
    let expected: Vec<_> = place.articles().iter().map(quotations).collect();
    for input in [
        "a.jsonl.gz",
        "a.csv",
        "a.parquet",
        "docx",
        "html",
        "a.warc.gz",
    ] {
        let ended = place.dixit(&[input]);
        assert_eq!(ended.code, 0, "{input}: {}", ended.err);
        assert_eq!(place.ids(), ids, "{input}");
        for ((article, expected), id) in place.articles().iter().zip(&expected).zip(&ids) {
            assert_eq!(
                quotations(article),
                *expected,
                "{id} of {input}: {}",
                article["text"]
            );
        }
    }
}

#[test]
fn a_spoilt_page_of_parquet_loses_its_row_group_alone() {
    let place = Place::new();
    let articles: Vec<_> = (0..20)
        .map(|number| (format!("n{number}"), format!("Text {number}. ").repeat(50)))
        .collect();
    let whole = parquet_of(&articles);
    let mut spoilt = whole.clone();
    // Within the pages of the first group's texts, after those of its ids.
    let at = memchr::memmem::find(&whole, b"Text 0").unwrap();
    spoilt[at - 4..at + 40].fill(0xFF);
    place
        .file("whole.parquet", &whole)
        .file("spoilt.parquet", &spoilt)
        .file("cut.parquet", &whole[..whole.len() - 9])
        .file("none.parquet", b"PAR1 and nothing else")
        .file("no-text.parquet", parquet_of(&articles));
    assert_eq!(place.dixit(&["whole.parquet"]).code, 0);
    assert_eq!(place.ids().len(), 20);
    assert_eq!(place.dixit_with(&["-"], &whole).code, 0);
    assert_eq!(place.ids().len(), 20);
    let ended = place.dixit(&["spoilt.parquet", "cut.parquet", "none.parquet"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert_eq!(
        place.ids(),
        [
            "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19"
        ]
    );
    let errors = place.errors();
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert_eq!(errors[0][1], "record 1");
    assert!(
        errors[0][2].ends_with("rows 1 to 10 are lost"),
        "{errors:?}"
    );
    place.file("ok.txt", "Fine.");
    let ended = place.dixit(&["no-text.parquet", "ok.txt", "--text-field", "body"]);
    assert_eq!(ended.code, 3);
    let cause = place.errors()[0][2].clone();
    assert!(
        cause.starts_with("the record has no `body` (it has "),
        "{cause}"
    );
}

#[test]
fn what_of_an_archive_is_no_article_is_told_or_passed_over() {
    let place = Place::new();
    let record = |kind: &str, http: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://www.post.example/a\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let page = html_of(&"“We will not go down to the harbour,” said Ann Lee.\n\n".repeat(9));
    let archive = [
        record("warcinfo", "software: none"),
        record(
            "response",
            &format!("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n{page}"),
        ),
        record(
            "response",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG",
        ),
        record("response", &format!("{ok}<html><body></body></html>")),
        record("response", &format!("{ok}{}", "<div>".repeat(100_000))),
        record("response", &format!("{ok}{page}")),
    ]
    .concat();
    place
        .file("a.warc", &archive)
        .file("cut.warc", &archive[..archive.len() - 40]);
    let ended = place.dixit(&["a.warc", "cut.warc"]);
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert_eq!(place.ids(), ["a:6"]);
    assert_eq!(place.articles()[0]["outlet"], "post.example");
    assert_eq!(place.articles()[0]["quotes"][0]["speaker"], "Ann Lee");
    let errors = place.errors();
    let records: Vec<_> = errors
        .iter()
        .map(|error| (error[0].as_str(), error[1].as_str()))
        .collect();
    let expected = [
        ("a.warc", "record 4"),
        ("a.warc", "record 5"),
        ("cut.warc", "record 4"),
        ("cut.warc", "record 5"),
        ("cut.warc", "record 6"),
    ];
    assert_eq!(records, expected);
    assert!(
        errors[0][2].starts_with("no article in the page"),
        "{errors:?}"
    );
    assert!(
        errors[1][2].starts_with("more than 512 tags in each other"),
        "{errors:?}"
    );
    assert!(errors[4][2].starts_with("cannot read"), "{errors:?}");
}

#[test]
fn no_file_of_a_zip_archive_is_lost_without_a_word() {
    let place = Place::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("a/plain.txt", "“We will not go,” said Ann Lee."),
        ("b.csv", "id,text\nb,B.\n"),
        ("inner.pdf", "%PDF"),
        ("../up.txt", "“We will not come down,” said Bo Ray."),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    place.file("z.zip", zip.finish().unwrap().into_inner());
    let ended = place.dixit(&["z.zip"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(place.ids(), ["z/a/plain", "b", "z/up"]);
    let told = "1 file of other kinds passed over: 1 .pdf";
    assert!(ended.err.contains(told), "{}", ended.err);
}

#[test]
fn hostile_archives_are_refused() {
    let place = Place::new();
    let zip = |name: &str, text: &[u8]| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:p><w:t>&b;</w:t></w:p></w:document>";
    place
        .file("bomb.docx", zip("word/document.xml", &vec![b' '; 1 << 20]))
        .file("laughs.docx", zip("word/document.xml", laughs.as_bytes()))
        .file("path.docx", zip("../../word/document.xml", b"<a/>"))
        .file(
            "cut.docx",
            &zip("word/document.xml", laughs.as_bytes())[..60],
        )
        .file("text.docx", "no archive")
        .file("ok.txt", "Fine.");
    let files = [
        "bomb.docx",
        "laughs.docx",
        "path.docx",
        "cut.docx",
        "text.docx",
        "ok.txt",
    ];
    let ended = place.dixit(&[&files[..], &["--max-document-bytes", "100000"]].concat());
    assert_eq!(ended.code, 3);
    let causes: Vec<String> = place
        .errors()
        .into_iter()
        .map(|[_, _, cause]| cause)
        .collect();
    assert_eq!(causes.len(), 5, "{causes:?}");
    for (cause, start) in causes.iter().zip([
        "longer than the limit",
        "the entity `b`",
        "no word/document.xml",
    ]) {
        assert!(cause.starts_with(start), "{cause}");
    }
}

/// Files that fuzzing found: whatever is in them, the run ends, and each is told of or read.
#[test]
fn files_that_once_broke() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile");
    let place = Place::new();
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        files.push(path.to_string_lossy().into_owned());
    }
    files.sort();
    assert!(!files.is_empty());
    place.file("ok.txt", "Fine.");
    for file in files {
        let ended = place.dixit(&[&file, "ok.txt"]);
        assert!(matches!(ended.code, 0 | 3), "{file}: {}", ended.err);
        assert!(!ended.err.contains("panic"), "{file}: {}", ended.err);
    }
}

/// Writes valid files for `cargo fuzz` to mutate, into the folder `DIXIT_SEEDS`: see fuzz/README.md.
#[test]
#[ignore = "writes files"]
fn seeds() {
    let folder = std::env::var("DIXIT_SEEDS").unwrap_or_else(|_| "fuzz/corpus".to_owned());
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let write = |target: &str, name: &str, bytes: &[u8]| {
        let folder = folder.join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    };
    let articles: Vec<(String, String)> = corpus()
        .into_iter()
        .map(|(id, text)| (id, text.chars().take(900).collect()))
        .collect();
    let three = &articles[..3];
    let lines: String = three
        .iter()
        .map(|(id, text)| serde_json::json!({"id": id, "text": text}).to_string() + "\n")
        .collect();
    let array = serde_json::to_vec(
        &lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect::<Vec<Value>>(),
    )
    .unwrap();
    let text = three[0].1.as_bytes();
    let mut crawl = Vec::new();
    let mut members = flate2::read::MultiGzDecoder::new(std::io::Cursor::new(warc_of(three)));
    std::io::copy(&mut members, &mut crawl).unwrap();
    let files: [(&str, u8, Vec<u8>); 8] = [
        ("records", 0, text.to_vec()),
        ("records", 1, array),
        ("records", 2, lines.into_bytes()),
        ("records", 3, csv_of(three)),
        ("pages", 0, html_of(&three[0].1).into_bytes()),
        ("pages", 1, crawl),
        ("archives", 0, docx_of(&three[0].1)),
        ("archives", 1, parquet_of(three)),
    ];
    for (target, choice, bytes) in files {
        let name = format!("{target}-{choice}");
        write("pipeline", &name, &bytes);
        write("pipeline", &format!("{name}.gz"), &gzip(&bytes));
        write(target, &name, &[&[choice], &bytes[..]].concat());
    }
}

#[test]
fn pages_come_in_order_whoever_finds_their_text() {
    let place = Place::new();
    let mut articles = corpus();
    // One without an article, in the middle.
    articles.insert(1, ("empty".to_owned(), String::new()));
    place.file("a.warc.gz", warc_of(&articles));
    for (id, text) in &articles {
        place.file(&format!("in/{id}.html"), html_of(text));
    }
    for jobs in ["1", "4"] {
        let args = ["a.warc.gz", "in", "-f", "csv", "-j", jobs, "-o", jobs];
        assert_eq!(place.dixit(&args).code, 3);
    }
    for table in ["documents.csv", "quotes.csv", "errors.csv"] {
        let [one, four] = ["1", "4"].map(|jobs| fs::read(place.path(jobs).join(table)).unwrap());
        assert!(one == four, "{table}");
    }
    let documents = fs::read_to_string(place.path("1/documents.csv")).unwrap();
    let ids = documents
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap());
    let wanted: Vec<&str> = articles.iter().map(|(id, _)| id.as_str()).collect();
    let twice: Vec<String> = ids.map(str::to_owned).collect();
    assert_eq!(twice[..wanted.len()], wanted);
    assert_eq!(twice.len(), 2 * wanted.len());
}
