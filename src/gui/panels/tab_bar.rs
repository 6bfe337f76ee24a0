//! The bar above the middle: a tab for each view in one line, and at its ends the buttons of the panels at the sides.
//!
//! Tabs that have no room stand in a menu at the end of the line. The one that is shown is always in sight.

use egui::{Button, FontId, Id, Rect, Role, Stroke, Ui, UiBuilder, pos2, vec2};
use strum::IntoEnumIterator as _;

use super::PanelCx;
use crate::gui::action::Action;
use crate::gui::commands::{Command, shortcut_text};
use crate::gui::state::{Side, Tab};
use crate::gui::theme::metrics::{BODY, PANEL_MARGIN, ROW, STEP, TALL_ROW};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Icon, Piece, Row, RowState, icon_button};
use crate::view::thousands;

/// Height of the bar.
pub(super) const TAB_BAR: f32 = TALL_ROW + 2.0 * STEP;
/// Beside the text of a tab, on both sides together.
const TAB_PADDING: f32 = 4.0 * STEP;
/// What the button of a panel takes, and the one of the menu, with the space beside it.
const BUTTON: f32 = ROW + STEP;

/// Shows the bar.
pub(super) fn tab_bar_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, bar: Rect) {
    ui.painter().hline(bar.x_range(), bar.bottom(), Stroke::new(1.0, tokens(ui).line.get()));
    let inner = bar.shrink2(vec2(PANEL_MARGIN - STEP, STEP));
    ui.scope_builder(UiBuilder::new().id_salt("tabs").max_rect(inner), |ui| {
        ui.set_clip_rect(bar);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(STEP, STEP);
            ui.set_min_height(TALL_ROW);
            side_ui(ui, cx, Side::Zones);
            tabs_ui(ui, cx, inner.width() - 2.0 * BUTTON);
            let beside = (ui.available_width() - ROW).max(0.0);
            ui.add_space(beside);
            side_ui(ui, cx, Side::Inspector);
        });
    });
}

/// The button that hides a panel or brings it back.
fn side_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, side: Side) {
    let is_shown = cx.look.shows(side);
    let (icon, name) = match (side, is_shown) {
        (Side::Zones, true) => (Icon::LeftPanel, "Hide zones"),
        (Side::Zones, false) => (Icon::LeftPanel, "Show zones"),
        (Side::Inspector, true) => (Icon::RightPanel, "Hide inspector"),
        (Side::Inspector, false) => (Icon::RightPanel, "Show inspector"),
    };
    let keys = shortcut_text(ui.ctx(), cx.os, Command::Panel(side));
    if icon_button(ui, icon, name, true, &keys).clicked() {
        cx.command(Command::Panel(side));
    }
}

fn tabs_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, room: f32) {
    let tabs: Vec<(Tab, String)> = Tab::iter().map(|tab| (tab, tab_text(tab, cx))).collect();
    let widths: Vec<f32> = tabs.iter().map(|(_, text)| tab_width(ui, text)).collect();
    let chosen_idx = tabs.iter().position(|(tab, _)| cx.look.tab == *tab).unwrap_or(0);
    let in_line = in_line(&widths, chosen_idx, room);
    let mut beyond = Vec::new();
    for ((tab, text), has_room) in tabs.into_iter().zip(in_line) {
        if !has_room {
            beyond.push((tab, text));
            continue;
        }
        let is_chosen = cx.look.tab == tab;
        if tab_ui(ui, tab, &text, is_chosen).clicked() && !is_chosen {
            cx.act(Action::ShowTab(tab));
        }
    }
    if !beyond.is_empty() {
        more_ui(ui, cx, &beyond);
    }
}

/// Which tabs stand in the line: all that have room, as they come, and the chosen one in any case.
fn in_line(widths: &[f32], chosen_idx: usize, room: f32) -> Vec<bool> {
    let whole: f32 = widths.iter().map(|width| width + STEP).sum();
    if whole <= room {
        return vec![true; widths.len()];
    }
    let mut left = room - BUTTON - widths.get(chosen_idx).map_or(0.0, |width| width + STEP);
    let mut is_full = false;
    let mut has_room = |(idx, width): (usize, &f32)| {
        if idx == chosen_idx {
            return true;
        }
        is_full |= width + STEP > left;
        left -= width + STEP;
        !is_full
    };
    widths.iter().enumerate().map(&mut has_room).collect()
}

/// The menu of the tabs that have no room.
fn more_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, tabs: &[(Tab, String)]) {
    ui.spacing_mut().button_padding.x = STEP;
    let more = ui.menu_button("…", |ui| {
        for (tab, text) in tabs {
            let keys = shortcut_text(ui.ctx(), cx.os, Command::Show(*tab));
            let button = Button::new(text.as_str()).shortcut_text(keys);
            if ui.add(button).accessible_name(Command::Show(*tab).label()).clicked() {
                cx.act(Action::ShowTab(*tab));
                ui.close();
            }
        }
    });
    more.response.accessible_name("More tabs").on_hover_text("More tabs");
}

/// What stands on a tab.
fn tab_text(tab: Tab, cx: &PanelCx<'_>) -> String {
    let count = cx.views.findings.counts.total();
    if tab == Tab::Findings && count > 0 {
        format!("{}  {}", Command::Show(tab).label(), thousands(count))
    } else {
        Command::Show(tab).label().to_owned()
    }
}

fn tab_width(ui: &Ui, text: &str) -> f32 {
    let color = tokens(ui).text.get();
    ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(BODY), color).size().x + TAB_PADDING
}

fn tab_ui(ui: &mut Ui, tab: Tab, text: &str, is_chosen: bool) -> egui::Response {
    let row =
        Row { state: RowState::Ticked(is_chosen), height: TALL_ROW, ..Row::new(Role::Tab, Command::Show(tab).label()) };
    let width = tab_width(ui, text);
    row.wide_ui(ui, Id::unique(("tab", tab as usize)), width, |row| {
        let (rect, tokens) = (row.rect, row.tokens);
        let color = if is_chosen { tokens.text } else { tokens.text_weak };
        row.line(row.middle(), rect.left() + TAB_PADDING / 2.0, f32::INFINITY, &[Piece::body(text, color)]);
        if is_chosen {
            let below = Rect::from_min_max(
                pos2(rect.left() + 2.0 * STEP, rect.bottom() + 2.0),
                rect.right_bottom() + vec2(-2.0 * STEP, STEP),
            );
            row.painter.rect_filled(below, 0, tokens.accent.get());
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_without_room_leave_the_line_from_the_right_and_the_chosen_one_stays() {
        let widths = [40.0, 50.0, 40.0, 80.0];
        for (chosen_idx, room, expected) in [
            (0, 400.0, [true, true, true, true]),
            (0, 226.0, [true, true, true, true]),
            (0, 190.0, [true, true, true, false]),
            (3, 190.0, [true, false, false, true]),
            (1, 100.0, [false, true, false, false]),
            (2, 0.0, [false, false, true, false]),
        ] {
            assert_eq!(in_line(&widths, chosen_idx, room), expected, "{chosen_idx} {room}");
        }
    }
}
