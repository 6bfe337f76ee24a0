//! The steps from one thing over the window to the next: one pure function, which knows what is shown, what happened,
//! and how the document is at that moment. It opens, reads and writes nothing.

use std::path::{Path, PathBuf};

use super::events::{ModalEffect, ModalEvent, Situation};
use super::export_job::{ExportContent, ExportOrder};
use super::file_event::FileEvent;
use super::modal::{LookFor, Modal};
use super::save_job::{OverChanges, SaveOrder};
use crate::gui::action::ModalAnswer;
use crate::gui::deps::{Answer, PathKind, PathQuestion};
use crate::gui::dialogs::{LeaveFor, Purpose, TypedPath, question, with_ending};
use crate::gui::error_text::short_name;
use crate::view::upper_first;

/// What stands over the window next, and what is to be done.
type Next = (Modal, Option<ModalEffect>);

impl Modal {
    /// What stands over the window after an event, and what is to be done.
    #[must_use]
    pub(super) fn after(self, event: ModalEvent, now: &Situation) -> Next {
        match (event, self) {
            (ModalEvent::Leave(next), _) | (ModalEvent::SaveEnded { is_saved: true }, Self::Saving(next)) => {
                leave(next, now)
            }
            (ModalEvent::Cancel, Self::Found(_)) => report(FileEvent::LeaveFound),
            (ModalEvent::Cancel, _) | (ModalEvent::SaveEnded { is_saved: false }, Self::Saving(_)) => {
                (Self::None, None)
            }
            (ModalEvent::Answer(answer), modal) => modal.answered(answer, now),
            (ModalEvent::Save, Self::None | Self::Dialog(_)) => save(None, now),
            (ModalEvent::Ask(purpose), Self::None | Self::Dialog(_)) => ask(purpose, now),
            // The file with the comments is to be kept.
            (ModalEvent::Ask(Purpose::SaveAs { .. }), Self::LosesComments(next) | Self::ChangedOnDisk { next, .. }) => {
                ask(Purpose::SaveAs { next }, now)
            }
            (ModalEvent::ChangedOnDisk { path, change }, Self::None) => {
                (Self::ChangedOnDisk { path, change, is_dirty: now.is_dirty, next: None }, None)
            }
            (ModalEvent::ChangedOnDisk { path, change }, Self::Saving(next)) => {
                (Self::ChangedOnDisk { path, change, is_dirty: now.is_dirty, next: Some(next) }, None)
            }
            (ModalEvent::Found(found), Self::None) => (Self::Found(found), None),
            (
                ModalEvent::DialogAnswered { ticket, answer },
                Self::SystemDialog { ticket: waited_for, purpose, question },
            ) if waited_for == ticket => path_answered(answer, purpose, question, now),
            (ModalEvent::DialogAnswered { answer: Answer::Path(path), .. }, other) => {
                (other, Some(ModalEffect::Report(late_answer(&path))))
            }
            (ModalEvent::Typed { path, is_overwrite }, Self::Typing { purpose, .. }) => {
                let path = with_ending(&purpose, path);
                if purpose.writes() && !is_overwrite {
                    look(LookFor::Write(purpose), path, now)
                } else {
                    finish(purpose, path, now)
                }
            }
            (ModalEvent::Dropped(path), Self::None) => look(LookFor::Drop, path, now),
            (ModalEvent::Recent(path), Self::None | Self::Dialog(_)) => look(LookFor::Recent, path, now),
            (ModalEvent::Looked { ticket, kind }, Self::Looking { ticket: waited_for, look_for, path })
                if waited_for == ticket =>
            {
                match kind {
                    Some(kind) => looked(look_for, path, kind, now),
                    None => report(unknown_path(&path)),
                }
            }
            (ModalEvent::Read { ticket, outcome }, Self::Reading { ticket: waited_for, path, revision })
                if waited_for == ticket =>
            {
                match outcome {
                    Ok(_) if now.is_dirty && now.revision != revision => {
                        (Self::Unsaved(LeaveFor::OpenFile(path)), None)
                    }
                    Ok(text) => report(FileEvent::Read { path, text }),
                    Err(text) => report(FileEvent::failed("Can't open the plan", text)),
                }
            }
            (ModalEvent::FormRead { ticket, outcome }, Self::ReadingForm { ticket: waited_for, path })
                if waited_for == ticket =>
            {
                match outcome {
                    Ok(form) => report(FileEvent::FormRead { path, form }),
                    // What it is instead, and what to do about it, stands there whole.
                    Err(text) => report(FileEvent::failed(upper_first(&text), "")),
                }
            }
            // Something else stands there: it stays.
            (
                ModalEvent::Save
                | ModalEvent::Ask(_)
                | ModalEvent::ChangedOnDisk { .. }
                | ModalEvent::SaveEnded { .. }
                | ModalEvent::Found(_)
                | ModalEvent::DialogAnswered { .. }
                | ModalEvent::Typed { .. }
                | ModalEvent::Dropped(_)
                | ModalEvent::Recent(_)
                | ModalEvent::Looked { .. }
                | ModalEvent::Read { .. }
                | ModalEvent::FormRead { .. },
                other,
            ) => (other, None),
        }
    }

