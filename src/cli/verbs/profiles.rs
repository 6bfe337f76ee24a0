//! `profiles`, and what `export --profile` names: the forms that can be filled.

use std::path::Path;

use anyhow::anyhow;

use super::input;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::cli::text_table::write_pairs;
use crate::files::catalog_dir::NamedText;
use crate::files::profiles::{self, ProfileFileError};
use crate::profile::Profile;

/// Lists the profiles by id and what they are for.
pub(in crate::cli) fn profiles(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<(), Failure> {
    let (profiles, findings) = profiles::profiles(&input::overlay_texts(overlay, console)?);
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
