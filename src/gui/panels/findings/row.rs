//! One finding: what is so, what to do about it, the button that does it, and the one that accepts it as a risk.

use std::rc::Rc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Button, FontId, Id, Key, Layout, Modifiers, Popup, Rect, Response, RichText, Role, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::state::{FindingsState, row_id};
use super::tops::{ACCEPT, FIX, Head, LEFT, MARGIN, RIGHT};
use crate::document::Selection;
use crate::finding::Severity;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::state::Tab;
use crate::gui::theme::metrics::{BODY, ROW, SMALL, STEP, TALL_ROW};
use crate::gui::theme::{strong, tokens};
use crate::gui::widgets::{Arrows, Icon, Piece, Row, RowPainter, RowsInSight, hold_arrows, moved, take_move};
use crate::view::{FindingRow, Fix, RiskDraft, Target, thousands, withdrawal};

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
    /// What stands above it, where it is the first of its kind.
    pub head: Option<&'a Head>,
}

impl RowPlace<'_> {
    /// Where the row itself stands, under its heading.
    fn rect(&self) -> Rect {
        let rect = self.in_sight.rect(self.idx);
        rect.with_min_y(rect.top() + self.head.map_or(0.0, |head| head.height))
    }
}

/// Shows a row.
pub(super) fn row_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut FindingsState,
    row: &FindingRow,
    place: RowPlace<'_>,
) {
    let RowPlace { idx, is_stop, lines, .. } = place;
    let rect = place.rect();
    let id = row_id(idx);
    if let Some(head) = place.head {
        head_ui(ui, state, head, place);
        if head.is_folded {
            return;
        }
    }
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
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowLeft)) {
            state.fold_at(idx);
            return;
        }
        move_ui(ui, state, id, place);
    }
    if response.clicked() {
        state.cursor = idx;
        let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
        // Enter takes the focus along to the place, and a dialog has its own.
        state.follow = match row.target {
            Target::None | Target::Settings => true,
            Target::Selection(_) => !is_entered,
            Target::Placement { .. } | Target::Rules(_) => false,
        };
        go_to(&row.target, is_entered, cx);
    }
    response.on_hover_text(format!("{}\n{}", row.message, row.hint).trim_end());
    let fixes = state.fixes_of(cx, row);
    let is_current = cx.views.findings_stamp() == Some(cx.stamp);
    if !fixes.is_empty() {
        let button = FixButton { row, fixes: &fixes, place, opens_menu, is_enabled: is_current };
        if let Some(fix) = button.ui(ui) {
            let done = format!("Fixed: {}", fix.label);
            cx.act(Action::EditWithNotice { edit: fix.edit.clone(), done });
            state.cursor = idx;
            state.follow = true;
        }
    }
    risk_ui(ui, cx, row, place, is_current);
}

/// The button that accepts the finding as a risk, or changes that and takes it back.
fn risk_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: &FindingRow, place: RowPlace<'_>, is_enabled: bool) {
    let Some(finding) = cx.views.finding(row) else { return };
    let Some(draft) = RiskDraft::build(row, finding) else { return };
    let text = if row.is_accepted { "Accepted…" } else { "Accept…" };
    let corner = place.rect().right_top() + vec2(-STEP, MARGIN);
    let room = Rect::from_min_max(corner - vec2(ACCEPT - STEP, 0.0), corner + vec2(0.0, ROW));
    let builder = UiBuilder::new().id_salt(("accept", place.idx)).max_rect(room);
    let mut ui = ui.new_child(builder.layout(Layout::right_to_left(Align::Center)));
    let sense = if place.is_stop { Sense::click() } else { Sense::CLICK };
    let button = Button::new(RichText::new(text).size(SMALL)).frame_when_inactive(false).sense(sense);
    let response = ui.add_enabled(is_enabled, button);
    response.widget_info(|| {
        let name = format!("{text} {}: {}", row.location, row.message);
        WidgetInfo::labeled(Role::Button, is_enabled, name)
    });
    if response.on_hover_text("As a risk: with a reason, by somebody, until a day").clicked() {
        cx.act(Action::OfferRisk { draft, withdrawal: withdrawal(finding) });
    }
}

