//! What somebody searches the reference for. It knows no catalog.

use crate::net::{PortRange, Transport};

/// Words of a question that say nothing about what is searched for: “who uses 5722”.
const FILLERS: [&str; 24] = [
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
    "port",
    "ports",
    "the",
    "to",
    "use",
    "used",
    "uses",
    "what",
    "who",
];

/// One word of a search.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Term {
    /// A port or a range of ports, with the word itself.
    Ports(PortRange, String),
    /// A transport.
    Transport(Transport),
    /// Anything else, in lower case.
    Text(String),
}

/// A search. Every word of it must hold.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::view) struct Query {
    terms: Vec<Term>,
}

impl Query {
    /// Splits what was typed: `445`, `tcp 135`, `135/tcp`, `49152-65535`, `kerberos`, `who uses 5722?`.
    pub(in crate::view) fn new(words: &str) -> Self {
        let mut terms = Vec::new();
        let words = words.split_whitespace().map(|word| word.trim_end_matches('?'));
        for word in words.filter(|word| !word.is_empty() && !FILLERS.contains(&word.to_lowercase().as_str())) {
            let parts: Vec<Term> = word.split(['/', ':']).map(term).collect();
            match parts[..] {
                [Term::Ports(..), Term::Transport(_)] | [Term::Transport(_), Term::Ports(..)] => terms.extend(parts),
                _ => terms.push(term(word)),
            }
        }
        Self { terms }
    }

    pub(in crate::view) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it has a word that is neither a port nor a transport.
    pub(super) fn has_text(&self) -> bool {
        self.terms.iter().any(|term| matches!(term, Term::Text(_)))
    }

    /// The ports searched for.
    pub(super) fn ports(&self) -> impl Iterator<Item = PortRange> {
        self.terms.iter().filter_map(|term| if let Term::Ports(range, _) = term { Some(*range) } else { None })
    }

    /// Whether something of which nothing but a text is known has every word. `text` is in lower case.
    pub(super) fn holds_in(&self, text: &str) -> bool {
        self.has_text()
            && self.terms.iter().all(|term| match term {
                Term::Ports(_, word) => has_word(text, word),
                Term::Transport(transport) => has_word(text, &transport.label().to_lowercase()),
                Term::Text(word) => text.contains(word.as_str()),
            })
    }

    /// Whether an endpoint has every word: its transport, its texts, and its ports as `listens_on` says.
    pub(super) fn holds_for(&self, transport: Transport, text: &str, listens_on: impl Fn(PortRange) -> bool) -> bool {
        self.terms.iter().all(|term| match term {
            // Beside other words a number may be part of a name: “server 2003”.
            Term::Ports(range, word) => listens_on(*range) || (self.has_text() && has_word(text, word)),
            Term::Transport(wanted) => *wanted == transport,
            Term::Text(word) => text.contains(word.as_str()),
        })
    }

    /// Whether it is the number of a knowledge-base article and nothing else.
    pub(super) fn is_number(&self, number: u32) -> bool {
        let number = number.to_string();
        matches!(&self.terms[..], [Term::Text(word) | Term::Ports(_, word)] if *word == number)
    }
}

fn term(word: &str) -> Term {
    if let Some(transport) = Transport::from_label(word) {
        return Term::Transport(transport);
    }
    match word.parse() {
        Ok(range) => Term::Ports(range, word.to_owned()),
        Err(_) => Term::Text(word.to_lowercase()),
    }
}

/// Whether `word` stands in `text` with no letter or digit beside it.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let ports = |text: &str| text.parse().map(|range| Term::Ports(range, text.to_owned())).expect("a port");
        for (words, expected) in [
            ("445", vec![ports("445")]),
            ("TCP 135", vec![Term::Transport(Transport::Tcp), ports("135")]),
            ("135/tcp", vec![ports("135"), Term::Transport(Transport::Tcp)]),
            ("udp:53", vec![Term::Transport(Transport::Udp), ports("53")]),
            ("49152-65535", vec![ports("49152-65535")]),
            ("TCP/IP", vec![Term::Text("tcp/ip".to_owned())]),
            ("832017", vec![Term::Text("832017".to_owned())]),
            ("Server 2003", vec![Term::Text("server".to_owned()), ports("2003")]),
            ("  ", vec![]),
            ("who uses 445?", vec![ports("445")]),
            ("Who listens on port", vec![]),
            ("user", vec![Term::Text("user".to_owned())]),
        ] {
            assert_eq!(Query::new(words).terms, expected, "{words}");
        }
    }

    #[test]
    fn a_number_beside_words_may_be_part_of_a_name() {
        let query = Query::new("server 2003");
        assert!(query.holds_in("exchange server 2003"));
        assert!(!query.holds_in("exchange server 20031"));
        assert!(!Query::new("2003").holds_in("exchange server 2003"));
    }
}
