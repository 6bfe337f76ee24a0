//! Work in the background: it reports its progress, can be cancelled, and hands over its result.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use egui::Context;

use crate::catalog::Catalog;
use crate::export::{Cancel, Progress};
use crate::gui::deps::Spawn;
use crate::matrix::{self, Matrix};
use crate::plan::Plan;

/// Work that is under way. Dropping it cancels it.
#[derive(Debug)]
pub(in crate::gui) struct Background<T> {
    cancel: Cancel,
    progress: Progress,
    receiver: Receiver<Outcome<T>>,
    /// What is said if it ends without a result.
    if_lost: &'static str,
}

/// A result, nothing when it was cancelled, or what went wrong.
type Outcome<T> = Result<Option<T>, String>;

/// What is handed over of work that may have been cancelled, with the words for what went wrong.
pub(super) fn outcome<T, E>(done: Result<T, E>, cancel: &Cancel, words: impl FnOnce(&E) -> String) -> Outcome<T> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(_) if cancel.is_cancelled() => Ok(None),
        Err(err) => Err(words(&err)),
    }
}

/// How work ended.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum End<T> {
    /// With this result.
    Done(T),
    /// The user cancelled it.
    Cancelled,
    /// It failed, with this message.
    Failed(String),
}

impl<T> End<T> {
    /// The result, or why there is none.
    pub(super) fn result(self) -> Result<T, String> {
        match self {
            Self::Done(result) => Ok(result),
            Self::Cancelled => Err(String::new()),
            Self::Failed(text) => Err(text),
        }
    }
}

/// Sends the result, and asks for a frame when the work has ended, with or without one.
struct Handover<T> {
    sender: Option<Sender<Outcome<T>>>,
    ctx: Context,
}

impl<T> Drop for Handover<T> {
    fn drop(&mut self) {
        // First, so that the frame finds out that there will be no result.
        drop(self.sender.take());
        self.ctx.request_repaint();
    }
}

impl<T: Send + 'static> Background<T> {
    /// Starts work. `if_lost` is the message if it ends without a result: there was no thread for it, or it panicked.
    pub(super) fn start(
        spawn: &Spawn,
        ctx: &Context,
        if_lost: &'static str,
        work: impl FnOnce(&Cancel, &Progress) -> Outcome<T> + Send + 'static,
    ) -> Self {
        let (sender, receiver) = channel();
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let res = Self { cancel: cancel.clone(), progress: progress.clone(), receiver, if_lost };
        let handover = Handover { sender: Some(sender), ctx: ctx.clone() };
        spawn(Box::new(move || {
            let outcome = work(&cancel, &progress);
            // The receiver may be gone.
            if let Some(sender) = &handover.sender {
                drop(sender.send(outcome));
            }
        }));
        res
    }
}

impl<T: Send + 'static> Background<T> {
    /// Starts work on all pairs of a plan: its matrix is derived there, not in a frame.
    pub(super) fn start_on_matrix(
        spawn: &Spawn,
        ctx: &Context,
        if_lost: &'static str,
        (catalog, plan): (&Arc<Catalog>, &Arc<Plan>),
        work: impl FnOnce(&Catalog, &Matrix, &Cancel) -> Outcome<T> + Send + 'static,
    ) -> Self {
        let (catalog, plan) = (Arc::clone(catalog), Arc::clone(plan));
        Self::start(spawn, ctx, if_lost, move |cancel, _| work(&catalog, &matrix::derive(&catalog, &plan), cancel))
    }
}

impl<T> Background<T> {
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

    /// How it ended; `None` while it is under way.
    pub(super) fn poll(&self) -> Option<End<T>> {
        match self.receiver.try_recv() {
            Ok(Ok(Some(result))) => Some(End::Done(result)),
            Ok(Ok(None)) => Some(End::Cancelled),
            Ok(Err(text)) => Some(End::Failed(text)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(End::Failed(self.if_lost.to_owned())),
        }
    }
}

impl<T> Drop for Background<T> {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Work of which only what was asked for last is waited for: newer work takes the place of what is under way.
#[derive(Debug)]
pub(in crate::gui) struct Latest<T>(Option<Background<T>>);

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Latest<T> {
    /// Waits for this work from now on.
    pub(super) fn of(work: Background<T>) -> Self {
        Self(Some(work))
    }

    /// What came of it, once; `None` while it is under way, and where nobody waits for it any longer.
    pub(in crate::gui) fn poll(&mut self) -> Option<Result<T, String>> {
        let res = match self.0.as_ref()?.poll()? {
            End::Done(result) => Some(Ok(result)),
            End::Cancelled => None,
            End::Failed(text) => Some(Err(text)),
        };
        self.0 = None;
        res
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How work ends that is done at once, or never.
    fn check(outcome: Option<Outcome<u8>>, expected: End<u8>) {
        let spawn: Spawn = if outcome.is_some() { Arc::new(|work| work()) } else { Arc::new(drop) };
        let work = Background::start(&spawn, &Context::default(), "It stopped.", |_, _| outcome.unwrap_or(Ok(None)));
        assert_eq!(work.poll(), Some(expected));
    }

    #[test]
    fn every_end_is_told_apart() {
        check(Some(Ok(Some(7))), End::Done(7));
        check(Some(Ok(None)), End::Cancelled);
        check(Some(Err("no room".to_owned())), End::Failed("no room".to_owned()));
        check(None, End::Failed("It stopped.".to_owned()));
    }
}
