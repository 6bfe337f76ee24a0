//! Shows what a change would do before it is done: which rules go, and what would no longer work. Then it is done, or
//! not.

use egui::{Button, Id, Label, RichText, Role, ScrollArea, Sense, TextEdit, Ui};

use super::shell::{dialog_ui, focus_first};
use crate::finding::Severity;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Piece, Row, group_heading, labelled_row, problem, select_all, text_field, weak};
use crate::view::{Breakage, PairChange, Proposal, WhatIf, WhatIfAnswer, WhatIfChanges, counted};

/// What the field of what is blocked is called, and that of the reason.
const FIELD: &str = "Block";
const REASON: &str = "Reason";
/// Width of the names of fields.
const NAME_WIDTH: f32 = 64.0;
/// So many rows of pairs, and of what breaks, are in sight at once.
const PAIR_ROWS: usize = 7;
const BREAKS_HEIGHT: f32 = 8.0 * ROW;
/// The most sentences about what breaks; the rest is counted.
const MOST_BREAKS: usize = 60;
/// Where the rules of a pair begin.
const RULES_LEFT: f32 = 84.0 * STEP;

/// What is thought of, and what it would do.
#[derive(Debug)]
pub(crate) struct LookAhead {
    proposal: Proposal,
    reason: String,
    /// What came of it; `None` while it is found out.
    found: Option<Result<WhatIf, String>>,
    is_new: bool,
}

impl LookAhead {
    /// Starts with a proposal, of which nothing is known yet.
    #[must_use]
    pub(crate) fn new(proposal: Proposal) -> Self {
        Self { proposal, reason: String::new(), found: None, is_new: true }
    }

    /// Takes what came of a proposal, unless another one is asked for by now.
    pub(in crate::gui) fn take(&mut self, found: Result<WhatIf, String>) {
        if found.as_ref().is_ok_and(|found| found.proposal != self.proposal) {
            return;
        }
        self.found = Some(found);
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let title = match &self.proposal {
            Proposal::Block(_) => "What if this is blocked?".to_owned(),
            Proposal::Change { name, .. } => format!("What if: {name}?"),
        };
        dialog_ui(ui, cx, ("what-if", &title), 760.0, |ui, cx| {
            self.field_ui(ui, cx);
            self.found_ui(ui);
            ui.add_space(2.0 * STEP);
            self.buttons_ui(ui, cx);
        });
    }

    fn field_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let Proposal::Block(text) = &mut self.proposal else { return };
        let response = labelled_row(ui, FIELD, NAME_WIDTH, |ui, label| {
            let id = Id::unique("what-if-block");
            let hint = "88, 445 from:dmz, kerberos, tcp/135 -from:core, legacy";
            let edit = TextEdit::singleline(text).id(id).hint_text(hint).desired_width(ui.available_width());
            let response = text_field(ui, edit).labelled_by(label);
            focus_first(ui, &response);
            if std::mem::take(&mut self.is_new) {
                select_all(ui, id, text);
            }
            response
        });
        if response.changed() {
            self.found = None;
            cx.act(Action::TryOut(self.proposal.clone()));
        }
        ui.add_space(STEP);
    }

    fn found_ui(&self, ui: &mut Ui) {
        match self.found.as_ref().map(|found| found.as_ref().map(|found| &found.answer)) {
            _ if matches!(&self.proposal, Proposal::Block(text) if text.trim().is_empty()) => {
                drop(weak(ui, "What would go and what would no longer work stands here before any of it is done"));
            }
            None => drop(weak(ui, "Finding out…")),
            Some(Err(text) | Ok(WhatIfAnswer::Wrong(text))) => problem(ui, text),
            Some(Ok(WhatIfAnswer::Nothing)) => drop(ui.label("Nothing that is open is like this")),
            Some(Ok(WhatIfAnswer::Changes(changes))) => changes_ui(ui, changes),
        }
    }

    /// What can be done now, if anything.
    fn changes(&self) -> Option<&WhatIfChanges> {
        match &self.found.as_ref()?.as_ref().ok()?.answer {
            WhatIfAnswer::Changes(changes) => Some(changes),
            WhatIfAnswer::Wrong(_) | WhatIfAnswer::Nothing => None,
        }
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let (verb, done) = match &self.proposal {
            Proposal::Block(text) => ("Block it", format!("Blocked {}", text.trim())),
            Proposal::Change { name, .. } => ("Do it", name.clone()),
        };
        if matches!(self.proposal, Proposal::Block(_)) {
            labelled_row(ui, REASON, NAME_WIDTH, |ui, label| {
                let edit = TextEdit::singleline(&mut self.reason).id(Id::unique("what-if-reason"));
                let edit =
                    edit.hint_text("Why it is blocked, for whoever reads the plan").desired_width(ui.available_width());
                text_field(ui, edit).labelled_by(label)
            });
            ui.add_space(STEP);
        }
        ui.horizontal(|ui| {
            let button = ui.add_enabled(self.changes().is_some(), Button::new(verb));
            let button = button.on_hover_text("One step, which can be undone");
            let clicked = button.on_disabled_hover_text("There is nothing to do yet").clicked();
            if let Some(changes) = self.changes().filter(|_| clicked) {
                cx.act(Action::CloseDialog);
                cx.act(Action::EditWithNotice { edit: changes.edit(&self.reason), done });
            }
            if ui.button("Leave it").clicked() {
                cx.act(Action::CloseDialog);
            }
        });
    }
}

