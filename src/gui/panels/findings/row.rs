//! One finding: what is so, what to do about it, and the button that does it.

use std::rc::Rc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Button, FontId, Id, Key, Layout, Modifiers, Popup, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::state::{FindingsState, row_id};
use super::tops::{LEFT, MARGIN, RIGHT};
use crate::document::Selection;
use crate::finding::Severity;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::state::Tab;
use crate::gui::theme::metrics::{BODY, ROW, SMALL, STEP};
use crate::gui::widgets::{Arrows, Piece, Row, RowPainter, RowsInSight, hold_arrows, moved, take_move};
use crate::view::{FindingRow, Fix, Target};

/// Height of the menu of fixes before it scrolls.
const MENU_HEIGHT: f32 = 80.0 * STEP;
/// How many rows a page key moves by.
const PAGE: usize = 8;

/// Where a row stands.
#[derive(Clone, Copy)]
pub(super) struct RowPlace<'a> {
    /// Position among the rows that are shown.
    pub idx: usize,
    /// The Tab key stops at it.
    pub is_stop: bool,
    /// Where it and the others stand.
    pub in_sight: &'a RowsInSight,
    /// How many lines its message and its hint take.
    pub lines: (usize, usize),
}

/// Shows a row.
pub(super) fn row_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut FindingsState,
    row: &FindingRow,
    place: RowPlace<'_>,
) {
    let RowPlace { idx, is_stop, in_sight, lines } = place;
    let rect = in_sight.rect(idx);
    let id = row_id(idx);
    let name = format!("{}, {}: {}", row.severity.label(), row.location, row.message);
    let sense = if is_stop { Sense::click() } else { Sense::CLICK };
    let look = Row { description: &row.hint, sense, ..Row::new(Role::ListBoxOption, &name) };
    let response = look.ui_at(ui, id, rect, |look| paint(look, row, lines));
    if is_stop && std::mem::take(&mut state.follow) {
        response.request_focus();
    }
    let mut opens_menu = false;
    if response.has_focus() {
        opens_menu = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Menu));
        move_ui(ui, state, id, place);
    }
    if response.clicked() {
        state.cursor = idx;
        let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
        // Enter takes the focus along to the place, and a dialog has its own.
        state.follow = match row.target {
            Target::None | Target::Settings => true,
            Target::Selection(_) => !is_entered,
            Target::Placement { .. } => false,
        };
        go_to(&row.target, is_entered, cx);
    }
    response.on_hover_text(format!("{}\n{}\n{}", row.message, row.hint, row.code).replace("\n\n", "\n"));
    let fixes = state.fixes_of(cx, row);
    if !fixes.is_empty() {
        let is_current = cx.views.findings_stamp() == Some(cx.stamp);
        let button = FixButton { row, fixes: &fixes, place, opens_menu, is_enabled: is_current };
        if let Some(fix) = button.ui(ui) {
            let done = format!("Fixed: {}", fix.label);
            cx.act(Action::EditWithNotice { edit: fix.edit.clone(), done });
            state.cursor = idx;
            state.follow = true;
        }
    }
}

fn move_ui(ui: &Ui, state: &mut FindingsState, id: Id, place: RowPlace<'_>) {
    hold_arrows(ui, id, Arrows::Vertical);
    let Some(step) = take_move(ui) else { return };
    state.cursor = moved(place.idx, step, state.found().len(), PAGE);
    state.follow = true;
    ui.scroll_to_rect(place.in_sight.rect(state.cursor), None);
    ui.ctx().request_repaint();
}

/// The button that mends a finding, or opens the menu of what would.
struct FixButton<'a> {
    row: &'a FindingRow,
    fixes: &'a Rc<[Fix]>,
    place: RowPlace<'a>,
    /// The menu is asked for by a key.
    opens_menu: bool,
    is_enabled: bool,
}

