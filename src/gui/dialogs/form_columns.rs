//! The columns of a form, and the fields that one of them can hold: chosen by pointer or by typing their words.

use egui::{Id, Key, Modifiers, Response, Role, ScrollArea, Sense, TextEdit, Ui};

use crate::form::{Form, choose_notes};
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::widgets::{
    Arrows, Icon, Move, Piece, Row, RowState, group_heading, hold_arrows, labelled_row, moved, search_field, take_move,
    take_row_move, text_field, truncated, weak,
};
use crate::profile::{Column, Field, FieldOf, Profile};

/// How many rows of columns, and of fields, are in sight.
const ROWS: f32 = 8.0;
/// Where the field of a column begins, and the width of its letter.
const FIELD_LEFT: f32 = 58.0 * STEP;
const LETTER: f32 = 8.0 * STEP;

/// Which column is being mapped, and what is typed to find its field.
#[derive(Debug, Default)]
pub(super) struct FormColumns {
    /// The chosen column.
    column: usize,
    search: String,
    /// Which of the fields that are found Enter takes.
    cursor: usize,
    /// The chosen row of either list is to be in sight.
    follows: bool,
    /// The column that a text is being typed for, though it is blank yet.
    typing_for: Option<usize>,
}

/// What a column can hold, as it is chosen.
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Blank,
    Text,
    Field(Field),
}

impl Choice {
    fn all() -> impl Iterator<Item = Self> {
        let fields = Field::CHOICES.iter().filter(|field| !matches!(field, Field::Text(_)));
        [Self::Blank, Self::Text].into_iter().chain(fields.cloned().map(Self::Field))
    }

    fn of(field: &Field) -> Self {
        match field {
            Field::Text(text) if text.is_empty() => Self::Blank,
            Field::Text(_) => Self::Text,
            field => Self::Field(field.clone()),
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Blank => "Leave blank".to_owned(),
            Self::Text => "Fixed text".to_owned(),
            Self::Field(field) => field.label(),
        }
    }

    /// What is said beside it.
    fn note(&self) -> &'static str {
        match self {
            Self::Blank => "",
            Self::Text => "the same in every row",
            Self::Field(field) => match field.of() {
                FieldOf::Request => "of the request",
                FieldOf::Rule | FieldOf::Row | FieldOf::Service | FieldOf::Object => "",
            },
        }
    }
}

/// What stands in a column: “Source zone”, “stays blank”, “always “yes””.
fn holds(column: &Column) -> String {
    match &column.field {
        Field::Text(text) if text.is_empty() => "stays blank".to_owned(),
        Field::Text(text) => format!("always “{text}”"),
        field => field.label(),
    }
}

/// How many columns stay blank.
pub(super) fn blank_columns(columns: &[Column]) -> impl Iterator<Item = usize> {
    columns.iter().enumerate().filter(|(_, column)| Choice::of(&column.field) == Choice::Blank).map(|(idx, _)| idx)
}

impl FormColumns {
    /// Begins with the first column that nothing is known for.
    pub(super) fn new(profile: &Profile) -> Self {
        let mut res = Self::default();
        res.choose(columns(profile).and_then(|columns| blank_columns(columns).next()).unwrap_or_default(), profile);
        res
    }

