//! The OS versions of a zone as ticks by generation, clients beside servers.

use egui::{Id, Ui};

use crate::gui::panels::PanelCx;
use crate::gui::shown::ZoneViews;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{Level, TickBox, section_ui};
use crate::plan::{Edit, Tick};
use crate::view::{OsGroup, OsRow};

/// Shows the ticks.
pub(super) fn os_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews) {
    for (idx, group) in views.os.groups.iter().enumerate() {
        // The generation that something is ticked of shows itself, and the present one always.
        let is_ticked = group.columns.iter().flat_map(|column| &column.rows).any(|row| row.is_ticked);
        let key = format!("os {}", group.id);
        let mut is_open = cx.look.is_open(&key, idx == 0 || is_ticked);
        section_ui(ui, Level::Part, (group.name, &group.ports), &mut is_open, |ui| group_ui(ui, cx, views, group));
        cx.look.set_open(&key, idx == 0 || is_ticked, is_open);
    }
}

fn group_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews, group: &OsGroup) {
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
                    row_ui(ui, cx, views, row, width);
                }
            });
        }
    });
}

fn row_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews, row: &OsRow, width: f32) {
    // A sign and not a color marks what is out of support.
    let note = if row.is_unsupported && row.is_ticked { "⚠" } else { "" };
    let tick = TickBox { name: Some(&row.name), note, ..TickBox::new(row.is_ticked.into(), &row.short_name) };
    let response = tick.ui(ui, Id::unique(("os-tick", &views.zone.id, &row.id)), width);
    if response.clicked() {
        cx.edit(Edit::TickOs { zone: views.zone.id.clone(), os: row.id.clone(), tick: Tick::from(!row.is_ticked) });
    }
    let text = [row.name.as_str(), &row.support].join("\n");
    response.on_hover_text(text.trim_end());
}
