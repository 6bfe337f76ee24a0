//! Addresses: what can't be read, and what two zones both claim.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::{at_placement, at_zone, joined, listed, shown_name};
use crate::finding::{Code, Detail, Finding, Keys, Subject, thousands};
use crate::plan::{Address, Host, Placement, Zone};

/// Every address can be read.
pub(in crate::check) fn invalid(input: &Input<'_>, collector: &mut Collector) {
    for zone in &input.context.plan.zones {
        for address in &zone.addresses {
            let Err(err) = Address::parse(address) else { continue };
            let hint = "write a CIDR block, a host, a range or a name";
            let detail = Detail::Address(address.trim().to_owned());
            collector.push(at_zone(Code::AddressInvalid, zone, err.to_string(), hint).detail(detail));
        }
        let is_any = |address: &String| Address::parse(address) == Ok(Address::Any);
        if zone.addresses.len() > 1 && zone.addresses.iter().any(is_any) {
            let message = "“any” stands beside other addresses, which say nothing there";
            let hint = "leave “any” alone, or take it away";
            collector
                .push(at_zone(Code::AddressInvalid, zone, message, hint).keyed(Keys::one([zone.id.as_str(), "any"])));
        }
        for placement in &zone.placements {
            for host in &placement.hosts {
                for address in &host.addresses {
                    let message = match Address::parse(address) {
                        Ok(Address::Range(..) | Address::Name(_)) => continue,
                        Ok(Address::Any) => format!("“{}” is the address of {}", address.trim(), host.label()),
                        Err(err) => format!("{err} (an address of {})", host.label()),
                    };
                    let hint =
                        "write the address, range or DNS name of the machine, or none as long as it is not known";
                    let role = placement.role.as_str();
                    let keys = Keys::one([zone.id.as_str(), role, address]);
                    collector.push(at_placement(Code::AddressInvalid, zone, role, message, hint).keyed(keys));
                }
            }
        }
    }
}

/// What stands in a request is filled: every zone and every machine that rules are bound to has an address.
pub(in crate::check) fn missing(input: &Input<'_>, collector: &mut Collector) {
    let Input { matrix, context, .. } = input;
    let zones = &context.plan.zones;
    let mut num_rules = vec![0_usize; zones.len()];
    for (source, destination) in matrix.pairs().filter(|(source, destination)| source != destination) {
        let num_of_pair = usize::try_from(matrix.summary(source, destination).num_rules()).unwrap_or(usize::MAX);
        for idx in [source, destination] {
            num_rules[idx] += num_of_pair;
        }
    }
    for (zone, num_rules) in zones.iter().zip(num_rules).filter(|(_, num_rules)| *num_rules > 0) {
        let is_filled = |placement: &Placement| placement.hosts.iter().all(|host| !host.addresses.is_empty());
        let are_all_named = zone.placements.iter().all(|placement| !placement.hosts.is_empty());
        let unfilled = zone.placements.iter().filter(|placement| !is_filled(placement));
        let hosts = unfilled.flat_map(|placement| &placement.hosts).filter(|host| host.addresses.is_empty());
        let hosts: BTreeSet<&str> = hosts.map(Host::label).collect();
        let hint = "write them, or “any” where any address is meant";
        if zone.addresses.is_empty() && !are_all_named {
            let rules =
                if num_rules == 1 { "a rule goes".to_owned() } else { format!("{} rules go", thousands(num_rules)) };
            let message = format!("no address is known of it, and {rules} to or from it");
            collector.push(at_zone(Code::AddressMissing, zone, message, hint));
        }
        if !hosts.is_empty() {
            let hosts: Vec<&str> = hosts.into_iter().collect();
            let message = format!("no address is known of {}", listed(&hosts));
            let keys = Keys::of_sources(
                Vec::new(),
                vec![zone.id.to_string()],
                hosts.iter().map(|&it| it.to_owned()).collect(),
            );
            collector.push(
                at_zone(Code::AddressMissing, zone, message, "write the addresses of these machines").keyed(keys),
            );
        }
    }
}

/// No two zones share an address. Each zone names those after it, by name, that it shares some with, so that every
/// pair is named once and there are no more findings than zones.
pub(in crate::check) fn overlaps(input: &Input<'_>, collector: &mut Collector) {
    let mut zones: Vec<&Zone> = input.context.plan.zones.iter().map(|zone| &**zone).collect();
    zones.sort_by_key(|zone| (shown_name(zone), zone.id.as_str()));
    let shared = shared(&zones);
    for (zone, others) in zones.iter().zip(shared.chunks(zones.len().max(1))) {
        let others = || zones.iter().zip(others).filter(|(_, is_shared)| **is_shared).map(|(other, _)| other);
        let names: Vec<String> = others().map(|other| shown_name(other).to_owned()).collect();
        if names.is_empty() {
            continue;
        }
        let message = format!("its addresses overlap with those of {}", joined(&names));
        let hint = "a firewall can't tell them apart: give each address to one zone";
        let ids = others().map(|other| other.id.to_string()).collect();
        let keys = Keys::of_sources(Vec::new(), vec![zone.id.to_string()], ids);
        collector.push(at_zone(Code::AddressOverlap, zone, message, hint).keyed(keys));
    }
}

