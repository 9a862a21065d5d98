//! What grouping takes, on quotations that are made up:
//!
//! ```sh
//! cargo build --release --example group_memory
//! /usr/bin/time -v target/release/examples/group_memory 1000000 0.5
//! ```
//!
//! The first number is how many quotations there are, the second how many of them are new; the
//! others repeat one of the 10,000 new ones before them: word for word, cut, or with a word changed.

#![allow(clippy::print_stdout)]

use std::time::Instant;

use anyhow::Result;
use dixit::ArticleRecord;
use dixit::config::Newlines;
use dixit::groups::Groups;
use dixit::records::QuoteRecord;

/// SplitMix64: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of 30,000 words, some far more often than others, of the length of English ones.
    fn word(&mut self) -> String {
        let rank = 30_000_f64.powf(self.share()) as usize;
        let length = if rank < 100 { 3 } else { 6 };
        (0..length)
            .scan(rank, |rest, _| {
                let letter = char::from(b'a' + (*rest % 26) as u8);
                *rest = *rest / 26 + 7;
                Some(letter)
            })
            .collect()
    }

    /// From 8 to 42 words, 25 on average.
    fn quotation(&mut self) -> Vec<String> {
        let words = 8 + self.below(35);
        (0..words).map(|_| self.word()).collect()
    }

    fn repeated(&mut self, quotation: &[String]) -> Vec<String> {
        let mut words = quotation.to_vec();
        match self.below(3) {
            0 => {}
            1 => words.truncate(words.len() - words.len() / 4),
            _ => {
                let at = self.below(words.len());
                words[at] = self.word();
            }
        }
        words
    }
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments
        .next()
        .map_or(Ok(1_000_000), |text| text.parse())?;
    let new: f64 = arguments.next().map_or(Ok(0.5), |text| text.parse())?;
    let mut numbers = Numbers(1);
    let mut latest: Vec<Vec<String>> = Vec::new();
    let (mut groups, mut told) = (Groups::default(), 0);
    let started = Instant::now();
    for at in 0..count {
        let words = if latest.is_empty() || numbers.share() < new {
            let words = numbers.quotation();
            match latest.len() < 10_000 {
                true => latest.push(words.clone()),
                false => latest[at % 10_000].clone_from(&words),
            }
            words
        } else {
            let chosen = numbers.below(latest.len());
            numbers.repeated(&latest[chosen])
        };
        let speaker = numbers.below(50_000);
        let mut quote = QuoteRecord::default();
        quote.id = format!("q_{at:016x}").into();
        quote.quote = words.join(" ").into();
        quote.speaker = Some(format!("Speaker {speaker}").into());
        quote.speaker_id = Some(format!("s_{speaker:016x}").into());
        quote.speaker_kind = "person";
        quote.kind = "direct";
        quote.is_speech = true;
        let mut article = ArticleRecord::default();
        article.id = format!("news/2024/article-{at}");
        article.date = Some(format!("2024-{:02}-{:02}", at % 12 + 1, at % 28 + 1));
        article.outlet = Some(format!("outlet {}", at % 300));
        article.quotes = vec![quote];
        groups.add(&article);
        if groups.is_full() {
            println!("full after {} quotations", at + 1);
            told += tell(std::mem::take(&mut groups));
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{count} quotations added in {seconds:.1} s; {} bytes kept",
        groups.bytes()
    );
    told += tell(groups);
    let seconds = started.elapsed().as_secs_f64();
    println!("{told} rows told, {seconds:.1} s in all");
    Ok(())
}

/// Makes every row, as the tables do.
fn tell(groups: Groups) -> usize {
    let grouped = groups.finish();
    let rows = grouped.groups().map(|group| {
        let row = group.row(Newlines::Marked);
        let others = group.misquotations(Newlines::Marked).len();
        1 + others + group.member_rows(&row.group_id, Newlines::Marked).count()
    });
    rows.sum()
}
