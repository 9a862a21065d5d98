use super::*;

fn read_with(bytes: &[u8], reading: &Reading) -> Vec<String> {
    let source = Source::memory("t", bytes.to_vec());
    let shown = |record: Result<Document, InputError>| match record {
        Ok(document) => {
            let extra = serde_json::to_string(&document.metadata.extra).unwrap();
            let title = document.metadata.title.unwrap_or_default();
            format!("{} | {title} | {} | {extra}", document.id, document.text)
        }
        Err(error) => error.to_string(),
    };
    Table.documents(source, reading).map(shown).collect()
}

fn read(text: &str) -> Vec<String> {
    read_with(text.as_bytes(), &Reading::default())
}

#[test]
fn columns_are_mapped_and_the_others_pass_through() {
    let reading = Reading::default();
    let table = b"\xEF\xBB\xBFid,Headline,Body,desk\r\n7,\"A, B\",\"He said: \"\"No.\"\"\n\nShe left.\",local\r\n,C,D,\r\n";
    assert_eq!(
        read_with(table, &reading),
        [
            "7 | A, B | He said: \"No.\"\n\nShe left. | {\"desk\":\"local\"}",
            "t:2 | C | D | {\"desk\":\"\"}",
        ]
    );
    assert_eq!(
        reading.notices.take(),
        ["-: text from `Body`, title from `Headline`, no date found (left: `desk`)"]
    );
    assert_eq!(reading.notices.take(), [""; 0]);
}

#[test]
fn delimiters_are_told_from_the_header() {
    for table in ["id;text\na;x, y\n", "id\ttext\na\tx, y", "id|text\ra|x, y"] {
        assert_eq!(read(table), ["a |  | x, y | {}"]);
    }
    assert_eq!(read("text\nx\n"), ["t:1 |  | x | {}"]);
}

#[test]
fn old_exports_are_read_in_their_encoding() {
    let table = "id;text\na;\u{201C}Très bien\u{201D}, dit Zoë\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(table);
    let reading = Reading::default();
    assert_eq!(
        read_with(&bytes, &reading),
        ["a |  | “Très bien”, dit Zoë | {}"]
    );
    assert_eq!(reading.notices.take(), ["-: read as windows-1252"]);
}

#[test]
fn bad_rows_are_named_and_the_rest_goes_on() {
    assert_eq!(
        read("id,text\na,x\nb\nc,y,z\nd,w,\n"),
        [
            "a |  | x | {}",
            "-:2: 1 cell where the header has 2, in line 3",
            "-:3: 3 cells where the header has 2, in line 4",
            "d |  | w | {}",
        ]
    );
    let unclosed = read("id,text\na,\"x\nb,y\n");
    assert_eq!(unclosed.len(), 2);
    assert!(
        unclosed[1].contains("a quotation mark opened in line 2 or before has no end"),
        "{unclosed:?}"
    );
    let inches = "id\ttext\na\t5\" pipe\nb\t\"x\ny\"\nc\tz\n";
    assert_eq!(
        read(inches),
        ["a |  | 5\" pipe | {}", "b |  | x\ny | {}", "c |  | z | {}"]
    );
    assert_eq!(
        read("id,text,desk,notes\na,x\nb,y,c\n"),
        [
            "a |  | x | {\"desk\":\"\",\"notes\":\"\"}",
            "b |  | y | {\"desk\":\"c\",\"notes\":\"\"}",
        ]
    );
    let headless =
        "1;“The ferry will sail whatever anybody says of the ice in the bay,” said Olga Berg.\n";
    assert!(read(headless)[0].contains("the first row names no columns"));
    assert!(read("a,b\n1,2\n")[0].contains("(columns: a, b)"));
    assert_eq!(read(""), [""; 0]);
}