    /// Goes on after a question. An answer to another question changes nothing.
    fn answered(self, answer: ModalAnswer, now: &Situation) -> Next {
        match (answer, self) {
            (ModalAnswer::SaveFirst, Self::Unsaved(next)) => save(Some(next), now),
            (ModalAnswer::Discard, Self::Unsaved(next)) => go_on(next, now),
            (ModalAnswer::DoNotWait, Self::Saving(next)) => leave(next, now),
            (ModalAnswer::GiveUpComments, Self::LosesComments(next)) => match &now.path {
                Some(path) => write(path.clone(), OverChanges::No, next),
                None => (Self::LosesComments(next), None),
            },
            (ModalAnswer::Overwrite, Self::Overwrite { purpose, path }) => finish(purpose, path, now),
            (ModalAnswer::Overwrite, Self::ChangedOnDisk { path, next, .. }) => write(path, OverChanges::Yes, next),
            // What was to come after saving does not come after giving up.
            (ModalAnswer::Reload, Self::ChangedOnDisk { path, .. }) => read(path, now),
            (ModalAnswer::Restore, Self::Found(_)) => report(FileEvent::RestoreFound),
            (ModalAnswer::DiscardFound, Self::Found(_)) => report(FileEvent::DiscardFound),
            (
                ModalAnswer::SaveFirst
                | ModalAnswer::Discard
                | ModalAnswer::DoNotWait
                | ModalAnswer::GiveUpComments
                | ModalAnswer::Overwrite
                | ModalAnswer::Reload
                | ModalAnswer::Restore
                | ModalAnswer::DiscardFound,
                other,
            ) => (other, None),
        }
    }
}

/// Hands this to the window, and nothing stands over it any more.
fn report(event: FileEvent) -> Next {
    (Modal::None, Some(ModalEffect::Report(event)))
}

fn unknown_path(path: &Path) -> FileEvent {
    FileEvent::failed(format!("Can't find out what is at {}: nothing was done", short_name(path)), "")
}

fn late_answer(path: &Path) -> FileEvent {
    FileEvent::Done(format!("Nothing was done with {}: its dialog had been given up", short_name(path)))
}

/// Takes the answer of the dialog that is waited for.
fn path_answered(answer: Answer, purpose: Purpose, question: PathQuestion, now: &Situation) -> Next {
    match answer {
        Answer::Path(chosen) => {
            let path = with_ending(&purpose, chosen.clone());
            if path == chosen {
                return finish(purpose, path, now);
            }
            // The system asked about the name without its ending.
            look(LookFor::Write(purpose), path, now)
        }
        Answer::Cancelled => (Modal::None, None),
        Answer::Unavailable => {
            let folder = question.folder.unwrap_or_default();
            let path = if question.file_name.is_empty() { folder } else { folder.join(&question.file_name) };
            let text = path.display().to_string();
            let typed = TypedPath::new(question.title, question.wanted, text);
            (Modal::Typing { purpose, typed }, None)
        }
    }
}

