//! What stands over the window: nothing, or one thing. The steps from one to the next are one pure function, which
//! knows what is asked, what was answered, and how the document is at that moment. It opens, reads and writes nothing.

use std::path::PathBuf;

use crate::export::{ExportOptions, Format};
use crate::gui::deps::{Answer, PathKind, PathQuestion};
use crate::gui::dialogs::{
    Dialog, FileChange, FoundWork, LeaveFor, PathDefaults, Purpose, TypedPath, question, with_ending,
};

/// What stands over the window. While anything does, the window under it takes no edits.
#[derive(Debug, Default)]
pub(in crate::gui) enum Stage {
    /// Nothing.
    #[default]
    Idle,
    /// A dialog of ours that asks nothing about a file.
    Dialog(Dialog),
    /// The plan has changes: save them before this?
    Unsaved(LeaveFor),
    /// Saving would lose comments: save all the same, and then do this?
    LosesComments(Option<LeaveFor>),
    /// The system's dialog is open.
    Asked {
        /// Which of all the dialogs it is. Another one's answer comes too late.
        ticket: u64,
        /// What the path is for.
        purpose: Purpose,
        /// What was asked.
        question: PathQuestion,
    },
    /// The system has no dialog: a path is typed into a field of ours.
    Typing {
        /// What the path is for.
        purpose: Purpose,
        /// What is typed so far.
        typed: TypedPath,
    },
    /// What stands at a path is being looked at, before anything is done there.
    Looking {
        /// Which of all the looks it is.
        ticket: u64,
        /// What depends on it.
        look_for: LookFor,
        /// The path.
        path: PathBuf,
    },
    /// A plan is being read, to be opened in place of the present one.
    Reading {
        /// Which of all the readings it is.
        ticket: u64,
        /// Its file.
        path: PathBuf,
        /// The state of the present plan that may be lost for it.
        revision: u64,
    },
    /// The plan is being saved, and this comes after it.
    Saving(LeaveFor),
    /// There is a file already: write over it?
    Overwrite {
        /// What the path is for.
        purpose: Purpose,
        /// The path.
        path: PathBuf,
    },
    /// Another program changed the file: save over that?
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// What became of it.
        change: FileChange,
        /// Reading it again would lose changes that were made here.
        is_dirty: bool,
        /// What comes after saving.
        next: Option<LeaveFor>,
    },
    /// Unsaved work of another window was found: restore it?
    Found(FoundWork),
}

/// What depends on what stands at a path.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gui) enum LookFor {
    /// Whether something is written over: nobody asked about this very path.
    Write(Purpose),
    /// What was dropped on the window: a plan is opened, a folder laid over the catalog.
    Drop,
    /// A recent plan: it is opened, or forgotten when it is gone.
    Recent,
}

/// Something that the user, the system or the disk said.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// The plan is to be left for something else.
    Leave(LeaveFor),
    /// The plan is to be saved.
    Save,
    /// A path is wanted.
    Ask(Purpose),
    /// Save the changes first.
    SaveFirst,
    /// Go on without the changes.
    Discard,
    /// Save, and let the comments go.
    GiveUpComments,
    /// Write over the file that is there.
    Overwrite,
    /// Do nothing of what was asked about.
    Cancel,
    /// Another program changed the file that was to be saved to.
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// What became of it.
        change: FileChange,
    },
    /// Saving has ended.
    SaveEnded {
        /// The plan is in its file.
        is_saved: bool,
    },
    /// Read the changed file again.
    Reload,
    /// Unsaved work of another window was found.
    Found(FoundWork),
    /// The system's dialog has an answer.
    Answered {
        /// Which dialog.
        ticket: u64,
        /// What it says.
        answer: Answer,
    },
    /// A path was typed.
    Typed {
        /// The path.
        path: PathBuf,
        /// The user was told that a file there is written over.
        is_overwrite: bool,
    },
    /// A file or folder was dropped on the window.
    Dropped(PathBuf),
    /// A recent plan was chosen.
    Recent(PathBuf),
    /// It is known what stands at a path.
    Looked {
        /// Which look.
        ticket: u64,
        /// What stands there; `None`: that is not to be known.
        kind: Option<PathKind>,
    },
    /// A plan was read, or can't be.
    Read {
        /// Which reading.
        ticket: u64,
        /// Its text, or what went wrong.
        outcome: Result<String, String>,
    },
}

