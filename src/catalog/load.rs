//! From texts to [`Sources`]. It looks at the shape of each file and at nothing between files.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::kinds::{EntityKind, ID_HINT, for_each_kind, is_id};
use super::schema;
use super::sources::{Gone, Sources, Written};
use super::text::{Step, hidden, locate, strings, text_position};
use crate::finding::{Code, Finding, Subject, TextPosition, excerpt};
use crate::ron_text::{Fault, options};

/// The version of the shape of the files that this program reads.
pub const FORMAT: u32 = 1;

/// What holds for a whole folder.
const HEADER: &str = "catalog.ron";

/// The file of an overlay that names the entities to leave out, as a list of `roles/telnet-server`.
const DISABLED: &str = "disabled.ron";

/// The folders of what is not part of the catalog and not read here: plans to begin with, and profiles of forms.
const NOT_READ: [&str; 2] = ["profiles", "templates"];

const SHAPE_HINT: &str = "see docs/CATALOG.md for the shape of each file";

/// The folders of a catalog, in reading order.
pub fn folders() -> impl Iterator<Item = &'static str> {
    EntityKind::ALL.iter().map(|kind| kind.folder()).chain(NOT_READ)
}

/// Reads texts named like `roles/dns-server.ron`, or `roles/any-folder/dns-server.ron`. A later text replaces an
/// earlier one of the same name.
///
/// Files of other kinds (`README.md`, `profiles/`, `templates/`) are skipped.
#[must_use]
pub fn load<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Sources, Vec<Finding>) {
    load_layers([texts.into_iter().collect()])
}

/// Reads folders that lie over one another, the last one on top. One of a newer format is refused as a whole.
///
/// What an upper folder says of an entity replaces what lower ones say, in whatever subfolder either stands. A file
/// that can't be read leaves its entity out: what lies below is what it was to replace.
#[must_use]
pub fn load_layers<'a>(layers: impl IntoIterator<Item = Vec<(&'a str, &'a str)>>) -> (Sources, Vec<Finding>) {
    let mut loader = Loader::default();
    for texts in layers {
        if let Some(finding) = refusal(texts.iter().copied()) {
            loader.findings.push(finding);
            continue;
        }
        loader.files.clear();
        if !texts.is_empty() {
            loader.sources.texts.begin_folder();
        }
        for (file, text) in texts {
            loader.take(file, text.strip_prefix('\u{feff}').unwrap_or(text));
        }
    }
    loader.disable_all();
    (loader.sources, loader.findings)
}

