//! `matrix`: the matrix as a text table, and below it what is open between each pair.

use std::io;
use std::path::Path;

use super::input;
use crate::catalog::Catalog;
use crate::cli::args::MatrixArgs;
use crate::cli::console::{Console, Lines};
use crate::cli::failure::Failure;
use crate::cli::text_table::{Grid, write_labelled};
use crate::export::{ExportOptions, NeedFilter, PortWords, SameZone, port_words};
use crate::matrix::{Matrix, Merge, RuleNeed};

/// Writes the matrix of a plan.
pub(in crate::cli) fn matrix(
    args: &MatrixArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let matrix = input::matrix(&catalog, input::plan(&args.plan)?, console);
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
    let names: Vec<String> = plan.zones.iter().map(|zone| zone.name.clone()).collect();
    let is_shown = |source, destination| source != destination || options.same_zone == SameZone::Include;
    let cell = |source, destination| {
        let summary = matrix.summary(source, destination);
        match (summary.required_rules, summary.optional_rules, options.need) {
            _ if !is_shown(source, destination) => String::new(),
            (0, 0, _) | (0, _, NeedFilter::Required) => "-".to_owned(),
            (required, _, NeedFilter::Required) | (required, 0, NeedFilter::All) => required.to_string(),
            (required, optional, NeedFilter::All) => format!("{required}+{optional}"),
        }
    };
    Grid { corner: "from \\ to", rows: &names, columns: &names, cell: &cell }.write(out)?;
    let legend = match options.need {
        NeedFilter::All => "Rules from the zone of the row to the zone of the column: required+optional",
        NeedFilter::Required => "Required rules from the zone of the row to the zone of the column",
    };
    out.line("")?;
    out.line(legend)?;
    for (source, source_name) in names.iter().enumerate() {
        for (destination, destination_name) in names.iter().enumerate() {
            if is_shown(source, destination) && !matrix.summary(source, destination).is_empty() {
                let words = port_words(&matrix.cell(catalog, source, destination), options.need);
                write_pair(&format!("{source_name} → {destination_name}"), &words, out)?;
            }
        }
    }
    Ok(())
}

/// Writes what is open between two zones, if anything is.
fn write_pair(heading: &str, words: &[PortWords], out: &mut Lines<'_>) -> io::Result<()> {
    if !words.is_empty() {
        out.line("")?;
        out.line(heading)?;
    }
    let mut last = None;
    for words in words {
        let label = match words.need {
            need if last == Some(need) => "            ",
            RuleNeed::Required => "  required  ",
            RuleNeed::Optional => "  optional  ",
        };
        last = Some(words.need);
        write_labelled(out, label, &words.to_string())?;
    }
    Ok(())
}
