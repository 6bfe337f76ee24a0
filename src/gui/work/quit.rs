//! Closing the window: once what is typed is committed, what was changed is saved or given up, and nothing is being
//! written any more.

use egui::{Context, Memory, ViewportCommand};

/// How far the window is on its way to be closed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::gui) enum Quit {
    /// Nobody wants it closed.
    #[default]
    Open,
    /// It was asked to close: to be looked into when what is typed has been committed.
    Requested,
    /// It is to close as soon as nothing is being written.
    Decided,
    /// The system was told to close it.
    Closing,
}

impl Quit {
    /// Keeps the window open for now if the system asks to close it and something is unfinished.
    pub(in crate::gui) fn hold_back(&mut self, ctx: &Context, is_unfinished: bool) {
        // Who asks once more, after everything is decided, does not wait for an export that can't be stopped.
        let is_decided = matches!(self, Self::Decided | Self::Closing);
        if is_decided || !is_unfinished || !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        // The question must be seen.
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        if let Some(focused) = ctx.memory(Memory::focused) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
        *self = Self::Requested;
        ctx.request_repaint();
    }

    /// Whether the window was asked to close. Asking takes the request away.
    pub(in crate::gui) fn takes_request(&mut self) -> bool {
        let is_requested = *self == Self::Requested;
        if is_requested {
            *self = Self::Open;
        }
        is_requested
    }

    /// Whether the window waits to be closed.
    pub(in crate::gui) fn is_waiting(self) -> bool {
        self == Self::Decided
    }

    /// Closes the window as soon as nothing is being written.
    pub(in crate::gui) fn decide(&mut self, ctx: &Context) {
        if *self != Self::Closing {
            *self = Self::Decided;
        }
        ctx.request_repaint();
    }

    /// Tells the system to close the window.
    pub(in crate::gui) fn close(&mut self, ctx: &Context) {
        *self = Self::Closing;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}
