//! The matrix of a report: which zone reaches which, in ports or in numbers, with the way to the rules.

use super::anchor::Anchor;
use super::block::{Block, Column, Table, Text};
use super::facts::Facts;
use super::sections::Section;
use crate::catalog::Need;
use crate::export::Pairs;

/// The most destinations beside each other: more than that, nobody could read on a sheet of paper.
const MOST_COLUMNS: usize = 7;

/// The matrix, in as many tables as it takes.
pub(super) fn matrix<'a>(facts: &Facts<'a>) -> Vec<Block<'a>> {
    let num_zones = facts.run.zones.len();
    let shows_all = facts.shows_ports() && facts.run.options.pairs == Pairs::All;
    let (sources, destinations): (Vec<usize>, Vec<usize>) = if shows_all {
        ((0..num_zones).collect(), (0..num_zones).collect())
    } else {
        (facts.survey.sources().collect(), facts.survey.destinations().collect())
    };
    let mut res = vec![Section::Matrix.begin()];
    if sources.is_empty() || destinations.is_empty() {
        res.push(Block::Paragraph(Text::words("Nothing is open.")));
    } else {
        let ports =
            "A row says what its zone opens, a column what its zone listens on. An empty cell: nothing is open.";
        let numbers = "A row says in numbers of rules what its zone opens, a column what its zone listens on; behind “+” stand \
                       those that are optional. Where nothing is open, there is no row or column.";
        res.push(Block::Paragraph(Text::words(if facts.shows_ports() { ports } else { numbers })));
        let num_tables = destinations.len().div_ceil(MOST_COLUMNS);
        let width = destinations.len().div_ceil(num_tables);
        let tables = destinations.chunks(width).enumerate();
        res.extend(tables.map(|(idx, columns)| Block::Table(table(facts, &sources, columns, (idx, num_tables)))));
    }
    res.push(Block::End);
    res
}

fn table<'a>(facts: &Facts<'a>, sources: &[usize], destinations: &[usize], (idx, num): (usize, usize)) -> Table<'a> {
    let caption =
        if num == 1 { "From row to column".to_owned() } else { format!("From row to column, {} of {num}", idx + 1) };
    let name = |zone_idx: usize| Text::link(Anchor::zone(zone_idx), Text::name(facts.zone_name(zone_idx)));
    let mut columns = vec![Column { heading: Text::words("From ↓ to →"), share: 4 }];
    columns.extend(destinations.iter().map(|&zone_idx| Column { heading: name(zone_idx), share: 2 }));
    let mut res = Table { caption: Text::words(caption), columns, rows: Vec::new() };
    let has_row = |source_idx: usize| {
        let opens = |&idx: &usize| facts.survey.pair((source_idx, idx)).num_rules() > 0;
        facts.shows_ports() || destinations.iter().any(opens)
    };
    for &source_idx in sources.iter().filter(|&&source_idx| has_row(source_idx)) {
        let cells = destinations.iter().map(|&destination_idx| cell(facts, (source_idx, destination_idx)));
        res.row([vec![name(source_idx)]].into_iter().chain(cells).collect());
    }
    res
}

/// What is open between two zones, with a link to the rules.
fn cell<'a>(facts: &Facts<'a>, pair: (usize, usize)) -> Vec<Text<'a>> {
    let counts = facts.survey.pair(pair);
    if counts.num_rules() == 0 {
        return Vec::new();
    }
    let link = |words: String| Text::link(Anchor::pair(pair), Text::words(words));
    if facts.shows_ports() {
        let lines = counts.open.iter().map(|open| match open.need {
            Need::Required => link(open.to_string()),
            Need::Optional(()) => link(format!("optional {open}")),
        });
        return lines.collect();
    }
    vec![link(match (counts.num_required, counts.num_optional) {
        (required, 0) => required.to_string(),
        (required, optional) => format!("{required} + {optional}"),
    })]
}
