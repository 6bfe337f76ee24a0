//! The words and the notations of a form: what stands in its cells for what the plan says.

use serde::{Deserialize, Serialize};

use crate::net::Transport;

/// The words of a form.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "words", deny_unknown_fields, default)]
pub struct Words {
    /// What is asked for: that the firewall lets it through.
    pub add: String,
    /// For what is needed.
    pub required: String,
    /// For what only some set-ups need.
    pub optional: String,
    /// Yes.
    pub yes: String,
    /// No.
    pub no: String,
    /// From the source to the destination.
    pub direction: String,
    /// For a source port, where sources use any dynamic one.
    pub any_port: String,
    /// For the ports of a transport that has none.
    pub no_ports: String,
    /// How the one source port is noted where the form has no column for it; `{port}` stands for it.
    pub source_port: String,
    /// How the type of an ICMP message is noted where the form has no column for it; `{type}` stands for it.
    pub icmp_type: String,
    /// The transports that the form takes. It can't say one without a word.
    pub transports: TransportWords,
    /// What kinds of objects are called.
    pub objects: ObjectWords,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            add: "add".into(),
            required: "required".into(),
            optional: "optional".into(),
            yes: "yes".into(),
            no: "no".into(),
            direction: "source to destination".into(),
            any_port: String::new(),
            no_ports: String::new(),
            source_port: "from source port {port}".into(),
            icmp_type: "ICMP type {type}".into(),
            transports: TransportWords::default(),
            objects: ObjectWords::default(),
        }
    }
}

/// What transports are called. The form can't say one without a word; by default it says all, as other exports do.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "transports", deny_unknown_fields)]
pub struct TransportWords {
    /// TCP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tcp: Option<String>,
    /// UDP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub udp: Option<String>,
    /// ICMP for IPv4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icmp: Option<String>,
    /// ICMP for IPv6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icmpv6: Option<String>,
    /// ESP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub esp: Option<String>,
    /// AH.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ah: Option<String>,
    /// GRE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gre: Option<String>,
    /// IPv6 in IPv4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ipv6: Option<String>,
}

impl Default for TransportWords {
    fn default() -> Self {
        let word = |transport: Transport| Some(transport.label().to_owned());
        Self {
            tcp: word(Transport::Tcp),
            udp: word(Transport::Udp),
            icmp: word(Transport::Icmp),
            icmpv6: word(Transport::Icmpv6),
            esp: word(Transport::Esp),
            ah: word(Transport::Ah),
            gre: word(Transport::Gre),
            ipv6: word(Transport::Ipv6),
        }
    }
}

impl TransportWords {
    /// The same words in small letters.
    #[must_use]
    pub fn small(&self) -> Self {
        let small = |word: &Option<String>| word.as_ref().map(|word| word.to_lowercase());
        let Self { tcp, udp, icmp, icmpv6, esp, ah, gre, ipv6 } = self;
        Self {
            tcp: small(tcp),
            udp: small(udp),
            icmp: small(icmp),
            icmpv6: small(icmpv6),
            esp: small(esp),
            ah: small(ah),
            gre: small(gre),
            ipv6: small(ipv6),
        }
    }

    /// The word for a transport; `None`: the form can't say it.
    #[must_use]
    pub fn word(&self, transport: Transport) -> Option<&str> {
        let word = match transport {
            Transport::Tcp => &self.tcp,
            Transport::Udp => &self.udp,
            Transport::Icmp => &self.icmp,
            Transport::Icmpv6 => &self.icmpv6,
            Transport::Esp => &self.esp,
            Transport::Ah => &self.ah,
            Transport::Gre => &self.gre,
            Transport::Ipv6 => &self.ipv6,
        };
        word.as_deref()
    }
}

/// What kinds of address objects are called. Service objects are called by their transport.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "objects", deny_unknown_fields, default)]
pub struct ObjectWords {
    /// One address.
    pub host: String,
    /// A block of addresses.
    pub network: String,
    /// A range of addresses.
    pub range: String,
    /// A DNS name.
    pub name: String,
}

impl Default for ObjectWords {
    fn default() -> Self {
        Self { host: "host".into(), network: "network".into(), range: "range".into(), name: "name".into() }
    }
}

/// How ports, services and lists are written.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "notation", deny_unknown_fields, default)]
pub struct Notation {
    /// What stands between several values of a cell.
    pub list: String,
    /// What stands between the first and the last port of a range.
    pub range: String,
    /// Transport and ports together; `{transport}` and `{ports}` stand for them.
    pub service: String,
    /// An ICMP message; `{transport}` and `{type}` stand for its parts.
    pub icmp: String,
    /// A transport without ports; `{transport}` stands for it.
    pub other: String,
}

impl Default for Notation {
    fn default() -> Self {
        Self {
            list: "; ".into(),
            range: "-".into(),
            service: "{transport}/{ports}".into(),
            icmp: "{transport}".into(),
            other: "{transport}".into(),
        }
    }
}
