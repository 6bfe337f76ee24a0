//! What the plan says beside its ticks: overrides with what they break, tunnels, and what has to be configured for RPC.

use super::anchor::Anchor;
use super::block::{Block, Row, Table, Text};
use super::citations::Citations;
use super::facts::Facts;
use super::findings::words;
use super::sections::Section;
use crate::check::{RpcSetup, RpcTask};
use crate::finding::Subject;
use crate::table::{override_text, tunnel_detail, tunnel_text};

/// The overrides and the tunnels.
pub(super) fn overrides<'a>(facts: &Facts<'a>) -> Vec<Block<'a>> {
    let (catalog, plan) = (facts.run.catalog, facts.plan());
    let mut res = vec![Section::Overrides.begin()];
    if plan.overrides.is_empty() && plan.tunnels.is_empty() {
        res.push(Block::Paragraph(Text::words("There are none.")));
    }
    if !plan.overrides.is_empty() {
        let columns = [("Override", 1), ("What it does", 5), ("Why", 4), ("What it breaks, and what else to know", 6)];
        let mut table = Table::new(Text::words("What the plan suppresses or adds"), &columns);
        for (idx, entry) in plan.overrides.iter().enumerate() {
            let said = facts.findings.iter().filter(|finding| finding.subject == Subject::Override(idx));
            let mut said: Vec<Text<'a>> = said.flat_map(words).collect();
            if said.is_empty() {
                said.push(Text::words("Nothing that is required"));
            }
            let why = if entry.reason().trim().is_empty() {
                vec![Text::words("no reason is given")]
            } else {
                Text::lines(entry.reason())
            };
            let what = Text::name(override_text(catalog, plan, entry));
            let cells = vec![vec![Text::words((idx + 1).to_string())], vec![what], why, said];
            table.rows.push(Row { anchor: Some(Anchor::of_override(idx)), cells });
        }
        res.push(Block::Table(table));
    }
    if !plan.tunnels.is_empty() {
        let columns = [("Tunnel", 1), ("What it is", 5), ("What else is said", 5), ("Ends", 5)];
        let mut table = Table::new(Text::words("Tunnels"), &columns);
        for (idx, tunnel) in plan.tunnels.iter().enumerate() {
            let ends = tunnel.zones.iter().zip(&tunnel.endpoints).map(|(zone, addresses)| {
                let of_zone = Text::name(plan.zone_name(zone.as_str())).and(": ");
                match &addresses[..] {
                    [] => of_zone.and("to be filled"),
                    addresses => of_zone.then(Text::joined(addresses.iter().map(|it| Text::name(it.as_str())), ", ")),
                }
            });
            let cells = vec![
                vec![Text::words((idx + 1).to_string())],
                vec![Text::name(tunnel_text(catalog, plan, tunnel))],
                vec![Text::name(tunnel_detail(plan, tunnel))],
                ends.collect(),
            ];
            table.rows.push(Row { anchor: Some(Anchor::tunnel(idx)), cells });
        }
        res.push(Block::Table(table));
    }
    res.push(Block::End);
    res
}

/// Notes the documents on how RPC servers are configured.
pub(super) fn cite<'a>(facts: &Facts<'a>, citations: &mut Citations<'a>) {
    let catalog = facts.run.catalog;
    for RpcSetup { task, .. } in &facts.rpc {
        if let RpcTask::Pin { server, .. } = task {
            let server = &catalog.rpc_servers[*server];
            let link = Text::link(Section::RpcSetup.anchor(), Text::words(&*server.name));
            citations.add(&Text::words("the pin of ").then(link), &server.references);
        }
    }
}

/// What has to be configured on which servers for the RPC strategies of the plan.
pub(super) fn rpc<'a>(facts: &Facts<'a>) -> Vec<Block<'a>> {
    let catalog = facts.run.catalog;
    let mut res = vec![Section::RpcSetup.begin()];
    if facts.rpc.is_empty() {
        let words = "Nothing: RPC servers keep the dynamic range of their operating system or product.";
        res.push(Block::Paragraph(Text::words(words)));
    } else {
        let columns = [("Where it is said", 2), ("What must be so", 4), ("How", 5), ("Servers", 4)];
        let mut table = Table::new(Text::words("What the rules take for granted"), &columns);
        for RpcSetup { subject, task, placements } in &facts.rpc {
            let documents = match task {
                RpcTask::Pin { server, .. } => facts.documents(catalog.rpc_servers[*server].references.iter().copied()),
                RpcTask::Restrict(_) | RpcTask::Inspect => Text::default(),
            };
            let mut how = vec![Text::words(task.hint())];
            how.extend((documents != Text::default()).then_some(documents));
            let servers = match task {
                RpcTask::Inspect => vec![Text::words("The firewall")],
                RpcTask::Pin { .. } | RpcTask::Restrict(_) if placements.is_empty() => {
                    vec![Text::words("No rule between zones goes to a server that runs it")]
                }
                RpcTask::Pin { .. } | RpcTask::Restrict(_) => {
                    placements.iter().map(|&(zone_idx, idx)| server(facts, zone_idx, idx)).collect()
                }
            };
            table.row(vec![vec![facts.place(subject)], vec![Text::words(task.message(catalog))], how, servers]);
        }
        res.push(Block::Table(table));
    }
    res.push(Block::End);
    res
}

/// `Domain controller in Core: dc1, dc2`.
fn server<'a>(facts: &Facts<'a>, zone_idx: usize, placement_idx: usize) -> Text<'a> {
    let placement = &facts.plan().zones[zone_idx].placements[placement_idx];
    let role = Text::name(facts.run.catalog.role_name(placement.role.as_str()));
    let res = role.and(" in ").and_name(facts.zone_name(zone_idx));
    if placement.hosts.is_empty() {
        return res;
    }
    res.and(": ").then(Text::joined(placement.hosts.iter().map(|host| Text::name(host.label())), ", "))
}
