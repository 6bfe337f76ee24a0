//! Asks with what reason a finding is accepted as a risk, by whom, when, and until when; or takes that back. What is accepted
//! stands in the plan.

use egui::{Button, Key, Label, Ui};

use super::shell::{Fields, cancel_ui, dialog_ui, focus_first};
use crate::date::{Date, ParseDateError};
use crate::finding::Accepted;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{problem, weak};
use crate::plan::Edit;
use crate::view::{RiskDraft, upper_first};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 80.0;
const FIELDS: Fields = Fields { dialog: "accept-risk", name_width: NAME_WIDTH };

/// What is typed so far.
#[derive(Debug)]
pub(crate) struct AcceptRisk {
    draft: RiskDraft,
    /// What takes the acceptance back; `None`: the finding is not accepted.
    withdrawal: Option<Edit>,
    reason: String,
    by: String,
    on: String,
    until: String,
}

impl AcceptRisk {
    /// Starts with what was said of the finding before, or with whoever accepted a risk last.
    #[must_use]
    pub(crate) fn new(draft: RiskDraft, withdrawal: Option<Edit>, by: &str) -> Self {
        let said = draft.said.clone().unwrap_or_else(|| Accepted { by: by.to_owned(), ..Accepted::default() });
        let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (on, until) = (text(said.on), text(said.until));
        Self { draft, withdrawal, reason: said.reason, by: said.by, on, until }
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let title = if self.withdrawal.is_none() { "Accept as a risk" } else { "Accepted as a risk" };
        dialog_ui(ui, cx, ("accept-risk", title), 480.0, |ui, cx| {
            ui.add(Label::new(&self.draft.about).wrap());
            ui.add_space(2.0 * STEP);
            let reason = FIELDS.ui(ui, "Reason", &mut self.reason, "Why the risk is taken");
            focus_first(ui, &reason);
            FIELDS.ui(ui, "By", &mut self.by, "Who takes it");
            FIELDS.ui(ui, "On", &mut self.on, "The day of the decision, such as 2026-11-30");
            if let Err(err) = day(&self.on) {
                problem(ui, &upper_first(&err.to_string()));
            }
            let until = FIELDS.ui(ui, "Until", &mut self.until, "2027-01-31, or empty: without end");
            let is_entered = until.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let said = self.said();
            match (&day(&self.until), &said) {
                (Err(err), _) => problem(ui, &upper_first(&err.to_string())),
                (Ok(_), Ok(said)) if is_backward(said) => problem(ui, "The last day is before the day of the decision"),
                (Ok(_), _) => {}
            }
            ui.add_space(STEP);
            weak(ui, "It stays in the list and counts no longer. The plan keeps it, and JSON exports name it");
            ui.add_space(2.0 * STEP);
            ui.horizontal(|ui| self.buttons_ui(ui, cx, said, is_entered));
        });
    }

    /// What is typed, or what has to be done before it can be accepted.
    fn said(&self) -> Result<Accepted, &'static str> {
        let (reason, by) = (self.reason.trim().to_owned(), self.by.trim().to_owned());
        let (Ok(on), Ok(until)) = (day(&self.on), day(&self.until)) else { return Err("Mend the days first") };
        let said = Accepted { by, on, until, reason };
        if said.reason.is_empty() || said.by.is_empty() {
            return Err("Say why, and who takes the risk");
        }
        Ok(said)
    }

    fn buttons_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, said: Result<Accepted, &'static str>, is_entered: bool) {
        let said = said.and_then(|said| if is_backward(&said) { Err("Mend the days first") } else { Ok(said) });
        let (label, done) = match self.withdrawal {
            None => ("Accept risk", "Accepted as a risk"),
            Some(_) => ("Accept in these words", "Accepted in other words"),
        };
        let button = ui.add_enabled(said.is_ok(), Button::new(label));
        let button = button.on_disabled_hover_text(said.as_ref().err().copied().unwrap_or_default());
        if let Ok(said) = &said
            && (button.clicked() || is_entered)
        {
            cx.look.accepted_by.clone_from(&said.by);
            cx.act(Action::CloseDialog);
            cx.act(Action::EditWithNotice { edit: self.draft.edit(said), done: done.to_owned() });
        }
        if let Some(edit) = &self.withdrawal
            && ui.button("Take back").on_hover_text("The finding counts again").clicked()
        {
            cx.act(Action::CloseDialog);
            cx.act(Action::EditWithNotice { edit: edit.clone(), done: "The finding counts again".to_owned() });
        }
        cancel_ui(ui, cx);
    }
}

/// The day that is typed; `None`: none is.
fn day(text: &str) -> Result<Option<Date>, ParseDateError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some)
}

fn is_backward(said: &Accepted) -> bool {
    said.on.zip(said.until).is_some_and(|(on, until)| until < on)
}
