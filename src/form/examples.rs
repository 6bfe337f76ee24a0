//! What the example rows of a form tell of its notation. Where there are none, nothing is told.

use std::ops::Range;

use super::model::Form;
use crate::profile::{Field, Rows};

/// What parts several values of a cell. Where several stand in one cell, the first of these does.
const LISTS: [char; 4] = ['\n', ';', '|', ','];

/// What stands between the ports of a range.
const RANGES: [&str; 4] = ["-", ":", "–", ".."];

/// Words for any address, in small letters.
const ANY: [&str; 9] = ["any", "all", "*", "alle", "beliebig", "tous", "toutes", "0.0.0.0/0", "jede"];

/// Words for what is not allowed, in small letters: no request asks for it.
const DENIED: [&str; 12] = [
    "deny",
    "denied",
    "drop",
    "block",
    "blocked",
    "reject",
    "remove",
    "delete",
    "verbieten",
    "sperren",
    "refuser",
    "bloquer",
];

/// Yes and no, in small letters.
const YES_AND_NO: [(&str, &str); 5] = [("yes", "no"), ("ja", "nein"), ("oui", "non"), ("true", "false"), ("y", "n")];

/// The example rows of a form, and what their columns hold.
pub(super) struct Examples<'f> {
    pub form: &'f Form,
    pub fields: &'f [Option<Field>],
}

impl<'f> Examples<'f> {
    /// What stands in the columns of these fields, without blanks.
    fn cells(&self, fields: &'static [Field]) -> impl Iterator<Item = &'f str> {
        let form = self.form;
        let columns = self.fields.iter().enumerate();
        let columns = columns.filter(move |(_, field)| field.as_ref().is_some_and(|field| fields.contains(field)));
        columns.flat_map(move |(idx, _)| form.examples_of(idx))
    }

    /// What stands between several values of a cell.
    pub(super) fn list(&self) -> Option<String> {
        const LISTED: &[Field] =
            &[Field::SourceAddresses, Field::DestinationAddresses, Field::DestinationPorts, Field::Services];
        let (cell, sign) = self.cells(LISTED).find_map(|cell| Some((cell, list_sign(cell)?)))?;
        let behind = cell.split_once(sign)?.1;
        let blank = if behind.starts_with(' ') { " " } else { "" };
        Some(format!("{sign}{blank}"))
    }

    /// What stands between the first and the last port of a range.
    pub(super) fn range(&self) -> Option<String> {
        self.cells(&[Field::DestinationPorts, Field::Services]).find_map(|cell| {
            let runs = digits(cell);
            let between = runs.iter().zip(runs.iter().skip(1)).map(|(first, second)| &cell[first.end..second.start]);
            between.into_iter().find(|between| RANGES.contains(&between.trim())).map(str::to_owned)
        })
    }

    /// How transport and ports are written together.
    pub(super) fn service(&self) -> Option<String> {
        self.cells(&[Field::Services]).find_map(|cell| {
            let first = cell.split(LISTS).next()?.trim();
            let transport = transport_in(first)?;
            let ports = digits(first).first()?.start..digits(first).last()?.end;
            let between = |from: usize, to: usize| first.get(from..to).map(str::to_owned);
            Some(if transport.start < ports.start {
                let (before, middle, after) = (
                    between(0, transport.start)?,
                    between(transport.end, ports.start)?,
                    between(ports.end, first.len())?,
                );
                format!("{before}{{transport}}{middle}{{ports}}{after}")
            } else {
                let (before, middle, after) = (
                    between(0, ports.start)?,
                    between(ports.end, transport.start)?,
                    between(transport.end, first.len())?,
                );
                format!("{before}{{ports}}{middle}{{transport}}{after}")
            })
        })
    }

    /// Whether transports are written in small letters.
    pub(super) fn has_small_transports(&self) -> bool {
        let mut written =
            self.cells(&[Field::Transport, Field::Services]).filter_map(|cell| cell.get(transport_in(cell)?));
        written.next().is_some_and(|first| first.chars().all(char::is_lowercase))
    }

    /// What has a row: each port, each rule, or all that goes between two ends.
    pub(super) fn rows(&self) -> Rows {
        if self.fields.iter().flatten().any(|field| matches!(field, Field::PortFrom | Field::PortTo)) {
            return Rows::Ports;
        }
        let cells = || self.cells(&[Field::DestinationPorts, Field::Services]);
        let mentions = |cell: &str, word: &str| cell.to_lowercase().contains(word);
        if cells().any(|cell| mentions(cell, "tcp") && mentions(cell, "udp") && list_sign(cell).is_some()) {
            Rows::Pairs
        } else if cells().next().is_none() || cells().any(|cell| list_sign(cell).is_some()) {
            Rows::Rules
        } else {
            Rows::Ports
        }
    }

    /// The word for any address.
    pub(super) fn any(&self) -> Option<String> {
        let mut cells = self.cells(&[Field::SourceAddresses, Field::DestinationAddresses]);
        cells.find(|cell| ANY.contains(&&*cell.to_lowercase())).map(str::to_owned)
    }

    /// The word for what is asked for.
    pub(super) fn action(&self) -> Option<String> {
        self.cells(&[Field::Action]).find(|cell| !DENIED.contains(&&*cell.to_lowercase())).map(str::to_owned)
    }

    /// The word for the way from the source to the destination.
    pub(super) fn direction(&self) -> Option<String> {
        self.cells(&[Field::Direction]).next().map(str::to_owned)
    }

    /// The words for yes and for no.
    pub(super) fn yes_and_no(&self) -> Option<(String, String)> {
        self.cells(&[Field::Logging, Field::Insecure]).find_map(|cell| {
            let small = cell.to_lowercase();
            let (yes, no) = YES_AND_NO.into_iter().find(|(yes, no)| small == *yes || small == *no)?;
            let like_the_cell = |word: &str| match cell.chars().next() {
                Some(first) if first.is_uppercase() && cell.chars().count() > 1 && cell.to_uppercase() == cell => {
                    word.to_uppercase()
                }
                Some(first) if first.is_uppercase() => word[..1].to_uppercase() + &word[1..],
                Some(_) | None => word.to_owned(),
            };
            Some((like_the_cell(yes), like_the_cell(no)))
        })
    }
}

/// The sign that parts the values of a cell.
fn list_sign(cell: &str) -> Option<char> {
    LISTS.into_iter().find(|&sign| cell.contains(sign))
}

/// Where `tcp` or `udp` stands.
fn transport_in(text: &str) -> Option<Range<usize>> {
    // Bytes of small letters stand where those of capitals stood: ASCII alone changes.
    let small = text.to_ascii_lowercase();
    let at = ["tcp", "udp"].into_iter().filter_map(|word| small.find(word)).min()?;
    Some(at..at + 3)
}

/// Where numbers stand.
fn digits(text: &str) -> Vec<Range<usize>> {
    let mut res: Vec<Range<usize>> = Vec::new();
    for (idx, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match res.last_mut() {
            Some(last) if last.end == idx => last.end += 1,
            Some(_) | None => res.push(idx..idx + 1),
        }
    }
    res
}