/// The heading of a kind of findings: what they have in common, how many there are, and what to do about all of them. A
/// click puts its rows away; then it is the stop of the Tab key in their place.
fn head_ui(ui: &mut Ui, state: &mut FindingsState, head: &Head, place: RowPlace<'_>) {
    let Head { group, lines, is_folded, .. } = head;
    let whole = place.in_sight.rect(place.idx);
    let rect = Rect::from_min_max(whole.min, pos2(whole.right(), place.rect().top()));
    let tokens = tokens(ui);
    let painter = ui.painter();
    let middle = rect.top() + STEP + TALL_ROW / 2.0;
    let icon = if *is_folded { Icon::Closed } else { Icon::Opened };
    icon.paint(
        painter,
        Rect::from_center_size(pos2(rect.left() + 3.0 * STEP, middle), Vec2::splat(ROW)),
        tokens.text_weak.get(),
    );
    let left = rect.left() + 6.0 * STEP;
    let title = LayoutJob::single_section(group.title.to_owned(), TextFormat::simple(strong(BODY), tokens.text.get()));
    let wrap = TextWrapping::truncate_at_width((rect.width() - LEFT - 16.0 * STEP).max(0.0));
    let title = painter.layout_job(LayoutJob { wrap, ..title });
    let right = left + title.size().x + 2.0 * STEP;
    painter.galley(pos2(left, middle - title.size().y / 2.0), title, tokens.text.get());
    let count = thousands(group.num_rows);
    let count_place = pos2(right, middle);
    painter.text(count_place, egui::Align2::LEFT_CENTER, &count, FontId::proportional(SMALL), tokens.text_weak.get());
    if *lines > 0 {
        let font = FontId::proportional(SMALL);
        let mut job = LayoutJob::single_section(group.hint.clone(), TextFormat::simple(font, tokens.text_weak.get()));
        let room = (rect.width() - LEFT - RIGHT).max(0.0);
        job.wrap = TextWrapping { max_width: room, max_rows: *lines, ..TextWrapping::default() };
        let galley = painter.layout_job(job);
        painter.galley(pos2(left, rect.top() + STEP + TALL_ROW - STEP), galley, tokens.text_weak.get());
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line.get()));
    let of_kind = group.severity.map_or(String::new(), |severity| format!(", {}", severity.label()));
    let name = format!("{}, {count}{of_kind}", group.title);
    let (id, sense) = match (*is_folded, place.is_stop) {
        (true, true) => (row_id(place.idx), Sense::click()),
        (true, false) => (row_id(place.idx), Sense::CLICK),
        (false, _) => (Id::unique(("finding-kind", place.idx)), Sense::CLICK),
    };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!is_folded));
    if *is_folded && place.is_stop && std::mem::take(&mut state.follow) {
        response.request_focus();
    }
    let mut unfolds = false;
    if response.has_focus() {
        unfolds = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowRight));
        move_ui(ui, state, response.id, place);
    }
    if response.clicked() || unfolds {
        state.fold(group.kind(), !is_folded);
        ui.ctx().request_repaint();
    }
    response.on_hover_text(if *is_folded { "Show these findings" } else { "Put these findings away" });
}

fn move_ui(ui: &Ui, state: &mut FindingsState, id: Id, place: RowPlace<'_>) {
    hold_arrows(ui, id, Arrows::All);
    let Some(step) = take_move(ui) else { return };
    state.cursor = moved(place.idx, step, state.listed().len(), PAGE);
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
        let RowPlace { idx, is_stop, .. } = self.place;
        let rect = self.place.rect();
        let corner = pos2(rect.right() - ACCEPT, rect.top() + MARGIN);
        let room = Rect::from_min_max(corner - vec2(FIX, 0.0), corner + vec2(0.0, ROW));
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
    // What is accepted is worth knowing, and no more.
    let severity = if row.is_accepted { Severity::Note } else { row.severity };
    let middle = rect.top() + MARGIN + ROW / 2.0;
    let place = pos2(rect.left() + LEFT / 2.0, middle);
    let color = tokens.severity(severity);
    painter.text(place, egui::Align2::CENTER_CENTER, severity.sign(), FontId::proportional(BODY), color.get());
    let left = rect.left() + LEFT;
    let room = (rect.width() - LEFT - RIGHT).max(0.0);
    look.line(middle, left, left + room, &[Piece::body(&row.location, tokens.text)]);
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
        Target::Rules(words) => {
            let done = format!("These are the rules that the finding is about: the filter is {words}");
            cx.act(Action::ShowRulesWith { words: words.clone(), done });
        }
        Target::Placement { zone, placement_idx } => {
            cx.act(Action::Select(Selection::Zone(zone.clone())));
            cx.act(Action::ShowPlacement(*placement_idx));
        }
    }
}
