//! Saving the plan, one save after the other. What another program did to the file is kept to be asked about.

use std::path::PathBuf;

use super::background::End;
use super::file_event::{FileContext, FileEvent};
use super::save_job::{SaveEnd, SaveJob, SaveOrder};
use crate::gui::action::Action;
use crate::gui::dialogs::FileChange;
use crate::gui::error_text::{ErrorText, short_name};
use crate::gui::shown::Busy;

/// The save that is under way, and what comes after it.
#[derive(Default)]
pub(super) struct Saving {
    job: Option<SaveJob>,
    /// What comes next once the window has taken the end of a save.
    after: Option<AfterSave>,
    /// What became of the plan's file, to be asked about as soon as nothing else is asked.
    pub changed: Option<(PathBuf, FileChange)>,
}

/// What comes after a save.
enum AfterSave {
    /// Another save, which was asked for meanwhile.
    Save(SaveOrder),
    /// Whatever waits for the end of this one.
    End { is_saved: bool },
}

impl Saving {
    /// Whether a plan is being saved.
    pub(super) fn is_running(&self) -> bool {
        self.job.is_some() || matches!(self.after, Some(AfterSave::Save(_)))
    }

    /// The save that is under way, as the status bar shows it.
    pub(super) fn busy(&self) -> Option<Busy> {
        self.job.as_ref().map(|job| Busy {
            text: format!("Saving {}", short_name(&job.path)),
            share: None,
            stop: "Stop waiting",
            action: Action::GiveUpSave,
        })
    }

    /// Begins to save the plan as it is now, or as it will be when the save that is under way has ended.
    pub(super) fn start(&mut self, order: SaveOrder, now: FileContext<'_>) {
        if let Some(job) = &mut self.job {
            job.next = Some(order);
        } else {
            self.job = Some(SaveJob::start(order, now));
            now.ctx.request_repaint();
        }
    }

    /// Takes the end of a save.
    pub(super) fn poll(&mut self) -> Option<FileEvent> {
        let end = self.job.as_ref()?.work.poll()?;
        let SaveJob { path, plan, text, next, .. } = self.job.take()?;
        let (is_saved, event) = match end {
            End::Done(SaveEnd::Written(written)) => (true, FileEvent::Saved { path, plan, text, written }),
            End::Done(SaveEnd::AsItWas) => (true, FileEvent::Done("There is nothing to save".to_owned())),
            End::Done(SaveEnd::Changed(change)) => {
                // What was to come next depends on the answer.
                self.changed = Some((path, change));
                return None;
            }
            End::Cancelled => (false, FileEvent::Done("The plan was not saved".to_owned())),
            End::Failed(details) => (false, FileEvent::failed("Can't save the plan", details)),
        };
        self.after = Some(next.map_or(AfterSave::End { is_saved }, AfterSave::Save));
        Some(event)
    }

    /// Goes on after a save whose end the window has taken: with the next one, or by saying whether it was saved.
    pub(super) fn go_on(&mut self, now: FileContext<'_>) -> Option<bool> {
        match self.after.take()? {
            AfterSave::Save(order) => {
                self.start(order, now);
                None
            }
            AfterSave::End { is_saved } => Some(is_saved),
        }
    }

    /// Waits no longer for the save that is under way.
    pub(super) fn give_up(&mut self) -> Option<ErrorText> {
        self.after = None;
        self.job.take().map(|job| ErrorText {
            line: format!("Whether {} is saved is not known: its disk has not answered", short_name(&job.path)),
            details: job.path.display().to_string(),
        })
    }
}
