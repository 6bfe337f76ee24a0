//! What somebody types into a search field, and whether a row has it. Plain words, no patterns.

/// The words of a search. Every one must occur, in any order and whatever its case.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Words {
    words: Vec<String>,
}

impl Words {
    /// Splits what was typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { words: text.split_whitespace().map(str::to_lowercase).collect() }
    }

    /// Whether nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether `text`, which is in lower case, has every word.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_occur() {
        for (search, is_found) in
            [("", true), ("DOMAIN", true), ("member domain", true), ("domain controller", false), ("mem", true)]
        {
            assert_eq!(Words::new(search).are_in("domain member"), is_found, "{search}");
        }
    }
}
