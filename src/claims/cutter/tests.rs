use super::*;

fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut folded = String::new();
    split(text, |piece| {
        let Place { start, length, .. } = piece.place;
        fold(&text[start..start + length], &mut folded);
        pieces.push(folded.clone());
    });
    pieces
}

#[test]
fn cuts() {
    assert_eq!(
        pieces("The 37-acre lot, $1.9bn"),
        ["the", "37", "acre", "lot", ",", "$", "1.9", "bn"]
    );
    assert_eq!(
        pieces("Norway’s U.S. envoy don't"),
        ["norway", "'s", "u.s.", "envoy", "don't"]
    );
    assert_eq!(
        pieces("1,000,500 and 2014–2017."),
        ["1,000,500", "and", "2014", "2017", "."]
    );
    assert_eq!(
        pieces("12,50,000 of 1,20,00,000 in 12,50"),
        ["12,50,000", "of", "1,20,00,000", "in", "12", ",", "50"]
    );
    assert_eq!(pieces("“one” — two"), ["“", "one", "”", "—", "two"]);
}

#[test]
fn offsets_slice_the_text() {
    let text = "İstanbul’s 5% — ‘ok’ 7,5 10.";
    split(text, |piece| {
        let Place { start, length, .. } = piece.place;
        assert!(text.get(start..start + length).is_some());
    });
}
