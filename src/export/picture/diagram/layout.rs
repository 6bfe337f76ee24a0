//! Lays a diagram out: which zones it shows, how much it says of them, and on how many rows they stand.

use std::collections::BTreeSet;

use super::arrange::{Effort, arranged};
use super::bundles::{Bundle, bundles};
use super::contents::{BoxContents, BoxRoom};
use super::geometry::{Placing, label_size};
use super::legend::legend;
use super::links::Links;
use super::model::{Detail, Diagram};
use super::rows::Rows;
use super::ways::Net;
use crate::catalog::Catalog;
use crate::export::picture::sheet::size_on_paper;
use crate::export::run::ExportRun;
use crate::export::{Cancel, ExportError, ExportOptions, Pairs, Paper, Progress};
use crate::matrix::Matrix;
use crate::plan::{TrustLevel, Zone};

/// The paper that a diagram has the shape of where none is chosen: what it is most often printed on.
const USUAL: Paper = Paper::A3Landscape;

/// The numbers of zones on a row that are tried.
const ROW_LENGTHS: [usize; 10] = [3, 4, 5, 6, 7, 8, 10, 12, 15, 20];

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

/// Lays out what a run draws, all on one sheet.
pub(super) fn diagram(run: &ExportRun<'_>) -> Result<Diagram, ExportError> {
    Layout::new(run)?.laid_out(USUAL, Effort::Whole)
}

/// What a diagram shows, before it is laid out.
pub(super) struct Layout<'r> {
    run: &'r ExportRun<'r>,
    pub links: Links,
    /// The positions of the zones that are shown, sorted.
    zones: Vec<usize>,
}

impl<'r> Layout<'r> {
    /// Everything that a run draws.
    pub(super) fn new(run: &'r ExportRun<'r>) -> Result<Self, ExportError> {
        run.check_cancelled()?;
        let links = Links::new(run)?;
        let zones = shown(run, &links);
        Ok(Self { run, links, zones })
    }

    /// A part of it: some pairs, and the zones that they join.
    pub(super) fn part(&self, pairs: &BTreeSet<(usize, usize)>) -> Self {
        let zones: BTreeSet<usize> = pairs.iter().flat_map(|&(source, destination)| [source, destination]).collect();
        let links = self.links.of(|pair| pairs.contains(&pair) || pair.0 == pair.1 && zones.contains(&pair.0));
        Self { run: self.run, links, zones: zones.into_iter().collect() }
    }

    /// Lays it out so that it is as large as may be on paper of this shape.
    pub(super) fn laid_out(&self, paper: Paper, effort: Effort) -> Result<Diagram, ExportError> {
        let Self { run, links, zones } = self;
        let position = |zone_idx: &usize| zones.binary_search(zone_idx).unwrap_or_default();
        let mut bundles = bundles(links);
        for bundle in &mut bundles {
            bundle.sources = bundle.sources.iter().map(position).collect();
            bundle.destinations = bundle.destinations.iter().map(position).collect();
        }
        let room = BoxRoom::of(zones.len());
        let contents = |&zone_idx: &usize| {
            let zone = &*run.zones[zone_idx];
            let inside = links.pairs.get(&(zone_idx, zone_idx)).map(|&set| links.sets[set].label.as_str());
            (zone_idx, zone, BoxContents::new(run.catalog, zone, inside, room))
        };
        let zones: Vec<(usize, &Zone, BoxContents)> = zones.iter().map(contents).collect();
        let nets: Vec<Net> = bundles.iter().map(|bundle| net(links, bundle)).collect();
        let trusts: Vec<TrustLevel> = zones.iter().map(|(_, zone, _)| zone.trust).collect();
        let groups = groups(&zones);
        let num_left_out = run.zones.len() - zones.len();
        let laid_out = |most_on_a_row: usize, effort: Effort| -> Result<Diagram, ExportError> {
            run.check_cancelled()?;
            let rows = &arranged(Rows::new(&trusts, most_on_a_row), &nets, room.width, &groups, effort);
            let (bundles, nets, zones, box_width) = (&bundles[..], &nets[..], &zones[..], room.width);
            let diagram = Placing { rows, bundles, nets, links, zones, box_width }.diagram();
            Ok(Diagram { num_left_out, ..diagram })
        };
        let mut best: Option<(i32, usize)> = None;
        for most_on_a_row in ROW_LENGTHS {
            let needed = needed(run, &laid_out(most_on_a_row, Effort::Rough)?, paper);
            if best.is_none_or(|(least, _)| needed < least) {
                best = Some((needed, most_on_a_row));
            }
            if most_on_a_row >= zones.len() {
                break;
            }
        }
        laid_out(best.map_or(1, |(_, most_on_a_row)| most_on_a_row), effort)
    }
}

/// How many pixels from side to side must stand on paper of this shape, so that a diagram fits with all that is around it.
pub(super) fn needed(run: &ExportRun<'_>, diagram: &Diagram, paper: Paper) -> i32 {
    size_on_paper((diagram.width, diagram.height), &diagram.legend, &legend(run, diagram), paper).width
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
    let of = |(_, zone, _): &(usize, &Zone, BoxContents)| zone.group.clone();
    let names: BTreeSet<String> = zones.iter().map(of).filter(|group| !group.is_empty()).collect();
    let names: Vec<String> = names.into_iter().collect();
    zones.iter().map(|zone| names.binary_search(&of(zone)).map_or(0, |idx| idx + 1)).collect()
}
