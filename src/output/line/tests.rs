//! The lines are those that the `csv` crate writes and reads.

use std::str;

use clap::ValueEnum;
use proptest::prelude::*;

use super::super::cell;
use super::*;
use crate::config::{CsvSafety, Delimiter, Newlines};
use crate::records::cell as in_one_line;
use crate::records::rows::Spans;
use crate::records::{Line as InOneLine, row};

row! {
    #[derive(Clone, Debug, Default)]
    struct Cells<'a> {
        text: &'a str,
        sure: bool,
        confidence: f32,
        count: u32,
        other: InOneLine<'a>,
        spans: Spans<'a>,
    }
}

/// Whose cells between two are its own.
#[derive(Default)]
struct Own<'a, const START: usize, const END: usize>(Cells<'a>);

impl<const START: usize, const END: usize> Row for Own<'_, START, END> {
    fn cells<T: Take>(&self, take: &mut T) -> Result<(), T::Error> {
        self.0.cells(take)
    }
}

impl<const START: usize, const END: usize> Alike for Own<'_, START, END> {
    const OWN: Range<usize> = START..END;
}

fn bare(delimiter: Delimiter) -> Dialect {
    Dialect {
        delimiter,
        safety: CsvSafety::Off,
        ..Dialect::default()
    }
}

fn written(row: &impl Row, dialect: Dialect) -> String {
    let mut lines = Lines::new(dialect);
    lines.push(row, &[]);
    str::from_utf8(lines.as_bytes()).unwrap().to_owned()
}

/// What should stand in the cells, in words.
fn cells(row: &Cells<'_>) -> Vec<String> {
    let spans = row.spans.0.iter();
    let spans: Vec<String> = spans.map(|[start, end]| format!("{start}-{end}")).collect();
    let lines = row.other.0.split(['\n', '\r']).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    vec![
        row.text.to_owned(),
        row.sure.to_string(),
        ryu::Buffer::new().format(row.confidence).to_owned(),
        row.count.to_string(),
        lines.join(" ¶ "),
        spans.join(";"),
    ]
}

#[test]
fn a_number_is_its_digits() {
    let row = |count| Cells {
        count,
        ..Cells::default()
    };
    for count in (0..20_000).chain([99_999, u32::MAX]) {
        let line = written(&row(count), Dialect::default());
        assert_eq!(line, format!(",false,0.0,{count},,\n"));
    }
}

proptest! {
    #[test]
    fn the_same_bytes_as_the_csv_crate_writes_and_the_same_cells_as_it_reads(
        texts in prop::collection::vec("([a-z]{0,9}|[\",;\t\r\n é“\u{a0}-])*", 0..4),
        delimiter in prop::sample::select(Delimiter::value_variants()),
        sure: bool,
        thousandths in 0..=1000_u32,
        count: u32,
        spans in prop::collection::vec((0..20_000_u32, 0..20_000_u32), 0..3),
    ) {
        let spans: Vec<[u32; 2]> = spans.into_iter().map(<[u32; 2]>::from).collect();
        let rows = texts.iter().map(|text| Cells {
            text,
            sure,
            confidence: thousandths as f32 / 1000.0,
            count,
            other: InOneLine(text),
            spans: Spans(&spans),
        });
        let rows: Vec<Cells<'_>> = rows.collect();
        let mut lines = Lines::new(bare(delimiter));
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter.byte()).from_writer(Vec::new());
        for row in &rows {
            lines.push(row, &[]);
            writer.write_record(cells(row)).unwrap();
        }
        let wanted = writer.into_inner().unwrap();
        prop_assert_eq!(lines.as_bytes().escape_ascii().to_string(), wanted.escape_ascii().to_string());
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.delimiter(delimiter.byte()).has_headers(false).from_reader(lines.as_bytes());
        let read: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
        let wanted: Vec<_> = rows.iter().map(cells).collect();
        prop_assert_eq!(read.unwrap(), wanted);
    }

    #[test]
    fn guarded_and_cut_as_any_text_is(
        text in "[='@\t＝]{0,2}([a-z]{0,9}|[\",;\t\r\n é“\u{a0}-])*",
        times in prop::sample::select(vec![1_usize, 1, 40, 9000]),
        kept: bool,
    ) {
        let text = text.repeat(times);
        let newlines = if kept { Newlines::Kept } else { Newlines::Marked };
        let dialect = Dialect { newlines, ..Dialect::default() };
        let row = Cells { text: &text, other: InOneLine(&text), ..Cells::default() };
        let cell = |text: &str| {
            let guard = if cell::is_formula(text.as_bytes()) { "'" } else { "" };
            let guarded = format!("{guard}{text}");
            cell::fitted(&guarded).filter(|_| kept || guarded.len() > cell::MOST_UNITS).unwrap_or(guarded)
        };
        let written = written(&row, dialect);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
        let read = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(&read[0], cell(&text));
        prop_assert_eq!(&read[4], cell(&in_one_line(&text, newlines)));
    }
}

#[test]
fn texts_are_guarded_and_cut_and_numbers_are_not() {
    let long = "a\n".repeat(300);
    let row = Cells {
        text: "=1,2",
        confidence: -0.5,
        count: 1,
        other: InOneLine(&long),
        ..Cells::default()
    };
    let kept = Dialect {
        newlines: Newlines::Kept,
        ..Dialect::default()
    };
    let written = written(&row, kept);
    assert!(
        written.starts_with("\"'=1,2\",false,-0.5,1,\"a\n"),
        "{written}"
    );
    assert_eq!(written.matches('\n').count(), cell::MOST_LINE_FEEDS + 1);
}

#[test]
fn a_ratio_has_its_shortest_digits() {
    let thousandths = (0..=2000_u16).map(|n| f32::from(n) / 1000.0);
    let others = [
        -0.0,
        -0.5,
        0.1234,
        1e-7,
        0.000_999_9,
        3e9,
        f32::MAX,
        f32::NAN,
    ];
    for confidence in thousandths.chain(others) {
        let row = Cells {
            confidence,
            ..Cells::default()
        };
        let wanted = ryu::Buffer::new().format(confidence).to_owned();
        assert_eq!(
            written(&row, Dialect::default()),
            format!(",false,{wanted},0,,\n")
        );
    }
}

#[test]
fn rows_alike_are_the_same_lines_as_any() {
    fn check<const START: usize, const END: usize>() {
        let first = Cells {
            text: "a,b",
            sure: true,
            confidence: 0.5,
            count: 7,
            other: InOneLine("x"),
            spans: Spans(&[[1, 2]]),
        };
        let mut second = first.clone();
        second.confidence = 0.25;
        second.count = 12_345;
        if END > 4 {
            second.other = InOneLine("\"y\"");
        }
        let further = [MetaCell::Text("m;\n".into()), MetaCell::Truth(true)];
        let mut alike = Lines::new(Dialect::default());
        let mut any = Lines::new(Dialect::default());
        let rows = [first, second].map(Own::<START, END>);
        alike.push_first(&rows[0], &further);
        alike.push_next(&rows[1]);
        rows.iter().for_each(|row| any.push(row, &further));
        assert_eq!(
            str::from_utf8(alike.as_bytes()),
            str::from_utf8(any.as_bytes()),
            "{START}..{END}"
        );
    }
    check::<1, 4>();
    check::<0, 6>();
    check::<2, 5>();
}
