//! A search through all rules on its way: it runs beside the window, and a newer one cancels it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::catalog::Catalog;
use crate::gui::deps::Spawn;
use crate::gui::shown::SearchStatus;
use crate::plan::Plan;
use crate::view::{RuleFilter, RuleTable};

/// How far the search is whose rules are to be shown.
#[derive(Debug, Default)]
pub(in crate::gui) enum RuleSearch {
    /// Nothing is searched for, or it was found.
    #[default]
    Idle,
    /// It is under way.
    Running(Running),
    /// It ended without a result: there was no thread for it, or it failed. It is not begun again by itself.
    Stopped,
}

/// A search that is under way.
#[derive(Debug)]
pub(in crate::gui) struct Running {
    cancel: Arc<AtomicBool>,
    receiver: Receiver<RuleTable>,
}

impl RuleSearch {
    /// Starts a search.
    pub(in crate::gui) fn start(
        catalog: &Arc<Catalog>,
        plan: &Arc<Plan>,
        filter: RuleFilter,
        spawn: &Spawn,
        ctx: &egui::Context,
    ) -> Self {
        let (sender, receiver) = channel();
        let cancel = Arc::new(AtomicBool::new(false));
        let res = Self::Running(Running { cancel: Arc::clone(&cancel), receiver });
        let (catalog, plan) = (Arc::clone(catalog), Arc::clone(plan));
        // Dropped whether the work is done or not: the window is to look what became of it.
        let wake = Wake(ctx.clone());
        spawn(Box::new(move || {
            let wake = wake;
            if let Some(table) = RuleTable::search(&catalog, &plan, filter, &cancel) {
                // Nobody may be waiting any more.
                drop(sender.send(table));
            }
            drop(wake);
        }));
        res
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
        let Self::Running(Running { receiver, .. }) = self else { return None };
        match receiver.try_recv() {
            Ok(table) => {
                *self = Self::Idle;
                Some(table)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                *self = Self::Stopped;
                None
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

/// Asks for a frame when it goes.
struct Wake(egui::Context);

impl Drop for Wake {
    fn drop(&mut self) {
        self.0.request_repaint();
    }
}
