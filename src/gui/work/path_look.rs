//! What stands at a path that is held over the window or typed: looked up in the background and remembered as long as
//! it is about this path. It decides nothing, and before anything is written the path is looked at again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::background::Background;
use crate::gui::deps::{Deps, PathKind};

/// What is known of one path, and the look that is under way.
#[derive(Default)]
pub(super) struct PathLook {
    /// What was found last; without a kind: that is not to be known.
    found: Option<(PathBuf, Option<PathKind>)>,
    /// Only one at a time: a path that never answers must not cost a thread for each letter typed behind it.
    under_way: Option<(PathBuf, Background<PathKind>)>,
}

impl PathLook {
    /// What stands at the path; `None` as long as that is not known.
    pub(super) fn kind(&self, path: &Path) -> Option<PathKind> {
        self.found.as_ref().filter(|(found, _)| found == path).and_then(|(_, kind)| *kind)
    }

    /// Takes what was found, and looks at the path that is wanted now unless it is known.
    pub(super) fn follow(&mut self, wanted: Option<PathBuf>, deps: &Deps, ctx: &Context) {
        if let Some((path, work)) = &self.under_way
            && let Some(end) = work.poll()
        {
            self.found = Some((path.clone(), end.result().ok()));
            self.under_way = None;
        }
        // Whoever comes back to the window may have changed what is there.
        let is_stale = wanted.is_none() || ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true)));
        if is_stale {
            self.found = None;
        }
        let Some(path) = wanted else { return };
        if self.under_way.is_none() && self.found.as_ref().is_none_or(|(found, _)| *found != path) {
            self.under_way = Some((path.clone(), look(path, deps, ctx)));
        }
    }
}

/// Looks in the background what stands at a path.
pub(super) fn look(path: PathBuf, deps: &Deps, ctx: &Context) -> Background<PathKind> {
    let files = Arc::clone(&deps.files);
    Background::start(&deps.spawn, ctx, "", move |_, _| Ok(Some(files.kind(&path))))
}
