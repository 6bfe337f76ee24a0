//! The objects that rows name, and what they are called: firewalls take names of objects where people take addresses.

use std::collections::BTreeSet;

use super::addresses::{AddressKind, Said};
use super::services::Service;
use crate::matrix::stable_hash;

/// The longest name. The tools that take objects allow from 32 characters on, and zones have 31.
const LONGEST_NAME: usize = 31;

/// The objects that rows name, each once, in order.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub(super) addresses: BTreeSet<Said>,
    pub(super) services: BTreeSet<Service>,
}

impl Objects {
    pub(super) fn add(&mut self, other: Self) {
        self.addresses.extend(other.addresses);
        self.services.extend(other.services);
    }
}

/// What the object of an address is called; any address has a word and no object.
pub(super) fn address_name(said: &Said) -> String {
    match said.kind {
        AddressKind::Any => said.text.clone(),
        AddressKind::Host(_) => name("H", &said.text),
        AddressKind::Network(_) => name("N", &said.text),
        AddressKind::Range(_) => name("R", &said.text),
        AddressKind::Name => name("F", &said.text),
    }
}

/// What the object of a service is called.
pub(super) fn service_name(service: Service) -> String {
    let label = service.transport.label();
    let number = match (service.range, service.transport.icmp_type()) {
        (Some(range), _) => range.to_string(),
        (None, Some(icmp_type)) => icmp_type.to_string(),
        (None, None) => return label.to_owned(),
    };
    name(label, &number)
}

/// What a zone is called on a firewall: made from its id, which stays when the zone is renamed.
pub(super) fn zone_name(zone_id: &str) -> String {
    name("Z", zone_id)
}

/// A name of letters, digits, hyphens and underscores, which tells what it is of apart from everything else.
///
/// Dots, colons and slashes of addresses become underscores, which addresses don't have. Where anything else is lost, a
/// hash of the whole stands behind the beginning.
fn name(kind: &str, text: &str) -> String {
    let is_kept = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut res = format!("{kind}_");
    res.extend(text.chars().map(|c| if is_kept(c) { c } else { '_' }));
    let is_lossless = text.chars().all(|c| is_kept(c) || matches!(c, '.' | ':' | '/'));
    if is_lossless && res.len() <= LONGEST_NAME {
        return res;
    }
    let hash = format!("_{:08x}", stable_hash(text) & 0xffff_ffff);
    res.truncate(LONGEST_NAME - hash.len());
    res + &hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_plain_and_their_own() {
        for (kind, text, expected) in [
            ("N", "10.1.1.0/24", "N_10_1_1_0_24"),
            ("H", "2001:db8::7", "H_2001_db8__7"),
            ("R", "10.2.0.10-10.2.0.19", "R_10_2_0_10-10_2_0_19"),
            ("F", "dc1.corp.example", "F_dc1_corp_example"),
            ("TCP", "49152-65535", "TCP_49152-65535"),
        ] {
            assert_eq!(name(kind, text), expected);
        }
        let texts = ["dc1.corp.example", "dc1_corp.example", "büro", "bäro", &"x".repeat(40), &"x".repeat(41)];
        let names: BTreeSet<String> = texts.iter().map(|text| name("F", text)).collect();
        assert_eq!(names.len(), texts.len(), "{names:?}");
        let is_plain = |name: &String| name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        assert!(names.iter().all(|name| name.len() <= LONGEST_NAME && is_plain(name)), "{names:?}");
    }
}
