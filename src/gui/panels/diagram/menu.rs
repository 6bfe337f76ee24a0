//! What a zone, an arrow and the empty room of the diagram offer. Of an arrow of several pairs it asks which.

use std::collections::BTreeSet;

use egui::containers::menu::menu_style;
use egui::{Align, Button, Id, Layout, Popup, PopupAnchor, PopupKind, ScrollArea, Ui};

use super::item::{Item, Spot};
use super::scene::Scene;
use super::state::{DiagramState, Menu, View};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::panels::menu_bar::item_ui;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::Follow;
use crate::view::counted;

/// Shows the menu as long as it is open.
pub(super) fn menu_ui(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut DiagramState, scene: Scene<'_>) {
    let Some(menu) = state.menu.clone() else { return };
    let id = Id::unique("diagram-menu");
    let mut is_open = true;
    let popup = Popup::new(id, ui.ctx().clone(), PopupAnchor::Position(menu.at), ui.layer_id());
    let popup = popup.kind(PopupKind::Menu).layout(Layout::top_down_justified(Align::Min)).style(menu_style);
    popup.open_bool(&mut is_open).show(|ui| entries_ui(ui, cx, state, scene, &menu));
    if is_open {
        // The first entry takes the focus once.
        if let Some(menu) = &mut state.menu {
            menu.takes_focus = false;
        }
    } else {
        state.menu = None;
        state.follow = Follow::Focus;
    }
}

fn entries_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut DiagramState, scene: Scene<'_>, menu: &Menu) {
    match menu.of.as_ref().and_then(|item| item.spot(scene.drawn)) {
        Some(Spot::Arrow(idx)) => {
            let mut takes_focus = menu.takes_focus;
            let pairs: Vec<_> = scene.drawn.pairs_of(idx).zip(scene.named.pairs_now(idx)).collect();
            ui.add_enabled(false, Button::new(counted(pairs.len(), "pair", "pairs")));
            ScrollArea::vertical().max_height(80.0 * STEP).show(ui, |ui| {
                for ((source, destination), now) in pairs {
                    let summary = cx.matrix.summary(now.0, now.1);
                    let rules = counted(summary.num_rules(), "rule", "rules");
                    let name = cx.views.matrix.arrow(now.0, now.1);
                    let entry = ui.add(Button::new(name).shortcut_text(rules));
                    if std::mem::take(&mut takes_focus) {
                        entry.request_focus();
                    }
                    if entry.clicked() {
                        state.cursor = Some(Item::Arrow((source.clone(), destination.clone())));
                        cx.act(Action::Select(Selection::Pair { source, destination }));
                        ui.close();
                    }
                }
            });
            ui.separator();
            item_ui(ui, cx, Command::CopyPorts);
            item_ui(ui, cx, Command::AddFlow);
            ui.separator();
        }
        Some(Spot::Zone(_)) => {
            let zone = match &menu.of {
                Some(Item::Zone(zone)) => BTreeSet::from([zone.clone()]),
                Some(Item::Arrow(_)) | None => BTreeSet::new(),
            };
            if *state.only() != zone {
                let only = ui.button("Draw only its arrows");
                if menu.takes_focus {
                    only.request_focus();
                }
                if only.clicked() {
                    state.draw_only(zone);
                    ui.close();
                }
            }
        }
        None => {}
    }
    if !state.only().is_empty() && ui.button("Draw all arrows").clicked() {
        state.draw_only(BTreeSet::new());
        ui.close();
    }
    if ui.add(Button::new("Fit").shortcut_text("0")).clicked() {
        state.view = View::Fitted;
        ui.close();
    }
    item_ui(ui, cx, Command::Export);
}
