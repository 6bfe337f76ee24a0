//! What stands for the transport and the ports of a rule.

use std::fmt::Write as _;

use crate::matrix::Rule;
use crate::net::{PortRange, Transport};
use crate::profile::{Notation, Profile, Reader};

/// One transport with one range of ports, or without any.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Service {
    pub(super) transport: Transport,
    /// `None`: it has no ports, or nobody has chosen one.
    pub(super) range: Option<PortRange>,
}

/// The services of a rule, in order.
pub(super) fn services(rule: &Rule) -> impl Iterator<Item = Service> {
    let transport = rule.transport;
    let without = rule.ports.is_empty().then_some(Service { transport, range: None });
    rule.ports.ranges().iter().map(move |&range| Service { transport, range: Some(range) }).chain(without)
}

/// The word of a transport. Whoever asks has made sure that there is one.
pub(super) fn transport_word(profile: &Profile, transport: Transport) -> &str {
    profile.words.transports.word(transport).unwrap_or_else(|| transport.label())
}

/// Whether a rule waits for a port that somebody has to choose.
pub(super) fn is_unchosen(rule: &Rule) -> bool {
    rule.transport.has_ports() && rule.ports.is_empty()
}

/// The word for ports that nobody has chosen.
pub(super) fn unchosen(profile: &Profile) -> &str {
    match &profile.reader {
        Reader::People { to_be_filled, .. } => to_be_filled,
        Reader::Machine { .. } => "",
    }
}

/// Writes ranges of ports.
pub(super) fn write_ports<'r>(notation: &Notation, ranges: impl IntoIterator<Item = &'r PortRange>, text: &mut String) {
    for (idx, range) in ranges.into_iter().enumerate() {
        text.push_str(if idx > 0 { &notation.list } else { "" });
        write_range(notation, *range, text);
    }
}

fn write_range(notation: &Notation, range: PortRange, text: &mut String) {
    // Writing to a text can't fail.
    let _ = write!(text, "{}", range.first());
    if range.first() != range.last() {
        let _ = write!(text, "{}{}", notation.range, range.last());
    }
}

/// Transport and ports together, as the form has it.
pub(super) fn service_text(profile: &Profile, service: Service) -> String {
    let notation = &profile.notation;
    let word = transport_word(profile, service.transport);
    let mut ports = String::new();
    if let Some(range) = service.range {
        write_range(notation, range, &mut ports);
    } else if service.transport.has_ports() {
        ports.push_str(unchosen(profile));
    }
    let pattern = match service.transport.icmp_type() {
        Some(_) => &notation.icmp,
        None if !service.transport.has_ports() => &notation.other,
        None if ports.is_empty() => return word.to_owned(),
        None => &notation.service,
    };
    let icmp_type = service.transport.icmp_type().map(|number| number.to_string()).unwrap_or_default();
    pattern.replace("{transport}", word).replace("{ports}", &ports).replace("{type}", &icmp_type)
}
