//! What may stand on the command line. It names the verbs; what they do is elsewhere.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use itertools::Itertools as _;

use crate::date::Date;
use crate::export::{
    CATALOG_TABLES, CatalogTable, EXPORTERS, ExportOptions, Exporter, NOTICE, NeedFilter, Pairs, Paper, REPORTS,
    SameZone,
};
use crate::query::Query;

const EXIT_CODES: &str = "\
Exit codes: 0 fine, 1 findings of severity error, 2 wrong use, 3 the file system refused.
The product goes to standard output, findings and errors to standard error.";

/// Where a verb writes: a file, or standard output.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct OutputArgs {
    /// File to write, whole or not at all; standard output by default, and for “-”
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputArgs {
    /// The file; `None`: standard output.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }
}

/// Plans the network ports of Windows systems and the Microsoft server products.
#[derive(Debug, Parser)]
#[command(name = "portolan", version, after_help = EXIT_CODES, subcommand_value_name = "VERB", subcommand_help_heading = "Verbs")]
pub(super) struct PortolanArgs {
    /// Plan to open in the window
    pub plan: Option<PathBuf>,

    /// Folder whose files add to the catalog or replace parts of it
    #[arg(long, global = true, value_name = "DIR")]
    pub catalog: Option<PathBuf>,

    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What the program is asked to do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Shows which zone must reach which, as a text table
    Matrix(MatrixArgs),
    /// Writes the matrix as a file for a change request or a program
    Export(ExportArgs),
    /// Writes the plan as a report to print, to sign and to file, with every rule's reasons and documents
    Report(ReportArgs),
    /// Tells what is wrong, odd or worth knowing about a plan
    Check(CheckArgs),
    /// Tells who listens and who connects, by port, service, protocol, role or document
    ///
    /// What is called so comes first, then what has the words in its name, then what is said of it; roles before
    /// services, services before scenarios, documents last. A port finds who listens on it, and in one last line how
    /// many may because it lies in a wide range.
    Lookup {
        /// 445, tcp 135, 80,443, dfsr, domain controller, SCCM, “what ports does WSUS need”, “ldap -udp”, KB 832017
        #[arg(required = true)]
        words: Vec<String>,
        /// Everything that is found, and all that is said of it, not a screen of it
        #[arg(long)]
        all: bool,
    },
    /// Checks the catalog, or writes it as tables
    #[command(subcommand)]
    Catalog(CatalogVerb),
    /// Lists the forms that can be filled, or makes a profile for a form of yours
    #[command(args_conflicts_with_subcommands = true)]
    Profiles {
        #[command(subcommand)]
        verb: Option<ProfilesVerb>,
    },
    /// Lists the plans to start from
    Templates,
    /// Starts a plan from a template
    New {
        /// Name of the template
        template: String,
        #[command(flatten)]
        output: OutputArgs,
    },
}

/// What is done about profiles.
#[derive(Debug, Subcommand)]
pub(super) enum ProfilesVerb {
    /// Reads the header row of a form, and writes a profile that fills it
    ///
    /// What is proposed for the columns, and which stay blank, goes to standard error. The profile is a text: change it
    /// where it is wrong, and export with --profile FILE.ron.
    FromForm {
        /// CSV or XLSX with a header row; there may be lines before it and example rows behind it
        form: PathBuf,
        /// What the form is called; the name of its file by default
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        output: OutputArgs,
    },
}

/// Arguments of `matrix`.
#[derive(Debug, Args)]
pub(super) struct MatrixArgs {
    /// Plan to derive the matrix from
    pub plan: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Plan to look at
    pub plan: PathBuf,
    /// Day to judge by what ends on a day, such as accepted risks and support; that of the catalog by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Also write, below each finding, the ids by which the plan can accept it as a risk
    #[arg(long)]
    pub ids: bool,
    /// What the findings are written as
    #[arg(short, long, value_enum, default_value_t)]
    pub format: FindingFormat,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub query: QueryArgs,
}

/// What findings are written as.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(super) enum FindingFormat {
    /// Lines to read, to standard error, and their number; with -o all of it goes into the file
    #[default]
    Text,
    /// A table, one row a finding, with places by name, ids, and who accepted it as a risk
    Csv,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = NOTICE)]
pub(super) struct ExportArgs {
    /// Plan to derive the matrix from
    pub plan: PathBuf,
    /// What to write
    #[arg(short, long, value_parser = exporters(), required_unless_present = "profile")]
    pub format: Option<&'static Exporter>,
    /// Instead of a format: the form to fill, by the name that `portolan profiles` lists, or by the path of a .ron file;
    /// with xlsx: the form whose columns its rules have
    #[arg(short, long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[arg(long, help = format!("One row for each pair, transport and need; {} and some profiles only", compact_formats()))]
    pub compact: bool,
    /// Pictures only: parts them into pages of paper on which texts can be read, files of a new folder that -o names
    #[arg(long, value_name = "PAPER", value_parser = papers())]
    pub page: Option<Paper>,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = NOTICE)]
