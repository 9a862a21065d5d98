//! From a file's shape to checked rules: every fault is found here, with its line.

use std::collections::BTreeMap;
use std::ops::Range;

use super::judgement;
use super::limits::{self, Budget, FORMAT, MAX_RULES};
use super::raw::{RawFile, RawRule};
use super::slots::alike;
use super::{Example, Origin, Rule, RuleSet, Slot};
use crate::claims::ClaimChecker;
use crate::claims::compact::At;
use crate::claims::denial::Denials;
use crate::claims::error::{RuleError, Source};
use crate::claims::figure::Figures;
use crate::claims::pattern::Pattern;
use crate::claims::quantity::Lexicon;
use crate::claims::vocabulary::{Phrases, Vocabulary, WordId};

/// The phrases that make a rule look.
#[derive(Debug, Default)]
pub(crate) struct Triggers {
    pub(crate) all: Vec<Vec<String>>,
    pub(crate) context: Vec<String>,
    pub(crate) block: Vec<String>,
}

/// Phrases under one name, as written and as numbers of their words.
struct Class {
    phrases: Vec<String>,
    ids: Vec<Box<[WordId]>>,
}

type Classes = BTreeMap<String, Class>;

pub(super) fn load(files: &[(&str, &str)], figures: &Figures) -> Result<RuleSet, RuleError> {
    let mut vocabulary = Vocabulary::default();
    let lexicon = Lexicon::embedded(&mut vocabulary)?;
    let mut builder = Builder {
        figures,
        lexicon,
        vocabulary,
        classes: Classes::new(),
        budget: Budget::new(),
    };
    let mut read = Vec::new();
    for (file, text) in files {
        let source = Source { file, text };
        let raw: RawFile = source.parse()?;
        builder.add_classes(&raw, source)?;
        read.push((source, raw));
    }
    let (mut rules, mut triggers): (Vec<Rule>, Vec<Triggers>) = Default::default();
    let mut denials = Denials::default();
    for (source, raw) in read {
        builder.add_denials(&mut denials, &raw.denials, source)?;
        let earlier = rules.len();
        for rule in raw.rule {
            let span = rule.span();
            let (rule, phrases) = builder.rule(rule.into_inner(), source, &span)?;
            match rules.iter().position(|other| other.id == rule.id) {
                Some(at) if at < earlier && rules[at].origin.file != rule.origin.file => {
                    (rules[at], triggers[at]) = (rule, phrases);
                }
                Some(_) => {
                    return Err(source.error(&span, format!("a second rule `{}`", rule.id)));
                }
                None if rules.len() == MAX_RULES => {
                    return Err(source.error(&span, format!("more than {MAX_RULES} rules")));
                }
                None => {
                    rules.push(rule);
                    triggers.push(phrases);
                }
            }
        }
    }
    // A set of rules may do without these classes.
    let mut class = |name: &str| builder.phrases_of(&[name.to_owned()]).unwrap_or_default();
    let (openers, name_parts) = (class("@clause_openers"), class("@name_parts"));
    builder.vocabulary.complete();
    Ok(RuleSet {
        rules,
        triggers,
        openers,
        name_parts,
        denials,
        vocabulary: builder.vocabulary,
        lexicon: builder.lexicon,
    })
}

pub(super) struct Builder<'a> {
    pub(super) figures: &'a Figures,
    pub(super) lexicon: Lexicon,
    pub(super) vocabulary: Vocabulary,
    classes: Classes,
    pub(super) budget: Budget,
}

