//! Damaged catalogs: every kind of field of every kind of entity, broken in every way that its shape allows.
//!
//! Nothing may panic, something must be said with file, line and column, and nothing may open more than before.
//! The damages are made from the texts of the miniature catalog and of `rest`, which has the fields that it lacks.

mod damages;
mod openings;
mod syntax;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use portolan::catalog::{self, checks};
use portolan::files::catalog_dir;
use portolan::finding::{Finding, Subject};
use portolan::plan::Plan;

use self::damages::Damage;
use self::openings::Openings;
use crate::{catalogs, scenarios};

/// How often one kind of damage to one kind of field is tried, in different places.
const TRIES: usize = 2;

/// The plans that are derived with each damaged catalog.
const PLANS: [&str; 9] = [
    "mini/rule-01-effective-roles",
    "mini/rule-01-implied-on-some-systems",
    "mini/rule-04-os-conditions",
    "mini/rule-05-dynamic-ports",
    "mini/rule-06-rpc-strategy",
    "mini/rule-08-scopes",
    "mini/rule-09-assumptions",
    "mini/rule-09-choices",
    "mini/rule-12-source-ports",
];

/// Fields and entities that the miniature catalog has no use for.
const REST: [(&str, &str); 6] = [
    ("disabled.ron", "[\n    \"roles/retired\",\n]\n"),
    (
        "roles/retired.ron",
        "(id: \"retired\", name: \"Retired\", family: \"Files\", summary: \"Gone\", runs: [\"files\"], references: [\"guide\"])",
    ),
    (
        "services/rest.ron",
        r#"(
    id: "rest",
    name: "Rest",
    aliases: ["Remainder"],
    service_name: "REST",
    summary: "Has what others lack",
    endpoints: [
        (
            id: "web",
            application_protocol: "HTTP",
            aliases: ["Web"],
            transport: tcp,
            port: range(8000, 8010),
            source_port: 20,
            when: (
                os: (kinds: [server], since: "server-2003", until: "server-2022"),
                source_os: (until: "server-2022"),
                role: "file-server",
                assumption: "tls",
            ),
            legacy: true,
            note: "Seldom",
            confidence: inferred,
            references: ["guide", "manual"],
        ),
    ],
)
"#,
    ),
    (
        "scenarios/rest.ron",
        r#"(
    id: "rest",
    name: "Rest",
    aliases: ["Remainder"],
    summary: "Has what others lack",
    default: declined,
    formerly: ["Residue"],
    references: ["guide"],
)
"#,
    ),
    ("endpoint-groups/web.ron", "(id: \"web\", endpoints: [\"rest/web\"])"),
    (
        "roles/rest-client.ron",
        r#"(
    id: "rest-client",
    name: "Rest client",
    family: "Files",
    summary: "Uses what others lack",
    os: (kinds: [client, server], since: "client-2001", until: "server-2022"),
    abstract: false,
    guarded: false,
    common: false,
    third_party: false,
    retired: true,
    formerly: ["rest-caller"],
    runs: ["rest"],
    implies: ["computer"],
    implies_on: [(role: "resolver", os: (kinds: [server], since: "server-2003"))],
    usually_with: ["file-server"],
    connects: [
        (
            id: "web",
            to: "rest-client",
            uses: ["rest/web"],
            purpose: "Fetch",
            need: optional("rest"),
            when: (os: (only: ["server-2003", "server-2022"]), role: "file-server"),
            scope: (kind: "farm", relation: same),
            peer: false,
            mapper_alone: false,
            confidence: documented,
            references: ["guide"],
        ),
        (
            id: "back",
            to: "rest-client",
            uses: ["web"],
            purpose: "Answer",
            need: optional("rest"),
            answers: "rest-client/web",
            references: ["guide"],
        ),
    ],
    references: ["guide"],
)
"#,
    ),
];

