//! The one list of commands. Menus, palette, shortcuts and the help walk it; what a command does stands in `apply`.

use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut, Modifiers};

use crate::view::Shade;

/// The most cells that are copied at once.
const MAX_CELLS: usize = 2_500;

/// Something that a user can ask for at any time.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[expect(missing_docs, reason = "label and tooltip say it all")]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    Export,
    UseCatalogFolder,
    ReloadCatalog,
    UseBuiltInCatalog,
    Quit,
    Undo,
    Redo,
    AddZone,
    RenameZone,
    DuplicateZone,
    RemoveZone,
    MoveZoneUp,
    MoveZoneDown,
    PasteZones,
    CopyTicks,
    FindRole,
    FilterMatrix,
    CopyPorts,
    CopyCells,
    CopyCellsMarkdown,
    CopyCellRules,
    Palette,
    ShowMatrix,
    ShowRules,
    ShowReference,
    ShowFindings,
    ShowPlan,
    GoBack,
    GoForward,
    NextPanel,
    PreviousPanel,
    CellsAutomatic,
    CellsPorts,
    CellsCounts,
    ShadeRules,
    ShadePorts,
    ShadeNeed,
    ShadeRisk,
    LargerCells,
    SmallerCells,
    UsualCells,
    ThemeSystem,
    ThemeDark,
    ThemeLight,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Shortcuts,
    About,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Menu {
    /// Its title.
    pub title: &'static str,
    /// Its commands in groups, with a line between two groups.
    pub groups: &'static [&'static [Command]],
}

/// What is open, as far as commands depend on it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CommandEnv {
    /// The label of the step that can be undone.
    pub undo: Option<String>,
    /// The label of the step that can be redone.
    pub redo: Option<String>,
    /// The position of the chosen zone.
    pub zone_idx: Option<usize>,
    /// How many zones there are.
    pub num_zones: usize,
    /// A pair is chosen.
    pub has_pair: bool,
    /// How many cells of the matrix are selected; none while it is not shown.
    pub num_cells: usize,
    /// The reference is shown, and has a page to go back to.
    pub can_go_back: bool,
    /// The reference is shown, and has a page to go forward to.
    pub can_go_forward: bool,
    /// A file dialog is open.
    pub is_asking_for_file: bool,
    /// An export is under way.
    pub is_exporting: bool,
    /// A folder of the user's is laid over the catalog, or was to be.
    pub has_catalog_folder: bool,
    /// A catalog is being read.
    pub is_reading_catalog: bool,
}

impl Command {
    /// Every command, in the order of the menus.
    pub const ALL: [Self; 53] = [
        Self::New,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::UseCatalogFolder,
        Self::ReloadCatalog,
        Self::UseBuiltInCatalog,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::AddZone,
        Self::RenameZone,
        Self::DuplicateZone,
        Self::RemoveZone,
        Self::MoveZoneUp,
        Self::MoveZoneDown,
        Self::PasteZones,
        Self::CopyTicks,
        Self::FindRole,
        Self::FilterMatrix,
        Self::CopyPorts,
        Self::CopyCells,
        Self::CopyCellsMarkdown,
        Self::CopyCellRules,
        Self::Palette,
        Self::ShowMatrix,
        Self::ShowRules,
        Self::ShowReference,
        Self::ShowFindings,
        Self::ShowPlan,
        Self::GoBack,
        Self::GoForward,
        Self::NextPanel,
        Self::PreviousPanel,
        Self::CellsAutomatic,
        Self::CellsPorts,
        Self::CellsCounts,
        Self::ShadeRules,
        Self::ShadePorts,
        Self::ShadeNeed,
        Self::ShadeRisk,
        Self::LargerCells,
        Self::SmallerCells,
        Self::UsualCells,
        Self::ThemeSystem,
        Self::ThemeDark,
        Self::ThemeLight,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Shortcuts,
        Self::About,
    ];

