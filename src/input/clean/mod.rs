//! [`clean`]: a record's text as its page or its author had it, where an export left it encoded.
//!
//! `&ldquo;` and `<p>` are a page's, `â€œ` is UTF-8 that was read as Windows-1252, U+0093 a Windows-1252 byte taken for a
//! character, and `\n` a line break that was written out. Each is mended only where it shows, and that is noted: offsets
//! count in the mended text. Text that shows none of them is not touched.

mod encoded;
mod markup;

/// Mends the text; what is to be said of it.
pub(super) fn clean(text: &mut String) -> Vec<String> {
    type Mend = fn(&str) -> Option<String>;
    /// In this order: what an encoding hides may be markup, and an entity a tag.
    const MENDS: [(Mend, &str); 5] = [
        (
            encoded::twice,
            "mended: UTF-8 that was read as windows-1252",
        ),
        (encoded::controls, "mended: windows-1252 characters"),
        (encoded::breaks, "mended: line breaks written out"),
        (markup::entities, "mended: HTML entities"),
        (markup::tags, "mended: HTML tags"),
    ];
    let mut notes = Vec::new();
    for (mend, note) in MENDS {
        if let Some(mended) = mend(text) {
            *text = mended;
            notes.push(note.to_owned());
        }
    }
    let holds = |part: &str| memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    if holds("\u{FFFD}") {
        notes.push("suspicious: unreadable characters".to_owned());
    }
    if holds("</") || holds("/>") {
        notes.push("suspicious: markup left in the text".to_owned());
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> (String, Vec<String>) {
        let mut text = text.to_owned();
        let notes = clean(&mut text);
        (text, notes)
    }

    #[test]
    fn what_an_export_left_encoded_is_mended() {
        let cases = [
            (
                "&ldquo;It rained,&rdquo; Bo Ek said.",
                "“It rained,” Bo Ek said.",
                "HTML entities",
            ),
            (
                "&#8220;Rain&#x201D; &amp; &#146;wind&#146;",
                "“Rain” & ’wind’",
                "HTML entities",
            ),
            ("&amp;ldquo;Rain&amp;rdquo;", "“Rain”", "HTML entities"),
            (
                "â€œIt rained,â€ he said. Itâ€™s over â€“ in MalmÃ¶.",
                "“It rained,” he said. It’s over – in Malmö.",
                "UTF-8",
            ),
            (
                "\u{93}It rained,\u{94} he said.",
                "“It rained,” he said.",
                "windows-1252",
            ),
            (
                "<p>It <b>rained</b>.</p><p>It stopped.<br/>Twice.</p>",
                "It rained.\n\nIt stopped.\nTwice.",
                "HTML tags",
            ),
            ("&lt;p&gt;It rained.&lt;/p&gt;", "It rained.", "HTML"),
            (
                "<div>Rain<script>var a = 1 < 2;</script><!-- no --></div>",
                "Rain",
                "HTML tags",
            ),
            (
                "It rained.\\n\\nIt stopped.",
                "It rained.\n\nIt stopped.",
                "line breaks",
            ),
        ];
        for (text, mended, note) in cases {
            let (cleaned, notes) = cleaned(text);
            assert_eq!(cleaned, mended);
            assert!(
                notes.iter().any(|said| said.contains(note)),
                "{text}: {notes:?}"
            );
        }
    }

    #[test]
    fn what_is_none_of_that_stays() {
        for text in [
            "AT&T; R&D, 3 < 4 and 5 > 2 & so on; a<b>c? no: <tweet> & &unknown;",
            "“It rained,” said Zoë Ågren of Málaga & Söhne. ÂNGELA, IRMÃ.",
            "C:\\new is a folder.\nSo is C:\\next.",
            "",
        ] {
            assert_eq!(cleaned(text).0, text);
        }
        assert_eq!(
            cleaned("a <tweet>b</tweet>").1,
            ["suspicious: markup left in the text"]
        );
        assert_eq!(
            cleaned("a \u{FFFD}b").1,
            ["suspicious: unreadable characters"]
        );
    }
}
