//! From the command line to a verb, and from its outcome to an exit code.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use super::args::{CatalogVerb, PortolanArgs, ProfilesVerb, Verb, WindowArgs};
use super::console::Console;
use super::outcome::{ExitCode, Failure};
use super::verbs::{self, Extent};
use crate::files::plan_file;
use crate::printable::printable;

/// Runs `portolan` with its arguments, the program's own name first.
pub fn run<T: Into<OsString> + Clone>(
    args: impl IntoIterator<Item = T>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let mut console = Console::new(out, err);
    let outcome = match parse::<PortolanArgs>(args) {
        Ok(args) => run_verb(args, &mut console),
        Err(err) => explain(&err, &mut console),
    };
    console.end(outcome)
}

/// Runs `portolan-window` with its arguments, the program's own name first.
pub fn run_window<T: Into<OsString> + Clone>(
    args: impl IntoIterator<Item = T>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let mut console = Console::new(out, err);
    let outcome = match parse::<WindowArgs>(args) {
        Ok(args) => open_window(args.plan),
        Err(err) => explain(&err, &mut console),
    };
    console.end(outcome)
}

fn run_verb(args: PortolanArgs, console: &mut Console<'_>) -> Result<(), Failure> {
    let overlay = args.catalog.as_deref();
    if let (Some(plan), Some(_)) = (&args.plan, &args.verb) {
        let plan = plan.display();
        return Err(Failure::usage(format!(
            "the verb comes first, then the plan; there is something before it: {plan}"
        )));
    }
    match args.verb {
        Some(Verb::Matrix(args)) => verbs::matrix(&args, overlay, console),
        Some(Verb::Export(args)) => verbs::export(&args, overlay, console),
        Some(Verb::Report(args)) => verbs::report(&args, overlay, console),
        Some(Verb::Check(args)) => verbs::check(&args, overlay, console),
        Some(Verb::Lookup { words, all }) => {
            let extent = if all { Extent::All } else { Extent::Screen };
            verbs::lookup(&words.join(" "), extent, overlay, console)
        }
        Some(Verb::Catalog(CatalogVerb::Check { dir })) => verbs::check_catalog(dir.as_deref(), overlay, console),
        Some(Verb::Catalog(CatalogVerb::MoveRole(args))) => verbs::move_role(&args, overlay, console),
        Some(Verb::Catalog(CatalogVerb::Export { table, output, .. })) => {
            verbs::export_catalog(table, output.file(), overlay, console)
        }
        Some(Verb::Profiles { verb: None }) => verbs::profiles(overlay, console),
        Some(Verb::Profiles { verb: Some(ProfilesVerb::FromForm { form, name, output }) }) => {
            verbs::profile_from_form(&form, name.as_deref(), output.file(), console)
        }
        Some(Verb::Templates) => verbs::templates(overlay, console),
        Some(Verb::New { template, output }) => verbs::new(&template, output.file(), overlay, console),
        None if overlay.is_some() => Err(Failure::usage("--catalog goes with a verb; the window chooses its own")),
        None => {
            // An error can be shown on the console now, and only in the window later.
            if let Some(plan) = args.plan.as_deref().filter(|_| cfg!(feature = "gui")) {
                plan_file::load(plan).map_err(Failure::system)?;
            }
            open_window(args.plan)
        }
    }
}

/// Reads the arguments. An error quotes them in printable form: a line break in one would otherwise forge a line of it.
fn parse<P: clap::Parser>(args: impl IntoIterator<Item = impl Into<OsString>>) -> Result<P, clap::Error> {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    P::try_parse_from(&args).map_err(|err| {
        let shown: Vec<String> = args.iter().map(|arg| printable(&arg.to_string_lossy()).into_owned()).collect();
        // Arguments that were refused are refused in printable form as well.
        P::try_parse_from(shown).err().unwrap_or(err)
    })
}

/// Writes the text of clap: help and version are product, all else is wrong use.
fn explain(err: &clap::Error, console: &mut Console<'_>) -> Result<(), Failure> {
    let text = err.render().to_string();
    if err.use_stderr() {
        return Err(Failure::Explained(text));
    }
    let mut lines = console.lines();
    Ok(text.lines().try_for_each(|line| lines.line(line))?)
}

#[cfg(feature = "gui")]
fn open_window(plan: Option<PathBuf>) -> Result<(), Failure> {
    crate::gui::run(plan).map_err(Failure::system)
}

#[cfg(not(feature = "gui"))]
fn open_window(_plan: Option<PathBuf>) -> Result<(), Failure> {
    use clap::CommandFactory as _;
    Err(Failure::Explained(PortolanArgs::command().render_help().to_string()))
}
