//! Offers unsaved work back that another window left: one that was killed, or that lost its power.

use std::time::Duration;

use egui::Ui;

use super::questions::buttons;
use super::shell::dialog_ui;
use crate::files::unsaved::Found;
use crate::gui::action::{Action, ModalAnswer};
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::weak;
use crate::plan::{Plan, file};
use crate::view::counted;

/// What is said of unsaved work.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::gui) struct FoundWork {
    /// Of which plan, and from when.
    text: String,
    /// Where that is saved.
    place: String,
}

impl FoundWork {
    /// What is said of this.
    pub(in crate::gui) fn new(found: &Found) -> Self {
        let plan = file::read(&found.unsaved.text).ok().map(|read| read.plan);
        let file_name =
            found.unsaved.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        let title = plan.as_ref().map(|plan| plan.title.clone()).filter(|title| !title.is_empty());
        let name = file_name.map(std::borrow::Cow::into_owned).or(title).unwrap_or_else(|| "Untitled plan".to_owned());
        let zones = |plan: Plan| format!(", {}", counted(plan.zones.len(), "zone", "zones"));
        let zones = plan.map(zones).unwrap_or_default();
        let place = match &found.unsaved.path {
            Some(path) => format!("Its file stays as it is until you save: {}", path.display()),
            None => "It was never saved to a file".to_owned(),
        };
        let when = found.age.map_or_else(|| "at an unknown time".to_owned(), ago);
        Self { text: format!("“{name}” was changed and not saved when the program ended, {when}{zones}"), place }
    }

    /// Asks what becomes of it.
    pub(in crate::gui) fn ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("found-work", "Restore unsaved work?"), 500.0, |ui, cx| {
            ui.label(&self.text);
            ui.add_space(STEP);
            weak(ui, &self.place);
            buttons(
                ui,
                cx,
                &[
                    ("Restore", Action::Answer(ModalAnswer::Restore)),
                    ("Discard", Action::Answer(ModalAnswer::DiscardFound)),
                    ("Decide later", Action::CloseDialog),
                ],
            );
        });
    }
}

/// How long ago something was, as people say it.
fn ago(age: Duration) -> String {
    let seconds = age.as_secs();
    let (number, one, many) = match seconds {
        0..60 => return "less than a minute ago".to_owned(),
        60..3600 => (seconds / 60, "minute", "minutes"),
        3600..86_400 => (seconds / 3600, "hour", "hours"),
        86_400.. => (seconds / 86_400, "day", "days"),
    };
    format!("{} ago", counted(number, one, many))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_words() {
        for (seconds, text) in [
            (0, "less than a minute ago"),
            (60, "1 minute ago"),
            (3599, "59 minutes ago"),
            (7200, "2 hours ago"),
            (200_000, "2 days ago"),
        ] {
            assert_eq!(ago(Duration::from_secs(seconds)), text);
        }
    }
}
