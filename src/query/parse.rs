//! From words to terms.

use super::error::QueryError;
use super::flow_term::FlowTerm;
use super::named::{Kind, Names};
use super::term::{Atom, Query, Side, Term};
use super::token::{Token, tokens};
use crate::catalog::{Catalog, Need};
use crate::plan::Plan;

/// The most words of a name that stands in no quotes.
const MAX_WORDS: usize = 6;

/// What was typed where texts are searched, too: what the language understands of it, and the rest.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct BesideText {
    /// What is asked for in the language.
    pub query: Query,
    /// The words that are none of the language, in lower case.
    pub texts: Vec<String>,
}

impl Query {
    /// Reads what was typed, with the names of a catalog and a plan.
    ///
    /// # Errors
    /// When a word says nothing.
    pub fn read(typed: &str, catalog: &Catalog, plan: &Plan) -> Result<Self, QueryError> {
        let tokens = tokens(typed);
        let terms = read_terms(&tokens, catalog, plan).into_iter().map(|(term, _)| term);
        Ok(Self { text: typed.trim().to_owned(), terms: terms.collect::<Result<_, _>>()? })
    }
}

impl BesideText {
    /// Reads what was typed, with the names of a catalog and a plan. A word that says nothing is text.
    #[must_use]
    pub fn read(typed: &str, catalog: &Catalog, plan: &Plan) -> Self {
        let mut query = Query { text: typed.trim().to_owned(), terms: Vec::new() };
        let mut texts = Vec::new();
        for (term, tokens) in read_terms(&tokens(typed), catalog, plan) {
            match term {
                Ok(term) => query.terms.push(term),
                Err(QueryError { .. }) => texts.extend(tokens.iter().map(|token| token.text.to_lowercase())),
            }
        }
        Self { query, texts }
    }
}

/// Reads term after term, each with the words that it was read from.
fn read_terms<'t>(tokens: &'t [Token], catalog: &Catalog, plan: &Plan) -> Vec<(Result<Term, QueryError>, &'t [Token])> {
    if tokens.is_empty() {
        return Vec::new();
    }
    let names = Names::new(catalog, plan);
    let mut res = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let num_alternatives = rest.iter().skip(1).take_while(|token| token.is_alternative).count();
        let (term, num_read) = if num_alternatives > 0 {
            (read_alternatives(&names, &rest[..=num_alternatives]), 1 + num_alternatives)
        } else {
            read_one(&names, rest)
        };
        let (read, others) = rest.split_at(num_read);
        res.push((term, read));
        rest = others;
    }
    res
}

/// Whether a word has a key before its colon: `from:dmz`, `-role:dc`.
pub(crate) fn has_key(typed: &str) -> bool {
    tokens(typed).iter().any(|token| Word::new(token).key.is_some())
}

/// A word, without the minus before it and the key before its colon.
struct Word<'a> {
    is_excluded: bool,
    key: Option<(Side, Kind)>,
    text: &'a str,
}

impl<'a> Word<'a> {
    fn new(token: &'a Token) -> Self {
        let without = token.text.strip_prefix(['-', '−']).filter(|rest| !rest.is_empty());
        let text = without.unwrap_or(&token.text);
        let keyed = text.split_once(':').and_then(|(key, value)| {
            let key = key.to_lowercase();
            let side = match key.as_str() {
                "from" => Side::Source,
                "to" => Side::Destination,
                _ => Side::Either,
            };
            Some(((side, Kind::of_key(&key)?), value))
        });
        let (key, text) = keyed.map_or((None, text), |(key, value)| (Some(key), value));
        Self { is_excluded: without.is_some(), key, text }
    }
}

/// Reads `135,udp/53` or `from:DMZ,LAN`: a key holds for what follows it.
fn read_alternatives(names: &Names<'_>, tokens: &[Token]) -> Result<Term, QueryError> {
    let mut res = Term { is_excluded: false, any_of: Vec::new() };
    let mut key = None;
    for (idx, token) in tokens.iter().enumerate() {
        let word = Word::new(token);
        if idx == 0 {
            res.is_excluded = word.is_excluded;
        }
        key = word.key.or(key);
        let text = if idx == 0 || word.key.is_some() { word.text } else { &token.text };
        res.any_of.extend(read_atom(names, (key, text), token.is_quoted)?);
    }
    Ok(res)
}

/// Reads a term of one word, or a name of several. Says how many words that took.
fn read_one(names: &Names<'_>, tokens: &[Token]) -> (Result<Term, QueryError>, usize) {
    let (token, word) = (&tokens[0], Word::new(&tokens[0]));
    let is_name = !token.is_quoted && (word.key.is_some() || !is_language(word.text));
    let (side, kind) = word.key.unwrap_or((Side::Either, Kind::Any));
    // Names have blanks in them: the longest one that is somebody's counts.
    let num_plain = tokens.windows(2).take_while(|pair| is_plain(&pair[1])).count();
    for num_more in (1..=num_plain.min(MAX_WORDS - 1)).rev().filter(|_| is_name) {
        let others = tokens[1..=num_more].iter().map(|token| token.text.as_str());
        let name = std::iter::once(word.text).chain(others).collect::<Vec<_>>().join(" ");
        if let Some(named) = names.called(&name, kind) {
            let any_of = vec![Atom::Named(side, named)];
            return (Ok(Term { is_excluded: word.is_excluded, any_of }), 1 + num_more);
        }
    }
    let any_of = read_atom(names, (word.key, word.text), token.is_quoted);
    (any_of.map(|any_of| Term { is_excluded: word.is_excluded, any_of }), 1)
}

/// Whether a word can go on with a name.
fn is_plain(token: &Token) -> bool {
    let word = Word::new(token);
    !token.is_quoted && !token.is_alternative && !word.is_excluded && word.key.is_none()
}

/// Whether a word means something that is no name: ports, a transport, a need.
pub(crate) fn is_language(word: &str) -> bool {
    FlowTerm::of(word).is_some() || keyword(word).is_some()
}

fn keyword(word: &str) -> Option<Atom> {
    match word.to_lowercase().as_str() {
        "required" => Some(Atom::Need(Need::Required)),
        "optional" => Some(Atom::Need(Need::Optional(()))),
        "legacy" => Some(Atom::Legacy),
        "suppressed" => Some(Atom::Suppressed),
        _ => None,
    }
}

/// Reads one possibility: a range of ports for each that the word has, or something else.
fn read_atom(
    names: &Names<'_>,
    (key, text): (Option<(Side, Kind)>, &str),
    is_quoted: bool,
) -> Result<Vec<Atom>, QueryError> {
    if key.is_none() && !is_quoted {
        if let Some(flow) = FlowTerm::of(text) {
            let transport = flow.transport;
            let ports: Vec<Atom> = flow.ports.into_iter().map(|ports| Atom::Ports { transport, ports }).collect();
            let alone = transport.filter(|_| ports.is_empty()).map(Atom::Transport);
            return Ok(alone.into_iter().chain(ports).collect());
        }
        if let Some(atom) = keyword(text) {
            return Ok(vec![atom]);
        }
    }
    let (side, kind) = key.unwrap_or((Side::Either, Kind::Any));
    let named = names.find(text, kind).ok_or_else(|| QueryError {
        word: text.to_owned(),
        wanted: kind.wanted(),
        nearest: names.nearest(text, kind),
    })?;
    Ok(vec![Atom::Named(side, named)])
}
