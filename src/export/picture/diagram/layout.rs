//! Lays a diagram out: which zones it shows, how much it says of them, and on how many rows they stand.

use std::collections::BTreeSet;

use super::arrange::{Effort, arranged};
use super::bundles::{Bundle, bundles};
use super::contents::{BoxContents, BoxRoom};
use super::geometry::{Placing, label_size};
use super::links::Links;
use super::model::{Detail, Diagram};
use super::rows::Rows;
use super::ways::Net;
use crate::catalog::Catalog;
use crate::export::run::ExportRun;
use crate::export::{Cancel, ExportError, ExportOptions, Pairs, Progress};
use crate::matrix::Matrix;
use crate::plan::{TrustLevel, Zone};

/// How long a side of a sheet is to the other, in thousandths: a sheet of paper that lies on its longer side.
const WIDE: i64 = 1414;

/// The numbers of zones on a row that are tried.
const ROW_LENGTHS: [usize; 9] = [3, 4, 5, 6, 7, 8, 10, 14, 20];

/// Lays out what an export with these options draws. `catalog` is the one that the matrix was derived with.
///
/// # Errors
/// When `cancel` was raised.
pub fn lay_out(
    catalog: &Catalog,
    matrix: &Matrix,
    options: ExportOptions,
    cancel: &Cancel,
) -> Result<Diagram, ExportError> {
    let progress = Progress::default();
    diagram(&ExportRun::new(catalog, matrix, options, cancel, &progress))
}

/// Lays out what a run draws.
pub(super) fn diagram(run: &ExportRun<'_>) -> Result<Diagram, ExportError> {
    run.check_cancelled()?;
    let links = Links::new(run)?;
    let shown = shown(run, &links);
    let position = |zone_idx: &usize| shown.binary_search(zone_idx).unwrap_or_default();
    let mut bundles = bundles(&links);
    for bundle in &mut bundles {
        bundle.sources = bundle.sources.iter().map(position).collect();
        bundle.destinations = bundle.destinations.iter().map(position).collect();
    }
    let room = BoxRoom::of(shown.len());
    let zones: Vec<(usize, &Zone, BoxContents)> = shown
        .iter()
        .map(|&zone_idx| {
            let zone = &*run.zones[zone_idx];
            let inside = links.pairs.get(&(zone_idx, zone_idx)).map(|&set| links.sets[set].label.as_str());
            (zone_idx, zone, BoxContents::new(run.catalog, zone, inside, room))
        })
        .collect();
    let nets: Vec<Net> = bundles.iter().map(|bundle| net(&links, bundle)).collect();
    let trusts: Vec<TrustLevel> = zones.iter().map(|(_, zone, _)| zone.trust).collect();
    let groups = groups(&zones);
    let placed = |rows: &Rows| {
        Placing { rows, bundles: &bundles, nets: &nets, links: &links, zones: &zones, box_width: room.width }.diagram()
    };
    let arranged = |most_on_a_row: usize, effort: Effort| -> Result<Diagram, ExportError> {
        run.check_cancelled()?;
        Ok(placed(&arranged(Rows::new(&trusts, most_on_a_row), &nets, room.width, &groups, effort)))
    };
    let mut best: Option<(i64, usize)> = None;
    for most_on_a_row in ROW_LENGTHS {
        let size = size(&arranged(most_on_a_row, Effort::Rough)?);
        if best.is_none_or(|(least, _)| size < least) {
            best = Some((size, most_on_a_row));
        }
        if most_on_a_row >= zones.len() {
            break;
        }
    }
    let most_on_a_row = best.map_or(1, |(_, most_on_a_row)| most_on_a_row);
    let num_left_out = run.zones.len() - shown.len();
    Ok(Diagram { num_left_out, ..arranged(most_on_a_row, Effort::Whole)? })
}

/// How large a sheet is that a diagram fits on.
fn size(diagram: &Diagram) -> i64 {
    i64::from(diagram.width).max(i64::from(diagram.height) * WIDE / 1000)
}

/// The positions of the zones that are shown: all, but where only a part of the plan is asked for, those that have a part in it.
fn shown(run: &ExportRun<'_>, links: &Links) -> Vec<usize> {
    let options = &run.options;
    if links.detail == Detail::Nothing || options.pairs == Pairs::All && options.filter.is_empty() {
        return (0..run.zones.len()).collect();
    }
    let mut res: BTreeSet<usize> = match &options.pairs {
        Pairs::Of(zones) => zones.clone(),
        Pairs::All | Pairs::Between { .. } => BTreeSet::new(),
    };
    res.extend(links.pairs.keys().flat_map(|&(source, destination)| [source, destination]));
    res.into_iter().collect()
}

fn net(links: &Links, bundle: &Bundle) -> Net {
    let mut zones: Vec<usize> = bundle.zones().collect();
    zones.sort_unstable();
    Net { zones, label: label_size(links, bundle) }
}

/// The group of each zone as a number, 0 for none.
fn groups(zones: &[(usize, &Zone, BoxContents)]) -> Vec<usize> {
    let names: BTreeSet<&str> =
        zones.iter().map(|(_, zone, _)| zone.group.as_str()).filter(|group| !group.is_empty()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    zones.iter().map(|(_, zone, _)| names.binary_search(&zone.group.as_str()).map_or(0, |idx| idx + 1)).collect()
}
