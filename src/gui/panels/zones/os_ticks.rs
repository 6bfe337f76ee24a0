//! The OS versions of a zone, or of several, as ticks by generation, clients beside servers.

use egui::{Id, Ui};

use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{Level, TickBox, section_ui};
use crate::plan::Edit;
use crate::view::{OsGroup, OsPicker, OsRow};

/// The edit that a click on a box asks for.
type Toggled<'a> = dyn Fn(&OsRow) -> Edit + 'a;

/// Shows the ticks.
pub(super) fn os_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, os: &OsPicker, toggled: &Toggled<'_>) {
    for (idx, group) in os.groups.iter().enumerate() {
        // The generation that something is ticked of shows itself, and the present one always.
        let is_ticked = group.columns.iter().flat_map(|column| &column.rows).any(OsRow::is_ticked);
        let key = format!("os {}", group.id);
        let mut is_open = cx.look.is_open(&key, idx == 0 || is_ticked);
        section_ui(ui, Level::Part, (group.name, &group.ports), &mut is_open, |ui| group_ui(ui, cx, group, toggled));
        cx.look.set_open(&key, idx == 0 || is_ticked, is_open);
    }
}

fn group_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, group: &OsGroup, toggled: &Toggled<'_>) {
    let room = ui.available_width() - 2.0 * STEP;
    // Names of servers are longer.
    let parts: &[f32] = if group.columns.len() > 1 { &[0.475, 0.525] } else { &[1.0] };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(STEP, 0.0);
        for (column, part) in group.columns.iter().zip(parts) {
            ui.vertical(|ui| {
                let width = (room * part).floor();
                ui.set_width(width);
                for row in &column.rows {
                    if row_ui(ui, row, width) {
                        cx.edit(toggled(row));
                    }
                }
            });
        }
    });
}

/// Shows the box, and returns whether it was clicked.
fn row_ui(ui: &mut Ui, row: &OsRow, width: f32) -> bool {
    // A sign and not a color marks what is out of support.
    let note = if row.is_unsupported && row.is_ticked() { "⚠" } else { "" };
    let tick = TickBox { name: Some(&row.name), note, ..TickBox::new(row.state, &row.short_name) };
    let text = [row.name.as_str(), &row.support].join("\n");
    tick.ui(ui, Id::unique(("os-tick", &row.id)), width).on_hover_text(text.trim_end()).clicked()
}
