//! Closing the window: once what is typed is committed, what was changed is saved or given up, and nothing is being
//! written any more.

use egui::{Context, Memory, ViewportCommand};

use crate::gui::app::App;

/// How far the window is on its way to be closed.
#[derive(Debug, Default)]
pub(in crate::gui) struct Quit {
    /// The window is asked to close; to be looked into when what is typed has been committed.
    is_wanted: bool,
    /// Nothing speaks against it any more.
    is_decided: bool,
    /// The system was told to close the window.
    is_closing: bool,
}

impl Quit {
    /// Whether the window was asked to close. Asking takes the wish away.
    pub(in crate::gui) fn takes_wish(&mut self) -> bool {
        std::mem::take(&mut self.is_wanted)
    }
}

impl App {
    /// Looks after what does not need a frame: a wish to close the window, also while it is hidden.
    pub fn logic(&mut self, ctx: &Context) {
        self.follow_quit(ctx);
        // Who asks once more, after everything is decided, does not wait for an export that can't be stopped.
        if !ctx.input(|input| input.viewport().close_requested()) || self.quit.is_decided {
            return;
        }
        let is_typing = ctx.text_edit_focused();
        let is_writing = self.files.is_exporting() || self.files.is_saving();
        if !is_typing && !self.document.is_dirty() && !is_writing {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        // A question that nobody sees is none.
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        if let Some(focused) = ctx.memory(Memory::focused) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
        self.quit.is_wanted = true;
        ctx.request_repaint();
    }

    /// Closes the window, as soon as the export that is under way has stopped: it would leave half a file.
    pub(super) fn quit(&mut self, ctx: &Context) {
        self.quit.is_decided = true;
        // Whatever is not saved by now is not wanted.
        self.keeper.give_up();
        self.files.cancel_export();
        self.follow_quit(ctx);
        ctx.request_repaint();
    }

    fn follow_quit(&mut self, ctx: &Context) {
        if self.quit.is_decided && !self.quit.is_closing {
            self.poll_export();
            if !self.files.is_exporting() {
                self.quit.is_closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }
}
