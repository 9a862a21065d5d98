//! From a file's shape to checked rules: every fault is found here, with its line.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::raw::{RawFile, RawPassed, RawRule, RawSlot, RawUnit};
use super::{Example, Judgement, Rule, RuleSet, Slot, SlotKind};
use crate::claims::Verdict;
use crate::claims::error::{RuleError, Source};
use crate::claims::figure::Figures;
use crate::claims::formula::Formula;
use crate::claims::judge::Comparison;
use crate::claims::pattern::Pattern;
use crate::claims::quantity::{Dimension, Lexicon};
use crate::claims::vocabulary::{Phrases, Vocabulary};

/// The version of the rule format.
const FORMAT: u32 = 1;
/// Trigger sets of a rule: one bit each.
const MAX_SETS: usize = 8;
const MAX_SLOTS: usize = 12;
/// Bounds on what a stray file can make of the index.
const MAX_RULES: usize = 2000;
const MAX_PHRASES: usize = 20_000;

/// The phrases that make a rule look.
#[derive(Debug, Default)]
pub(crate) struct Triggers {
    pub(crate) all: Vec<Vec<String>>,
    pub(crate) context: Vec<String>,
    pub(crate) block: Vec<String>,
}

type Classes = BTreeMap<String, Vec<String>>;

pub(super) fn load(files: &[(&str, &str)], figures: &Figures) -> Result<RuleSet, RuleError> {
    let mut vocabulary = Vocabulary::default();
    let lexicon = Lexicon::embedded(&mut vocabulary)?;
    let mut builder = Builder {
        figures,
        lexicon,
        vocabulary,
        classes: Classes::new(),
        phrases: 0,
    };
    let mut read = Vec::new();
    for (file, text) in files {
        let source = Source { file, text };
        let raw: RawFile = source.parse()?;
        builder.add_classes(&raw, source)?;
        read.push((source, raw));
    }
    let (mut rules, mut triggers): (Vec<Rule>, Vec<Triggers>) = Default::default();
    for (source, raw) in read {
        for rule in raw.rule {
            let span = rule.span();
            let (rule, phrases) = builder.rule(rule.into_inner(), source, &span)?;
            if rules.iter().any(|other| other.id == rule.id) {
                return Err(source.error(&span, format!("a second rule `{}`", rule.id)));
            }
            if rules.len() == MAX_RULES {
                return Err(source.error(&span, format!("more than {MAX_RULES} rules")));
            }
            rules.push(rule);
            triggers.push(phrases);
        }
    }
    let openers = builder
        .phrases_of(&["@clause_openers".to_owned()])
        .unwrap_or_default();
    Ok(RuleSet {
        rules,
        triggers,
        openers,
        vocabulary: builder.vocabulary,
        lexicon: builder.lexicon,
    })
}

struct Builder<'a> {
    figures: &'a Figures,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    classes: Classes,
    phrases: usize,
}

