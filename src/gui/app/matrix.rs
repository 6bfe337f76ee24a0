//! Carries out the commands of the matrix: how it looks, and what of it goes to the clipboard.

use egui::Context;

use super::app::App;
use crate::export::{BlockForm, block_text};
use crate::gui::commands::Command;
use crate::gui::panels::ZOOM_STEPS;
use crate::gui::state::MatrixCells;
use crate::view::{Shade, counted};

impl App {
    /// Carries out a command of the matrix. Others are not its business.
    pub(super) fn run_on_matrix(&mut self, ctx: &Context, command: Command) {
        let look = &mut self.deps.ui_state;
        match command {
            Command::CellsAutomatic => look.cells = MatrixCells::Automatic,
            Command::CellsPorts => look.cells = MatrixCells::Ports,
            Command::CellsCounts => look.cells = MatrixCells::Counts,
            Command::ShadeRules => look.shade = Shade::Rules,
            Command::ShadePorts => look.shade = Shade::Ports,
            Command::ShadeNeed => look.shade = Shade::Need,
            Command::ShadeRisk => look.shade = Shade::Risk,
            Command::LargerCells => look.matrix_zoom = larger_zoom(look.matrix_zoom),
            Command::SmallerCells => look.matrix_zoom = smaller_zoom(look.matrix_zoom),
            Command::UsualCells => look.matrix_zoom = 1.0,
            Command::CopyCells => self.copy_cells(ctx, BlockForm::Table),
            Command::CopyCellsMarkdown => self.copy_cells(ctx, BlockForm::Markdown),
            Command::CopyCellRules => self.copy_cells(ctx, BlockForm::Rules),
            _ => {}
        }
    }

    fn copy_cells(&mut self, ctx: &Context, form: BlockForm) {
        let block = self.panels.matrix.block();
        match block_text(&self.deps.catalog, self.deriver.matrix(), &block, form) {
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
