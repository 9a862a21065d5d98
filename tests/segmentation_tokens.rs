//! What a token is: each case is a text and its tokens, parted by spaces, with a letter for each kind.

use dixit::document::Document;
use dixit::segmentation::{TokenKind, segment};

fn tokens(text: &str) -> (Vec<String>, String) {
    let document = Document::from_text("case", text);
    let found = segment(&document);
    let kinds = found.tokens.iter().map(|token| match token.kind {
        TokenKind::Word => 'w',
        TokenKind::Clitic => 'c',
        TokenKind::Number => 'n',
        TokenKind::Mark => 'm',
        TokenKind::Punctuation => '.',
    });
    let words = found
        .tokens
        .iter()
        .map(|token| token.span.of(text).to_owned());
    (words.collect(), kinds.collect())
}

fn check(cases: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected, kinds) in cases {
        let (found, found_kinds) = tokens(text);
        if found != expected.split(' ').collect::<Vec<_>>() || found_kinds != *kinds {
            wrong.push(format!("{text}\n  found {} {found_kinds}", found.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_keep_their_hyphens_apostrophes_and_stops() {
    check(&[
        ("Anna Thomas-Hale left", "Anna Thomas-Hale left", "www"),
        ("O'Neill and O’Dea don’t", "O'Neill and O’Dea don’t", "wwww"),
        ("Mr. Hale saw J. Orr", "Mr. Hale saw J. Orr", "wwwww"),
        (
            "the U.S. at 5 a.m. sharp",
            "the U.S. at 5 a.m. sharp",
            "wwwnww",
        ),
        ("a U.S.-led force", "a U.S.-led force", "www"),
        ("AT&T and R&D", "AT&T and R&D", "www"),
        ("well -- no - wait", "well - - no - wait", "w..w.w"),
        ("Zoë naïve cafe\u{301}", "Zoë naïve cafe\u{301}", "www"),
        ("no. 5, no.", "no. 5 , no .", "wn.w."),
        ("left.Then", "left . Then", "w.w"),
        ("and/or", "and / or", "w.w"),
        ("ʼ࡞ and ʼtwas", "ʼ ࡞ and ʼtwas", "w.ww"),
        ("’em and ’90s music", "’em and ’90s music", "wwww"),
    ]);
}

#[test]
fn clitics_are_split_where_they_cannot_be_marks() {
    check(&[
        ("Hale's and Orr’s", "Hale 's and Orr ’s", "wcwwc"),
        ("the miners’ union", "the miners ’ union", "wwcw"),
        ("U.S.'s", "U.S. 's", "wc"),
        ("the 1990's", "the 1990 's", "wnc"),
        (
            "‘all the miners’ he said",
            "‘ all the miners ’ he said",
            "mwwwmww",
        ),
        ("the miners’.", "the miners ’ .", "wwm."),
        ("goin’ home", "goin’ home", "ww"),
    ]);
}

#[test]
fn numbers_begin_with_a_digit() {
    check(&[
        (
            "Ksh720,000 or N1,500,000, not A1, 20 or B2,0000.",
            "Ksh720,000 or N1,500,000 , not A1 , 20 or B2 , 0000 .",
            "www.ww.nww.n.",
        ),
        (
            "1,000.5 of 3rd, 2014-17.",
            "1,000.5 of 3rd , 2014-17 .",
            "nwn.n.",
        ),
        ("a 20-year-old at 5:30", "a 20-year-old at 5:30", "wnwn"),
        ("9/11 and 06.09.2023", "9/11 and 06.09.2023", "nwn"),
        ("$4.50 or 58%", "$ 4.50 or 58 %", ".nwn."),
        ("2014–2017", "2014–2017", "n"),
        ("½ of 20°C", "½ of 20°C", "nwn"),
        ("B2 and 4G", "B2 and 4G", "wwn"),
    ]);
}

#[test]
fn marks_of_every_style_stand_alone() {
    check(&[
        ("\"Yes,\" he", "\" Yes , \" he", "mw.mw"),
        ("“Yes,” he", "“ Yes , ” he", "mw.mw"),
        ("„Ja“, »ja«", "„ Ja “ , » ja «", "mwm.mwm"),
        ("''Yes'' and ``so''", "'' Yes '' and `` so ''", "mwmwmwm"),
        ("'Yes' he", "' Yes ' he", "mwmw"),
        ("“‘Yes,’ he", "“ ‘ Yes , ’ he", "mmw.mw"),
        ("\"'Yes'\"", "\" ' Yes ' \"", "mmwmm"),
        ("‹oui›", "‹ oui ›", "mwm"),
    ]);
}

#[test]
fn addresses_handles_and_tags_are_one_word() {
    check(&[
        ("@anna_h on #NoVote2", "@anna_h on #NoVote2", "www"),
        (
            "see https://a.example/b?c=d.",
            "see https://a.example/b?c=d .",
            "ww.",
        ),
        ("(www.example.org)", "( www.example.org )", ".w."),
        ("a.b-c@example.org, then", "a.b-c@example.org , then", "w.w"),
        ("Hale@example.org.", "Hale@example.org .", "w."),
        ("example.com is", "example.com is", "ww"),
        ("# 5 @ noon", "# 5 @ noon", ".n.w"),
    ]);
}

#[test]
fn capitals_are_noted() {
    let text = "Anna met élan, Élan and 3D McKay";
    let found = segment(&Document::from_text("case", text));
    let capitals: Vec<&str> = found
        .tokens
        .iter()
        .filter(|token| token.capital)
        .map(|token| token.span.of(text))
        .collect();
    assert_eq!(capitals, ["Anna", "Élan", "McKay"]);
}