#[test]
fn a_quotation_mark_without_end_is_named_by_its_line_in_the_file() {
    // Lines end as on Unix or Windows, some are empty, and articles stand over several of them.
    for end in ["\n", "\r\n"] {
        let table = [
            "All papers",
            "id,text,desk",
            "1,\"“We",
            "",
            "won,” he said.\",a",
            "",
            "2,\"“Unclosed,” said Ann Lee.,a",
            "3,\"“Open,” said Bo Ray.\",a",
            "4,Fine.,a",
            "5",
        ];
        let records = read(&table.join(end));
        let has =
            "4 cells where the header has 3: a quotation mark opened in line 7 may have no end";
        assert!(records[1].contains(has), "{records:?}");
        assert!(records[2].starts_with("4 |  | Fine."), "{records:?}");
        assert_eq!(records[3], "-:4: 1 cell where the header has 3, in line 10");
        assert_eq!(records.len(), 4);
    }
}

#[test]
fn a_row_that_was_swallowed_without_a_trace_is_noted() {
    let notes = |table: &str| {
        let source = Source::memory("t", table.as_bytes().to_vec());
        let documents = Table.documents(source, &Reading::default());
        let notes = documents.map(|document| document.unwrap().notes);
        notes.collect::<Vec<_>>()
    };
    let swallowed = "id,text\n1,One.\n2,\"Unclosed.\n3,\"Three.\"\n4,Four.\n";
    let [_, note, _] = &notes(swallowed)[..] else {
        panic!("three of four rows")
    };
    assert!(
        note[0].contains("opened in line 3 may have no end"),
        "{note:?}"
    );
    let sound = "id,text,inches\n1,\"He said:\n\"\"No.\"\"\",\n2,\"Over\nlines\",5\" pipe\n";
    assert_eq!(notes(sound), [[""; 0], [""; 0]]);
}

#[test]
fn the_header_may_stand_below_a_title() {
    let reading = Reading::default();
    let table = b"Export of 2 November, all papers\n\nid;text\na;x\n";
    assert_eq!(read_with(table, &reading), ["a |  | x | {}"]);
    assert_eq!(reading.notices.take(), ["-: its header is line 3"]);
    assert_eq!(read("sep=|\r\nid|text\r\na|x, y\r\n"), ["a |  | x, y | {}"]);
    assert_eq!(read("sep=\t\nid\ttext\na\tx\n"), ["a |  | x | {}"]);
    // Both, and commas in the title where `;` is told.
    let table = b"sep=;\nExport, of 3 November, all\n\nid;text\na;x, y\n";
    assert_eq!(read_with(table, &reading), ["a |  | x, y | {}"]);
    assert_eq!(reading.notices.take(), ["-: its header is line 4"]);
    // No header that is known: the line behind `sep=;` is told of.
    let unknown = read("sep=;\nname;words\na;x\n");
    assert!(
        unknown[0].ends_with("(columns: name, words)"),
        "{unknown:?}"
    );
}

#[test]
fn a_column_that_was_asked_for_and_is_none_is_told() {
    let fields = super::super::Fields {
        date: Some("datum".to_owned()),
        ..Default::default()
    };
    let reading = Reading {
        fields,
        ..Reading::default()
    };
    assert_eq!(
        read_with(b"id,text\na,x\n", &reading),
        ["-: the record has no `datum` (it has id, text)"]
    );
    assert_eq!(
        read_with(b"id,text,Datum\na,x,\n", &reading),
        ["a |  | x | {}"]
    );
}

#[test]
fn a_row_without_end_is_refused() {
    let reading = Reading {
        record_bytes: 9,
        ..Reading::default()
    };
    let table = format!("id,text\na,b\nc,\"{}", "x".repeat(200_000));
    let records = read_with(table.as_bytes(), &reading);
    assert_eq!(records[0], "a |  | b | {}");
    assert!(
        records[1].contains("longer than the limit of 9 bytes"),
        "{records:?}"
    );
    assert_eq!(records.len(), 2);
}

#[test]
fn tells_a_table_from_prose() {
    let looks = |head: &str| looks_like(head.as_bytes(), &Reading::default());
    assert!(looks("title,text\na,b"));
    assert!(looks("\u{FEFF}Date\tBody\n"));
    assert!(!looks("Text, he said, is all.\n"));
    assert!(!looks("text\n"));
}
