//! `templates` and `new`: plans to start from, those of the program and those of the user's own folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::input;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::cli::text_table::write_pairs;
use crate::files::catalog_dir::{self, NamedText};
use crate::files::{plan_file, same_file};
use crate::finding::{Code, Finding, Subject};
use crate::plan::{Plan, file};

const FOLDER: &str = "templates/";

/// Lists the templates by name and title.
pub(in crate::cli) fn templates(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for (name, text) in read(overlay, console)? {
        match plan(&format!("{FOLDER}{name}.ron"), &text) {
            Ok(plan) => rows.push((name, plan.title)),
            Err(finding) => console.report([&*finding]),
        }
    }
    Ok(write_pairs(&mut console.lines(), &rows)?)
}

/// What is wrong with the templates among the files of a catalog.
pub(super) fn findings(texts: &[NamedText]) -> impl Iterator<Item = Finding> {
    let templates = texts.iter().filter(|(file, _)| template_name(file).is_some());
    templates.filter_map(|(file, text)| plan(file, text).err().map(|finding| *finding))
}

/// The plan that a template is, or why it is none.
fn plan(file: &str, text: &str) -> Result<Plan, Box<Finding>> {
    file::read(text).map(|read| read.plan).map_err(|err| {
        let subject = Subject::File { file: file.to_owned(), at: Some(err.at) };
        Box::new(Finding::new(Code::CatalogSyntax, subject, err.message, "a template is a whole plan"))
    })
}

fn template_name(file: &str) -> Option<&str> {
    file.strip_prefix(FOLDER)?.strip_suffix(".ron")
}

/// Writes the text of a template as a new plan.
pub(in crate::cli) fn new(
    template: &str,
    output: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let templates = read(overlay, console)?;
    let Some(text) = templates.get(template) else {
        let names: Vec<&str> = templates.keys().map(String::as_str).collect();
        return Err(Failure::usage(format!("there is no template “{template}”; there are {}", names.join(", "))));
    };
    if let Err(finding) = plan(&format!("{FOLDER}{template}.ron"), text) {
        console.report([&*finding]);
        return Ok(());
    }
    let Some(path) = output else { return Ok(console.bytes().write_all(text.as_bytes())?) };
    let is_taken = || {
        let message = format!("choose another name, there is a file already: {}", path.display());
        if same_file::has_content(path) { Err(Failure::usage(message)) } else { Ok(()) }
    };
    is_taken()?;
    // An empty file, such as one of `mktemp`, and a device may be written to.
    let written = if path.exists() { plan_file::save(path, text) } else { plan_file::save_new(path, text) };
    match written {
        Ok(written) => {
            console.written(&written);
            Ok(())
        }
        Err(err) => {
            // Another program may have made the file meanwhile; it is not overwritten.
            is_taken()?;
            Err(Failure::system(err))
        }
    }
}

/// The texts of the templates by name. The user's own replace the program's.
fn read(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<BTreeMap<String, String>, Failure> {
    let own = input::overlay_texts(overlay, console)?;
    let embedded = catalog_dir::embedded().into_iter().map(|(name, text)| (name.to_owned(), text.to_owned()));
    Ok(embedded.chain(own).filter_map(|(file, text)| Some((template_name(&file)?.to_owned(), text))).collect())
}
