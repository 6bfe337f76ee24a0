//! Which field goes into which column of a form. It decides nothing for good: the user has the last word.

use std::collections::BTreeSet;

use itertools::Itertools as _;

use super::headers::{Candidate, HeaderWords, Rank};
use super::model::Form;
use super::spelling::key;
use crate::profile::Field;

/// The field that each column asks for; `None`: nothing is known. No field is proposed for two columns.
#[must_use]
pub fn propose(form: &Form, words: &HeaderWords) -> Vec<Option<Field>> {
    let mut candidates = candidates(form, words);
    let names_ports = |candidate: &Candidate| candidate.field == Field::DestinationPorts;
    if candidates.iter().flatten().any(names_ports) {
        // Where ports have a column, a service is a name and no “tcp/443”.
        for column in &mut candidates {
            column.retain(|candidate| candidate.field != Field::Services);
        }
    }
    let ranked = candidates.into_iter().enumerate();
    let ranked =
        ranked.flat_map(|(idx, column)| column.into_iter().map(move |Candidate { field, rank }| (rank, idx, field)));
    let mut res = vec![None; form.columns.len()];
    let mut taken: Vec<Field> = Vec::new();
    for (_, idx, field) in ranked.sorted_by_key(|&(rank, idx, _)| (rank, idx)) {
        if res[idx].is_none() && !taken.contains(&field) {
            taken.push(field.clone());
            res[idx] = Some(field);
        }
    }
    say_transports(&mut res);
    res
}

/// Lets the column of ports name their transport where the form has no other place for it: 53 alone may be TCP or UDP.
fn say_transports(fields: &mut [Option<Field>]) {
    let names_transport =
        |field: &Field| matches!(field, Field::Transport | Field::IpProtocol | Field::Services | Field::ServiceObjects);
    if fields.iter().flatten().any(names_transport) {
        return;
    }
    for field in fields.iter_mut().flatten().filter(|field| **field == Field::DestinationPorts) {
        *field = Field::Services;
    }
}

/// What each column may ask for.
fn candidates(form: &Form, words: &HeaderWords) -> Vec<Vec<Candidate>> {
    let mut seen = BTreeSet::new();
    let columns = form.columns.iter().map(|column| {
        let mut res = words.candidates(&column.header, &column.group);
        // “source.1” and “source.2” ask for several of one thing, not for two things.
        if !seen.insert((key(&column.group), key(&column.header))) {
            res.retain(|candidate| !matches!(candidate.rank, Rank::OneOf(_)));
        }
        res
    });
    columns.collect()
}
