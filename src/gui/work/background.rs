//! Work that runs beside the window: it says how far it is, can be cancelled, and hands over what it made. What it is
//! about is not its business.

use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use crate::export::{Cancel, Progress};
use crate::gui::deps::Spawn;

/// Work that is under way.
pub(super) struct Background<T> {
    cancel: Cancel,
    progress: Progress,
    receiver: Receiver<Result<Option<T>, String>>,
}

/// What became of it.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum End<T> {
    /// It made this.
    Done(T),
    /// The user did not want it any more.
    Cancelled,
    /// It went wrong: what was said.
    Failed(String),
}

impl<T: Send + 'static> Background<T> {
    /// Starts work, which gives nothing when it was cancelled, and says in full what went wrong.
    pub(super) fn start(
        spawn: &Spawn,
        ctx: &Context,
        work: impl FnOnce(&Cancel, &Progress) -> Result<Option<T>, String> + Send + 'static,
    ) -> Self {
        let (sender, receiver) = channel();
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let res = Self { cancel: cancel.clone(), progress: progress.clone(), receiver };
        let ctx = ctx.clone();
        spawn(Box::new(move || {
            // Whoever waited may be gone: then nobody needs to know.
            if sender.send(work(&cancel, &progress)).is_ok() {
                ctx.request_repaint();
            }
        }));
        res
    }

    /// Asks it to stop.
    pub(super) fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Whether it was asked to stop.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    /// How much of it is done, 0 to 1; `None` while it is not known.
    pub(super) fn share(&self) -> Option<f32> {
        self.progress.share()
    }

    /// What became of it; `None` while it is under way.
    pub(super) fn poll(&self) -> Option<End<T>> {
        match self.receiver.try_recv() {
            Ok(Ok(Some(made))) => Some(End::Done(made)),
            Ok(Ok(None)) => Some(End::Cancelled),
            Ok(Err(text)) => Some(End::Failed(text)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(End::Failed("it ended without a word".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// What becomes of work that is done at once, or never.
    fn check(outcome: Option<Result<Option<u8>, String>>, expected: End<u8>) {
        let spawn: Spawn = if outcome.is_some() { Arc::new(|work| work()) } else { Arc::new(drop) };
        let job = Background::start(&spawn, &Context::default(), |_, _| outcome.unwrap_or(Ok(None)));
        assert_eq!(job.poll(), Some(expected));
    }

    #[test]
    fn every_end_is_told_apart() {
        check(Some(Ok(Some(7))), End::Done(7));
        check(Some(Ok(None)), End::Cancelled);
        check(Some(Err("no room".to_owned())), End::Failed("no room".to_owned()));
        check(None, End::Failed("it ended without a word".to_owned()));
    }
}
