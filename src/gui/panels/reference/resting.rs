//! Under the heading of a document: its address, and the rules of the open plan that rest on it. Each leads to the
//! inspector.

use egui::{Id, OpenUrl, Role, ScrollArea, Ui};

use super::state::ReferenceState;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{ROW, SMALL, STEP};
use crate::gui::widgets::{Piece, Row, group_heading, weak, whole_link};
use crate::ids::ReferenceIdx;
use crate::view::{RestingRules, thousands};

/// How many rules are in sight before the list scrolls.
const ROWS: f32 = 6.0;

/// Shows the address of a document, if it has one, and what rests on the document.
pub(super) fn document_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut ReferenceState, reference_idx: ReferenceIdx) {
    let Some(document) = cx.catalog.references.get(reference_idx) else { return };
    if let Some(address) = document.address() {
        let link = whole_link(ui, "Open in the browser", SMALL);
        if link.on_hover_text(&address).clicked() {
            ui.open_url(OpenUrl::new_tab(address));
        }
    }
    let key = (cx.stamp, reference_idx);
    let resting = state.resting.get(key, || RestingRules::build(cx.catalog, cx.matrix, reference_idx));
    if resting.rules.is_empty() {
        let text = if resting.may_be_more { "None of the first rules" } else { "No rule" };
        weak(ui, &format!("{text} of the open plan rests on it"));
        return;
    }
    let more = if resting.may_be_more { " and perhaps more" } else { "" };
    group_heading(ui, &format!("Rules of the open plan that rest on it: {}{more}", thousands(resting.rules.len())));
    let height = ROW * ROWS;
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("resting-rules").max_height(height).auto_shrink([false, true]);
    area.show_rows(ui, ROW, resting.rules.len(), |ui, range| {
        for (idx, (name, selection)) in resting.rules.iter().enumerate().skip(range.start).take(range.len()) {
            let row = Row::new(Role::Link, name);
            let response = row.ui(ui, Id::unique(("resting-rule", idx)), |look| {
                let left = look.rect.left() + STEP;
                look.line(look.middle(), left, look.rect.right() - STEP, &[Piece::body(name, look.tokens.accent)]);
            });
            if response.on_hover_text("Show its reasons in the inspector").clicked() {
                cx.act(Action::Select(selection.clone()));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = STEP;
}