/// Goes on, now that it is known what stands at the path.
fn looked(look_for: LookFor, path: PathBuf, kind: PathKind, now: &Situation) -> Next {
    match (look_for, kind) {
        // Nothing is written over for a folder: whoever writes it says what stands there.
        (LookFor::Write(purpose), PathKind::File) if purpose.makes_folder() => finish(purpose, path, now),
        (LookFor::Write(purpose), PathKind::File) => (Modal::Overwrite { purpose, path }, None),
        // Whoever writes says it when there is no folder, or one of that name.
        (LookFor::Write(purpose), PathKind::Folder | PathKind::Free | PathKind::NoFolder) => finish(purpose, path, now),
        (LookFor::Drop, PathKind::Folder) => report(FileEvent::CatalogFolder(path)),
        (LookFor::Drop, PathKind::File | PathKind::Free | PathKind::NoFolder) | (LookFor::Recent, PathKind::File) => {
            leave(LeaveFor::OpenFile(path), now)
        }
        (LookFor::Recent, PathKind::Folder | PathKind::Free | PathKind::NoFolder) => {
            report(FileEvent::RecentGone(path))
        }
    }
}

fn look(look_for: LookFor, path: PathBuf, now: &Situation) -> Next {
    let effect = ModalEffect::Look(now.ticket, path.clone());
    (Modal::Looking { ticket: now.ticket, look_for, path }, Some(effect))
}

fn read(path: PathBuf, now: &Situation) -> Next {
    let effect = ModalEffect::Read(now.ticket, path.clone());
    (Modal::Reading { ticket: now.ticket, path, revision: now.revision }, Some(effect))
}

/// Saves. The window takes edits meanwhile, unless something comes after it.
fn write(path: PathBuf, over: OverChanges, next: Option<LeaveFor>) -> Next {
    (next.map_or(Modal::None, Modal::Saving), Some(ModalEffect::Save(SaveOrder { path, over })))
}

/// Leaves the document, once it is saved if it is being saved, and once its changes are asked about.
fn leave(next: LeaveFor, now: &Situation) -> Next {
    if now.is_saving {
        (Modal::Saving(next), None)
    } else if now.is_dirty {
        (Modal::Unsaved(next), None)
    } else {
        go_on(next, now)
    }
}

fn ask(purpose: Purpose, now: &Situation) -> Next {
    let question = question(&purpose, &now.paths);
    let effect = ModalEffect::AskSystem(now.ticket, question.clone());
    (Modal::SystemDialog { ticket: now.ticket, purpose, question }, Some(effect))
}

fn save(next: Option<LeaveFor>, now: &Situation) -> Next {
    match &now.path {
        None => ask(Purpose::SaveAs { next }, now),
        Some(_) if now.loses_comments => (Modal::LosesComments(next), None),
        Some(path) => write(path.clone(), OverChanges::No, next),
    }
}

/// Goes on: the changes are saved or given up.
fn go_on(next: LeaveFor, now: &Situation) -> Next {
    match next {
        LeaveFor::Template(name) => report(FileEvent::StartWith(name)),
        LeaveFor::OpenFile(path) => read(path, now),
        LeaveFor::Quit => report(FileEvent::Quit),
    }
}

/// Does what a path was asked for. Changes are asked about now that something is to take their place.
fn finish(purpose: Purpose, path: PathBuf, now: &Situation) -> Next {
    match purpose {
        Purpose::Open => leave(LeaveFor::OpenFile(path), now),
        Purpose::SaveAs { next } => write(path, OverChanges::No, next),
        Purpose::CatalogFolder => report(FileEvent::CatalogFolder(path)),
        Purpose::MoveRoles(moved) => (Modal::None, Some(ModalEffect::MoveRoles(moved, path))),
        Purpose::Export { format, options } => export(ExportContent::Matrix { format, options }, path),
        Purpose::Form { profile, options } => export(ExportContent::Form { profile, options }, path),
        Purpose::LoadForm => {
            let effect = ModalEffect::ReadForm(now.ticket, path.clone());
            (Modal::ReadingForm { ticket: now.ticket, path }, Some(effect))
        }
        Purpose::Findings(findings) => export(ExportContent::Findings(findings), path),
    }
}

