//! What a source file names: the paths in its code, without comments, texts and tests. It allows and forbids nothing.

use std::collections::BTreeSet;

use crate::tree::TextFile;

/// Macros that print; only what starts the program may.
pub(crate) const PRINTING: [&str; 5] = ["print!", "println!", "eprint!", "eprintln!", "dbg!"];

/// A line that names something, and what.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Mention {
    pub line: usize,
    pub name: String,
}

/// What the code of a file names: folders of ours as `crate::name`, and watched names of others.
pub(crate) fn mentions(file: &TextFile) -> Vec<Mention> {
    let module: Vec<&str> = module_path(&file.path);
    let mut res = Vec::new();
    for (idx, code) in code_lines(&file.text) {
        let mut names = BTreeSet::new();
        for path in paths(&code) {
            let supers = path.iter().take_while(|part| **part == "super").count();
            match path[..] {
                ["crate", first, ..] => {
                    names.insert(format!("crate::{first}"));
                }
                // So many steps up that what follows is a folder of ours.
                ["super", ..] if supers == module.len() => {
                    names.extend(path.get(supers).map(|first| format!("crate::{first}")));
                }
                ["std", part, ..] => {
                    names.insert(format!("std::{part}"));
                    names.extend(
                        path.iter()
                            .filter(|part| **part == "HashMap" || **part == "HashSet")
                            .map(|_| "HashMap".to_owned()),
                    );
                }
                [first, ..] => {
                    names.insert(first.to_owned());
                }
                [] => {}
            }
        }
        names.extend(PRINTING.iter().filter(|name| calls(&code, name)).map(|name| (*name).to_owned()));
        res.extend(names.into_iter().map(|name| Mention { line: idx + 1, name }));
    }
    res
}

/// `src/export/csv/mod.rs` is the module `export::csv`.
pub(crate) fn module_path(path: &str) -> Vec<&str> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if ["lib", "main"].contains(&path) { Vec::new() } else { path.split('/').collect() }
}

/// The lines of a file that are code, numbered from 0, with comments and texts blanked; tests are left out.
pub(crate) fn code_lines(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut res = Vec::new();
    let mut idx = 0;
    while idx < lines.len() {
        let is_test = lines[idx].trim() == "#[cfg(test)]";
        let next = lines.get(idx + 1).map_or("", |line| line.trim());
        if is_test && next.ends_with('{') && lines[idx].starts_with('#') && next.starts_with("mod ") {
            break;
        }
        if is_test {
            idx += 2;
            continue;
        }
        res.push((idx, blanked(lines[idx])));
        idx += 1;
    }
    res
}

/// A line without its comment and with nothing between quotes.
fn blanked(line: &str) -> String {
    let mut res = String::new();
    let mut is_text = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_text => {
                chars.next();
            }
            '"' => is_text = !is_text,
            '/' if !is_text && chars.peek() == Some(&'/') => break,
            _ if !is_text => res.push(c),
            _ => {}
        }
    }
    res
}

/// Every path of a line, part by part. A group is told apart into its members: `std::{fs, io}` is two paths.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut res = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find(is_word) {
        let (path, after) = one_path(&rest[start..]);
        rest = after;
        if let Some(group) = after.strip_prefix("::{") {
            let members = group.split('}').next().unwrap_or(group);
            for member in members.split(',').map(str::trim).filter(|member| !member.is_empty()) {
                let mut whole = path.clone();
                whole.extend(one_path(member).0);
                res.push(whole);
            }
        }
        if path.len() > 1 {
            res.push(path);
        }
    }
    res
}

/// The path that a text begins with, and what follows it.
fn one_path(text: &str) -> (Vec<&str>, &str) {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(next) if next.starts_with(is_word) => rest = next,
            _ => return (parts, rest),
        }
    }
}

/// Whether a line calls a macro, and not another whose name ends alike.
fn calls(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(start, _)| !code[..start].ends_with(is_word))
}
