//! The table of commands: menu, texts, keys, and what each needs. Menus, palette, shortcuts and help walk it.
//!
//! A command that is missing here does not compile. What it does stands in the app's `apply`.

use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut};

use super::command::{Command, Step, Zoom};
use super::env::CommandEnv;
use super::keys::{ALT, CTRL, CTRL_SHIFT, KeyScope, Keys, NONE, SHIFT};
use crate::export::BlockContent;
use crate::gui::state::{MatrixCells, Tab, ThemeChoice};
use crate::view::{Shade, lower_first};

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug)]
pub struct Menu {
    /// Its title.
    pub title: &'static str,
    /// Its commands in groups, with a line between two groups.
    pub groups: &'static [&'static [Command]],
}

/// What is said of a command.
struct Entry {
    /// What menus call it. “…” where it asks for more.
    label: &'static str,
    /// What it does, in a sentence.
    tooltip: &'static str,
    keys: Keys,
    /// Whether it can be done now, or why not.
    condition: fn(&CommandEnv) -> Result<(), &'static str>,
}

/// Makes the menus and the entry of each command from one list: menus of groups of commands.
macro_rules! commands {
    ($($title:literal: $([$(
        $command:ident$(($data:path))?: $label:literal, $tooltip:literal, $keys:expr, $condition:path;
    )+])+)+) => {
        impl Command {
            /// The menus, left to right. Together they hold every command once.
            pub const MENUS: &[Menu] = &[$(Menu {
                title: $title,
                groups: &[$(&[$(Self::$command$(($data))?),+]),+],
            }),+];

            fn entry(self) -> Entry {
                match self {
                    $($($(Self::$command$(($data))? => Entry {
                        label: $label,
                        tooltip: $tooltip,
                        keys: $keys,
                        condition: $condition,
                    },)+)+)+
                }
            }
        }
    };
}

const NO_KEYS: Keys = Keys::new(&[]);

