//! How the cost grows with an article's length: the exponent of each step, over news and over texts made to hurt.
//!
//! An exponent of 1 is a cost in proportion to the length, 2 one in proportion to its square.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Result;
use dixit::Document;

use crate::sample::Sample;
use crate::steps::{Kind, Step, all};

/// Bytes: three steps make a tenfold.
const SIZES: [usize; 13] = [
    1_000, 2_154, 4_642, 10_000, 21_544, 46_416, 100_000, 215_443, 464_159, 1_000_000, 2_154_435,
    4_641_589, 10_000_000,
];
/// A step is run until it took so long, but not oftener than [`MOST`]; its best time counts.
const ENOUGH: Duration = Duration::from_millis(60);
const MOST: usize = 200;
/// Of a text that took longer than this, no longer one is made: what is not linear would never end.
const TOO_LONG: Duration = Duration::from_secs(20);
/// A greater exponent is not linear.
const BAR: f64 = 1.05;

/// Of news so many bytes are read at each size, cut into texts of that size: of a short text read over and over
/// the processor learns every branch by heart, and a long one would seem slow beside it.
const NEWS: usize = 1_000_000;

/// A text of any length.
struct Text {
    name: &'static str,
    /// Whether it is made of the news, each one of another stretch.
    of_news: bool,
    /// Of so many bytes, from the news where it needs them.
    make: fn(usize, &str) -> String,
}

impl Text {
    /// Texts of one size.
    fn of_size(&self, size: usize, news: &str) -> Vec<Document> {
        let count = if self.of_news {
            (NEWS / size).max(1)
        } else {
            1
        };
        let stretch = |number: usize| {
            let mut start = number * size % news.len();
            while !news.is_char_boundary(start) {
                start += 1;
            }
            Document::from_text(number.to_string(), (self.make)(size, &news[start..]))
        };
        (0..count).map(stretch).collect()
    }
}

const TEXTS: [Text; 9] = [
    Text {
        name: "news",
        of_news: true,
        make: |size, news| cycle(size, &[news]),
    },
    Text {
        name: "one sentence",
        of_news: true,
        make: |size, news| {
            let stops = ['.', '!', '?', '…', '\n', '“', '”', '"'];
            cycle(size, &[&news.replace(stops, " ")])
        },
    },
    Text {
        name: "marks",
        of_news: false,
        make: |size, _| cycle(size, &["“", "”", "\"", " ", "‘", "’ ", "'"]),
    },
    Text {
        name: "open marks",
        of_news: false,
        make: |size, _| cycle(size, &["“", "a "]),
    },
    Text {
        name: "cues",
        of_news: false,
        make: |size, _| {
            cycle(
                size,
                &["said ", "told ", "according to ", "she ", "warned "],
            )
        },
    },
    Text {
        name: "rivals",
        of_news: false,
        make: |size, _| cycle(size, &["said that the claim that Ann "]),
    },
    Text {
        name: "numbers",
        of_news: false,
        make: |size, _| {
            cycle(
                size,
                &["1,000 ", "2016 ", "$3.5 million ", "40 percent ", "two "],
            )
        },
    },
    Text {
        name: "claims",
        of_news: false,
        make: |size, _| {
            let said = "“Sen. Ann Lee (R-Ohio) will never cut 40 percent of 2,000 jobs,” said Gov. Ann Lee. ";
            cycle(size, &[said])
        },
    },
    Text {
        name: "speakers",
        of_news: false,
        make: speakers,
    },
];

/// Pieces over and over.
fn cycle(size: usize, pieces: &[&str]) -> String {
    let mut text = String::with_capacity(size + 100);
    for piece in pieces.iter().cycle() {
        if text.len() + piece.len() > size {
            // The last of them cut, on a character's bound.
            text.extend(piece.chars().take((size - text.len()) / 4));
            return text;
        }
        text += piece;
    }
    text
}

