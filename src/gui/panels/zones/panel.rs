//! The list of zones at the left, of which one or several are chosen, and under it their editor.

use egui::{Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::editor::editor_ui;
use super::state::EditorState;
use super::state::{ZonesState, zone_row_id};
use crate::document::{Joining, Selection};
use crate::finding::Severity;
use crate::gui::action::Action;
use crate::gui::commands::{Command, CommandEnv, Panel, Step, shortcut_text};
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, STEP, TALL_ROW, TWO_LINES};
use crate::gui::theme::tokens;
use crate::gui::widgets::{
    Arrows, Icon, Move, Piece, Row, RowPainter, RowState, empty_state, hold_arrows, icon_button, moved, take_move,
    take_shifted_move,
};
use crate::plan::ZoneId;
use crate::view::ZoneRow;

/// The most of the panel's height that the list takes.
const MOST_OF_HEIGHT: f32 = 0.38;

/// Buttons above the list, with their signs.
const BUTTONS: [(Icon, Command); 7] = [
    (Icon::Plus, Command::AddZone),
    (Icon::Paste, Command::PasteZones),
    (Icon::Pencil, Command::RenameZone),
    (Icon::Copy, Command::DuplicateZone),
    (Icon::Up, Command::MoveZone(Step::Back)),
    (Icon::Down, Command::MoveZone(Step::Forward)),
    (Icon::Cross, Command::RemoveZone),
];

/// What the menu of a row has beside what the buttons do to its zone.
const OF_ROW: [Command; 1] = [Command::CopyTicks];

/// Shows the list and the editor.
pub(crate) fn zones_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    rect: Rect,
    state: &mut ZonesState,
    editor: &mut EditorState,
) {
    if rect.width() < PANEL_MARGIN * 4.0 {
        return;
    }
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    ui.scope_builder(UiBuilder::new().id_salt("zones").max_rect(inner), |ui| {
        ui.set_clip_rect(rect);
        buttons_ui(ui, cx);
        list_ui(ui, cx, state, rect.height() * MOST_OF_HEIGHT);
        ui.add_space(STEP);
        let top = ui.cursor().top();
        state.editor_top = Some(top);
        let line = egui::Stroke::new(1.0, tokens(ui).line.get());
        ui.painter().hline(rect.x_range(), top, line);
        let below = Rect::from_min_max(pos2(inner.left(), top + STEP), inner.max);
        ui.scope_builder(UiBuilder::new().id_salt("editor").max_rect(below), |ui| {
            editor_ui(ui, cx, editor);
        });
    });
}

fn buttons_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    ui.horizontal(|ui| {
        ui.set_min_height(TALL_ROW);
        ui.label("Zones");
        ui.spacing_mut().item_spacing.x = 0.0;
        // A narrow panel does without what the menu and an empty list have too.
        let is_narrow = ui.available_width() < 7.0 * ROW;
        let width = if is_narrow { 6.0 * ROW } else { 7.0 * ROW };
        ui.add_space((ui.available_width() - width).max(0.0));
        for (icon, command) in BUTTONS.into_iter().filter(|it| !(is_narrow && it.1 == Command::PasteZones)) {
            let enabled = command.is_enabled(cx.env);
            let keys = shortcut_text(ui.ctx(), cx.os, command);
            let tooltip = enabled.err().map_or_else(|| format!("{}\n{keys}", command.tooltip()), str::to_owned);
            if icon_button(ui, icon, &command.label_now(cx.env), enabled.is_ok(), &tooltip).clicked() {
                cx.command(command);
            }
        }
    });
}

fn list_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut ZonesState, height: f32) {
    let takes_focus = cx.takes_focus(Panel::Zones);
    let list = &cx.views.zones;
    if list.rows.is_empty() {
        let next = "Add the first one with the button above, or paste a list of them";
        if empty_state(ui, "No zones yet", next, Some(Command::PasteZones.label())) {
            cx.command(Command::PasteZones);
        }
        return;
    }
    // As it was before this frame: whoever is clicked in it is not the chosen one yet, and the one that still is may
    // stand below it.
    let gives_focus = std::mem::take(&mut state.follow) || takes_focus;
    let chosen_idx = cx.env.zone_idx.unwrap_or(0);
    let mut area = ScrollArea::vertical().id_salt("zone-list").max_height(height).auto_shrink([false, true]);
    if let Some(offset) = state.offset_to_show(cx, chosen_idx) {
        area = area.vertical_scroll_offset(offset);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let output = area.show_rows(ui, TWO_LINES, list.rows.len(), |ui, range| {
        // One row is a stop of the Tab key: the chosen one, or the first in sight.
        let stop = if range.contains(&chosen_idx) { chosen_idx } else { range.start };
        for idx in range {
            let is_stop = idx == stop;
            zone_row_ui(ui, cx, state, &list.rows[idx], (idx, is_stop, is_stop && gives_focus));
        }
    });
    state.offset = output.state.clamped_offset().y;
    state.height = output.inner_rect.height();
    ui.spacing_mut().item_spacing.y = STEP;
}

fn zone_row_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut ZonesState,
    row: &ZoneRow,
    (idx, is_stop, gets_focus): (usize, bool, bool),
) {
    let is_selected = cx.chosen.has(&row.id);
    let detail = match row.worst {
        Some(worst @ (Severity::Error | Severity::Warning)) => format!("{} {}", worst.sign(), row.roles),
        Some(Severity::Note) | None => row.roles.clone(),
    };
    let id = zone_row_id(&row.id);
    let why = if row.why.is_empty() { String::new() } else { format!(", {}", row.why) };
    let description = format!("{} {}, {}, {}{why}", row.address, row.more, row.trust, row.roles).replace(" ,", ",");
    let look = Row {
        description: &description,
        state: RowState::Selected(is_selected),
        sense: if is_stop { Sense::click() } else { Sense::CLICK },
        height: TWO_LINES,
        ..Row::new(Role::ListBoxOption, &row.name)
    };
    let response = look.ui(ui, id, |look| paint(look, row, &detail));
    if gets_focus {
        response.request_focus();
    }
    if response.has_focus() {
        hold_arrows(ui, id, Arrows::Vertical);
        move_ui(ui, cx, state, idx);
    }
    if response.clicked() {
        let (is_entered, held) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers));
        // Several stay chosen on the way to their editor.
        if !(is_entered && is_selected && cx.views.several.is_some()) {
            choose(cx, held, &row.id);
            state.follow = true;
        }
        if is_entered {
            cx.act(Action::Focus(Panel::Editor));
        }
    }
    if response.double_clicked() && ui.input(|input| input.modifiers.is_none()) {
        cx.command(Command::RenameZone);
    }
    response.context_menu(|ui| row_menu_ui(ui, cx, row, idx));
    response.on_hover_text(&row.tooltip);
}

