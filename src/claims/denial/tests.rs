use crate::claims::{ClaimChecker, Verdict};
use crate::document::Document;

/// Sentence, rule, verdict, and the words that deny; none: it is not denied.
const CASES: &[(&str, &str, &str, &str)] = &[
    // A negated verb.
    (
        "The cost of one missile would not feed the whole population of Bangladesh for half a year.",
        "missile-cost",
        "consistent",
        "would not",
    ),
    (
        "The cost of one missile could not possibly feed the whole population of Bangladesh for half a year.",
        "missile-cost",
        "consistent",
        "could not",
    ),
    (
        "The cost of one missile would never feed the whole population of Bangladesh for half a year.",
        "missile-cost",
        "consistent",
        "would never",
    ),
    (
        "The cost of one missile wouldn’t feed the whole population of Bangladesh for half a year.",
        "missile-cost",
        "consistent",
        "wouldn’t",
    ),
    (
        "The cost of one missile is nowhere near enough to feed the whole population of Bangladesh for half a year.",
        "missile-cost",
        "consistent",
        "nowhere near",
    ),
    (
        "The whole population of Peru could not be fed for a year for the price of two tanks.",
        "missile-cost",
        "consistent",
        "could not",
    ),
    (
        "You could not feed the people of Peru for a year for the price of two tanks.",
        "missile-cost",
        "consistent",
        "could not",
    ),
    (
        "The price of one aircraft carrier would not feed 2,000 people for a week.",
        "missile-cost",
        "contradicted",
        "would not",
    ),
    (
        "The price of a single rocket would not feed Peru’s 33 million people for half a year.",
        "missile-cost",
        "consistent",
        "would not",
    ),
    (
        "Nobody believes it, and the price of a single rocket will not feed 900 million people for a year.",
        "missile-cost",
        "consistent",
        "will not",
    ),
    (
        "There is no doubt that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "It is wrong that the cost of one tank would feed 25 million people for six months and they build it.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "Do not forget that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The minister did not deny that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The 100 MW plant will not power 500,000 homes.",
        "homes-powered",
        "consistent",
        "will not",
    ),
    (
        "The delegates did not sign the statement backed by 210 countries at the United Nations.",
        "un-members",
        "contradicted",
        "",
    ),
    (
        "The UN resolution was not backed by 210 countries.",
        "un-members",
        "consistent",
        "was not",
    ),
    (
        "The population of Norway is not 9 million.",
        "population",
        "consistent",
        "is not",
    ),
    // A number that is not another near it may well be right.
    (
        "The population of Japan is not 125 million.",
        "population",
        "undetermined",
        "is not",
    ),
    // A frame.
    (
        "It is simply not true that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "not true that",
    ),
    (
        "It isn’t true that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "isn’t true that",
    ),
    (
        "It is a myth that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "a myth that",
    ),
    (
        "It is nonsense that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "nonsense that",
    ),
    (
        "The minister denied that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "denied that",
    ),
    (
        "The minister rejected the claim that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "rejected the claim that",
    ),
    (
        "The minister rejected claims that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "rejected claims that",
    ),
    (
        "The minister doubts that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "doubts that",
    ),
    (
        "Nobody believes that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "Nobody believes that",
    ),
    (
        "The story that the cost of one tank would feed 25 million people for six months is made up.",
        "missile-cost",
        "consistent",
        "is made up",
    ),
    (
        "Nobody could feed 25 million people for six months for the price of one tank.",
        "missile-cost",
        "consistent",
        "Nobody could",
    ),
    (
        "Not even the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "Not even",
    ),
    (
        "The UN has not got 150 friends, let alone 250 member states of the United Nations.",
        "un-members",
        "consistent",
        "let alone",
    ),
    (
        "The claim that the cost of one tank would feed 25 million people for six months is false.",
        "missile-cost",
        "consistent",
        "is false",
    ),
    (
        "The idea that the cost of one tank would feed 25 million people for six months is simply wrong.",
        "missile-cost",
        "consistent",
        "is simply wrong",
    ),
    (
        "The claim that the cost of one tank would feed 25 million people for six months is not true.",
        "missile-cost",
        "consistent",
        "is not true",
    ),
    (
        "It is not true that fees went from $40 to $50, a 45 percent rise.",
        "percent-rise",
        "consistent",
        "not true that",
    ),
    (
        "It is not true that fees went from $40 to $50, a 25 percent rise.",
        "percent-rise",
        "undetermined",
        "not true that",
    ),
    // Denied twice, or only asked.
    (
        "It is not true that the cost of one tank would not feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "Nobody denies that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "It is not a myth that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The claim that the cost of one tank would feed 25 million people for six months is not false.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "Isn’t it true that the cost of one tank would feed 25 million people for six months?",
        "missile-cost",
        "contradicted",
        "",
    ),
    // No denials.
    (
        "The cost of one tank would not only feed 25 million people for six months but clothe them.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The cost of one tank would feed no fewer than 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The cost of one tank would feed not less than 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The cost of one tank, which he did not name, would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The cost of one tank would not be missed and could feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "He did not say that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    (
        "The UN resolution was not a secret, since 210 countries had backed it.",
        "un-members",
        "contradicted",
        "",
    ),
    (
        "It is not true that he left, but the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "contradicted",
        "",
    ),
    // What a denial takes for granted, and what a verb says nothing of.
    (
        "The board did not help the 9 million people of Norway.",
        "population",
        "contradicted",
        "",
    ),
    (
        "The bridge was not opened on Sunday, June 2, 2012.",
        "weekday",
        "undetermined",
        "was not",
    ),
    // Supposed or asked, or claimed by none: nothing is said of it.
    (
        "Imagine that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "undetermined",
        "Imagine that",
    ),
    (
        "If the cost of one tank would feed 25 million people for six months, nobody would buy one.",
        "missile-cost",
        "undetermined",
        "If",
    ),
    (
        "Would the cost of one tank feed 25 million people for six months?",
        "missile-cost",
        "undetermined",
        "?",
    ),
    (
        "Nobody claims that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "undetermined",
        "Nobody claims that",
    ),
    (
        "The minister asked whether the 100 MW plant will power 500,000 homes.",
        "homes-powered",
        "undetermined",
        "whether",
    ),
    (
        "The price of one tank would feed 25 million people for six months, the minister joked.",
        "missile-cost",
        "undetermined",
        ", the minister joked",
    ),
    // Frames that call it wrong.
    (
        "They wrongly claim that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "wrongly claim that",
    ),
    (
        "It was reported, falsely, that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "falsely, that",
    ),
    (
        "Whoever heard him mocked the idea that the cost of one tank would feed 25 million people for six months.",
        "missile-cost",
        "consistent",
        "mocked the idea that",
    ),
    (
        "Anyone who thinks that the cost of one tank would feed 25 million people for six months is dreaming.",
        "missile-cost",
        "consistent",
        "is dreaming",
    ),
    (
        "The 100 MW plant was to power 500,000 homes but will power 9,000.",
        "homes-powered",
        "consistent",
        "but will",
    ),
    // Numbers against each other stand, supposed or not.
    (
        "If fees went from $40 to $50, a 45 percent rise, we would know.",
        "percent-rise",
        "contradicted",
        "",
    ),
    // Another's words, denied by who tells them on: the claim stays as it was made.
    (
        "It is not true that “the cost of one tank would feed 25 million people for six months.”",
        "missile-cost",
        "contradicted",
        "",
    ),
    // Which verb is negated cannot be told.
    (
        "The cost of one tank that does not run would feed 25 million people for six months.",
        "missile-cost",
        "undetermined",
        "does not",
    ),
];

#[test]
fn denied_claims_are_turned_round() {
    let checker = ClaimChecker::default();
    let mut faults = Vec::new();
    for (text, rule, verdict, denied) in CASES {
        let document = Document::from_text("case", *text);
        let claims = checker.claims_of(&document);
        let found = claims.iter().find(|claim| claim.rule == *rule);
        let (found, working) = found.map_or(("nothing", ""), |claim| {
            (claim.verdict.name(), claim.working.as_str())
        });
        let told = match denied.is_empty() {
            true => !working.contains("denied"),
            false => [
                format!("denied (“{denied}”)"),
                format!("asked (“{denied}”)"),
            ]
            .iter()
            .any(|told| working.contains(told)),
        };
        if found != *verdict || !told {
            faults.push(format!("{text}: {found}: {working}"));
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn verdicts_that_decide_nothing_stay() {
    use super::{Denial, Kind};
    use crate::span::Span;
    let denial = Denial {
        words: Span::new(0, 1),
        kind: Kind::Denied,
    };
    for verdict in [Verdict::Incomplete, Verdict::Undetermined, Verdict::Check] {
        assert_eq!(denial.turn(verdict, None), verdict);
    }
}
