//! `lookup`: what the reference says about a few words, as text.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::input;
use crate::catalog::Port;
use crate::cli::console::{Console, Lines};
use crate::cli::outcome::Failure;
use crate::cli::text_table::write_labelled;
use crate::view::{self, Caller, ConnectionFound, DocumentFound, EndpointFound, OsFound, RoleFound, ServiceFound};

/// Writes the endpoints, roles, OS versions and documents that the words match.
pub(in crate::cli) fn lookup(words: &str, overlay: Option<&Path>, console: &mut Console<'_>) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let found = view::lookup(&catalog, words);
    if found.is_empty() {
        console.say(&format!("nothing found for “{words}”"));
        return Ok(());
    }
    let mut blocks = Blocks { out: console.lines(), has_block: false };
    if !found.ranges.is_empty() {
        blocks.begin()?;
        found.ranges.iter().try_for_each(|range| write_labelled(&mut blocks.out, "", range))?;
    }
    for service in &found.services {
        for endpoint in &service.endpoints {
            blocks.begin()?;
            write_endpoint(&mut blocks.out, service, endpoint)?;
        }
    }
    for role in &found.roles {
        blocks.begin()?;
        write_role(&mut blocks.out, role)?;
    }
    for os in &found.os {
        blocks.begin()?;
        write_os(&mut blocks.out, os)?;
    }
    for document in &found.documents {
        blocks.begin()?;
        write_document(&mut blocks.out, document)?;
    }
    Ok(())
}

/// Blocks of lines with an empty line between them.
struct Blocks<'a> {
    out: Lines<'a>,
    has_block: bool,
}

impl Blocks<'_> {
    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.has_block, true) { self.out.line("") } else { Ok(()) }
    }
}

fn write_endpoint(out: &mut Lines<'_>, service: &ServiceFound, endpoint: &EndpointFound) -> io::Result<()> {
    let ports = match endpoint.port {
        Port::RpcDynamic(_) | Port::OsDynamic => format!(" {} (dynamic)", endpoint.ports),
        Port::Parameter(None) => " port chosen by the administrator".to_owned(),
        Port::Parameter(Some(_)) => format!(" {} (default)", endpoint.ports),
        Port::Fixed(_) => format!(" {}", endpoint.ports),
        Port::Protocol => String::new(),
    };
    let transport = endpoint.transport;
    let service_name =
        if service.service_name.is_empty() { String::new() } else { format!(" ({})", service.service_name) };
    let heading = format!("{transport}{ports}, {}: {}{service_name}", endpoint.application_protocol, service.name);
    write_labelled(out, "", &heading)?;
    write_list(out, "  run by  ", &service.run_by)?;
    write_text(out, "  only    ", &endpoint.condition)?;
    write_text(out, "  note    ", &endpoint.note)?;
    endpoint.callers.iter().try_for_each(|caller| write_caller(out, caller))?;
    write_text(out, "  see     ", &endpoint.references.join("; "))
}

fn write_caller(out: &mut Lines<'_>, caller: &Caller) -> io::Result<()> {
    let Caller { source_role, destination_role, purpose, scenario, condition, references } = caller;
    let details = details(scenario.as_deref(), condition, references);
    write_labelled(out, "  from    ", &format!("{source_role} to {destination_role}: {purpose}; {details}"))
}

/// `required; listener OS: … [KB 832017]`.
fn details(scenario: Option<&str>, condition: &str, references: &[String]) -> String {
    let need = scenario.map_or_else(|| "required".to_owned(), |scenario| format!("optional, for {scenario}"));
    let separator = if condition.is_empty() { "" } else { "; " };
    format!("{need}{separator}{condition} [{}]", references.join("; "))
}

fn write_role(out: &mut Lines<'_>, role: &RoleFound) -> io::Result<()> {
    write_labelled(out, "", &format!("Role {} ({}), {}", role.name, role.id, role.family))?;
    write_text(out, "  is      ", &role.summary)?;
    write_text(out, "  on      ", &role.os)?;
    write_list(out, "  runs    ", &role.runs)?;
    write_list(out, "  implies ", &role.implies)?;
    for connection in &role.opens {
        write_connection(out, "  to      ", &connection.destination_role, connection)?;
    }
    for connection in &role.reached_by {
        write_connection(out, "  from    ", &connection.source_role, connection)?;
    }
    write_text(out, "  see     ", &role.references.join("; "))
}

fn write_connection(
    out: &mut Lines<'_>,
    label: &str,
    other_role: &str,
    connection: &ConnectionFound,
) -> io::Result<()> {
    let ConnectionFound { ports, purpose, scenario, condition, references, .. } = connection;
    let details = details(scenario.as_deref(), condition, references);
    write_labelled(out, label, &format!("{other_role}: {purpose}; {ports}; {details}"))
}

fn write_os(out: &mut Lines<'_>, os: &OsFound) -> io::Result<()> {
    write_labelled(out, "", &format!("OS version {} ({})", os.name, os.id))?;
    write_text(out, "  dynamic ports  ", &os.dynamic_range)?;
    write_text(out, "  released       ", &os.released)?;
    write_text(out, "  support ends   ", &os.support_ends)?;
    write_text(out, "  see            ", &os.references.join("; "))
}

fn write_document(out: &mut Lines<'_>, document: &DocumentFound) -> io::Result<()> {
    write_labelled(out, "", &format!("Document {}", document.label))?;
    write_text(out, "  title      ", &document.title)?;
    write_text(out, "  publisher  ", &document.publisher)?;
    write_text(out, "  stands at  ", &document.document)?;
    write_text(out, "  version    ", &document.version)?;
    write_text(out, "  read       ", &document.read)
}

fn write_list(out: &mut Lines<'_>, label: &str, values: &[Arc<str>]) -> io::Result<()> {
    write_text(out, label, &values.join("; "))
}

fn write_text(out: &mut Lines<'_>, label: &str, text: &str) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { write_labelled(out, label, text) }
}
