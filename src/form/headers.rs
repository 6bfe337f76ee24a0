//! What headers of forms ask for, by their words in several languages. The words are data (`assets/form-headers.ron`).
//!
//! They are a file of the program and no kind of the catalog: they say what fields of this program are called elsewhere,
//! and cite nothing. Nothing here knows a form.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use itertools::Itertools as _;
use serde::Deserialize;

use super::spelling::{key, spellings, words_in};
use crate::profile::Field;
use crate::ron_text;

static EMBEDDED: LazyLock<HeaderWords> = LazyLock::new(|| embedded(include_str!("../../assets/form-headers.ron")));

/// What headers ask for.
#[derive(Clone, Debug, Default)]
pub struct HeaderWords {
    names: BTreeMap<String, Field>,
    ambiguous: BTreeMap<String, Vec<Field>>,
    words: BTreeMap<String, Word>,
    combined: BTreeMap<BTreeSet<Kind>, Vec<Field>>,
}

/// A field that a header may ask for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Candidate {
    /// The field.
    pub field: Field,
    /// How surely, the surest first.
    pub rank: Rank,
}

/// How surely a header asks for a field.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Rank {
    /// It is a name of the field, to the letter.
    Exact,
    /// It is a name of the field but for capitals, accents, digits and punctuation.
    Spelling,
    /// It is put together from words that stand for the field, and so many others that stand for nothing.
    Words(usize),
    /// It may ask for this field, or for as many before it.
    OneOf(usize),
}

/// What a word of a header does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Word {
    /// It stands for something.
    Of(Kind),
    /// Nothing.
    Filler,
    /// It makes the header ask for something else.
    Foreign,
}

/// What a word stands for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Source,
    Destination,
    Zone,
    Addresses,
    Hosts,
    Roles,
    Transport,
    Ports,
    Service,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    names: Vec<(Field, Vec<String>)>,
    ambiguous: Vec<(Vec<String>, Vec<Field>)>,
    words: WrittenWords,
    combined: Vec<(BTreeSet<Kind>, Vec<Field>)>,
    fillers: Vec<String>,
    foreign: Vec<String>,
}

/// The words of each kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWords {
    source: Vec<String>,
    destination: Vec<String>,
    zone: Vec<String>,
    addresses: Vec<String>,
    hosts: Vec<String>,
    roles: Vec<String>,
    transport: Vec<String>,
    ports: Vec<String>,
    service: Vec<String>,
}

impl HeaderWords {
    /// The words that the program knows.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn read(text: &str) -> Result<Self, ron::error::SpannedError> {
        let written: Written = ron_text::options().from_str(text)?;
        let WrittenWords { source, destination, zone, addresses, hosts, roles, transport, ports, service } =
            written.words;
        let kinds = [
            (Word::Of(Kind::Source), source),
            (Word::Of(Kind::Destination), destination),
            (Word::Of(Kind::Zone), zone),
            (Word::Of(Kind::Addresses), addresses),
            (Word::Of(Kind::Hosts), hosts),
            (Word::Of(Kind::Roles), roles),
            (Word::Of(Kind::Transport), transport),
            (Word::Of(Kind::Ports), ports),
            (Word::Of(Kind::Service), service),
            (Word::Filler, written.fillers),
            (Word::Foreign, written.foreign),
        ];
        let mut res = Self { combined: written.combined.into_iter().collect(), ..Self::default() };
        for (field, names) in written.names {
            for name in names.iter().flat_map(|name| spellings(name)) {
                res.names.insert(key(&name), field.clone());
            }
        }
        for (names, fields) in written.ambiguous {
            for name in names.iter().flat_map(|name| spellings(name)) {
                res.ambiguous.insert(key(&name), fields.clone());
            }
        }
        for (word, spelled) in kinds {
            res.words.extend(spelled.iter().flat_map(|text| spellings(text)).map(|text| (key(&text), word)));
        }
        Ok(res)
    }

    /// How many of these cells may ask for a field.
    pub(super) fn num_known<'a>(&self, cells: impl Iterator<Item = &'a str>) -> usize {
        cells.filter(|cell| !self.candidates(cell, "").is_empty()).count()
    }

    /// What a header may ask for, the surest first. `group` is the heading that it shares with the columns beside it.
    pub(super) fn candidates(&self, header: &str, group: &str) -> Vec<Candidate> {
        // A group that says which side it is about, and nothing else, belongs to what stands below it.
        let side = self
            .kinds(group)
            .filter(|(kinds, _)| matches!(kinds.iter().exactly_one(), Ok(Kind::Source | Kind::Destination)));
        if side.is_some() {
            let with_side = self.candidates_of(&format!("{group} {header}"));
            if !with_side.is_empty() {
                return with_side;
            }
        }
        self.candidates_of(header)
    }

    fn candidates_of(&self, header: &str) -> Vec<Candidate> {
        let one_of = |fields: &[Field]| {
            let ranked = fields.iter().cloned().enumerate();
            ranked.map(|(idx, field)| Candidate { field, rank: Rank::OneOf(idx) }).collect_vec()
        };
        let key = key(header);
        if let Some(field) = self.names.get(&key) {
            let rank = if header.to_lowercase() == key { Rank::Exact } else { Rank::Spelling };
            return vec![Candidate { field: field.clone(), rank }];
        }
        if let Some(fields) = self.ambiguous.get(&key) {
            return one_of(fields);
        }
        let Some((kinds, num_unknown)) = self.kinds(header) else { return Vec::new() };
        match self.combined.get(&kinds).map(Vec::as_slice) {
            Some([field]) if num_unknown < kinds.len() => {
                vec![Candidate { field: field.clone(), rank: Rank::Words(num_unknown) }]
            }
            Some(fields) if num_unknown < kinds.len() => one_of(fields),
            Some(_) | None => Vec::new(),
        }
    }

    /// What the words of a header stand for, and how many stand for nothing; `None`: it asks for something else.
    fn kinds(&self, header: &str) -> Option<(BTreeSet<Kind>, usize)> {
        let mut kinds = BTreeSet::new();
        let mut num_unknown = 0;
        for text in words_in(header) {
            match self.parts(&text) {
                Some(parts) => {
                    for part in parts {
                        match part {
                            Word::Of(kind) => drop(kinds.insert(kind)),
                            Word::Filler => {}
                            Word::Foreign => return None,
                        }
                    }
                }
                None => num_unknown += 1,
            }
        }
        Some((kinds, num_unknown))
    }

    /// The words that a word is put together from, the longest first: “quelladresse” from “quell” and “adresse”.
    fn parts(&self, text: &str) -> Option<Vec<Word>> {
        if let Some(&word) = self.words.get(text) {
            return Some(vec![word]);
        }
        // A part of one letter would take many a word apart that means something else.
        let splits = text.char_indices().map(|(idx, _)| idx).filter(|&idx| idx >= 2 && idx + 2 <= text.len());
        splits.rev().find_map(|idx| {
            let first = *self.words.get(&text[..idx])?;
            let rest = self.parts(&text[idx..])?;
            Some([vec![first], rest].concat())
        })
    }
}

#[expect(clippy::expect_used, reason = "the text is embedded, and a test reads it")]
fn embedded(text: &str) -> HeaderWords {
    HeaderWords::read(text).expect("embedded words")
}
