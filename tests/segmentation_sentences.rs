//! Where sentences end: each case is a paragraph with its sentences parted by `|`.

use dixit::document::Document;
use dixit::segmentation::segment;

fn sentences(text: &str) -> Vec<String> {
    let document = Document::from_text("case", text);
    let found = segment(&document);
    found
        .sentences
        .iter()
        .map(|sentence| sentence.span.of(text).to_owned())
        .collect()
}

/// Every case of a table, all failures told at once.
fn check(cases: &[&str]) {
    let mut wrong = Vec::new();
    for case in cases {
        let expected: Vec<&str> = case.split('|').map(str::trim).collect();
        let text = expected.join(" ");
        let found = sentences(&text);
        if found != expected {
            wrong.push(format!("wanted {expected:#?}\nfound {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stops_end_sentences() {
    check(&[
        "The ferry sank. | Nobody was hurt.",
        "Did it sink? | It did!",
        "It sank!! | Really?! | Yes.",
        "The count was final in 2019. | 40 people had voted.",
        "The price rose to $4.50. | It fell again by 0.25 points.",
        "One line without an end",
        "The Blue Lagoon! magazine came out on Friday.",
        "Prices fell. | $20 bought a coat.",
        "The council met. | “20,000 people came,” said Lee.",
        "He spoke to iWatch News. | iWatch News printed it.",
    ]);
    assert_eq!(
        sentences("It ended badly.Then it began again.").len(),
        1 + 1
    );
}

#[test]
fn titles_and_initials_do_not() {
    check(&[
        "Mr. Okafor met Dr. Lindqvist, Gov. Hale and Lt. Col. Brandt.",
        "Rep. Ana Ruiz (D-Calif.) spoke before Sen. Tom Hale (R., Utah).",
        "The judge, J. T. Marlow, wrote to Mary B. Shelling.",
        "GOV. HALE SIGNED THE BILL.",
        "J.R.R. Tolkien wrote it.",
        "The Lt.-Gov. was there.",
        "They asked you and I. | Did nobody come?",
        "She took vitamin C. | It did nothing.",
        "Kelly, D. R. (2007) said so.",
        "She asked Smt. Lalita Rao, Alh. Musa Bello and Engr. Ike Obi.",
        "So said Barr. Ike Obi, Adv. Dali Dube, Arc. Ali Omar and Pr. Ann Lee.",
        "He wrote on X. | Croft was angry.",
        "He met Malcolm X. Croft.",
    ]);
}

#[test]
fn abbreviations_may() {
    check(&[
        "He left the U.S. Senate in May.",
        "He left the U.S. | He never came back.",
        "Brask Inc. bought Tallow Corp. on Monday.",
        "The firm is Brask Inc. | It was founded here.",
        "It began at 9 p.m. Eastern time.",
        "It began at the hall at 9 p.m. | The mayor spoke first.",
        "On Jan. 6, Feb. 7 and Sept. 8 it rained.",
        "They sold nails, rope, etc. | Business was good.",
        "They sold nails, rope, etc., and paint.",
        "He owed rent, tax, etc. Everything was due."
            .replace(". E", ". | E")
            .as_str(),
        "See No. 5 and vol. 3, pp. 20 and fig. 2.",
        "Milk rose from Rs. 40 to Rs. 48 a litre.",
        "He said no. | They asked why.",
        "Robert Downs Jr. | He won.",
        "Robert Downs Jr. won, e.g. in Ohio vs. Iowa.",
        "She has a Ph.D. in physics.",
        "She has a Ph.D. | She teaches.",
        "A U.S.-led force left.",
        "Smith Jr.’s house burned.",
        "(b. March 1950) was his line.",
    ]);
}

#[test]
fn quotations_hold_their_sentences_and_clauses() {
    check(&[
        "\"So what?\" said Orla.",
        "“So what?” she said. | “Nobody came.”",
        "“Who is there?” Orla asked.",
        "“Stop!” Mr. Hale shouted. | They stopped.",
        "“We lost. | We will try again,” Hale said. | “Soon.”",
        "“We lost.” | She sat down.",
        "He called it ‘the end.’ | Nobody laughed.",
        "''We lost,'' he said. | ''We tried.''",
        "He wrote: “It is over.” | Then he left.",
        "They cried “Resign!” and left.",
        "“It is over.” — Orla Hale",
        "“I just … I never saw it,” she said.",
        "“I never saw it...” | Hale shook her head.",
    ]);
}

#[test]
fn ellipses_pause_or_end() {
    check(&[
        "It was ... different.",
        "It was … different.",
        "He waited.... | She left.",
        "He waited . . . . | She left.",
        "He waited... | She left.",
        "They asked for [...] more time.",
        "They asked for time [...] | However, none was given.",
    ]);
}

#[test]
fn brackets_and_notes_close_with_the_sentence() {
    check(&[
        "He left (nobody knows why). | She stayed.",
        "He left. | (Nobody knows why.) | She stayed.",
        "He met her (She was late.) at the dock.",
        "He was born in Oslo.[3] | He died there. [4] | She did not. [5] [6] | They left.",
        "The fee is high. 8 | Yet many pay it.",
        "It won for Viva Oslo! (1965) and lost.",
    ]);
}

#[test]
fn lists_are_divided_at_their_items() {
    check(&[
        "1) Pack the tent | 2) Load the car | 3) Lock the door",
        "1. Pack the tent. | 2. Load the car.",
        "a) Pack the tent | b) Load the car",
        "• Pack the tent | • Load the car",
        "Figure 3. The tent in its bag.",
        "2.1. The tent and its parts",
        "He saw rule 2) Nobody enters and left.",
        "IV. The last stand",
    ]);
}

#[test]
fn addresses_are_no_ends() {
    check(&[
        "Write to Orla.Hale@example.org. | She answers.",
        "It is at https://www.example.org/a.b/c?d=e. | Look there.",
        "Example.com sold it to example.org, he said.",
        "She uses Node.js. | It works.",
    ]);
}

#[test]
fn other_scripts_end_with_their_own_stops() {
    let text = "東京は雨です。大阪は晴れです。";
    assert_eq!(sentences(text).len(), 2);
    let text = "هل جاء؟ نعم جاء.";
    assert_eq!(sentences(text).len(), 2);
    let text = "वह आया। वह गया।";
    assert_eq!(sentences(text).len(), 2);
}

#[test]
fn paragraphs_end_sentences() {
    assert_eq!(
        sentences("A title\n\nA sentence without end\n\n“Another,").len(),
        3
    );
    let wrapped = "The harbour commission voted on Tuesday night to close the old ferry\n\
                   terminal, which has stood empty since the storm of the year 2011. Mr.\n\
                   Hale, its chairman, did not vote, as he had said he would not do it.\n\
                   Nobody else spoke.";
    assert_eq!(sentences(wrapped).len(), 3, "{:#?}", sentences(wrapped));
}