/// Damage that leaves a text which says something else, and says it well: nothing can be found, and why.
///
/// A field ends in what stands here; `*` is every field.
const SILENT: &[(&str, &str, &str)] = &[
    ("*.name", "misspelt", "a name is free text"),
    (".summary", "misspelt", "free text"),
    (".title", "misspelt", "free text"),
    (".publisher", "misspelt", "free text"),
    (".document", "misspelt", "an address is not looked up"),
    (".url", "misspelt", "an address is not looked up"),
    (".url", "empty", "a document may have no public address"),
    (".aliases", "empty", "there may be no other names"),
    (".aliases", "with an unknown item", "other names are free text"),
    (".aliases[]", "misspelt", "other names are free text"),
    (".formerly", "empty", "a role may always have had its id"),
    (".formerly", "with an unknown item", "what is not there any more is not looked up"),
    (".formerly[]", "misspelt", "what is not there any more is not looked up"),
    (".families", "empty", "families may stand by name"),
    (".version", "misspelt", "each publisher has versions of its own"),
    (".version", "empty", "a document may have no version"),
    (".version", "blank", "a document may have no version"),
    (".question", "misspelt", "free text"),
    (".changes", "misspelt", "free text"),
    (".setting", "misspelt", "free text"),
    (".apply", "misspelt", "free text"),
    (".caution", "*text", "free text, which may be left out"),
    (".note", "*text", "free text, which may be left out"),
    (".service_name", "*text", "free text, which may be left out"),
    (".application_protocol", "misspelt", "free text"),
    (".purpose", "misspelt", "free text"),
    (".family", "misspelt", "a family is whatever roles name; a slip is told only where others show the right word"),
    (".aliases[]", "*text", "free text"),
    (".formerly[]", "misspelt", "free text"),
    (".aliases", "empty", "it may have no other name"),
    (".formerly", "empty", "it may always have been called so"),
    (".aliases", "*list", "free texts"),
    (".formerly", "*list", "free texts"),
    ("connects[].id", "misspelt", "unless something answers it, nobody names a connection"),
    ("options[].id", "misspelt", "who names the option is told"),
    (".kb", "zero", "a number that nothing is compared with"),
    (".kb", "too large", "a number that nothing is compared with"),
    ("[].source_port", "removed", "no document may fix the port"),
    ("disabled", "empty", "nothing is left out"),
    (".both_ways", "empty", "the endpoints that nobody opens then are told"),
    (".across_nat", "empty", "each of its endpoints is missed in every case then"),
    (".from_opener", "empty", "the endpoints that nobody opens then are told"),
    (".port[]", "a number", "another port is another fact"),
    ("*", "removed", "a field that may be left out says what its default says"),
    (".runs", "empty", "a role may run nothing"),
    (".implies", "empty", "a role may bring nothing"),
    (".implies_on", "empty", "a role may bring nothing"),
    (".usually_with", "empty", "a role may work by itself"),
    (".connects", "empty", "a role may open nothing"),
    (".endpoints", "empty", "a service may listen on nothing"),
    ("os.references", "empty", "what is not Windows needs no document"),
];

/// Damage that opens more, and why that is no fault of the reader.
const WIDER: &[(&str, &str, &str)] = &[
    ("disabled", "*", "what a list that is emptied or misspelt would have left out can't be known"),
    (".port[]", "a number", "another port is another fact"),
    (".source_port", "removed", "any source port is what the text says then"),
    (".when", "removed", "no condition is what the text says then"),
    (".os", "removed", "no condition is what the text says then"),
    (".source_os", "removed", "no condition is what the text says then"),
    (".role", "removed", "no condition is what the text says then"),
    (".assumption", "removed", "no condition is what the text says then"),
    (".choice", "removed", "no condition is what the text says then"),
    (".only", "removed", "every Windows is what the text says then"),
    (".since", "removed", "no first version is what the text says then"),
    (".until", "removed", "no last version is what the text says then"),
    (".kinds", "removed", "clients and servers is what the text says then"),
    ("options[].id", "*", "a plan that chose an option which is not there is told, and the default holds"),
    (".scope", "removed", "scopes are ignored is what the text says then"),
    (".answers", "removed", "a connection of its own is what the text says then"),
    (".default", "removed", "undecided is what the text says then"),
    (".pin", "removed", "a port that can't be pinned is what the text says then"),
    (".dynamic_range", "removed", "the system's range is what the text says then"),
];

