//! What a rule file may ask for: no file, however odd, makes the run slow or its tables large.

use super::raw::RawRule;

/// The version of the rule format.
pub(super) const FORMAT: u32 = 1;
/// Trigger sets of a rule: one bit each.
pub(super) const MAX_SETS: usize = 8;
pub(super) const MAX_SLOTS: usize = 12;
pub(super) const MAX_RULES: usize = 2000;
/// Patterns of each kind of denial, of all files.
pub(super) const MAX_DENIALS: usize = 100;
const MAX_PATTERNS: usize = 40;
const MAX_EXAMPLES: usize = 100;
const MAX_CAVEATS: usize = 10;
/// Bytes of what is written into every row, and of everything else.
const MAX_WORDS: usize = 500;
const MAX_EXAMPLE: usize = 5000;
/// Phrases of all triggers, slots and patterns of all files, classes spelt out.
const MAX_PHRASES: usize = 200_000;

/// Phrases that may still be asked for.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(MAX_PHRASES)
    }

    pub(super) fn spend(&mut self, phrases: usize) -> Result<(), String> {
        let left = self.0.checked_sub(phrases);
        self.0 =
            left.ok_or_else(|| format!("more than {MAX_PHRASES} phrases, classes spelt out"))?;
        Ok(())
    }
}

/// The sizes of one rule, before anything is made of it.
pub(super) fn check(raw: &RawRule) -> Result<(), String> {
    let counted = [
        ("trigger sets", raw.all.len(), MAX_SETS),
        ("slots", raw.slot.len(), MAX_SLOTS),
        ("patterns", raw.patterns.len(), MAX_PATTERNS),
        ("patterns of `unless`", raw.unless.len(), MAX_PATTERNS),
        (
            "examples",
            raw.flagged.len() + raw.passed.len(),
            MAX_EXAMPLES,
        ),
        ("caveats", raw.caveats.len(), MAX_CAVEATS),
    ];
    for (what, count, most) in counted {
        if count > most {
            return Err(format!("{count} {what}, where {most} are allowed"));
        }
    }
    let worded = [
        ("id", &raw.id),
        ("title", &raw.title),
        ("why", &raw.why),
        ("domain", &raw.domain),
        ("message", &raw.message),
    ];
    let caveats = raw.caveats.iter().map(|caveat| ("caveat", caveat));
    for (what, text) in worded.into_iter().chain(caveats) {
        if text.len() > MAX_WORDS {
            return Err(format!("`{what}` is longer than {MAX_WORDS} bytes"));
        }
    }
    let flagged = raw.flagged.iter().map(|example| &example.get_ref().text);
    let passed = raw.passed.iter().map(|example| &example.get_ref().text);
    match flagged.chain(passed).any(|text| text.len() > MAX_EXAMPLE) {
        true => Err(format!("an example is longer than {MAX_EXAMPLE} bytes")),
        false => Ok(()),
    }
}
