//! What the legend of the diagram says.

use super::arrows::Detail;
use crate::export::NeedFilter;
use crate::export::pairs::Job;
use crate::export::picture::canvas::Stroke;
use crate::export::picture::frame::{self, Entry};

/// The lines of the legend.
pub(super) fn entries(job: &Job<'_>, detail: Detail) -> Vec<Entry> {
    let mut res = Vec::new();
    if job.zones.is_empty() {
        res.push(Entry::words("The plan has no zones"));
    }
    if detail != Detail::Nothing {
        res.push(Entry::sample(
            Stroke::Solid,
            "From the zone that opens the connection to the zone that listens; something of it is required",
        ));
        if job.options.need == NeedFilter::All {
            res.push(Entry::sample(Stroke::Dashed, "The same, and all of it serves optional scenarios only"));
        }
    }
    if detail == Detail::Ports && job.options.need == NeedFilter::All {
        res.push(Entry::words("Ports are required unless “optional” stands before them"));
    }
    res.push(Entry::words(match detail {
        Detail::Ports => "“… (9)”: nine ports and ranges in all, which the matrix lists",
        Detail::Counts => "Numbers count firewall rules: with so many zones the matrix tells the ports",
        Detail::Nothing => "With so many zones arrows would tell nothing: the matrix tells which zone reaches which",
    }));
    res.extend(frame::foot(job));
    res
}