/// For each zone whether each zone after it shares an address with it, row by row.
fn shared(zones: &[&Zone]) -> Vec<bool> {
    let mut ranges: Vec<(IpAddr, IpAddr, usize)> = Vec::new();
    for (zone_idx, zone) in zones.iter().enumerate() {
        ranges.extend(claimed(&zone.addresses).into_iter().map(|(first, last)| (first, last, zone_idx)));
    }
    ranges.sort_unstable();
    let mut res = vec![false; zones.len() * zones.len()];
    // Ranges that may still reach the next one: one of each zone at most.
    let mut reaching: Vec<(IpAddr, usize)> = Vec::new();
    for (first, last, zone_idx) in ranges {
        reaching.retain(|(end, _)| *end >= first && end.is_ipv4() == first.is_ipv4());
        for &(_, other) in &reaching {
            let (earlier, later) = (other.min(zone_idx), other.max(zone_idx));
            res[earlier * zones.len() + later] = true;
        }
        reaching.push((last, zone_idx));
    }
    res
}

/// The ranges of some addresses, ascending, those that overlap put together.
fn claimed(addresses: &[String]) -> Vec<(IpAddr, IpAddr)> {
    let range = |address: &String| match Address::parse(address) {
        Ok(Address::Range(first, last)) => Some((first, last)),
        Ok(Address::Any | Address::Name(_)) | Err(_) => None,
    };
    let mut ranges: Vec<_> = addresses.iter().filter_map(range).collect();
    ranges.sort_unstable();
    let mut res: Vec<(IpAddr, IpAddr)> = Vec::new();
    for (first, last) in ranges {
        match res.last_mut() {
            Some((_, end)) if end.is_ipv4() == first.is_ipv4() && *end >= first => *end = last.max(*end),
            _ => res.push((first, last)),
        }
    }
    res
}

/// A machine has the same addresses wherever a zone names it: rows take it for two machines otherwise.
pub(in crate::check) fn machines_told_differently(input: &Input<'_>, collector: &mut Collector) {
    for zone in &input.context.plan.zones {
        let mut addresses: BTreeMap<String, (&Host, BTreeSet<BTreeSet<&str>>)> = BTreeMap::new();
        let hosts = zone.placements.iter().flat_map(|placement| &placement.hosts);
        for host in hosts.filter(|host| !host.name.trim().is_empty()) {
            let (_, sets) = addresses.entry(host.name.trim().to_lowercase()).or_insert((host, BTreeSet::new()));
            sets.insert(host.addresses.iter().map(|address| address.trim()).collect());
        }
        for (name, (host, _)) in addresses.into_iter().filter(|(_, (_, sets))| sets.len() > 1) {
            let message = format!("“{}” is named there with different addresses", host.label());
            let hint = "write the same ones wherever it is named: requests take it for several machines";
            let keys = Keys::one([zone.id.as_str(), name.as_str()]);
            collector.push(at_zone(Code::AddressOverlap, zone, message, hint).keyed(keys));
        }
    }
}

/// No two zones name the same host. Case and a dot at the end make no difference, and no name is looked up.
pub(in crate::check) fn shared_names(input: &Input<'_>, collector: &mut Collector) {
    let zones = &input.context.plan.zones;
    let mut named: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (zone_idx, zone) in zones.iter().enumerate() {
        for address in zone.addresses.iter().filter_map(|address| Address::parse(address).ok()) {
            if let Address::Name(name) = address {
                named.entry(name.trim_end_matches('.').to_lowercase()).or_default().insert(zone_idx);
            }
        }
        for host in zone.placements.iter().flat_map(|placement| &placement.hosts) {
            let name = host.name.trim().trim_end_matches('.').to_lowercase();
            if !name.is_empty() {
                named.entry(name).or_default().insert(zone_idx);
            }
        }
    }
    for (name, sharing) in named {
        // By name, so that the order of the zones plays no part.
        let mut sharing: Vec<(&str, &str)> =
            sharing.iter().map(|&idx| (shown_name(&zones[idx]), zones[idx].id.as_str())).collect();
        sharing.sort_unstable();
        let names: Vec<&str> = sharing.iter().map(|(name, _)| *name).collect();
        let mut ids = sharing.iter().map(|(_, id)| (*id).to_owned());
        if let (Some(source), Some(destination)) = (ids.next(), ids.next()) {
            let subject = Subject::Pair { source, destination };
            let message = format!("the host “{name}” stands in {}", listed(&names));
            let hint = "a firewall can't tell them apart: leave it in the zone where it stands";
            collector.push(Finding::new(Code::AddressOverlap, subject, message, hint).detail(Detail::Address(name)));
        }
    }
}
