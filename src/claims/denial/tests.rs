use crate::claims::{ClaimChecker, Verdict};
use crate::document::Document;

/// Rule, verdict, the words that deny, sentence.
const CASES: &str = include_str!("cases.tsv");

#[test]
fn denied_claims_are_turned_round() {
    let checker = ClaimChecker::default();
    let mut faults = Vec::new();
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [rule, verdict, denied, text] = fields[..] else {
            panic!("four fields: {line}");
        };
        let document = Document::from_text("case", text);
        let claims = checker.claims_of(&document);
        let found = claims.iter().find(|claim| claim.rule == rule);
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
        if found != verdict || !told {
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