pub(super) struct ReportArgs {
    /// Plan to report on
    pub plan: PathBuf,
    /// What to write; by default what the ending of the file says, and a page for standard output
    #[arg(short, long, value_parser = reports())]
    pub format: Option<&'static Exporter>,
    /// Day to judge findings and accepted risks by; that of the catalog by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// What is left out.
#[derive(Clone, Debug, Args)]
pub(super) struct FilterArgs {
    /// Which needs to show
    #[arg(long, default_value = NeedFilter::All.label(), value_parser = needs())]
    pub need: NeedFilter,
    /// Show what is opened inside each zone, too
    #[arg(long)]
    pub same_zone: bool,
    #[command(flatten)]
    pub query: QueryArgs,
    #[command(flatten)]
    pub pairs: PairArgs,
}

/// Which pairs of zones are written.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct PairArgs {
    /// Only what goes from or to this zone, by its name or id; may be said of several
    #[arg(long, value_name = "ZONE", conflicts_with_all = ["from", "to"])]
    pub zone: Vec<String>,
    /// Only what goes from this zone; may be said of several
    #[arg(long, value_name = "ZONE")]
    pub from: Vec<String>,
    /// Only what goes to this zone; may be said of several
    #[arg(long, value_name = "ZONE")]
    pub to: Vec<String>,
}

/// Which rules are asked for.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct QueryArgs {
    /// Only what a query asks for: “135,445”, “tcp/135 from:DMZ”, “role:dc -legacy”
    #[arg(long, value_name = "QUERY")]
    pub filter: Option<String>,
}

impl FilterArgs {
    /// The options of what a query asks for between some pairs of zones.
    pub(super) fn options(&self, filter: Query, pairs: Pairs) -> ExportOptions {
        let same_zone = if self.same_zone { SameZone::Include } else { SameZone::LeaveOut };
        ExportOptions { need: self.need, same_zone, filter, pairs, ..ExportOptions::default() }
    }
}

/// What to do with the catalog.
#[derive(Debug, Subcommand)]
pub(super) enum CatalogVerb {
    /// Tells what is wrong with the catalog
    Check {
        /// A whole catalog, or files that add to the one in the program; the latter alone by default
        dir: Option<PathBuf>,
    },
    /// Moves a role of a plan's own into a catalog folder, with those that it calls or that call it
    ///
    /// The folder gets files that are not there yet, or nothing. The product is the plan without the roles, which means the
    /// same with --catalog DIR; the plan that is read stays as it is.
    MoveRole(MoveRoleArgs),
    /// Writes a table of the catalog
    Export {
        /// Which table
        #[arg(short, long, value_parser = tables())]
        table: &'static CatalogTable,
        /// What to write
        #[arg(short, long, default_value = "csv", value_parser = ["csv"])]
        format: String,
        #[command(flatten)]
        output: OutputArgs,
    },
}

/// Arguments of `catalog move-role`.
#[derive(Debug, Args)]
pub(super) struct MoveRoleArgs {
    /// Plan that has the role
    pub plan: PathBuf,
    /// The role, by its name or id
    pub role: String,
    /// Catalog folder to write to
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Title of the document that says what the role listens on and calls
    #[arg(long)]
    pub title: String,
    /// Who published the document
    #[arg(long)]
    pub publisher: String,
    /// Where the document stands: an address or a path
    #[arg(long)]
    pub document: String,
    /// Day on which it was read; that of the catalog by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub read: Option<Date>,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Plans the network ports of Windows systems and the Microsoft server products, in a window.
#[derive(Debug, Parser)]
#[command(name = "portolan-window", version)]
pub(super) struct WindowArgs {
    /// Plan to open
    pub plan: Option<PathBuf>,
}

fn exporters() -> impl TypedValueParser<Value = &'static Exporter> {
    named(EXPORTERS.iter().map(|&exporter| (exporter.name, exporter.description, exporter)))
}

fn reports() -> impl TypedValueParser<Value = &'static Exporter> {
    named(REPORTS.iter().map(|&exporter| (exporter.name, exporter.description, exporter)))
}

fn tables() -> impl TypedValueParser<Value = &'static CatalogTable> {
    named(CATALOG_TABLES.iter().map(|&table| (table.name, table.description, table)))
}

/// The names of the formats that can be compact.
pub(super) fn compact_formats() -> String {
    EXPORTERS.iter().filter(|exporter| exporter.can_be_compact).map(|exporter| exporter.name).join(" or ")
}

fn papers() -> impl TypedValueParser<Value = Paper> {
    named(Paper::ALL.iter().map(|&paper| (paper.label(), "", paper)))
}

fn needs() -> impl TypedValueParser<Value = NeedFilter> {
    named(NeedFilter::ALL.iter().map(|&need| (need.label(), "", need)))
}

/// Reads a value by its name. Each comes with its name and a line of help.
fn named<T: Copy + Send + Sync + 'static>(
    values: impl Iterator<Item = (&'static str, &'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<_> = values.collect();
    let possible = values.iter().map(|&(name, help, _)| {
        let value = PossibleValue::new(name);
        if help.is_empty() { value } else { value.help(help) }
    });
    PossibleValuesParser::new(possible).try_map(move |text| {
        let found = values.iter().find(|(name, ..)| *name == text);
        found.map(|&(_, _, value)| value).ok_or_else(|| format!("there is no “{text}”"))
    })
}
