//! What the lines below a diagram say, besides what letters stand for.

use super::model::{Detail, Diagram};
use crate::export::NeedFilter;
use crate::export::picture::canvas::Stroke;
use crate::export::picture::frame::{self, Entry};
use crate::export::run::ExportRun;

/// What is explained of a diagram.
pub(super) fn legend(run: &ExportRun<'_>, diagram: &Diagram) -> Vec<Entry> {
    let mut res = Vec::new();
    if run.zones.is_empty() {
        res.push(Entry::text("The plan has no zones"));
    }
    match diagram.detail {
        Detail::Ports | Detail::Counts => {
            res.push(Entry::sample(
                Stroke::Solid,
                "From zones that open to zones that listen, in the color of one that listens; where lines join, all that open reach all that listen",
            ));
            if run.options.need == NeedFilter::All {
                res.push(Entry::sample(Stroke::Dashed, "The same, and all of it serves optional scenarios only"));
            }
        }
        Detail::Nothing => {
            res.push(Entry::text("So many arrows would tell nothing: the matrix tells which zone reaches which"));
        }
    }
    match (diagram.detail, run.options.need) {
        (Detail::Ports, NeedFilter::All) => {
            res.push(Entry::text("Ports are required unless “optional” stands before them"));
        }
        (Detail::Counts, _) => {
            res.push(Entry::text("Numbers count firewall rules: there are too many sets of ports for letters"));
        }
        (Detail::Ports, NeedFilter::Required) | (Detail::Nothing, _) => {}
    }
    if diagram.num_left_out > 0 {
        let zones = if diagram.num_left_out == 1 { "zone has" } else { "zones have" };
        res.push(Entry::text(&format!("Left out: {} {zones} no part in what is shown", diagram.num_left_out)));
    }
    res.extend(frame::foot(run));
    res
}
