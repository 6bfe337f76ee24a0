//! What a path is asked for, what is proposed for it, and the ending that it gets. It asks nobody.

use std::path::{Path, PathBuf};

use crate::export::{ExportOptions, Exporter};
use crate::finding::Finding;
use crate::gui::deps::{PathQuestion, Wanted};
use crate::plan::MovedRoles;
use crate::profile::Profile;

/// The ending of plan files.
const PLAN_ENDING: &str = "ron";
/// The ending of files of findings.
const FINDINGS_ENDING: &str = "csv";
/// The ending of filled forms.
const FORM_ENDING: &str = "csv";

/// What the open plan is left for, once its changes are saved or given up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::gui) enum LeaveFor {
    /// A template, by its name, or an empty plan.
    Template(Option<String>),
    /// This plan.
    OpenFile(PathBuf),
    /// The end of the program.
    Quit,
}

/// What a path is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gui) enum Purpose {
    /// A plan to open.
    Open,
    /// The file to save the plan to.
    SaveAs {
        /// What comes after that.
        next: Option<LeaveFor>,
    },
    /// A folder to lay over the catalog.
    CatalogFolder,
    /// A folder to move roles of the plan into.
    MoveRoles(MovedRoles),
    /// A file to export to.
    Export {
        /// What it looks like.
        format: &'static Exporter,
        /// What it leaves out.
        options: ExportOptions,
    },
    /// A file to fill this form into, or a folder for the files of one that has several.
    Form {
        /// How it is filled.
        profile: Box<Profile>,
        /// What it leaves out.
        options: ExportOptions,
    },
    /// A form of the user's, to read its header row.
    LoadForm,
    /// A file to write these findings to, as a CSV.
    Findings(Vec<Finding>),
}

/// What questions for paths propose.
#[derive(Clone, Debug, Default)]
pub(in crate::gui) struct PathDefaults {
    /// What the plan is called.
    pub name: String,
    /// Where plans and exports lie.
    pub folder: Option<PathBuf>,
    /// The catalog folder that is in use.
    pub catalog_folder: Option<PathBuf>,
}

impl Purpose {
    /// Whether something is written at the path.
    #[must_use]
    pub(in crate::gui) fn writes(&self) -> bool {
        match self {
            Self::Open | Self::CatalogFolder | Self::MoveRoles(_) | Self::LoadForm => false,
            Self::SaveAs { .. } | Self::Export { .. } | Self::Form { .. } | Self::Findings(_) => true,
        }
    }

    /// Whether a folder is made at the path, which must be free.
    #[must_use]
    pub(in crate::gui) fn makes_folder(&self) -> bool {
        match self {
            Self::Form { profile, .. } => profile.is_folder(),
            Self::Export { options, .. } => options.paper.is_some(),
            Self::Open
            | Self::SaveAs { .. }
            | Self::CatalogFolder
            | Self::MoveRoles(_)
            | Self::LoadForm
            | Self::Findings(_) => false,
        }
    }

    /// The ending that a file for this has; `None`: it is there already, with whatever ending.
    fn ending(&self) -> Option<&'static str> {
        match self {
            Self::Open | Self::CatalogFolder | Self::MoveRoles(_) | Self::LoadForm => None,
            Self::SaveAs { .. } => Some(PLAN_ENDING),
            Self::Export { format, options } => options.paper.is_none().then_some(format.extension),
            Self::Form { profile, .. } => (!profile.is_folder()).then_some(FORM_ENDING),
            Self::Findings(_) => Some(FINDINGS_ENDING),
        }
    }
}

