//! What somebody searches the reference for. It knows no catalog.

use itertools::Itertools as _;

use super::words::{Fit, SHORT, is_filler, is_filler_beside_others, is_optional, joined, words_of};
use crate::net::{PortRange, Transport};
use crate::query::{FlowTerm, is_language};

/// A search: what has all that is asked for in one of its alternatives, which commas part.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::view) struct Query {
    pub(super) alternatives: Vec<Alternative>,
    /// As it was typed.
    pub(super) typed: String,
}

/// What one thing must have: every word, one of the ports, the transport. Words that stand together speak of one flow.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Alternative {
    /// It is the name of something, or it finds nothing.
    pub is_name: bool,
    /// All of it as one word, to be held against names: with and without what a question is made of.
    pub names: Vec<String>,
    /// Its words in normal form.
    pub words: Vec<Word>,
    /// Ports and ranges of ports. Each list must be met, by one of its ranges.
    pub ports: Vec<PortList>,
    /// The transport. Several ask for either.
    pub transports: Vec<Transport>,
    /// Words that must not occur, in normal form.
    pub without: Vec<String>,
    /// Transports that are not asked for.
    pub without_transports: Vec<Transport>,
    /// Ports that are not asked for.
    pub without_ports: Vec<PortRange>,
}

/// A word that is searched for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Word {
    /// In normal form.
    pub text: String,
    /// Texts may lack it.
    pub is_optional: bool,
    /// It is no beginning of another word: a single letter, or an abbreviation in capitals.
    pub is_whole: bool,
    /// It is short, and begins words of a thing's own name alone: “ups” is no beginning of “upstream server”, which
    /// WSUS is called, too.
    pub is_short: bool,
}

/// Words of up to this many letters are beginnings of a thing's own name alone.
const FEW_LETTERS: usize = 3;

impl Word {
    fn new(text: String) -> Self {
        Self { text, is_optional: false, is_whole: false, is_short: false }
    }
}

/// Ports, one of which is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct PortList {
    /// `445`, or `80,443`.
    pub ranges: Vec<PortRange>,
    /// As it was typed: beside words it may be part of a name, as in “server 2003”.
    pub text: String,
}

impl Query {
    /// Splits what was typed: `445`, `tcp 135`, `135/tcp`, `80,443`, `dhcp, dns`, `ldap -udp`, `who uses 5722?`.
    pub(in crate::view) fn new(typed: &str) -> Self {
        let mut res = Self { typed: typed.to_owned(), ..Self::default() };
        let mut parts: Vec<String> = Vec::new();
        for word in typed.split_whitespace() {
            let word = bare(word);
            let ends = word.ends_with(',');
            let word = word.trim_matches(',');
            if !word.is_empty() {
                if word.contains(',') && FlowTerm::of(word).is_none() {
                    for part in word.split(',') {
                        parts.push(part.to_owned());
                        res.end_alternative(&mut parts);
                    }
                    continue;
                }
                parts.push(word.to_owned());
            }
            if ends {
                res.end_alternative(&mut parts);
            }
        }
        res.end_alternative(&mut parts);
        // Names have commas in them, too.
        if res.alternatives.len() > 1 {
            let whole = Self::of_words(typed).alternatives.into_iter();
            res.alternatives.splice(0..0, whole.map(|of| Alternative { is_name: true, ..of }));
        }
        res
    }

    /// The same while it is being typed: every word may be the beginning of another one.
    pub(in crate::view) fn while_typing(typed: &str) -> Self {
        let mut res = Self::new(typed);
        let words = res.alternatives.iter_mut().flat_map(|of| &mut of.words);
        words.for_each(|word| (word.is_whole, word.is_short) = (false, false));
        res
    }

    /// Takes every word for what it is: nothing is a question, a port or a transport.
    pub(in crate::view) fn of_words(typed: &str) -> Self {
        let words: Vec<Word> = words_of(typed).map(Word::new).collect();
        let name = words.iter().map(|word| word.text.as_str()).collect();
        let alternative = Alternative { names: vec![name], words, ..Alternative::default() };
        let alternatives = Some(alternative).into_iter().filter(|of| !of.is_empty()).collect();
        Self { alternatives, typed: typed.to_owned() }
    }

    fn end_alternative(&mut self, parts: &mut Vec<String>) {
        self.alternatives.extend(Some(Alternative::new(&std::mem::take(parts))).filter(|it| !it.is_empty()));
    }

    /// Whether nothing is searched for.
    pub(in crate::view) fn is_empty(&self) -> bool {
        self.alternatives.is_empty()
    }

