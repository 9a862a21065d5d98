//! Cores: what of a run of capitals is a name, without what stands before it with a capital and what ends it besides.
//!
//! "Foreign Minister [Ann Lee]", "Ashby-based [Lund Bank]", "CNN [Anna Miller]", "[Ann Lund] KC". Refused is a run that is no
//! more than an office.

use std::ops::Range;

use super::charges::portfolio_end;
use super::epithets::{is_aged, is_epithet, is_origin};
use super::names::body;
use super::parts::commands;
use super::titles::{cut, held, office, pass_honours, positioned};
use super::view::{Said, View};
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// What is left of a run.
#[derive(Clone, Debug)]
pub(super) struct Core {
    pub(super) run: Range<usize>,
    /// Where that begins which may be its title.
    pub(super) from: usize,
    /// A title stood before it.
    pub(super) titled: bool,
    /// So many tokens behind it are honours.
    pub(super) honours: usize,
}

impl Core {
    /// `said`: what any word of the run is. What none of them is need not be asked of each.
    pub(super) fn of(view: &View, mut run: Range<usize>, said: Said) -> Option<Self> {
        let whole = run.clone();
        if said.own.intersects(Class::HONOUR) && !pass_honours(view, &mut run) {
            return None;
        }
        let honours = whole.end - run.end;
        let marked = run.start > 0 && view.kind(run.start - 1) == Some(TokenKind::Mark);
        if marked && run.len() > 1 && commands(view, run.start) {
            run.start += 1;
        }
        // "House Democrats"
        if run.len() > 1 && view.entry(run.end - 1).member {
            return None;
        }
        let mut core = Self {
            run,
            from: whole.start,
            titled: false,
            honours,
        };
        core.pass_titles(view, said);
        if core.is_office(view, said) {
            return None;
        }
        if !core.titled && said.own.intersects(Class::FIRST_NAME) {
            core.pass_outlet(view);
        }
        core.cut_end(view, said);
        let Self { run, titled, .. } = &core;
        let adjective = run.len() == 1 && !titled && view.own(run.start, Class::PLAIN);
        (!run.is_empty() && !adjective).then_some(core)
    }

    /// "Kenyan", "Drugmaker", "Minister for Youth", "Fly-half": what qualifies the name, from without to within.
    fn pass_titles(&mut self, view: &View, said: Said) {
        self.pass_origins(view);
        if is_epithet(view, &self.run) {
            self.run.start += 1;
            self.titled = true;
        }
        if let Some(person) = portfolio_end(view, &self.run) {
            self.run.start = person;
            self.titled = true;
        }
        if said.any.intersects(Class::TITLE | Class::ROLE)
            && let Some(cut) = cut(view, &self.run)
        {
            self.pass_office(view, cut);
        }
        let ranked = said.own.intersects(Class::POSITION | Class::RANK);
        if !self.titled && ranked && positioned(view, &self.run) {
            self.run.start += 1;
            self.titled = true;
        }
    }

    /// Says whether there was any.
    fn pass_origins(&mut self, view: &View) -> bool {
        let start = self.run.start;
        while self.run.len() > 1 && is_origin(view, self.run.start) {
            self.run.start += 1;
        }
        self.run.start > start
    }

    /// Passes an office whose last word is `last`.
    fn pass_office(&mut self, view: &View, last: usize) {
        let run = &mut self.run;
        // "Peter King Jr": a title after a first name is a surname.
        let surname =
            last == run.start + 1 && view.own(run.start, Class::FIRST_NAME) && last + 2 == run.end;
        if surname {
            return;
        }
        run.start = last + 1;
        if view.byte(run.start) == b'.' {
            run.start += 1;
        }
        self.titled = true;
        // "Rival Lund-owned Corvane": what is of somebody is no rival who speaks.
        if self.pass_origins(view) {
            (self.from, self.titled) = (self.run.start, false);
        }
    }

    /// Nothing but an office: "Foreign Minister", "Permanent Representative", "Its National Publicity Secretary".
    fn is_office(&self, view: &View, said: Said) -> bool {
        let run = &self.run;
        let human = said.any.intersects(Class::HUMAN);
        let courtesy = |at: usize| {
            view.byte(at) == b'.'
                || view.word(at).ends_with('.')
                || view.is(at, Class::FEMALE | Class::MALE)
        };
        let surname = || {
            // "Partner Dean, 36,"
            let named = || !view.is(run.start, Class::ROLE) || is_aged(view, run.end);
            self.titled && run.len() == 1 && (courtesy(run.start - 1) || named())
        };
        let mut words = run.clone();
        let nothing_else = (human || run.is_empty())
            && words.all(|at| office(view, at) || view.own(at, Class::GROUP))
            && !surname();
        nothing_else || !self.titled && self.honours == 0 && human && held(view, run)
    }

    /// "CNN Anna Miller": an outlet or a place may stand before a person, "CNN’s" aside.
    fn pass_outlet(&mut self, view: &View) {
        let run = &mut self.run;
        if run.len() < 3 {
            return;
        }
        let given = (run.start + 1..run.end - 1).find(|at| view.own(*at, Class::FIRST_NAME));
        let qualifies = |at: usize| {
            let before = Class::ORGANISATION | Class::PLACE | Class::CAPITAL | Class::HUMAN;
            view.is(at, before) || view.small(at)
        };
        if let Some(given) = given
            && !body(view, run.end - 1)
            && (run.start..given).all(qualifies)
        {
            run.start = given;
        }
    }

    /// "Anna Brandt Show": the show is named after the person, and she is who can speak.
    fn cut_end(&mut self, view: &View, said: Said) {
        let run = &mut self.run;
        while run.len() > 1 && view.byte(run.end - 1) == b'.' {
            run.end -= 1;
        }
        if said.own.intersects(Class::THING)
            && view.own(run.start, Class::FIRST_NAME)
            && let Some(thing) = (run.start + 2..run.end).find(|at| view.own(*at, Class::THING))
        {
            run.end = thing;
        }
    }
}
