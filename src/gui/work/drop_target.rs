//! Files that are dragged over the window: what a drop would do is said before, and done after it. While something
//! is asked, nothing can be dropped.

use std::path::PathBuf;

use egui::{Area, Context, Frame, Id, LayerId, Order, RichText, Role, Stroke, StrokeKind, Ui};

use crate::gui::action::Action;
use crate::gui::app::App;
use crate::gui::deps::PathKind;
use crate::gui::theme::metrics::{HEADING, PANEL_MARGIN, RADIUS, STEP};
use crate::gui::theme::tokens;

/// What a drop does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Drop {
    /// Opens the file as a plan.
    Plan,
    /// Lays the folder over the catalog.
    Catalog,
    /// One or the other: what it is is being looked up.
    Unknown,
    /// Nothing: there is more than one.
    TooMany,
}

impl Drop {
    /// What is said while files are held over the window.
    fn text(self) -> &'static str {
        match self {
            Self::Plan => "Drop to open this plan",
            Self::Catalog => "Drop to use this folder as your catalog",
            Self::Unknown => "Drop to open this",
            Self::TooMany => "Drop one file at a time",
        }
    }
}

/// The one path that is held over the window.
pub(super) fn held_path(ctx: &Context) -> Option<PathBuf> {
    ctx.input(|input| match &*input.raw.hovered_files {
        [file] => file.path.clone(),
        _ => None,
    })
}

impl App {
    /// What dropping these would do; `None`: nothing is held, or something is asked just now.
    fn drop_of(&self, paths: &[Option<PathBuf>]) -> Option<Drop> {
        if self.files.has_dialog() {
            return None;
        }
        match paths {
            [] => None,
            [Some(path)] => Some(match self.files.kind_of_held(path) {
                Some(PathKind::Folder) => Drop::Catalog,
                Some(PathKind::File | PathKind::Free | PathKind::NoFolder) => Drop::Plan,
                None => Drop::Unknown,
            }),
            // Some systems name a file only when it is dropped.
            [None] => Some(Drop::Plan),
            _ => Some(Drop::TooMany),
        }
    }

    /// Takes what was dropped. What is being typed is committed in this very frame, before anything else is opened.
    pub(super) fn take_dropped(&mut self, ctx: &Context) -> Option<Action> {
        if self.files.has_dialog() {
            return None;
        }
        let paths: Vec<_> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let path = match <[PathBuf; 1]>::try_from(paths) {
            Ok([path]) => path,
            Err(paths) if paths.is_empty() => return None,
            Err(_) => {
                self.notifications.error("Only one file can be dropped at a time", "");
                return None;
            }
        };
        if let Some(focused) = ctx.memory(egui::Memory::focused).filter(|_| ctx.text_edit_focused()) {
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
        Some(Action::Dropped(path))
    }

    /// Says over the whole window what a drop would do, while files are held over it.
    pub(in crate::gui) fn drop_ui(&self, ui: &mut Ui) {
        let paths: Vec<_> = ui.input(|input| input.raw.hovered_files.iter().map(|file| file.path.clone()).collect());
        let Some(drop) = self.drop_of(&paths) else { return };
        let (tokens, rect) = (tokens(ui), ui.ctx().content_rect());
        let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop-backdrop")));
        painter.rect_filled(rect, 0, tokens.backdrop.get());
        let outline = Stroke::new(2.0, tokens.accent.get());
        painter.rect_stroke(rect.shrink(2.0 * STEP), 2 * RADIUS, outline, StrokeKind::Inside);
        // Over the backdrop, whichever was there first.
        let area = Area::new(Id::unique("drop")).order(Order::Tooltip).interactable(false);
        let area = area.anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO);
        area.accessible_name("Drop").role(Role::Status).show(ui, |ui| {
            Frame::popup(ui.style()).inner_margin(2.0 * PANEL_MARGIN).show(ui, |ui| {
                ui.label(RichText::new(drop.text()).size(HEADING).color(tokens.text.get()));
            });
        });
    }
}
