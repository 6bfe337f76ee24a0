//! Keeps what would be lost with the program: work that is in no plan file, and how the window is. Both go to the
//! program's own folder, a moment after they changed and beside the window, and at once when the system ends the
//! program. What is kept there is never the plan file itself.

use std::mem;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui::Context;

use crate::document::Document;
use crate::files::own_folder;
use crate::files::state_file::{self, State};
use crate::files::unsaved::{Place, Unsaved};
use crate::gui::app::App;
use crate::gui::error_text::with_causes;
use crate::gui::state::{UI_STATE_KEY, UiState};
use crate::plan::{self, Plan};

/// How many seconds a change waits for more of its kind.
const DELAY: f64 = 1.0;

/// What is to be done about unsaved work.
#[derive(Default)]
enum Wish {
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
    work: Mutex<Wish>,
    state: Mutex<Option<String>>,
    /// Held while something is written, so that nothing older is written over something newer.
    place: Mutex<Option<Place>>,
    /// What went wrong, until it was told.
    trouble: Mutex<Option<String>>,
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
            place: Mutex::default(),
            trouble: Mutex::default(),
        }
    }

    /// Writes what is not written yet. Whoever comes second waits, and then has nothing to do.
    pub(in crate::gui) fn flush(&self) {
        let mut place = locked(&self.place);
        let work = mem::take(&mut *locked(&self.work));
        let state = locked(&self.state).take();
        let kept = match work {
            Wish::Nothing => Ok(()),
            Wish::Keep(work) => self.keep(&mut place, &work),
            Wish::Forget => {
                place.take().into_iter().for_each(Place::remove);
                Ok(())
            }
        };
        let remembered = state.map_or(Ok(()), |text| {
            own_folder::create(&self.folder).and_then(|()| {
                state_file::write(&self.folder.join(state_file::NAME), &State::from([(UI_STATE_KEY.to_owned(), text)]))
            })
        });
        if let Err(err) = kept.and(remembered) {
            *locked(&self.trouble) = Some(with_causes(&err));
        }
    }

    fn keep(&self, place: &mut Option<Place>, work: &Work) -> std::io::Result<()> {
        let held = match place.take() {
            Some(held) => held,
            None => Place::create(&self.folder.join(UNSAVED))?,
        };
        place.insert(held).keep(&Unsaved {
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
    pub(in crate::gui) fn adopt(&mut self, found: Place) {
        let Some(files) = &self.files else { return };
        locked(&files.place).replace(found).into_iter().for_each(Place::remove);
    }

    /// Lets unsaved work go at once: the window that would see to it later is about to go.
    pub(in crate::gui) fn give_up(&self) {
        if let Some(files) = &self.files {
            *locked(&files.work) = Wish::Forget;
            files.flush();
        }
    }

    /// Notes what changed, and says whether it is to be written at once.
    fn note(&mut self, document: &Document, generation: u64, state: &UiState) -> Urgency {
        let Some(files) = &self.files else { return Urgency::None };
        let mut res = Urgency::None;
        let work = document.is_dirty().then(|| (generation, document.revision()));
        if work != self.work {
            let wish = match work {
                Some(_) => Wish::Keep(Work {
                    path: document.path().map(std::path::Path::to_owned),
                    in_file: document.in_file().cloned(),
                    plan: Arc::clone(document.plan()),
                }),
                None => Wish::Forget,
            };
            res = if work.is_some() { Urgency::Soon } else { Urgency::Now };
            *locked(&files.work) = wish;
            self.work = work;
        }
        if self.state.as_ref() != Some(state) {
            // Which plan is open is worth more than how wide a panel is.
            let is_other_plan = self.state.as_ref().is_none_or(|kept| kept.recent != state.recent);
            res = res.max(if is_other_plan { Urgency::Now } else { Urgency::Soon });
            *locked(&files.state) = Some(state.to_text());
            self.state = Some(state.clone());
        }
        res
    }
}

/// When something is to be written.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Urgency {
    None,
    Soon,
    Now,
}

impl App {
    /// Keeps what this frame changed.
    pub(in crate::gui) fn follow_keeping(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        match self.keeper.note(&self.document, self.generation, &self.ui_state) {
            Urgency::None => {}
            Urgency::Soon => self.keeper.due = self.keeper.due.or(Some(now + DELAY)),
            Urgency::Now => self.keeper.due = Some(now),
        }
        let Some(files) = self.keeper.files.clone() else { return };
        if let Some(trouble) = locked(&files.trouble).take() {
            self.notifications.error("Unsaved work and the window's state can't be kept", trouble);
        }
        match self.keeper.due {
            Some(due) if due <= now => {
                self.keeper.due = None;
                (self.deps.spawn)(Box::new(move || files.flush()));
            }
            Some(due) => ctx.request_repaint_after(std::time::Duration::from_secs_f64(due - now)),
            None => {}
        }
    }

    /// Keeps everything before the window goes.
    pub(in crate::gui) fn keep_now(&mut self) {
        self.keeper.note(&self.document, self.generation, &self.ui_state);
        self.keeper.files.iter().for_each(|files| files.flush());
    }
}