/// What is to be done in the world.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    /// Show the system's dialog.
    AskSystem(u64, PathQuestion),
    /// Look what stands at a path.
    Look(u64, PathBuf),
    /// Show the templates.
    ShowTemplates,
    /// Read this plan.
    Read(u64, PathBuf),
    /// Show the plan that was read in place of the present one.
    Show {
        /// Where it was read.
        path: PathBuf,
        /// Its text.
        text: String,
    },
    /// Save the plan here unless another program changed the file.
    Write(PathBuf),
    /// The same, over whatever stands there.
    WriteOver(PathBuf),
    /// Forget a recent plan, and say that it is gone.
    ForgetRecent(PathBuf),
    /// Say why a plan can't be opened.
    TellUnread(String),
    /// Say that nothing was done at a path, because nobody can say what stands there.
    TellUnlooked(PathBuf),
    /// Export the plan as it is now.
    Export {
        /// What it looks like.
        format: Format,
        /// What it leaves out.
        options: ExportOptions,
        /// Where it goes.
        path: PathBuf,
    },
    /// Lay this folder over the catalog.
    UseCatalogFolder(PathBuf),
    /// Close the window.
    Quit,
    /// Say that a file was chosen in a dialog that nobody waits for any more.
    TellUnused(PathBuf),
}

/// How the document is at the moment of a step.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// It has changes that are in no file.
    pub is_dirty: bool,
    /// Which state of it this is.
    pub revision: u64,
    /// The file that it is saved to; `None`: none yet.
    pub path: Option<PathBuf>,
    /// Saving loses comments, and nobody was asked about that yet.
    pub loses_comments: bool,
    /// It is being saved.
    pub is_saving: bool,
    /// What questions for paths propose.
    pub paths: PathDefaults,
    /// A number that no dialog and no look had before.
    pub ticket: u64,
}

impl Stage {
    /// What stands over the window after an event, and what is to be done.
    #[must_use]
    pub(super) fn after(self, event: Event, facts: &Facts) -> (Self, Option<Effect>) {
        match event {
            Event::Leave(next) => leave(next, facts),
            Event::Cancel => (Self::Idle, None),
            Event::Save => match self {
                Self::Idle | Self::Dialog(_) => save(None, facts),
                busy => (busy, None),
            },
            Event::Ask(purpose) => match (self, purpose) {
                (Self::Idle | Self::Dialog(_), purpose) => ask(purpose, facts),
                // The file with the comments is to be kept.
                (Self::LosesComments(next) | Self::ChangedOnDisk { next, .. }, Purpose::SaveAs { .. }) => {
                    ask(Purpose::SaveAs { next }, facts)
                }
                (busy, _) => (busy, None),
            },
            Event::SaveFirst => match self {
                Self::Unsaved(next) => save(Some(next), facts),
                other => (other, None),
            },
            Event::Discard => match self {
                Self::Unsaved(next) => go_on(next, Some(facts.revision), facts),
                // It is waited for no longer: whether it was saved nobody knows.
                Self::Saving(next) => leave(next, facts),
                other => (other, None),
            },
            Event::GiveUpComments => match (self, &facts.path) {
                (Self::LosesComments(next), Some(path)) => write(Effect::Write(path.clone()), next),
                (other, _) => (other, None),
            },
            Event::Overwrite => match self {
                Self::Overwrite { purpose, path } => finish(purpose, path, facts),
                Self::ChangedOnDisk { path, next, .. } => write(Effect::WriteOver(path), next),
                other => (other, None),
            },
            Event::ChangedOnDisk { path, change } => {
                let next = match self {
                    Self::Idle => None,
                    Self::Saving(next) => Some(next),
                    busy => return (busy, None),
                };
                (Self::ChangedOnDisk { path, change, is_dirty: facts.is_dirty, next }, None)
            }
            Event::SaveEnded { is_saved } => match self {
                Self::Saving(next) if is_saved => leave(next, facts),
                Self::Saving(_) => (Self::Idle, None),
                other => (other, None),
            },
            Event::Reload => match self {
                // What should come after saving does not come after giving up.
                Self::ChangedOnDisk { path, .. } => read(path, facts),
                other => (other, None),
            },
            Event::Found(found) => match self {
                Self::Idle => (Self::Found(found), None),
                busy => (busy, None),
            },
            Event::Answered { ticket, answer } => match self {
                Self::Asked { ticket: waited_for, purpose, question } if waited_for == ticket => {
                    answered(answer, purpose, question, facts)
                }
                other => match answer {
                    Answer::Path(path) => (other, Some(Effect::TellUnused(path))),
                    Answer::Cancelled | Answer::Unavailable => (other, None),
                },
            },
            Event::Typed { path, is_overwrite } => match self {
                Self::Typing { purpose, .. } => {
                    let path = with_ending(&purpose, path);
                    if purpose.writes() && !is_overwrite {
                        look(LookFor::Write(purpose), path, facts)
                    } else {
                        finish(purpose, path, facts)
                    }
                }
                other => (other, None),
            },
            Event::Dropped(path) => match self {
                Self::Idle => look(LookFor::Drop, path, facts),
                busy => (busy, None),
            },
            Event::Recent(path) => match self {
                Self::Idle => look(LookFor::Recent, path, facts),
                busy => (busy, None),
            },
            Event::Looked { ticket, kind } => match self {
                Self::Looking { ticket: waited_for, look_for, path } if waited_for == ticket => match kind {
                    Some(kind) => looked(look_for, path, kind, facts),
                    None => (Self::Idle, Some(Effect::TellUnlooked(path))),
                },
                other => (other, None),
            },
            Event::Read { ticket, outcome } => match self {
                Self::Reading { ticket: waited_for, path, revision } if waited_for == ticket => match outcome {
                    Ok(_) if facts.is_dirty && facts.revision != revision => {
                        (Self::Unsaved(LeaveFor::OpenFile(path)), None)
                    }
                    Ok(text) => (Self::Idle, Some(Effect::Show { path, text })),
                    Err(text) => (Self::Idle, Some(Effect::TellUnread(text))),
                },
                other => (other, None),
            },
        }
    }
}

