//! What the window waits for in a test: dialogs of the system and work beside the window. They never answer within
//! the frame that asks, as they never do in the program. A test can hold them for as long as it likes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use portolan::gui::{Answer, FileDialogs, PathQuestion, Reply, Spawn};

type Work = Box<dyn FnOnce() + Send>;

/// Questions and work that the window waits for.
#[derive(Clone, Default)]
pub(crate) struct Later(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Nothing comes by itself.
    is_held: bool,
    /// Work is being done just now.
    is_working: bool,
    questions: VecDeque<(PathQuestion, Reply)>,
    work: VecDeque<Work>,
}

impl Later {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no thread has failed")
    }

    /// Runs work when it is its turn.
    pub(crate) fn spawn(&self) -> Spawn {
        let later = self.clone();
        Arc::new(move |work| later.state().work.push_back(work))
    }

    /// Holds whatever is asked and begun from now on, or lets it come again.
    pub(crate) fn hold(&self, is_held: bool) {
        self.state().is_held = is_held;
    }

    /// Lets one thing come that is not held: a system without dialogs says so, or work is done. Returns whether
    /// there was one.
    pub(crate) fn come(&self) -> bool {
        let mut state = self.state();
        if state.is_held {
            return false;
        }
        if let Some((_, reply)) = state.questions.pop_front() {
            drop(state);
            reply.answer(Answer::Unavailable);
            return true;
        }
        let work = state.work.pop_front();
        state.is_working = work.is_some();
        drop(state);
        let came = work.map(|work| work()).is_some();
        self.state().is_working = false;
        came
    }

    /// Whether work is being done just now, and no frame is drawn.
    pub(crate) fn is_working(&self) -> bool {
        self.state().is_working
    }

    /// Answers the oldest question that is held, and returns its title.
    pub(crate) fn answer(&self, answer: Answer) -> String {
        let (question, reply) = self.state().questions.pop_front().expect("a question that is held");
        reply.answer(answer);
        question.title
    }

    /// Drops the work that is held, as a system does that has no thread for it.
    pub(crate) fn drop_work(&self) {
        let work = std::mem::take(&mut self.state().work);
        drop(work);
    }
}

impl FileDialogs for Later {
    fn ask(&self, question: PathQuestion, reply: Reply) {
        self.state().questions.push_back((question, reply));
    }
}
