//! What is written: which pairs of zones, what the filter shows, which needs, the inside of zones, and how far rows are
//! merged.

use std::collections::BTreeSet;

use egui::{Id, Ui};

use crate::export::{Block, ExportOptions, NeedFilter, Pairs, Paper, SameZone, zone_names};
use crate::gui::panels::PanelCx;
use crate::gui::shown::Chosen;
use crate::gui::state::LastExport;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{TickBox, labelled_row, segmented_ui, weak};
use crate::matrix::Merge;
use crate::plan::Plan;
use crate::query::Query;

/// Width of the name of the choice among pairs.
const NAME_WIDTH: f32 = 44.0;

/// Which pairs are written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Scope {
    /// All.
    #[default]
    All,
    /// Those of the block of the matrix, or the one that is chosen.
    Block,
    /// Those of the zones that are chosen.
    Zones,
}

/// What is chosen so far.
#[derive(Clone, Debug)]
pub(super) struct Switches {
    options: ExportOptions,
    scope: Scope,
    /// What each scope comes to; `None`: nothing of the kind is chosen in the window.
    block: Option<Pairs>,
    zones: Option<Pairs>,
    /// The filter of the window is left out of account.
    ignores_filter: bool,
}

impl Switches {
    /// Starts with what was chosen last, and with what is chosen in the window. `block` is what is drawn in the matrix, where
    /// that is shown.
    pub(super) fn new(plan: &Plan, chosen: &Chosen, block: Option<Block>, last: &LastExport) -> Self {
        let of_pair = |(source, destination): (usize, usize)| (vec![source], vec![destination]);
        let drawn = block.map(|block| (block.sources, block.destinations));
        let several = drawn.filter(|(sources, destinations)| sources.len() * destinations.len() > 1);
        let block = several.or_else(|| chosen.pair_idx(plan).map(of_pair));
        let between = |(sources, destinations): (Vec<usize>, Vec<usize>)| Pairs::Between {
            sources: sources.into_iter().collect(),
            destinations: destinations.into_iter().collect(),
        };
        let zones: BTreeSet<usize> = chosen.zone_idxs(plan).into_iter().collect();
        let options = ExportOptions {
            need: if last.required_alone { NeedFilter::Required } else { NeedFilter::All },
            same_zone: if last.same_zone { SameZone::Include } else { SameZone::LeaveOut },
            merge: if last.compact { Merge::Compact } else { Merge::Ranges },
            paper: Paper::ALL.iter().copied().find(|paper| paper.label() == last.paper),
            ..ExportOptions::default()
        };
        Self {
            options,
            scope: Scope::All,
            block: block.map(between),
            zones: (!zones.is_empty()).then_some(Pairs::Of(zones)),
            ignores_filter: false,
        }
    }

    /// What is written, where the window is filtered by this.
    pub(super) fn options(&self, filter: &Query, can_be_compact: bool) -> ExportOptions {
        ExportOptions {
            pairs: self.pairs(),
            filter: if self.ignores_filter { Query::ALL } else { filter.clone() },
            merge: if can_be_compact { self.options.merge } else { Merge::Ranges },
            ..self.options.clone()
        }
    }

    /// What is to be remembered of it.
    pub(super) fn remembered(&self, what: String, columns: &str) -> LastExport {
        LastExport {
            what,
            columns: columns.to_owned(),
            required_alone: self.options.need == NeedFilter::Required,
            same_zone: self.options.same_zone == SameZone::Include,
            compact: self.options.merge == Merge::Compact,
            paper: self.options.paper.map_or_else(String::new, |paper| paper.label().to_owned()),
        }
    }

    fn pairs(&self) -> Pairs {
        let chosen = match self.scope {
            Scope::All => None,
            Scope::Block => self.block.clone(),
            Scope::Zones => self.zones.clone(),
        };
        chosen.unwrap_or_default()
    }

