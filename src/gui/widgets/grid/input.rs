//! The cursor of a grid and its block, by pointer and keys. What a cell does is not its business.

use egui::{Id, Key, Modifiers, Pos2, Rect, Sense, Ui, Vec2};

use super::cursor::{GridCursor, GridSize, Reach};
use super::layout::GridLayout;
use crate::gui::widgets::list_cursor::{take_move, take_shifted_move};
use crate::gui::widgets::scroll::scroll_at_edge;

/// Draws the block of a cursor behind the pointer. Cells take clicks; what is dragged over them comes here.
///
/// `is_drawing` is kept from one frame to the next. Returns whether the cursor was put somewhere.
pub(crate) fn block_drag_ui(
    ui: &Ui,
    id: Id,
    (body, origin, layout): (Rect, Pos2, GridLayout),
    (cursor, is_drawing): (&mut GridCursor, &mut bool),
) -> bool {
    let response = ui.interact(body, id, Sense::DRAG);
    // A click begins like a drag.
    let is_dragged = response.dragged() && ui.input(|input| input.pointer.is_decidedly_dragging());
    let begins = !std::mem::replace(is_drawing, is_dragged);
    let Some(pointer) = response.interact_pointer_pos().filter(|_| is_dragged) else { return false };
    if begins && let Some(press) = ui.input(|input| input.pointer.press_origin()) {
        cursor.put(layout.place_at(origin, press), Reach::Move);
    }
    cursor.put(layout.place_at(origin, pointer), Reach::Extend);
    scroll_at_edge(ui, body, pointer, Vec2::splat(1.0));
    true
}

/// Takes the keys that move the cursor or draw its block; `page` is how many rows a page has. Returns whether one did.
pub(crate) fn take_block_keys(ui: &Ui, cursor: &mut GridCursor, size: GridSize, page: usize) -> bool {
    let takes = |held: Modifiers, key| ui.input_mut(|input| input.consume_key(held, key));
    if takes(Modifiers::COMMAND, Key::A) {
        cursor.take_all(size);
    } else if takes(Modifiers::SHIFT, Key::Space) {
        cursor.take_row(cursor.place.0, size);
    } else if takes(Modifiers::CTRL, Key::Space) {
        cursor.take_column(cursor.place.1, size);
    } else {
        let step = take_move(ui).map(|step| (step, Reach::Move));
        let Some((step, reach)) = step.or_else(|| take_shifted_move(ui).map(|step| (step, Reach::Extend))) else {
            return false;
        };
        cursor.step(step, reach, size, page);
    }
    true
}
