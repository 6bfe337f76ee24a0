//! Asks for a path in a field of ours, where the system has no file dialog.

use std::path::PathBuf;

use egui::{Key, TextEdit, Ui};

use super::Wanted;
use super::shell::{dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::deps::PathKind;
use crate::gui::panels::Shown;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{problem, text_field, weak};

/// A path that is being typed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct TypedPath {
    /// What is asked for, as the title of the dialog.
    pub title: String,
    /// What is to be done there.
    pub wanted: Wanted,
    /// What is typed so far.
    pub text: String,
}

/// What is to be said of a path.
enum Verdict {
    /// Go on, and why it is fine.
    Fine(&'static str),
    /// Go on, but know this.
    Warning(&'static str),
    /// Not this one.
    Wrong(&'static str),
}

impl TypedPath {
    /// Shows the dialog.
    pub(in crate::gui) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
        let title = self.title.clone();
        dialog_ui(ui, &title, 560.0, actions, |ui, actions| self.content_ui(ui, shown, actions));
    }

    fn content_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
        weak(ui, "The system has no file dialog to show: type the path");
        ui.add_space(STEP);
        let label = ui.label("Path");
        let edit = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY);
        let response = text_field(ui, edit).labelled_by(label.id);
        focus_first(ui, &response);
        let path = PathBuf::from(self.text.trim());
        let verdict = if self.text.trim().is_empty() {
            Verdict::Wrong("Type a path")
        } else {
            self.verdict(shown.files.kind(&path))
        };
        match verdict {
            Verdict::Fine(text) => drop(weak(ui, text)),
            Verdict::Warning(text) => drop(ui.label(text)),
            Verdict::Wrong(text) => problem(ui, text),
        }
        let is_fine = !matches!(verdict, Verdict::Wrong(_));
        let go_on = match (&verdict, self.wanted) {
            (Verdict::Warning(_), _) => "Overwrite",
            (_, Wanted::Save) => "Save",
            (_, Wanted::Open) => "Open",
            (_, Wanted::Folder) => "Use folder",
        };
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_fine && is_entered {
            actions.push(Action::PathTyped(path.clone()));
        }
        ui.add_space(3.0 * STEP);
        ui.horizontal(|ui| {
            if ui.add_enabled(is_fine, egui::Button::new(go_on)).clicked() {
                actions.push(Action::PathTyped(path));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }

    fn verdict(&self, kind: PathKind) -> Verdict {
        match (self.wanted, kind) {
            (Wanted::Save, PathKind::Free) => Verdict::Fine("A new file"),
            (Wanted::Save, PathKind::File) => {
                Verdict::Warning("⚠ There is a file of this name: it will be overwritten")
            }
            (Wanted::Open, PathKind::File) => Verdict::Fine("The file is there"),
            (Wanted::Open, PathKind::Free) => Verdict::Wrong("There is no such file"),
            (Wanted::Folder, PathKind::Folder) => Verdict::Fine("The folder is there"),
            (Wanted::Folder, PathKind::File) => Verdict::Wrong("This is a file: type the path of a folder"),
            (_, PathKind::Folder) => Verdict::Wrong("This is a folder: add the name of a file"),
            (Wanted::Folder, PathKind::Free) | (_, PathKind::NoFolder) => Verdict::Wrong("There is no such folder"),
        }
    }
}