/// Takes the answer of the dialog that is waited for.
fn answered(answer: Answer, purpose: Purpose, question: PathQuestion, facts: &Facts) -> (Stage, Option<Effect>) {
    match answer {
        Answer::Path(chosen) => {
            let path = with_ending(&purpose, chosen.clone());
            if path == chosen {
                return finish(purpose, path, facts);
            }
            // The system asked about the name without its ending.
            look(LookFor::Write(purpose), path, facts)
        }
        Answer::Cancelled => (Stage::Idle, None),
        Answer::Unavailable => {
            let folder = question.folder.unwrap_or_default();
            let path = if question.file_name.is_empty() { folder } else { folder.join(&question.file_name) };
            let text = path.display().to_string();
            let typed = TypedPath::new(question.title, question.wanted, text);
            (Stage::Typing { purpose, typed }, None)
        }
    }
}

/// Goes on, now that it is known what stands at the path.
fn looked(look_for: LookFor, path: PathBuf, kind: PathKind, facts: &Facts) -> (Stage, Option<Effect>) {
    match (look_for, kind) {
        (LookFor::Write(purpose), PathKind::File) => (Stage::Overwrite { purpose, path }, None),
        // Whoever writes says it when there is no folder, or one of that name.
        (LookFor::Write(purpose), PathKind::Folder | PathKind::Free | PathKind::NoFolder) => {
            finish(purpose, path, facts)
        }
        (LookFor::Drop, PathKind::Folder) => (Stage::Idle, Some(Effect::UseCatalogFolder(path))),
        (LookFor::Drop, PathKind::File | PathKind::Free | PathKind::NoFolder) | (LookFor::Recent, PathKind::File) => {
            leave(LeaveFor::OpenFile(path), facts)
        }
        (LookFor::Recent, PathKind::Folder | PathKind::Free | PathKind::NoFolder) => {
            (Stage::Idle, Some(Effect::ForgetRecent(path)))
        }
    }
}

fn look(look_for: LookFor, path: PathBuf, facts: &Facts) -> (Stage, Option<Effect>) {
    let effect = Effect::Look(facts.ticket, path.clone());
    (Stage::Looking { ticket: facts.ticket, look_for, path }, Some(effect))
}

