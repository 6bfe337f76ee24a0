//! Errors and notes that stay until they are dismissed, and what was done.

use std::error::Error;
use std::path::Path;

use egui::{Align2, Area, Context, Frame, Id, RichText, Role, ScrollArea, Ui, vec2};

use super::toasts::{Offer, Toasts};
use crate::gui::action::Action;
use crate::gui::error_text::{short_name, with_causes};
use crate::gui::shown::Stamp;
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{follow_focus, weak};

/// How long what was done is news, in seconds.
const SECONDS: f64 = 60.0;
/// The widest that an error gets, in points.
const WIDTH: f32 = 100.0 * STEP;

/// Errors and notes that are not dismissed yet, and what was done.
#[derive(Debug, Default)]
pub struct Notifications {
    notices: Vec<Notice>,
    next_number: u64,
    toasts: Toasts,
    /// What was done last, in full: “Saved /plans/plan.ron”.
    done: String,
    /// The state of the plan when it was told first: in another state it is old news.
    told_at: Option<Stamp>,
    /// Until when it is news, in seconds of the frame's input.
    told_until: Option<f64>,
}

/// What a notice is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// Something went wrong.
    Error,
    /// Something is worth knowing about what was done as it was asked for.
    Note,
}

/// An error or a note.
#[derive(Debug)]
struct Notice {
    number: u64,
    kind: Kind,
    /// In a line.
    text: String,
    /// In full; may be empty.
    details: String,
}

impl Notifications {
    /// Tells what was done, from now on.
    fn tell(&mut self, done: String) {
        self.done = done;
        self.told_at = None;
        self.told_until = None;
    }

    /// Shows an error in a line, with the details folded.
    pub fn error(&mut self, text: impl Into<String>, details: impl Into<String>) {
        self.push(Kind::Error, text.into(), details.into());
        self.done.clear();
    }

    /// Shows a line about what was done, with the details folded. It stays like an error, for a toast would be gone before
    /// it is read.
    pub fn note(&mut self, text: impl Into<String>, details: impl Into<String>) {
        self.push(Kind::Note, text.into(), details.into());
    }

    fn push(&mut self, kind: Kind, text: String, details: String) {
        self.notices.push(Notice { number: self.next_number, kind, text, details });
        self.next_number += 1;
    }

    /// Shows an error with its causes as details.
    pub fn error_chain(&mut self, text: impl Into<String>, err: &(dyn Error + 'static)) {
        self.error(text, with_causes(err));
    }

    /// Shows what was done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.tell(text.into());
        self.toasts.push(self.done.clone(), Offer::Nothing);
    }

    /// Shows what was removed from the plan, with a way back.
    pub(in crate::gui) fn removed(&mut self, text: impl Into<String>, after: Stamp) {
        self.tell(text.into());
        self.toasts.push(self.done.clone(), Offer::TakeBack(after));
    }

    /// Offers no way back from a state of the plan that is no longer the present one, and forgets what was done before.
    pub(in crate::gui) fn follow_plan(&mut self, now: Stamp) {
        self.toasts.follow_plan(now);
        if *self.told_at.get_or_insert(now) != now {
            self.done.clear();
        }
    }

    /// Shows what was done with a file: by its name in a toast, by its path afterwards.
    pub fn done_with_file(&mut self, verb: &str, path: &Path) {
        self.tell(format!("{verb} {}", path.display()));
        self.toasts.push(format!("{verb} {}", short_name(path)), Offer::Nothing);
    }

    /// Shows which file was exported, and offers to copy its path.
    pub fn exported(&mut self, path: &Path) {
        self.tell(format!("Exported to {}", path.display()));
        let offer = Offer::CopyPath(path.display().to_string());
        self.toasts.push(format!("Exported to {}", short_name(path)), offer);
    }

    /// What was done last, once no toast shows it any more.
    #[must_use]
    pub fn last_done(&self) -> &str {
        if self.toasts.is_empty() { &self.done } else { "" }
    }

    /// The texts of the toasts, oldest first.
    pub fn toasts(&self) -> impl Iterator<Item = &str> {
        self.toasts.texts()
    }

    /// Forgets what was done last: it was done to another plan.
    pub fn forget_done(&mut self) {
        self.done.clear();
    }

    /// Dismisses an error or a note.
    pub fn dismiss(&mut self, number: u64) {
        self.notices.retain(|notice| notice.number != number);
    }

    /// Dismisses a toast before its time.
    pub fn dismiss_toast(&mut self, number: u64) {
        self.toasts.dismiss(number);
    }

    /// The errors and notes that are shown, oldest first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.notices.iter().map(|notice| notice.text.as_str())
    }

    /// Drops what was told long enough.
    pub fn follow_time(&mut self, ctx: &Context) {
        self.toasts.follow_time(ctx);
        let now = ctx.input(|input| input.time);
        // No frame is asked for: whoever looks again comes with one.
        if !self.done.is_empty() && now >= *self.told_until.get_or_insert(now + SECONDS) {
            self.done.clear();
        }
    }

    /// Where the toasts begin, seen from above; `None`: there is none.
    #[must_use]
    pub fn toasts_top(&self, ctx: &Context) -> Option<f32> {
        self.toasts.top(ctx)
    }

    /// Shows errors and notes above the status bar, and above them what was done, within `room` points from the right.
    pub fn ui(&self, ui: &mut Ui, room: f32, actions: &mut Vec<Action>) {
        let height = self.notices_ui(ui, actions);
        self.toasts.ui(ui, height, room, actions);
    }

    /// Shows errors and notes and returns the height that they take.
    fn notices_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) -> f32 {
        if self.notices.is_empty() {
            return 0.0;
        }
        let offset = vec2(-PANEL_MARGIN, -(ROW + 3.0 * STEP));
        let area = Area::new(Id::unique("notifications")).anchor(Align2::RIGHT_BOTTOM, offset);
        let has_error = self.notices.iter().any(|notice| notice.kind == Kind::Error);
        let (name, role) = if has_error { ("Errors", Role::Alert) } else { ("Notes", Role::Status) };
        let area = area.accessible_name(name).role(role);
        let shown = area.show(ui, |ui| {
            let height = ui.ctx().content_rect().height() - 3.0 * ROW;
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                for notice in &self.notices {
                    notice.ui(ui, actions);
                }
                follow_focus(ui, "errors");
            });
        });
        shown.response.rect.height() + 2.0 * STEP
    }
}

impl Notice {
    fn ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let tokens = tokens(ui);
        let (line, letters, what) = match self.kind {
            Kind::Error => (tokens.error, tokens.error, "error"),
            Kind::Note => (tokens.line, tokens.text, "note"),
        };
        let stroke = egui::Stroke::new(1.0, line.get());
        Frame::popup(ui.style()).stroke(stroke).inner_margin(PANEL_MARGIN).show(ui, |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 4.0 * PANEL_MARGIN));
            ui.label(RichText::new(&self.text).color(letters.get()));
            if !self.details.is_empty() {
                ui.push_id(self.number, |ui| {
                    ui.collapsing("Details", |ui| weak(ui, &self.details));
                });
            }
            ui.horizontal(|ui| {
                if ui.button("Dismiss").clicked() {
                    actions.push(Action::Dismiss(self.number));
                }
                if ui.button(format!("Copy {what}")).clicked() {
                    let text = format!("{}\n{}", self.text, self.details).trim_end().to_owned();
                    actions.push(Action::Copy { text, what: format!("the {what}") });
                }
            });
        });
    }
}
