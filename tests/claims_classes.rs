//! Predictions, promises, opinions and invective are classed as such, and not sent to a checker.

#![allow(clippy::unwrap_used)] // A failed test is what a panic is for.

use dixit::claims::Verdict;
use dixit::{Document, Pipeline};

/// A sentence, and its class; none for what can be checked or claims nothing.
const SENTENCES: &[(&str, &str)] = &[
    // Predictions.
    ("The ferry will never run at a profit.", "prediction"),
    ("Prices will probably double.", "prediction"),
    ("The bridge will eventually close.", "prediction"),
    ("It is going to be a hard winter.", "prediction"),
    ("They’re going to lose the appeal.", "prediction"),
    ("The fund is bound to run dry.", "prediction"),
    ("The harbour will be empty for years to come.", "prediction"),
    ("Mark my words, the mill stays shut.", "prediction"),
    (
        "Sooner or later the roof will probably come down.",
        "prediction",
    ),
    ("He left a will and a house.", ""),
    ("She was going to the market.", ""),
    ("The dam broke in 2011.", ""),
    // Promises.
    ("I promise to mend the roof.", "promise"),
    ("We pledge a school for every village.", "promise"),
    ("We will build a second bridge.", "promise"),
    ("I’ll fight for every job in the mill.", "promise"),
    ("I am going to repeal the toll.", "promise"),
    ("You have my word.", "promise"),
    ("We will never cut the bus.", "promise"),
    ("The mayor kept his promise.", ""),
    ("I will be there at nine.", ""),
    ("We will see.", ""),
    // Opinions.
    ("I think that the toll is unfair.", "opinion"),
    ("I believe it was a terrible mistake.", "opinion"),
    ("I don’t think that’s right.", "opinion"),
    ("In my opinion the plan is too dear.", "opinion"),
    ("We should talk to the neighbours.", "opinion"),
    ("We need to look at the roof.", "opinion"),
    ("If you ask me, he is a poor mayor.", "opinion"),
    ("I think the ferry leaves at noon.", ""),
    ("The council thinks that she was right.", ""),
    ("The rent rose by 5 percent.", ""),
    // Invective.
    (
        "He called them the liars, petty thieves, and crooks of the valley.",
        "invective",
    ),
    ("They are all the biggest hypocrites.", "invective"),
    ("Two thieves were sentenced on Monday.", ""),
];

const CLASSES: [&str; 4] = ["prediction", "promise", "opinion", "invective"];

#[test]
fn each_sentence_has_its_class() {
    let pipeline = Pipeline::default();
    let mut wrong = Vec::new();
    for (text, class) in SENTENCES {
        let annotation = pipeline.annotate(&Document::from_text("", *text));
        let classes = annotation.claims.iter().map(|claim| claim.rule.as_str());
        let classes: Vec<&str> = classes.filter(|rule| CLASSES.contains(rule)).collect();
        let right = match *class {
            "" => classes.is_empty(),
            class => classes.contains(&class),
        };
        if !right {
            wrong.push(format!("{text}: {classes:?} in place of {class:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_classed_is_not_sent_to_a_checker() {
    let pipeline = Pipeline::default();
    for (text, _) in SENTENCES.iter().filter(|(_, class)| !class.is_empty()) {
        let annotation = pipeline.annotate(&Document::from_text("", *text));
        for claim in &annotation.claims {
            assert_eq!(claim.verdict, Verdict::NotCheckable, "{text}");
        }
    }
}

#[test]
fn a_prediction_takes_the_superlative_in_it_along() {
    let verdicts = |text: &str| {
        let annotation = Pipeline::default().annotate(&Document::from_text("", text));
        let verdicts = annotation.claims.iter().map(|claim| claim.verdict);
        verdicts.collect::<Vec<_>>()
    };
    let said = verdicts("That was the worst flood in recorded history.");
    assert_eq!(said, [Verdict::Check]);
    let foretold = verdicts("That will inevitably be the worst flood in recorded history.");
    assert_eq!(foretold, [Verdict::NotCheckable]);
}
