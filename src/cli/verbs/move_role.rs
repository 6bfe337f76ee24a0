//! `catalog move-role`: a role of a plan's own, with those that go with it, into a catalog folder. The folder gets the files
//! first; then the plan is written without the roles, which mean the same over that folder.

use std::path::Path;

use itertools::Itertools as _;

use super::{input, output};
use crate::cli::args::MoveRoleArgs;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::date::Date;
use crate::files::new_files;
use crate::plan::{Edit, OwnRole, RoleSource, file};

/// Moves a role. The plan that is read stays as it is.
pub(in crate::cli) fn move_role(
    args: &MoveRoleArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let output = output::file(&args.output, &args.plan)?;
    let of_files = input::catalog(overlay, console)?;
    let read = match args.read {
        Some(day) => day,
        None => of_files.as_of.parse::<Date>().map_err(|err| Failure::usage(format!("say --read: {err}")))?,
    };
    let named = |option: &str, text: &str| match text.trim() {
        "" => Err(Failure::usage(format!("{option} is empty: a role of a catalog rests on a document"))),
        text => Ok(text.to_owned()),
    };
    let source = RoleSource {
        title: named("--title", &args.title)?,
        publisher: named("--publisher", &args.publisher)?,
        document: named("--document", &args.document)?,
        read,
    };
    let (_, found) = input::plan(&args.plan, of_files.clone())?;
    let plan = found.plan;
    let is_meant = |role: &&OwnRole| role.id.as_str() == args.role || role.name == args.role;
    let Some(role) = plan.roles.iter().find(is_meant) else {
        let there = plan.roles.iter().map(|role| format!("“{}”", role.name)).join(", ");
        let there = if there.is_empty() { "it has none".to_owned() } else { format!("it has {there}") };
        return Err(Failure::usage(format!("the plan has no role “{}” of its own; {there}", args.role)));
    };
    let moved = plan.moved_roles(&of_files, &role.id, &source);
    let left: Vec<OwnRole> = plan.roles.iter().filter(|role| !moved.roles.contains(&role.id)).cloned().collect();
    let without = plan.applied(&Edit::SetRoles(left)).map_err(Failure::plan)?;
    new_files::write_new(&args.folder, &moved.files).map_err(Failure::system)?;
    for (name, _) in &moved.files {
        console.say(&format!("written: {}", args.folder.join(name).display()));
    }
    output::write(output, console, |out| Ok(out.write_all(file::write(&without).as_bytes())?))
}
