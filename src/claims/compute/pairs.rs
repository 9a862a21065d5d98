//! One claim against another of its rule: two values for one thing, two terms for one person.

use super::{Outcome, Values};
use crate::claims::Verdict;
use crate::claims::interval::Interval;
use crate::claims::working;
use crate::span::Span;

/// A claim of a rule that holds its claims against each other.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// What it is about.
    pub(crate) of: String,
    /// The words that say so.
    pub(crate) called: String,
    pub(crate) person: Option<Person>,
    pub(crate) value: Interval,
    /// The value's name, if it is a term.
    pub(crate) term: Option<String>,
    /// Euros are held against no dollars.
    pub(crate) unit: String,
    pub(crate) span: Span,
    /// Counted from 1.
    pub(crate) sentence: usize,
    /// Who makes it, as the working names them: "the author", "Mira Castellan".
    pub(crate) voice: String,
}

/// Values that are further apart than any hedge of theirs.
pub(super) fn two_values(values: &dyn Values, facts: &[Fact]) -> Option<Outcome> {
    let (of, value) = (values.key("of")?, values.value("value")?);
    let own = facts.iter().find(|fact| fact.span == values.place())?;
    let person = Person::named(&of);
    let mut alike = facts
        .iter()
        .filter(|fact| fact.of == of || person.is_some() && fact.person == person);
    let other = alike.find(|fact| fact.unit == own.unit && !fact.value.meets(value))?;
    let shown = |fact: &Fact| told(fact, &working::interval(fact.value));
    Some(Outcome {
        left: Some(value),
        right: Some(other.value),
        peer: Some(other.span),
        ..Outcome::new(
            Verdict::Doubtful,
            format!("{}; {}", shown(own), shown(other)),
        )
    })
}

/// Terms of one person. A bare surname is the one person of that surname that the rule met.
pub(super) fn two_terms(values: &dyn Values, facts: &[Fact]) -> Option<Outcome> {
    let place = values.place();
    let own = facts.iter().find(|fact| fact.span == place)?;
    let alike = |fact: &&Fact| own.person.is_some() && fact.person == own.person;
    let other = facts.iter().filter(alike).find(|fact| differs(own, fact))?;
    let shown = |fact: &Fact| told(fact, fact.term.as_deref().unwrap_or_default());
    Some(Outcome {
        peer: Some(other.span),
        ..Outcome::new(
            Verdict::Doubtful,
            format!("{}; {}", shown(own), shown(other)),
        )
    })
}

/// A term that says it is past excludes nothing.
const PAST: &str = "former";

fn differs(own: &Fact, other: &Fact) -> bool {
    let present = |fact: &Fact| fact.term.as_ref().is_some_and(|term| term != PAST);
    present(own) && present(other) && own.term != other.term
}

fn told(fact: &Fact, what: &str) -> String {
    let Fact {
        called,
        sentence,
        voice,
        ..
    } = fact;
    format!("{called}: {what} ({voice}, sentence {sentence})")
}

/// First name and surname in small letters: by them two names are one person's, whatever stands between.
///
/// Bare surnames are told apart by nothing, so they are nobody's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Person {
    first: String,
    last: String,
}

impl Person {
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut words = name.split_whitespace();
        let (first, last) = (words.next()?, words.next_back()?);
        Some(Self {
            first: first.to_lowercase(),
            last: last.to_lowercase(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_the_same_by_first_and_last_name() {
        let same = |a, b| Person::named(a).is_some_and(|a| Some(a) == Person::named(b));
        assert!(same("Mira J. Castellan", "mira Castellan"));
        assert!(!same("Mira Castellan", "Castellan"));
        assert!(!same("Mira Castellan", "Jon Castellan"));
        assert!(!same("", ""));
    }
}
