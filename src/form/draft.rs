//! The profile that a form asks for, as far as its headers and its example rows say. The user has the last word.

use super::examples::Examples;
use super::model::{Form, KeptAs};
use super::spelling::{plain, spellings};
use crate::profile::{Column, Field, FormFile, Notation, Profile, Reader, Words};

/// What stands for addresses and ports that are not known yet: a blank cell would pass for any.
const TO_BE_FILLED: &str = "to be filled";

/// The profile of a form whose columns hold these fields; a column without one stays blank.
#[must_use]
pub fn draft(form: &Form, fields: &[Option<Field>], name: &str) -> Profile {
    let examples = Examples { form, fields };
    let field = |idx: usize| fields.get(idx).cloned().flatten().unwrap_or_else(|| Field::Text(String::new()));
    let columns = form.columns.iter().enumerate().map(|(idx, column)| Column::new(&column.header, field(idx)));
    let texts = |row: &Vec<String>| row.iter().map(|cell| Field::Text(cell.trim().to_owned())).collect();
    let id = id_of(name);
    let file = FormFile {
        name: format!("{id}.csv"),
        rows: examples.rows(),
        split: Vec::new(),
        can_be_compact: false,
        before: form.before.iter().map(texts).collect(),
        columns: columns.collect(),
        most_rows: None,
        most_rows_by: None,
        limits: Vec::new(),
    };
    let mut text = form.text.clone();
    if let KeptAs::Sheet { .. } = form.kept_as {
        // Where the words have umlauts or accents, spreadsheets take the comma for a decimal sign and part by semicolons.
        let is_plain = form.columns.iter().all(|column| column.header.is_ascii());
        text.delimiter = if is_plain { ',' } else { ';' };
    }
    let mut res = Profile {
        id,
        name: name.trim().to_owned(),
        summary: "A form of your own".to_owned(),
        columns_from: String::new(),
        reader: Reader::People { any: examples.any(), to_be_filled: TO_BE_FILLED.to_owned(), notes_in: None },
        text,
        notation: notation(&examples),
        words: words(&examples),
        files: vec![file],
    };
    choose_notes(&mut res);
    res
}

/// Lets the column of notes take what has no column of its own, such as a source port; else that of the justification.
/// Where there is neither, transport and ports say the type of an ICMP message themselves.
///
/// Who changes the fields of a profile calls it again. A profile that a program reads has no notes.
pub fn choose_notes(profile: &mut Profile) {
    let Reader::People { notes_in, .. } = &mut profile.reader else { return };
    let columns = || profile.files.iter().flat_map(|file| &file.columns);
    let wanted = [Field::FirewallNote, Field::ReasonAndJustification, Field::Justification, Field::Reason];
    let found = wanted.iter().find_map(|field| columns().find(|column| column.field == *field));
    *notes_in = found.map(|column| column.header.clone());
    let has_services = columns().any(|column| column.field == Field::Services);
    let has_type = columns().any(|column| column.field == Field::IcmpType);
    profile.notation.icmp = if notes_in.is_none() && has_services && !has_type {
        "{transport}/{type}".to_owned()
    } else {
        Notation::default().icmp
    };
}

/// The id of a profile of this name.
#[must_use]
pub fn id_of(name: &str) -> String {
    let spelled = spellings(&name.to_lowercase()).last().unwrap_or_default();
    let words = plain(&spelled);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    match id.as_str() {
        "" => "form".to_owned(),
        // No file is called so on Windows, whatever its ending.
        "con" | "prn" | "aux" | "nul" => format!("form-{id}"),
        _ if id.len() == 4 && (id.starts_with("com") || id.starts_with("lpt")) => format!("form-{id}"),
        _ => id,
    }
}

fn notation(examples: &Examples<'_>) -> Notation {
    let usual = Notation::default();
    Notation {
        list: examples.list().unwrap_or(usual.list),
        range: examples.range().unwrap_or(usual.range),
        service: examples.service().unwrap_or(usual.service),
        ..Notation::default()
    }
}

fn words(examples: &Examples<'_>) -> Words {
    let usual = Words::default();
    let (yes, no) = examples.yes_and_no().unwrap_or((usual.yes, usual.no));
    Words {
        add: examples.action().unwrap_or_else(|| "allow".to_owned()),
        direction: examples.direction().unwrap_or(usual.direction),
        yes,
        no,
        transports: if examples.has_small_transports() { usual.transports.small() } else { usual.transports },
        ..Words::default()
    }
}