commands! {
    "File":
    [
        New: "New from template…", "Start over with one of the plans that come with the program",
            Keys::new(&[(CTRL, Key::N)]), CommandEnv::always;
        Open: "Open…", "Open a plan file",
            Keys::new(&[(CTRL, Key::O)]), CommandEnv::always;
    ]
    [
        Save: "Save", "Write the plan to its file",
            Keys::new(&[(CTRL, Key::S)]), CommandEnv::always;
        SaveAs: "Save as…", "Write the plan to another file",
            Keys::new(&[(CTRL_SHIFT, Key::S)]), CommandEnv::always;
    ]
    [
        Export: "Export…", "Write the rules or the matrix for a change request",
            Keys::new(&[(CTRL, Key::E)]), CommandEnv::can_export;
    ]
    [
        UseCatalogFolder: "Use catalog folder…", "Lay a folder of your own over the catalog in the program",
            NO_KEYS, CommandEnv::can_read_catalog;
        ReloadCatalog: "Reload catalog", "Read your catalog folder again, after it was changed",
            Keys::new(&[(NONE, Key::F5)]), CommandEnv::can_reload_catalog;
        UseBuiltInCatalog: "Use only the built-in catalog", "Do without your catalog folder",
            NO_KEYS, CommandEnv::has_catalog_folder;
    ]
    [
        Quit: "Quit", "Close the window",
            Keys::new(&[(CTRL, Key::Q)]), CommandEnv::always;
    ]
    "Edit":
    [
        Undo: "Undo", "Take back the last change",
            Keys::new(&[(CTRL, Key::Z)]).within(KeyScope::OutsideText), CommandEnv::can_undo;
        // Both are common on Windows and Linux; a Mac knows the first alone.
        Redo: "Redo", "Do again what was undone",
            Keys::new(&[(CTRL_SHIFT, Key::Z), (CTRL, Key::Y)]).on_mac(&[(CTRL_SHIFT, Key::Z)])
                .within(KeyScope::OutsideText),
            CommandEnv::can_redo;
    ]
    [
        AddZone: "Add zone", "Add an empty zone after the chosen one",
            Keys::new(&[(CTRL_SHIFT, Key::N)]), CommandEnv::always;
        RenameZone: "Rename zone", "Type another name for the chosen zone",
            Keys::new(&[(NONE, Key::F2)]), CommandEnv::has_zone;
        DuplicateZone: "Duplicate zone", "Add a copy of the chosen zone, without its addresses",
            Keys::new(&[(CTRL, Key::D)]), CommandEnv::has_zone;
        RemoveZone: "Remove zone", "Remove the chosen zone and what speaks of it alone",
            Keys::new(&[(NONE, Key::Delete)]).within(KeyScope::ZoneRow), CommandEnv::has_zone;
    ]
    [
        MoveZone(Step::Back): "Move zone up", "Put the chosen zone before the one above it",
            Keys::new(&[(ALT, Key::ArrowUp)]).within(KeyScope::ZoneRow), CommandEnv::has_zone_before;
        MoveZone(Step::Forward): "Move zone down", "Put the chosen zone after the one below it",
            Keys::new(&[(ALT, Key::ArrowDown)]).within(KeyScope::ZoneRow), CommandEnv::has_zone_after;
    ]
    [
        PasteZones: "Paste zones…", "Add zones and addresses from the lines of a spreadsheet",
            Keys::new(&[(CTRL, Key::V)]).within(KeyScope::OutsideText), CommandEnv::always;
        CopyTicks: "Copy ticks to other zones…", "Give other zones the OS versions and roles of the chosen one",
            Keys::new(&[(CTRL_SHIFT, Key::D)]), CommandEnv::has_other_zone;
    ]
    [
        FindRole: "Find role", "Search the roles of the chosen zone",
            Keys::new(&[(CTRL, Key::F)]), CommandEnv::has_zone;
        FilterMatrix: "Filter matrix", "Let only cells stand out that open a port, a role or a protocol",
            Keys::new(&[(CTRL_SHIFT, Key::F)]), CommandEnv::always;
    ]
    [
        CopyPorts: "Copy ports of the pair", "Put the ports of the chosen pair on the clipboard",
            Keys::new(&[(CTRL_SHIFT, Key::C)]), CommandEnv::has_pair;
        CopyCells(BlockContent::Grid): "Copy cells",
            "Put the selected cells on the clipboard, as a table for a spreadsheet",
            Keys::new(&[(CTRL, Key::C)]).within(KeyScope::Matrix), CommandEnv::has_cells;
        CopyCells(BlockContent::MarkdownGrid): "Copy cells as Markdown",
            "Put the selected cells on the clipboard, as a table in Markdown", NO_KEYS, CommandEnv::has_cells;
        CopyCells(BlockContent::Rules): "Copy rules of the cells",
            "Put the rules of the selected cells on the clipboard, one a row", NO_KEYS, CommandEnv::has_cells;
    ]
    "View":
    [
        Palette: "Search or command…", "Find a command, a zone or a role by its words",
            Keys::new(&[(CTRL, Key::K)]), CommandEnv::always;
    ]
    [
        Show(Tab::Matrix): "Matrix", "Show which zone must reach which",
            Keys::new(&[(CTRL, Key::Num1)]), CommandEnv::always;
        Show(Tab::Rules): "Rules", "Show all rules in one table",
            Keys::new(&[(CTRL, Key::Num2)]), CommandEnv::always;
        Show(Tab::Reference): "Reference", "Show what the catalog says, whatever the plan",
            Keys::new(&[(CTRL, Key::Num3)]), CommandEnv::always;
        Show(Tab::Findings): "Findings", "Show what is odd about the plan",
            Keys::new(&[(CTRL, Key::Num4)]), CommandEnv::always;
        Show(Tab::Plan): "Plan", "Show what holds for the whole plan",
            Keys::new(&[(CTRL, Key::Num5)]), CommandEnv::always;
    ]
    [
        // On a Mac, Option and an arrow belong to text fields.
        Go(Step::Back): "Back", "Go back to the page of the reference before",
            Keys::new(&[(ALT, Key::ArrowLeft)]).on_mac(&[(CTRL, Key::OpenBracket)]), CommandEnv::can_go_back;
        Go(Step::Forward): "Forward", "Go on to the page of the reference that was gone back from",
            Keys::new(&[(ALT, Key::ArrowRight)]).on_mac(&[(CTRL, Key::CloseBracket)]), CommandEnv::can_go_forward;
    ]
    [
        FocusPanel(Step::Forward): "Next panel", "Go on to the next part of the window",
            Keys::new(&[(NONE, Key::F6)]), CommandEnv::always;
        FocusPanel(Step::Back): "Previous panel", "Go back to the part of the window before",
            Keys::new(&[(SHIFT, Key::F6)]), CommandEnv::always;
    ]
    [
        Cells(MatrixCells::Automatic): "Cells: ports where they fit",
            "Write ports into the cells as long as there is room", NO_KEYS, CommandEnv::always;
        Cells(MatrixCells::Ports): "Cells: always ports", "Write ports into the cells, and scroll",
            NO_KEYS, CommandEnv::always;
        Cells(MatrixCells::Counts): "Cells: always counts", "Write counts into the cells",
            NO_KEYS, CommandEnv::always;
    ]
    [
        Shade(Shade::Rules): "Shade: rules", "Color cells by how many rules they need", NO_KEYS, CommandEnv::always;
        Shade(Shade::Ports): "Shade: ports", "Color cells by how many ports they open", NO_KEYS, CommandEnv::always;
        Shade(Shade::Need): "Shade: need", "Color cells by how many of their rules are required",
            NO_KEYS, CommandEnv::always;
        Shade(Shade::Risk): "Shade: risk", "Color cells by how many reasons there are to look twice at them",
            NO_KEYS, CommandEnv::always;
    ]
    [
        CellSize(Zoom::In): "Larger cells", "Make the cells of the matrix larger", NO_KEYS, CommandEnv::always;
        CellSize(Zoom::Out): "Smaller cells", "Make the cells of the matrix smaller", NO_KEYS, CommandEnv::always;
        CellSize(Zoom::Reset): "Reset cell size", "Make the cells of the matrix as large as there is room for",
            NO_KEYS, CommandEnv::always;
    ]
    [
        Theme(ThemeChoice::System): "Theme: as the system", "Use the theme of the system",
            NO_KEYS, CommandEnv::always;
        Theme(ThemeChoice::Dark): "Theme: dark", "Use the dark theme", NO_KEYS, CommandEnv::always;
        Theme(ThemeChoice::Light): "Theme: light", "Use the light theme", NO_KEYS, CommandEnv::always;
    ]
    [
        Zoom(Zoom::In): "Zoom in", "Make everything larger",
            Keys::new(&[(CTRL, Key::Plus), (CTRL, Key::Equals)]), CommandEnv::always;
        Zoom(Zoom::Out): "Zoom out", "Make everything smaller",
            Keys::new(&[(CTRL, Key::Minus)]), CommandEnv::always;
        Zoom(Zoom::Reset): "Actual size", "Make everything as large as it was meant",
            Keys::new(&[(CTRL, Key::Num0)]), CommandEnv::always;
    ]
    "Help":
    [
        Shortcuts: "Keyboard shortcuts", "List every command with its keys",
            Keys::new(&[(NONE, Key::F1)]), CommandEnv::always;
        About: "About Portolan", "Show the version and where the catalog's data comes from",
            NO_KEYS, CommandEnv::always;
    ]
}

