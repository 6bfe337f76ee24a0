//! What the sections of a report are made from: the run, what was counted, the findings, and what plan and catalog decide.

use std::borrow::Cow;

use super::anchor::Anchor;
use super::block::{Piece, Text};
use super::survey::Survey;
use crate::catalog::Catalog;
use crate::check;
use crate::export::ExportError;
use crate::export::run::ExportRun;
use crate::finding::{Finding, Subject};
use crate::ids::ReferenceIdx;
use crate::plan::Plan;
use crate::table::{Places, Relevant};

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
    /// What the report tells the answers and decisions of: what plays a part, and what the plan decides anyway.
    pub asked: Relevant,
    places: Places<'a>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(run: &'a ExportRun<'a>) -> Result<Self, ExportError> {
        run.check_cancelled()?;
        let plan = run.matrix.plan();
        let judged = run.options.as_of.map_or_else(|| run.catalog.as_of.clone(), |day| day.to_string());
        let zones = run.zones.iter().map(|zone| (zone.id.as_str(), zone.name.as_str()));
        Ok(Self {
            survey: Survey::of(run, run.zones.len() <= MOST_WITH_PORTS)?,
            findings: check::findings_as_of(run.catalog, run.matrix, &judged),
            judged,
            asked: asked(run.catalog, plan),
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

    /// What a zone is called.
    pub(super) fn zone_name(&self, zone_idx: usize) -> &'a str {
        &self.run.zones[zone_idx].name
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

    /// A scenario by its name, with a link where its decision is told.
    pub(super) fn scenario(&self, name: &'a str) -> Text<'a> {
        let known = self.run.catalog.scenario_meant(name).filter(|idx| self.asked.scenarios.contains(idx));
        match known {
            Some(idx) => Text::link(Anchor::scenario(self.run.catalog, idx), Text::words(name)),
            None => Text::name(name),
        }
    }

    /// A number of ports, ids or words that stands out.
    pub(super) fn strong(words: impl Into<Cow<'a, str>>) -> Text<'a> {
        Text(vec![Piece::Strong(words.into())])
    }
}

/// What plays a part in a plan, and what it decides beyond that.
fn asked(catalog: &Catalog, plan: &Plan) -> Relevant {
    let mut res = Relevant::of(catalog, plan);
    let pairs = || plan.pairs.values();
    let scenarios = plan.scenarios.keys().chain(pairs().flat_map(|pair| pair.scenarios.keys()));
    res.scenarios.extend(scenarios.filter_map(|id| catalog.scenario_idx(id.as_str())));
    let of_zones = plan.zones.iter().flat_map(|zone| zone.assumptions.keys());
    let of_pairs = pairs().flat_map(|pair| pair.assumptions.keys());
    let assumptions = plan.assumptions.keys().chain(of_zones).chain(of_pairs);
    res.assumptions.extend(assumptions.filter_map(|id| catalog.assumption_idx(id.as_str())));
    let choices = plan.choices.keys().chain(plan.scopes.iter().flat_map(|scope| scope.choices.keys()));
    res.choices.extend(choices.filter_map(|id| catalog.choice_idx(id.as_str())));
    res
}
