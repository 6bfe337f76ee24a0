//! From keys to commands: most modifiers first, and what a text field needs stays with it.

use egui::os::OperatingSystem;
use egui::{Context, Event, KeyboardShortcut};

use super::command::Command;
use super::env::CommandEnv;
use crate::export::BlockContent;

/// What the system's own keys for copying mean.
const COPY: Command = Command::CopyCells(BlockContent::Grid);

/// Takes the shortcuts that were pressed and returns their commands.
///
/// A command other than undo also takes the focus from a text field, so that what was typed is committed in the
/// very frame in which the command is carried out.
pub(in crate::gui) fn take_commands(ctx: &Context, os: OperatingSystem, env: &CommandEnv) -> Vec<Command> {
    let is_typing = ctx.text_edit_focused();
    let mut shortcuts: Vec<(KeyboardShortcut, Command)> = Command::all()
        .filter(|command| !(is_typing && command.yields_to_text()))
        .filter(|command| command.has_its_focus(env))
        .flat_map(|command| command.shortcuts(os).into_iter().map(move |shortcut| (shortcut, command)))
        .collect();
    // Ctrl+Z would also take Ctrl+Shift+Z.
    shortcuts.sort_by_key(|(shortcut, _)| std::cmp::Reverse(num_modifiers(*shortcut)));
    let mut res = Vec::new();
    for (shortcut, command) in shortcuts {
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut)) && command.is_enabled(env).is_ok() {
            res.push(command);
        }
    }
    // The system reports its own keys for copying as an event, and not as keys.
    let is_copy = |input: &egui::InputState| input.events.contains(&Event::Copy);
    if !is_typing && ctx.input(is_copy) && COPY.has_its_focus(env) && COPY.is_enabled(env).is_ok() {
        res.push(COPY);
    }
    if is_typing && !res.is_empty() {
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    res
}

/// Takes a text that was pasted while no text field had the focus.
pub(in crate::gui) fn take_pasted(ctx: &Context) -> Option<String> {
    if ctx.text_edit_focused() {
        return None;
    }
    let is_text = |event: &Event| matches!(event, Event::Paste(text) if !text.trim().is_empty());
    ctx.input_mut(|input| {
        let idx = input.events.iter().position(is_text)?;
        if let Event::Paste(text) = input.events.remove(idx) { Some(text) } else { None }
    })
}

fn num_modifiers(shortcut: KeyboardShortcut) -> usize {
    let modifiers = shortcut.modifiers;
    [modifiers.alt, modifiers.shift, modifiers.ctrl || modifiers.command || modifiers.mac_cmd]
        .into_iter()
        .filter(|is_held| *is_held)
        .count()
}

/// The first shortcut of a command as text: `Ctrl+Shift+S`; empty when it has none.
#[must_use]
pub(in crate::gui) fn shortcut_text(ctx: &Context, os: OperatingSystem, command: Command) -> String {
    command.shortcuts(os).first().map(|shortcut| ctx.format_shortcut(shortcut)).unwrap_or_default()
}
