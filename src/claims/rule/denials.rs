//! Denials: from how they are written to what finds them.

use super::build::Builder;
use super::limits::MAX_DENIALS;
use super::raw::RawDenials;
use crate::claims::denial::Denials;
use crate::claims::error::{RuleError, Source};

impl Builder<'_> {
    /// A file's own denials stand beside those that come with dixit.
    pub(super) fn add_denials(
        &mut self,
        denials: &mut Denials,
        raw: &RawDenials,
        source: Source<'_>,
    ) -> Result<(), RuleError> {
        let lists = [
            (&mut denials.verbs, &raw.verb),
            (&mut denials.frames, &raw.frame),
            (&mut denials.undone, &raw.undone),
            (&mut denials.open, &raw.open),
            (&mut denials.unsaid, &raw.unsaid),
            (&mut denials.supposed, &raw.supposed),
            (&mut denials.conditions, &raw.condition),
            (&mut denials.reckoned, &raw.reckoned),
            (&mut denials.ends, &raw.ends),
            (&mut denials.resumes, &raw.resumes),
        ];
        for (list, patterns) in lists {
            let fits = patterns.len() + list.len() <= MAX_DENIALS;
            let cause = || format!("more than {MAX_DENIALS} denials of one kind");
            fits.then_some(())
                .ok_or_else(|| source.error(&(0..0), cause()))?;
            list.extend(self.patterns(patterns, &[], source)?);
        }
        let lists = [
            (&mut denials.relatives, &raw.relatives),
            (&mut denials.definites, &raw.definites),
        ];
        for (list, phrases) in lists {
            let fault = |cause| source.error(&(0..0), cause);
            for phrase in self.expand(phrases).map_err(fault)? {
                list.insert(self.vocabulary.phrase(&phrase), ());
            }
        }
        Ok(())
    }
}
