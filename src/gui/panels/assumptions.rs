//! The assumptions with their three answers, for the plan, a zone or a pair.

use egui::{Label, Ui};

use crate::catalog::Answer;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{segmented_ui, weak};
use crate::plan::Edit;
use crate::view::{AssumptionList, answer_label};

/// Shows the questions and returns the answer that was just given.
pub(super) fn assumptions_ui(ui: &mut Ui, list: &AssumptionList) -> Option<Edit> {
    let mut res = None;
    for row in &list.rows {
        ui.add(Label::new(&row.question).wrap());
        let choices = [
            (None, row.inherited_label.as_str()),
            (Some(Answer::Unused), answer_label(Answer::Unused)),
            (Some(Answer::Optional), answer_label(Answer::Optional)),
            (Some(Answer::InUse), answer_label(Answer::InUse)),
        ];
        if let Some(answer) = segmented_ui(ui, &row.question, row.answer, &choices) {
            res = Some(list.answered(&row.id, answer));
        }
        weak(ui, &row.changes);
        ui.add_space(STEP);
    }
    res
}
