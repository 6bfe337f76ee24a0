//! Asks with what reason a finding is accepted as a risk, by whom, and until when. What is accepted stands in the plan.

use egui::{Button, Key, Label, Ui};

use super::shell::{Fields, cancel_ui, dialog_ui, focus_first};
use crate::date::Date;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{problem, weak};
use crate::view::RiskDraft;

/// Width of the names of fields.
const NAME_WIDTH: f32 = 80.0;
const FIELDS: Fields = Fields { dialog: "accept-risk", name_width: NAME_WIDTH };

/// What is typed so far.
#[derive(Debug)]
pub(crate) struct AcceptRisk {
    draft: RiskDraft,
    reason: String,
    by: String,
    until: String,
}

impl AcceptRisk {
    /// Starts with whoever accepted a risk last.
    #[must_use]
    pub(crate) fn new(draft: RiskDraft, by: &str) -> Self {
        Self { draft, reason: String::new(), by: by.to_owned(), until: String::new() }
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("accept-risk", "Accept as a risk"), 480.0, |ui, cx| {
            ui.add(Label::new(&self.draft.about).wrap());
            ui.add_space(2.0 * STEP);
            let reason = FIELDS.ui(ui, "Reason", &mut self.reason, "Why the risk is taken");
            focus_first(ui, &reason);
            FIELDS.ui(ui, "By", &mut self.by, "Who takes it");
            let until = FIELDS.ui(ui, "Until", &mut self.until, "2027-01-31, or empty: without end");
            let is_entered = until.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let is_date = self.until.trim().is_empty() || self.date().is_some();
            if !is_date {
                problem(ui, "A date is written as year, month and day: 2027-01-31");
            }
            ui.add_space(STEP);
            weak(ui, "It stays in the list and counts no longer. The plan keeps it, and JSON exports name it");
            ui.add_space(2.0 * STEP);
            ui.horizontal(|ui| self.buttons_ui(ui, cx, is_date, is_entered));
        });
    }

    fn date(&self) -> Option<Date> {
        self.until.trim().parse().ok()
    }

    fn buttons_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, is_date: bool, is_entered: bool) {
        let is_explained = [&self.reason, &self.by].iter().all(|text| !text.trim().is_empty());
        let can_accept = is_explained && is_date;
        let button = ui.add_enabled(can_accept, Button::new("Accept risk"));
        let why = if is_explained { "Mend the date first" } else { "Say why, and who takes the risk" };
        if button.on_disabled_hover_text(why).clicked() || (is_entered && can_accept) {
            self.by.trim().clone_into(&mut cx.look.accepted_by);
            cx.act(Action::CloseDialog);
            let edit = self.draft.edit(&self.reason, &self.by, self.date());
            cx.act(Action::EditWithNotice { edit, done: "Accepted as a risk".to_owned() });
        }
        cancel_ui(ui, cx);
    }
}