    /// Shows them.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &PanelCx<'_>, can_be_compact: bool) {
        self.scope_ui(ui, cx.plan);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(2.0 * STEP, 0.0);
            let filter = cx.filter.query();
            let only = format!("Only what the filter “{}” asks for", filter.text());
            let about = "What matrix and rules show now";
            if !filter.is_empty() && ticked(ui, !self.ignores_filter, "filter", (&only, about)) {
                self.ignores_filter = !self.ignores_filter;
            }
            let options = &mut self.options;
            let about = "Leaves out what only scenarios need that nobody decided on";
            if ticked(ui, options.need == NeedFilter::Required, "required", ("Only what is required", about)) {
                options.need = match options.need {
                    NeedFilter::All => NeedFilter::Required,
                    NeedFilter::Required => NeedFilter::All,
                };
            }
            let about = "No firewall between zones sees them";
            if ticked(ui, options.same_zone == SameZone::Include, "inside", ("Also flows inside a zone", about)) {
                options.same_zone = match options.same_zone {
                    SameZone::LeaveOut => SameZone::Include,
                    SameZone::Include => SameZone::LeaveOut,
                };
            }
        });
        // Beside the others it would not be wrapped.
        ui.add_enabled_ui(can_be_compact, |ui| {
            let options = &mut self.options;
            let is_on = can_be_compact && options.merge == Merge::Compact;
            let texts = ("One row for each pair, transport and need", "Ports of several rules stand in one cell");
            if ticked(ui, is_on, "compact", texts) {
                options.merge = match options.merge {
                    Merge::Ranges => Merge::Compact,
                    Merge::Compact => Merge::Ranges,
                };
            }
        });
    }

    /// Shows the choice of paper, which pictures have.
    pub(super) fn paper_ui(&mut self, ui: &mut Ui) {
        let papers = Paper::ALL.iter().map(|&paper| (Some(paper), paper.name()));
        let choices: Vec<(Option<Paper>, &str)> = std::iter::once((None, "One sheet")).chain(papers).collect();
        let paper = self.options.paper;
        let chosen = labelled_row(ui, "Pages", NAME_WIDTH, |ui, _| segmented_ui(ui, "Pages", paper, &choices));
        self.options.paper = chosen.unwrap_or(paper);
        weak(
            ui,
            match self.options.paper {
                None => "One file, as large as the picture comes out",
                Some(_) => "A new folder with a file for each page, on which texts can be read when it is printed",
            },
        );
    }

    /// The choice among pairs, as far as there is one, and what it comes to.
    fn scope_ui(&mut self, ui: &mut Ui, plan: &Plan) {
        let is_pair = matches!(&self.block, Some(Pairs::Between { sources, destinations })
            if sources.len() * destinations.len() == 1);
        let is_zone = matches!(&self.zones, Some(Pairs::Of(zones)) if zones.len() == 1);
        let block =
            self.block.is_some().then_some((Scope::Block, if is_pair { "Chosen pair" } else { "Chosen block" }));
        let zones =
            self.zones.is_some().then_some((Scope::Zones, if is_zone { "Chosen zone" } else { "Chosen zones" }));
        let choices: Vec<(Scope, &str)> =
            [Some((Scope::All, "All pairs")), block, zones].into_iter().flatten().collect();
        let chosen = labelled_row(ui, "Pairs", NAME_WIDTH, |ui, _| segmented_ui(ui, "Pairs", self.scope, &choices));
        self.scope = chosen.unwrap_or(self.scope);
        let text = match self.pairs() {
            Pairs::All => None,
            some @ (Pairs::Of(_) | Pairs::Between { .. }) => some.text(&zone_names(plan)),
        };
        let text = text.map(|text| format!("Only {text}"));
        weak(ui, text.as_deref().unwrap_or("Everything between the zones of the plan"));
    }
}

fn ticked(ui: &mut Ui, is_on: bool, id: &str, (text, about): (&str, &str)) -> bool {
    let response = TickBox::new(is_on.into(), text).fitted_ui(ui, Id::unique(("export-option", id)));
    response.on_hover_text(about).clicked()
}