fn read(path: PathBuf, facts: &Facts) -> (Stage, Option<Effect>) {
    let effect = Effect::Read(facts.ticket, path.clone());
    (Stage::Reading { ticket: facts.ticket, path, revision: facts.revision }, Some(effect))
}

/// Saves. The window takes edits meanwhile, unless something comes after it.
fn write(effect: Effect, next: Option<LeaveFor>) -> (Stage, Option<Effect>) {
    (next.map_or(Stage::Idle, Stage::Saving), Some(effect))
}

/// Leaves the document, once it is saved if it is being saved, and once its changes are asked about.
fn leave(next: LeaveFor, facts: &Facts) -> (Stage, Option<Effect>) {
    if facts.is_saving {
        (Stage::Saving(next), None)
    } else if facts.is_dirty {
        (Stage::Unsaved(next), None)
    } else {
        go_on(next, None, facts)
    }
}

fn ask(purpose: Purpose, facts: &Facts) -> (Stage, Option<Effect>) {
    let question = question(&purpose, &facts.paths);
    let effect = Effect::AskSystem(facts.ticket, question.clone());
    (Stage::Asked { ticket: facts.ticket, purpose, question }, Some(effect))
}

fn save(next: Option<LeaveFor>, facts: &Facts) -> (Stage, Option<Effect>) {
    match &facts.path {
        None => ask(Purpose::SaveAs { next }, facts),
        Some(_) if facts.loses_comments => (Stage::LosesComments(next), None),
        Some(path) => write(Effect::Write(path.clone()), next),
    }
}

/// Goes on without the changes of the revision that was given up, if any was.
fn go_on(next: LeaveFor, given_up: Option<u64>, facts: &Facts) -> (Stage, Option<Effect>) {
    match next {
        LeaveFor::Templates => (Stage::Idle, Some(Effect::ShowTemplates)),
        LeaveFor::Open => ask(Purpose::Open { given_up }, facts),
        LeaveFor::OpenFile(path) => read(path, facts),
        LeaveFor::Quit => (Stage::Idle, Some(Effect::Quit)),
    }
}

