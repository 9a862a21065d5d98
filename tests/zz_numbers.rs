
use dixit::claims::QuantityReader;
#[test]
fn left() {
    let r = QuantityReader::embedded().unwrap();
    let text = std::fs::read_to_string("/work/shared/data/polnear-dev.jsonl").unwrap();
    let words: Vec<&str> = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens half quarter first second third fourth fifth sixth seventh eighth ninth tenth twice once double triple couple decade".split(' ').collect();
    let (mut all, mut left) = (0, 0);
    for line in text.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let d = dixit::Document::from_text("x", v["text"].as_str().unwrap());
        let s = dixit::segmentation::segment(&d);
        for sentence in &s.sentences {
            let t = sentence.span.of(&d.text);
            let q = r.read(t);
            let mut at = 0;
            for piece in t.split_inclusive(char::is_whitespace) {
                let w = piece.trim();
                let low = w.to_lowercase();
                let core = low.trim_matches(|c: char| !c.is_alphanumeric());
                let num = w.chars().any(|c| c.is_ascii_digit()) || core.split('-').any(|p| words.contains(&p));
                if num {
                    all += 1;
                    let (a, b) = (at, at + w.len());
                    if !q.iter().any(|q| q.span.start() < b && a < q.span.end()) {
                        left += 1;
                        let c0 = t[..a].char_indices().rev().nth(25).map_or(0, |x| x.0);
                        let c1 = t[b..].char_indices().nth(25).map_or(t.len(), |x| b + x.0);
                        println!("LEFT\t{w}\t{}", t[c0..c1].replace('\n', " "));
                    }
                }
                at += piece.len();
            }
        }
    }
    println!("TOTAL {all} {left}");
}
