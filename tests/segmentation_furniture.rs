//! Which paragraphs are furniture, and what they say.

use dixit::document::Document;
use dixit::segmentation::ParagraphKind::{self, Body, Byline, Dateline, Heading, Related, Title};
use dixit::segmentation::segment;

fn kinds(text: &str) -> Vec<ParagraphKind> {
    let found = segment(&Document::from_text("case", text));
    found
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.kind)
        .collect()
}

const LEAD: &str = "The harbour commission voted on Tuesday night to close the old ferry terminal, \
    which has stood empty since the storm of 2011, and to sell the land around it to the city. Nobody \
    who spoke at the hearing was against it, and nobody who was against it came to the hearing at all.";

#[test]
fn by_lines_name_the_author_and_the_date() {
    let cases = [
        ("By Orla Hale", Byline, Some("Orla Hale"), None),
        ("BY ORLA HALE", Byline, Some("ORLA HALE"), None),
        (
            "By Orla Hale and Ben van der Berg, The Harbour Post",
            Byline,
            Some("Orla Hale and Ben van der Berg"),
            None,
        ),
        (
            "12.03.2021 Author: Orla Hale",
            Byline,
            Some("Orla Hale"),
            Some("12.03.2021"),
        ),
        (
            "By Orla Hale | March 12, 2021",
            Byline,
            Some("Orla Hale"),
            Some("March 12, 2021"),
        ),
        (
            "By Orla Hale March 12, 2021 at 5:30 p.m. EST",
            Byline,
            Some("Orla Hale"),
            Some("March 12, 2021"),
        ),
        ("Written by Orla Hale.", Byline, Some("Orla Hale"), None),
        ("March 12, 2021", Dateline, None, Some("March 12, 2021")),
        (
            "Published: Fri., 12 Mar. 2021, 10:15 GMT",
            Dateline,
            None,
            Some("12 Mar. 2021"),
        ),
        (
            "2021-03-12T10:15:00Z",
            Dateline,
            None,
            Some("2021-03-12T10:15:00Z"),
        ),
        ("By Friday the council had agreed.", Body, None, None),
        (
            "By and large, Ben Hale was right about it.",
            Body,
            None,
            None,
        ),
        ("On March 12, 2021, the council agreed.", Body, None, None),
        ("From Orla Hale, Abuja", Byline, Some("Orla Hale"), None),
        ("From Havel, with a boat it never had", Heading, None, None),
        (
            "Orla Hale, Local Democracy Reporting",
            Byline,
            Some("Orla Hale"),
            None,
        ),
        (
            "Havel, March 12, 2021",
            Dateline,
            None,
            Some("March 12, 2021"),
        ),
    ];
    for (line, kind, author, date) in cases {
        let text = format!("Council To Close Ferry Terminal\n\n{line}\n\n{LEAD}");
        let found = segment(&Document::from_text("case", text.as_str()));
        assert_eq!(found.paragraphs[1].kind, kind, "{line}");
        assert_eq!(
            found.furniture.author.map(|author| author.of(&text)),
            author,
            "{line}"
        );
        assert_eq!(
            found.furniture.date.map(|date| date.of(&text)),
            date,
            "{line}"
        );
    }
}

#[test]
fn credits_without_by_name_the_author() {
    let top = "Council To Close Ferry Terminal\n\nOrla Hale\n\nParliamentary Correspondent";
    let last = "(Reporting by Orla Hale in Havel and Ben Orr in Ashby; Editing by Ann Lund)";
    for text in [
        format!("{top}\n\n{LEAD}"),
        format!("Council To Close Ferry Terminal\n\n{LEAD}\n\n{last}"),
    ] {
        let found = segment(&Document::from_text("case", text.as_str()));
        let author = found.furniture.author.map(|author| author.of(&text));
        assert_eq!(author, Some("Orla Hale"), "{text}");
    }
}

#[test]
fn titles_come_first_and_are_brief() {
    let end = format!("{LEAD}\n\n{LEAD}\n\n{LEAD}");
    for title in [
        "Council to close ferry terminal",
        "Council To Close Old Ferry Terminal After Ten Years Of Debate.",
        "Council closes ferry terminal.",
        "Will the council close the terminal?",
        "‘A mistake’: council closes terminal",
    ] {
        let text = format!("{title}\n\n{end}");
        let found = segment(&Document::from_text("case", text.as_str()));
        assert_eq!(
            found.furniture.title.map(|span| span.of(&text)),
            Some(title)
        );
        assert_eq!(found.paragraphs[0].kind, Title);
    }
    for body in [
        LEAD,
        "“It was a mistake”",
        "OSLO, Norway (AP) — The council met on Friday and, after four hours, agreed:",
    ] {
        assert_eq!(kinds(&format!("{body}\n\n{end}"))[0], Body, "{body}");
    }
    assert_eq!(kinds("The council met. It agreed."), [Body]);
}

#[test]
fn who_wrote_it_and_when_stand_between_the_title_and_the_text() {
    let lines = "Harbour board freezes tolls for a year\n\nBy Ines Duarte\nHarbour editor\n14 October 2026\n\n";
    let text = format!(
        "{lines}The harbour board froze its tolls on Wednesday for another year, to cheers."
    );
    let segmentation = segment(&Document::from_text("demo", &text));
    let title = segmentation.furniture.title.map(|span| span.of(&text));
    assert_eq!(title, Some("Harbour board freezes tolls for a year"));
}

#[test]
fn the_record_knows_its_title() {
    let text = format!("{LEAD}\n\nthe council agreed\n\n{LEAD}");
    let mut document = Document::from_text("case", text.as_str());
    document.metadata.title = Some("The Council Agreed".to_owned());
    assert_eq!(segment(&document).paragraphs[1].kind, Title);
}

#[test]
fn headings_stand_alone() {
    let text = format!(
        "{LEAD}\n\nA long debate\n\n{LEAD}\n\nTHE VOTE.\n\n{LEAD}\n\nHALE:\n\n{LEAD}\n\n{LEAD}"
    );
    assert_eq!(
        kinds(&text),
        [Body, Heading, Body, Heading, Body, Body, Body, Body]
    );
}

#[test]
fn links_and_notices_are_related() {
    for line in [
        "Follow Orla Hale on Twitter @orlahale.",
        "Follow @harbourpost.",
        "Read more: The storm of 2011",
        "Related articles:",
        "(Reporting by Orla Hale; editing by Ben Orr)",
        "Do you support the terminal? Like the page:",
        "Copyright 2021 The Harbour Post. All rights reserved.",
        "This story has been updated with the vote.",
    ] {
        assert_eq!(kinds(&format!("{LEAD}\n\n{line}"))[1], Related, "{line}");
    }
    for line in [
        "Follow the money, Hale said.",
        "Readers of the Post agreed.",
        "Watch him, she said, and you will see.",
    ] {
        assert_eq!(kinds(&format!("{LEAD}\n\n{line}"))[1], Body, "{line}");
    }
    let text =
        format!("{LEAD}\n\nRelated articles:\n\nThe storm of 2011\n\nWho owns the pier\n\n{LEAD}");
    assert_eq!(kinds(&text), [Body, Related, Related, Related, Body]);
}