/// A quotation a sentence, each of somebody else.
fn speakers(size: usize, _: &str) -> String {
    let mut text = String::with_capacity(size + 100);
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        let (first, last) = (name(number % 977), name(number));
        text += &format!("“We go on,” said {first} {last}.\n\n");
    }
    text
}

/// A name for each number.
fn name(mut number: usize) -> String {
    let mut name = String::from("B");
    loop {
        name.push(char::from(b"aeiou"[number % 5]));
        name.push(char::from(b"dklmnrst"[number / 5 % 8]));
        number /= 40;
        if number == 0 {
            return name;
        }
    }
}

/// One step over one text.
struct Growth {
    step: &'static str,
    /// Bytes and seconds.
    points: Vec<(f64, f64)>,
}

/// Prints the exponents; `news` is what the long article is made of.
pub(crate) fn print(news: &Sample) -> Result<()> {
    let news: Vec<&str> = news.texts().collect();
    let news = news.join("\n\n");
    println!(
        "Exponents from {} kB to {} MB, one thread; in brackets the last three steps' where either is over {BAR}\n",
        SIZES[0] / 1000,
        SIZES[SIZES.len() - 1] / 1_000_000
    );
    for (number, text) in TEXTS.iter().enumerate() {
        let steps = measure(text, &news)?;
        if number == 0 {
            let names: Vec<&str> = steps.iter().map(|growth| growth.step).collect();
            println!("| text | to | {} |", names.join(" | "));
            println!("|---|---|{}", "---|".repeat(names.len()));
        }
        let cells: Vec<String> = steps.iter().map(cell).collect();
        let longest = steps.first().and_then(|growth| growth.points.last());
        let longest = longest.map_or(0.0, |(bytes, _)| bytes / 1e6);
        println!(
            "| {} | {longest:.1} MB | {} |",
            text.name,
            cells.join(" | ")
        );
    }
    Ok(())
}

fn measure(text: &Text, news: &str) -> Result<Vec<Growth>> {
    let mut grown: Vec<Growth> = Vec::new();
    for size in SIZES {
        let start = Instant::now();
        let documents = text.of_size(size, news);
        let sample = Sample::of(&documents, documents.iter().map(|one| one.text.len()).sum())?;
        if start.elapsed() > TOO_LONG {
            break;
        }
        let articles = sample.articles.len() as f64;
        let bytes = sample.bytes() as f64 / articles;
        let steps = all(&sample)?;
        let steps = steps.iter().filter(|step| step.kind != Kind::Yardstick);
        for (at, step) in steps.enumerate() {
            if grown.len() == at {
                let step = step.name;
                let points = Vec::new();
                grown.push(Growth { step, points });
            }
            grown[at].points.push((bytes, best(step) / articles));
        }
    }
    Ok(grown)
}

/// The best time of one step, in seconds.
fn best(step: &Step<'_>) -> f64 {
    let (start, mut best) = (Instant::now(), Duration::MAX);
    for _ in 0..MOST {
        let round = Instant::now();
        black_box((step.run)());
        best = best.min(round.elapsed());
        if start.elapsed() > ENOUGH {
            break;
        }
    }
    best.as_secs_f64()
}

fn cell(growth: &Growth) -> String {
    let points = growth.points.as_slice();
    let last = &points[points.len().saturating_sub(4)..];
    let (all, last) = (exponent(points), exponent(last));
    match all > BAR || last > BAR {
        true => format!("{all:.2} ({last:.2})"),
        false => format!("{all:.2}"),
    }
}

/// The slope of the line of least squares through the logarithms.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs = || points.iter().map(|(x, y)| (x.ln(), y.ln()));
    let count = points.len() as f64;
    let mean_x = logs().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = logs().map(|(_, y)| y).sum::<f64>() / count;
    let with = logs().map(|(x, y)| (x - mean_x) * (y - mean_y));
    let own = logs().map(|(x, _)| (x - mean_x).powi(2));
    with.sum::<f64>() / own.sum::<f64>()
}
