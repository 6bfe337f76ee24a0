//! The first rows that a form would have: made in the background, and newer ones take the place of what is under way.

use std::sync::Arc;

use egui::Context;

use super::background::{Background, Latest, outcome};
use crate::catalog::Catalog;
use crate::export::{ExportOptions, FormPreview, preview_form};
use crate::gui::deps::Spawn;
use crate::gui::error_text::with_causes;
use crate::plan::Plan;
use crate::profile::Profile;

/// How many rows are shown.
const ROWS: usize = 6;

/// The first rows that are being made.
pub(in crate::gui) type Previewing = Latest<Vec<FormPreview>>;

impl Previewing {
    /// Starts to make the first rows of the form of a profile.
    pub(in crate::gui) fn preview(
        catalog: &Arc<Catalog>,
        plan: &Arc<Plan>,
        profile: Box<Profile>,
        spawn: &Spawn,
        ctx: &Context,
    ) -> Self {
        let if_lost = "The first rows can't be shown: the work for them stopped unexpectedly";
        Self::of(Background::start_on_matrix(spawn, ctx, if_lost, (catalog, plan), move |catalog, matrix, cancel| {
            let rows = preview_form(catalog, matrix, &profile, ExportOptions::default(), ROWS, cancel);
            outcome(rows, cancel, |err| with_causes(err))
        }))
    }
}
