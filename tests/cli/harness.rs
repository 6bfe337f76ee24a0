//! What tests of exports and verbs share: a run in process, the miniature catalog, a plan that has everything.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use portolan::catalog::{self, Catalog};
use portolan::cli::{self, ExitCode};
use portolan::export::{Cancel, ExportOptions, Exporter, export, exporter};
use portolan::files::catalog_dir;
use portolan::matrix::derive;
use portolan::plan::{Plan, file};
use tempfile::TempDir;

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: ExitCode,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program in process.
pub(crate) fn run<T: Into<OsString>>(args: impl IntoIterator<Item = T>) -> Run {
    let args: Vec<OsString> =
        [OsString::from("portolan")].into_iter().chain(args.into_iter().map(Into::into)).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run(args, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { code, out: text(out), err: text(err) }
}

/// Runs the program with words that have no blanks in them.
pub(crate) fn run_line(line: &str) -> Run {
    run(line.split(' '))
}

/// A folder of files that goes when the test ends.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a folder for the test"))
    }

    /// Where a file of this name is or would be.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with the folders it stands in.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder in the folder of the test");
        }
        fs::write(&path, text).expect("a file in the folder of the test");
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    /// The names of what is in it.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the folder is there");
        let mut res: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        res.sort();
        res
    }
}

/// Members of a domain and their domain controller: the worked example of the design.
pub(crate) const WORKED_EXAMPLE: &str = r#"(
    format: 1,
    title: "Worked example",
    zones: [
        (
            id: "clients",
            name: "Clients",
            os: ["windows-11"],
            placements: [
                (role: "domain-member"),
            ],
        ),
        (
            id: "core",
            name: "Core",
            os: ["windows-server-2022"],
            placements: [
                (role: "dns-server"),
                (role: "domain-controller"),
            ],
        ),
    ],
)
"#;

/// The catalog of `tests/scenarios/catalog-mini`.
pub(crate) fn miniature() -> Catalog {
    miniature_with(&[])
}

/// The miniature catalog with more texts.
pub(crate) fn miniature_with(more: &[(&str, &str)]) -> Catalog {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/catalog-mini");
    let (texts, _) = catalog_dir::read_dir(&dir).expect("the miniature catalog");
    let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let (catalog, findings) = catalog::read(texts.chain(more.iter().copied()));
    assert!(findings.is_empty(), "{findings:?}");
    catalog
}

/// A plan for the miniature catalog with flows of every status, need and kind of port.
pub(crate) fn plan_with_everything() -> Plan {
    file::read(include_str!("everything.ron")).expect("a plan").plan
}

/// The exporter of this name.
pub(crate) fn named(name: &str) -> &'static Exporter {
    exporter(name).expect("an exporter of this name")
}

/// What an export of a plan with the miniature catalog writes.
pub(crate) fn exported(plan: &Plan, format: &Exporter, options: ExportOptions) -> String {
    String::from_utf8(exported_bytes(plan, format, options)).expect("a text is UTF-8")
}

/// The same, of formats that are no texts, too.
pub(crate) fn exported_bytes(plan: &Plan, format: &Exporter, options: ExportOptions) -> Vec<u8> {
    let catalog = miniature();
    let mut bytes = Vec::new();
    export(&catalog, &derive(&catalog, plan), format, options, &mut bytes, &Cancel::default()).expect("an export");
    bytes
}

/// The rows of a CSV, the header first.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    reader.records().map(|row| cells(row.expect("it is CSV, every row as long as the first"))).collect()
}
