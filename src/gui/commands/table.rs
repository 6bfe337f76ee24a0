//! The table of commands: menu, texts, keys, and what each needs. Menus, palette, shortcuts and help walk it.
//!
//! A command that is missing here does not compile. What it does stands in the app's `apply`.

use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut};

use super::command::{Command, Step, Zoom};
use super::env::CommandEnv;
use super::keys::{self, KeyScope, Keys};
use crate::export::BlockContent;
use crate::gui::state::{MatrixCells, Side, Tab, ThemeChoice};
use crate::view::{Shade, counted, lower_first};

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
///
/// Behind the texts stand the keys, those on a Mac where it has others, where they act unless everywhere, and what the
/// command needs unless nothing.
macro_rules! commands {
    (@or $default:expr) => { $default };
    (@or $default:expr, $value:expr) => { $value };
    ($($title:literal: $([$(
        $command:ident$(($data:path))?: $label:literal, $tooltip:literal
            $([$($held:ident $key:ident),+] $(mac [$($mac_held:ident $mac_key:ident),+])? $(on $scope:ident)?)?
            $(needs $condition:ident)?;
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
                        keys: Keys {
                            chords: &[$($((keys::$held, Key::$key)),+)?],
                            on_mac: commands!(@or None $($(, Some(&[$((keys::$mac_held, Key::$mac_key)),+]))?)?),
                            scope: commands!(@or KeyScope::Everywhere $($(, KeyScope::$scope)?)?),
                        },
                        condition: commands!(@or CommandEnv::always $(, CommandEnv::$condition)?),
                    },)+)+)+
                }
            }
        }
    };
}

