//! What commands are called, and what they do in a sentence.

use super::command::Command;

impl Command {
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
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