    /// The menus, left to right. Together they hold every command once.
    pub const MENUS: [Menu; 4] = [
        Menu {
            title: "File",
            groups: &[
                &[Self::New, Self::Open],
                &[Self::Save, Self::SaveAs],
                &[Self::Export],
                &[Self::UseCatalogFolder, Self::ReloadCatalog, Self::UseBuiltInCatalog],
                &[Self::Quit],
            ],
        },
        Menu {
            title: "Edit",
            groups: &[
                &[Self::Undo, Self::Redo],
                &[Self::AddZone, Self::RenameZone, Self::DuplicateZone, Self::RemoveZone],
                &[Self::MoveZoneUp, Self::MoveZoneDown],
                &[Self::PasteZones, Self::CopyTicks],
                &[Self::FindRole, Self::FilterMatrix],
                &[Self::CopyPorts, Self::CopyCells, Self::CopyCellsMarkdown, Self::CopyCellRules],
            ],
        },
        Menu {
            title: "View",
            groups: &[
                &[Self::Palette],
                &[Self::ShowMatrix, Self::ShowRules, Self::ShowReference, Self::ShowFindings, Self::ShowPlan],
                &[Self::GoBack, Self::GoForward],
                &[Self::NextPanel, Self::PreviousPanel],
                &[Self::CellsAutomatic, Self::CellsPorts, Self::CellsCounts],
                &[Self::ShadeRules, Self::ShadePorts, Self::ShadeNeed, Self::ShadeRisk],
                &[Self::LargerCells, Self::SmallerCells, Self::UsualCells],
                &[Self::ThemeSystem, Self::ThemeDark, Self::ThemeLight],
                &[Self::ZoomIn, Self::ZoomOut, Self::ZoomReset],
            ],
        },
        Menu { title: "Help", groups: &[&[Self::Shortcuts, Self::About]] },
    ];

