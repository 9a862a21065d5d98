//! What a spreadsheet makes of a cell's text, and what keeps it from harm.
//!
//! - A text that begins as a formula does gets a `'` in front (OWASP, "CSV injection";
//!   CWE-1236), and [`unguarded`] takes it off: the two are a bijection, for texts that
//!   begin with such marks behind `'` get one more.
//! - Excel holds 32,767 UTF-16 units and 253 line feeds a cell ("Excel specifications and
//!   limits", Microsoft); what is longer is cut, and the cell says so.

/// The most UTF-16 units of a cell.
pub(super) const MOST_UNITS: usize = 32_767;
/// The most line feeds of a cell.
pub(super) const MOST_LINE_FEEDS: usize = 253;

/// Ends a text that was cut.
const CUT: &str = " […] (cut: longer than a spreadsheet's cell; whole in JSONL and Parquet)";

/// Full-width `＝ ＋ － ＠`, which some spreadsheets take for the narrow ones.
const FULL_WIDTH: [&[u8]; 4] = [
    "\u{FF1D}".as_bytes(),
    "\u{FF0B}".as_bytes(),
    "\u{FF0D}".as_bytes(),
    "\u{FF20}".as_bytes(),
];

/// A spreadsheet might take the text for a formula, or it begins with `'` and then might:
/// it matches `^'*[=+\-@\t\r\n\0＝＋－＠]`.
#[inline(always)]
pub(super) fn is_formula(text: &[u8]) -> bool {
    match text.first() {
        Some(b'\'' | b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | 0 | 0xEF) => {
            is_formula_behind_marks(text)
        }
        _ => false,
    }
}

fn is_formula_behind_marks(text: &[u8]) -> bool {
    let marks = text.iter().take_while(|byte| **byte == b'\'').count();
    let text = text.get(marks..).unwrap_or_default();
    let narrow = matches!(
        text.first(),
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | 0)
    );
    narrow || FULL_WIDTH.iter().any(|wide| text.starts_with(wide))
}

/// The text that was guarded: without one `'` if a guard is there.
pub fn unguarded(cell: &[u8]) -> &[u8] {
    match cell {
        [b'\'', rest @ ..] if is_formula(rest) => rest,
        _ => cell,
    }
}

/// The text in the bounds of a cell; `None` if it is so already.
pub(super) fn fitted(text: &str) -> Option<String> {
    // No shorter text can break a bound.
    if text.len() <= MOST_LINE_FEEDS {
        return None;
    }
    let feeds = memchr::memchr_iter(b'\n', text.as_bytes()).nth(MOST_LINE_FEEDS);
    let marked = feeds.map(|at| text[..at].to_owned() + &text[at..].replace('\n', " ¶ "));
    let long = |text: &str| text.len() > MOST_UNITS && text.encode_utf16().count() > MOST_UNITS;
    if !long(marked.as_deref().unwrap_or(text)) {
        return marked;
    }
    let mut text = marked.unwrap_or_else(|| text.to_owned());
    let most = MOST_UNITS - CUT.encode_utf16().count();
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    if let Some((end, _)) = end {
        text.truncate(end);
        text.push_str(CUT);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn guarded(text: &str) -> String {
        match is_formula(text.as_bytes()) {
            true => format!("'{text}"),
            false => text.to_owned(),
        }
    }

    #[test]
    fn formulas_alone_are_guarded() {
        for text in [
            "=1+1", "+1", "-1", "@A1", "\t=1", "\r", "\n", "\0", "＝1", "＋", "－", "＠",
        ] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
            assert_eq!(
                guarded(&format!("''{text}")),
                format!("'''{text}"),
                "{text:?}"
            );
        }
        for text in [
            "",
            "'",
            "''",
            "'tis",
            "'We will go,' he said",
            "1-1",
            "a=b",
            "。=",
            "–5",
        ] {
            assert_eq!(guarded(text), text, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn guarding_is_a_bijection(text in "'{0,3}([=+\\-@\t\r\n\0＝＋－＠]|\\PC){0,3}\\PC{0,9}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(cell.as_bytes()), text.as_bytes());
            // Whatever else a cell may hold, what stands in it comes from one text alone.
            let read = std::str::from_utf8(unguarded(text.as_bytes())).unwrap();
            prop_assert!(guarded(read) == text || read == text);
            // And no cell begins as a formula does.
            prop_assert!(!is_formula(cell.as_bytes()) || cell.starts_with('\''));
        }

        #[test]
        fn a_cell_keeps_the_bounds(
            piece in "[a-zé😀\n]{1,9}",
            times in prop::sample::select(vec![1_usize, 200, 5_000, 20_000]),
        ) {
            let text = piece.repeat(times);
            let cell = fitted(&text).unwrap_or_else(|| text.clone());
            prop_assert!(cell.encode_utf16().count() <= MOST_UNITS);
            prop_assert!(cell.matches('\n').count() <= MOST_LINE_FEEDS);
            if text.encode_utf16().count() <= MOST_UNITS && text.matches('\n').count() <= MOST_LINE_FEEDS {
                prop_assert_eq!(fitted(&text), None);
            }
        }
    }

    #[test]
    fn a_text_is_cut_at_its_last_unit() {
        assert_eq!(fitted(&"a".repeat(MOST_UNITS)), None);
        let cut = fitted(&"a".repeat(MOST_UNITS + 1)).unwrap();
        assert_eq!(cut.encode_utf16().count(), MOST_UNITS);
        assert!(cut.ends_with(CUT));
        // Two units each, and one over.
        assert_eq!(fitted(&("😀".repeat(MOST_UNITS / 2) + "a")), None);
        assert!(fitted(&("😀".repeat(MOST_UNITS / 2) + "ab")).is_some());
    }
}
