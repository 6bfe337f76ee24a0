//! The recent plans as items of the File menu.

use std::path::Path;

use egui::{Button, Ui};

use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::widgets::group_heading;

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
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    (name, folder)
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