    /// What menus call it. “…” where it asks for more.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "New from template…",
            Self::Open => "Open…",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::Export => "Export…",
            Self::UseCatalogFolder => "Use catalog folder…",
            Self::ReloadCatalog => "Reload catalog",
            Self::UseBuiltInCatalog => "Use only the built-in catalog",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::AddZone => "Add zone",
            Self::RenameZone => "Rename zone",
            Self::DuplicateZone => "Duplicate zone",
            Self::RemoveZone => "Remove zone",
            Self::MoveZoneUp => "Move zone up",
            Self::MoveZoneDown => "Move zone down",
            Self::PasteZones => "Paste zones…",
            Self::CopyTicks => "Copy ticks to other zones…",
            Self::FindRole => "Find role",
            Self::FilterMatrix => "Filter matrix",
            Self::CopyPorts => "Copy ports of the pair",
            Self::CopyCells => "Copy cells",
            Self::CopyCellsMarkdown => "Copy cells as Markdown",
            Self::CopyCellRules => "Copy rules of the cells",
            Self::Palette => "Search or command…",
            Self::ShowMatrix => "Matrix",
            Self::ShowRules => "Rules",
            Self::ShowReference => "Reference",
            Self::ShowFindings => "Findings",
            Self::GoBack => "Back",
            Self::GoForward => "Forward",
            Self::ShowPlan => "Plan",
            Self::NextPanel => "Next panel",
            Self::PreviousPanel => "Previous panel",
            Self::CellsAutomatic => "Cells: ports where they fit",
            Self::CellsPorts => "Cells: always ports",
            Self::CellsCounts => "Cells: always counts",
            Self::ShadeRules => "Shade: rules",
            Self::ShadePorts => "Shade: ports",
            Self::ShadeNeed => "Shade: need",
            Self::ShadeRisk => "Shade: risk",
            Self::LargerCells => "Larger cells",
            Self::SmallerCells => "Smaller cells",
            Self::UsualCells => "Usual cells",
            Self::ThemeSystem => "Theme: as the system",
            Self::ThemeDark => "Theme: dark",
            Self::ThemeLight => "Theme: light",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Actual size",
            Self::Shortcuts => "Keyboard shortcuts",
            Self::About => "About Portolan",
        }
    }

    /// What it does, in a sentence.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::New => "Start over with one of the plans that come with the program",
            Self::Open => "Open a plan file",
            Self::Save => "Write the plan to its file",
            Self::SaveAs => "Write the plan to another file",
            Self::Export => "Write the rules or the matrix for a change request",
            Self::UseCatalogFolder => "Lay a folder of your own over the catalog in the program",
            Self::ReloadCatalog => "Read your catalog folder again, after it was changed",
            Self::UseBuiltInCatalog => "Do without your catalog folder",
            Self::Quit => "Close the window",
            Self::Undo => "Take back the last change",
            Self::Redo => "Do again what was undone",
            Self::AddZone => "Add an empty zone after the chosen one",
            Self::RenameZone => "Type another name for the chosen zone",
            Self::DuplicateZone => "Add a copy of the chosen zone, without its addresses",
            Self::RemoveZone => "Remove the chosen zone and what speaks of it alone",
            Self::MoveZoneUp => "Put the chosen zone before the one above it",
            Self::MoveZoneDown => "Put the chosen zone after the one below it",
            Self::PasteZones => "Add zones and addresses from the lines of a spreadsheet",
            Self::CopyTicks => "Give other zones the OS versions and roles of the chosen one",
            Self::FindRole => "Search the roles of the chosen zone",
            Self::FilterMatrix => "Let only cells stand out that open a port, a role or a protocol",
            Self::CopyPorts => "Put the ports of the chosen pair on the clipboard",
            Self::CopyCells => "Put the selected cells on the clipboard, as a table for a spreadsheet",
            Self::CopyCellsMarkdown => "Put the selected cells on the clipboard, as a table in Markdown",
            Self::CopyCellRules => "Put the rules of the selected cells on the clipboard, one a row",
            Self::Palette => "Find a command, a zone or a role by its words",
            Self::ShowMatrix => "Show which zone must reach which",
            Self::ShowRules => "Show all rules in one table",
            Self::ShowReference => "Show what the catalog says, whatever the plan",
            Self::GoBack => "Go back to the page of the reference before",
            Self::GoForward => "Go on to the page of the reference that was gone back from",
            Self::ShowFindings => "Show what is odd about the plan",
            Self::ShowPlan => "Show what holds for the whole plan",
            Self::NextPanel => "Go on to the next part of the window",
            Self::PreviousPanel => "Go back to the part of the window before",
            Self::CellsAutomatic => "Write ports into the cells as long as there is room",
            Self::CellsPorts => "Write ports into the cells, and scroll",
            Self::CellsCounts => "Write counts into the cells",
            Self::ShadeRules => "Color cells by how many rules they need",
            Self::ShadePorts => "Color cells by how many ports they open",
            Self::ShadeNeed => "Color cells by how many of their rules are required",
            Self::ShadeRisk => "Color cells by how many reasons there are to look twice at them",
            Self::LargerCells => "Make the cells of the matrix larger",
            Self::SmallerCells => "Make the cells of the matrix smaller",
            Self::UsualCells => "Make the cells of the matrix as large as there is room for",
            Self::ThemeSystem => "Be dark or light as the system is",
            Self::ThemeDark => "Be dark",
            Self::ThemeLight => "Be light",
            Self::ZoomIn => "Make everything larger",
            Self::ZoomOut => "Make everything smaller",
            Self::ZoomReset => "Make everything as large as it was meant",
            Self::Shortcuts => "List every command with its keys",
            Self::About => "Say what this program is and whose word it takes",
        }
    }

    /// The keys that call it, the one to show first.
    #[must_use]
    pub fn shortcuts(self, os: OperatingSystem) -> Vec<KeyboardShortcut> {
        const CTRL: Modifiers = Modifiers::COMMAND;
        const NONE: Modifiers = Modifiers::NONE;
        const ALT: Modifiers = Modifiers::ALT;
        let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let is_mac = matches!(os, OperatingSystem::Mac | OperatingSystem::IOS);
        let keys: Vec<(Modifiers, Key)> = match self {
            Self::New => vec![(CTRL, Key::N)],
            Self::Open => vec![(CTRL, Key::O)],
            Self::Save => vec![(CTRL, Key::S)],
            Self::SaveAs => vec![(ctrl_shift, Key::S)],
            Self::Export => vec![(CTRL, Key::E)],
            Self::ReloadCatalog => vec![(NONE, Key::F5)],
            Self::Quit => vec![(CTRL, Key::Q)],
            Self::Undo => vec![(CTRL, Key::Z)],
            // Both are at home somewhere; a Mac knows the first alone.
            Self::Redo if is_mac => vec![(ctrl_shift, Key::Z)],
            Self::Redo => vec![(ctrl_shift, Key::Z), (CTRL, Key::Y)],
            Self::AddZone => vec![(ctrl_shift, Key::N)],
            Self::RenameZone => vec![(NONE, Key::F2)],
            Self::DuplicateZone => vec![(CTRL, Key::D)],
            Self::RemoveZone => vec![(NONE, Key::Delete)],
            Self::MoveZoneUp => vec![(ALT, Key::ArrowUp)],
            Self::MoveZoneDown => vec![(ALT, Key::ArrowDown)],
            Self::PasteZones => vec![(CTRL, Key::V)],
            Self::CopyTicks => vec![(ctrl_shift, Key::D)],
            Self::FindRole => vec![(CTRL, Key::F)],
            Self::FilterMatrix => vec![(ctrl_shift, Key::F)],
            Self::CopyPorts => vec![(ctrl_shift, Key::C)],
            Self::CopyCells => vec![(CTRL, Key::C)],
            Self::Palette => vec![(CTRL, Key::K)],
            Self::ShowMatrix => vec![(CTRL, Key::Num1)],
            Self::ShowRules => vec![(CTRL, Key::Num2)],
            Self::ShowReference => vec![(CTRL, Key::Num3)],
            Self::ShowFindings => vec![(CTRL, Key::Num4)],
            Self::ShowPlan => vec![(CTRL, Key::Num5)],
            // There, Option and an arrow belong to texts.
            Self::GoBack if is_mac => vec![(CTRL, Key::OpenBracket)],
            Self::GoForward if is_mac => vec![(CTRL, Key::CloseBracket)],
            Self::GoBack => vec![(ALT, Key::ArrowLeft)],
            Self::GoForward => vec![(ALT, Key::ArrowRight)],
            Self::NextPanel => vec![(NONE, Key::F6)],
            Self::PreviousPanel => vec![(Modifiers::SHIFT, Key::F6)],
            Self::ZoomIn => vec![(CTRL, Key::Plus), (CTRL, Key::Equals)],
            Self::ZoomOut => vec![(CTRL, Key::Minus)],
            Self::ZoomReset => vec![(CTRL, Key::Num0)],
            Self::Shortcuts => vec![(NONE, Key::F1)],
            Self::UseCatalogFolder
            | Self::UseBuiltInCatalog
            | Self::CellsAutomatic
            | Self::CellsPorts
            | Self::CellsCounts
            | Self::CopyCellsMarkdown
            | Self::CopyCellRules
            | Self::ShadeRules
            | Self::ShadePorts
            | Self::ShadeNeed
            | Self::ShadeRisk
            | Self::LargerCells
            | Self::SmallerCells
            | Self::UsualCells
            | Self::ThemeSystem
            | Self::ThemeDark
            | Self::ThemeLight
            | Self::About => Vec::new(),
        };
        keys.into_iter().map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)).collect()
    }

    /// Whether the keys belong to a text field while one has the focus.
    #[must_use]
    pub fn yields_to_text(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::RemoveZone
                | Self::MoveZoneUp
                | Self::MoveZoneDown
                | Self::PasteZones
                | Self::CopyCells
        )
    }

    /// Whether it can be done now; `Err` says why not.
    ///
    /// # Errors
    /// When something it needs is missing.
    pub fn is_enabled(self, env: &CommandEnv) -> Result<(), &'static str> {
        let needs = |is_there: bool, why: &'static str| if is_there { Ok(()) } else { Err(why) };
        let has_zone = env.zone_idx.is_some();
        match self {
            Self::Undo => needs(env.undo.is_some(), "Nothing to undo"),
            Self::Redo => needs(env.redo.is_some(), "Nothing to redo"),
            Self::RenameZone | Self::DuplicateZone | Self::RemoveZone | Self::FindRole => {
                needs(has_zone, "Choose a zone first")
            }
            Self::CopyTicks => {
                needs(has_zone, "Choose a zone first")?;
                needs(env.num_zones > 1, "There is no other zone")
            }
            Self::MoveZoneUp => {
                needs(has_zone, "Choose a zone first")?;
                needs(env.zone_idx != Some(0), "It is the first zone")
            }
            Self::MoveZoneDown => {
                needs(has_zone, "Choose a zone first")?;
                needs(env.zone_idx.is_some_and(|idx| idx + 1 < env.num_zones), "It is the last zone")
            }
            Self::GoBack => needs(env.can_go_back, "The reference has no page to go back to"),
            Self::GoForward => needs(env.can_go_forward, "The reference has no page to go forward to"),
            Self::CopyPorts => needs(env.has_pair, "Choose a cell of the matrix first"),
            Self::CopyCells | Self::CopyCellsMarkdown | Self::CopyCellRules => {
                needs(env.num_cells > 0, "Show the matrix and choose cells first")?;
                needs(env.num_cells <= MAX_CELLS, "Too many cells for the clipboard: export the matrix instead")
            }
            Self::Open | Self::SaveAs | Self::New | Self::Quit => {
                needs(!env.is_asking_for_file, "A file dialog is open")
            }
            Self::Export => {
                needs(!env.is_exporting, "An export is under way")?;
                needs(!env.is_asking_for_file, "A file dialog is open")
            }
            Self::UseCatalogFolder => {
                needs(!env.is_reading_catalog, "A catalog is being read")?;
                needs(!env.is_asking_for_file, "A file dialog is open")
            }
            Self::ReloadCatalog => {
                needs(env.has_catalog_folder, "No catalog folder is in use")?;
                needs(!env.is_reading_catalog, "A catalog is being read")
            }
            Self::UseBuiltInCatalog => needs(env.has_catalog_folder, "No catalog folder is in use"),
            _ => Ok(()),
        }
    }

    /// The command that colors cells by a shade.
    #[must_use]
    pub fn of_shade(shade: Shade) -> Self {
        match shade {
            Shade::Rules => Self::ShadeRules,
            Shade::Ports => Self::ShadePorts,
            Shade::Need => Self::ShadeNeed,
            Shade::Risk => Self::ShadeRisk,
        }
    }

    /// What a menu calls it now: with the step that it undoes or redoes.
    #[must_use]
    pub fn label_now(self, env: &CommandEnv) -> String {
        let step = match self {
            Self::Undo => env.undo.as_deref(),
            Self::Redo => env.redo.as_deref(),
            _ => None,
        };
        step.map_or_else(|| self.label().to_owned(), |step| format!("{} {}", self.label(), lower_first(step)))
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_menu() {
        let mut listed: Vec<_> =
            Command::MENUS.iter().flat_map(|menu| menu.groups).flat_map(|group| *group).copied().collect();
        assert_eq!(listed, Command::ALL, "menus hold the commands in the order of the list");
        listed.sort_unstable();
        listed.dedup();
        assert_eq!(listed.len(), Command::ALL.len());
    }

    #[test]
    fn texts_are_unique_and_in_style() {
        let mut seen = Vec::new();
        for command in Command::ALL {
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
        assert_eq!(Command::MoveZoneUp.is_enabled(&env), Err("It is the first zone"));
        assert_eq!(Command::MoveZoneDown.is_enabled(&env), Ok(()));
        assert_eq!(Command::RemoveZone.is_enabled(&CommandEnv::default()), Err("Choose a zone first"));
        assert_eq!(Command::Undo.label_now(&env), "Undo rename zone");
        assert_eq!(Command::Redo.label_now(&env), "Redo");
    }
}
