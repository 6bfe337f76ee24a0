//! The documents of a report: what was read, when, where it can be opened, and what rests on it.

use super::anchor::Anchor;
use super::block::{Block, Piece, Text};
use super::citations::{Citations, Resting};
use super::facts::Facts;
use super::format::Paper;
use super::sections::Section;
use crate::catalog::Reference;
use crate::export::ExportError;
use crate::finding::counted;
use crate::ids::ReferenceIdx;

/// Writes every document that something rests on, in catalog order.
pub(super) fn write<'a>(
    facts: &Facts<'a>,
    citations: &Citations<'a>,
    paper: &mut Paper<'_>,
) -> Result<(), ExportError> {
    paper.block(&Section::Documents.begin())?;
    paper.block(&Block::Paragraph(Text::words(if citations.documents.is_empty() {
        "Nothing here rests on a document."
    } else {
        "What was read, and the rules that rest on it."
    })))?;
    for (&idx, resting) in &citations.documents {
        paper.blocks(&document(facts, idx, resting))?;
    }
    paper.block(&Block::End)
}

fn document<'a>(facts: &Facts<'a>, idx: ReferenceIdx, resting: &Resting<'a>) -> Vec<Block<'a>> {
    let catalog = facts.run.catalog;
    let reference = &catalog.references[idx];
    let heading = Text::words(&*reference.label);
    let mut res = vec![Block::Begin { level: 3, anchor: Anchor::document(catalog, idx), heading }];
    res.push(Block::List(about(reference)));
    let num_rules: usize = resting.rules.values().map(Vec::len).sum();
    if num_rules > 0 {
        let words = format!("{} on it:", counted(num_rules, "rule rests", "rules rest"));
        res.push(Block::Paragraph(Text::words(words)));
        let of_pair = resting.rules.iter().map(|(&pair, rules)| {
            let rules = rules.iter().map(|(id, opens)| Text::link(Anchor::rule(id), Text::words(opens.clone())));
            Text::link(Anchor::pair(pair), facts.pair_name(pair)).and(": ").then(Text::joined(rules, ", "))
        });
        res.push(Block::List(of_pair.collect()));
    }
    if !resting.others.is_empty() {
        let others = Text::joined(resting.others.iter().cloned(), ", ");
        res.push(Block::Paragraph(Text::words("It is also behind ").then(others).and(".")));
    }
    res.push(Block::End);
    res
}

/// What is known of a document.
fn about(reference: &Reference) -> Vec<Text<'_>> {
    let Reference { title, publisher, document, version, read, label, .. } = reference;
    let mut res = Vec::new();
    if title != label {
        res.push(Text::words(&**title));
    }
    let version = if version.is_empty() { String::new() } else { format!(", version {version}") };
    res.push(Text::words(format!("{publisher}{version}, read on {read}")));
    let address = reference.address().filter(|address| is_public(address));
    // What was read is told apart from the page that shows it.
    let place = document.rsplit_once(':').map_or(&**document, |(_, place)| place);
    let is_told = address.as_ref().is_some_and(|address| address.ends_with(place));
    if !is_told {
        res.push(Text::words("Where it stands: ").with(Piece::Code(document.into())));
    }
    res.extend(address.map(|address| Text(vec![Piece::Address(address.into())])));
    res
}

/// Whether it is an address that a browser opens as a page, and nothing that it runs.
fn is_public(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
