//! What is open, as far as commands depend on it, and the conditions that the table of commands names.

/// The most cells that are copied at once.
const MAX_CELLS: usize = 2_500;

/// What is open, as far as commands depend on it.
#[expect(clippy::struct_excessive_bools, reason = "each is independent of the others")]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CommandEnv {
    /// The label of the step that can be undone.
    pub undo: Option<String>,
    /// The label of the step that can be redone.
    pub redo: Option<String>,
    /// The position of the chosen zone.
    pub zone_idx: Option<usize>,
    /// The positions of all chosen zones, in plan order.
    pub zone_idxs: Vec<usize>,
    /// The row of the chosen zone in the list has the focus.
    pub is_zone_focused: bool,
    /// A cell of the matrix or of the tick table or the table of rules has the focus, or nothing has.
    pub is_grid_focused: bool,
    /// How many zones there are.
    pub num_zones: usize,
    /// Some zone has a role.
    pub has_roles: bool,
    /// A pair is chosen.
    pub has_pair: bool,
    /// How many cells of the matrix are selected; none while it is not shown.
    pub num_cells: usize,
    /// How many cells of the tick table are selected; none while it is not shown.
    pub num_ticks: usize,
    /// How many rows of the table of rules are chosen; none while it is not shown.
    pub num_rule_rows: usize,
    /// Some zone is in a group.
    pub has_groups: bool,
    /// Columns, rows or their headings were dragged to another size.
    pub has_dragged: bool,
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

type Condition = Result<(), &'static str>;

fn needs(is_there: bool, why: &'static str) -> Condition {
    if is_there { Ok(()) } else { Err(why) }
}

/// What commands need. Each says why a command can't be done now.
impl CommandEnv {
    #[expect(clippy::unnecessary_wraps, reason = "it stands in the table beside conditions that can fail")]
    pub(super) fn always(_: &Self) -> Condition {
        Ok(())
    }

    pub(super) fn can_undo(&self) -> Condition {
        needs(self.undo.is_some(), "Nothing to undo")
    }

    pub(super) fn can_redo(&self) -> Condition {
        needs(self.redo.is_some(), "Nothing to redo")
    }

    pub(super) fn has_zone(&self) -> Condition {
        needs(self.zone_idx.is_some(), "Choose a zone first")
    }

    pub(super) fn has_zone_before(&self) -> Condition {
        self.has_zone()?;
        let has_before = self.zone_idxs.iter().enumerate().any(|(place, &idx)| idx > place);
        needs(has_before, if self.has_several() { "They are the first zones" } else { "It is the first zone" })
    }

    pub(super) fn has_zone_after(&self) -> Condition {
        self.has_zone()?;
        let has_after = self.zone_idxs.iter().rev().enumerate().any(|(place, &idx)| idx + place + 1 < self.num_zones);
        needs(has_after, if self.has_several() { "They are the last zones" } else { "It is the last zone" })
    }

    pub(super) fn has_single_zone(&self) -> Condition {
        self.has_zone()?;
        needs(!self.has_several(), "Several zones are chosen: choose one")
    }

    /// Several zones are chosen.
    pub(super) fn has_several(&self) -> bool {
        self.zone_idxs.len() > 1
    }

    pub(super) fn has_other_zone(&self) -> Condition {
        self.has_zone()?;
        needs(self.num_zones > 1, "There is no other zone")
    }

    pub(super) fn has_roles(&self) -> Condition {
        needs(self.has_roles, "No zone has a role that machines could have")
    }

    pub(super) fn has_pair(&self) -> Condition {
        needs(self.has_pair, "Choose a cell of the matrix first")
    }

    pub(super) fn has_groups(&self) -> Condition {
        needs(self.has_groups, "No zone is in a group: name one in the editor of a zone")
    }

    pub(super) fn has_dragged(&self) -> Condition {
        needs(self.has_dragged, "Nothing was dragged in the matrix or the tick table")
    }

    pub(super) fn has_block(&self) -> Condition {
        let num_chosen = self.num_cells + self.num_ticks + self.num_rule_rows;
        needs(num_chosen > 0, "Show the tick table, the matrix or the rules and choose some first")?;
        needs(self.num_cells <= MAX_CELLS, "Too many cells for the clipboard: export the matrix instead")
    }

    pub(super) fn has_cells(&self) -> Condition {
        needs(self.num_cells > 0, "Show the matrix and choose cells first")?;
        needs(self.num_cells <= MAX_CELLS, "Too many cells for the clipboard: export the matrix instead")
    }

    pub(super) fn can_go_back(&self) -> Condition {
        needs(self.can_go_back, "The reference has no page to go back to")
    }

    pub(super) fn can_go_forward(&self) -> Condition {
        needs(self.can_go_forward, "The reference has no page to go forward to")
    }

    pub(super) fn can_export(&self) -> Condition {
        needs(!self.is_exporting, "An export is under way")
    }

    pub(super) fn can_read_catalog(&self) -> Condition {
        needs(!self.is_reading_catalog, "A catalog is being read")
    }

    pub(super) fn has_catalog_folder(&self) -> Condition {
        needs(self.has_catalog_folder, "No catalog folder is in use")
    }

    pub(super) fn can_reload_catalog(&self) -> Condition {
        self.has_catalog_folder()?;
        self.can_read_catalog()
    }
}