    /// Whether ports or transports are asked for, and no texts alone.
    pub(super) fn asks_for_flows(&self) -> bool {
        self.alternatives.iter().any(|of| !of.is_text())
    }

    /// The required words that are searched for.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.alternatives.iter().flat_map(|of| &of.words);
        words.filter(|word| !word.is_optional).map(|word| word.text.as_str())
    }

    /// Whether it is the number of a knowledge-base article and nothing else.
    pub(super) fn is_number(&self, number: u32) -> bool {
        let number = number.to_string();
        self.alternatives.iter().any(|of| of.names.contains(&number))
    }
}

/// A word without the marks of a sentence around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '?' | '!' | ';' | '.' | '"' | '“' | '”' | '(' | ')'))
}

/// What was typed without the words that only make a question of it: “who uses port 636?” asks for `636`. Words in
/// quotes stay.
pub(in crate::view) fn without_question(typed: &str) -> String {
    if typed.contains(['"', '“', '„']) {
        return typed.to_owned();
    }
    let says_something = |word: &&str| {
        let plain = word.to_lowercase();
        is_language(word) || !is_filler(&plain) && !is_filler_beside_others(&plain)
    };
    typed.split_whitespace().map(bare).filter(says_something).join(" ")
}

impl Alternative {
    fn new(parts: &[String]) -> Self {
        let mut res = Self { names: names(parts), ..Self::default() };
        let mut fillers = Vec::new();
        for part in parts {
            if let Some(rest) = part.strip_prefix('-').filter(|rest| !rest.is_empty()) {
                res.exclude(rest);
            } else {
                res.require(part, &mut fillers);
            }
        }
        if res.is_empty() {
            res.words = fillers;
        }
        if res.words.iter().all(|word| word.is_optional) && res.ports.is_empty() {
            res.words.iter_mut().for_each(|word| word.is_optional = false);
        }
        res
    }

    fn require(&mut self, part: &str, fillers: &mut Vec<Word>) {
        if let Some(FlowTerm { transport, ports, ports_text }) = FlowTerm::of(part) {
            self.transports.extend(transport);
            self.ports
                .extend(Some(PortList { ranges: ports, text: ports_text }).filter(|list| !list.ranges.is_empty()));
        } else {
            // Of “App-V” neither part is the beginning of another word.
            let is_in_one = is_abbreviation(part) || words_of(part).any(|text| text.chars().count() == 1);
            for text in words_of(part) {
                if is_filler_beside_others(&text) {
                    fillers.push(Word::new(text));
                } else if !is_filler(&text) {
                    let is_optional = is_optional(&text);
                    let (is_whole, is_short) = (is_in_one, text.chars().count() <= FEW_LETTERS);
                    self.words.push(Word { text, is_optional, is_whole, is_short });
                }
            }
        }
    }

    fn exclude(&mut self, part: &str) {
        match FlowTerm::of(part) {
            Some(FlowTerm { transport: Some(transport), ports, .. }) if ports.is_empty() => {
                self.without_transports.push(transport);
            }
            Some(FlowTerm { ports, .. }) => self.without_ports.extend(ports),
            None => self.without.extend(words_of(part)),
        }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.ports.is_empty() && self.transports.is_empty()
    }

    /// Whether it asks for nothing but words.
    pub(super) fn is_text(&self) -> bool {
        self.ports.is_empty() && self.transports.is_empty()
    }

    /// Whether it asks for a flow and has no words beside.
    pub(super) fn is_flow(&self) -> bool {
        self.words.is_empty()
    }

    /// Its words where nothing but names and texts is known: ports and transports are words then.
    pub(super) fn all_words(&self) -> Vec<Word> {
        let ports = self.ports.iter().flat_map(|list| words_of(&list.text));
        let transports = self.transports.iter().map(|transport| transport.label().to_lowercase());
        let others = ports.chain(transports).map(Word::new);
        self.words.iter().cloned().chain(others).collect()
    }

    /// All of its ports that it asks for.
    pub(super) fn all_ports(&self) -> impl Iterator<Item = PortRange> {
        self.ports.iter().flat_map(|list| list.ranges.iter().copied())
    }

    /// The same without ports, if each is a number by itself that `is_version` knows.
    pub(super) fn with_versions(&self, is_version: impl Fn(&str) -> bool) -> Option<Self> {
        let is_known =
            !self.is_flow() && !self.ports.is_empty() && self.ports.iter().all(|list| is_version(&list.text));
        let name: String = self.words.iter().map(|word| word.text.as_str()).collect();
        is_known.then(|| Self { ports: Vec::new(), names: vec![name], ..self.clone() })
    }

