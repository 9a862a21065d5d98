//! When a predicted source or speaker is right.

use std::collections::HashSet;

use super::article::{Text, Tokens};

const STOP: &str = "a an the of in on at to for from by with and or its his her their our my your this that these those who whom which as is was were be been has have had not no one some many other others another mr mrs ms dr";
const PRONOUNS: &str = "he she it they we i you him her them us me himself herself themselves who";
const TITLES: &str = "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov governor president vice secretary gen general col colonel capt captain lt sgt judge justice mayor rev reverend pope king queen prince princess minister ambassador the";

pub(super) fn is_pronoun(word: &str) -> bool {
    listed(PRONOUNS, word)
}

/// They share a content word, or a pronoun; any word where the gold has no content word.
pub(super) fn source_right(text: &Text, gold: &Tokens, predicted: &Tokens) -> bool {
    let words = |tokens: &[usize]| -> HashSet<String> {
        tokens
            .iter()
            .map(|token| text.word(*token).to_owned())
            .collect()
    };
    let common: Vec<usize> = gold
        .iter()
        .copied()
        .filter(|token| predicted.binary_search(token).is_ok())
        .collect();
    let common = words(&common);
    let content = |word: &String| !listed(STOP, word);
    common.iter().any(|word| content(word) || is_pronoun(word))
        || (!common.is_empty() && !words(gold).iter().any(content))
}

/// The names are equal, titles and case aside.
pub(super) fn speaker_right(gold: &str, aliases: &[String], predicted: Option<&str>) -> bool {
    let predicted = name(predicted.unwrap_or_default());
    !predicted.is_empty()
        && std::iter::once(gold)
            .chain(aliases.iter().map(String::as_str))
            .any(|right| name(right) == predicted)
}

fn name(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '’' | '-');
    text.split(|c| !part(c))
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.strip_suffix("'s")
                .or(word.strip_suffix("’s"))
                .unwrap_or(word)
        })
        .filter(|word| !listed(TITLES, word))
        .map(str::to_owned)
        .collect()
}

fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_shares_a_word_that_names() {
        let text = Text::new("The mayor of Oslo said she and the others agreed");
        let right = |gold: &[usize], predicted: &[usize]| {
            source_right(&text, &gold.to_vec(), &predicted.to_vec())
        };
        assert!(right(&[0, 1, 2, 3], &[3]));
        assert!(!right(&[0, 1, 2, 3], &[0, 2]));
        assert!(right(&[5], &[5, 6]));
        assert!(right(&[7, 8], &[7]));
        assert!(!right(&[7, 8], &[]));
    }

    #[test]
    fn names_are_equal_but_for_titles() {
        let aliases = ["Clinton".to_owned()];
        assert!(speaker_right(
            "Hillary Clinton",
            &aliases,
            Some("Mrs. Clinton’s")
        ));
        assert!(!speaker_right(
            "Hillary Clinton",
            &aliases,
            Some("Bill Clinton")
        ));
        assert!(!speaker_right("Hillary Clinton", &aliases, None));
    }
}
