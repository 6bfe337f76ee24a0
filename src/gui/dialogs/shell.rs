//! The frame that all dialogs share: a title, the contents, and a way out by Escape.

use egui::{Frame, Id, Modal, ModalResponse, Response, ScrollArea, TextEdit, Ui};

use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{PANEL_MARGIN, RADIUS, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{follow_focus, labelled_row, text_field};

/// Shows a dialog of this width. Escape and a click beside it close it.
pub(super) fn dialog_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    (id, title): (&str, &str),
    width: f32,
    content: impl FnOnce(&mut Ui, &mut PanelCx<'_>),
) {
    if modal_ui(ui, cx, (id, title), width, content).should_close() {
        cx.act(Action::CloseDialog);
    }
}

/// Shows a dialog of this width that only Escape closes: whoever clicks beside it may not know yet that it is there.
pub(super) fn firm_dialog_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    (id, title): (&str, &str),
    width: f32,
    content: impl FnOnce(&mut Ui, &mut PanelCx<'_>),
) {
    let response = modal_ui(ui, cx, (id, title), width, content);
    if response.should_close() && !response.backdrop_response.clicked() {
        cx.act(Action::CloseDialog);
    }
}

fn modal_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    (id, title): (&str, &str),
    width: f32,
    content: impl FnOnce(&mut Ui, &mut PanelCx<'_>),
) -> ModalResponse<()> {
    let backdrop = tokens(ui).backdrop.get();
    let frame = Frame::popup(ui.style()).inner_margin(PANEL_MARGIN + STEP).corner_radius(2 * RADIUS);
    let id = Id::unique(("dialog", id));
    let area = Modal::default_area(id).accessible_name(title);
    let modal = Modal::new(id).area(area).backdrop_color(backdrop).frame(frame);
    modal.show(ui, |ui| {
        let width = width.min(ui.ctx().content_rect().width() - 12.0 * STEP);
        ui.set_width(width);
        // A window may be lower than its dialogs.
        let height = ui.ctx().content_rect().height() - 12.0 * STEP;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.heading(title);
            ui.add_space(2.0 * STEP);
            content(ui, cx);
            follow_focus(ui, "dialog");
        });
    })
}

/// Fields of one line whose names stand at the left.
pub(super) struct Fields {
    /// What tells them from those of other dialogs.
    pub dialog: &'static str,
    /// Width of the names.
    pub name_width: f32,
}

impl Fields {
    /// Shows a field.
    pub(super) fn ui(&self, ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> Response {
        labelled_row(ui, name, self.name_width, |ui, label| {
            let id = Id::unique((self.dialog, name));
            let width = ui.available_width();
            let edit = TextEdit::singleline(text).id(id).hint_text(hint.to_owned()).desired_width(width);
            text_field(ui, edit).labelled_by(label)
        })
    }
}

/// The button that closes a dialog without doing anything.
pub(super) fn cancel_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    if ui.button("Cancel").clicked() {
        cx.act(Action::CloseDialog);
    }
}

/// Gives the focus to the first thing in a dialog, once: when nothing in the dialog has it.
pub(super) fn focus_first(ui: &Ui, response: &egui::Response) {
    let opened = Id::unique("dialog-opened-with");
    let is_new = ui.ctx().data_mut(|data| {
        let before: Option<Id> = data.get_temp(opened);
        data.insert_temp(opened, response.id);
        before != Some(response.id)
    });
    if is_new {
        response.request_focus();
    }
}

/// Forgets which dialog had its focus, so that the next one gets it afresh.
pub(in crate::gui) fn forget_focus(ctx: &egui::Context) {
    ctx.data_mut(|data| data.remove::<Id>(Id::unique("dialog-opened-with")));
}
