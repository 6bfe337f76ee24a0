//! `report`: the plan as a document to sign and to file.

use std::path::Path;

use super::asked::Asked;
use super::{input, output};
use crate::cli::args::ReportArgs;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::export::{Cancel, ExportOptions, Exporter, REPORTS, export};

/// Endings of files that mean a format beside its own.
const OTHER_ENDINGS: [(&str, &str); 2] = [("htm", "html"), ("markdown", "md")];

/// Writes the report of a plan, to a file whole or not at all.
pub(in crate::cli) fn report(
    args: &ReportArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let file = output::file(&args.output, &args.plan)?;
    let format = match (args.format, file) {
        (Some(format), _) => format,
        (None, Some(file)) => by_ending(file)?,
        (None, None) => REPORTS[0],
    };
    let catalog = input::catalog(overlay, console)?;
    let check_size = |num_zones| format.check_size(num_zones).map_err(|err| Failure::usage(err.to_string()));
    let asked = Asked::read((&args.plan, &args.filter), catalog, check_size, console)?;
    let Asked { catalog, matrix, options } = asked;
    let options = ExportOptions { as_of: args.as_of, ..options };
    output::write(file, console, |out| export(&catalog, &matrix, format, options, out, &Cancel::default()))
}

/// The format that the ending of a file means.
fn by_ending(file: &Path) -> Result<&'static Exporter, Failure> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = OTHER_ENDINGS.iter().find(|(other, _)| *other == ending).map_or(&*ending, |(_, own)| own);
    REPORTS.iter().copied().find(|format| format.extension == ending).ok_or_else(|| {
        let names: Vec<&str> = REPORTS.iter().map(|format| format.name).collect();
        Failure::usage(format!(
            "{}: the ending says no format of reports: say --format {}",
            file.display(),
            names.join(" or ")
        ))
    })
}
