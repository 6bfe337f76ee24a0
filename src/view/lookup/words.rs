//! Words as a search compares them: the normal form of a text, and how a word that is searched for stands in one.

pub(super) use crate::query::{joined, words_of};

/// Words of up to this many letters match at the start of a word only: `MP` is not in ICMP.
pub(super) const SHORT: usize = 4;

/// Words of a question that say nothing about what is searched for: “who uses 5722”.
const FILLERS: [&str; 26] = [
    "a",
    "an",
    "and",
    "by",
    "connect",
    "connects",
    "does",
    "for",
    "is",
    "listen",
    "listening",
    "listens",
    "needs",
    "of",
    "on",
    "or",
    "port",
    "ports",
    "the",
    "to",
    "use",
    "used",
    "uses",
    "what",
    "who",
    "with",
];

/// Words that say nothing beside others, and may be what is searched for alone: “open”.
const FILLERS_BESIDE_OTHERS: [&str; 41] = [
    "all",
    "allow",
    "allowed",
    "are",
    "at",
    "be",
    "between",
    "can",
    "do",
    "everything",
    "from",
    "get",
    "have",
    "how",
    "i",
    "in",
    "into",
    "it",
    "its",
    "list",
    "must",
    "my",
    "need",
    "needed",
    "open",
    "opened",
    "opens",
    "our",
    "require",
    "required",
    "requires",
    "should",
    "that",
    "there",
    "this",
    "want",
    "we",
    "when",
    "where",
    "which",
    "why",
];

/// Words that people add and that names and texts may lack: “veeam firewall rules”.
const OPTIONAL: [&str; 29] = [
    "behind",
    "communicate",
    "communication",
    "computer",
    "configure",
    "connection",
    "connections",
    "connectivity",
    "firewall",
    "firewalls",
    "machine",
    "manage",
    "microsoft",
    "ms",
    "network",
    "number",
    "numbers",
    "protocol",
    "protocols",
    "reach",
    "remotely",
    "rule",
    "rules",
    "service",
    "through",
    "traffic",
    "using",
    "via",
    "windows",
];

/// Words that many names have. Beside one that only a text has they say nothing: no “project server” is called so.
const GENERIC: [&str; 10] =
    ["agent", "client", "clients", "computer", "host", "management", "manager", "server", "servers", "service"];

/// Protocols whose last letter is no plural.
const NO_PLURALS: [&str; 5] = ["https", "imaps", "ldaps", "pop3s", "smtps"];

/// How a word of a search stands in a text, the best first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Fit {
    /// As a word of it, or as one that is only singular or plural.
    Whole,
    /// At the start of one.
    Start,
    /// Inside of one.
    Inside,
}

impl Fit {
    /// How a word that is searched for stands in a word of a text. Both are in normal form.
    pub(super) fn of(word: &str, text: &str) -> Option<Self> {
        if text == word || singular(text) == singular(word) {
            Some(Self::Whole)
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            // A port or a year is not the beginning of another one.
            None
        } else if text.starts_with(word) {
            Some(Self::Start)
        } else if word.chars().nth(SHORT).is_some() && is_inside(word, text) {
            Some(Self::Inside)
        } else {
            None
        }
    }
}

/// Whether a text has a word somewhere. Both are short, and made ready for no search.
fn is_inside(word: &str, text: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part == word.as_bytes())
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

pub(super) fn is_filler_beside_others(word: &str) -> bool {
    FILLERS_BESIDE_OTHERS.contains(&word)
}

pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
}

pub(super) fn is_optional(word: &str) -> bool {
    OPTIONAL.contains(&word)
}

/// A word without the ending of its plural, if it seems to have one.
fn singular(word: &str) -> &str {
    let is_plural = word.len() > SHORT && word.ends_with('s') && !word.ends_with("ss") && !NO_PLURALS.contains(&word);
    if is_plural { &word[..word.len() - 1] } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_match_at_the_start_of_a_word_only() {
        for (word, text, expected) in [
            ("mp", "icmp", None),
            ("ntp", "nntp", None),
            ("mp", "mp", Some(Fit::Whole)),
            ("mp", "mpls", Some(Fit::Start)),
            ("contr", "controller", Some(Fit::Start)),
            ("controllers", "controller", Some(Fit::Whole)),
            ("server", "servers", Some(Fit::Whole)),
            ("troll", "controller", Some(Fit::Inside)),
            ("ldaps", "ldap", None),
            ("200", "2003", None),
            ("access", "acces", None),
        ] {
            assert_eq!(Fit::of(word, text), expected, "{word} in {text}");
        }
    }
}
