//! `templates` and `new`: plans to start from, those of the program and those of the user's own folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::input;
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::text_table::write_pairs;
use crate::files::{catalog_dir, plan_file, same_file};
use crate::finding::{Code, Finding, Place};
use crate::plan::file;

const FOLDER: &str = "templates/";

/// Lists the templates by name and title.
pub(in crate::cli) fn templates(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for (name, text) in read(overlay, console)? {
        match file::read(&text) {
            Ok(read) => rows.push((name, read.plan.title)),
            Err(err) => {
                let place = Place::File { file: format!("{FOLDER}{name}.ron"), position: Some(err.position) };
                console.report([&Finding::new(Code::CatalogSyntax, place, err.message, "a template is a whole plan")]);
            }
        }
    }
    Ok(write_pairs(&mut console.lines(), &rows)?)
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
    let Some(path) = output else { return Ok(console.bytes().write_all(text.as_bytes())?) };
    let is_taken = || {
        let message = format!("choose another name, there is a file already: {}", path.display());
        if same_file::has_content(path) { Err(Failure::usage(message)) } else { Ok(()) }
    };
    is_taken()?;
    // A file with nothing in it was made for this, and a device takes what it is given.
    let written = if path.exists() { plan_file::save(path, text) } else { plan_file::save_new(path, text) };
    match written {
        Ok(written) => {
            console.written(&written);
            Ok(())
        }
        Err(err) => {
            // Somebody else may have made it meanwhile, and it stays.
            is_taken()?;
            Err(Failure::system(err))
        }
    }
}

/// The texts of the templates by name. The user's own come instead of the program's.
fn read(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<BTreeMap<String, String>, Failure> {
    let own = input::overlay_texts(overlay, console)?;
    let embedded = catalog_dir::embedded().into_iter().map(|(name, text)| (name.to_owned(), text.to_owned()));
    let name = |file: &str| file.strip_prefix(FOLDER)?.strip_suffix(".ron").map(str::to_owned);
    Ok(embedded.chain(own).filter_map(|(file, text)| Some((name(&file)?, text))).collect())
}