impl Menu {
    /// Its commands, in order.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        self.groups.iter().flat_map(|group| group.iter().copied())
    }
}

impl Command {
    /// Every command, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::MENUS.iter().flat_map(|menu| menu.commands())
    }

    /// What menus call it. “…” where it asks for more.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// What a menu calls it now: with the step that it undoes or redoes.
    #[must_use]
    pub fn label_now(self, env: &CommandEnv) -> String {
        let undo = env.undo.as_deref().filter(|_| self == Self::Undo);
        let step = undo.or(env.redo.as_deref().filter(|_| self == Self::Redo));
        step.map_or_else(|| self.label().to_owned(), |step| format!("{} {}", self.label(), lower_first(step)))
    }

    /// What it does, in a sentence.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        self.entry().tooltip
    }

    /// Whether it can be done now; `Err` says why not.
    ///
    /// # Errors
    /// When something it needs is missing.
    pub fn is_enabled(self, env: &CommandEnv) -> Result<(), &'static str> {
        (self.entry().condition)(env)
    }

    /// The keys that call it, the one to show first.
    #[must_use]
    pub fn shortcuts(self, os: OperatingSystem) -> Vec<KeyboardShortcut> {
        self.entry().keys.on(os)
    }

    /// Whether the focus is on what its keys act on.
    #[must_use]
    pub fn has_its_focus(self, env: &CommandEnv) -> bool {
        self.entry().keys.have_focus(env)
    }

    /// Whether its keys belong to a text field while one has the focus.
    #[must_use]
    pub fn yields_to_text(self) -> bool {
        self.entry().keys.yield_to_text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_unique_and_in_style() {
        let mut seen = Vec::new();
        for command in Command::all() {
            for text in [command.label(), command.tooltip()] {
                assert!(!seen.contains(&text), "“{text}” stands there twice");
                assert!(text.starts_with(char::is_uppercase) && !text.ends_with(['.', ':']), "{text}");
                seen.push(text);
            }
        }
    }

    #[test]
    fn a_disabled_command_says_why() {
        let env = CommandEnv {
            zone_idx: Some(0),
            num_zones: 2,
            undo: Some("Rename zone".to_owned()),
            ..CommandEnv::default()
        };
        assert_eq!(Command::MoveZone(Step::Back).is_enabled(&env), Err("It is the first zone"));
        assert_eq!(Command::MoveZone(Step::Forward).is_enabled(&env), Ok(()));
        assert_eq!(Command::RemoveZone.is_enabled(&CommandEnv::default()), Err("Choose a zone first"));
        assert_eq!(Command::Undo.label_now(&env), "Undo rename zone");
        assert_eq!(Command::Redo.label_now(&env), "Redo");
    }
}
