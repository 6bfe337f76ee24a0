//! Whether a command can be done now, and what it is called now. Both are told from plain facts about what is open.

use super::command::Command;
use crate::view::lower_first;

/// The most cells that are copied at once.
const MAX_CELLS: usize = 2_500;

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
    /// The row of the chosen zone in the list has the focus.
    pub is_zone_focused: bool,
    /// A cell of the matrix has the focus, or nothing has.
    pub is_matrix_focused: bool,
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
    /// An export is under way.
    pub is_exporting: bool,
    /// A folder of the user's is laid over the catalog, or was to be.
    pub has_catalog_folder: bool,
    /// A catalog is being read.
    pub is_reading_catalog: bool,
}

impl Command {
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
            Self::Export => needs(!env.is_exporting, "An export is under way"),
            Self::UseCatalogFolder => needs(!env.is_reading_catalog, "A catalog is being read"),
            Self::ReloadCatalog => {
                needs(env.has_catalog_folder, "No catalog folder is in use")?;
                needs(!env.is_reading_catalog, "A catalog is being read")
            }
            Self::UseBuiltInCatalog => needs(env.has_catalog_folder, "No catalog folder is in use"),
            Self::New
            | Self::Open
            | Self::Save
            | Self::SaveAs
            | Self::Quit
            | Self::AddZone
            | Self::PasteZones
            | Self::FilterMatrix
            | Self::Palette
            | Self::ShowMatrix
            | Self::ShowRules
            | Self::ShowReference
            | Self::ShowFindings
            | Self::ShowPlan
            | Self::NextPanel
            | Self::PreviousPanel
            | Self::CellsAutomatic
            | Self::CellsPorts
            | Self::CellsCounts
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
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Shortcuts
            | Self::About => Ok(()),
        }
    }

    /// What a menu calls it now: with the step that it undoes or redoes.
    #[must_use]
    pub fn label_now(self, env: &CommandEnv) -> String {
        let undo = env.undo.as_deref().filter(|_| self == Self::Undo);
        let step = undo.or(env.redo.as_deref().filter(|_| self == Self::Redo));
        step.map_or_else(|| self.label().to_owned(), |step| format!("{} {}", self.label(), lower_first(step)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