    /// Whether it is one word, and a short one.
    pub(super) fn is_short_word(&self) -> bool {
        matches!(&self.words[..], [word] if word.is_short)
    }

    /// Whether it is one word, and no beginning of another one.
    pub(super) fn is_whole_word(&self) -> bool {
        matches!(&self.words[..], [word] if word.is_whole)
    }

    /// Whether a transport is one that is asked for.
    pub(super) fn has_transport(&self, transport: Transport) -> bool {
        (self.transports.is_empty() || self.transports.contains(&transport))
            && !self.without_transports.contains(&transport)
    }

    /// Whether none of these texts, in normal form, has a word that must not occur.
    pub(super) fn lets_through<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> bool {
        self.without.is_empty()
            || !words
                .into_iter()
                .any(|text| self.without.iter().any(|word| Fit::of(word, text).is_some_and(|fit| fit < Fit::Inside)))
    }
}

/// What is typed as one word, with less and less of what a question is made of.
fn names(parts: &[String]) -> Vec<String> {
    let typed = parts.iter().filter(|part| !part.starts_with('-')).join(" ");
    let words: Vec<String> = words_of(&typed).filter(|word| !is_filler(word)).collect();
    let fewer: Vec<&String> = words.iter().filter(|word| !is_filler_beside_others(word)).collect();
    let fewest: String = fewer.iter().filter(|word| !is_optional(word)).map(|word| word.as_str()).collect();
    [joined(&typed), words.concat(), fewer.into_iter().map(String::as_str).collect(), fewest]
        .into_iter()
        .filter(|name| !name.is_empty())
        .unique()
        .collect()
}

/// Whether it is written as abbreviations are: PRT is not the beginning of PRTG.
fn is_abbreviation(word: &str) -> bool {
    word.len() <= SHORT && word.chars().all(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query as text: words, ports and transports of each alternative, what must not be behind a minus.
    fn text(typed: &str) -> String {
        let of = |of: &Alternative| {
            let words = of.words.iter().map(|word| {
                let text = &word.text;
                if word.is_optional { format!("({text})") } else { text.clone() }
            });
            let ports = of.ports.iter().map(|list| format!("{:?}", list.text));
            let transports = of.transports.iter().map(|transport| transport.label().to_owned());
            let without = of.without.iter().map(|word| format!("-{word}"));
            let without_transports = of.without_transports.iter().map(|transport| format!("-{transport}"));
            let without_ports = of.without_ports.iter().map(|range| format!("-{range}"));
            let without = without.chain(without_transports).chain(without_ports);
            words.chain(ports).chain(transports).chain(without).collect::<Vec<_>>().join(" ")
        };
        Query::new(typed).alternatives.iter().map(of).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn words_are_told_apart() {
        for (typed, expected) in [
            ("445", "\"445\""),
            ("TCP 135", "\"135\" TCP"),
            ("135/tcp", "\"135\" TCP"),
            ("udp:53", "\"53\" UDP"),
            (":443", "\"443\""),
            ("443/", "\"443\""),
            ("tcp445", "\"445\" TCP"),
            ("445 udp", "\"445\" UDP"),
            ("49152-65535", "\"49152-65535\""),
            ("49152–65535", "\"49152–65535\""),
            ("tcp 80,443", "\"80,443\" TCP"),
            ("80, 443", "80 443, \"80\", \"443\""),
            ("dhcp,dns", "dhcp dns, dhcp, dns"),
            ("TCP/IP", "tcp ip"),
            ("832017", "832017"),
            ("Server 2003", "server \"2003\""),
            ("  ", ""),
            ("who uses 445?", "\"445\""),
            ("Who listens on port", ""),
            ("what ports does a domain controller need", "domain controller"),
            ("which ports do I have to open for Exchange", "exchange"),
            ("open", "open"),
            ("veeam firewall rules", "veeam (firewall) (rules)"),
            ("firewall rules", "firewall rules"),
            ("802.1X", "802 1x"),
            ("services.msc", "services msc"),
            ("ldap -udp -636 -legacy", "ldap -legacy -UDP -636"),
            ("user", "user"),
        ] {
            assert_eq!(text(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_command_may_be_called_as_a_question_is() {
        let words = |typed: &str| Query::of_words(typed).alternatives.into_iter().flat_map(|of| of.words).count();
        assert_eq!((words("open"), words("use catalog folder"), words(" ")), (1, 3, 0));
    }
}
