//! Keeps what would be lost with the program: work that is in no plan file, and how the window is. Both go to the
//! program's own folder, a moment after they changed and in the background, and at once when the system ends the
//! program. What is kept there is never the plan file itself.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use egui::Context;

use crate::document::Document;
use crate::files::own_folder;
use crate::files::state_file::{self, State};
use crate::files::unsaved::{Slot, Unsaved};
use crate::gui::deps::Spawn;
use crate::gui::error_text::with_causes;
use crate::gui::state::{UI_STATE_KEY, UiState};
use crate::plan::{self, Plan};

/// How many seconds a change waits for more of its kind.
const DELAY: f64 = 1.0;

/// What is still to be done about unsaved work.
#[derive(Default)]
enum Pending {
    /// Nothing has changed.
    #[default]
    Nothing,
    /// Keep this.
    Keep(Work),
    /// There is none any more.
    Forget,
}

/// A plan that is in no file.
struct Work {
    path: Option<PathBuf>,
    in_file: Option<Arc<str>>,
    plan: Arc<Plan>,
}

/// The door to the program's own folder, for any thread.
pub(in crate::gui) struct OwnFiles {
    folder: PathBuf,
    work: Mutex<Pending>,
    state: Mutex<Option<String>>,
    /// Held while something is written, so that nothing older is written over something newer.
    slot: Mutex<Option<Slot>>,
    /// What went wrong, until it is shown.
    error: Mutex<Option<String>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl OwnFiles {
    fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            work: Mutex::default(),
            state: Mutex::default(),
            slot: Mutex::default(),
            error: Mutex::default(),
        }
    }

    /// Writes what is not written yet. Whoever comes second waits, and then has nothing to do.
    pub(in crate::gui) fn flush(&self) {
        let mut slot = locked(&self.slot);
        let work = mem::take(&mut *locked(&self.work));
        let state = locked(&self.state).take();
        let kept = match work {
            Pending::Nothing => Ok(()),
            Pending::Keep(work) => self.keep(&mut slot, &work),
            Pending::Forget => {
                slot.take().into_iter().for_each(Slot::remove);
                Ok(())
            }
        };
        let remembered = state.map_or(Ok(()), |text| {
            own_folder::create(&self.folder).and_then(|()| {
                state_file::write(&self.folder.join(state_file::NAME), &State::from([(UI_STATE_KEY.to_owned(), text)]))
            })
        });
        if let Err(err) = kept.and(remembered) {
            *locked(&self.error) = Some(with_causes(&err));
        }
    }

    fn keep(&self, slot: &mut Option<Slot>, work: &Work) -> std::io::Result<()> {
        let held = match slot.take() {
            Some(held) => held,
            None => Slot::create(&self.folder.join(UNSAVED))?,
        };
        slot.insert(held).keep(&Unsaved {
            path: work.path.clone(),
            in_file: work.in_file.as_deref().map(str::to_owned),
            text: plan::file::write(&work.plan),
        })
    }
}

/// The folder of unsaved work in the program's own.
pub(in crate::gui) const UNSAVED: &str = "unsaved";

/// What is kept, as of which frame.
#[derive(Default)]
pub(in crate::gui) struct Keeper {
    /// `None`: the program has no folder of its own, and nothing is kept.
    files: Option<Arc<OwnFiles>>,
    /// Generation and revision of the unsaved work that was noted; `None`: there is none.
    work: Option<(u64, u64)>,
    state: Option<UiState>,
    /// When what was noted is to be written, in seconds of the frames' input.
    due: Option<f64>,
}

impl Keeper {
    /// Keeps things in this folder from now on.
    pub(in crate::gui) fn new(folder: Option<PathBuf>) -> Self {
        Self { files: folder.map(|folder| Arc::new(OwnFiles::new(folder))), ..Self::default() }
    }

    /// The door to the program's own folder.
    pub(in crate::gui) fn files(&self) -> Option<&Arc<OwnFiles>> {
        self.files.as_ref()
    }

    /// Goes on keeping work where it was found.
    pub(in crate::gui) fn adopt(&mut self, found: Slot) {
        let Some(files) = &self.files else { return };
        locked(&files.slot).replace(found).into_iter().for_each(Slot::remove);
    }

    /// Lets unsaved work go at once: the window that would see to it later is about to go.
    pub(in crate::gui) fn give_up(&self) {
        if let Some(files) = &self.files {
            *locked(&files.work) = Pending::Forget;
            files.flush();
        }
    }

    /// Notes what this frame changed, and writes it in the background when it is time. Returns what went wrong since
    /// the frame before.
    pub(in crate::gui) fn follow(&mut self, now: Kept<'_>, spawn: &Spawn, ctx: &Context) -> Option<String> {
        let time = ctx.input(|input| input.time);
        match self.note(now) {
            Urgency::None => {}
            Urgency::Soon => self.due = self.due.or(Some(time + DELAY)),
            Urgency::Now => self.due = Some(time),
        }
        let files = self.files.clone()?;
        let error = locked(&files.error).take();
        match self.due {
            Some(due) if due <= time => {
                self.due = None;
                spawn(Box::new(move || files.flush()));
            }
            Some(due) => ctx.request_repaint_after(Duration::from_secs_f64(due - time)),
            None => {}
        }
        error
    }

    /// Writes everything before the window goes.
    pub(in crate::gui) fn keep_now(&mut self, now: Kept<'_>) {
        self.note(now);
        self.files.iter().for_each(|files| files.flush());
    }

    /// Notes what changed, and says when it is to be written.
    fn note(&mut self, now: Kept<'_>) -> Urgency {
        let Some(files) = &self.files else { return Urgency::None };
        let Kept { document, generation, ui_state } = now;
        let mut res = Urgency::None;
        let work = document.is_dirty().then(|| (generation, document.revision()));
        if work != self.work {
            let pending = match work {
                Some(_) => Pending::Keep(Work {
                    path: document.path().map(Path::to_owned),
                    in_file: document.in_file().cloned(),
                    plan: Arc::clone(document.plan()),
                }),
                None => Pending::Forget,
            };
            res = if work.is_some() { Urgency::Soon } else { Urgency::Now };
            *locked(&files.work) = pending;
            self.work = work;
        }
        if self.state.as_ref() != Some(ui_state) {
            // Which plan is open is worth more than how wide a panel is.
            let is_other_plan = self.state.as_ref().is_none_or(|kept| kept.recent != ui_state.recent);
            res = res.max(if is_other_plan { Urgency::Now } else { Urgency::Soon });
            *locked(&files.state) = Some(ui_state.to_text());
            self.state = Some(ui_state.clone());
        }
        res
    }
}

/// What is kept, as it is now.
#[derive(Clone, Copy)]
pub(in crate::gui) struct Kept<'a> {
    /// The document.
    pub document: &'a Document,
    /// Grows when another document is opened.
    pub generation: u64,
    /// How the window is.
    pub ui_state: &'a UiState,
}

/// When something is to be written.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Urgency {
    None,
    Soon,
    Now,
}
