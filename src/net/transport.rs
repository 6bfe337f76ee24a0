//! The protocols that a firewall tells apart. It knows no application protocol.

use std::fmt;

use strum::VariantArray;

/// TCP, UDP, ICMP, or another IP protocol.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, VariantArray)]
pub enum Transport {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// ICMP for IPv4: echo request, type 8.
    Icmp,
    /// ICMP for IPv6: echo request, type 128.
    Icmpv6,
    /// `IPsec` ESP.
    Esp,
    /// `IPsec` AH.
    Ah,
    /// GRE.
    Gre,
    /// IPv6 in IPv4.
    Ipv6,
}

impl Transport {
    /// Every transport, in the order in which exports sort.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word that every export uses.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
            Self::Icmp => "ICMP",
            Self::Icmpv6 => "ICMPv6",
            Self::Esp => "ESP",
            Self::Ah => "AH",
            Self::Gre => "GRE",
            Self::Ipv6 => "IPv6",
        }
    }

    /// The IP protocol number. Source: the IANA registry of assigned Internet protocol numbers.
    #[must_use]
    pub fn protocol_number(self) -> u8 {
        match self {
            Self::Tcp => 6,
            Self::Udp => 17,
            Self::Icmp => 1,
            Self::Icmpv6 => 58,
            Self::Esp => 50,
            Self::Ah => 51,
            Self::Gre => 47,
            Self::Ipv6 => 41,
        }
    }

    /// The ICMP type of what is asked for, an echo request; `None` where there are no types.
    ///
    /// Source: RFC 792 for ICMP, RFC 4443 section 4.1 for `ICMPv6`.
    #[must_use]
    pub fn icmp_type(self) -> Option<u8> {
        match self {
            Self::Icmp => Some(8),
            Self::Icmpv6 => Some(128),
            Self::Tcp | Self::Udp | Self::Esp | Self::Ah | Self::Gre | Self::Ipv6 => None,
        }
    }

    /// The ICMP code of what is asked for, which echo requests leave at 0; `None` where there are no codes.
    ///
    /// Source: RFC 792 for ICMP, RFC 4443 section 4.1 for `ICMPv6`.
    #[must_use]
    pub fn icmp_code(self) -> Option<u8> {
        self.icmp_type().map(|_| 0)
    }

    /// Whether it has ports.
    #[must_use]
    pub fn has_ports(self) -> bool {
        matches!(self, Self::Tcp | Self::Udp)
    }

    /// Finds the transport that a word names, whatever its case.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|transport| transport.label().eq_ignore_ascii_case(label))
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_finds_its_transport() {
        for &transport in Transport::ALL {
            assert_eq!(Transport::from_label(&transport.label().to_lowercase()), Some(transport));
        }
        assert_eq!(Transport::from_label("SCTP"), None);
    }
}
