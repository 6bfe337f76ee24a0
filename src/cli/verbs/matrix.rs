//! `matrix`: the matrix as a text table, and below it what is open between each pair.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use itertools::Itertools as _;

use super::input;
use crate::catalog::{Catalog, Need};
use crate::check::losses;
use crate::cli::args::MatrixArgs;
use crate::cli::console::{Console, Lines};
use crate::cli::outcome::Failure;
use crate::cli::text_table::{Grid, write_labelled};
use crate::export::{ExportOptions, NeedFilter, SameZone, zone_names};
use crate::matrix::{Cell, Flow, Matrix, Merge};
use crate::query::{FoundPair, FoundRules};
use crate::table::{OpenPorts, open_ports};
use crate::view::{RowCounts, counted, rules_and_rows};

/// Writes the matrix of a plan.
pub(in crate::cli) fn matrix(
    args: &MatrixArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let (catalog, read) = input::plan(&args.plan, catalog)?;
    let filter = input::query(&args.filter.query, &catalog, &read.plan)?;
    let pairs = input::pairs(&args.filter.pairs, &read.plan)?;
    let matrix = input::matrix(&catalog, read, console);
    Ok(write(&catalog, &matrix, &args.filter.options(filter, pairs), &mut console.lines())?)
}

fn write(catalog: &Catalog, matrix: &Matrix, options: &ExportOptions, out: &mut Lines<'_>) -> io::Result<()> {
    let plan = matrix.plan();
    if !plan.title.is_empty() {
        out.line(&plan.title)?;
        out.line("")?;
    }
    if plan.zones.is_empty() {
        return out.line("The plan has no zones");
    }
    let names = zone_names(plan);
    let written = Written { catalog, matrix, options, found: Found::new(catalog, matrix, options) };
    let [sources, destinations] = options.pairs.ends(names.len());
    let named = |idxs: &[usize]| idxs.iter().map(|&idx| names[idx].clone()).collect::<Vec<String>>();
    let cell = |row: usize, column: usize| written.cell((sources[row], destinations[column]));
    Grid { corner: "from \\ to", rows: &named(&sources), columns: &named(&destinations), cell: &cell }.write(out)?;
    let legend = match options.need {
        NeedFilter::All => "Rules from the zone of the row to the zone of the column: required+optional",
        NeedFilter::Required => "Required rules from the zone of the row to the zone of the column",
    };
    out.line("")?;
    out.line(legend)?;
    if let Some(pairs) = options.pairs.text(&names) {
        write_labelled(out, "", &format!("Only {pairs}"))?;
    }
    if let Found::Some(found) = &written.found {
        let rules = rules_and_rows(
            found.values().map(|count| count.num_rules()).sum(),
            found.values().map(|count| count.more_rows).sum(),
        );
        let text = format!(
            "Only what “{}” asks for: {rules} in {}",
            options.filter.text(),
            counted(found.len(), "pair", "pairs")
        );
        write_labelled(out, "", &text)?;
    }
    if let Some(rows) = written.rows() {
        out.line(&rows)?;
    }
    let pairs = || (0..names.len()).flat_map(|source| (0..names.len()).map(move |destination| (source, destination)));
    if pairs().any(|pair| written.is_marked(pair)) {
        out.line("! an override takes away something that is required")?;
    }
    for pair in pairs().filter(|pair| written.is_shown(*pair)) {
        let heading = format!("{} → {}", names[pair.0], names[pair.1]);
        let cell = matrix.cell(catalog, pair.0, pair.1);
        let closed = written.closed(pair, &cell);
        write_pair(&heading, &written.open(pair, &cell), &closed, out)?;
    }
    Ok(())
}

/// What a filter finds.
enum Found {
    /// There is no filter.
    All,
    /// How many rules of which pairs.
    Some(BTreeMap<(usize, usize), Count>),
}

/// How many rules of a pair are written.
#[derive(Clone, Copy, Default)]
struct Count {
    required: usize,
    optional: usize,
    /// How many more rows a request has, where machines split them.
    more_rows: usize,
}

impl Count {
    fn num_rules(self) -> usize {
        self.required + self.optional
    }
}

impl Found {
    fn new(catalog: &Catalog, matrix: &Matrix, options: &ExportOptions) -> Self {
        if options.filter.is_empty() {
            return Self::All;
        }
        let found = FoundRules::find(catalog, matrix, &options.filter, || false).unwrap_or_default();
        let count = |pair: &FoundPair| {
            let [required, optional] = pair.more_rows;
            let (optional, more_rows) = match options.need {
                NeedFilter::All => (pair.rules.len() - pair.num_required, required + optional),
                NeedFilter::Required => (0, required),
            };
            ((pair.source_idx, pair.destination_idx), Count { required: pair.num_required, optional, more_rows })
        };
        let is_written = |(source, destination): (usize, usize)| {
            options.pairs.has((source, destination))
                && (source != destination || options.same_zone == SameZone::Include)
        };
        let counts = found.pairs.iter().map(count);
        Self::Some(counts.filter(|(pair, count)| is_written(*pair) && count.num_rules() > 0).collect())
    }
}

/// What is written of each pair of zones.
struct Written<'a> {
    catalog: &'a Catalog,
    matrix: &'a Matrix,
    options: &'a ExportOptions,
    found: Found,
}

