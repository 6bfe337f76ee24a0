//! The menu bar. It walks the one list of commands, and lists the recent plans in the File menu.

use std::path::Path;

use egui::{Button, Key, MenuBar, Rect, Response, RichText, ScrollArea, Stroke, TextWrapMode, Ui, vec2};

use super::PanelCx;
use crate::gui::action::Action;
use crate::gui::commands::{Command, Menu, Panel, shortcut_text};
use crate::gui::error_text::short_name;
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{follow_focus, group_heading, weak_line};

/// Which menu is open, so that Escape goes back to its button.
#[derive(Debug, Default)]
pub(crate) struct MenuState {
    open_idx: Option<usize>,
    has_escaped: bool,
}

impl MenuState {
    /// Whether the menu at a position has just been closed by Escape.
    fn is_escaped(&mut self, ui: &Ui, idx: usize, is_open: bool) -> bool {
        if is_open {
            // The menu is gone in the frame after.
            self.open_idx = Some(idx);
            self.has_escaped = ui.input(|input| input.key_pressed(Key::Escape));
            return false;
        }
        if self.open_idx != Some(idx) {
            return false;
        }
        self.open_idx = None;
        std::mem::take(&mut self.has_escaped) || ui.input(|input| input.key_pressed(Key::Escape))
    }
}

/// Shows the menu bar.
pub(crate) fn menu_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, state: &mut MenuState) {
    let mut takes_focus = cx.takes_focus(Panel::Menu);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect.shrink2(egui::vec2(STEP, 2.0))), |ui| {
        MenuBar::new().ui(ui, |ui| {
            for (idx, menu) in Command::MENUS.iter().enumerate() {
                let button = ui.menu_button(menu.title, |ui| {
                    // A window may be lower than its longest menu.
                    let height = ui.ctx().content_rect().bottom() - rect.bottom() - 4.0 * STEP;
                    let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
                    area.show(ui, |ui| groups_ui(ui, cx, menu));
                });
                if std::mem::take(&mut takes_focus) || state.is_escaped(ui, idx, button.inner.is_some()) {
                    button.response.request_focus();
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(STEP);
                palette_field_ui(ui, cx);
                ui.add_space(STEP);
                weak_line(ui, cx.document_name);
            });
        });
    });
}

fn groups_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, menu: &Menu) {
    // Beside the bar that scrolls, too, an item is one line.
    ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
    for (idx, group) in menu.groups.iter().enumerate() {
        if idx > 0 {
            ui.separator();
        }
        for &command in *group {
            item_ui(ui, cx, command);
        }
        if group.contains(&Command::Open) {
            recent_ui(ui, cx);
        }
    }
    follow_focus(ui, "menu");
}

/// What opens the palette looks like the field that it opens.
fn palette_field_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let tokens = tokens(ui);
    // Menus have less around their texts than fields.
    ui.spacing_mut().button_padding = vec2(2.0 * STEP, 2.0);
    let text = RichText::new("Search or command").color(tokens.text_weak.get());
    let button = Button::new(text)
        .shortcut_text(shortcut_text(ui.ctx(), cx.os, Command::Palette))
        .fill(tokens.field.get())
        .stroke(Stroke::new(1.0, tokens.line_strong.get()))
        .min_size(vec2(60.0 * STEP, ROW));
    let response = ui.add(button).accessible_name("Search or command");
    if response.on_hover_text(Command::Palette.tooltip()).clicked() {
        cx.command(Command::Palette);
    }
}

/// Shows a command in a menu, ticked when it stands for something that is so already.
pub(super) fn item_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, command: Command) -> Response {
    let label = command.label_now(cx.env);
    let enabled = command.is_enabled(cx.env);
    let keys = shortcut_text(ui.ctx(), cx.os, command);
    let button = Button::selectable(Command::in_effect(cx.look).contains(&command), label.as_str()).shortcut_text(keys);
    let response = ui.add_enabled(enabled.is_ok(), button).accessible_name(label);
    let response = response.on_hover_text(command.tooltip());
    let response = response.on_disabled_hover_text(enabled.err().unwrap_or_default());
    if response.clicked() {
        cx.command(command);
        ui.close();
    }
    response
}

/// How many letters of a name and of a folder are shown.
const LETTERS: usize = 36;

/// Shows them under a heading; nothing when there are none.
pub(super) fn recent_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    if cx.look.recent.is_empty() {
        return;
    }
    ui.separator();
    group_heading(ui, "Recent plans");
    for path in cx.look.recent.clone() {
        let (name, folder) = texts(&path);
        let full = path.display().to_string();
        let button = Button::new(start_of(&name)).shortcut_text(end_of(&folder));
        let response = ui.add(button).accessible_name(format!("{name} in {folder}"));
        if response.on_hover_text(full).clicked() {
            cx.act(Action::OpenRecent(path));
            ui.close();
        }
    }
}

/// The name of the file, and the folder that it is in.
fn texts(path: &Path) -> (String, String) {
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    (short_name(path), folder)
}

/// The text, or how it begins.
fn start_of(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}

/// The text, or how it ends.
fn end_of(text: &str) -> String {
    let num_letters = text.chars().count();
    if num_letters <= LETTERS {
        return text.to_owned();
    }
    ['…'].into_iter().chain(text.chars().skip(num_letters - (LETTERS - 1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_where_they_say_least() {
        let long = "0123456789".repeat(4);
        assert_eq!(start_of(&long), "01234567890123456789012345678901234…");
        assert_eq!(end_of(&long), "…56789012345678901234567890123456789");
        assert_eq!((start_of("büro.ron"), end_of("/plans")), ("büro.ron".to_owned(), "/plans".to_owned()));
        assert_eq!(texts(Path::new("/plans/büro.ron")), ("büro.ron".to_owned(), "/plans".to_owned()));
    }
}
