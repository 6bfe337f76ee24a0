//! `profiles`, what `export --profile` names, and profiles made from forms: the forms that can be filled.

use std::path::Path;

use anyhow::anyhow;

use super::{input, output};
use crate::catalog::is_id;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::cli::text_table::write_pairs;
use crate::files::catalog_dir::NamedText;
use crate::files::form_file::{self, FormFileError};
use crate::files::profiles::{self, ProfileFileError};
use crate::files::same_file::is_same_file;
use crate::finding::excerpt;
use crate::form::{self, Form, HeaderWords};
use crate::profile::{self, Profile};

/// Lists the profiles by id and what they are for.
pub(in crate::cli) fn profiles(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<(), Failure> {
    let (texts, findings) = input::own_profiles(&input::overlay_texts(overlay, console)?);
    console.report(&findings);
    let (profiles, findings) = profiles::profiles(&texts);
    console.report(&findings);
    let rows: Vec<_> =
        profiles.into_iter().map(|profile| (profile.id, format!("{}: {}", profile.name, profile.summary))).collect();
    Ok(write_pairs(&mut console.lines(), &rows)?)
}

/// The profile of this name, or in the file of this path.
pub(super) fn named(name: &str, own: &[NamedText]) -> Result<Profile, Failure> {
    let path = Path::new(name);
    let is_file = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"));
    if is_file || path.components().nth(1).is_some() {
        return profiles::load(path).map_err(|err| match err {
            ProfileFileError::Read(_) => Failure::system(err),
            ProfileFileError::NoProfile { .. } => Failure::plan(err),
        });
    }
    let Some(profile) = profiles::profile(own, name) else {
        let ids = profiles::ids(own).join(", ");
        return Err(Failure::usage(format!(
            "there is no profile “{name}”; there are {ids}, and files that end in .ron"
        )));
    };
    profile.map_err(|finding| Failure::plan(anyhow!(finding.to_string())))
}

/// Writes the profile that a form asks for, and says what stays blank.
pub(in crate::cli) fn from_form(
    form: &Path,
    name: Option<&str>,
    output: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    if output.is_some_and(|output| is_same_file(output, form)) {
        return Err(Failure::usage(format!("this would overwrite the form itself: {}", form.display())));
    }
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let read = form_file::load(form).map_err(|err| match err {
        FormFileError::Read { .. } => Failure::system(err),
        FormFileError::NoForm { .. } => Failure::plan(err),
    })?;
    let fields = form::propose(&read, HeaderWords::embedded());
    let name = name.map(str::to_owned).or_else(|| stem(form)).unwrap_or_default();
    let mut profile = form::draft(&read, &fields, &name);
    // In a folder of profiles the file is called by the id.
    if let Some(id) = output.and_then(stem).filter(|stem| is_id(stem)) {
        profile.id = id;
    }
    let text = profile::write(&profile).map_err(Failure::plan)?;
    output::write(output, console, |out| Ok(out.write_all(text.as_bytes())?))?;
    read.remarks().iter().for_each(|remark| console.say(remark));
    for lack in form::lacks(&profile) {
        console.say(&lack);
    }
    for (idx, (column, field)) in read.columns.iter().zip(&fields).enumerate() {
        let header = excerpt(&column.header);
        let said = match field {
            Some(field) => format!("column {} “{header}”: {}", Form::letter(idx), field.label()),
            None => format!("column {} “{header}”: stays blank", Form::letter(idx)),
        };
        console.say(&said);
    }
    Ok(())
}
