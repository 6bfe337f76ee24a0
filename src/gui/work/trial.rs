//! Finding out what a proposal would do: it runs in the background, and a newer one cancels it.

use std::sync::Arc;

use egui::Context;

use super::background::{Background, Latest};
use crate::catalog::Catalog;
use crate::gui::deps::Spawn;
use crate::plan::Plan;
use crate::view::{Proposal, WhatIf};

/// The proposal that is being tried.
pub(in crate::gui) type Trial = Latest<WhatIf>;

impl Trial {
    /// Starts to try a proposal.
    pub(in crate::gui) fn start(
        catalog: &Arc<Catalog>,
        plan: &Arc<Plan>,
        proposal: Proposal,
        spawn: &Spawn,
        ctx: &Context,
    ) -> Self {
        let (catalog, plan) = (Arc::clone(catalog), Arc::clone(plan));
        let if_lost = "This could not be found out: the work for it stopped unexpectedly";
        Self::of(Background::start(spawn, ctx, if_lost, move |cancel, _| {
            Ok(WhatIf::build(&catalog, &plan, proposal, || cancel.is_cancelled()))
        }))
    }
}
