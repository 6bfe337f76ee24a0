//! How a form writes ports, lists and words: the settings that matter of a profile.

use egui::{Id, TextEdit, Ui};

use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{labelled_row, segmented_ui, text_field, toggle_ui};
use crate::profile::{Field, Profile, Reader, Rows, TransportWords};

/// Width of the names of settings.
const NAME_WIDTH: f32 = 32.0 * STEP;

const ROWS: [(Rows, &str); 3] = [(Rows::Ports, "each port"), (Rows::Rules, "each rule"), (Rows::Pairs, "each pair")];
const CAPITALS: &str = "TCP";
const SMALL: &str = "tcp";
/// Transport and ports together.
const SERVICES: [(&str, &str); 5] = [
    ("{transport}/{ports}", "tcp/443"),
    ("{ports}/{transport}", "443/tcp"),
    ("{transport}-{ports}", "tcp-443"),
    ("{transport} {ports}", "tcp 443"),
    ("{transport}:{ports}", "tcp:443"),
];
const RANGES: [(&str, &str); 3] = [("-", "80-90"), (":", "80:90"), (" - ", "80 - 90")];
const LISTS: [(&str, &str); 6] =
    [("; ", "a; b"), (", ", "a, b"), (";", "a;b"), (",", "a,b"), ("\n", "a line each"), (" ", "a b")];
const DELIMITERS: [(&str, &str); 4] = [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")];

/// The settings in a line.
pub(super) fn notation_summary(profile: &Profile) -> String {
    let rows = profile.files.first().map(|file| text_of(&file.rows, &ROWS)).unwrap_or_default();
    let notation = &profile.notation;
    let delimiter = profile.text.delimiter.to_string();
    let transports = if has_small_letters(&profile.words.transports) { SMALL } else { CAPITALS };
    let texts = [
        &format!("a row for {rows}"),
        text_of(&notation.range.as_str(), &RANGES),
        text_of(&notation.list.as_str(), &LISTS),
        transports,
        text_of(&delimiter.as_str(), &DELIMITERS),
    ];
    texts.map(|text| if text.is_empty() { "of its own" } else { text }).join(" · ")
}

/// The text of a choice; empty: it is none of them.
fn text_of<'t, T: PartialEq>(chosen: &T, choices: &[(T, &'t str)]) -> &'t str {
    choices.iter().find(|(choice, _)| choice == chosen).map_or("", |(_, text)| text)
}

fn has_small_letters(words: &TransportWords) -> bool {
    *words == TransportWords::default().small()
}

/// Shows the settings. `before` are the lines that the form has above its header.
pub(super) fn notation_ui(ui: &mut Ui, profile: &mut Profile, before: &[Vec<Field>]) {
    let Some(file) = profile.files.first_mut() else { return };
    let holds = |wanted: &Field| file.columns.iter().any(|column| column.field == *wanted);
    let (has_services, has_action) = (holds(&Field::Services), holds(&Field::Action));
    labelled_row(ui, "A row for", NAME_WIDTH, |ui, _| {
        if let Some(rows) = segmented_ui(ui, "A row for", file.rows, &ROWS) {
            file.rows = rows;
        }
    });
    if !before.is_empty() {
        let mut is_written = !file.before.is_empty();
        toggle_ui(ui, Id::unique("form-before"), "Write what stands above the header", &mut is_written);
        if is_written == file.before.is_empty() {
            file.before = if is_written { before.to_vec() } else { Vec::new() };
        }
    }
    if has_services {
        chosen_ui(ui, "Transport and ports", &mut profile.notation.service, &SERVICES);
    }
    chosen_ui(ui, "Ranges of ports", &mut profile.notation.range, &RANGES);
    chosen_ui(ui, "Several values", &mut profile.notation.list, &LISTS);
    transports_ui(ui, &mut profile.words.transports);
    let mut delimiter = profile.text.delimiter.to_string();
    chosen_ui(ui, "Between cells", &mut delimiter, &DELIMITERS);
    profile.text.delimiter = delimiter.chars().next().unwrap_or(profile.text.delimiter);
    if has_action {
        word_ui(ui, "Word for “allow”", &mut profile.words.add);
    }
    if let Reader::People { to_be_filled, .. } = &mut profile.reader {
        word_ui(ui, "Not known yet", to_be_filled);
    }
    let guard = &mut profile.text.formula_guard;
    toggle_ui(ui, Id::unique("form-guard"), "A spreadsheet opens it: no cell may run as a formula", guard);
}

/// Capitals or small letters.
fn transports_ui(ui: &mut Ui, words: &mut TransportWords) {
    let usual = TransportWords::default();
    let is_small = has_small_letters(words);
    labelled_row(ui, "Transports", NAME_WIDTH, |ui, _| {
        if let Some(is_small) = segmented_ui(ui, "Transports", is_small, &[(false, CAPITALS), (true, SMALL)]) {
            *words = if is_small { usual.small() } else { usual };
        }
    });
}

/// A choice among notations. One that the form brought along and is none of them stands behind them.
fn chosen_ui(ui: &mut Ui, name: &str, value: &mut String, known: &[(&str, &str)]) {
    let own = value.clone();
    let mut choices = known.to_vec();
    if known.iter().all(|(notation, _)| *notation != own) {
        choices.push((&own, &own));
    }
    labelled_row(ui, name, NAME_WIDTH, |ui, _| {
        if let Some(chosen) = segmented_ui(ui, name, own.as_str(), &choices) {
            chosen.clone_into(value);
        }
    });
}

fn word_ui(ui: &mut Ui, name: &str, word: &mut String) {
    labelled_row(ui, name, NAME_WIDTH, |ui, label| {
        let edit = TextEdit::singleline(word).id(Id::unique(("form-word", name))).desired_width(50.0 * STEP);
        text_field(ui, edit).labelled_by(label)
    });
}
