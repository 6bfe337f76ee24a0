//! `export` and `catalog export`: the matrix, or a table of the catalog, as a file.

use std::path::Path;
use std::sync::Arc;

use super::asked::Asked;
use super::{input, output, profiles};
use crate::cli::args::{ExportArgs, compact_formats};
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::export::{
    self, Cancel, CatalogTable, ExportAs, ExportOptions, FileSink, FormReport, OneFile, Progress, export_form,
    zone_names,
};
use crate::files::new_folder::{self, NewFolderError};
use crate::matrix::Merge;

/// Writes the matrix of a plan, to a file whole or not at all.
pub(in crate::cli) fn export(
    args: &ExportArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let own = input::overlay_texts(overlay, console)?;
    let named = |name| profiles::named(name, &input::own_profiles(&own).0);
    let profile = args.profile.as_deref().map(named).transpose()?;
    let (form, columns) = match (args.format, profile) {
        (Some(format), Some(profile)) if format.takes_profile => {
            format.check_profile(&profile).map_err(|err| Failure::usage(err.to_string()))?;
            (ExportAs::Format(format), Some(Arc::new(profile)))
        }
        (Some(format), Some(_)) => {
            return Err(Failure::usage(format!(
                "--profile goes with --format xlsx, or stands instead of a format; it does not go with {}",
                format.name
            )));
        }
        (Some(format), None) => (ExportAs::Format(format), None),
        (None, Some(profile)) => (ExportAs::Form(Box::new(profile)), None),
        (None, None) => return Err(Failure::usage("say what to write: --format or --profile")),
    };
    if args.compact && !form.can_be_compact(columns.as_deref()) {
        return Err(Failure::usage(match (&form, &columns) {
            (ExportAs::Format(_), Some(profile)) => format!("--compact does not go with the profile {}", profile.id),
            (ExportAs::Format(format), None) => {
                format!("--compact goes with --format {}, not with {}", compact_formats(), format.name)
            }
            (ExportAs::Form(profile), _) => format!("--compact does not go with the profile {}", profile.id),
        }));
    }
    let file = output::file(&args.output, &args.plan)?;
    if let ExportAs::Form(profile) = &form
        && profile.is_folder()
        && file.is_none()
    {
        let names: Vec<&str> = profile.files.iter().map(|file| file.name.as_str()).collect();
        let (form, names) = (&profile.name, names.join(", "));
        let has = if profile.files.len() > 1 { "has" } else { "may have" };
        return Err(Failure::usage(format!(
            "the form “{form}” {has} several files ({names}): name a folder that is not there yet with -o"
        )));
    }
    if args.page.is_some() {
        check_pages(&form, file)?;
    }
    let catalog = input::catalog_with(&own, console);
    let check_size = |num_zones| match &form {
        ExportAs::Format(format) => format.check_size(num_zones).map_err(|err| Failure::usage(err.to_string())),
        ExportAs::Form(_) => Ok(()),
    };
    let asked = Asked::read((&args.plan, &args.filter), catalog, check_size, console)?;
    let Asked { catalog, matrix, options } = asked;
    let merge = if args.compact { Merge::Compact } else { Merge::Ranges };
    let options = ExportOptions { merge, profile: columns, paper: args.page, ..options };
    match form {
        ExportAs::Format(format) => match file {
            Some(folder) if args.page.is_some() => {
                let (cancel, progress) = (Cancel::default(), Progress::default());
                let write = |sink: &mut dyn FileSink| {
                    export::export_pages(&catalog, &matrix, format, options, sink, &cancel, &progress)
                };
                new_folder::write_folder(folder, |sink| Ok(write(sink)?)).map_err(folder_refused)
            }
            Some(_) | None => output::write(file, console, |out| {
                export::export(&catalog, &matrix, format, options, out, &Cancel::default())
            }),
        },
        ExportAs::Form(profile) => {
            let fill = |sink: &mut dyn FileSink| {
                let (cancel, progress) = (Cancel::default(), Progress::default());
                export_form(&catalog, &matrix, &profile, options, sink, &cancel, &progress)
            };
            let mut report = FormReport::default();
            if let Some(folder) = file.filter(|_| profile.is_folder()) {
                report = new_folder::write_folder(folder, |sink| Ok(fill(sink)?)).map_err(folder_refused)?;
            } else {
                output::write(file, console, |out| {
                    report = fill(&mut OneFile(out))?;
                    Ok(())
                })?;
            }
            report.sentences(&zone_names(matrix.plan())).iter().for_each(|sentence| console.say(sentence));
            Ok(())
        }
    }
}

/// Makes sure that what is written has pages, and that there is a place for them.
fn check_pages(form: &ExportAs, file: Option<&Path>) -> Result<(), Failure> {
    match form {
        ExportAs::Format(format) if format.has_pages() => {}
        ExportAs::Format(format) => {
            return Err(Failure::usage(format!("--page goes with pictures, not with {}", format.name)));
        }
        ExportAs::Form(profile) => {
            return Err(Failure::usage(format!("--page goes with pictures, not with the profile {}", profile.id)));
        }
    }
    match file {
        Some(_) => Ok(()),
        None => Err(Failure::usage("each page is a file: name a folder that is not there yet with -o")),
    }
}

fn folder_refused(err: NewFolderError) -> Failure {
    match err {
        NewFolderError::Exists { .. } => Failure::usage(err.to_string()),
        NewFolderError::Write { .. } => Failure::system(err),
    }
}

/// Writes a table of the catalog.
pub(in crate::cli) fn export_catalog(
    table: &CatalogTable,
    file: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    output::write(file, console, |out| export::export_catalog(&catalog, table, out))
}