/// Chooses a zone alone, or beside others while Ctrl or Shift is held.
pub(in crate::gui::panels) fn choose(cx: &mut PanelCx<'_>, held: Modifiers, zone: &ZoneId) {
    let zone = zone.clone();
    cx.act(if held.shift {
        Action::ChooseBeside { zone, joining: Joining::Range }
    } else if held.command {
        Action::ChooseBeside { zone, joining: Joining::Single }
    } else {
        Action::Select(Selection::Zone(zone))
    });
}

/// Shows the menu of a row: what can be done with its zone, or with all that are chosen if it is one of several.
fn row_menu_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: &ZoneRow, idx: usize) {
    let of_several = cx.views.several.as_ref().filter(|_| cx.chosen.has(&row.id));
    let env = match of_several {
        Some(_) => cx.env.clone(),
        None => CommandEnv { zone_idx: Some(idx), zone_idxs: vec![idx], ..cx.env.clone() },
    };
    let of_buttons = BUTTONS.into_iter().map(|(_, command)| command).filter(|it| *it != Command::PasteZones);
    for command in of_buttons.chain(OF_ROW) {
        let label = match of_several {
            Some(_) => command.label_now(&env),
            None => label_about(command, &row.name),
        };
        if command.is_enabled(&env).is_ok() && ui.button(label).clicked() {
            if of_several.is_none() {
                cx.act(Action::Select(Selection::Zone(row.id.clone())));
            }
            cx.command(command);
            ui.close();
        }
    }
}

/// What the menu of a row calls a command: with the zone that it acts on.
fn label_about(command: Command, zone: &str) -> String {
    if command == Command::AddZone {
        format!("Add zone after {zone}")
    } else if command == Command::CopyTicks {
        format!("Copy ticks of {zone} to other zones…")
    } else {
        command.label().replacen("zone", &format!("zone {zone}"), 1)
    }
}

/// Mark and name with the roles at the right, and below them the addresses with the trust level.
fn paint(look: &RowPainter<'_>, row: &ZoneRow, detail: &str) {
    let (left, right) = (look.rect.left() + 7.0 * STEP, look.rect.right() - 2.0 * STEP);
    let small = |text| Piece::small(text, look.tokens.text_weak);
    look.mark(row.color, look.rect.left() + 2.0 * STEP + 5.0);
    let (upper, lower) = (look.rect.top() + 0.3 * TWO_LINES, look.rect.bottom() - 0.26 * TWO_LINES);
    let end = look.right(upper, right, f32::INFINITY, &small(detail)) - 2.0 * STEP;
    look.line(upper, left, end, &[Piece::body(&row.name, look.tokens.text)]);
    let end = look.right(lower, right, f32::INFINITY, &small(&row.trust)) - 2.0 * STEP;
    // How many more addresses there are is never cut.
    let more = if row.more.is_empty() { 0.0 } else { look.width(f32::INFINITY, &small(&row.more)) + STEP };
    let behind = look.line(lower, left, end - more, &[small(&row.address)]) + STEP;
    look.line(lower, behind, f32::INFINITY, &[small(&row.more)]);
}

fn move_ui(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut ZonesState, idx: usize) {
    let plain = take_move(ui).map(|step| (step, Modifiers::NONE));
    let Some((step, held)) = plain.or_else(|| take_shifted_move(ui).map(|step| (step, Modifiers::SHIFT))) else {
        return;
    };
    let rows = &cx.views.zones.rows;
    let row = rows.get(moved(idx, step, rows.len(), 10));
    if let Some(row) = row.filter(|_| !matches!(step, Move::Left | Move::Right)) {
        choose(cx, held, &row.id);
        state.follow = true;
    }
}
