//! The readers, each with what holds of every text that it accepts. It makes no texts.

use portolan::catalog::{self, Catalog};
use portolan::finding::Code;
use portolan::form::{self, HeaderWords};
use portolan::plan::file;
use portolan::plan::{Address, Plan};
use portolan::profile;
use portolan::view::{SearchIndex, TickNames, ZonePaste};

/// A reader of texts.
pub(crate) struct Reader {
    /// What it reads, for people.
    pub(crate) name: &'static str,
    /// The folder of its corpus.
    pub(crate) folder: &'static str,
    /// Reads a text, and says whether it was accepted.
    pub(crate) read: fn(&str) -> bool,
}

/// Every reader of texts that come from outside of the program.
pub(crate) const READERS: &[Reader] = &[
    Reader { name: "plans", folder: "plan", read: plan },
    Reader { name: "catalog files", folder: "catalog", read: catalog_file },
    Reader { name: "pasted tables", folder: "paste", read: pasted },
    Reader { name: "profiles", folder: "profile", read: column_profile },
    Reader { name: "forms", folder: "forms", read: own_form },
    #[cfg(feature = "gui")]
    Reader { name: "states of the window", folder: "state", read: state },
    #[cfg(feature = "gui")]
    Reader { name: "themes", folder: "theme", read: theme },
];

fn plan(text: &str) -> bool {
    match file::read(text) {
        Ok(read) => {
            let written = file::write(&read.plan);
            let again = file::read(&written).expect("what was written is read");
            assert_eq!(again.plan, read.plan);
            true
        }
        Err(err) => {
            assert!(err.message.chars().count() < 1_000, "{err}");
            assert!(err.at.line >= 1 && err.at.column >= 1, "{err}");
            false
        }
    }
}

/// The first line names the file, as `// roles/dns-server.ron`. The texts of a small catalog stand below it.
fn catalog_file(text: &str) -> bool {
    let (file, text) = text.strip_prefix("// ").and_then(|text| text.split_once('\n')).unwrap_or(("roles/x.ron", text));
    let (catalog, findings) = catalog::read([
        ("os/server.ron", include_str!("../corpus/small-catalog/os.ron")),
        ("references/guide.ron", include_str!("../corpus/small-catalog/reference.ron")),
        ("scenarios/name-forwarding.ron", include_str!("../corpus/small-catalog/scenario.ron")),
        ("scenarios/netbios.ron", include_str!("../corpus/small-catalog/netbios.ron")),
        ("assumptions/netbios.ron", include_str!("../corpus/small-catalog/assumption.ron")),
        ("services/dns.ron", include_str!("../corpus/small-catalog/service.ron")),
        ("roles/dns-server.ron", include_str!("../corpus/small-catalog/role.ron")),
        (file, text),
    ]);
    // The checks run over whatever is left of it.
    let _ = catalog::checks::check(&catalog);
    findings.iter().all(|finding| finding.code != Code::CatalogSyntax)
}

fn pasted(text: &str) -> bool {
    let plan = Plan::default();
    let catalog = Catalog::default();
    let index = SearchIndex::build(&catalog);
    let paste = ZonePaste::build(&plan, &TickNames::new(&catalog, &index), text);
    for address in text.split_whitespace() {
        let _ = Address::parse(address);
        for entries in Address::alternatives(address) {
            assert!(entries.iter().all(|entry| Address::parse(entry).is_ok()), "{address} becomes {entries:?}");
        }
    }
    paste.edit().is_some_and(|edit| plan.applied(&edit).is_ok())
}

/// Whatever is read as a form makes a profile that is written and read again as the same.
fn own_form(text: &str) -> bool {
    let Ok(form) = form::read(text.as_bytes(), HeaderWords::embedded()) else { return false };
    let profile = form::draft(&form, &form::propose(&form, HeaderWords::embedded()), "Form");
    let written = profile::write(&profile).expect("it can be written");
    assert_eq!(profile::read(&written).as_ref(), Ok(&profile), "{written}");
    true
}

/// What is read is written and read again as the same.
fn column_profile(text: &str) -> bool {
    match profile::read(text) {
        Ok(profile) => {
            let written = profile::write(&profile).expect("what was read can be written");
            assert_eq!(profile::read(&written), Ok(profile));
            true
        }
        Err(err) => {
            assert!(err.to_string().chars().count() < 1_000, "{err}");
            false
        }
    }
}

/// What is read is written and read again as the same.
#[cfg(feature = "gui")]
fn state(text: &str) -> bool {
    use portolan::gui::UiState;
    let Some(state) = UiState::read(text) else { return false };
    assert_eq!(UiState::read(&state.to_text()), Some(state));
    true
}

#[cfg(feature = "gui")]
fn theme(text: &str) -> bool {
    portolan::gui::theme::Tokens::read(text).is_some()
}
