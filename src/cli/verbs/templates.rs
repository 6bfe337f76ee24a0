//! `templates` and `new`: plans to start from, those of the program and those of the user's own folder.

use std::path::Path;

use super::input;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::cli::text_table::write_pairs;
use crate::files::catalog_dir::NamedText;
use crate::files::templates;
use crate::files::{plan_file, same_file};

/// Lists the templates by name and title.
pub(in crate::cli) fn templates(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<(), Failure> {
    let (templates, findings) = templates::templates(&input::overlay_texts(overlay, console)?);
    console.report(&findings);
    let rows: Vec<_> = templates.into_iter().map(|template| (template.name, template.plan.title)).collect();
    Ok(write_pairs(&mut console.lines(), &rows)?)
}

/// Writes the text of a template as a new plan.
pub(in crate::cli) fn new(
    template: &str,
    output: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let own = input::overlay_texts(overlay, console)?;
    let text = match templates::template(&own, template) {
        Some(Ok(found)) => found.text,
        Some(Err(finding)) => {
            console.report([&*finding]);
            return Ok(());
        }
        None => return Err(no_such_template(template, &own)),
    };
    let Some(path) = output else { return Ok(console.bytes().write_all(text.as_bytes())?) };
    let is_taken = || {
        let message = format!("choose another name, there is a file already: {}", path.display());
        if same_file::has_content(path) { Err(Failure::usage(message)) } else { Ok(()) }
    };
    is_taken()?;
    // An empty file, such as one of `mktemp`, and a device may be written to.
    let written = if path.exists() { plan_file::save(path, &text) } else { plan_file::save_new(path, &text) };
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

/// Says which templates there are.
fn no_such_template(name: &str, own: &[NamedText]) -> Failure {
    let templates = templates::templates(own).0;
    let names: Vec<&str> = templates.iter().map(|template| template.name.as_str()).collect();
    Failure::usage(format!("there is no template “{name}”; there are {}", names.join(", ")))
}
