//! Where the focus is, where it goes by F6, and how it comes back after a dialog.

use egui::{Context, Id, Key, Memory, Popup, Pos2, TextEdit};

use super::app::App;
use crate::gui::commands::{Panel, Step};
use crate::gui::dialogs::forget_focus;
use crate::gui::state::Side;

impl App {
    /// The part of the window that had the focus when the frame began, or when a dialog came up over it.
    pub(super) fn focused_panel(&self, ctx: &Context) -> Option<Panel> {
        let focused = self.focused_before_dialog.or(self.focused).and_then(|id| ctx.read_response(id));
        focused.and_then(|response| self.panel_at(response.rect.center()))
    }

    /// Puts the focus into the next part of the window, or the one before. Where nothing has it, because a part has
    /// nothing that could or what had it is gone, that is the next one all the same.
    pub(super) fn focus_neighbor(&mut self, ctx: &Context, step: Step) {
        let here = self.focused_panel(ctx).or(self.part);
        let mut to = here.map_or(Panel::Zones, |panel| panel.neighbor(step));
        while !self.is_shown(to) {
            to = to.neighbor(step);
        }
        self.panels.focus = Some(to);
    }

    /// Puts the focus into a part of the window, which is shown for it.
    pub(super) fn focus(&mut self, panel: Panel) {
        if let Some(side) = panel.side() {
            self.ui_state.set_shown(side, true);
        }
        self.panels.focus = Some(panel);
    }

    /// Whether Escape was pressed where it goes back from several zones to one: in their list or on what is below it,
    /// but for what is typed, or while nothing has the focus.
    pub(super) fn is_escaped_to_one(&self, ctx: &Context) -> bool {
        let shows_several = !self.chosen.others().is_empty() && self.ui_state.shows(Side::Zones);
        if !shows_several || !ctx.input(|input| input.key_pressed(Key::Escape)) || Popup::is_any_open(ctx) {
            return false;
        }
        self.focused.is_none_or(|id| {
            let is_of_zones = matches!(self.focused_panel(ctx), Some(Panel::Zones | Panel::Editor));
            is_of_zones && TextEdit::load_state(ctx, id).is_none()
        })
    }

    fn is_shown(&self, panel: Panel) -> bool {
        panel.side().is_none_or(|side| self.ui_state.shows(side))
    }

    fn panel_at(&self, point: Pos2) -> Option<Panel> {
        let layout = self.layout?;
        let is_in_editor = self.panels.zones.editor_top.is_some_and(|top| point.y >= top);
        let zones = if is_in_editor { Panel::Editor } else { Panel::Zones };
        [
            (layout.menu, Panel::Menu),
            (layout.zones, zones),
            (layout.main, Panel::Main),
            (layout.inspector, Panel::Inspector),
            (layout.status, Panel::Status),
        ]
        .into_iter()
        .find(|(rect, _)| rect.contains(point))
        .map(|(_, panel)| panel)
    }

    /// Remembers the focus when a dialog comes up, to give it back when the last one is gone.
    pub(super) fn follow_dialog(&mut self, ctx: &Context, had_dialog: bool) {
        match (had_dialog, self.files.has_dialog()) {
            // What asked for the dialog may have given the focus to what it belongs to.
            (false, true) => self.focused_before_dialog = ctx.memory(Memory::focused).or(self.focused),
            (true, false) => {
                forget_focus(ctx);
                self.focus_to_give_back = self.focused_before_dialog.take();
            }
            _ => {}
        }
    }

    /// Notes what has the focus, or gives it back: one frame after a dialog, which holds it until then.
    pub(super) fn note_focus(&mut self, ctx: &Context, to_give_back: Option<Id>) {
        if let Some(id) = to_give_back
            && ctx.memory(Memory::focused).is_none()
        {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        if self.focus_to_give_back.is_some() {
            ctx.request_repaint();
        }
        self.focused = ctx.memory(Memory::focused);
        if !self.files.has_dialog() {
            self.part = self.panels.focus.or_else(|| self.focused_panel(ctx)).or(self.part);
        }
    }
}
