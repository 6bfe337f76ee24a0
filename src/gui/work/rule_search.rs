//! The search through all rules, and sorting them: it runs in the background, and a newer one cancels it.

use std::sync::Arc;

use egui::Context;

use super::background::{Background, End};
use crate::catalog::Catalog;
use crate::gui::deps::Spawn;
use crate::gui::shown::SearchStatus;
use crate::plan::Plan;
use crate::view::{RuleFilter, RuleOrder, RuleTable};

/// The search whose rules are to be shown.
#[derive(Debug, Default)]
pub(in crate::gui) enum RuleSearch {
    /// Nothing is searched for, or it was found.
    #[default]
    Idle,
    /// It is under way.
    Running(Background<RuleTable>),
    /// It ended without a result: there was no thread for it, or it failed. It is not begun again by itself.
    Stopped,
}

impl RuleSearch {
    /// Starts a search.
    pub(in crate::gui) fn start(
        catalog: &Arc<Catalog>,
        plan: &Arc<Plan>,
        wanted: (RuleFilter, RuleOrder),
        spawn: &Spawn,
        ctx: &Context,
    ) -> Self {
        let (catalog, plan) = (Arc::clone(catalog), Arc::clone(plan));
        let if_lost = "The search stopped unexpectedly.";
        Self::Running(Background::start(spawn, ctx, if_lost, move |cancel, _| {
            Ok(RuleTable::arrange(&catalog, &plan, wanted, || cancel.is_cancelled()))
        }))
    }

    /// How far it is.
    pub(in crate::gui) fn status(&self) -> SearchStatus {
        match self {
            Self::Idle => SearchStatus::Idle,
            Self::Running(_) => SearchStatus::Running,
            Self::Stopped => SearchStatus::Stopped,
        }
    }

    /// What it found, once; `None` while it is under way, and when it ended without a result.
    pub(in crate::gui) fn poll(&mut self) -> Option<RuleTable> {
        let Self::Running(work) = self else { return None };
        match work.poll()? {
            End::Done(table) => {
                *self = Self::Idle;
                Some(table)
            }
            End::Cancelled | End::Failed(_) => {
                *self = Self::Stopped;
                None
            }
        }
    }
}
