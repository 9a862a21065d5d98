//! [`folded`]: a name as it is compared: its ids and the people file must not depend on how a
//! letter or an apostrophe was typed.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// By letter and mark, the letter with the mark.
static COMPOSED: LazyLock<FxHashMap<(char, char), char>> = LazyLock::new(|| {
    let lines = include_str!("data/composed.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.flat_map(pairs).collect()
});

fn pairs(line: &'static str) -> impl Iterator<Item = ((char, char), char)> {
    let (mark, pairs) = line.split_once(' ').unwrap_or_default();
    let mark = u32::from_str_radix(mark, 16).ok().and_then(char::from_u32);
    pairs.split(' ').filter_map(move |pair| {
        let mut letters = pair.chars();
        let (without, with) = (letters.next()?, letters.next()?);
        Some(((without, mark?), with))
    })
}

/// A name without case, stops and the shapes of apostrophes, hyphens and white space; "J. K." as "J.K.".
pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            // Most are these.
            c if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
            '.' => {}
            '’' => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            '\u{300}'..='\u{36F}' => mark(&mut folded, c),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    match has_initials(&folded) {
        true => joined(&folded),
        false => folded,
    }
}

/// Puts a mark on the last letter.
fn mark(folded: &mut String, mark: char) {
    let last = folded.pop();
    match last.and_then(|last| COMPOSED.get(&(last, mark))) {
        Some(both) => folded.push(*both),
        None => folded.extend(last.into_iter().chain([mark])),
    }
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some() && letters.next().is_none()
}

/// Two initials on end.
fn has_initials(name: &str) -> bool {
    let mut words = name.split(' ').map(is_initial);
    let mut before = words.next().unwrap_or(false);
    words.any(|initial| std::mem::replace(&mut before, initial) && initial)
}

/// With initials on end as one word.
fn joined(name: &str) -> String {
    let mut joined = String::with_capacity(name.len());
    let mut before = false;
    for word in name.split(' ') {
        let initial = is_initial(word);
        if !joined.is_empty() && !(before && initial) {
            joined.push(' ');
        }
        joined.push_str(word);
        before = initial;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_was_typed() {
        for (one, other) in [
            ("Inés Muñoz", "Ine\u{301}s Mun\u{303}oz"),
            ("Thị Lê", "Thi\u{323} Le\u{302}"),
            ("Anne-Laure Petit", "Anne\u{2011}Laure\u{a0}Petit"),
            ("Sean O'Dowd", "SEAN O’DOWD"),
            ("P. D. Harrow", "P.D. Harrow"),
            ("Ann B. Lee", "Ann B Lee"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("Ines Munoz"), folded("Inés Muñoz"));
        assert_eq!(folded("q\u{301}"), "q\u{301}");
        assert_eq!(folded("\u{301}"), "\u{301}");
        assert_eq!(folded(" "), "");
    }
}