commands! {
    "File":
    [
        New: "Start page…", "Begin with a recent plan, a new one or a template, and see what is new in the catalog"
            [CTRL N];
        Open: "Open…", "Open a plan file" [CTRL O];
    ]
    [
        Save: "Save", "Write the plan to its file" [CTRL S];
        SaveAs: "Save as…", "Write the plan to another file" [CTRL_SHIFT S];
    ]
    [
        Export: "Export…", "Write the rules or the matrix for a change request" [CTRL E] needs can_export;
        OwnForms: "Forms of your own…", "Export with a change-request form of your own, change it or remove it";
        LoadForm: "Load my form…", "Read the header row of a form, CSV or XLSX, and choose what goes into its columns";
    ]
    [
        UseCatalogFolder: "Use catalog folder…", "Lay a folder of your own over the catalog in the program"
            needs can_read_catalog;
        ReloadCatalog: "Reload catalog", "Read your catalog folder again, after it was changed"
            [NONE F5] needs can_reload_catalog;
        UseBuiltInCatalog: "Use only the built-in catalog", "Do without your catalog folder" needs has_catalog_folder;
    ]
    [
        Quit: "Quit", "Close the window" [CTRL Q];
    ]
    "Edit":
    [
        Undo: "Undo", "Take back the last change" [CTRL Z] on OutsideText needs can_undo;
        // Both are common on Windows and Linux; a Mac knows the first alone.
        Redo: "Redo", "Do again what was undone"
            [CTRL_SHIFT Z, CTRL Y] mac [CTRL_SHIFT Z] on OutsideText needs can_redo;
    ]
    [
        AddZone: "Add zone", "Add an empty zone after the chosen one" [CTRL_SHIFT N];
        RenameZone: "Rename zone", "Type another name for the chosen zone" [NONE F2] needs has_single_zone;
        DuplicateZone: "Duplicate zone", "Add a copy of the chosen zone, without its addresses" [CTRL D] needs has_single_zone;
        RemoveZone: "Remove zone", "Remove the chosen zone, or several, and what speaks of them alone"
            [NONE Delete] on ZoneRow needs has_zone;
    ]
    [
        MoveZone(Step::Back): "Move zone up", "Put what is chosen of the zones before the one above it"
            [ALT ArrowUp] on ZoneRow needs has_zone_before;
        MoveZone(Step::Forward): "Move zone down", "Put what is chosen of the zones after the one below it"
            [ALT ArrowDown] on ZoneRow needs has_zone_after;
    ]
    [
        PasteZones: "Paste zones…", "Add zones and addresses from the lines of a spreadsheet" [CTRL V] on OutsideText;
        PasteMachines: "Paste machines…", "Name the machines of roles from the lines of a spreadsheet";
        CopyMachines: "Copy machines",
            "Put the machines of all zones, or of several chosen ones, on the clipboard, to fill in and paste again"
            needs has_roles;
        CopyTicks: "Copy ticks to other zones…", "Give other zones the OS versions and roles of the chosen one"
            [CTRL_SHIFT D] needs has_other_zone;
    ]
    [
        OwnRole: "Role of your own…", "Make a role that the catalog lacks, with what it listens on and whom it calls";
        AddFlow: "Add a flow…", "Open ports between two zones that nothing in the catalog asks for" needs has_zone;
    ]
    [
        WhatIf: "What if…", "Block ports or connections, and see what breaks before it is done" [CTRL_SHIFT B];
    ]
    [
        Palette: "Search or command…", "Find a command, a zone or a role by its words" [CTRL K];
        FindRole: "Find role", "Search roles and OS versions: in the tick table, else those of the chosen zone"
            [CTRL F] needs has_zone;
        FilterMatrix: "Filter matrix", "Let only cells stand out that open a port, a role or a protocol" [CTRL_SHIFT F];
    ]
    [
        CopyPorts: "Copy ports of the pair", "Put the ports of the chosen pair on the clipboard"
            [CTRL_SHIFT C] needs has_pair;
        CopyCells(BlockContent::Grid): "Copy cells",
            "Put the selected cells on the clipboard, as a table for a spreadsheet" [CTRL C] on Grid needs has_block;
        CopyCells(BlockContent::MarkdownGrid): "Copy cells as Markdown",
            "Put the selected cells on the clipboard, as a table in Markdown" needs has_cells;
        CopyCells(BlockContent::Rules): "Copy rules of the cells",
            "Put the rules of the selected cells on the clipboard, one a row" needs has_cells;
    ]
    "View":
    [
        Show(Tab::Ticks): "Ticks", "Show what stands in which zone, and tick it" [CTRL Num1];
        Show(Tab::Matrix): "Matrix", "Show which zone must reach which" [CTRL Num2];
        Show(Tab::Diagram): "Diagram", "Show zones with arrows to what they must reach" [CTRL Num3];
        Show(Tab::Rules): "Rules", "Show all rules in one table" [CTRL Num4];
        Show(Tab::Reference): "Reference", "Show what the catalog says, whatever the plan" [CTRL Num5];
        Show(Tab::Findings): "Findings", "Show what is odd about the plan" [CTRL Num6];
        Show(Tab::Plan): "Plan", "Show what holds for the whole plan" [CTRL Num7];
    ]
    [
        // On a Mac, Option and an arrow belong to text fields.
        Go(Step::Back): "Back", "Go back to the page of the reference before"
            [ALT ArrowLeft] mac [CTRL OpenBracket] needs can_go_back;
        Go(Step::Forward): "Forward", "Go on to the page of the reference that was gone back from"
            [ALT ArrowRight] mac [CTRL CloseBracket] needs can_go_forward;
    ]
    [
        Panel(Side::Zones): "Panel: zones", "Show the zones at the left, or hide them" [CTRL B];
        Panel(Side::Inspector): "Panel: inspector", "Show the inspector at the right, or hide it" [CTRL I];
        FocusPanel(Step::Forward): "Next panel", "Go on to the next part of the window" [NONE F6];
        FocusPanel(Step::Back): "Previous panel", "Go back to the part of the window before" [SHIFT F6];
    ]
    [
        Theme(ThemeChoice::System): "Theme: as the system", "Use the theme of the system";
        Theme(ThemeChoice::Dark): "Theme: dark", "Use the dark theme";
        Theme(ThemeChoice::Light): "Theme: light", "Use the light theme";
    ]
    [
        Zoom(Zoom::In): "Zoom in", "Make everything larger" [CTRL Plus, CTRL Equals];
        Zoom(Zoom::Out): "Zoom out", "Make everything smaller" [CTRL Minus];
        Zoom(Zoom::Reset): "Actual size", "Make everything as large as it was meant" [CTRL Num0];
    ]
    "Matrix":
    [
        Cells(MatrixCells::Automatic): "Cells: ports where they fit",
            "Write ports into the cells as long as there is room";
        Cells(MatrixCells::Ports): "Cells: always ports", "Write ports into the cells, and scroll";
        Cells(MatrixCells::Counts): "Cells: always counts", "Write counts into the cells";
    ]
    [
        Shade(Shade::Rules): "Shade: rules", "Color cells by how many rules they need";
        Shade(Shade::Ports): "Shade: ports", "Color cells by how many ports they open";
        Shade(Shade::Need): "Shade: need", "Color cells by how many of their rules are required";
        Shade(Shade::Risk): "Shade: risk", "Color cells by how many reasons there are to look twice at them";
    ]
    [
        GroupZones: "Group zones", "Let zones of one group stand together under its heading, which folds"
            needs has_groups;
        FoldEmpty: "Fold rows and columns without rules", "Leave out of the matrix what has no rules, or no match";
    ]
    [
        CellSize(Zoom::In): "Larger cells", "Make the cells of the matrix larger";
        CellSize(Zoom::Out): "Smaller cells", "Make the cells of the matrix smaller";
        CellSize(Zoom::Reset): "Reset cell size", "Make the cells of the matrix as large as there is room for";
        UsualSizes: "Widths of columns as at first", "Forget to what columns, rows and their headings were dragged"
            needs has_dragged;
    ]
    "Help":
    [
        Shortcuts: "Keyboard shortcuts", "List every command with its keys" [NONE F1];
        About: "About Portolan", "Show the version and where the catalog's data comes from";
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

    /// What a menu calls it now: with the step that it undoes or redoes, or how many zones it acts on.
    #[must_use]
    pub fn label_now(self, env: &CommandEnv) -> String {
        if env.has_several() && matches!(self, Self::RemoveZone | Self::MoveZone(_)) {
            let zones = counted(env.zone_idxs.len(), "zone", "zones");
            return self.label().replacen("zone", &zones, 1);
        }
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
            zone_idxs: vec![0],
            num_zones: 2,
            undo: Some("Rename zone".to_owned()),
            ..CommandEnv::default()
        };
        assert_eq!(Command::MoveZone(Step::Back).is_enabled(&env), Err("It is the first zone"));
        assert_eq!(Command::MoveZone(Step::Forward).is_enabled(&env), Ok(()));
        let several = |zone_idxs| CommandEnv { zone_idxs, num_zones: 4, ..env.clone() };
        assert_eq!(Command::MoveZone(Step::Back).is_enabled(&several(vec![0, 1])), Err("They are the first zones"));
        assert_eq!(Command::MoveZone(Step::Back).is_enabled(&several(vec![0, 2])), Ok(()));
        assert_eq!(Command::MoveZone(Step::Forward).is_enabled(&several(vec![2, 3])), Err("They are the last zones"));
        assert_eq!(Command::MoveZone(Step::Forward).is_enabled(&several(vec![1, 3])), Ok(()));
        assert_eq!(Command::RemoveZone.label_now(&several(vec![1, 3])), "Remove 2 zones");
        assert!(Command::RenameZone.is_enabled(&several(vec![1, 3])).is_err());
        assert_eq!(Command::RemoveZone.is_enabled(&CommandEnv::default()), Err("Choose a zone first"));
        assert_eq!(Command::Undo.label_now(&env), "Undo rename zone");
        assert_eq!(Command::Redo.label_now(&env), "Redo");
    }
}