fn changes_ui(ui: &mut Ui, changes: &WhatIfChanges) {
    ui.add(Label::new(&changes.summary).wrap());
    if !changes.suppressed.is_empty() {
        const MOST: usize = 4;
        let mut text = changes.suppressed.iter().take(MOST).cloned().collect::<Vec<_>>().join("; ");
        if changes.suppressed.len() > MOST {
            text += &format!("; and {} more", changes.suppressed.len() - MOST);
        }
        weak(ui, &format!("Suppresses: {text}"));
    }
    if !changes.warning.is_empty() {
        let sign = Severity::Warning.sign();
        let color = tokens(ui).severity(Severity::Warning).get();
        ui.add(Label::new(RichText::new(format!("{sign} {}", changes.warning)).color(color)).wrap());
    }
    ui.add_space(STEP);
    breaks_ui(ui, &changes.roles, &changes.breaks);
    ui.add_space(STEP);
    pairs_ui(ui, &changes.pairs);
}

fn breaks_ui(ui: &mut Ui, roles: &[String], breaks: &[Breakage]) {
    if breaks.is_empty() {
        weak(ui, "Nothing that is required would be missed");
        return;
    }
    group_heading(ui, "What breaks");
    let area = ScrollArea::vertical().id_salt("what-if-breaks").max_height(BREAKS_HEIGHT);
    area.auto_shrink([false, true]).show(ui, |ui| {
        for role in roles {
            ui.add(Label::new(role).wrap());
        }
        if !roles.is_empty() {
            ui.add_space(STEP);
            group_heading(ui, &format!("In detail: {}", counted(breaks.len(), "finding", "findings")));
        }
        for one in breaks.iter().take(MOST_BREAKS) {
            let sign = format!("{} ", one.severity.sign());
            let color = tokens(ui).severity(one.severity);
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(sign).color(color.get()));
                ui.vertical(|ui| {
                    ui.add(Label::new(&one.text).wrap());
                    weak(ui, &one.hint);
                });
            });
        }
        if breaks.len() > MOST_BREAKS {
            weak(ui, &format!("And {} more", breaks.len() - MOST_BREAKS));
        }
    });
}

#[expect(clippy::cast_precision_loss, reason = "some rows")]
fn pairs_ui(ui: &mut Ui, pairs: &[PairChange]) {
    if pairs.is_empty() {
        return;
    }
    group_heading(ui, "Rules that go (−) and come (+)");
    let height = PAIR_ROWS.min(pairs.len()) as f32 * ROW;
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("what-if-pairs").max_height(height).min_scrolled_height(height);
    area.auto_shrink([false, true]).show_rows(ui, ROW, pairs.len(), |ui, range| {
        for (idx, pair) in range.clone().zip(&pairs[range]) {
            let text = pair.text();
            let name = format!("{}: {text}", pair.name);
            let row = Row { sense: Sense::hover(), ..Row::new(Role::ListItem, &name) };
            let response = row.ui(ui, Id::unique(("what-if-pair", idx)), |row| {
                let (left, right) = (row.rect.left() + STEP, row.rect.right() - STEP);
                let middle = (left + RULES_LEFT).min(row.rect.center().x);
                row.line(row.middle(), left, middle - STEP, &[Piece::body(&pair.name, row.tokens.text)]);
                row.line(row.middle(), middle, right, &[Piece::small(&text, row.tokens.text)]);
            });
            response.on_hover_text(&name);
        }
    });
    ui.spacing_mut().item_spacing.y = STEP;
}
