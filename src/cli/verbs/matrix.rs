//! `matrix`: the matrix as a text table, and below it what is open between each pair.

use std::io;
use std::path::Path;

use super::input;
use crate::catalog::{Catalog, Need};
use crate::check::losses;
use crate::cli::args::MatrixArgs;
use crate::cli::console::{Console, Lines};
use crate::cli::outcome::Failure;
use crate::cli::text_table::{Grid, write_labelled};
use crate::export::{ExportOptions, NeedFilter, SameZone, zone_names};
use crate::matrix::{Matrix, Merge};
use crate::table::{OpenPorts, open_ports};

/// Writes the matrix of a plan.
pub(in crate::cli) fn matrix(
    args: &MatrixArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let matrix = input::matrix(&catalog, input::plan(&args.plan, &catalog)?, console);
    Ok(write(&catalog, &matrix, args.filter.options(Merge::Ranges), &mut console.lines())?)
}

fn write(catalog: &Catalog, matrix: &Matrix, options: ExportOptions, out: &mut Lines<'_>) -> io::Result<()> {
    let plan = matrix.plan();
    if !plan.title.is_empty() {
        out.line(&plan.title)?;
        out.line("")?;
    }
    if plan.zones.is_empty() {
        return out.line("The plan has no zones");
    }
    let names = zone_names(plan);
    let is_shown = |source, destination| source != destination || options.same_zone == SameZone::Include;
    let cell = |source, destination| {
        let summary = matrix.summary(source, destination);
        let count = match (summary.required_rules, summary.optional_rules, options.need) {
            _ if !is_shown(source, destination) => String::new(),
            (0, 0, _) | (0, _, NeedFilter::Required) => "-".to_owned(),
            (required, _, NeedFilter::Required) | (required, 0, NeedFilter::All) => required.to_string(),
            (required, optional, NeedFilter::All) => format!("{required}+{optional}"),
        };
        let is_marked = summary.loses_required && is_shown(source, destination);
        if is_marked { format!("{count}!") } else { count }
    };
    Grid { corner: "from \\ to", rows: &names, columns: &names, cell: &cell }.write(out)?;
    let legend = match options.need {
        NeedFilter::All => "Rules from the zone of the row to the zone of the column: required+optional",
        NeedFilter::Required => "Required rules from the zone of the row to the zone of the column",
    };
    out.line("")?;
    out.line(legend)?;
    let pairs = || (0..names.len()).flat_map(|source| (0..names.len()).map(move |destination| (source, destination)));
    if pairs().any(|(source, destination)| {
        is_shown(source, destination) && matrix.summary(source, destination).loses_required
    }) {
        out.line("! an override takes away something that is required")?;
    }
    for (source, source_name) in names.iter().enumerate() {
        for (destination, destination_name) in names.iter().enumerate() {
            let summary = matrix.summary(source, destination);
            // Summaries know nothing of what is declined.
            let may_have_some = options.need == NeedFilter::All || !summary.is_empty() || summary.loses_required;
            if is_shown(source, destination) && may_have_some {
                let cell = matrix.cell(catalog, source, destination);
                let mut open = open_ports(&cell);
                open.retain(|open| options.need.admits(&open.need));
                let lost = losses(catalog, &cell);
                let lost = lost.iter().flat_map(|loss| &loss.roles);
                let lost: Vec<String> =
                    lost.map(|role| format!("{} {}: no {}", role.name, role.words(), role.protocols())).collect();
                let declined = match options.need {
                    NeedFilter::All => matrix.declined_by_default(catalog, (source, destination), &cell),
                    NeedFilter::Required => Vec::new(),
                };
                let declined: Vec<String> =
                    declined.into_iter().map(|name| format!("{name}, by the catalog until you accept it")).collect();
                let closed = [("  lost      ", &lost), ("  declined  ", &declined)];
                write_pair(&format!("{source_name} → {destination_name}"), &open, &closed, out)?;
            }
        }
    }
    Ok(())
}

/// Writes what is open between two zones, what overrides take away and what the catalog declines, if there is anything.
fn write_pair(
    heading: &str,
    open: &[OpenPorts],
    closed: &[(&str, &Vec<String>)],
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
        for text in *texts {
            write_labelled(out, label, text)?;
        }
    }
    Ok(())
}
