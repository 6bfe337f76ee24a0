//! What the program tells in passing: errors that stay until they are taken away, and one line of what was done.

use std::error::Error;

use egui::{Align2, Area, Frame, Id, RichText, Role, Ui, vec2};

use super::action::Action;
use super::theme::metrics::{PANEL_MARGIN, ROW, STEP};
use super::theme::tokens;
use super::widgets::weak;

/// Errors that nobody has taken away yet, and what was done last.
#[derive(Debug, Default)]
pub struct Notifications {
    errors: Vec<Notice>,
    next_number: u64,
    /// What was done last: “Saved plan.ron”.
    pub done: String,
}

/// An error.
#[derive(Debug)]
struct Notice {
    number: u64,
    /// In a line.
    text: String,
    /// In full; may be empty.
    details: String,
}

impl Notifications {
    /// Tells of an error in a line, with the details folded.
    pub fn error(&mut self, text: impl Into<String>, details: impl Into<String>) {
        self.errors.push(Notice { number: self.next_number, text: text.into(), details: details.into() });
        self.next_number += 1;
        self.done.clear();
    }

    /// Tells of an error with its causes as details.
    pub fn error_chain(&mut self, text: impl Into<String>, err: &(dyn Error + 'static)) {
        let mut details = vec![err.to_string()];
        let mut cause = err.source();
        while let Some(err) = cause {
            details.push(err.to_string());
            cause = err.source();
        }
        self.error(text, details.join("\n"));
    }

    /// Tells what was done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.done = text.into();
    }

    /// Takes an error away.
    pub fn dismiss(&mut self, number: u64) {
        self.errors.retain(|notice| notice.number != number);
    }

    /// The errors that are shown, oldest first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.errors.iter().map(|notice| notice.text.as_str())
    }

    /// Shows the errors above the status bar.
    pub fn ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.errors.is_empty() {
            return;
        }
        let offset = vec2(-PANEL_MARGIN, -(ROW + 3.0 * STEP));
        let area = Area::new(Id::unique("notifications")).anchor(Align2::RIGHT_BOTTOM, offset);
        let area = area.accessible_name("Errors").role(Role::Alert);
        area.show(ui, |ui| {
            for notice in &self.errors {
                notice.ui(ui, actions);
            }
        });
    }
}

impl Notice {
    fn ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let tokens = tokens(ui);
        let stroke = egui::Stroke::new(1.0, tokens.error.get());
        Frame::popup(ui.style()).stroke(stroke).inner_margin(PANEL_MARGIN).show(ui, |ui| {
            ui.set_width(400.0);
            ui.label(RichText::new(&self.text).color(tokens.error.get()));
            if !self.details.is_empty() {
                ui.push_id(self.number, |ui| {
                    ui.collapsing("Details", |ui| weak(ui, &self.details));
                });
            }
            ui.horizontal(|ui| {
                if ui.button("Dismiss").clicked() {
                    actions.push(Action::Dismiss(self.number));
                }
                if ui.button("Copy error").clicked() {
                    let text = format!("{}\n{}", self.text, self.details).trim_end().to_owned();
                    actions.push(Action::Copy { text, what: "the error".to_owned() });
                }
            });
        });
    }
}