/// Why a folder can't be taken at all: its format is newer than this program, or can't be read.
#[must_use]
pub fn refusal<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Finding> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    let (_, text) = texts.into_iter().find(|(file, _)| *file == HEADER)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let hint = "nothing of this folder is taken until that is mended";
    match options().from_str::<Head>(text) {
        Err(err) => Some(broken(HEADER, text, &err, hint)),
        Ok(Head { format: 1..=FORMAT }) => None,
        Ok(Head { format }) => {
            let subject = at(HEADER, text, &[Step::Field("format")]);
            let message = format!("the catalog has format {format}, this program knows {FORMAT}");
            let hint = "nothing of this folder is taken: use a newer version of the program";
            Some(Finding::new(Code::CatalogFormat, subject, message, hint))
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Loader {
    sources: Sources,
    findings: Vec<Finding>,
    /// The files of the folder that is being read, by what they are about.
    files: BTreeMap<String, String>,
    /// What to leave out, with where that is said.
    disabled: Vec<(String, Subject)>,
}

impl Loader {
    fn take(&mut self, file: &str, text: &str) {
        let Some(stem) = file.strip_suffix(".ron") else {
            if file.to_ascii_lowercase().ends_with(".ron") {
                self.find_unknown_kind(file, "write the ending in lower case");
            }
            return;
        };
        let Some((folder, below)) = stem.split_once('/') else {
            match file {
                HEADER => {
                    if let Some(header) = self.parse::<schema::Header>(file, text) {
                        let lists = |family: &&String| !self.sources.families.contains(family);
                        let new: Vec<String> = header.families.iter().filter(lists).cloned().collect();
                        self.sources.families.extend(new);
                        self.sources.header = Some(header);
                        self.sources.texts.insert(stem.to_owned(), file, text);
                    }
                }
                DISABLED => self.take_disabled(text),
                _ => self.find_unknown_kind(file, KINDS_HINT),
            }
            return;
        };
        match EntityKind::of_folder(folder) {
            Some(kind) => {
                let id = below.rsplit('/').next().unwrap_or(below);
                if self.is_only_file(kind, id, file, text) {
                    self.keep_of(kind, id, file, text);
                }
            }
            None if NOT_READ.contains(&folder) => {}
            None => {
                let hint = format!("the folders are {}", folders().collect::<Vec<_>>().join(", "));
                self.find_unknown_kind(file, &hint);
            }
        }
    }

    /// Whether no other file of the same folder is about the same entity.
    fn is_only_file(&mut self, kind: EntityKind, id: &str, file: &str, text: &str) -> bool {
        let known = self.files.entry(kind.path(id)).or_insert_with(|| file.to_owned());
        let is_only = known == file;
        if !is_only {
            let message = format!("{} is this {}'s file already: this one is left out", excerpt(known), kind.name());
            let at = at(file, text, &[Step::Field("id")]);
            self.findings.push(Finding::new(Code::CatalogDuplicate, at, message, "keep one of the two"));
        }
        is_only
    }

    fn keep<T: DeserializeOwned + Written>(&mut self, kind: EntityKind, stem: &str, file: &str, text: &str) {
        let entity = self.parse::<T>(file, text).filter(|entity| {
            let id = entity.id();
            if is_id(stem) && id == stem {
                return true;
            }
            let message = format!("the id is “{}”, the file is called “{}.ron”", excerpt(id), excerpt(stem));
            let hint = format!("give both the same name; {ID_HINT}");
            self.findings.push(Finding::new(Code::CatalogId, at(file, text, &[Step::Field("id")]), message, hint));
            false
        });
        let path = kind.path(stem);
        if let Some(entity) = entity {
            T::all(&mut self.sources).insert(stem.to_owned(), entity);
            self.sources.gone.remove(&path);
            self.sources.texts.insert(path, file, text);
        } else {
            self.sources.remove(kind, stem);
            self.sources.gone.insert(path, Gone::Unreadable);
        }
    }

    /// Reads a file, and reports what is wrong with it.
    fn parse<T: DeserializeOwned>(&mut self, file: &str, text: &str) -> Option<T> {
        // Nearly every file is ASCII, and asking that is much quicker than searching it.
        let unreadable = if text.is_ascii() { None } else { text.find(char::REPLACEMENT_CHARACTER) };
        if let Some(idx) = unreadable {
            let message = "the file is not UTF-8: this character can't be read";
            let finding =
                Finding::new(Code::CatalogSyntax, at_byte(file, text, idx), message, "save the file as UTF-8");
            self.findings.push(finding);
            return None;
        }
        let res = options().from_str(text).map_err(|err| self.findings.push(broken(file, text, &err, SHAPE_HINT))).ok();
        if res.is_some() {
            self.find_hidden(file, text);
        }
        res
    }

    /// Characters that can't be seen could steer a terminal, or make two names look the same.
    fn find_hidden(&mut self, file: &str, text: &str) {
        for (idx, found) in hidden(text, |token| options().from_str(token).ok()) {
            let subject = at_byte(file, text, idx);
            let message = format!("here stands a character that nobody sees: U+{:04X}", u32::from(found));
            self.findings.push(Finding::new(Code::HiddenCharacters, subject, message, "type it anew without it"));
        }
    }

    /// Reads what to leave out. Where the file is broken, whatever it names in quotes is left out all the same.
    fn take_disabled(&mut self, text: &str) {
        let entries = match self.parse::<Vec<String>>(DISABLED, text) {
            Some(entries) => entries
                .into_iter()
                .enumerate()
                .map(|(idx, entry)| (entry, at(DISABLED, text, &[Step::Item(idx)])))
                .collect(),
            None => strings(text)
                .map(|(idx, token)| (token.trim_matches('"').to_owned(), at_byte(DISABLED, text, idx)))
                .collect::<Vec<_>>(),
        };
        self.disabled.extend(entries);
    }

    fn disable_all(&mut self) {
        for (entity, subject) in std::mem::take(&mut self.disabled) {
            let quoted = excerpt(&entity);
            let (code, message, hint) = if self.sources.gone.get(&entity) == Some(&Gone::Disabled) {
                (Code::CatalogDuplicate, format!("“{quoted}” stands here twice"), "keep one of the two")
            } else if disable(&mut self.sources, &entity) || self.sources.gone.contains_key(&entity) {
                self.sources.gone.insert(entity, Gone::Disabled);
                continue;
            } else {
                let hint = "name it as folder/id, for example roles/telnet-server";
                (Code::CatalogUnresolved, format!("there is no “{quoted}” to leave out"), hint)
            };
            self.findings.push(Finding::new(code, subject, message, hint));
        }
    }

    fn find_unknown_kind(&mut self, file: &str, hint: &str) {
        let subject = Subject::File { file: file.to_owned(), at: Some(TextPosition { line: 1, column: 1 }) };
        self.findings.push(Finding::new(Code::CatalogSyntax, subject, "this is no kind of catalog file", hint));
    }
}

const KINDS_HINT: &str = "beside the folders there are catalog.ron and disabled.ron";

macro_rules! keep_of {
    ($($(#[$doc:meta])* $kind:ident, $list:ident, $folder:literal, $name:literal,
        $read:ident => $resolved:ident, $idx:ident, $look_up:ident $order:ident;)*) => {
        impl Loader {
            fn keep_of(&mut self, kind: EntityKind, stem: &str, file: &str, text: &str) {
                match kind {
                    $(EntityKind::$kind => self.keep::<schema::$read>(kind, stem, file, text),)*
                }
            }
        }
    };
}
for_each_kind!(keep_of);

fn disable(sources: &mut Sources, entity: &str) -> bool {
    let Some((folder, id)) = entity.split_once('/') else { return false };
    EntityKind::of_folder(folder).is_some_and(|kind| sources.remove(kind, id))
}

fn at(file: &str, text: &str, path: &[Step<'_>]) -> Subject {
    Subject::File { file: file.to_owned(), at: Some(locate(text, path)) }
}

/// Where the byte at `idx` of a text stands.
fn at_byte(file: &str, text: &str, idx: usize) -> Subject {
    Subject::File { file: file.to_owned(), at: Some(text_position(text, idx)) }
}

fn broken(file: &str, text: &str, err: &ron::error::SpannedError, hint: &str) -> Finding {
    let Fault { message, at } = Fault::new(err, text);
    let subject = Subject::File { file: file.to_owned(), at: Some(at) };
    Finding::new(Code::CatalogSyntax, subject, message, hint)
}