    /// Shows the columns at the left and the fields at the right. `examples` are what stood below each header.
    pub(super) fn ui(&mut self, ui: &mut Ui, profile: &mut Profile, examples: &[String]) {
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(0.58 * width);
                group_heading(ui, "Columns");
                self.columns_ui(ui, profile);
            });
            ui.add_space(2.0 * STEP);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                self.fields_ui(ui, profile, examples);
            });
        });
        self.follows = false;
    }

    fn columns_ui(&mut self, ui: &mut Ui, profile: &Profile) {
        let Some(columns) = columns(profile) else { return };
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        let mut has_focus = false;
        list_area("form-columns").show(ui, |ui| {
            for (idx, column) in columns.iter().enumerate() {
                let is_chosen = idx == self.column;
                let response = column_ui(ui, idx, column, is_chosen);
                if is_chosen {
                    has_focus = response.has_focus();
                    if self.follows {
                        response.scroll_to_me(None);
                    }
                }
                if response.clicked() {
                    response.request_focus();
                    clicked = Some(idx);
                }
            }
        });
        ui.spacing_mut().item_spacing.y = STEP;
        let id = column_id(self.column);
        let step = if has_focus { take_move(ui) } else { None };
        if has_focus {
            hold_arrows(ui, id, Arrows::Vertical);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some rows")]
        let stepped = step.map(|step| moved(self.column, step, columns.len(), ROWS as usize));
        if let Some(idx) = stepped {
            ui.memory_mut(|memory| memory.request_focus(column_id(idx)));
        }
        if let Some(idx) = clicked.or(stepped) {
            self.choose(idx, profile);
        }
    }

    fn choose(&mut self, column: usize, profile: &Profile) {
        self.column = column;
        self.search.clear();
        self.follows = true;
        let chosen = columns(profile).and_then(|columns| columns.get(column)).map(|column| Choice::of(&column.field));
        self.cursor = Choice::all().position(|choice| Some(choice) == chosen).unwrap_or_default();
    }

    fn fields_ui(&mut self, ui: &mut Ui, profile: &mut Profile, examples: &[String]) {
        let Some(column) = columns(profile).and_then(|columns| columns.get(self.column)) else { return };
        let of = if column.header.is_empty() { Form::letter(self.column) } else { column.header.replace('\n', " ") };
        group_heading(ui, &format!("What goes into “{of}”"));
        let step = take_row_move_of(ui, search_id());
        let field = search_field(ui, search_id(), "Search fields", f32::INFINITY, &mut self.search);
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_found = |choice: &Choice| {
            let label = choice.label().to_lowercase();
            self.search.to_lowercase().split_whitespace().all(|word| label.contains(word))
        };
        let found: Vec<Choice> = Choice::all().filter(is_found).collect();
        if field.changed() {
            self.cursor = 0;
            self.follows = true;
        }
        if let Some(step) = step {
            self.cursor = moved(self.cursor, step, found.len(), 5);
            self.follows = true;
        }
        self.cursor = self.cursor.min(found.len().saturating_sub(1));
        if found.is_empty() {
            weak(ui, "No field has these words");
        }
        let now = Choice::of(&column.field);
        let is_typing = self.typing_for == Some(self.column) && now == Choice::Blank;
        let now = if is_typing { Choice::Text } else { now };
        let clicked = self.found_ui(ui, &found, &now);
        if is_entered {
            field.request_focus();
        }
        if let Some(choice) = clicked.clone().or_else(|| found.get(self.cursor).filter(|_| is_entered).cloned()) {
            self.put(choice, profile);
            if is_entered && now != Choice::Text {
                self.go_on(profile);
            }
        }
        self.text_ui(ui, profile, &now);
        if let Some(example) = examples.get(self.column).filter(|example| !example.is_empty()) {
            let example = example.replace('\n', " ");
            truncated(ui, format!("In the form: {example}"));
        }
    }

    /// Shows the fields that are found, and returns the one that was clicked.
    fn found_ui(&self, ui: &mut Ui, found: &[Choice], now: &Choice) -> Option<Choice> {
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        list_area("form-fields").show(ui, |ui| {
            for (idx, choice) in found.iter().enumerate() {
                let is_cursor = idx == self.cursor;
                let response = choice_ui(ui, idx, choice, (is_cursor, choice == now));
                if is_cursor {
                    let row = response.id.accesskit_id();
                    ui.ctx().accesskit_node_builder(search_id(), |node| node.set_active_descendant(row));
                    if self.follows {
                        response.scroll_to_me(None);
                    }
                }
                if response.clicked() {
                    clicked = Some(choice.clone());
                }
            }
        });
        ui.spacing_mut().item_spacing.y = STEP;
        clicked
    }

    /// A field for the text that stands in every row.
    fn text_ui(&mut self, ui: &mut Ui, profile: &mut Profile, now: &Choice) {
        if *now != Choice::Text {
            return;
        }
        let chosen = self.column;
        let Some(Column { field: Field::Text(text), .. }) =
            profile.files.first_mut().and_then(|file| file.columns.get_mut(chosen))
        else {
            return;
        };
        labelled_row(ui, "Text", 10.0 * STEP, |ui, label| {
            let edit = TextEdit::singleline(text).id(Id::unique("form-text")).desired_width(f32::INFINITY);
            text_field(ui, edit).labelled_by(label)
        });
    }

    fn put(&mut self, choice: Choice, profile: &mut Profile) {
        self.typing_for = (choice == Choice::Text).then_some(self.column);
        let chosen = self.column;
        if let Some(column) = profile.files.first_mut().and_then(|file| file.columns.get_mut(chosen)) {
            column.field = match (choice, &column.field) {
                (Choice::Text, Field::Text(text)) => Field::Text(text.clone()),
                (Choice::Blank | Choice::Text, _) => Field::Text(String::new()),
                (Choice::Field(field), _) => field,
            };
        }
        choose_notes(profile);
    }

    /// Goes on to the next column that stays blank, if there is one behind it.
    fn go_on(&mut self, profile: &Profile) {
        let next = columns(profile).and_then(|columns| blank_columns(columns).find(|&idx| idx > self.column));
        self.choose(next.unwrap_or(self.column), profile);
    }
}

