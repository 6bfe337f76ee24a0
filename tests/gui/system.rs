//! What stands around the window in a test in place of an operating system: a clipboard, and a button that closes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use egui::{
    Context, DroppedFile, FullOutput, OutputCommand, Plugin, RawInput, ViewportCommand, ViewportEvent, ViewportId,
};

/// The system, as the window and the test see it.
#[derive(Clone, Default)]
pub(crate) struct System(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    copied: Option<String>,
    /// The address that was opened in a browser last.
    opened: Option<String>,
    /// The window is to be asked to close.
    is_to_close: bool,
    /// It is asked just now.
    is_asked: bool,
    is_closed: bool,
}

impl System {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no other thread knows the system")
    }

    /// Presses the button that closes the window.
    pub(crate) fn close(&self) {
        self.state().is_to_close = true;
    }

    /// Whether the window has gone.
    pub(crate) fn is_closed(&self) -> bool {
        self.state().is_closed
    }

    /// Empties the clipboard.
    pub(crate) fn forget_copy(&self) {
        self.state().copied = None;
    }

    /// The address that was opened in a browser last.
    pub(crate) fn opened(&self) -> Option<String> {
        self.state().opened.clone()
    }

    /// What lies on the clipboard.
    pub(crate) fn copied(&self) -> Option<String> {
        self.state().copied.clone()
    }
}

impl Plugin for System {
    fn debug_name(&self) -> &'static str {
        "system"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        let mut state = self.state();
        state.is_asked = std::mem::take(&mut state.is_to_close);
        if state.is_asked {
            input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        }
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let mut state = self.state();
        for command in &output.platform_output.commands {
            match command {
                OutputCommand::CopyText(text) => state.copied = Some(text.clone()),
                OutputCommand::OpenUrl(open) => state.opened = Some(open.url.clone()),
                _ => {}
            }
        }
        let Some(viewport) = output.viewport_output.get_mut(&ViewportId::ROOT) else { return };
        state.is_closed |= state.is_asked && !viewport.commands.contains(&ViewportCommand::CancelClose);
        if !state.is_closed && viewport.commands.contains(&ViewportCommand::Close) {
            state.is_to_close = true;
            viewport.repaint_delay = Duration::ZERO;
        }
    }
}

/// A file that comes from another program.
#[derive(Debug)]
pub(crate) struct Dropped(pub PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("it is read by its path".to_owned())
    }
}
