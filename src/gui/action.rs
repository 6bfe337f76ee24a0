//! What panels ask for. They queue actions and change nothing themselves; `apply` carries them out.

use std::ops::Range;
use std::path::PathBuf;

use super::commands::{Command, Panel};
use super::state::Tab;
use crate::document::{Joining, Selection};
use crate::export::{ExportAs, ExportOptions, Exporter, RowNotation};
use crate::finding::Finding;
use crate::plan::{Edit, RoleId, RoleSource, ZoneId};
use crate::profile::Profile;
use crate::view::{FlowDraft, MachinePlace, Proposal, RiskDraft, RoleDraft, RuleFilter, RuleOrder, Topic};

/// Something that the user asked for, to be carried out after the frame is drawn.
#[derive(Clone, Debug)]
pub enum Action {
    /// A command of the menus.
    Command(Command),
    /// A change of the plan.
    Edit(Edit),
    /// A tick of the tick table, or several. A toast would stand in the way of the next one, so only settings that go
    /// with a tick are worth it.
    Tick(Edit),
    /// Say this where it is said what the last edit did to the rules.
    SayEffect(String),
    /// A change of the plan with a notice of its own: “Copied ticks to 2 zones”.
    EditWithNotice {
        /// The change.
        edit: Edit,
        /// The notice when it was made.
        done: String,
    },
    /// Point at something.
    Select(Selection),
    /// Choose a zone beside those that are chosen.
    ChooseBeside {
        /// The zone.
        zone: ZoneId,
        /// Alone, or with those up to it.
        joining: Joining,
    },
    /// Show a tab.
    ShowTab(Tab),
    /// Lay the diagram out again, after that stopped without one.
    DrawAgain,
    /// Put the focus into a panel.
    Focus(Panel),
    /// Put a text on the clipboard, and say what it was.
    Copy {
        /// The text.
        text: String,
        /// What it is: “TCP ports”.
        what: String,
    },
    /// Put a rule of the chosen pair on the clipboard as a row, or all of them as a table.
    CopyRules {
        /// The rule's id; `None`: all.
        rule_id: Option<String>,
        /// What the rows look like.
        notation: RowNotation,
    },
    /// Put rows of the table of rules on the clipboard, with the columns that are shown.
    CopyRows {
        /// Their positions in the table that is shown.
        rows: Range<usize>,
        /// What they look like.
        notation: RowNotation,
    },
    /// Put a table whose first row are its headings on the clipboard.
    CopyTable {
        /// Its rows.
        rows: Vec<Vec<String>>,
        /// What it is: “12 findings”.
        what: String,
        /// What the rows look like.
        notation: RowNotation,
    },
    /// Ask with what reason a finding is accepted as a risk.
    OfferRisk {
        /// What it is about, and what was said of it.
        draft: RiskDraft,
        /// What takes the acceptance back; `None`: it is not accepted.
        withdrawal: Option<Edit>,
    },
    /// Ask what a role of the plan's own is like.
    OfferRole(RoleDraft),
    /// Ask which document stands behind a role of the plan's own, to move it into a catalog folder.
    OfferMove(RoleId),
    /// Ask for the folder that a role of the plan's own goes into, with those that go with it.
    MoveRole {
        /// The role.
        role: RoleId,
        /// The document that it rests on from now on.
        source: RoleSource,
    },
    /// Ask for a flow that the plan is to add.
    OfferFlow(FlowDraft),
    /// Show what this would do to the plan, before it is done.
    LookAhead(Proposal),
    /// Find out what this would do, for the dialog that shows it.
    TryOut(Proposal),
    /// Show a page of the reference.
    OpenReference(Topic),
    /// Show what this list of zones would do.
    PasteZones(String),
    /// Show what a list of machines would do, which may be empty; of lines that don't say where they stand, there.
    PasteMachines {
        /// Where.
        place: MachinePlace,
        /// The list.
        text: String,
    },
    /// Put the machines of zones, by position, on the clipboard.
    CopyMachines(Vec<usize>),
    /// Put this block of a spreadsheet into the tick table, or show what it would do as a list of zones.
    PasteTicks(String),
    /// Start with a template, by its name, or with an empty plan.
    StartWith(Option<String>),
    /// Take this file or folder that was dropped on the window.
    Dropped(PathBuf),
    /// Open a recent plan, or forget it when its file is gone.
    OpenRecent(PathBuf),
    /// Ask for a file to export to.
    Export {
        /// What it looks like.
        format: &'static Exporter,
        /// What it leaves out.
        options: ExportOptions,
    },
    /// Show how a form of the user's is filled, to change it.
    ChangeForm(Box<Profile>),
    /// Make the first rows that a form would have, for the dialog that shows it.
    PreviewForm(Box<Profile>),
    /// Keep a profile among those of the user, in the place of the one with its id.
    KeepProfile(Box<Profile>),
    /// Remove a profile of the user's.
    RemoveProfile(Box<Profile>),
    /// Ask how much of the plan a form is filled with, in the dialog of exports.
    ChooseForm(Box<Profile>),
    /// Ask for a file to fill a form into, or for a folder where the form has several files.
    ExportForm {
        /// How it is filled.
        profile: Box<Profile>,
        /// What it leaves out.
        options: ExportOptions,
    },
    /// Make the first rows of what would be exported and count them all, for the dialog that shows it.
    LookAtExport {
        /// What it looks like.
        what: ExportAs,
        /// What it leaves out.
        options: ExportOptions,
    },
    /// Stop counting what would be exported.
    StopCounting,
    /// Show the findings that have these words.
    ShowFindings(String),
    /// Ask for a file to write these findings to, as a CSV.
    ExportFindings(Vec<Finding>),
    /// Stop the export that is under way.
    CancelExport,
    /// Stop waiting for the save that is under way.
    GiveUpSave,
    /// Stop reading the catalog.
    CancelCatalog,
    /// Show the rules that words ask for, in the language of filters.
    ShowRulesWith {
        /// The words.
        words: String,
        /// The notice that says what was done.
        done: String,
    },
    /// Show these rules in the table.
    FilterRules(RuleFilter),
    /// Show the rules of the table in this order.
    SortRules(RuleOrder),
    /// Go on after a question of the program.
    Answer(ModalAnswer),
    /// Close the dialog that is open, or stop waiting for the one of the system.
    CloseDialog,
    /// A path was typed because the system has no file dialog.
    PathTyped {
        /// The path.
        path: PathBuf,
        /// The user knows that a file is there and will be written over.
        is_overwrite: bool,
    },
    /// Take a notification away, by its number.
    Dismiss(u64),
    /// Take away a toast, by its number.
    DismissToast(u64),
    /// Take back what was done last, if the plan is still in the state after it.
    TakeBack {
        /// The state after it.
        revision: u64,
    },
    /// Open the settings of a placement of the chosen zone, by its position.
    ShowPlacement(usize),
}

/// The answer to a question of the program.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ModalAnswer {
    /// Save first, then go on.
    SaveFirst,
    /// Go on without saving.
    Discard,
    /// Save, and let the comments go.
    GiveUpComments,
    /// Write over the file that is there.
    Overwrite,
    /// Read the file again that another program changed.
    Reload,
    /// Go on without waiting until the plan is saved.
    DoNotWait,
    /// Go on with unsaved work that was found.
    Restore,
    /// Remove unsaved work that was found.
    DiscardFound,
}
