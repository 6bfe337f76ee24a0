//! What stands for the addresses of one end of a rule, and what a program can't be told of them.

use std::net::IpAddr;

use crate::plan::Address;
use crate::profile::{AddressRanges, Reader};

/// An address as a form says it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Said {
    pub(super) kind: AddressKind,
    pub(super) text: String,
}

/// What an address is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum AddressKind {
    /// Any address.
    Any,
    /// One address.
    Host(Family),
    /// A block.
    Network(Family),
    /// First and last address.
    Range(Family),
    /// A name.
    Name,
}

/// The version of the Internet protocol.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Family {
    V4,
    V6,
}

impl Said {
    /// Whether something can go from one to the other: a name or any address is of either family.
    pub(super) fn can_reach(&self, other: &Self) -> bool {
        match (self.kind.family(), other.kind.family()) {
            (Some(own), Some(other)) => own == other,
            (None, _) | (_, None) => true,
        }
    }
}

impl AddressKind {
    pub(super) fn family(self) -> Option<Family> {
        match self {
            Self::Host(family) | Self::Network(family) | Self::Range(family) => Some(family),
            Self::Any | Self::Name => None,
        }
    }
}

/// An address of the plan as a form says it; `None`: the form can't.
pub(super) fn said(reader: &Reader, address: &str) -> Option<Vec<Said>> {
    let parsed = Address::parse(address);
    match reader {
        Reader::People { any, .. } => {
            let text = match (&parsed, any) {
                (Ok(Address::Any), Some(any)) => any.clone(),
                (Ok(_) | Err(_), _) => address.to_owned(),
            };
            let kind = parsed.map_or(AddressKind::Name, |parsed| kind_of(&parsed));
            Some(vec![Said { kind, text }])
        }
        Reader::Machine { any, ranges, names, ipv6 } => match parsed {
            Ok(Address::Any) => any.as_ref().map(|any| vec![Said { kind: AddressKind::Any, text: any.clone() }]),
            Ok(Address::Name(name)) => {
                // A name without a dot is that of a machine or an object, which no program looks up.
                let is_dns = *names && name.contains('.');
                is_dns.then(|| vec![Said { kind: AddressKind::Name, text: name.to_lowercase() }])
            }
            Ok(Address::Range(first, last)) => {
                let family = family_of(first);
                (*ipv6 || family == Family::V4).then(|| said_range(first, last, *ranges))
            }
            Err(_) => None,
        },
    }
}

fn said_range(first: IpAddr, last: IpAddr, ranges: AddressRanges) -> Vec<Said> {
    let family = family_of(first);
    let block = |text: String| match text.split_once('/') {
        Some((address, "32")) if family == Family::V4 => {
            Said { kind: AddressKind::Host(family), text: address.to_owned() }
        }
        Some((address, "128")) => Said { kind: AddressKind::Host(family), text: address.to_owned() },
        Some(_) | None => Said { kind: AddressKind::Network(family), text },
    };
    let blocks = Address::blocks(first, last);
    if blocks.len() == 1 || ranges == AddressRanges::Blocks {
        return blocks.into_iter().map(block).collect();
    }
    vec![Said { kind: AddressKind::Range(family), text: format!("{first}-{last}") }]
}

fn kind_of(address: &Address) -> AddressKind {
    match address {
        Address::Any => AddressKind::Any,
        Address::Name(_) => AddressKind::Name,
        Address::Range(first, last) if first == last => AddressKind::Host(family_of(*first)),
        Address::Range(first, _) => AddressKind::Range(family_of(*first)),
    }
}

fn family_of(address: IpAddr) -> Family {
    if address.is_ipv4() { Family::V4 } else { Family::V6 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reader: &Reader, address: &str, expected: &str) {
        let texts =
            said(reader, address).map(|said| said.into_iter().map(|said| said.text).collect::<Vec<_>>().join(" "));
        assert_eq!(texts.unwrap_or_default(), expected, "{address}");
    }

    #[test]
    fn a_program_is_told_addresses_in_one_notation() {
        let machine = |ranges, names, ipv6| Reader::Machine { any: Some("*".to_owned()), ranges, names, ipv6 };
        let strict = machine(AddressRanges::Blocks, false, false);
        for (address, expected) in [
            ("Any", "*"),
            ("10.1.0.7", "10.1.0.7"),
            ("10.1.0.7/32", "10.1.0.7"),
            ("10.1.0.0 - 10.1.255.255", "10.1.0.0/16"),
            ("10.2.0.10-10.2.0.19", "10.2.0.10/31 10.2.0.12/30 10.2.0.16/30"),
            ("dc1.corp.example", ""),
            ("2001:db8::/32", ""),
            ("10.1.0.0/33", ""),
        ] {
            check(&strict, address, expected);
        }
        let lenient = machine(AddressRanges::Hyphen, true, true);
        for (address, expected) in [
            ("10.2.0.10-10.2.0.19", "10.2.0.10-10.2.0.19"),
            ("DC1.corp.example", "dc1.corp.example"),
            ("dc1", ""),
            ("2001:DB8::7", "2001:db8::7"),
            ("2001:db8::/128", "2001:db8::"),
        ] {
            check(&lenient, address, expected);
        }
        check(&Reader::Machine { any: None, ranges: AddressRanges::Hyphen, names: true, ipv6: true }, "any", "");
    }

    #[test]
    fn people_read_what_the_plan_has() {
        let people = |any: Option<&str>| Reader::People {
            any: any.map(str::to_owned),
            to_be_filled: String::new(),
            notes_in: None,
        };
        check(&people(None), "Any", "Any");
        check(&people(Some("tous")), "any", "tous");
        check(&people(None), "DC 1, cellar", "DC 1, cellar");
    }
}
