//! A search through all rules on its way: it runs beside the window, and a newer one cancels it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};

use crate::catalog::Catalog;
use crate::gui::deps::Spawn;
use crate::plan::Plan;
use crate::view::{RuleFilter, RuleTable};

/// A search that is under way.
#[derive(Debug)]
pub(in crate::gui) struct RuleSearch {
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
        let res = Self { cancel: Arc::clone(&cancel), receiver };
        let (catalog, plan, ctx) = (Arc::clone(catalog), Arc::clone(plan), ctx.clone());
        spawn(Box::new(move || {
            if let Some(table) = RuleTable::search(&catalog, &plan, filter, &cancel)
                && sender.send(table).is_ok()
            {
                ctx.request_repaint();
            }
        }));
        res
    }

    /// What it found; `None` while it is under way.
    pub(in crate::gui) fn poll(&self) -> Option<RuleTable> {
        self.receiver.try_recv().ok()
    }
}

impl Drop for RuleSearch {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}
