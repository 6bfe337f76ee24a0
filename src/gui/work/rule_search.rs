//! The search through all rules, and sorting them: it runs in the background, and a newer one cancels it.

use std::sync::Arc;

use egui::Context;

use super::background::{Background, End};
use crate::catalog::Catalog;
use crate::gui::deps::Spawn;
use crate::gui::shown::SearchStatus;
use crate::matrix::Matrix;
use crate::plan::Plan;
use crate::query::{FoundRules, Query};
use crate::view::{RuleFilter, RuleOrder, RuleTable};

/// What is to be known of the rules of a plan.
#[derive(Clone, Debug)]
pub(in crate::gui) struct Wanted {
    /// What is asked for.
    pub query: Query,
    /// The rules that are known to be that.
    pub found: Option<FoundRules>,
    /// The table that is to be made of them, if it is shown: which rules of them, and in which order.
    pub table: Option<(RuleFilter, RuleOrder)>,
}

/// What was found.
#[derive(Clone, Debug)]
pub(in crate::gui) struct Searched {
    /// The rules that are asked for; `None`: all are.
    pub found: Option<FoundRules>,
    /// Their table.
    pub table: Option<RuleTable>,
}

impl Wanted {
    fn search(&self, catalog: &Catalog, matrix: &Matrix, is_cancelled: impl Fn() -> bool) -> Option<Searched> {
        let found = match &self.found {
            Some(known) => Some(known.clone()),
            None if self.query.is_empty() => None,
            None => Some(FoundRules::find(catalog, matrix, &self.query, &is_cancelled)?),
        };
        let table = match &self.table {
            Some(wanted) => {
                let query = self.query.clone();
                let table = RuleTable::arrange((catalog, matrix), wanted.clone(), query, found.as_ref(), is_cancelled);
                Some(table?)
            }
            None => None,
        };
        Some(Searched { found, table })
    }
}

/// The search whose rules are to be shown.
#[derive(Debug, Default)]
pub(in crate::gui) enum RuleSearch {
    /// Nothing is searched for, or it was found.
    #[default]
    Idle,
    /// It is under way.
    Running(Background<Searched>),
    /// It ended without a result: there was no thread for it, or it failed. It is not begun again by itself.
    Stopped,
}

impl RuleSearch {
    /// Starts a search.
    pub(in crate::gui) fn start(
        catalog: &Arc<Catalog>,
        plan: &Arc<Plan>,
        wanted: Wanted,
        spawn: &Spawn,
        ctx: &Context,
    ) -> Self {
        let if_lost = "The search stopped unexpectedly.";
        Self::Running(Background::start_on_matrix(
            spawn,
            ctx,
            if_lost,
            (catalog, plan),
            move |catalog, matrix, cancel| Ok(wanted.search(catalog, matrix, || cancel.is_cancelled())),
        ))
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
    pub(in crate::gui) fn poll(&mut self) -> Option<Searched> {
        let Self::Running(work) = self else { return None };
        match work.poll()? {
            End::Done(searched) => {
                *self = Self::Idle;
                Some(searched)
            }
            End::Cancelled | End::Failed(_) => {
                *self = Self::Stopped;
                None
            }
        }
    }
}
