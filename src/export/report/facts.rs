//! What the sections of a report are made from: the run, what was counted, the findings, and what has to be configured.

use std::borrow::Cow;

use super::anchor::Anchor;
use super::block::Text;
use super::survey::Survey;
use crate::check::{self, RpcSetup};
use crate::export::ExportError;
use crate::export::run::ExportRun;
use crate::finding::{Finding, Subject, excerpt};
use crate::ids::ReferenceIdx;
use crate::plan::Plan;
use crate::table::Places;

/// The most zones of which the matrix shows ports and not numbers.
const MOST_WITH_PORTS: usize = 6;

/// What the sections are made from.
pub(super) struct Facts<'a> {
    pub run: &'a ExportRun<'a>,
    pub survey: Survey,
    /// The findings about the plan.
    pub findings: Vec<Finding>,
    /// The day that they are judged by.
    pub judged: String,
    /// What has to be configured for RPC.
    pub rpc: Vec<RpcSetup<'a>>,
    places: Places<'a>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(run: &'a ExportRun<'a>) -> Result<Self, ExportError> {
        run.check_cancelled()?;
        let judged = run.judged();
        let zones = run.zones.iter().map(|zone| (zone.id.as_str(), zone.name.as_str()));
        Ok(Self {
            survey: Survey::of(run, run.zones.len() <= MOST_WITH_PORTS)?,
            findings: check::findings_as_of(run.catalog, run.matrix, &judged),
            judged,
            rpc: check::rpc_setup(run.catalog, run.matrix),
            places: Places::new(run.catalog, zones),
            run,
        })
    }

    pub(super) fn plan(&self) -> &'a Plan {
        self.run.matrix.plan()
    }

    /// Whether the matrix shows ports and not numbers.
    pub(super) fn shows_ports(&self) -> bool {
        self.run.zones.len() <= MOST_WITH_PORTS
    }

    /// What a zone is called, or how that begins: the table of zones has all of it.
    pub(super) fn zone_name(&self, zone_idx: usize) -> Cow<'a, str> {
        excerpt(&self.run.zones[zone_idx].name)
    }

    /// What a pair of zones is called: `Clients → Core`, or `Inside Core`.
    pub(super) fn pair_name(&self, (source_idx, destination_idx): (usize, usize)) -> Text<'a> {
        if source_idx == destination_idx {
            return Text::words("Inside ").and_name(self.zone_name(source_idx));
        }
        Text::name(self.zone_name(source_idx)).and(" → ").and_name(self.zone_name(destination_idx))
    }

    /// What the place of a finding is called.
    pub(super) fn place(&self, subject: &Subject) -> Text<'a> {
        Text::name(self.places.name(subject))
    }

    /// The documents behind something, each with a link to what is told of it.
    pub(super) fn documents(&self, documents: impl IntoIterator<Item = ReferenceIdx>) -> Text<'a> {
        let catalog = self.run.catalog;
        let link = |idx| Text::link(Anchor::document(catalog, idx), Text::words(&*catalog.references[idx].label));
        Text::joined(documents.into_iter().map(link), ", ")
    }

    /// A scenario that a rule serves by its name, with a link to its decision.
    pub(super) fn scenario(&self, name: &'a str) -> Text<'a> {
        match self.run.catalog.scenario_meant(name) {
            Some(idx) => Text::link(Anchor::scenario(self.run.catalog, idx), Text::words(name)),
            None => Text::name(name),
        }
    }
}
