use super::*;

fn shown(text: &str) -> Vec<String> {
    let clippings = clippings(text).unwrap_or_default();
    let one = |clipping: Clipping| {
        let Metadata {
            title,
            author,
            date,
            outlet,
            extra,
            ..
        } = clipping.metadata;
        let [title, author, date, outlet] =
            [title, author, date, outlet].map(Option::unwrap_or_default);
        let extra: Vec<&str> = extra.keys().map(String::as_str).collect();
        format!(
            "{outlet} | {date} | {title} | {author} | {} | {}",
            clipping.text,
            extra.join(" ")
        )
    };
    clippings.into_iter().map(one).collect()
}

#[test]
fn a_nexis_file_is_its_articles() {
    let text = "1 of 2 DOCUMENTS\n\nNorthern Echo\n\nMay 4, 2026 Monday\n\nFerry is late\n\nBYLINE: Rosa Diaz\n\n\
        SECTION: NEWS; Pg. 4\n\nLENGTH: 12 words\n\n“It is late,” said Olga Berg.\n\nThe ferry\nwaited.\n\n\
        LOAD-DATE: May 5, 2026\n\nLANGUAGE: ENGLISH\n\nCopyright 2026 Northern Echo\n\n\
        2 of 2 DOCUMENTS\n\nHarbour Post\n\n5 May 2026\n\nCopyright 2026 Harbour Post\nAll Rights Reserved\n\nFerry is back\n\n\
        LENGTH: 3 words\n\nIt came back.\n";
    assert_eq!(
        shown(text),
        [
            "Northern Echo | May 4, 2026 Monday | Ferry is late | Rosa Diaz | “It is late,” said Olga Berg.\n\nThe ferry\nwaited. | section length load_date language",
            "Harbour Post | 5 May 2026 | Ferry is back |  | It came back. | length",
        ]
    );
}

#[test]
fn nexis_uni_has_its_title_first() {
    let text = "Ferry is late\nNorthern Echo\nMay 4, 2026 Monday\n\nCopyright 2026 Northern Echo\n\nSection: NEWS; Pg. 4\n\
        Length: 12 words\nByline: Rosa Diaz\n\nBody\n\nThe ferry waited.\n\nLoad-Date: May 5, 2026\n\nEnd of Document\n";
    let shown = shown(text);
    assert_eq!(shown.len(), 1);
    assert!(
        shown[0].contains("Rosa Diaz | The ferry waited. | section length load_date"),
        "{shown:?}"
    );
}

#[test]
fn labels_alone_make_a_head() {
    let text =
        "SECTION: NEWS; Pg. 4\n\nThe council met.\n\nOlga Berg spoke. “It is late,” she said.\n";
    assert_eq!(
        shown(text),
        [" |  |  |  | The council met.\n\nOlga Berg spoke. “It is late,” she said. | section"]
    );
    let text = "The ferry waited.\n\nLOAD-DATE: May 5, 2026\n";
    assert_eq!(
        shown(text),
        [" | May 5, 2026 |  |  | The ferry waited. | load_date"]
    );
}

#[test]
fn a_factiva_file_is_its_articles() {
    let text = "HD  Ferry is late\nBY  Rosa Diaz\nWC  12 words\nPD  4 May 2026\nSN  Northern Echo\n\nLP\n“It is late,” said Olga Berg.\n\n\
        TD\nThe ferry waited.\n\nNS  gcat : News\nAN  Document NE1\n\nHD  Ferry is back\nLP\nIt came back.\n";
    assert_eq!(
        shown(text),
        [
            "Northern Echo | 4 May 2026 | Ferry is late | Rosa Diaz | “It is late,” said Olga Berg.\n\nThe ferry waited. | word_count subjects",
            " |  | Ferry is back |  | It came back. | ",
        ]
    );
    assert_eq!(clippings(text).unwrap()[0].id.as_deref(), Some("NE1"));
}

#[test]
fn another_text_is_left_as_it_stands() {
    for text in [
        "The ferry waited.\n\nLENGTH: 12 metres. Olga Berg measured it.\n",
        "LANGUAGE: a tool, said Olga Berg.\n\nSubject: ferries\n",
        "HD televisions are cheap.\n\nTD Bank said so.\n",
        "Page 1 of 2 documents was lost.\n",
        "",
    ] {
        assert!(clippings(text).is_none(), "{text}");
    }
}
