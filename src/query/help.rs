//! What the language can say, for whoever explains it.

/// What is possible, in one sentence.
pub const POSSIBLE: &str = "Possible: ports (445, 135,445, 49152-65535), tcp/135, udp, icmp, required, optional, legacy, \
                            suppressed, from:ZONE, to:ZONE, role:NAME, other names, and “-” before what is not asked for";

/// Queries, each with what it asks for.
pub const EXAMPLES: [(&str, &str); 12] = [
    ("50000", "rules that open the port, by itself or in a range"),
    ("135,445", "one port or the other"),
    ("135 445", "both ports in one pair of zones"),
    ("tcp/135", "a port of one transport"),
    ("445 udp", "both of one flow"),
    ("49152-65535", "some port of a range"),
    ("from:DMZ to:core", "from one zone to another; roles do as well"),
    ("role:dc", "a role at either end, by any name it has"),
    ("kerberos", "a zone, role, service, protocol or scenario that is called so"),
    ("legacy required", "what is in cleartext, and needed"),
    ("suppressed", "what an override or a declined scenario takes out"),
    ("-3389", "all but this"),
];
