//! Colours and letters of the workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::columns::Look;

/// In points.
pub(super) const HEADER_HEIGHT: f64 = 21.0;
pub(super) const LINE_HEIGHT: f64 = 15.0;

const HEADER_PAPER: Color = Color::RGB(0x24_3B53);
const DIM: Color = Color::RGB(0x62_7D98);
const RULE: Color = Color::RGB(0xD9_E2EC);

/// Of a confidence of 0, a half, and 1.
pub(super) const SCALE: [Color; 3] = [
    Color::RGB(0xF8_B4A6),
    Color::RGB(0xFF_F3C4),
    Color::RGB(0xA7_DDB5),
];

/// Words with paper and ink, the gravest first.
pub(super) const VERDICTS: [(&str, Color, Color); 8] = [
    ("contradicted", Color::RGB(0xF8_B4A6), Color::RGB(0x7B_1E0E)),
    ("failed", Color::RGB(0xF8_B4A6), Color::RGB(0x7B_1E0E)),
    ("doubtful", Color::RGB(0xFB_D38D), Color::RGB(0x6B_3A00)),
    ("check", Color::RGB(0xFF_F3C4), Color::RGB(0x5C_4B00)),
    ("consistent", Color::RGB(0xC6_EFCE), Color::RGB(0x0B_5D1E)),
    ("undetermined", Color::RGB(0xE4_E7EB), Color::RGB(0x3E_4C59)),
    ("incomplete", Color::RGB(0xE4_E7EB), Color::RGB(0x3E_4C59)),
    (
        "not_checkable",
        Color::RGB(0xE4_E7EB),
        Color::RGB(0x61_6E7C),
    ),
];

pub(super) fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEADER_PAPER)
        .set_align(FormatAlign::VerticalCenter)
}

pub(super) fn format(look: Look) -> Format {
    let format = Format::new()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Hair)
        .set_border_bottom_color(RULE);
    match look {
        Look::Plain | Look::Verdict => format,
        Look::Bold => format.set_bold(),
        Look::Wrap => format.set_text_wrap(),
        Look::Dim => format.set_font_color(DIM),
        // Some programs show what is true as 1.
        Look::Truth => format
            .set_num_format("\"TRUE\";\"TRUE\";\"FALSE\"")
            .set_align(FormatAlign::Center),
        Look::Scale => format.set_num_format("0.00").set_align(FormatAlign::Center),
    }
}

#[cfg(test)]
mod tests {
    use super::VERDICTS;
    use crate::claims::Verdict;

    #[test]
    fn every_verdict_has_its_colours() {
        for (_, name) in Verdict::NAMES {
            assert!(VERDICTS.iter().any(|(word, ..)| *word == name), "{name}");
        }
    }
}
