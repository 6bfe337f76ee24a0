//! A text field that keeps what is typed to itself until Enter or the loss of focus; Escape takes it back.

use egui::{Id, Key, TextEdit, TextStyle, Ui};

use super::{labelled_row, problem, select_all, text_field};

/// What is being typed, by field. Panels keep it; nothing of it is saved.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    fields: Vec<(Id, String)>,
}

impl Drafts {
    /// Forgets everything that is being typed.
    pub(crate) fn clear(&mut self) {
        self.fields.clear();
    }

    fn get_mut(&mut self, id: Id) -> Option<&mut String> {
        self.fields.iter_mut().find(|(field, _)| *field == id).map(|(_, text)| text)
    }

    fn start(&mut self, id: Id, text: &str) {
        if self.get_mut(id).is_none() {
            self.fields.push((id, text.to_owned()));
        }
    }

    fn end(&mut self, id: Id) {
        self.fields.retain(|(field, _)| *field != id);
    }
}

/// Says what is wrong with a text.
type Check = dyn Fn(&str) -> Vec<String>;

/// A field and what it holds.
pub(crate) struct DraftField<'a> {
    id: Id,
    name: &'a str,
    name_width: f32,
    value: &'a str,
    hint: &'a str,
    rows: usize,
    is_monospace: bool,
    check: Option<&'a Check>,
    refuses: bool,
    focus: bool,
}

/// What became of a field in this frame.
#[derive(Debug, Default)]
pub(crate) struct FieldAnswer {
    /// The text, when the user is done with it and it is another one.
    pub committed: Option<String>,
    /// Enter or Escape was pressed.
    pub is_done: bool,
}

impl<'a> DraftField<'a> {
    /// A field of one line that shows `value` until somebody types. Its name stands at the left, in a column of this
    /// width.
    #[must_use]
    pub(crate) fn new(id: Id, (name, name_width): (&'a str, f32), value: &'a str) -> Self {
        let (hint, rows, is_monospace, check, refuses, focus) = ("", 1, false, None, false, false);
        Self { id, name, name_width, value, hint, rows, is_monospace, check, refuses, focus }
    }

    /// What stands in it while it is empty.
    #[must_use]
    pub(crate) fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Makes it several lines high.
    #[must_use]
    pub(crate) fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Writes in the font of ports and addresses.
    #[must_use]
    pub(crate) fn monospace(mut self) -> Self {
        self.is_monospace = true;
        self
    }

    /// Says below the field what is wrong with the text, as it is typed. The text is committed all the same.
    #[must_use]
    pub(crate) fn warns(mut self, check: &'a Check) -> Self {
        self.check = Some(check);
        self
    }

    /// Says what is wrong, and commits nothing that is wrong.
    #[must_use]
    pub(crate) fn refuses(mut self, check: &'a Check) -> Self {
        self.refuses = true;
        self.warns(check)
    }

    /// Gives it the focus, with all its text selected.
    #[must_use]
    pub(crate) fn focused(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    /// Shows the field with its name over the width that is there.
    pub(crate) fn ui(self, ui: &mut Ui, drafts: &mut Drafts) -> FieldAnswer {
        labelled_row(ui, self.name, self.name_width, |ui, label| {
            ui.vertical(|ui| self.field_ui(ui, label, drafts)).inner
        })
    }

    fn field_ui(self, ui: &mut Ui, label: Id, drafts: &mut Drafts) -> FieldAnswer {
        let mut shown = drafts.get_mut(self.id).cloned().unwrap_or_else(|| self.value.to_owned());
        let style = if self.is_monospace { TextStyle::Monospace } else { TextStyle::Body };
        let edit = if self.rows > 1 { TextEdit::multiline(&mut shown) } else { TextEdit::singleline(&mut shown) };
        let edit = edit.id(self.id).desired_rows(self.rows).desired_width(f32::INFINITY).font(style);
        let response = text_field(ui, edit.hint_text(self.hint)).labelled_by(label);
        if self.focus {
            response.request_focus();
            select_all(ui, self.id, &shown);
        }
        if response.changed() {
            drafts.start(self.id, self.value);
            if let Some(draft) = drafts.get_mut(self.id) {
                draft.clone_from(&shown);
            }
        }
        let problems = self.check.map_or_else(Vec::new, |check| check(&shown));
        for text in &problems {
            problem(ui, text);
        }
        let mut res = FieldAnswer::default();
        if !response.lost_focus() {
            return res;
        }
        let (is_entered, is_escaped) =
            ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        res.is_done = is_entered || is_escaped;
        let is_refused = self.refuses && !problems.is_empty();
        // The focus stays where it is until there is nothing left to take back.
        if is_entered || (is_escaped && shown != self.value) {
            response.request_focus();
        }
        if is_escaped || !is_refused {
            drafts.end(self.id);
        }
        if !is_escaped && !is_refused {
            res.committed = (shown != self.value).then_some(shown);
        }
        res
    }
}
