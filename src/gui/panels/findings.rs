//! The findings as a list. A click goes to what a finding is about.

use egui::{
    EventFilter, FontId, Id, Key, Label, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::{Panel, Shown};
use crate::document::Selection;
use crate::finding::Severity;
use crate::gui::action::Action;
use crate::gui::theme::metrics::{PANEL_MARGIN, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::gui::ui_state::Tab;
use crate::gui::widgets::{empty_state, moved, paint_state, take_move, weak};
use crate::view::{FindingRow, Target};

/// Height of a finding: what is so, and what to do about it.
const HEIGHT: f32 = 68.0;

/// Where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct FindingsState {
    cursor: usize,
    follow: bool,
}

/// Shows the list.
pub(super) fn findings_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut FindingsState,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let list = &shown.views.findings;
    let rect = ui.max_rect().shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        if list.rows.is_empty() {
            empty_state(
                ui,
                "Nothing to find fault with",
                "What is odd about the plan would stand here, and a click would go there",
                None,
            );
            return;
        }
        weak(ui, &format!("{}. A click goes to the place", list.counts.text()));
        ui.add_space(STEP);
        state.follow |= takes_focus;
        state.cursor = state.cursor.min(list.rows.len() - 1);
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical().id_salt("findings").auto_shrink(false);
        area.show_rows(ui, HEIGHT, list.rows.len(), |ui, range| {
            let stop = if range.contains(&state.cursor) { state.cursor } else { range.start };
            for idx in range {
                row_ui(ui, state, &list.rows[idx], (idx, idx == stop, list.rows.len()), actions);
            }
        });
    });
}

#[expect(clippy::cast_precision_loss, reason = "a plan has thousands of findings, not millions")]
fn row_ui(
    ui: &mut Ui,
    state: &mut FindingsState,
    row: &FindingRow,
    (idx, is_stop, len): (usize, bool, usize),
    actions: &mut Vec<Action>,
) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let id = Id::unique(("finding", idx));
    let response = ui.interact(rect, id, if is_stop { Sense::click() } else { Sense::CLICK });
    let name = format!("{}, {}: {}", row.severity.label(), row.place, row.message);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), &name));
    if is_stop && std::mem::take(&mut state.follow) {
        response.request_focus();
    }
    if response.has_focus() {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(id, EventFilter { vertical_arrows: true, ..EventFilter::default() });
        });
        if let Some(step) = take_move(ui) {
            state.cursor = moved(idx, step, len, 8);
            state.follow = true;
            let offset = (state.cursor as f32 - idx as f32) * HEIGHT;
            ui.scroll_to_rect(rect.translate(vec2(0.0, offset)), None);
            ui.ctx().request_repaint();
        }
    }
    paint(ui, rect, &response, row);
    if response.clicked() {
        state.cursor = idx;
        state.follow = true;
        go_to(&row.target, ui.input(|input| input.key_pressed(Key::Enter)), actions);
    }
    response.on_hover_text(format!("{}\n{}\n{}", row.message, row.hint, row.code).replace("\n\n", "\n"));
}

fn paint(ui: &mut Ui, rect: Rect, response: &egui::Response, row: &FindingRow) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let tokens = tokens(ui);
    let painter = ui.painter();
    paint_state(painter, tokens, rect, response);
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line.get()));
    // The sign tells the severity without the color.
    let (sign, color) = match row.severity {
        Severity::Error => ("✖", tokens.error),
        Severity::Warning => ("⚠", tokens.text),
        Severity::Note => ("ℹ", tokens.text_weak),
    };
    let place = pos2(rect.left() + 4.0 * STEP, rect.top() + 4.0 * STEP);
    painter.text(place, egui::Align2::CENTER_CENTER, sign, FontId::proportional(14.0), color.get());
    let inner =
        Rect::from_min_max(pos2(rect.left() + 8.0 * STEP, rect.top() + STEP), rect.max - vec2(2.0 * STEP, STEP));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(inner));
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    ui.spacing_mut().item_spacing.y = 0.0;
    let weak = |text: &str| RichText::new(text).size(SMALL).color(tokens.text_weak.get());
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 5.0 * STEP;
        ui.add(Label::new(&row.place).truncate());
        ui.add(Label::new(weak(row.code)).truncate());
    });
    ui.add(Label::new(RichText::new(&row.message).size(SMALL)).truncate());
    ui.add(Label::new(weak(&row.hint)).truncate());
}

/// Goes to the place of a finding. With the keyboard the focus goes there too.
fn go_to(target: &Target, with_focus: bool, actions: &mut Vec<Action>) {
    match target {
        Target::None => {}
        Target::Settings => actions.push(Action::ShowTab(Tab::Plan)),
        Target::Selection(selection) => {
            actions.push(Action::Select(selection.clone()));
            let panel = if matches!(selection, Selection::Pair { .. }) { Panel::Inspector } else { Panel::Editor };
            if with_focus {
                actions.push(Action::Focus(panel));
            }
        }
    }
}
