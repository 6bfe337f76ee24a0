//! What is wrong with a profile although each of its fields is read: no form could be filled by it.

use std::collections::BTreeSet;

use super::field::{Field, FieldOf};
use super::schema::{Encoding, FormFile, Profile, Reader, Rows, TextForm};
use crate::catalog::{Step, is_id, locate};
use crate::finding::{TextPosition, excerpt};

/// Something that is wrong, and the way to it.
pub(super) struct Mistake {
    /// What is wrong and what to do about it.
    pub(super) message: String,
    way: Vec<Step<'static>>,
}

impl Mistake {
    fn new(way: impl IntoIterator<Item = Step<'static>>, message: impl Into<String>) -> Self {
        Self { message: message.into(), way: way.into_iter().collect() }
    }

    /// Where it stands in the text of the profile.
    pub(super) fn position(&self, text: &str) -> TextPosition {
        locate(text, &self.way)
    }
}

/// The first mistake of a profile.
pub(super) fn mistake(profile: &Profile) -> Option<Mistake> {
    of_head(profile)
        .or_else(|| of_text(&profile.text))
        .or_else(|| of_patterns(profile))
        .or_else(|| of_files(profile))
        .or_else(|| of_objects(profile))
        .or_else(|| of_notes(profile))
}

fn of_head(profile: &Profile) -> Option<Mistake> {
    if !is_id(&profile.id) {
        let message = format!("“{}” is no id: write lower case letters, digits and hyphens", excerpt(&profile.id));
        return Some(Mistake::new([Step::Field("id")], message));
    }
    if profile.name.trim().is_empty() {
        return Some(Mistake::new([Step::Field("name")], "the name is empty: write what the form is called"));
    }
    None
}

fn of_text(text: &TextForm) -> Option<Mistake> {
    let at = |field| [Step::Field("text"), Step::Field(field)];
    let delimiter = text.delimiter;
    let can_part = delimiter == '\t' || delimiter.is_ascii_graphic() || delimiter == ' ';
    if !can_part || delimiter.is_ascii_alphanumeric() || matches!(delimiter, '"' | '\'') {
        let message = format!(
            "“{}” can't stand between cells: write one sign of ASCII, such as ',' or ';' or '\\t'",
            delimiter.escape_debug()
        );
        return Some(Mistake::new(at("delimiter"), message));
    }
    if text.bom && text.encoding == Encoding::Windows1252 {
        return Some(Mistake::new(at("bom"), "Windows-1252 has no byte order mark: leave this out"));
    }
    None
}

/// What stands in braces is replaced, so that a slip would stand in every row.
fn of_patterns(profile: &Profile) -> Option<Mistake> {
    let (notation, words) = (&profile.notation, &profile.words);
    let patterns: [(&str, &str, &str, &[&str]); 5] = [
        ("notation", "service", &notation.service, &["{transport}", "{ports}"]),
        ("notation", "icmp", &notation.icmp, &["{transport}", "{type}"]),
        ("notation", "other", &notation.other, &["{transport}"]),
        ("words", "source_port", &words.source_port, &["{port}"]),
        ("words", "icmp_type", &words.icmp_type, &["{type}"]),
    ];
    patterns.into_iter().find_map(|(group, field, pattern, known)| {
        let rest = known.iter().fold(pattern.to_owned(), |rest, known| rest.replace(known, ""));
        let is_odd = rest.contains(['{', '}']);
        let message =
            format!("“{}” has braces that stand for nothing: write {}", excerpt(pattern), known.join(" and "));
        is_odd.then(|| Mistake::new([Step::Field(group), Step::Field(field)], message))
    })
}

