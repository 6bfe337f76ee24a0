//! The middle of the window: tabs, and what the chosen one shows.

use egui::{FontId, Id, Rect, Role, Stroke, Ui, UiBuilder, pos2, vec2};

use strum::IntoEnumIterator as _;

use super::states::TabStates;
use super::{PanelCx, findings, matrix, plan, reference, rules, ticks};
use crate::gui::action::Action;
use crate::gui::commands::{Command, Panel};
use crate::gui::state::Tab;
use crate::gui::theme::metrics::{BODY, PANEL_MARGIN, STEP, TALL_ROW};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Piece, Row, RowState};
use crate::view::thousands;

/// Beside the text of a tab, on both sides together.
const TAB_PADDING: f32 = 4.0 * STEP;

/// Shows the tabs and the chosen one's contents.
pub(crate) fn main_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, states: &mut TabStates) {
    let rows = tab_rows(ui, cx, rect.width() - 2.0 * PANEL_MARGIN);
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), rows * (TALL_ROW + STEP) + STEP));
    let body = Rect::from_min_max(pos2(rect.left(), bar.bottom()), rect.max);
    ui.painter().rect_filled(body, 0, tokens(ui).surface.get());
    ui.painter().hline(bar.x_range(), bar.bottom(), Stroke::new(1.0, tokens(ui).line.get()));
    ui.scope_builder(UiBuilder::new().id_salt("tabs").max_rect(bar.shrink2(vec2(PANEL_MARGIN, STEP))), |ui| {
        ui.set_clip_rect(bar);
        ui.horizontal_wrapped(|ui| tabs_ui(ui, cx));
    });
    ui.scope_builder(UiBuilder::new().id_salt(("tab", cx.look.tab as usize)).max_rect(body), |ui| {
        ui.set_clip_rect(body);
        let takes_focus = cx.takes_focus(Panel::Main);
        match cx.look.tab {
            Tab::Ticks => ticks::ticks_ui(ui, cx, &mut states.ticks, takes_focus),
            Tab::Matrix => matrix::matrix_ui(ui, cx, &mut states.matrix, takes_focus),
            Tab::Rules => rules::rules_ui(ui, cx, &mut states.rules, takes_focus),
            Tab::Reference => reference::reference_ui(ui, cx, &mut states.reference, takes_focus),
            Tab::Findings => findings::findings_ui(ui, cx, &mut states.findings, takes_focus),
            Tab::Plan => plan::plan_ui(ui, cx, &mut states.plan, takes_focus),
        }
    });
}

/// How many rows the tabs take: more than one where the middle is narrow.
fn tab_rows(ui: &Ui, cx: &PanelCx<'_>, width: f32) -> f32 {
    let (mut rows, mut right) = (1.0, 0.0);
    for tab in Tab::iter() {
        let needed = tab_width(ui, &tab_text(tab, cx));
        if right > 0.0 && right + needed > width {
            rows += 1.0;
            right = 0.0;
        }
        right += needed + STEP;
    }
    rows
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

fn tabs_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    ui.spacing_mut().item_spacing = vec2(STEP, STEP);
    for tab in Tab::iter() {
        let text = tab_text(tab, cx);
        let is_chosen = cx.look.tab == tab;
        if tab_ui(ui, tab, &text, is_chosen).clicked() && !is_chosen {
            cx.act(Action::ShowTab(tab));
        }
    }
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