/// Does what a path was asked for. The document may be another one than when the question was asked: changes that
/// nobody gave up are asked about first.
fn finish(purpose: Purpose, path: PathBuf, facts: &Facts) -> (Stage, Option<Effect>) {
    match purpose {
        Purpose::Open { given_up } if facts.is_dirty && given_up != Some(facts.revision) => {
            (Stage::Unsaved(LeaveFor::OpenFile(path)), None)
        }
        Purpose::Open { .. } => read(path, facts),
        Purpose::SaveAs { next } => write(Effect::Write(path), next),
        Purpose::CatalogFolder => (Stage::Idle, Some(Effect::UseCatalogFolder(path))),
        Purpose::Export { format, options } => (Stage::Idle, Some(Effect::Export { format, options, path })),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// A document that was changed and has a file.
    fn changed() -> Facts {
        Facts {
            is_dirty: true,
            revision: 3,
            path: Some("mine.ron".into()),
            loses_comments: false,
            is_saving: false,
            paths: PathDefaults::default(),
            ticket: 7,
        }
    }

    fn saved() -> Facts {
        Facts { is_dirty: false, ..changed() }
    }

    /// Runs events one after the other, each with the document as it is then. Returns the last effect.
    fn run(events: &[(Event, Facts)]) -> (Stage, Option<Effect>) {
        events.iter().fold((Stage::Idle, None), |(stage, _), (event, facts)| stage.after(event.clone(), facts))
    }

    fn picked(ticket: u64, path: &str) -> Event {
        Event::Answered { ticket, answer: Answer::Path(path.into()) }
    }

    fn export() -> Purpose {
        Purpose::Export { format: Format::Csv, options: ExportOptions::default() }
    }

    #[test]
    fn an_edit_made_while_the_open_dialog_is_up_is_asked_about() {
        let late = Facts { revision: 4, ..changed() };
        let (stage, effect) = run(&[(Event::Leave(LeaveFor::Open), saved()), (picked(7, "other.ron"), changed())]);
        assert!(
            matches!(&stage, Stage::Unsaved(LeaveFor::OpenFile(path)) if path == Path::new("other.ron")),
            "{stage:?}"
        );
        assert_eq!(effect, None, "nothing is opened before the answer");
        // So is one that comes after the changes before it were given up.
        let given_up = [(Event::Leave(LeaveFor::Open), changed()), (Event::Discard, changed())];
        let (stage, _) = run(&[&given_up[..], &[(picked(7, "other.ron"), late)]].concat());
        assert!(matches!(stage, Stage::Unsaved(_)), "{stage:?}");
        // What was given up is not asked about again.
        let (stage, effect) = run(&[&given_up[..], &[(picked(7, "other.ron"), changed())]].concat());
        assert!(matches!(stage, Stage::Reading { revision: 3, .. }), "{stage:?}");
        assert_eq!(effect, Some(Effect::Read(7, "other.ron".into())));
        // And so is one that comes while the file is read.
        let read = |outcome| Event::Read { ticket: 7, outcome };
        let (late, _) = stage.after(read(Ok("()".to_owned())), &Facts { revision: 4, ..changed() });
        assert!(matches!(late, Stage::Unsaved(LeaveFor::OpenFile(_))), "{late:?}");
    }

    #[test]
    fn a_dialog_that_nobody_waits_for_any_more_changes_nothing() {
        let facts = Facts { path: None, ..changed() };
        let next = Facts { ticket: 8, ..facts.clone() };
        // While an export is asked for, the window is closed and the changes are to be saved.
        let events = [
            (Event::Ask(export()), facts.clone()),
            (Event::Leave(LeaveFor::Quit), next.clone()),
            (Event::SaveFirst, next.clone()),
        ];
        let (stage, effect) = run(&events);
        assert!(matches!(stage, Stage::Asked { ticket: 8, purpose: Purpose::SaveAs { .. }, .. }), "{stage:?}");
        assert!(matches!(effect, Some(Effect::AskSystem(8, _))), "{effect:?}");
        let (stage, effect) = stage.after(picked(7, "rules.csv"), &next);
        assert!(matches!(stage, Stage::Asked { ticket: 8, .. }), "it still waits: {stage:?}");
        assert_eq!(effect, Some(Effect::TellUnused("rules.csv".into())), "and the plan is not written there");
        let (_, effect) = stage.after(picked(8, "mine.ron"), &next);
        assert_eq!(effect, Some(Effect::Write("mine.ron".into())));
    }

    #[test]
    fn what_comes_after_saving_is_given_up_with_the_question() {
        let new = Facts { path: None, ..changed() };
        let asked = [(Event::Leave(LeaveFor::Quit), new.clone()), (Event::SaveFirst, new.clone())];
        for no in [Event::Cancel, Event::Answered { ticket: 7, answer: Answer::Cancelled }] {
            let (stage, effect) = run(&[&asked[..], &[(no, new.clone())]].concat());
            assert!(matches!(stage, Stage::Idle) && effect.is_none(), "{stage:?}");
            let (_, effect) = stage.after(Event::Save, &changed());
            assert_eq!(effect, Some(Effect::Write("mine.ron".into())), "a later save does not quit");
        }
    }

    #[test]
    fn comments_are_asked_about_and_can_be_kept() {
        let facts = Facts { loses_comments: true, ..changed() };
        let asked = [(Event::Leave(LeaveFor::Templates), facts.clone()), (Event::SaveFirst, facts.clone())];
        let (stage, _) = run(&asked);
        assert!(matches!(stage, Stage::LosesComments(Some(LeaveFor::Templates))), "{stage:?}");
        let (_, effect) = stage.after(Event::GiveUpComments, &facts);
        assert_eq!(effect, Some(Effect::Write("mine.ron".into())));
        let (stage, _) = run(&[&asked[..], &[(Event::Ask(Purpose::SaveAs { next: None }), facts)]].concat());
        let purpose = Purpose::SaveAs { next: Some(LeaveFor::Templates) };
        assert!(matches!(&stage, Stage::Asked { purpose: asked, .. } if *asked == purpose), "{stage:?}");
    }

    #[test]
    fn what_another_program_changed_is_asked_about() {
        let change = FileChange::OtherPlan(vec!["Zone “Core” was removed".to_owned()]);
        let after = |answer: Event| {
            let found = Event::ChangedOnDisk { path: "mine.ron".into(), change: change.clone() };
            let events = [Event::Leave(LeaveFor::Quit), Event::SaveFirst, found, answer];
            run(&events.map(|event| (event, changed())))
        };
        let (stage, effect) = after(Event::Overwrite);
        assert!(matches!(stage, Stage::Saving(LeaveFor::Quit)), "{stage:?}");
        assert_eq!(effect, Some(Effect::WriteOver("mine.ron".into())));
        let (stage, effect) = after(Event::Reload);
        assert!(matches!(stage, Stage::Reading { .. }), "the window stays: {stage:?}");
        assert_eq!(effect, Some(Effect::Read(7, "mine.ron".into())));
        let (stage, _) = after(Event::Ask(Purpose::SaveAs { next: None }));
        let purpose = Purpose::SaveAs { next: Some(LeaveFor::Quit) };
        assert!(matches!(&stage, Stage::Asked { purpose: asked, .. } if *asked == purpose), "{stage:?}");
        let (stage, effect) = after(Event::Cancel);
        assert!(matches!(stage, Stage::Idle) && effect.is_none(), "{stage:?}");
    }

    #[test]
    fn a_plan_that_is_being_saved_is_left_only_when_it_is_saved() {
        let saving = Facts { is_saving: true, ..changed() };
        let waiting = || run(&[(Event::Leave(LeaveFor::Quit), saving.clone())]);
        let (stage, effect) = waiting();
        assert!(matches!(stage, Stage::Saving(LeaveFor::Quit)) && effect.is_none(), "{stage:?}");
        let (_, effect) = stage.after(Event::SaveEnded { is_saved: true }, &saved());
        assert_eq!(effect, Some(Effect::Quit));
        let (stage, _) = waiting().0.after(Event::SaveEnded { is_saved: true }, &changed());
        assert!(matches!(stage, Stage::Unsaved(LeaveFor::Quit)), "edits came after it: {stage:?}");
        let (stage, effect) = waiting().0.after(Event::SaveEnded { is_saved: false }, &changed());
        assert!(matches!(stage, Stage::Idle) && effect.is_none(), "{stage:?}");
        let (stage, _) = waiting().0.after(Event::Discard, &changed());
        assert!(matches!(stage, Stage::Unsaved(LeaveFor::Quit)), "nobody waits any more: {stage:?}");
    }

    #[test]
    fn a_name_without_its_ending_gets_it_and_no_file_is_written_over_unasked() {
        let asked = [(Event::Ask(Purpose::SaveAs { next: None }), changed()), (picked(7, "plan 1.2"), changed())];
        let (stage, effect) = run(&asked);
        assert_eq!(effect, Some(Effect::Look(7, "plan 1.2.ron".into())), "{stage:?}");
        let looked = |kind| (Event::Looked { ticket: 7, kind: Some(kind) }, changed());
        let (_, effect) = run(&[&asked[..], &[looked(PathKind::Free)]].concat());
        assert_eq!(effect, Some(Effect::Write("plan 1.2.ron".into())));
        let (stage, effect) = run(&[&asked[..], &[looked(PathKind::File)]].concat());
        assert!(matches!(stage, Stage::Overwrite { .. }) && effect.is_none(), "{stage:?}");
        let (_, effect) = stage.after(Event::Overwrite, &changed());
        assert_eq!(effect, Some(Effect::Write("plan 1.2.ron".into())));
    }

    #[test]
    fn an_answer_to_another_question_changes_nothing() {
        let answers = [
            Event::SaveFirst,
            Event::Discard,
            Event::GiveUpComments,
            Event::Overwrite,
            Event::Reload,
            Event::Typed { path: "typed.ron".into(), is_overwrite: false },
            Event::Looked { ticket: 7, kind: Some(PathKind::Free) },
        ];
        for answer in answers {
            let (stage, effect) = run(&[(Event::Ask(Purpose::CatalogFolder), saved()), (answer.clone(), saved())]);
            assert!(matches!(stage, Stage::Asked { .. }) && effect.is_none(), "{answer:?}: {stage:?}");
        }
        // Nor does a command that comes in the same frame.
        for command in [Event::Save, Event::Ask(export())] {
            let (stage, effect) = run(&[(Event::Leave(LeaveFor::Open), changed()), (command.clone(), changed())]);
            assert!(matches!(stage, Stage::Unsaved(LeaveFor::Open)) && effect.is_none(), "{command:?}: {stage:?}");
        }
    }
}