impl Builder<'_> {
    fn add_classes(&mut self, raw: &RawFile, source: Source<'_>) -> Result<(), RuleError> {
        if raw.format != FORMAT {
            return Err(source.error(&(0..0), format!("format {} is not {FORMAT}", raw.format)));
        }
        for (name, phrases) in &raw.classes {
            if self.classes.insert(name.clone(), phrases.clone()).is_some() {
                return Err(source.error(&(0..0), format!("a second class `{name}`")));
            }
        }
        Ok(())
    }

    /// Phrases with the classes among them (`@name`) spelt out.
    fn expand(&self, names: &[String]) -> Result<Vec<String>, String> {
        let mut phrases = Vec::new();
        for name in names {
            match name.strip_prefix('@') {
                Some(class) => {
                    let members = self
                        .classes
                        .get(class)
                        .ok_or_else(|| format!("there is no class `{class}`"))?;
                    phrases.extend(members.iter().cloned());
                }
                None => phrases.push(name.clone()),
            }
        }
        match phrases
            .iter()
            .find(|phrase| !phrase.chars().any(|found| !found.is_whitespace()))
        {
            Some(_) => Err("an empty phrase".to_owned()),
            None => Ok(phrases),
        }
    }

    fn phrases_of(&mut self, names: &[String]) -> Result<Phrases<()>, String> {
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
        let triggers = self.triggers(&raw).map_err(at_rule)?;
        let mut slots: Vec<Slot> = Vec::new();
        for slot in &raw.slot {
            let built = self.slot(slot.get_ref(), &slots);
            slots.push(built.map_err(|cause| source.error(&slot.span(), cause))?);
        }
        if slots.len() > MAX_SLOTS {
            return Err(at_rule(format!("more than {MAX_SLOTS} slots")));
        }
        let patterns = self.patterns(&raw.patterns, &slots, source)?;
        let judgement = self.judgement(&raw, &slots, source, span)?;
        let verdicts = verdicts(&raw.verdicts, source)?;
        let examples = examples(&raw);
        check_message(&raw, &slots).map_err(at_rule)?;
        let rule = Rule {
            id: raw.id,
            title: raw.title,
            why: raw.why,
            domain: raw.domain,
            message: raw.message,
            caveats: raw.caveats,
            examples,
            patterns,
            slots,
            judgement,
            verdicts,
            span: raw.span,
            voice: raw.voice,
            yields: raw.yields,
            concerns: raw.concerns,
        };
        Ok((rule, triggers))
    }

    fn triggers(&mut self, raw: &RawRule) -> Result<Triggers, String> {
        if raw.id.is_empty() || raw.id.chars().any(char::is_whitespace) {
            return Err("an id has letters and no blanks".to_owned());
        }
        if raw.all.is_empty() || raw.all.len() > MAX_SETS {
            return Err(format!("`all` has between 1 and {MAX_SETS} trigger sets"));
        }
        let all = raw
            .all
            .iter()
            .map(|set| self.expand(set))
            .collect::<Result<Vec<_>, _>>()?;
        if all.iter().any(Vec::is_empty) {
            return Err("a trigger set of `all` is empty".to_owned());
        }
        let triggers = Triggers {
            all,
            context: self.expand(&raw.context)?,
            block: self.expand(&raw.block)?,
        };
        self.phrases += triggers.all.iter().map(Vec::len).sum::<usize>()
            + triggers.context.len()
            + triggers.block.len();
        if self.phrases > MAX_PHRASES {
            return Err(format!("more than {MAX_PHRASES} trigger phrases in all"));
        }
        Ok(triggers)
    }

    fn slot(&mut self, raw: &RawSlot, earlier: &[Slot]) -> Result<Slot, String> {
        let name = &raw.name;
        if earlier.iter().any(|slot| slot.name == *name) || self.figures.position(name).is_some() {
            return Err(format!("`{name}` already names a slot or a figure"));
        }
        let kind = match raw.unit {
            RawUnit::Dimension(dimension) => self.quantity_slot(raw, dimension)?,
            RawUnit::Row(_) => {
                let table = raw
                    .table
                    .as_ref()
                    .ok_or_else(|| format!("slot `{name}` needs a `table`"))?;
                let table = self
                    .figures
                    .table(table)
                    .ok_or_else(|| format!("there is no table `{table}`"))?;
                SlotKind::Row {
                    table,
                    from: raw.from.clone(),
                }
            }
        };
        let instead = match &raw.r#else {
            Some(other) => {
                let index = earlier.iter().position(|slot| slot.name == *other);
                let index = index
                    .ok_or_else(|| format!("`else = \"{other}\"` is no slot before `{name}`"))?;
                Some((
                    index,
                    self.phrases_of(&raw.else_words)?,
                    raw.else_words.is_empty(),
                ))
            }
            None => None,
        };
        Ok(Slot {
            name: name.clone(),
            kind,
            default: raw.default,
            instead,
            missing: raw.missing,
        })
    }

    fn quantity_slot(&mut self, raw: &RawSlot, dimension: Dimension) -> Result<SlotKind, String> {
        let unit = match &raw.r#as {
            Some(unit) => {
                let unknown = || format!("slot `{}`: no unit `{unit}` of that dimension", raw.name);
                Some(
                    self.lexicon
                        .unit_named(dimension, unit)
                        .ok_or_else(unknown)?,
                )
            }
            None => None,
        };
        // An inexact unit ("year": 365 to 366 days) counts as its middle.
        let scale = unit.map_or(1.0, |unit| (unit.factor.low() + unit.factor.high()) / 2.0);
        let unit = unit.map(|unit| unit.base.clone());
        let nouns = if raw.nouns.is_empty() {
            None
        } else {
            Some(self.phrases_of(&raw.nouns)?)
        };
        Ok(SlotKind::Quantity {
            dimension,
            scale,
            unit,
            nouns,
            pick: raw.pick,
            rate: raw.rate,
            hedged: raw.hedged,
            min: raw.min.unwrap_or(f64::NEG_INFINITY),
            max: raw.max.unwrap_or(f64::INFINITY),
        })
    }

    fn patterns(
        &mut self,
        raw: &[Spanned<String>],
        slots: &[Slot],
        source: Source<'_>,
    ) -> Result<Vec<Pattern>, RuleError> {
        let mut patterns = Vec::new();
        for text in raw {
            let classes = &self.classes;
            let pattern = Pattern::parse(
                text.get_ref(),
                &mut self.vocabulary,
                |name| classes.get(name).cloned(),
                |name| slots.iter().position(|slot| slot.name == name),
            );
            patterns.push(pattern.map_err(|cause| source.error(&text.span(), cause))?);
        }
        Ok(patterns)
    }

    fn judgement(
        &self,
        raw: &RawRule,
        slots: &[Slot],
        source: Source<'_>,
        span: &Range<usize>,
    ) -> Result<Judgement, RuleError> {
        let fault = |cause: &str| source.error(span, format!("rule `{}`: {cause}", raw.id));
        match (&raw.left, &raw.right, &raw.test, &raw.compute, &raw.verdict) {
            (Some(left), Some(right), Some(test), None, None) => {
                let factor = raw.factor.is_finite() && raw.factor >= 1.0;
                let tolerance = (0.0..1.0).contains(&raw.tolerance);
                if !factor || !tolerance {
                    return Err(fault("`factor` is at least 1, `tolerance` between 0 and 1"));
                }
                Ok(Judgement::Compare(Comparison {
                    left: self.formula(left, slots, source)?,
                    right: self.formula(right, slots, source)?,
                    test: *test.get_ref(),
                    factor: raw.factor,
                    tolerance: raw.tolerance,
                }))
            }
            (None, None, None, Some(compute), None) => {
                let missing = compute
                    .get_ref()
                    .slots()
                    .iter()
                    .find(|name| !slots.iter().any(|slot| slot.name == **name));
                match missing {
                    Some(name) => Err(source.error(
                        &compute.span(),
                        format!("this computation needs a slot `{name}`"),
                    )),
                    None => Ok(Judgement::Compute(*compute.get_ref())),
                }
            }
            (None, None, None, None, Some(verdict)) => Ok(Judgement::Fixed(*verdict.get_ref())),
            _ => Err(fault(
                "give `left`, `right` and `test`, or `compute`, or `verdict`",
            )),
        }
    }

    fn formula(
        &self,
        text: &Spanned<String>,
        slots: &[Slot],
        source: Source<'_>,
    ) -> Result<Formula, RuleError> {
        let fault = |cause: String| source.error(&text.span(), cause);
        let formula = Formula::parse(text.get_ref()).map_err(fault)?;
        let unknown = formula.names().into_iter().find(|name| {
            !slots.iter().any(|slot| slot.name == *name) && self.figures.position(name).is_none()
        });
        match unknown {
            Some(name) => Err(fault(format!("`{name}` is neither a slot nor a figure"))),
            None => Ok(formula),
        }
    }
}

fn verdicts(
    raw: &BTreeMap<String, Spanned<String>>,
    source: Source<'_>,
) -> Result<Vec<(Verdict, Option<Verdict>)>, RuleError> {
    let named = |name: &str, span: &Range<usize>| {
        Verdict::named(name).ok_or_else(|| source.error(span, format!("`{name}` is no verdict")))
    };
    raw.iter()
        .map(|(from, to)| {
            let from = named(from, &to.span())?;
            let to = match to.get_ref().as_str() {
                "silent" => None,
                name => Some(named(name, &to.span())?),
            };
            Ok((from, to))
        })
        .collect()
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

fn examples(raw: &RawRule) -> Vec<Example> {
    let flagged = raw.flagged.iter().map(|example| {
        let example = example.get_ref().clone();
        Example {
            text: example.text,
            date: example.date,
            verdict: Some(example.verdict),
            span: example.span,
        }
    });
    let passed = raw.passed.iter().map(|example| {
        let RawPassed { text, date } = example.get_ref().clone();
        Example {
            text,
            date,
            verdict: None,
            span: None,
        }
    });
    flagged.chain(passed).collect()
}
