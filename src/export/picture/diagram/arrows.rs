//! Which arrows there are and what stands at them. It places none.

use crate::export::ExportError;
use crate::export::NeedFilter;
use crate::export::pairs::Job;
use crate::export::picture::MOST_ZONES_WITH_PORTS;
use crate::export::picture::canvas::Stroke;
use crate::export::picture::port_label::{self, Overflow, PortLabel, Room};

/// The room of a label's ports.
pub(super) const ROOM: Room = Room { width: 186, ranges: 4, overflow: Overflow::Shorten };

/// The most arrows whose ports are written out.
const MOST_ARROWS_WITH_PORTS: usize = 90;

/// The most arrows that are drawn: a picture of more is a carpet.
const MOST_ARROWS: usize = 240;

/// How much the picture says about a pair of zones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Detail {
    /// Its ports.
    Ports,
    /// How many rules there are.
    Counts,
    /// Nothing: there are too many pairs for arrows.
    Nothing,
}

/// What flows from one zone to another.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    /// Position of the zone that opens.
    pub source: usize,
    /// Position of the zone that listens.
    pub destination: usize,
    /// What stands at it.
    pub label: PortLabel,
}

impl Arrow {
    /// How it is drawn.
    pub(super) fn stroke(&self) -> Stroke {
        if self.label.has_required { Stroke::Solid } else { Stroke::Dashed }
    }
}

/// The arrows by source, then destination, and how much they say.
pub(super) fn arrows(job: &Job<'_>) -> Result<(Vec<Arrow>, Detail), ExportError> {
    let is_drawn = |&(source_idx, destination_idx): &(usize, usize)| {
        let summary = job.matrix.summary(source_idx, destination_idx);
        let num_rules = match job.options.need {
            NeedFilter::All => summary.num_rules(),
            NeedFilter::Required => u32::from(summary.required_rules),
        };
        source_idx != destination_idx && num_rules > 0
    };
    let pairs = || (0..job.num_pairs()).map(|position| job.pair(position)).filter(is_drawn);
    let detail = match pairs().take(MOST_ARROWS + 1).count() {
        0..=MOST_ARROWS_WITH_PORTS if job.zones.len() <= MOST_ZONES_WITH_PORTS => Detail::Ports,
        0..=MOST_ARROWS => Detail::Counts,
        _ => return Ok((Vec::new(), Detail::Nothing)),
    };
    let mut res = Vec::new();
    for pair in pairs() {
        job.check_cancelled()?;
        let label = match detail {
            Detail::Ports => port_label::ports(job, pair, ROOM),
            Detail::Counts | Detail::Nothing => port_label::counts(job, pair),
        };
        res.push(Arrow { source: pair.0, destination: pair.1, label });
    }
    Ok((res, detail))
}
