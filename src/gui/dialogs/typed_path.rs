//! Asks for a path in a field of ours, where the system has no file dialog.

use std::path::{Path, PathBuf};

use egui::{Key, TextEdit, Ui};

use super::purpose::{Purpose, with_ending};
use super::shell::{cancel_ui, dialog_ui, focus_first};
use crate::files::own_folder;
use crate::gui::action::Action;
use crate::gui::deps::{PathKind, Wanted};
use crate::gui::panels::PanelCx;
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
    /// What is known to stand at a path, which may be another one than is typed by now.
    pub known: Option<(PathBuf, PathKind)>,
}

/// What is to be said of a path.
enum Verdict {
    /// Go on, and why it is fine.
    Fine(String),
    /// Go on, but know this: a file is written over.
    Overwrite(String),
    /// Go on, though it is not known yet what is there.
    Unknown,
    /// Not this one.
    Wrong(&'static str),
}

impl TypedPath {
    /// A field with a text to begin with.
    #[must_use]
    pub(in crate::gui) fn new(title: String, wanted: Wanted, text: String) -> Self {
        Self { title, wanted, text, known: None }
    }

    /// The path that is meant, with the ending that it gets; `None`: nothing is typed. `~` is the home of the user, and
    /// a plan that is not there by its name alone is looked for with the ending of plans.
    #[must_use]
    pub(in crate::gui) fn path(&self, purpose: &Purpose) -> Option<PathBuf> {
        let text = self.text.trim();
        if text.is_empty() {
            return None;
        }
        let path = from_home(text, own_folder::home());
        if text.ends_with(std::path::is_separator) {
            return Some(path);
        }
        let path = with_ending(purpose, path);
        let as_plan = with_ending(&Purpose::SaveAs { next: None }, path.clone());
        let is_plan = match (purpose, &self.known) {
            (Purpose::Open, Some((known, kind))) => *known == as_plan || *known == path && *kind == PathKind::Free,
            (
                Purpose::Open
                | Purpose::SaveAs { .. }
                | Purpose::CatalogFolder
                | Purpose::MoveRoles(_)
                | Purpose::Export { .. }
                | Purpose::Form { .. }
                | Purpose::LoadForm
                | Purpose::Findings(_),
                _,
            ) => false,
        };
        Some(if is_plan { as_plan } else { path })
    }

    /// Shows the dialog.
    pub(in crate::gui) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>, purpose: &Purpose) {
        let title = self.title.clone();
        dialog_ui(ui, cx, ("typed-path", &title), 560.0, |ui, cx| self.content_ui(ui, cx, purpose));
    }

    fn content_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>, purpose: &Purpose) {
        weak(ui, "The system has no file dialog to show: type the path");
        ui.add_space(STEP);
        let label = ui.label("Path");
        let edit = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY);
        let response = text_field(ui, edit).labelled_by(label.id);
        focus_first(ui, &response);
        let path = self.path(purpose).unwrap_or_default();
        let verdict = self.verdict(&path);
        match &verdict {
            Verdict::Fine(text) => drop(weak(ui, text)),
            Verdict::Overwrite(text) => drop(ui.label(text)),
            Verdict::Unknown => drop(weak(ui, "Checking what is there…")),
            Verdict::Wrong(text) => problem(ui, text),
        }
        let (is_fine, is_overwrite) = match verdict {
            Verdict::Fine(_) | Verdict::Unknown => (true, false),
            Verdict::Overwrite(_) => (true, true),
            Verdict::Wrong(_) => (false, false),
        };
        let go_on = match self.wanted {
            _ if is_overwrite => "Overwrite",
            Wanted::Save | Wanted::NewFolder => "Save",
            Wanted::Open => "Open",
            Wanted::Folder => "Use folder",
        };
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(3.0 * STEP);
        ui.horizontal(|ui| {
            let is_clicked = ui.add_enabled(is_fine, egui::Button::new(go_on)).clicked();
            if is_clicked || is_fine && is_entered {
                cx.act(Action::PathTyped { path, is_overwrite });
            }
            cancel_ui(ui, cx);
        });
    }

    fn verdict(&self, path: &Path) -> Verdict {
        if path.as_os_str().is_empty() {
            return Verdict::Wrong("Type a path");
        }
        let Some((_, kind)) = self.known.as_ref().filter(|(known, _)| known == path) else { return Verdict::Unknown };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match (self.wanted, kind) {
            (Wanted::Save, PathKind::Free) => Verdict::Fine(format!("A new file: {name}")),
            (Wanted::NewFolder, PathKind::Free) => Verdict::Fine(format!("A new folder: {name}")),
            (Wanted::NewFolder, PathKind::File | PathKind::Folder) => {
                Verdict::Wrong("There is something already: type a name that is free")
            }
            (Wanted::Save, PathKind::File) => {
                Verdict::Overwrite(format!("⚠ There is a file {name} already: it will be overwritten"))
            }
            (Wanted::Open, PathKind::File) => Verdict::Fine(format!("The file is there: {name}")),
            (Wanted::Open, PathKind::Free) => Verdict::Wrong("There is no such file"),
            (Wanted::Folder, PathKind::Folder) => Verdict::Fine("The folder is there".to_owned()),
            (Wanted::Folder, PathKind::File) => Verdict::Wrong("This is a file: type the path of a folder"),
            (Wanted::Save | Wanted::Open, PathKind::Folder) => {
                Verdict::Wrong("This is a folder: add the name of a file")
            }
            (Wanted::Folder, PathKind::Free) | (_, PathKind::NoFolder) => Verdict::Wrong("There is no such folder"),
        }
    }
}

/// The path of a text that may begin with `~`.
fn from_home(text: &str, home: Option<PathBuf>) -> PathBuf {
    let rest = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(std::path::is_separator));
    match (rest, home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(std::path::is_separator)),
        (Some(_) | None, _) => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_of_the_user() {
        for (text, expected) in [
            ("~/plans/a.ron", "/home/ada/plans/a.ron"),
            ("~", "/home/ada"),
            ("~ada/a.ron", "~ada/a.ron"),
            ("/plans/~/a.ron", "/plans/~/a.ron"),
        ] {
            assert_eq!(from_home(text, Some("/home/ada".into())), PathBuf::from(expected), "{text}");
        }
        assert_eq!(from_home("~/a.ron", None), PathBuf::from("~/a.ron"));
    }

    #[test]
    fn a_plan_is_found_without_its_ending() {
        let mut typed = TypedPath::new("Open plan".to_owned(), Wanted::Open, "/plans/office".to_owned());
        assert_eq!(typed.path(&Purpose::Open), Some("/plans/office".into()), "it may be called so");
        typed.known = Some(("/plans/office".into(), PathKind::Free));
        assert_eq!(typed.path(&Purpose::Open), Some("/plans/office.ron".into()));
        typed.known = Some(("/plans/office.ron".into(), PathKind::File));
        assert_eq!(typed.path(&Purpose::Open), Some("/plans/office.ron".into()));
        typed.text = "/plans/other".to_owned();
        assert_eq!(typed.path(&Purpose::Open), Some("/plans/other".into()));
    }
}