fn of_files(profile: &Profile) -> Option<Mistake> {
    let at = [Step::Field("files")];
    if profile.files.is_empty() {
        return Some(Mistake::new(at, "there is no file: write one with a name, rows and columns"));
    }
    let mut names = BTreeSet::new();
    for (idx, file) in profile.files.iter().enumerate() {
        let at = |field| [Step::Field("files"), Step::Item(idx), Step::Field(field)];
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
        let is_plain = file.name.chars().all(is_name) && !file.name.starts_with(['.', ' ']) && !file.name.is_empty();
        if !is_plain || file.name.ends_with(['.', ' ']) {
            let name = excerpt(&file.name);
            let message = format!("“{name}” is no name of a file: write letters, digits, - and _, as rules.csv");
            return Some(Mistake::new(at("name"), message));
        }
        if !names.insert(file.name.to_lowercase()) {
            let message = format!("two files are called “{}”: give each a name of its own", file.name);
            return Some(Mistake::new(at("name"), message));
        }
        if let Some(mistake) = of_columns(idx, file) {
            return Some(mistake);
        }
    }
    None
}

fn of_columns(file_idx: usize, file: &FormFile) -> Option<Mistake> {
    let of_file = |rest: &[Step<'static>]| {
        [Step::Field("files"), Step::Item(file_idx)].into_iter().chain(rest.iter().copied()).collect::<Vec<_>>()
    };
    if file.columns.is_empty() {
        let message = "there are no columns: write at least one, as (header: \"Source\", field: source_addresses)";
        return Some(Mistake::new(of_file(&[Step::Field("columns")]), message));
    }
    for (idx, column) in file.columns.iter().enumerate() {
        let at = of_file(&[Step::Field("columns"), Step::Item(idx), Step::Field("field")]);
        if !fits(file.rows, &column.field) {
            let (what, rows) = (
                column.field.label(),
                match file.rows {
                    Rows::Ports | Rows::Rules | Rows::Pairs => "rules",
                    Rows::Addresses => "addresses",
                    Rows::Services => "services",
                },
            );
            let message = format!("“{}” can't hold “{what}” in a file of {rows}: choose another field", column.header);
            return Some(Mistake::new(at, message));
        }
    }
    for (idx, line) in file.before.iter().enumerate() {
        if let Some(field) = line.iter().find(|field| field.of() != FieldOf::Request) {
            let message =
                format!("“{}” differs from row to row: before the header the request alone can be told", field.label());
            return Some(Mistake::new(of_file(&[Step::Field("before"), Step::Item(idx)]), message));
        }
    }
    if file.most_rows == Some(0) {
        let message = "a file takes one row at least: write how many, or leave this out";
        return Some(Mistake::new(of_file(&[Step::Field("most_rows")]), message));
    }
    None
}

/// Whether a field can stand in a row.
fn fits(rows: Rows, field: &Field) -> bool {
    match (field.of(), rows) {
        (FieldOf::Request | FieldOf::Row, _) => true,
        (FieldOf::Rule, rows) => rows.are_rules(),
        (FieldOf::Service, rows) => rows != Rows::Addresses,
        (FieldOf::Object, rows) => !rows.are_rules(),
    }
}

fn of_objects(profile: &Profile) -> Option<Mistake> {
    let names_objects = |file: &FormFile| {
        !file.rows.are_rules() || file.columns.iter().any(|column| column.field.names_addresses_as_objects())
    };
    if matches!(profile.reader, Reader::Machine { .. }) || !profile.files.iter().any(names_objects) {
        return None;
    }
    let message = "objects are for programs: write reader: machine(any: \"any\"), or leave the objects out";
    Some(Mistake::new([Step::Field("reader")], message))
}

fn of_notes(profile: &Profile) -> Option<Mistake> {
    let Reader::People { notes_in: Some(header), .. } = &profile.reader else { return None };
    let of_rules = profile.files.iter().filter(|file| file.rows.are_rules());
    if of_rules.clone().all(|file| file.columns.iter().any(|column| column.header == *header)) {
        return None;
    }
    let message = format!("no column is called “{}”: name the one that takes notes", excerpt(header));
    Some(Mistake::new([Step::Field("reader"), Step::Field("notes_in")], message))
}
