//! The middle of the window: tabs, and what the chosen one shows.

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::states::TabStates;
use super::tab_bar::{TAB_BAR, tab_bar_ui};
use super::{PanelCx, diagram, findings, matrix, plan, reference, rules, ticks};
use crate::gui::commands::Panel;
use crate::gui::state::Tab;
use crate::gui::theme::tokens;

/// Shows the tabs and the chosen one's contents.
pub(crate) fn main_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, states: &mut TabStates) {
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), TAB_BAR));
    let body = Rect::from_min_max(pos2(rect.left(), bar.bottom()), rect.max);
    ui.painter().rect_filled(body, 0, tokens(ui).surface.get());
    tab_bar_ui(ui, cx, bar);
    ui.scope_builder(UiBuilder::new().id_salt(("tab", cx.look.tab as usize)).max_rect(body), |ui| {
        ui.set_clip_rect(body);
        let takes_focus = cx.takes_focus(Panel::Main);
        match cx.look.tab {
            Tab::Ticks => ticks::ticks_ui(ui, cx, &mut states.ticks, takes_focus),
            Tab::Matrix => matrix::matrix_ui(ui, cx, &mut states.matrix, takes_focus),
            Tab::Diagram => diagram::diagram_ui(ui, cx, &mut states.diagram, takes_focus),
            Tab::Rules => rules::rules_ui(ui, cx, &mut states.rules, takes_focus),
            Tab::Reference => reference::reference_ui(ui, cx, &mut states.reference, takes_focus),
            Tab::Findings => findings::findings_ui(ui, cx, &mut states.findings, takes_focus),
            Tab::Plan => plan::plan_ui(ui, cx, &mut states.plan, takes_focus),
        }
    });
}
