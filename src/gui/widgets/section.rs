//! A heading that opens and closes what stands under it. Whether it is open is kept by the caller.

use egui::{Align2, FontId, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Icon;
use super::icon::leading;
use super::state::paint_state;
use crate::gui::theme::metrics::{BODY, ROW, SMALL, STEP, TALL_ROW};
use crate::gui::theme::tokens;

/// Shows the heading, and `content` under it when it is open. `detail` stands weak at the right.
pub(crate) fn section_ui(ui: &mut Ui, name: &str, detail: &str, is_open: &mut bool, content: impl FnOnce(&mut Ui)) {
    level_ui(ui, Level::Section, (name, detail), is_open, content);
}

/// As [`section_ui`], for a part of a section: smaller and moved in.
pub(crate) fn subsection_ui(ui: &mut Ui, name: &str, detail: &str, is_open: &mut bool, content: impl FnOnce(&mut Ui)) {
    level_ui(ui, Level::Part, (name, detail), is_open, content);
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Level {
    Section,
    Part,
}

fn level_ui(ui: &mut Ui, level: Level, texts: (&str, &str), is_open: &mut bool, content: impl FnOnce(&mut Ui)) {
    let response = heading(ui, level, texts, *is_open);
    if response.clicked() {
        *is_open = !*is_open;
    }
    if *is_open {
        content(ui);
        ui.add_space(STEP);
    }
}

fn heading(ui: &mut Ui, level: Level, (name, detail): (&str, &str), is_open: bool) -> Response {
    let tokens = tokens(ui);
    let (height, indent, size, color) = match level {
        Level::Section => (TALL_ROW, 0.0, BODY, tokens.text),
        Level::Part => (ROW, STEP, SMALL, tokens.text_weak),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    paint_state(painter, tokens, rect, &response);
    let icon = if is_open { Icon::Opened } else { Icon::Closed };
    icon.paint(painter, leading(rect, indent), tokens.text_weak.get());
    let place = pos2(rect.left() + indent + 5.0 * STEP, rect.center().y);
    let drawn = painter.text(place, Align2::LEFT_CENTER, name, FontId::proportional(size), color.get());
    if !detail.is_empty() {
        let room = rect.right() - drawn.right() - 4.0 * STEP;
        let mut job = egui::text::LayoutJob::simple_singleline(
            detail.to_owned(),
            FontId::proportional(SMALL),
            tokens.text_weak.get(),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
        let galley = painter.layout_job(job);
        let place = pos2(rect.right() - galley.size().x - STEP, rect.center().y - galley.size().y / 2.0);
        painter.galley(place, galley, tokens.text_weak.get());
    }
    response
}
