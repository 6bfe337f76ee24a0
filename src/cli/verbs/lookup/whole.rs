//! Everything that was found, with all that is said of it.

use std::io;
use std::sync::Arc;

use super::heading::{default_of, endpoint_heading, heading, need};
use crate::cli::console::Lines;
use crate::cli::text_table::write_labelled;
use crate::view::{
    Caller, ConnectionFound, DocumentFound, EndpointFound, Found, Lookup, OsFound, RoleFound, RpcServerFound,
    ScenarioFound, ServiceFound, caveats,
};

/// Writes all of it, with an empty line between the hits.
pub(super) fn write(out: Lines<'_>, found: &Lookup) -> io::Result<()> {
    let mut blocks = Blocks { out, has_block: false };
    let dynamic = Some(found.dynamic_sentence.clone()).filter(|sentence| !sentence.is_empty());
    let explained = found.explained.iter().cloned();
    for sentence in explained.chain(caveats(&found.lacking, &found.nearest)).chain(dynamic) {
        blocks.begin()?;
        write_labelled(&mut blocks.out, "", &sentence)?;
    }
    for hit in &found.hits {
        if let Found::Service(service) = hit {
            write_endpoints(&mut blocks, service)?;
            continue;
        }
        blocks.begin()?;
        write_labelled(&mut blocks.out, "", &heading(hit))?;
        match hit {
            Found::Role(role) => write_role(&mut blocks.out, role)?,
            Found::Service(_) => {}
            Found::Scenario(scenario) => write_scenario(&mut blocks.out, scenario)?,
            Found::RpcServer(server) => write_rpc_server(&mut blocks.out, server)?,
            Found::Os(os) => write_os(&mut blocks.out, os)?,
            Found::Document(document) => write_document(&mut blocks.out, document)?,
        }
    }
    for service in &found.wide {
        write_endpoints(&mut blocks, service)?;
    }
    if !found.ranges.is_empty() {
        blocks.begin()?;
        found.ranges.iter().try_for_each(|range| write_labelled(&mut blocks.out, "", range))?;
    }
    Ok(())
}

fn write_endpoints(blocks: &mut Blocks<'_>, service: &ServiceFound) -> io::Result<()> {
    for endpoint in &service.endpoints {
        blocks.begin()?;
        write_endpoint(&mut blocks.out, service, endpoint)?;
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
    write_labelled(out, "", &endpoint_heading(service, endpoint))?;
    write_list(out, "  called  ", &endpoint.aliases)?;
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
    let need = need(scenario);
    let separator = if condition.is_empty() { "" } else { "; " };
    format!("{need}{separator}{condition} [{}]", references.join("; "))
}

fn write_role(out: &mut Lines<'_>, role: &RoleFound) -> io::Result<()> {
    write_text(out, "  is      ", &role.summary)?;
    write_list(out, "  called  ", &role.aliases)?;
    write_text(out, "  on      ", &role.os)?;
    write_list(out, "  runs    ", &role.runs)?;
    write_list(out, "  implies ", &role.implies)?;
    write_text(out, "  ports   ", &role.ports)?;
    write_text(out, "  may be  ", &role.ports_of_scenarios)?;
    for connection in &role.opens {
        write_connection(out, "  to      ", &connection.destination_role, connection)?;
    }
    for connection in &role.reached_by {
        write_connection(out, "  from    ", &connection.source_role, connection)?;
    }
    write_text(out, "  see     ", &role.references.join("; "))
}

fn write_scenario(out: &mut Lines<'_>, scenario: &ScenarioFound) -> io::Result<()> {
    write_text(out, "  is      ", &scenario.summary)?;
    write_list(out, "  called  ", &scenario.aliases)?;
    write_text(out, "  default ", default_of(scenario))?;
    scenario.connections.iter().try_for_each(|connection| {
        let ends = format!("{} to {}", connection.source_role, connection.destination_role);
        write_connection(out, "  opens   ", &ends, connection)
    })
}

fn write_rpc_server(out: &mut Lines<'_>, server: &RpcServerFound) -> io::Result<()> {
    write_list(out, "  called  ", &server.aliases)?;
    write_text(out, "  pin     ", &server.pin)?;
    write_text(out, "  has     ", &server.endpoints.join("; "))?;
    write_text(out, "  see     ", &server.references.join("; "))
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

pub(super) fn write_os(out: &mut Lines<'_>, os: &OsFound) -> io::Result<()> {
    write_text(out, "  dynamic ports  ", &os.dynamic_range)?;
    write_text(out, "  released       ", &os.released)?;
    write_text(out, "  support ends   ", &os.support_ends)?;
    write_text(out, "  see            ", &os.references.join("; "))
}

pub(super) fn write_document(out: &mut Lines<'_>, document: &DocumentFound) -> io::Result<()> {
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