impl Builder<'_> {
    fn add_classes(&mut self, raw: &RawFile, source: Source<'_>) -> Result<(), RuleError> {
        if raw.format != FORMAT {
            return Err(source.error(&(0..0), format!("format {} is not {FORMAT}", raw.format)));
        }
        for (name, phrases) in &raw.classes {
            let numbers = phrases.iter().map(|phrase| self.vocabulary.phrase(phrase));
            let class = Class {
                ids: numbers.collect(),
                phrases: phrases.clone(),
            };
            // A copy of a file that comes with dixit may stand beside it.
            let known = self.classes.insert(name.get_ref().clone(), class);
            if known.is_some_and(|known| known.phrases != *phrases) {
                let cause = format!("a second class `{}`", name.get_ref());
                return Err(source.error(&name.span(), cause));
            }
        }
        Ok(())
    }

    /// Phrases with the classes among them (`@name`) spelt out.
    pub(super) fn expand(&mut self, names: &[String]) -> Result<Vec<String>, String> {
        let mut phrases = Vec::new();
        for name in names {
            let members = match name.strip_prefix('@') {
                Some(name) => {
                    let class = self.classes.get(name);
                    let unknown = || format!("there is no class `{name}`");
                    &class.ok_or_else(unknown)?.phrases
                }
                None => std::slice::from_ref(name),
            };
            self.budget.spend(members.len())?;
            phrases.extend_from_slice(members);
        }
        match phrases.iter().any(|phrase| phrase.trim().is_empty()) {
            true => Err("an empty phrase".to_owned()),
            false => Ok(phrases),
        }
    }

    pub(super) fn phrases_of(&mut self, names: &[String]) -> Result<Phrases<()>, String> {
        let mut phrases = Phrases::default();
        for phrase in self.expand(names)? {
            phrases.insert(self.vocabulary.phrase(&phrase), ());
        }
        Ok(phrases)
    }

    fn rule(
        &mut self,
        raw: RawRule,
        source: Source<'_>,
        span: &Range<usize>,
    ) -> Result<(Rule, Triggers), RuleError> {
        let at_rule = |cause: String| source.error(span, format!("rule `{}`: {cause}", raw.id));
        limits::check(&raw).map_err(at_rule)?;
        let triggers = self.triggers(&raw).map_err(at_rule)?;
        let mut slots: Vec<Slot> = Vec::new();
        for slot in &raw.slot {
            let built = self.slot(slot.get_ref(), &slots);
            slots.push(built.map_err(|cause| source.error(&slot.span(), cause))?);
        }
        let patterns = self.patterns(&raw.patterns, &slots, source)?;
        let unless = self.patterns(&raw.unless, &slots, source)?;
        let judgement = self.judgement(&raw, &slots, source, span)?;
        let otherwise = self.otherwise(&raw, &slots, source)?;
        let alike = alike(&raw, &slots, source)?;
        let verdicts = judgement::verdicts(&raw.verdicts, source)?;
        check_message(&raw, &slots).map_err(at_rule)?;
        let rule = Rule {
            origin: Origin::of(source, span),
            own: !embedded(source),
            examples: examples(&raw, source),
            id: raw.id,
            title: raw.title,
            why: raw.why,
            domain: raw.domain,
            message: raw.message,
            caveats: raw.caveats,
            patterns,
            unless,
            slots,
            judgement,
            otherwise,
            alike,
            verdicts,
            span: raw.span,
            voice: raw.voice,
            yields: raw.yields,
            concerns: raw.concerns,
            needs_claim: raw.needs_claim,
            deepens: raw.deepens,
            slack: raw.slack,
            figures_last: raw.figures_last,
        };
        Ok((rule, triggers))
    }

    fn triggers(&mut self, raw: &RawRule) -> Result<Triggers, String> {
        if raw.id.is_empty() || raw.id.chars().any(char::is_whitespace) {
            return Err("an id has letters and no blanks".to_owned());
        }
        let by_words = !raw
            .compute
            .as_ref()
            .is_some_and(|compute| compute.get_ref().wordless());
        if raw.all.is_empty() && by_words {
            return Err("`all` has at least one of the trigger sets".to_owned());
        }
        let all = raw
            .all
            .iter()
            .map(|set| self.expand(set))
            .collect::<Result<Vec<_>, _>>()?;
        if all.iter().any(Vec::is_empty) {
            return Err("a trigger set of `all` is empty".to_owned());
        }
        Ok(Triggers {
            all,
            context: self.expand(&raw.context)?,
            block: self.expand(&raw.block)?,
        })
    }

    pub(super) fn patterns(
        &mut self,
        raw: &[At<String>],
        slots: &[Slot],
        source: Source<'_>,
    ) -> Result<Vec<Pattern>, RuleError> {
        let mut patterns = Vec::new();
        for text in raw {
            let Self {
                classes,
                budget,
                vocabulary,
                ..
            } = self;
            let pattern = Pattern::parse(
                text.get_ref(),
                vocabulary,
                |name| {
                    let class = classes.get(name);
                    let class = class.ok_or_else(|| format!("there is no class `{name}`"))?;
                    budget.spend(class.ids.len()).map(|()| class.ids.as_slice())
                },
                |name| slots.iter().position(|slot| slot.name == name),
            );
            patterns.push(pattern.map_err(|cause| source.error(&text.span(), cause))?);
        }
        Ok(patterns)
    }
}

/// Whether a file comes with dixit.
fn embedded(source: Source<'_>) -> bool {
    let mut files = ClaimChecker::embedded_rules().iter();
    files.any(|(file, text)| *file == source.file && std::ptr::eq(*text, source.text))
}

/// Every `{name}` of the message stands for something.
fn check_message(raw: &RawRule, slots: &[Slot]) -> Result<(), String> {
    for piece in raw.message.split('{').skip(1) {
        let name = piece.split('}').next().unwrap_or_default();
        let known = matches!(name, "left" | "right" | "ratio" | "claim" | "result")
            || slots.iter().any(|slot| slot.name == name);
        if !known {
            return Err(format!("the message names `{name}`, which is no slot"));
        }
    }
    Ok(())
}

fn examples(raw: &RawRule, source: Source<'_>) -> Vec<Example> {
    let flagged = raw.flagged.iter().map(|spanned| {
        let example = spanned.get_ref().clone();
        Example {
            origin: Origin::of(source, &spanned.span()),
            text: example.text,
            date: example.date,
            verdict: Some(example.verdict),
            span: example.span,
            concerns: example.concerns,
        }
    });
    let passed = raw.passed.iter().map(|spanned| {
        let example = spanned.get_ref().clone();
        Example {
            origin: Origin::of(source, &spanned.span()),
            text: example.text,
            date: example.date,
            verdict: None,
            span: None,
            concerns: None,
        }
    });
    flagged.chain(passed).collect()
}
