//! Moving through a list or a grid with the keys. It moves a position; what stands there is not its business.

use egui::{EventFilter, Id, Key, Modifiers, Ui};

/// A move that a key asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Move {
    /// One up.
    Up,
    /// One down.
    Down,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    Home,
    /// To the last.
    End,
}

const KEYS: [(Key, Move); 8] = [
    (Key::ArrowUp, Move::Up),
    (Key::ArrowDown, Move::Down),
    (Key::ArrowLeft, Move::Left),
    (Key::ArrowRight, Move::Right),
    (Key::PageUp, Move::PageUp),
    (Key::PageDown, Move::PageDown),
    (Key::Home, Move::Home),
    (Key::End, Move::End),
];

/// Takes the key that asks to move, if one was pressed without any other.
pub(crate) fn take_move(ui: &Ui) -> Option<Move> {
    take_held(ui, Modifiers::NONE, |_| true)
}

/// Takes a key that asks for another row; the keys that move within a line stay with the field that is typed into.
pub(crate) fn take_row_move(ui: &Ui) -> Option<Move> {
    take_held(ui, Modifiers::NONE, |step| matches!(step, Move::Up | Move::Down | Move::PageUp | Move::PageDown))
}

/// Takes the key that asks to move, if it was pressed with Shift: what is selected is to reach there.
pub(crate) fn take_shifted_move(ui: &Ui) -> Option<Move> {
    take_held(ui, Modifiers::SHIFT, |_| true)
}

fn take_held(ui: &Ui, held: Modifiers, is_wanted: impl Fn(Move) -> bool) -> Option<Move> {
    ui.input_mut(|input| {
        if !input.modifiers.matches_exact(held) {
            return None;
        }
        KEYS.into_iter().find(|&(key, step)| is_wanted(step) && input.consume_key(held, key)).map(|(_, step)| step)
    })
}

/// Which arrow keys move within a thing, rather than to the next one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Arrows {
    /// Those up and down: it is a list.
    Vertical,
    /// All: it is a grid.
    All,
}

/// Keeps arrow keys from taking the focus away from what has it.
pub(crate) fn hold_arrows(ui: &Ui, id: Id, arrows: Arrows) {
    let horizontal_arrows = arrows == Arrows::All;
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// Where a list of `len` rows is after a move from `idx`, `page` rows at a time. Left and right stay.
#[must_use]
pub(crate) fn moved(idx: usize, step: Move, len: usize, page: usize) -> usize {
    let last = len.saturating_sub(1);
    match step {
        Move::Up => idx.saturating_sub(1),
        Move::Down => (idx + 1).min(last),
        Move::PageUp => idx.saturating_sub(page),
        Move::PageDown => (idx + page).min(last),
        Move::Home => 0,
        Move::End => last,
        Move::Left | Move::Right => idx.min(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_stays_inside_the_list() {
        for (idx, step, expected) in [
            (0, Move::Up, 0),
            (9, Move::Down, 9),
            (3, Move::PageDown, 8),
            (8, Move::PageDown, 9),
            (3, Move::PageUp, 0),
            (3, Move::End, 9),
            (3, Move::Left, 3),
        ] {
            assert_eq!(moved(idx, step, 10, 5), expected, "{step:?} from {idx}");
        }
        assert_eq!(moved(0, Move::Down, 0, 5), 0, "an empty list");
    }
}
