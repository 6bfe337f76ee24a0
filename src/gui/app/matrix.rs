//! Carries out the commands of the matrix: how it looks, and what of it goes to the clipboard.

use egui::Context;

use super::app::App;
use crate::export::{BlockForm, block_text};
use crate::gui::commands::Zoom;
use crate::gui::panels::ZOOM_STEPS;
use crate::view::counted;

impl App {
    /// Changes the size of the cells.
    pub(super) fn zoom_cells(&mut self, zoom: Zoom) {
        let size = &mut self.ui_state.matrix_zoom;
        *size = match zoom {
            Zoom::In => larger_zoom(*size),
            Zoom::Out => smaller_zoom(*size),
            Zoom::Reset => 1.0,
        };
    }

    /// Puts the selected cells on the clipboard.
    pub(super) fn copy_cells(&mut self, ctx: &Context, form: BlockForm) {
        let block = self.panels.matrix.block();
        match block_text(&self.catalog.model, self.deriver.matrix(), &block, form) {
            Ok(text) => {
                ctx.copy_text(text);
                let num_cells = u32::try_from(block.num_cells()).unwrap_or(u32::MAX);
                let what = if form == BlockForm::Rules { "the rules of " } else { "" };
                self.notifications.done(format!("Copied {what}{}", counted(num_cells, "cell", "cells")));
            }
            Err(err) => self.notifications.error_chain("Can't copy the cells", &err),
        }
    }
}

/// The next step up; the zoom itself where there is none.
fn larger_zoom(zoom: f32) -> f32 {
    ZOOM_STEPS.into_iter().find(|&step| step > zoom).unwrap_or(zoom)
}

/// The next step down; the zoom itself where there is none.
fn smaller_zoom(zoom: f32) -> f32 {
    ZOOM_STEPS.into_iter().rfind(|&step| step < zoom).unwrap_or(zoom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_go_from_one_step_to_the_next() {
        for (zoom, larger, smaller) in [(1.0, 1.25, 0.8), (1.1, 1.25, 1.0), (2.0, 2.0, 1.5), (0.5, 0.65, 0.5)] {
            assert!((larger_zoom(zoom) - larger).abs() < 1e-6, "{zoom}");
            assert!((smaller_zoom(zoom) - smaller).abs() < 1e-6, "{zoom}");
        }
    }
}
