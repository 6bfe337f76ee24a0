//! What verbs read: the catalog with its overlay, and a plan.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;
use itertools::Itertools as _;

use crate::catalog::Catalog;
use crate::check;
use crate::cli::args::{PairArgs, QueryArgs};
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::export::{Pairs, zone_names};
use crate::files::catalog_dir::{self, NamedText};
use crate::files::own_folder;
use crate::files::own_profiles::OwnProfiles;
use crate::files::plan_file::{self, PlanIoError};
use crate::finding::Finding;
use crate::matrix::{self, Matrix};
use crate::plan::file::{self, ReadPlan};
use crate::plan::{Plan, Zone, with_roles_of};
use crate::query::Query;

/// So many zones of a plan are named where one is not among them.
const MOST_NAMES: usize = 12;

/// The embedded catalog, replaced in part by the user's own folder. What is wrong with that is reported and left out.
pub(super) fn catalog(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<Catalog, Failure> {
    Ok(catalog_with(&overlay_texts(overlay, console)?, console))
}

/// The embedded catalog, replaced in part by texts. What is wrong with those is reported and left out.
pub(super) fn catalog_with(overlay: &[NamedText], console: &mut Console<'_>) -> Catalog {
    let (catalog, findings) = catalog_dir::with_overlay(overlay);
    console.report(&findings);
    catalog
}

/// The texts of the user's own folder.
pub(super) fn overlay_texts(overlay: Option<&Path>, console: &mut Console<'_>) -> Result<Vec<NamedText>, Failure> {
    let Some(dir) = overlay else { return Ok(Vec::new()) };
    let (texts, findings) = catalog_dir::read_dir(dir).map_err(Failure::system)?;
    console.report(&findings);
    Ok(texts)
}

/// The texts of profiles that are the user's own, and what is wrong with files that have none: those that the window
/// keeps, and those of the user's own catalog folder, which come in the place of others of the same id.
pub(super) fn own_profiles(overlay: &[NamedText]) -> (Vec<NamedText>, Vec<Finding>) {
    let kept = own_folder::path().map(|folder| OwnProfiles::below(&folder).texts());
    let (mut texts, findings) = kept.unwrap_or_default();
    texts.extend(overlay.iter().cloned());
    (texts, findings)
}

/// The plan in a file, with the names of the catalog, and the catalog with the plan's own roles.
pub(super) fn plan(path: &Path, catalog: Catalog) -> Result<(Arc<Catalog>, ReadPlan), Failure> {
    let text = plan_file::load(path).map_err(|err| match err {
        PlanIoError::NotUtf8 { .. } => Failure::plan(err),
        PlanIoError::Read { .. } | PlanIoError::TooLarge { .. } | PlanIoError::Write(_) => Failure::system(err),
    })?;
    let mut read = file::read(&text).map_err(|err| {
        let at = err.at;
        Failure::plan(anyhow!("{}:{}:{}: {}", path.display(), at.line, at.column, err.message))
    })?;
    let num_zones = read.plan.zones.len();
    if !matrix::has_memory_for(num_zones) {
        return Err(Failure::system(anyhow!(
            "not enough memory for {num_zones} zones; close other programs, or part the plan"
        )));
    }
    let catalog = with_roles_of(&Arc::new(catalog), &read.plan);
    if let Some(plan) = read.plan.renamed(&catalog) {
        read.plan = plan;
    }
    Ok((catalog, read))
}

/// What a filter asks for in a plan.
pub(super) fn query(args: &QueryArgs, catalog: &Catalog, plan: &Plan) -> Result<Query, Failure> {
    let typed = args.filter.as_deref().unwrap_or_default();
    Query::read(typed, catalog, plan).map_err(|err| Failure::usage(format!("--filter: {err}")))
}

/// Which pairs of zones are asked for in a plan.
pub(super) fn pairs(args: &PairArgs, plan: &Plan) -> Result<Pairs, Failure> {
    let names = zone_names(plan);
    let found = |option: &str, wanted: &[String]| {
        let mut res = BTreeSet::new();
        for name in wanted {
            let is_meant = |(zone, written): (&Arc<Zone>, &String)| {
                zone.id.as_str() == name || zone.name == *name || written == name
            };
            let meant: Vec<usize> = plan.zones.iter().zip(&names).positions(is_meant).collect();
            if meant.is_empty() {
                let there: Vec<String> = names.iter().take(MOST_NAMES).map(|name| format!("“{name}”")).collect();
                let more = if names.len() > MOST_NAMES { " …" } else { "" };
                return Err(Failure::usage(format!(
                    "{option}: there is no zone “{name}” in the plan; there are {}{more}",
                    there.join(", ")
                )));
            }
            res.extend(meant);
        }
        // Nothing is said of this end.
        Ok(if wanted.is_empty() { (0..plan.zones.len()).collect() } else { res })
    };
    if !args.zone.is_empty() {
        return Ok(Pairs::Of(found("--zone", &args.zone)?));
    }
    if args.from.is_empty() && args.to.is_empty() {
        return Ok(Pairs::All);
    }
    Ok(Pairs::Between { sources: found("--from", &args.from)?, destinations: found("--to", &args.to)? })
}

/// The matrix of a plan, for verbs whose product is made from it.
///
/// Reports the errors, which make it unreliable, and what the plan's reader found; `check` reports the rest.
pub(super) fn matrix(catalog: &Catalog, read: ReadPlan, console: &mut Console<'_>) -> Matrix {
    let matrix = matrix::derive(catalog, &read.plan);
    let mut findings = check::errors(catalog, &matrix);
    findings.extend(read.findings);
    findings.sort();
    findings.dedup();
    console.report(&findings);
    matrix
}
