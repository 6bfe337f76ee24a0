//! The profiles of the user's own forms: read at the start, kept and removed one after another in the background.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::background::{Background, End};
use crate::files::own_profiles::OwnProfiles;
use crate::finding::Finding;
use crate::gui::deps::Deps;
use crate::gui::error_text::{ErrorText, with_causes};
use crate::profile::Profile;

/// Why nothing can be kept without a folder.
const NOWHERE: &str = "the system names no folder for this program";

/// The profiles of the user's own forms, and what is being done with them.
#[derive(Default)]
pub(in crate::gui) struct OwnForms {
    profiles: Vec<Profile>,
    job: Option<(ProfileOrder, Background<ReadProfiles>)>,
    /// What comes after that.
    waiting: VecDeque<ProfileOrder>,
}

type ReadProfiles = (Vec<Profile>, Vec<Finding>);

/// What is to be done with them.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gui) enum ProfileOrder {
    /// Read them.
    Read,
    /// Keep this one, in the place of the one with its id.
    Keep(Box<Profile>),
    /// Remove this one.
    Remove(Box<Profile>),
}

/// What became of an order.
pub(in crate::gui) enum ProfileEvent {
    /// They are read. Files that are no profile are told.
    Read(Vec<Finding>),
    /// It is kept.
    Kept(Box<Profile>),
    /// It is gone.
    Removed(Box<Profile>),
    /// It failed: all is as it was.
    Failed(ErrorText),
}

impl OwnForms {
    /// The profiles, by id.
    pub(in crate::gui) fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Takes an order. What was ordered before is done first.
    pub(in crate::gui) fn order(&mut self, order: ProfileOrder, deps: &Deps, ctx: &Context) {
        if order == ProfileOrder::Read && deps.own_folder.is_none() {
            return;
        }
        self.waiting.push_back(order);
        self.go_on(deps, ctx);
    }

    fn go_on(&mut self, deps: &Deps, ctx: &Context) {
        if self.job.is_some() {
            return;
        }
        let Some(order) = self.waiting.pop_front() else { return };
        let own = deps.own_folder.as_deref().map(OwnProfiles::below);
        let (files, wanted) = (Arc::clone(&deps.files), order.clone());
        let if_lost = "The work for it stopped unexpectedly.";
        let work = Background::start(&deps.spawn, ctx, if_lost, move |_, _| {
            let own = own.ok_or(NOWHERE)?;
            let done = match &wanted {
                ProfileOrder::Read => Ok(()),
                ProfileOrder::Keep(profile) => files.keep_profile(&own, profile),
                ProfileOrder::Remove(profile) => files.remove_profile(&own, &profile.id),
            };
            done.map_err(|err| with_causes(&*err))?;
            Ok(Some(files.read_profiles(&own)))
        });
        self.job = Some((order, work));
        ctx.request_repaint();
    }

    /// What became of an order; `None` while it is under way.
    pub(in crate::gui) fn poll(&mut self, deps: &Deps, ctx: &Context) -> Option<ProfileEvent> {
        let end = self.job.as_ref()?.1.poll()?;
        let (order, _) = self.job.take()?;
        let res = match end {
            End::Done((profiles, findings)) => {
                self.profiles = profiles;
                match order {
                    ProfileOrder::Read => ProfileEvent::Read(findings),
                    ProfileOrder::Keep(profile) => ProfileEvent::Kept(profile),
                    ProfileOrder::Remove(profile) => ProfileEvent::Removed(profile),
                }
            }
            End::Cancelled => ProfileEvent::Failed(failed(&order, String::new())),
            End::Failed(text) => ProfileEvent::Failed(failed(&order, text)),
        };
        self.go_on(deps, ctx);
        Some(res)
    }
}

fn failed(order: &ProfileOrder, details: String) -> ErrorText {
    let line = match order {
        ProfileOrder::Read => "Can't read the forms of your own".to_owned(),
        ProfileOrder::Keep(profile) => format!("Can't keep the form {}", profile.name),
        ProfileOrder::Remove(profile) => format!("Can't remove the form {}", profile.name),
    };
    ErrorText { line, details }
}

/// What a form of this file is called at first.
#[must_use]
pub(in crate::gui) fn name_of(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().replace(['_', '-'], " ")).unwrap_or_default().trim().to_owned()
}