/// The columns of the one file of a form.
fn columns(profile: &Profile) -> Option<&[Column]> {
    profile.files.first().map(|file| file.columns.as_slice())
}

fn search_id() -> Id {
    Id::unique("form-search")
}

fn column_id(idx: usize) -> Id {
    Id::unique(("form-column", idx))
}

fn list_area(name: &str) -> ScrollArea {
    let height = ROWS * ROW;
    ScrollArea::vertical().id_salt(name).max_height(height).min_scrolled_height(height).auto_shrink([false, true])
}

/// Takes a key that asks for another row while a field has the focus.
fn take_row_move_of(ui: &Ui, field: Id) -> Option<Move> {
    if ui.memory(|memory| memory.has_focus(field)) && ui.input(|input| input.modifiers == Modifiers::NONE) {
        take_row_move(ui)
    } else {
        None
    }
}

fn column_ui(ui: &mut Ui, idx: usize, column: &Column, is_chosen: bool) -> Response {
    let (letter, header, holds) = (Form::letter(idx), column.header.replace('\n', " "), holds(column));
    let name = if header.is_empty() { format!("Column {letter}") } else { format!("Column {letter} “{header}”") };
    let row = Row {
        description: &holds,
        state: RowState::Selected(is_chosen),
        // The chosen one is the stop of the Tab key; arrows go on from there.
        sense: if is_chosen { Sense::click() } else { Sense::CLICK },
        ..Row::new(Role::ListBoxOption, &name)
    };
    let is_blank = Choice::of(&column.field) == Choice::Blank;
    row.ui(ui, column_id(idx), |row| {
        let (left, right) = (row.rect.left() + 2.0 * STEP, row.rect.right() - STEP);
        let middle = (left + FIELD_LEFT).min(row.rect.center().x);
        row.line(row.middle(), left, left + LETTER, &[Piece::mono(&letter, row.tokens.text_weak)]);
        row.line(row.middle(), left + LETTER, middle - 2.0 * STEP, &[Piece::body(&header, row.tokens.text)]);
        let color = if is_blank { row.tokens.text_weak } else { row.tokens.text };
        row.line(row.middle(), middle, right, &[Piece::small(&holds, color)]);
    })
}

fn choice_ui(ui: &mut Ui, idx: usize, choice: &Choice, (is_cursor, is_chosen): (bool, bool)) -> Response {
    let label = choice.label();
    let row = Row {
        description: choice.note(),
        state: RowState::Selected(is_cursor),
        // The field keeps the focus: rows are no stops of the Tab key.
        sense: Sense::CLICK,
        ..Row::new(Role::ListBoxOption, &label)
    };
    row.ui(ui, Id::unique(("form-field", idx)), |row| {
        let left = row.rect.left() + 2.0 * STEP;
        if is_chosen {
            row.icon(Icon::Check, left + 2.0 * STEP, row.tokens.accent);
        }
        let note = Piece::small(choice.note(), row.tokens.text_weak).after(3.0 * STEP);
        let pieces = [Piece::body(&label, row.tokens.text), note];
        row.line(row.middle(), left + 6.0 * STEP, row.rect.right() - STEP, &pieces);
    })
}
