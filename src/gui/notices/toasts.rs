//! Toasts: what was done, shown for some seconds. They never hold the focus, and know the time from the frame's input
//! alone.

use egui::accesskit::Live;
use egui::{Align2, Area, Button, Context, Frame, Id, Label, Order, RichText, Role, Sense, Ui, UiBuilder, vec2};

use crate::gui::action::Action;
use crate::gui::shown::Stamp;
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, SMALL, STEP};
use crate::gui::theme::tokens;

/// How long a toast is shown, in seconds.
const SECONDS: f64 = 5.0;
/// How many are shown at most, the newest ones.
const MOST: usize = 3;
/// The widest and the narrowest that the text of one gets, in points.
const WIDTH: f32 = 80.0 * STEP;
const MIN_WIDTH: f32 = 20.0 * STEP;
/// Beside the text, on either side.
const INNER: i8 = 12;
/// What a button takes of the width, with the space before it.
const BUTTON_WIDTH: f32 = 20.0 * STEP;

/// What was done lately, the newest last.
#[derive(Debug, Default)]
pub(super) struct Toasts {
    toasts: Vec<Toast>,
    next_number: u64,
}

/// What a toast offers.
#[derive(Debug)]
pub(super) enum Offer {
    /// Nothing.
    Nothing,
    /// To copy the path of a file that was written.
    CopyPath(String),
    /// To undo what was done, as long as it is the last thing that was done to the plan.
    TakeBack(Stamp),
}

#[derive(Debug)]
struct Toast {
    number: u64,
    text: String,
    /// What its button does.
    offer: Offer,
    /// When it goes, in seconds of the frame's input; `None` until a frame has shown it.
    end: Option<f64>,
}

impl Toasts {
    /// Shows what was done. A toast with the same text gives way to it.
    pub(super) fn push(&mut self, text: String, offer: Offer) {
        self.toasts.retain(|toast| toast.text != text);
        self.toasts.push(Toast { number: self.next_number, text, offer, end: None });
        self.next_number += 1;
        let too_many = self.toasts.len().saturating_sub(MOST);
        self.toasts.drain(..too_many);
    }

    /// Drops the toasts with a way back from an older state of the plan: there is something else to undo now.
    pub(super) fn follow_plan(&mut self, now: Stamp) {
        self.toasts.retain(|toast| match toast.offer {
            Offer::Nothing | Offer::CopyPath(_) => true,
            Offer::TakeBack(stamp) => stamp == now,
        });
    }

    /// Dismisses a toast before its time.
    pub(super) fn dismiss(&mut self, number: u64) {
        self.toasts.retain(|toast| toast.number != number);
    }

    /// Whether none is shown.
    pub(super) fn is_empty(&self) -> bool {
        self.toasts.is_empty()
    }

    /// The texts, oldest first.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.toasts.iter().map(|toast| toast.text.as_str())
    }

    /// Drops the toasts whose time is over, and asks for a frame when that of the next one is. None goes while the
    /// pointer is on one.
    pub(super) fn follow_time(&mut self, ctx: &Context) {
        let (now, pointer) = ctx.input(|input| (input.time, input.pointer.hover_pos()));
        let rect = ctx.memory(|memory| memory.area_rect(area_id()));
        let is_read = rect.zip(pointer).is_some_and(|(rect, pointer)| rect.contains(pointer));
        for toast in &mut self.toasts {
            toast.end.get_or_insert(now + SECONDS);
        }
        if is_read {
            return;
        }
        self.toasts.retain(|toast| toast.end.is_none_or(|end| now < end));
        if let Some(end) = self.toasts.first().and_then(|toast| toast.end) {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64((end - now).max(0.0)));
        }
    }

    /// Where the uppermost began when they were shown last; `None`: none is shown.
    pub(super) fn top(&self, ctx: &Context) -> Option<f32> {
        let rect = ctx.memory(|memory| memory.area_rect(area_id()));
        rect.filter(|_| !self.toasts.is_empty()).map(|rect| rect.top())
    }

    /// Shows the toasts at the lower right, above what stands there already, within `room` points from the right.
    pub(super) fn ui(&self, ui: &mut Ui, below: f32, room: f32, actions: &mut Vec<Action>) {
        if self.toasts.is_empty() {
            return;
        }
        let before = self.top(ui.ctx());
        let offset = vec2(-PANEL_MARGIN, -(ROW + 3.0 * STEP + below));
        // Dialogs lie over them.
        let area = Area::new(area_id()).order(Order::Middle).anchor(Align2::RIGHT_BOTTOM, offset);
        area.accessible_name("Results").role(Role::Status).show(ui, |ui| {
            ui.with_layout(egui::Layout::top_down(egui::Align::Max), |ui| {
                self.toasts.iter().for_each(|toast| toast.ui(ui, room, actions));
            });
        });
        // What is above makes room for them in the next frame.
        if self.top(ui.ctx()) != before {
            ui.ctx().request_repaint();
        }
    }
}

impl Toast {
    fn ui(&self, ui: &mut Ui, room: f32, actions: &mut Vec<Action>) {
        // Not a stop of the Tab key: it goes by itself.
        let builder = UiBuilder::new().id_salt(self.number).sense(Sense::CLICK);
        let clicked = ui.scope_builder(builder, |ui| {
            Frame::popup(ui.style()).inner_margin(egui::Margin::symmetric(INNER, 8)).show(ui, |ui| {
                ui.horizontal(|ui| self.content_ui(ui, room, actions));
            });
            ui.response().clicked()
        });
        if clicked.inner {
            actions.push(Action::DismissToast(self.number));
        }
    }

    fn content_ui(&self, ui: &mut Ui, room: f32, actions: &mut Vec<Action>) {
        let button = match self.offer {
            Offer::Nothing => 0.0,
            Offer::CopyPath(_) | Offer::TakeBack(_) => BUTTON_WIDTH,
        };
        let around = 2.0 * (PANEL_MARGIN + f32::from(INNER) + STEP) + button;
        let width = (room - around).clamp(MIN_WIDTH, WIDTH);
        let text = RichText::new(&self.text).color(tokens(ui).text.get());
        let label = ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(Label::new(text).wrap())
        });
        let id = label.inner.id;
        ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
        match &self.offer {
            Offer::Nothing => {}
            Offer::CopyPath(path) => {
                let copy = ui.add(Button::new(RichText::new("Copy path").size(SMALL)));
                if copy.on_hover_text(path).clicked() {
                    actions.push(Action::Copy { text: path.clone(), what: "the path".to_owned() });
                }
            }
            Offer::TakeBack(stamp) => {
                let undo = ui.add(Button::new(RichText::new("Undo").size(SMALL)));
                if undo.accessible_name(format!("Undo: {}", self.text)).clicked() {
                    actions.push(Action::TakeBack { revision: stamp.revision });
                }
            }
        }
    }
}

fn area_id() -> Id {
    Id::unique("toasts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_three_are_told_and_the_same_is_told_once() {
        let mut toasts = Toasts::default();
        for text in ["a", "b", "a", "c", "d"] {
            toasts.push(text.to_owned(), Offer::Nothing);
        }
        assert_eq!(toasts.texts().collect::<Vec<_>>(), ["a", "c", "d"]);
    }
}
