//! Files that are dragged over the window: what a drop would do is said before, and done after it.

use std::path::{Path, PathBuf};

use egui::{Area, Context, Frame, Id, LayerId, Order, RichText, Role, Stroke, StrokeKind, Ui};

use crate::gui::deps::PathKind;
use crate::gui::error_text::ErrorText;
use crate::gui::theme::metrics::{HEADING, PANEL_MARGIN, RADIUS, STEP};
use crate::gui::theme::tokens;

/// The one path that is held over the window.
pub(super) fn held_path(ctx: &Context) -> Option<PathBuf> {
    ctx.input(|input| match &*input.raw.hovered_files {
        [file] => file.path.clone(),
        _ => None,
    })
}

/// The path that was dropped. What is being typed is committed in this very frame, before anything else is opened.
///
/// # Errors
/// When more than one was dropped.
pub(super) fn dropped_path(ctx: &Context) -> Result<Option<PathBuf>, ErrorText> {
    let mut paths: Vec<_> =
        ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if paths.len() > 1 {
        let line = "Only one file can be dropped at a time".to_owned();
        return Err(ErrorText { line, details: String::new() });
    }
    if let Some(focused) = ctx.memory(egui::Memory::focused).filter(|_| !paths.is_empty() && ctx.text_edit_focused()) {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
    Ok(paths.pop())
}

/// Says over the whole window what a drop would do, while files are held over it. `kind` is what stands at a path, as
/// far as it is known.
pub(super) fn drop_ui(ui: &mut Ui, kind: impl Fn(&Path) -> Option<PathKind>) {
    let paths: Vec<_> = ui.input(|input| input.raw.hovered_files.iter().map(|file| file.path.clone()).collect());
    let text = match &*paths {
        [] => return,
        // Some systems name a file only when it is dropped.
        [None] => "Drop to open this plan",
        [Some(path)] => match kind(path) {
            Some(PathKind::Folder) => "Drop to use this folder as your catalog",
            Some(PathKind::File | PathKind::Free | PathKind::NoFolder) => "Drop to open this plan",
            None => "Drop to open this",
        },
        [_, _, ..] => "Drop one file at a time",
    };
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
            ui.label(RichText::new(text).size(HEADING).color(tokens.text.get()));
        });
    });
}
