//! Shows what goes into the columns of a form of the user's, lets it be changed with the first rows in sight, and keeps
//! it.

use egui::{Button, Label, RichText, Ui};

use super::form_columns::{FormColumns, blank_columns};
use super::form_notation::{notation_summary, notation_ui};
use super::form_preview::preview_ui;
use super::shell::{Fields, cancel_ui, firm_dialog_ui, focus_first};
use crate::export::FormPreview;
use crate::files::profiles;
use crate::finding::excerpt;
use crate::form::{Form, HeaderWords, draft, id_of, lacks, propose};
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::widgets::{Level, group_heading, problem, section_ui, select_all, weak};
use crate::profile::{self, Field, Profile};
use crate::view::counted;

/// Width of the names of fields.
const NAME_WIDTH: f32 = 48.0;
const FIELDS: Fields = Fields { dialog: "own-form", name_width: NAME_WIDTH };
/// The longest name.
const MAX_NAME: usize = 80;

/// How a form is filled, as it is chosen so far.
#[derive(Debug)]
pub(crate) struct OwnFormDialog {
    profile: Profile,
    /// What is to be known of how the form was read.
    remarks: Vec<String>,
    /// The first thing that stood below each header.
    examples: Vec<String>,
    /// The lines above the header, also while they are not to be written.
    before: Vec<Vec<Field>>,
    /// It is kept already: its id stays, whatever its name becomes.
    is_kept: bool,
    columns: FormColumns,
    shows_notation: bool,
    /// Why it could not be kept.
    failure: String,
    /// It comes up in this frame.
    is_new: bool,
    /// The first rows, or why there are none; `None` while they are made.
    preview: Option<Result<Vec<FormPreview>, String>>,
    /// What they were asked for with.
    previewed: Option<Profile>,
}

impl OwnFormDialog {
    /// Begins with what a form that was read asks for.
    #[must_use]
    pub(in crate::gui) fn load(form: &Form, name: &str) -> Self {
        let profile = draft(form, &propose(form, HeaderWords::embedded()), name);
        let example = |idx| form.examples_of(idx).next().unwrap_or_default().to_owned();
        let examples = (0..form.columns.len()).map(example).collect();
        Self { remarks: form.remarks(), examples, is_kept: false, ..Self::change(profile) }
    }

    /// Begins with a form that is kept.
    #[must_use]
    pub(in crate::gui) fn change(profile: Profile) -> Self {
        Self {
            columns: FormColumns::new(&profile),
            remarks: Vec::new(),
            examples: Vec::new(),
            before: profile.files.first().map(|file| file.before.clone()).unwrap_or_default(),
            is_kept: true,
            profile,
            shows_notation: false,
            failure: String::new(),
            is_new: true,
            preview: None,
            previewed: None,
        }
    }

    /// Takes the first rows that were asked for last.
    pub(in crate::gui) fn take_preview(&mut self, rows: Result<Vec<FormPreview>, String>) {
        self.preview = Some(rows);
    }

    /// Says why it could not be kept.
    pub(in crate::gui) fn take_failure(&mut self, failure: String) {
        self.failure = failure;
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let title = if self.is_kept { "Change the form" } else { "Load my form" };
        firm_dialog_ui(ui, cx, ("own-form", title), 960.0, |ui, cx| {
            self.name_ui(ui);
            self.remarks.iter().for_each(|remark| drop(weak(ui, remark)));
            self.blank_ui(ui);
            for text in lacks(&self.profile) {
                ui.add(Label::new(RichText::new(format!("⚠ {text}")).size(SMALL)).wrap());
            }
            ui.add_space(STEP);
            self.columns.ui(ui, &mut self.profile, &self.examples);
            ui.add_space(2.0 * STEP);
            let summary = notation_summary(&self.profile);
            section_ui(ui, Level::Section, ("Notation", &summary), &mut self.shows_notation, |ui| {
                notation_ui(ui, &mut self.profile, &self.before);
            });
            ui.add_space(STEP);
            self.preview_ui(ui, cx);
            ui.add_space(2.0 * STEP);
            self.buttons_ui(ui, cx);
        });
    }

    fn name_ui(&mut self, ui: &mut Ui) {
        let name = FIELDS.ui(ui, "Name", &mut self.profile.name, "What the form is called");
        focus_first(ui, &name);
        if std::mem::take(&mut self.is_new) {
            select_all(ui, name.id, &self.profile.name);
        }
        if name.changed() && !self.is_kept {
            self.profile.id = id_of(&self.profile.name);
            for file in &mut self.profile.files {
                file.name = format!("{}.csv", self.profile.id);
            }
        }
    }

    /// Says which columns stay blank.
    fn blank_ui(&self, ui: &mut Ui) {
        let columns = self.profile.files.first().map(|file| file.columns.as_slice()).unwrap_or_default();
        let blank = blank_columns(columns).map(|idx| match columns[idx].header.as_str() {
            "" => format!("column {}", Form::letter(idx)),
            header => format!("“{}”", excerpt(header)),
        });
        let blank: Vec<String> = blank.collect();
        if blank.is_empty() {
            weak(ui, &format!("Each of {} is filled", counted(columns.len(), "column", "columns")));
        } else {
            let number = format!("{} of {}", blank.len(), counted(columns.len(), "column", "columns"));
            let verb = if blank.len() == 1 { "stays" } else { "stay" };
            let most = blank[..blank.len().min(8)].join(", ");
            let more = if blank.len() > 8 { ", …" } else { "" };
            weak(ui, &format!("{number} {verb} blank: {most}{more}"));
        }
    }

    /// Shows the first rows, and asks for them anew when something was changed.
    fn preview_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        if self.previewed.as_ref() != Some(&self.profile) {
            self.previewed = Some(self.profile.clone());
            cx.act(Action::PreviewForm(Box::new(self.profile.clone())));
        }
        group_heading(ui, "First rows of this plan");
        match &self.preview {
            None => drop(weak(ui, "Making the first rows…")),
            Some(Err(text)) => problem(ui, text),
            Some(Ok(files)) => files.iter().for_each(|file| preview_ui(ui, file)),
        }
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let trouble = self.trouble(cx.own_profiles);
        if let Some(text) = &trouble {
            problem(ui, text);
        } else if !self.failure.is_empty() {
            problem(ui, &self.failure);
        } else {
            weak(ui, &format!("Kept for every plan; on the command line: --profile {}", self.profile.id));
        }
        ui.horizontal(|ui| {
            let keep =
                ui.add_enabled(trouble.is_none(), Button::new(if self.is_kept { "Keep changes" } else { "Keep" }));
            if keep.clicked() {
                self.failure.clear();
                let name = self.profile.name.trim().to_owned();
                cx.act(Action::KeepProfile(Box::new(Profile { name, ..self.profile.clone() })));
            }
            cancel_ui(ui, cx);
        });
    }

    /// Why it can't be kept.
    fn trouble(&self, own: &[Profile]) -> Option<String> {
        let Profile { id, name, .. } = &self.profile;
        if name.trim().is_empty() {
            return Some("Type what the form is called".to_owned());
        }
        if name.chars().count() > MAX_NAME {
            return Some(format!("The name is longer than {MAX_NAME} characters: choose a shorter one"));
        }
        if !self.is_kept {
            if profiles::is_of_program(id) {
                return Some(format!("The program has a form “{id}” itself: choose another name"));
            }
            if let Some(other) = own.iter().find(|other| other.id == *id) {
                return Some(format!(
                    "You keep a form “{}” already: choose another name, or change that one",
                    other.name
                ));
            }
        }
        profile::write(&self.profile).err().map(|err| err.message)
    }
}
