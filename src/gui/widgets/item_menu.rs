//! The menu of a row or a cell, whichever way it is opened. It knows no entry.

use egui::containers::menu::menu_style;
use egui::{Align, Layout, Popup, PopupKind, Response, SetOpenCommand, Ui};

/// How a menu was opened: where it stands depends on it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OpenedBy {
    /// By the pointer's other button.
    Pointer,
    /// By a key.
    Key,
}

/// Shows the menu of what `response` belongs to; `items` hears whether its first entry is to get the focus.
///
/// Returns whether it stays open.
pub(crate) fn item_menu_ui(response: &Response, opened_by: OpenedBy, items: impl FnOnce(&mut Ui, bool)) -> bool {
    let is_new = !Popup::is_id_open(&response.ctx, Popup::default_response_id(response));
    let popup = match opened_by {
        OpenedBy::Pointer => Popup::context_menu(response),
        OpenedBy::Key => Popup::from_response(response)
            .kind(PopupKind::Menu)
            .layout(Layout::top_down_justified(Align::Min))
            .style(menu_style)
            .open_memory(is_new.then_some(SetOpenCommand::Bool(true))),
    };
    let takes_focus = is_new && opened_by == OpenedBy::Key;
    let shown = popup.show(|ui| items(ui, takes_focus));
    shown.is_some_and(|shown| !shown.response.should_close())
}
