use super::*;

fn shown(when: Option<When>) -> String {
    when.map(|when| when.to_string()).unwrap_or_default()
}

#[test]
fn dates_are_read_as_articles_and_exports_write_them() {
    let cases = [
        ("2026-11-02", "2026-11-02"),
        ("2026-11-02T07:30:00Z", "2026-11-02"),
        ("2026-11-02 23:30:00-05:00", "2026-11-02"),
        ("2026/11/02", "2026-11-02"),
        ("2026-11", "2026-11"),
        ("11/2026", "2026-11"),
        ("2026", "2026"),
        ("Autumn 2026", "2026"),
        ("2 November 2026", "2026-11-02"),
        ("2nd of November, 2026", "2026-11-02"),
        ("November 2, 2026", "2026-11-02"),
        ("November 2, 2026 Monday 10:45 PM GMT", "2026-11-02"),
        ("Sept. 28, 2026", "2026-09-28"),
        ("Nov. 2 2026", "2026-11-02"),
        ("Mon, 2 Nov 2026 10:00:00 +0000", "2026-11-02"),
        ("Mon Nov 02 10:00:00 +0000 2026", "2026-11-02"),
        ("Wednesday, 4 November 2026", "2026-11-04"),
        ("Updated 10:15, 2 November 2026", "2026-11-02"),
        ("2-Nov-26", "2026-11-02"),
        ("02-NOV-2026", "2026-11-02"),
        ("Nov-02-2026", "2026-11-02"),
        ("2026 Nov 2", "2026-11-02"),
        ("November 2026", "2026-11"),
        ("2. März 2026", "2026-03-02"),
        ("2 de noviembre de 2026", "2026-11-02"),
        ("02.11.2026", "2026-11-02"),
        ("2.11.26", "2026-11-02"),
        ("2. 11. 1998", "1998-11-02"),
        ("13/11/2026", "2026-11-13"),
        ("11/13/2026 14:05", "2026-11-13"),
        ("11/11/2026", "2026-11-11"),
        ("20261102", "2026-11-02"),
        ("20261102T093000Z", "2026-11-02"),
        ("20261102090000", "2026-11-02"),
        ("1793577600000", "2026-11-02"),
        ("1793577600000.0", "2026-11-02"),
        ("1793577600", "2026-11-02"),
    ];
    for (words, told) in cases {
        assert_eq!(shown(read(words, None)), told, "{words}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    let cases = [
        "",
        "yesterday",
        "ééééé",
        "2 November",
        "10:00",
        "0001-01-01",
        "2026-13-40",
        "31 February 2026",
        "12345678",
        "99999999999999",
        "1#4",
        "5",
        "192.168.1.1",
        "26-11-02",
        "40/50/2026",
        "Marching on",
        "page 4 of 5",
    ];
    for words in cases {
        assert_eq!(shown(read(words, Some(DateOrder::DayFirst))), "", "{words}");
    }
    assert_eq!(read(&"é1 ".repeat(9_000), None), None);
}

#[test]
fn two_numbers_wait_for_their_order() {
    use DateOrder::{DayFirst, MonthFirst};
    for words in ["03/11/2026", "3/11/26", "03-11-2026 10:00"] {
        assert_eq!(hint(words), Some(Hint::Open), "{words}");
        assert_eq!(read(words, None), None, "{words}");
        assert_eq!(shown(read(words, Some(DayFirst))), "2026-11-03", "{words}");
        assert_eq!(
            shown(read(words, Some(MonthFirst))),
            "2026-03-11",
            "{words}"
        );
    }
    assert_eq!(hint("13/11/2026"), Some(Hint::Told(DayFirst)));
    assert_eq!(hint("11/13/2026"), Some(Hint::Told(MonthFirst)));
    for silent in [
        "11/11/2026",
        "02.11.2026",
        "2026-11-02",
        "November 2026",
        "soon",
    ] {
        assert_eq!(hint(silent), None, "{silent}");
    }
}

#[test]
fn a_file_is_dated_by_its_name_where_that_is_plain() {
    let cases = [
        ("news/2026-11-02", "2026-11-02"),
        ("2026 news/2026-11-03 strike", "2026-11-03"),
        ("strike_2026-11-03", "2026-11-03"),
        ("2026_11_03-strike", "2026-11-03"),
        ("20261103", "2026-11-03"),
        ("20261103-strike", "2026-11-03"),
        ("2026 news/strike", ""),
        ("2026-11/strike", ""),
        ("12345678", ""),
        ("202611031", ""),
        ("order-1042026-11-03", ""),
        ("1#4", ""),
    ];
    for (name, told) in cases {
        assert_eq!(shown(in_file_name(name)), told, "{name}");
    }
}

#[test]
fn what_is_told_roughly_is_any_of_its_days() {
    let days = |words: &str| {
        let (first, last) = read(words, None).unwrap().days().unwrap();
        format!("{first} {last}")
    };
    assert_eq!(days("2 Nov 2026"), "2026-11-02 2026-11-02");
    assert_eq!(days("Feb 2028"), "2028-02-01 2028-02-29");
    assert_eq!(days("2026"), "2026-01-01 2026-12-31");
}