fn is_listed(list: &[(&str, &str, &str)], damage: &Damage) -> bool {
    list.iter().any(|(field, what, _)| {
        let is_field = field.strip_prefix('*').map_or(damage.field.ends_with(field), |end| damage.field.ends_with(end));
        let is_text = ["misspelt", "empty", "blank"].contains(&damage.what);
        let is_list = ["with an item twice", "with an unknown item"].contains(&damage.what);
        is_field && (*what == damage.what || *what == "*" || *what == "*text" && is_text || *what == "*list" && is_list)
    })
}

#[test]
fn a_damaged_catalog_is_told_with_its_place_and_opens_nothing_more() {
    let (mini, unread) = catalog_dir::read_dir(&catalogs::scenarios_dir().join("catalog-mini")).expect("a catalog");
    assert_eq!(unread, []);
    let whole: BTreeMap<&str, &str> =
        mini.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain(REST).collect();
    let plans: Vec<Plan> = PLANS.iter().map(|name| scenarios::plan(name)).collect();
    let read = |damaged: Option<(&str, &str)>| {
        let (catalog, mut findings) =
            catalog::read_layers([whole.clone().into_iter().collect(), damaged.into_iter().collect()]);
        findings.extend(checks::check(&catalog));
        (catalog, findings)
    };
    let (catalog, findings) = read(None);
    assert_eq!(findings, [], "the whole catalog has no findings");
    let before = Openings::new(&catalog, &plans);
    let mut tried: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut num_tried = 0;
    let mut problems: BTreeSet<String> = BTreeSet::new();
    for (&file, &text) in &whole {
        let folder = file.split(['/', '.']).next().unwrap_or(file);
        for damage in damages::of_text(folder, text) {
            let num = tried.entry((damage.field.clone(), damage.what)).or_default();
            *num += 1;
            if *num > TRIES {
                continue;
            }
            num_tried += 1;
            let result = catch_unwind(AssertUnwindSafe(|| {
                let (catalog, findings) = read(Some((file, &damage.text)));
                (Openings::new(&catalog, &plans).beyond(&before), findings)
            }));
            let Damage { field, what, .. } = &damage;
            let mut problem = |words: String| {
                problems.insert(format!("{field} {what} ({file}): {words}"));
            };
            match result {
                Err(_) => problem("panics".to_owned()),
                Ok((wider, findings)) => {
                    if let Some(wider) = wider.filter(|_| !is_listed(WIDER, &damage)) {
                        problem(format!("opens {wider}"));
                    }
                    let is_told = findings.iter().any(|finding| is_in(finding, file));
                    if !is_told && !is_listed(SILENT, &damage) {
                        problem(format!("nothing is said of the file: {findings:?}"));
                    }
                    if let Some(finding) = findings.iter().find(|finding| !has_position(finding)) {
                        problem(format!("no line and column: {finding}"));
                    }
                    if let Some(finding) = findings.iter().find(|finding| is_raw(finding)) {
                        problem(format!("not in our words: {finding}"));
                    }
                }
            }
        }
    }
    println!("{num_tried} damages to {} kinds of fields", tried.len());
    let shown: Vec<&String> = problems.iter().take(60).collect();
    assert!(problems.is_empty(), "{} of {num_tried}: {shown:#?}", problems.len());
}

fn is_in(finding: &Finding, wanted: &str) -> bool {
    matches!(&finding.subject, Subject::File { file, at: Some(_) } if file == wanted)
}

fn has_position(finding: &Finding) -> bool {
    matches!(&finding.subject, Subject::File { at: Some(_), .. })
}

/// Whether a message is the reader's own.
fn is_raw(finding: &Finding) -> bool {
    ["Expected ", "Unexpected ", "Found invalid", "Non-whitespace", "Integer is", "expected one of"]
        .iter()
        .any(|words| finding.message.contains(words))
}