impl FixButton<'_> {
    /// Shows the button, and returns the fix that was chosen.
    fn ui(&self, ui: &mut Ui) -> Option<Fix> {
        let RowPlace { idx, is_stop, in_sight, .. } = self.place;
        let rect = in_sight.rect(idx);
        let corner = pos2(rect.right() - STEP, rect.top() + MARGIN);
        let room = Rect::from_min_max(corner - vec2(RIGHT, 0.0), corner + vec2(0.0, ROW));
        let builder = UiBuilder::new().id_salt(("fix", idx)).max_rect(room);
        let mut ui = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
        let sense = if is_stop { Sense::click() } else { Sense::CLICK };
        let only = if let [only] = &self.fixes[..] { Some(only) } else { None };
        let text = if only.is_some() { "Fix" } else { "Fix…" };
        let button = Button::new(text).sense(sense);
        let response = ui.add_enabled(self.is_enabled, button);
        response.widget_info(|| {
            let name = format!("{text} {}: {}", self.row.location, self.row.message);
            WidgetInfo::labeled(Role::Button, self.is_enabled, name)
        });
        if let Some(only) = only {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(only.label.as_str()));
            let is_chosen = response.clicked() || self.opens_menu;
            response.on_hover_text(&only.label);
            return is_chosen.then(|| only.clone());
        }
        self.menu_ui(&response)
    }

    fn menu_ui(&self, button: &Response) -> Option<Fix> {
        if self.opens_menu {
            Popup::open_id(&button.ctx, Popup::default_response_id(button));
        }
        let popup = Popup::menu(button);
        let was_open = button.ctx.read_response(popup.get_id()).is_some();
        let shown = popup.show(|ui| {
            let mut chosen = None;
            ScrollArea::vertical().max_height(MENU_HEIGHT).show(ui, |ui| {
                for (idx, fix) in self.fixes.iter().enumerate() {
                    let item = ui.button(&fix.label);
                    if idx == 0 && !was_open {
                        item.request_focus();
                    }
                    if item.clicked() {
                        chosen = Some(fix.clone());
                        ui.close();
                    }
                }
            });
            chosen
        });
        shown.and_then(|shown| shown.inner)
    }
}

fn paint(look: &RowPainter<'_>, row: &FindingRow, (message, hint): (usize, usize)) {
    let RowPainter { painter, tokens, rect } = *look;
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line.get()));
    // The severity can be known without the color.
    let (sign, color) = match row.severity {
        Severity::Error => ("✖", tokens.error),
        Severity::Warning => ("⚠", tokens.text),
        Severity::Note => ("ℹ", tokens.text_weak),
    };
    let middle = rect.top() + MARGIN + ROW / 2.0;
    let place = pos2(rect.left() + LEFT / 2.0, middle);
    painter.text(place, egui::Align2::CENTER_CENTER, sign, FontId::proportional(BODY), color.get());
    let left = rect.left() + LEFT;
    let room = (rect.width() - LEFT - RIGHT).max(0.0);
    let code = format!("{}, {}", row.severity.label(), row.code);
    let code = Piece::small(&code, tokens.text_weak).after(2.0 * STEP);
    look.line(middle, left, left + room, &[Piece::body(&row.location, tokens.text), code]);
    let mut top = rect.top() + MARGIN + ROW;
    for (text, max_rows, color) in [(&row.message, message, tokens.text), (&row.hint, hint, tokens.text_weak)] {
        if max_rows > 0 {
            let mut job =
                LayoutJob::single_section(text.clone(), TextFormat::simple(FontId::proportional(SMALL), color.get()));
            job.wrap = TextWrapping { max_width: room, max_rows, ..TextWrapping::default() };
            let galley = painter.layout_job(job);
            let height = galley.size().y;
            painter.galley(pos2(left, top), galley, color.get());
            top += height;
        }
    }
}

/// Goes to the place of a finding. With the keyboard the focus goes there too.
fn go_to(target: &Target, with_focus: bool, cx: &mut PanelCx<'_>) {
    match target {
        Target::None => {}
        Target::Settings => cx.act(Action::ShowTab(Tab::Plan)),
        Target::Selection(selection) => {
            cx.act(Action::Select(selection.clone()));
            let panel = match selection {
                Selection::Pair { .. } | Selection::Rule { .. } => Panel::Inspector,
                Selection::Zone(_) | Selection::None => Panel::Editor,
            };
            if with_focus {
                cx.act(Action::Focus(panel));
            }
        }
        Target::Placement { zone, placement_idx } => {
            cx.act(Action::Select(Selection::Zone(zone.clone())));
            cx.act(Action::ShowPlacement(*placement_idx));
        }
    }
}
