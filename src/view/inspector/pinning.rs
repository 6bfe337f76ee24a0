//! What pinning or restricting the RPC servers would save between two zones, and the edit that does it.

use std::collections::BTreeSet;

use super::zone_draft::ZoneDraft;
use crate::catalog::Catalog;
use crate::check::{Pinning, RpcUse, pinned_too, proposed_pins};
use crate::matrix::{Cell, PortOrigin};
use crate::plan::{Edit, Plan, Zone};
use crate::view::wording::{counted, thousands};

/// The RPC servers of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct PinningView {
    /// `16,397 → 15 ports`; `15 ports` when there is nothing to save.
    pub summary: String,
    /// What is open now, when all are pinned, and within one range: label and count.
    pub counts: Vec<(&'static str, String)>,
    /// One row a server.
    pub servers: Vec<PinningRow>,
    /// Pins those that are not; `None`: nothing is left to pin.
    pub offer: Option<PinningOffer>,
}

/// An RPC server of a pair.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PinningRow {
    /// What it is.
    pub name: String,
    /// Where it listens now: `Dynamic, 49152-65535`.
    pub state: String,
    /// What can be done about it.
    pub note: String,
}

/// Pins RPC servers.
#[derive(Clone, Debug, PartialEq)]
pub struct PinningOffer {
    /// `Pin RPC servers of Core`.
    pub text: String,
    /// Which to which port.
    pub detail: String,
    /// Does it, in one step.
    pub edit: Edit,
}

impl PinningView {
    /// Builds the view of a cell between two zones; `None` when no RPC server is open.
    #[must_use]
    pub fn build(catalog: &Catalog, plan: &Plan, destination: &Zone, cell: &Cell<'_>) -> Option<Self> {
        let pinning = Pinning::of(catalog, cell);
        if pinning.servers.is_empty() {
            return None;
        }
        let ports = |number: u32| counted(number, "port", "ports");
        Some(Self {
            summary: if pinning.pinned < pinning.now {
                format!("{} → {}", thousands(pinning.now), ports(pinning.pinned))
            } else {
                ports(pinning.now)
            },
            counts: vec![
                ("Now", ports(pinning.now)),
                ("Each server pinned", ports(pinning.pinned)),
                ("One range of 100", ports(pinning.restricted)),
            ],
            servers: pinning.servers.iter().map(|usage| row(catalog, usage)).collect(),
            offer: offer(catalog, plan, destination, &pinning),
        })
    }
}

fn row(catalog: &Catalog, usage: &RpcUse) -> PinningRow {
    let server = &catalog.rpc_servers[usage.server];
    let words = |origin: &PortOrigin| match origin {
        PortOrigin::Pinned => "Pinned",
        PortOrigin::Restricted => "Restricted",
        _ => "Dynamic",
    };
    let mut states: Vec<&str> = usage.origins.iter().map(words).collect();
    states.dedup();
    let stays = || usage.stays.to_string();
    let note = match &server.pin {
        None => format!("Can't be pinned: {} stays. Only a range for all RPC servers narrows it", stays()),
        Some(_) if usage.stays.is_empty() => "Can be pinned".to_owned(),
        Some(_) => format!("Can be pinned, but not on every OS version here: {} stays", stays()),
    };
    PinningRow {
        name: server.name.to_string(),
        state: format!("{}, {}", states.join(" and "), usage.ports),
        note: server.pin.as_ref().map_or_else(|| note.clone(), |pin| format!("{note}: {}. {}", pin.setting, pin.apply)),
    }
}

fn offer(catalog: &Catalog, plan: &Plan, destination: &Zone, pinning: &Pinning) -> Option<PinningOffer> {
    let open: Vec<&RpcUse> = pinning.servers.iter().filter(|usage| usage.can_be_pinned(catalog)).collect();
    if open.is_empty() || pinning.pinned >= pinning.now {
        return None;
    }
    let id = |usage: &RpcUse| catalog.rpc_servers[usage.server].id.clone();
    let pins = proposed_pins(plan, destination, open.iter().map(|usage| id(usage)));
    let placements: BTreeSet<usize> = open.iter().flat_map(|usage| usage.placements.iter().copied()).collect();
    let mut draft = ZoneDraft::new(destination);
    draft.set_rpc(&placements, &plan.rpc, |strategy| pinned_too(strategy, &pins));
    let text = format!("Pin RPC servers of {}", destination.name);
    let to = open.iter().filter_map(|usage| {
        let name = &catalog.rpc_servers[usage.server].name;
        Some(format!("{name} to {}", pins.get(&id(usage))?))
    });
    Some(PinningOffer {
        detail: to.collect::<Vec<_>>().join(", "),
        edit: Edit::Several { label: text.clone(), edits: draft.edits() },
        text,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ids::RpcServerId;
    use crate::matrix;
    use crate::plan::RpcStrategy;
    use crate::view::sample;

    fn check(edits: &[Edit], expected: &Expect) {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        for edit in edits {
            assert_eq!(plan.apply(edit), Ok(()));
        }
        let matrix = matrix::derive(&catalog, &plan);
        let view = PinningView::build(&catalog, &plan, &plan.zones[1], &matrix.cell(&catalog, 0, 1));
        let mut res = String::new();
        if let Some(view) = view {
            res += &format!("{}\n", view.summary);
            view.counts.iter().for_each(|(label, count)| res += &format!("{label}: {count}\n"));
            view.servers.iter().for_each(|row| res += &format!("{} | {} | {}\n", row.name, row.state, row.note));
            view.offer.iter().for_each(|offer| res += &format!("{} | {}\n", offer.text, offer.detail));
        }
        expected.assert_eq(&res);
    }

    fn pinned(zone: &str, port: &str) -> Edit {
        let pins = port.parse().ok().map(|port| ("ntds".into(), port));
        Edit::SetZoneRpc { zone: zone.into(), rpc: Some(RpcStrategy::Pinned(pins.into_iter().collect())) }
    }

    #[test]
    fn ports_are_told_as_they_are_and_as_they_would_be() {
        check(
            &[],
            &expect![[r"
                20,364 → 5 ports
                Now: 20,364 ports
                Each server pinned: 5 ports
                One range of 100: 104 ports
                NTDS | Dynamic, 1025-5000, 49152-65535 | Can be pinned: TCP/IP Port. Restart
                Pin RPC servers of Core | NTDS to 50000
            "]],
        );
        check(
            &[pinned("core", "51000")],
            &expect![[r"
                5 ports
                Now: 5 ports
                Each server pinned: 5 ports
                One range of 100: 104 ports
                NTDS | Pinned, 51000 | Can be pinned: TCP/IP Port. Restart
            "]],
        );
        let mapper_only = Edit::SetMapperOnly(crate::plan::Tick::On);
        check(&[mapper_only], &expect![[""]]);
    }

    #[test]
    fn a_server_gets_the_port_that_it_has_elsewhere_or_a_free_one() {
        let proposed = |edits: &[Edit], server: &str| {
            let mut plan = sample::plan();
            for edit in edits {
                assert_eq!(plan.apply(edit), Ok(()));
            }
            let pins = proposed_pins(&plan, &plan.zones[1], [RpcServerId::from(server)].into_iter());
            pins.values().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(proposed(&[], "ntds"), ["50000"]);
        assert_eq!(proposed(&[pinned("lab", "50007")], "ntds"), ["50007"], "as in the lab");
        assert_eq!(proposed(&[pinned("lab", "50000")], "spooler"), ["50001"], "50000 is taken");
        assert_eq!(proposed(&[pinned("core", "50000-50003")], "spooler"), ["50004"], "so is a range");
    }
}
