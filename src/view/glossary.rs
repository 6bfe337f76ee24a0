//! The glossary: words of port requirements and of this program, one plain sentence each.
//!
//! It is a file of its own and no kind of the catalog: the words mean what this version of the program does with them,
//! whatever folder is laid over the catalog, and no document has to be cited for them.

/// The file: a line for each word.
const TEXT: &str = include_str!("../../assets/glossary.txt");

/// A word of the glossary.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Word {
    /// The word.
    pub term: &'static str,
    /// Other words for it, separated by commas; may be empty.
    also: &'static str,
    /// What it is, as a sentence without a full stop.
    pub meaning: &'static str,
}

impl Word {
    /// `Endpoint: One application protocol on …`.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}: {}", super::upper_first(self.term), self.meaning)
    }

    fn is_called(&self, words: &str) -> bool {
        let others = self.also.split(',').map(str::trim).filter(|other| !other.is_empty());
        others.chain([self.term]).any(|name| name == words)
    }
}

/// Every word, in reading order.
pub fn glossary() -> impl Iterator<Item = Word> {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (term, rest) = line.split_once('|')?;
        let (also, meaning) = rest.split_once('|')?;
        Some(Word { term: term.trim(), also: also.trim(), meaning: meaning.trim() })
    })
}

/// The words of the glossary that somebody asks for: the whole text is one of them, in whatever case.
#[must_use]
pub fn explained(words: &str) -> Vec<Word> {
    let asked = words.trim().trim_end_matches('?').to_lowercase();
    let asked =
        ["what is an ", "what is a ", "what is "].iter().find_map(|start| asked.strip_prefix(start)).unwrap_or(&asked);
    glossary().filter(|word| word.is_called(asked) || word.is_called(asked.trim_end_matches('s'))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_is_a_word_and_no_word_stands_twice() {
        let num_lines = TEXT.lines().filter(|line| !line.starts_with('#')).count();
        let words: Vec<Word> = glossary().collect();
        assert_eq!(words.len(), num_lines);
        let names: Vec<&str> = words
            .iter()
            .flat_map(|word| word.also.split(',').map(str::trim).chain([word.term]))
            .filter(|name| !name.is_empty())
            .collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
        for Word { term, meaning, .. } in words {
            assert!(!meaning.is_empty() && !meaning.ends_with('.'), "{term}");
            assert!(term.chars().all(|c| !c.is_uppercase()), "{term}");
        }
    }

    #[test]
    fn a_word_is_found_in_any_case_and_number_and_as_a_question() {
        for asked in ["endpoint", " Endpoints", "ENDPOINT", "what is an endpoint?"] {
            let found = explained(asked);
            assert_eq!(found.iter().map(|word| word.term).collect::<Vec<_>>(), ["endpoint"], "{asked}");
        }
        assert!(explained("pinned port")[0].sentence().starts_with("Pin: A port that an RPC server was set to"));
        assert_eq!(explained("kerberos"), []);
    }
}
