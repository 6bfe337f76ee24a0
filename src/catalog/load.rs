//! From texts to [`Sources`]. It looks at the shape of each file and at nothing between files.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::schema::{self, Sources};
use crate::finding::{Code, Finding, Place};
use crate::ron_text::{Fault, options};

/// The file of an overlay that names the entities to leave out, as a list of `roles/telnet-server`.
const DISABLED: &str = "disabled.ron";

/// Reads texts named like `roles/dns-server.ron`. A later text replaces an earlier one of the same name.
///
/// Files of other kinds (`README.md`, `templates/`) are skipped.
#[must_use]
pub fn load<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Sources, Vec<Finding>) {
    let mut res = Sources::default();
    let mut findings = Vec::new();
    let mut disabled = Vec::new();
    for (file, text) in texts {
        let Some(stem) = file.strip_suffix(".ron") else { continue };
        let Some((folder, id)) = stem.split_once('/') else {
            match file {
                "catalog.ron" => res.header = parse(file, text, &mut findings).or(res.header.take()),
                DISABLED => disabled.extend(parse::<Vec<String>>(file, text, &mut findings).unwrap_or_default()),
                _ => findings.push(unknown_kind(file)),
            }
            continue;
        };
        match folder {
            "os" => keep(&mut res.os, file, id, text, |os| &os.id, &mut findings),
            "references" => keep(&mut res.references, file, id, text, |reference| &reference.id, &mut findings),
            "rpc-servers" => keep(&mut res.rpc_servers, file, id, text, |server| &server.id, &mut findings),
            "assumptions" => keep(&mut res.assumptions, file, id, text, |assumption| &assumption.id, &mut findings),
            "services" => keep(&mut res.services, file, id, text, |service| &service.id, &mut findings),
            "tunnels" => keep(&mut res.tunnels, file, id, text, |tunnel| &tunnel.id, &mut findings),
            "roles" => keep(&mut res.roles, file, id, text, |role| &role.id, &mut findings),
            "templates" => {}
            _ => findings.push(unknown_kind(file)),
        }
    }
    for entity in disabled {
        if !disable(&mut res, &entity) {
            findings.push(Finding::new(
                Code::CatalogUnresolved,
                Place::File { file: DISABLED.to_owned(), position: None },
                format!("there is no “{entity}” to leave out"),
                "name it as folder/id, for example roles/telnet-server",
            ));
        }
    }
    (res, findings)
}

fn keep<T: DeserializeOwned>(
    entities: &mut BTreeMap<String, T>,
    file: &str,
    stem: &str,
    text: &str,
    id: fn(&T) -> &String,
    findings: &mut Vec<Finding>,
) {
    let Some(entity) = parse::<T>(file, text, findings) else { return };
    if id(&entity) == stem {
        entities.insert(stem.to_owned(), entity);
    } else {
        findings.push(Finding::new(
            Code::CatalogId,
            Place::File { file: file.to_owned(), position: None },
            format!("the id is “{}”, the file is called “{stem}.ron”", id(&entity)),
            "give both the same name",
        ));
    }
}

fn parse<T: DeserializeOwned>(file: &str, text: &str, findings: &mut Vec<Finding>) -> Option<T> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    options()
        .from_str(text)
        .map_err(|err| {
            let Fault { message, position } = Fault::new(&err, text);
            findings.push(Finding::new(
                Code::CatalogSyntax,
                Place::File { file: file.to_owned(), position: Some(position) },
                message,
                "see docs/CATALOG.md for the shape of each file",
            ));
        })
        .ok()
}

fn disable(sources: &mut Sources, entity: &str) -> bool {
    let Some((folder, id)) = entity.split_once('/') else { return false };
    match folder {
        "os" => sources.os.remove(id).is_some(),
        "references" => sources.references.remove(id).is_some(),
        "rpc-servers" => sources.rpc_servers.remove(id).is_some(),
        "assumptions" => sources.assumptions.remove(id).is_some(),
        "services" => sources.services.remove(id).is_some(),
        "tunnels" => sources.tunnels.remove(id).is_some(),
        "roles" => sources.roles.remove(id).is_some(),
        _ => false,
    }
}

fn unknown_kind(file: &str) -> Finding {
    Finding::new(
        Code::CatalogSyntax,
        Place::File { file: file.to_owned(), position: None },
        "this is no kind of catalog file",
        format!("the folders are {}", schema::FOLDERS.join(", ")),
    )
}