fn export(content: ExportContent, path: PathBuf) -> Next {
    (Modal::None, Some(ModalEffect::Export(ExportOrder { content, path })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{EXPORTERS, ExportOptions};
    use crate::gui::dialogs::{FileChange, PathDefaults};

    /// A document that was changed and has a file.
    fn changed() -> Situation {
        Situation {
            is_dirty: true,
            revision: 3,
            path: Some("mine.ron".into()),
            loses_comments: false,
            is_saving: false,
            paths: PathDefaults::default(),
            ticket: 7,
        }
    }

    fn saved() -> Situation {
        Situation { is_dirty: false, ..changed() }
    }

    /// Runs events one after the other, each with the document as it is then. Returns the last effect.
    fn run(events: &[(ModalEvent, Situation)]) -> (Modal, Option<ModalEffect>) {
        events.iter().fold((Modal::None, None), |(modal, _), (event, now)| modal.after(event.clone(), now))
    }

    /// Saves here unless another program changed the file.
    fn saves(path: &str) -> ModalEffect {
        ModalEffect::Save(SaveOrder { path: path.into(), over: OverChanges::No })
    }

    fn picked(ticket: u64, path: &str) -> ModalEvent {
        ModalEvent::DialogAnswered { ticket, answer: Answer::Path(path.into()) }
    }

    fn export() -> Purpose {
        Purpose::Export { format: EXPORTERS[0], options: ExportOptions::default() }
    }

    #[test]
    fn changes_are_asked_about_when_another_plan_was_chosen_and_not_before() {
        let asked = [(ModalEvent::Ask(Purpose::Open), changed())];
        let (modal, effect) = run(&asked);
        assert!(matches!(modal, Modal::SystemDialog { .. }), "{modal:?}");
        assert!(matches!(effect, Some(ModalEffect::AskSystem(7, _))), "{effect:?}");
        let chosen = [&asked[..], &[(picked(7, "other.ron"), changed())]].concat();
        let (modal, effect) = run(&chosen);
        assert!(
            matches!(&modal, Modal::Unsaved(LeaveFor::OpenFile(path)) if path == Path::new("other.ron")),
            "{modal:?}"
        );
        assert_eq!(effect, None, "nothing is opened before the answer");
        let (modal, effect) = modal.after(ModalEvent::Answer(ModalAnswer::Discard), &changed());
        assert!(matches!(modal, Modal::Reading { revision: 3, .. }), "{modal:?}");
        assert_eq!(effect, Some(ModalEffect::Read(7, "other.ron".into())));
        // An edit that comes while the file is read is asked about too.
        let read = |outcome| ModalEvent::Read { ticket: 7, outcome };
        let (late, _) = modal.after(read(Ok("()".to_owned())), &Situation { revision: 4, ..changed() });
        assert!(matches!(late, Modal::Unsaved(LeaveFor::OpenFile(_))), "{late:?}");
        // So it is with a template, and with a recent plan of the start page.
        let template = || LeaveFor::Template(Some("kiosk".to_owned()));
        let (modal, _) = run(&[(ModalEvent::Leave(template()), changed())]);
        assert!(matches!(modal, Modal::Unsaved(LeaveFor::Template(_))), "{modal:?}");
        let (_, effect) = modal.after(ModalEvent::Answer(ModalAnswer::Discard), &changed());
        assert_eq!(effect, Some(ModalEffect::Report(FileEvent::StartWith(Some("kiosk".to_owned())))));
    }

    #[test]
    fn a_form_that_nobody_waits_for_any_more_changes_nothing() {
        let chosen = [(ModalEvent::Ask(Purpose::LoadForm), saved()), (picked(7, "form.xlsx"), saved())];
        let (modal, effect) = run(&chosen);
        assert!(matches!(modal, Modal::ReadingForm { ticket: 7, .. }), "{modal:?}");
        assert_eq!(effect, Some(ModalEffect::ReadForm(7, "form.xlsx".into())));
        let read = |ticket| ModalEvent::FormRead { ticket, outcome: Err("the form is empty".to_owned()) };
        let (modal, effect) = modal.after(read(6), &saved());
        assert!(matches!(modal, Modal::ReadingForm { .. }) && effect.is_none(), "{modal:?} {effect:?}");
        let (modal, effect) = modal.after(read(7), &saved());
        assert!(matches!(modal, Modal::None), "{modal:?}");
        assert_eq!(effect, Some(ModalEffect::Report(FileEvent::failed("The form is empty", ""))));
    }

    #[test]
    fn a_dialog_that_nobody_waits_for_any_more_changes_nothing() {
        let now = Situation { path: None, ..changed() };
        let next = Situation { ticket: 8, ..now.clone() };
        // While an export is asked for, the window is closed and the changes are to be saved.
        let events = [
            (ModalEvent::Ask(export()), now.clone()),
            (ModalEvent::Leave(LeaveFor::Quit), next.clone()),
            (ModalEvent::Answer(ModalAnswer::SaveFirst), next.clone()),
        ];
        let (modal, effect) = run(&events);
        assert!(matches!(modal, Modal::SystemDialog { ticket: 8, purpose: Purpose::SaveAs { .. }, .. }), "{modal:?}");
        assert!(matches!(effect, Some(ModalEffect::AskSystem(8, _))), "{effect:?}");
        let (modal, effect) = modal.after(picked(7, "rules.csv"), &next);
        assert!(matches!(modal, Modal::SystemDialog { ticket: 8, .. }), "it still waits: {modal:?}");
        assert_eq!(
            effect,
            Some(ModalEffect::Report(late_answer(Path::new("rules.csv")))),
            "and the plan is not written there"
        );
        let (_, effect) = modal.after(picked(8, "mine.ron"), &next);
        assert_eq!(effect, Some(saves("mine.ron")));
    }

    #[test]
    fn what_comes_after_saving_is_given_up_with_the_question() {
        let new = Situation { path: None, ..changed() };
        let asked = [
            (ModalEvent::Leave(LeaveFor::Quit), new.clone()),
            (ModalEvent::Answer(ModalAnswer::SaveFirst), new.clone()),
        ];
        for no in [ModalEvent::Cancel, ModalEvent::DialogAnswered { ticket: 7, answer: Answer::Cancelled }] {
            let (modal, effect) = run(&[&asked[..], &[(no, new.clone())]].concat());
            assert!(matches!(modal, Modal::None) && effect.is_none(), "{modal:?}");
            let (_, effect) = modal.after(ModalEvent::Save, &changed());
            assert_eq!(effect, Some(saves("mine.ron")), "a later save does not quit");
        }
    }

    #[test]
    fn comments_are_asked_about_and_can_be_kept() {
        let now = Situation { loses_comments: true, ..changed() };
        let asked = [
            (ModalEvent::Leave(LeaveFor::Template(None)), now.clone()),
            (ModalEvent::Answer(ModalAnswer::SaveFirst), now.clone()),
        ];
        let (modal, _) = run(&asked);
        assert!(matches!(modal, Modal::LosesComments(Some(LeaveFor::Template(None)))), "{modal:?}");
        let (_, effect) = modal.after(ModalEvent::Answer(ModalAnswer::GiveUpComments), &now);
        assert_eq!(effect, Some(saves("mine.ron")));
        let (modal, _) = run(&[&asked[..], &[(ModalEvent::Ask(Purpose::SaveAs { next: None }), now)]].concat());
        let purpose = Purpose::SaveAs { next: Some(LeaveFor::Template(None)) };
        assert!(matches!(&modal, Modal::SystemDialog { purpose: asked, .. } if *asked == purpose), "{modal:?}");
    }

    #[test]
    fn what_another_program_changed_is_asked_about() {
        let change = FileChange::OtherPlan(vec!["Zone “Core” was removed".to_owned()]);
        let after = |answer: ModalEvent| {
            let found = ModalEvent::ChangedOnDisk { path: "mine.ron".into(), change: change.clone() };
            let events = [ModalEvent::Leave(LeaveFor::Quit), ModalEvent::Answer(ModalAnswer::SaveFirst), found, answer];
            run(&events.map(|event| (event, changed())))
        };
        let (modal, effect) = after(ModalEvent::Answer(ModalAnswer::Overwrite));
        assert!(matches!(modal, Modal::Saving(LeaveFor::Quit)), "{modal:?}");
        assert_eq!(effect, Some(ModalEffect::Save(SaveOrder { path: "mine.ron".into(), over: OverChanges::Yes })));
        let (modal, effect) = after(ModalEvent::Answer(ModalAnswer::Reload));
        assert!(matches!(modal, Modal::Reading { .. }), "the window stays: {modal:?}");
        assert_eq!(effect, Some(ModalEffect::Read(7, "mine.ron".into())));
        let (modal, _) = after(ModalEvent::Ask(Purpose::SaveAs { next: None }));
        let purpose = Purpose::SaveAs { next: Some(LeaveFor::Quit) };
        assert!(matches!(&modal, Modal::SystemDialog { purpose: asked, .. } if *asked == purpose), "{modal:?}");
        let (modal, effect) = after(ModalEvent::Cancel);
        assert!(matches!(modal, Modal::None) && effect.is_none(), "{modal:?}");
    }

    #[test]
    fn a_plan_that_is_being_saved_is_left_only_when_it_is_saved() {
        let saving = Situation { is_saving: true, ..changed() };
        let waiting = || run(&[(ModalEvent::Leave(LeaveFor::Quit), saving.clone())]);
        let (modal, effect) = waiting();
        assert!(matches!(modal, Modal::Saving(LeaveFor::Quit)) && effect.is_none(), "{modal:?}");
        let (_, effect) = modal.after(ModalEvent::SaveEnded { is_saved: true }, &saved());
        assert_eq!(effect, Some(ModalEffect::Report(FileEvent::Quit)));
        let (modal, _) = waiting().0.after(ModalEvent::SaveEnded { is_saved: true }, &changed());
        assert!(matches!(modal, Modal::Unsaved(LeaveFor::Quit)), "edits came after it: {modal:?}");
        let (modal, effect) = waiting().0.after(ModalEvent::SaveEnded { is_saved: false }, &changed());
        assert!(matches!(modal, Modal::None) && effect.is_none(), "{modal:?}");
        let (modal, _) = waiting().0.after(ModalEvent::Answer(ModalAnswer::DoNotWait), &changed());
        assert!(matches!(modal, Modal::Unsaved(LeaveFor::Quit)), "nobody waits any more: {modal:?}");
    }

    #[test]
    fn a_name_without_its_ending_gets_it_and_no_file_is_written_over_unasked() {
        let asked = [(ModalEvent::Ask(Purpose::SaveAs { next: None }), changed()), (picked(7, "plan 1.2"), changed())];
        let (modal, effect) = run(&asked);
        assert_eq!(effect, Some(ModalEffect::Look(7, "plan 1.2.ron".into())), "{modal:?}");
        let looked = |kind| (ModalEvent::Looked { ticket: 7, kind: Some(kind) }, changed());
        let (_, effect) = run(&[&asked[..], &[looked(PathKind::Free)]].concat());
        assert_eq!(effect, Some(saves("plan 1.2.ron")));
        let (modal, effect) = run(&[&asked[..], &[looked(PathKind::File)]].concat());
        assert!(matches!(modal, Modal::Overwrite { .. }) && effect.is_none(), "{modal:?}");
        let (_, effect) = modal.after(ModalEvent::Answer(ModalAnswer::Overwrite), &changed());
        assert_eq!(effect, Some(saves("plan 1.2.ron")));
    }

    #[test]
    fn an_answer_to_another_question_changes_nothing() {
        let answers = [
            ModalEvent::Answer(ModalAnswer::SaveFirst),
            ModalEvent::Answer(ModalAnswer::Discard),
            ModalEvent::Answer(ModalAnswer::GiveUpComments),
            ModalEvent::Answer(ModalAnswer::Overwrite),
            ModalEvent::Answer(ModalAnswer::Reload),
            ModalEvent::Typed { path: "typed.ron".into(), is_overwrite: false },
            ModalEvent::Looked { ticket: 7, kind: Some(PathKind::Free) },
        ];
        for answer in answers {
            let (modal, effect) = run(&[(ModalEvent::Ask(Purpose::CatalogFolder), saved()), (answer.clone(), saved())]);
            assert!(matches!(modal, Modal::SystemDialog { .. }) && effect.is_none(), "{answer:?}: {modal:?}");
        }
        // Nor does a command that comes in the same frame.
        for command in [ModalEvent::Save, ModalEvent::Ask(export())] {
            let (modal, effect) = run(&[(ModalEvent::Leave(LeaveFor::Quit), changed()), (command.clone(), changed())]);
            assert!(matches!(modal, Modal::Unsaved(LeaveFor::Quit)) && effect.is_none(), "{command:?}: {modal:?}");
        }
    }
}
