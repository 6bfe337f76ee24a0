//! Addresses: what can't be read, and what two zones both claim.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::collector::Collector;
use super::{Subject, at_zone, shown_name};
use crate::finding::{About, Code, Finding, Place};
use crate::plan::Address;

/// Every address can be read.
pub(super) fn invalid(subject: &Subject<'_>, collector: &mut Collector) {
    for zone in &subject.context.plan.zones {
        for address in &zone.addresses {
            let Err(err) = Address::parse(address) else { continue };
            let hint = "write a CIDR block, a host, a range or a name";
            let about = About::Address(address.trim().to_owned());
            collector.push(at_zone(Code::AddressInvalid, zone, err.to_string(), hint).about(about));
        }
    }
}

/// No two zones share an address.
pub(super) fn overlaps(subject: &Subject<'_>, collector: &mut Collector) {
    let zones = &subject.context.plan.zones;
    let mut ranges: Vec<(IpAddr, IpAddr, usize)> = Vec::new();
    for (zone_idx, zone) in zones.iter().enumerate() {
        for address in zone.addresses.iter().filter_map(|address| Address::parse(address).ok()) {
            if let Address::Range(first, last) = address {
                ranges.push((first, last, zone_idx));
            }
        }
    }
    ranges.sort_unstable();
    let mut pairs = BTreeSet::new();
    // Ranges that may still reach the next one; few at a time in any sane plan.
    let mut reaching: Vec<(IpAddr, usize)> = Vec::new();
    for (first, last, zone_idx) in ranges {
        reaching.retain(|(end, _)| *end >= first && end.is_ipv4() == first.is_ipv4());
        let others = reaching.iter().map(|&(_, other)| other).filter(|&other| other != zone_idx);
        pairs.extend(others.map(|other| (other.min(zone_idx), other.max(zone_idx))));
        reaching.push((last, zone_idx));
    }
    for (a, b) in pairs {
        let mut both = [&zones[a], &zones[b]];
        both.sort_by_key(|zone| (shown_name(zone), zone.id.clone()));
        let [a, b] = both;
        let place = Place::Pair { source: a.id.to_string(), destination: b.id.to_string() };
        let message = format!("{} and {} have overlapping addresses", shown_name(a), shown_name(b));
        let hint = "a firewall can't tell them apart: give each address to one zone";
        collector.push(Finding::new(Code::AddressOverlap, place, message, hint));
    }
}