/// The question for a path.
#[must_use]
pub(in crate::gui) fn question(purpose: &Purpose, defaults: &PathDefaults) -> PathQuestion {
    let folder = defaults.folder.clone();
    let stem = file_stem(defaults.name.strip_suffix(".ron").unwrap_or(&defaults.name));
    let plan_filter = || ("Portolan plan".to_owned(), PLAN_ENDING.to_owned());
    let catalog_folder = |title: &str| PathQuestion {
        wanted: Wanted::Folder,
        title: title.to_owned(),
        folder: defaults.catalog_folder.clone().or(defaults.folder.clone()),
        file_name: String::new(),
        filter: Default::default(),
    };
    match purpose {
        Purpose::Open => PathQuestion {
            wanted: Wanted::Open,
            title: "Open plan".to_owned(),
            folder,
            file_name: String::new(),
            filter: plan_filter(),
        },
        Purpose::SaveAs { .. } => PathQuestion {
            wanted: Wanted::Save,
            title: "Save plan as".to_owned(),
            folder,
            file_name: format!("{stem}.{PLAN_ENDING}"),
            filter: plan_filter(),
        },
        Purpose::CatalogFolder => catalog_folder("Use catalog folder"),
        Purpose::MoveRoles(_) => catalog_folder("Move to a catalog folder"),
        Purpose::Export { format, options } if options.paper.is_some() => PathQuestion {
            wanted: Wanted::NewFolder,
            title: format!("Export {} into a new folder", format.name),
            folder,
            file_name: format!("{stem}-{}", format.content),
            filter: Default::default(),
        },
        Purpose::Export { format, .. } => PathQuestion {
            wanted: Wanted::Save,
            title: format!("Export {}", format.name),
            folder,
            file_name: format!("{stem}-{}.{}", format.content, format.extension),
            filter: (format.name.to_owned(), format.extension.to_owned()),
        },
        Purpose::Form { profile, .. } if profile.is_folder() => PathQuestion {
            wanted: Wanted::NewFolder,
            title: format!("Export {} into a new folder", profile.name),
            folder,
            file_name: format!("{stem}-{}", profile.id),
            filter: Default::default(),
        },
        Purpose::Form { profile, .. } => PathQuestion {
            wanted: Wanted::Save,
            title: format!("Export {}", profile.name),
            folder,
            file_name: format!("{stem}-{}.{FORM_ENDING}", profile.id),
            filter: (profile.name.clone(), FORM_ENDING.to_owned()),
        },
        // What a form is, is told by what stands in it: it may have whatever ending.
        Purpose::LoadForm => PathQuestion {
            wanted: Wanted::Open,
            title: "Load my form".to_owned(),
            folder,
            file_name: String::new(),
            filter: Default::default(),
        },
        Purpose::Findings(_) => PathQuestion {
            wanted: Wanted::Save,
            title: "Export findings".to_owned(),
            folder,
            file_name: format!("{stem}-findings.{FINDINGS_ENDING}"),
            filter: (FINDINGS_ENDING.to_owned(), FINDINGS_ENDING.to_owned()),
        },
    }
}

/// The path with the ending that files for this have. A plan is found again by it, so it always gets its own;
/// an export keeps an ending that the user chose, which begins with a letter: “1.2” ends in none.
#[must_use]
pub(in crate::gui) fn with_ending(purpose: &Purpose, path: PathBuf) -> PathBuf {
    let Some(ending) = purpose.ending() else { return path };
    let present = path.extension().map(|present| present.to_string_lossy().into_owned()).unwrap_or_default();
    let is_chosen = match purpose {
        Purpose::Open | Purpose::CatalogFolder | Purpose::MoveRoles(_) | Purpose::LoadForm => true,
        Purpose::SaveAs { .. } => present.eq_ignore_ascii_case(ending),
        Purpose::Export { .. } | Purpose::Form { .. } | Purpose::Findings(_) => {
            present.starts_with(|c: char| c.is_ascii_alphabetic()) && !present.contains(' ')
        }
    };
    match path.file_name() {
        Some(name) if !is_chosen => {
            let mut name = name.to_owned();
            name.push(format!(".{ending}"));
            path.with_file_name(name)
        }
        _ => path,
    }
}

/// The folder that a file lies in.
#[must_use]
pub(in crate::gui) fn folder_of(path: &Path) -> Option<PathBuf> {
    path.parent().map(Path::to_owned)
}

/// A file name made from what the plan is called.
fn file_stem(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let res = words.collect::<Vec<_>>().join("-").to_lowercase();
    if res.is_empty() { "plan".to_owned() } else { res }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::EXPORTERS;

    #[test]
    fn file_names_hold_no_blanks() {
        for (name, expected) in
            [("Clients, AD core and DMZ", "clients-ad-core-and-dmz"), ("…", "plan"), ("Büro 7", "büro-7")]
        {
            assert_eq!(file_stem(name), expected);
        }
    }

    #[test]
    fn a_number_behind_a_dot_is_no_ending() {
        let save = Purpose::SaveAs { next: None };
        let export = Purpose::Export { format: EXPORTERS[0], options: ExportOptions::default() };
        for (purpose, path, expected) in [
            (&save, "a/plan", "a/plan.ron"),
            (&save, "a/plan 1.2", "a/plan 1.2.ron"),
            (&save, "plan.v2", "plan.v2.ron"),
            (&save, "plan.", "plan..ron"),
            (&save, "plan.ron", "plan.ron"),
            (&save, "PLAN.RON", "PLAN.RON"),
            (&export, "rules", "rules.csv"),
            (&export, "rules 2026.11", "rules 2026.11.csv"),
            (&export, "St. Gallen", "St. Gallen.csv"),
            (&export, "rules.txt", "rules.txt"),
            (&Purpose::Open, "plan 1.2", "plan 1.2"),
        ] {
            assert_eq!(with_ending(purpose, path.into()), PathBuf::from(expected));
        }
    }
}
