//! A word about ports and transports: `445`, `80,443`, `tcp/135`, `135/tcp`, `udp:53`, `tcp445`, `:443`, `icmp`.

use crate::net::{PortRange, Transport};

/// What a word says of a flow.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct FlowTerm {
    /// The transport, if it says one.
    pub transport: Option<Transport>,
    /// One of these ranges of ports, if it says some.
    pub ports: Vec<PortRange>,
    /// The ports as they were written.
    pub ports_text: String,
}

impl FlowTerm {
    /// Reads a word; `None`: it is none about flows.
    pub(crate) fn of(word: &str) -> Option<Self> {
        // “:443”, as an address is followed by it, and “443/” have nothing on the other side.
        let pieces: Vec<&str> = word.split(['/', ':']).filter(|piece| !piece.is_empty()).collect();
        let res = match pieces[..] {
            [one] => Self::default().with(one)?,
            [a, b] => Self::default().with(a)?.with(b)?,
            _ => return None,
        };
        Some(res)
    }

    fn with(mut self, piece: &str) -> Option<Self> {
        if let Some(transport) = Transport::from_label(piece).filter(|_| self.transport.is_none()) {
            self.transport = Some(transport);
        } else if let Some(ports) = port_list(piece).filter(|_| self.ports.is_empty()) {
            self.ports = ports;
            piece.clone_into(&mut self.ports_text);
        } else {
            let at = piece.find(|c: char| c.is_ascii_digit()).filter(|_| self == Self::default())?;
            let (transport, ports) = piece.split_at(at);
            self.transport = Some(Transport::from_label(transport.trim_end_matches(['-', '_']))?);
            self.ports = port_list(ports)?;
            ports.clone_into(&mut self.ports_text);
        }
        Some(self)
    }
}

/// `445`, `49152-65535`, `80,443`.
fn port_list(word: &str) -> Option<Vec<PortRange>> {
    let text = word.replace(['–', '—'], "-");
    text.split(',').map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_about_flows_is_read_however_it_is_written() {
        for (word, transport, ports) in [
            ("445", None, "445"),
            ("49152–65535", None, "49152-65535"),
            ("80,443", None, "80,443"),
            ("tcp/135", Some(Transport::Tcp), "135"),
            ("135/TCP", Some(Transport::Tcp), "135"),
            ("udp:53", Some(Transport::Udp), "53"),
            ("tcp445", Some(Transport::Tcp), "445"),
            (":443", None, "443"),
            ("443/", None, "443"),
            ("icmp", Some(Transport::Icmp), ""),
        ] {
            let found = FlowTerm::of(word).expect(word);
            let found_ports = found.ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            assert_eq!((found.transport, &*found_ports), (transport, ports), "{word}");
        }
        for word in ["", "dns", "70000", "0", "tcp/udp", "135/136", "1/2/3", "802.1X", "tcp/dns", "KB832017"] {
            assert_eq!(FlowTerm::of(word), None, "{word}");
        }
    }
}
