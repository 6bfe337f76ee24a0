//! The bar below the tick table: what its signs say.

use egui::{Rect, RichText, Sense, Ui, UiBuilder, vec2};

use super::painting::{paint_hosts, paint_settings};
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{TickShape, paint_tick};
use crate::view::TickState;

/// Height of the bar.
pub(super) const LEGEND_BAR: f32 = ROW + 2.0 * STEP;

/// The least room for a sign with its meaning.
const NOTE_WIDTH: f32 = 30.0 * STEP;

/// A sign of a cell.
#[derive(Clone, Copy)]
enum Sign {
    Ticked,
    Implied,
    SwitchedOff,
    Hosts,
    Settings,
    Odd,
}

/// Shows the bar.
pub(super) fn legend_ui(ui: &mut Ui, rect: Rect) {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    ui.scope_builder(UiBuilder::new().id_salt("ticks-legend").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = STEP;
            for (sign, text) in [
                (Sign::Ticked, "ticked"),
                (Sign::Implied, "implied"),
                (Sign::Hosts, "hosts"),
                (Sign::Settings, "has settings"),
                (Sign::SwitchedOff, "switched off"),
                (Sign::Odd, "finding"),
            ] {
                // What is left out in a narrow window is said by tooltips too.
                if ui.available_width() > NOTE_WIDTH {
                    sign_ui(ui, sign);
                    ui.label(RichText::new(text).size(SMALL).color(tokens(ui).text_weak.get()));
                    ui.add_space(2.0 * STEP);
                }
            }
        });
    });
}

fn sign_ui(ui: &mut Ui, sign: Sign) {
    let (rect, _) = ui.allocate_exact_size(vec2(4.0 * STEP, ROW), Sense::empty());
    let (painter, tokens, center) = (ui.painter(), tokens(ui), rect.center());
    let tick = |state, is_implied| paint_tick(painter, tokens, center, (state, is_implied, TickShape::Box));
    match sign {
        Sign::Ticked => tick(TickState::On, false),
        Sign::Implied => tick(TickState::On, true),
        Sign::SwitchedOff => tick(TickState::Off, false),
        Sign::Hosts => paint_hosts(painter, center - vec2(STEP, 0.0), 2, tokens.accent.get()),
        Sign::Settings => paint_settings(painter, center, tokens.accent.get()),
        Sign::Odd => {
            let font = egui::FontId::proportional(SMALL);
            painter.text(center, egui::Align2::CENTER_CENTER, "⚠", font, tokens.text.get());
        }
    }
}
