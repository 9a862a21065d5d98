use std::io::BufRead;
use dixit::{document::Document, segmentation::*, tagging::*};
fn main() {
    let t = Tagger::from_bytes(&std::fs::read(std::env::args().nth(2).unwrap()).unwrap()).unwrap();
    let mut n=[0usize;4]; let mut tokens=0; let mut un=std::collections::HashMap::<String,usize>::new();
    for line in std::io::BufReader::new(std::fs::File::open(std::env::args().nth(1).unwrap()).unwrap()).lines() {
        let r: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let d = Document::from_text("", r["text"].as_str().unwrap());
        let s = segment(&d);
        tokens += s.tokens.len();
        t.tag_with(&d,&s,|q| { let known=q.choices.count_ones()<20; n[0]+=1; if known {n[1]+=1;} let tk=s.tokens[q.token]; if !known && tk.capital {n[2]+=1;} else if !known {n[3]+=1}; *un.entry(tk.span.of(&d.text).to_string()).or_default()+=1;});
    }
    println!("{tokens} tokens, asked {} closed {} open capital {} open lower {}", n[0],n[1],n[2],n[3]);
    if true { return; } let mut v:Vec<_>=un.into_iter().collect(); v.sort_by_key(|x|std::cmp::Reverse(x.1));
    println!("{:?}",&v[..150]);
}