impl Written<'_> {
    fn is_left_out(&self, (source, destination): (usize, usize)) -> bool {
        source == destination && self.options.same_zone == SameZone::LeaveOut
            || !self.options.pairs.has((source, destination))
    }

    /// What stands in a cell of the grid. What a filter does not ask for is blank.
    fn cell(&self, pair: (usize, usize)) -> String {
        if self.is_left_out(pair) {
            return String::new();
        }
        let count = match &self.found {
            Found::All => self.count(pair),
            Found::Some(found) => match found.get(&pair) {
                Some(count) => *count,
                None => return String::new(),
            },
        };
        let text = match (count.required, count.optional) {
            (0, 0) => "-".to_owned(),
            (required, 0) => required.to_string(),
            (required, optional) => format!("{required}+{optional}"),
        };
        if self.is_marked(pair) { format!("{text}!") } else { text }
    }

    /// How many rules of a pair there are without a filter.
    fn count(&self, pair: (usize, usize)) -> Count {
        let summary = self.matrix.summary(pair.0, pair.1);
        let optional = if self.options.need == NeedFilter::All { summary.optional_rules } else { 0 };
        Count { required: summary.required_rules.into(), optional: optional.into(), more_rows: 0 }
    }

    /// Whether a cell says that something that is required is lost. Of what a filter asks for nothing is.
    fn is_marked(&self, pair: (usize, usize)) -> bool {
        matches!(self.found, Found::All)
            && !self.is_left_out(pair)
            && self.matrix.summary(pair.0, pair.1).loses_required
    }

    /// Whether something is said of a pair below the grid.
    fn is_shown(&self, pair: (usize, usize)) -> bool {
        let summary = self.matrix.summary(pair.0, pair.1);
        let may_decline = || self.options.need == NeedFilter::All && self.matrix.may_decline(pair.0, pair.1);
        !self.is_left_out(pair)
            && match &self.found {
                Found::All => !summary.is_empty() || summary.loses_required || may_decline(),
                Found::Some(found) => found.contains_key(&pair) || self.options.filter.asks_for_suppressed(),
            }
    }

    /// How many rows a request has, where machines split rules. Beside a filter it is said what that finds.
    fn rows(&self) -> Option<String> {
        if !matches!(self.found, Found::All) || !RowCounts::are_needed(self.matrix.plan()) {
            return None;
        }
        let counts = RowCounts::count(self.catalog, self.matrix, || false)?;
        let required_only = self.options.need == NeedFilter::Required;
        let more = counts.more_where(required_only, |pair| !self.is_left_out(pair));
        let written = self.matrix.pairs().filter(|pair| !self.is_left_out(*pair));
        let num_rules = written.map(|pair| self.count(pair).num_rules()).sum();
        (more > 0).then(|| format!("In a request, where machines split them: {}", rules_and_rows(num_rules, more)))
    }

    fn open(&self, pair: (usize, usize), cell: &Cell<'_>) -> Vec<OpenPorts> {
        let rules = cell.rules(Merge::Ranges);
        let asked = self.options.filter.rules(pair, cell, &rules);
        let written =
            rules.iter().zip(asked).filter(|(rule, is_asked)| *is_asked && self.options.need.admits(&rule.need));
        open_ports(written.map(|(rule, _)| rule))
    }

    /// What is not open, with what it is called.
    fn closed(&self, pair: (usize, usize), cell: &Cell<'_>) -> Vec<(&'static str, Vec<String>)> {
        if matches!(self.found, Found::Some(_)) {
            return vec![("  suppressed  ", self.suppressed(pair, cell))];
        }
        let lost = losses(self.catalog, cell);
        let lost = lost.iter().flat_map(|loss| &loss.roles);
        let lost = lost.map(|role| format!("{} {}: no {}", role.name, role.words(), role.protocols())).collect();
        let declined = match self.options.need {
            NeedFilter::All => self.matrix.declined_by_default(self.catalog, pair, cell),
            NeedFilter::Required => Vec::new(),
        };
        let declined = declined.into_iter().map(|name| format!("{name}, by the catalog until you accept it")).collect();
        vec![("  lost      ", lost), ("  declined  ", declined)]
    }

    /// The suppressed flows that a filter asks for.
    fn suppressed(&self, pair: (usize, usize), cell: &Cell<'_>) -> Vec<String> {
        let text = |flow: &Flow<'_>| {
            let ports = flow.key.ports.map_or_else(String::new, |ports| format!(" {ports}"));
            format!("{}{ports} {}", flow.key.transport, flow.key.application_protocol)
        };
        self.options.filter.suppressed(pair, cell).map(text).unique().collect()
    }
}

/// Writes what is open between two zones, what overrides take away and what the catalog declines, if there is anything.
fn write_pair(
    heading: &str,
    open: &[OpenPorts],
    closed: &[(&str, Vec<String>)],
    out: &mut Lines<'_>,
) -> io::Result<()> {
    if !open.is_empty() || closed.iter().any(|(_, texts)| !texts.is_empty()) {
        out.line("")?;
        out.line(heading)?;
    }
    let mut last = None;
    for ports in open {
        let label = match ports.need {
            need if last == Some(need) => "            ",
            Need::Required => "  required  ",
            Need::Optional(()) => "  optional  ",
        };
        last = Some(ports.need);
        write_labelled(out, label, &ports.to_string())?;
    }
    for (label, texts) in closed {
        for text in texts {
            write_labelled(out, label, text)?;
        }
    }
    Ok(())
}
