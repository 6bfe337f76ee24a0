//! What a role listens on, as one line: `HTTPS 8443/tcp, 9000-9010/udp, GRE`.

use crate::net::{PortRange, Transport};
use crate::plan::Listener;

/// What a line says, or what is wrong with its first part that can't be read. Ports alone are those of TCP.
pub(in crate::view) fn listeners_from_text(text: &str) -> Result<Vec<Listener>, String> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(listener).collect()
}

/// The line that says the same.
pub(in crate::view) fn listeners_to_text(listeners: &[Listener]) -> String {
    let text = |it: &Listener| {
        let transport = it.transport.label();
        let ports =
            it.ports.map_or_else(|| transport.to_owned(), |ports| format!("{ports}/{}", transport.to_lowercase()));
        // A comma ends a part.
        let protocol = it.application_protocol.replace([',', ';', '\n'], " ");
        format!("{protocol} {ports}").trim().to_owned()
    };
    listeners.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// Reads a part: words of the application protocol, then ports and transport in either order.
fn listener(part: &str) -> Result<Listener, String> {
    let mut words: Vec<&str> = part.split_whitespace().flat_map(|word| word.split('/')).collect();
    let (mut transport, mut ports) = (None, None);
    while let Some(word) = words.last() {
        match (Transport::from_label(word), word.parse::<PortRange>()) {
            (Some(found), _) if transport.is_none() => transport = Some(found),
            (_, Ok(range)) if ports.is_none() => ports = Some(range),
            (_, Err(err)) if ports.is_none() && word.starts_with(|c: char| c.is_ascii_digit()) => {
                return Err(format!("“{part}”: {err}"));
            }
            _ => break,
        }
        words.pop();
    }
    let transport = transport.unwrap_or(Transport::Tcp);
    match (transport.has_ports(), ports) {
        (true, None) => Err(format!("“{part}” names no port: write it as 8443/tcp")),
        (false, Some(_)) => Err(format!("“{part}”: {transport} has no ports")),
        (true, Some(_)) | (false, None) => Ok(Listener { application_protocol: words.join(" "), transport, ports }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_however_it_is_written() {
        for (text, expected) in [
            ("8443/tcp, 9000-9010/udp", "8443/tcp, 9000-9010/udp"),
            (" 8443 ", "8443/tcp"),
            ("HTTPS 8443; TCP/8444", "HTTPS 8443/tcp, 8444/tcp"),
            ("Backup agent udp 9000-9010", "Backup agent 9000-9010/udp"),
            ("443 TCP", "443/tcp"),
            ("gre, Ping icmp", "GRE, Ping ICMP"),
            ("", ""),
        ] {
            let read = listeners_from_text(text).expect(text);
            assert_eq!(listeners_to_text(&read), expected, "{text}");
            assert_eq!(listeners_from_text(expected), Ok(read), "{text}");
        }
        for (text, expected) in [
            ("70000/tcp", "“70000/tcp”"),
            ("HTTPS", "“HTTPS” names no port: write it as 8443/tcp"),
            ("9-3", "“9-3”"),
            ("47/gre", "“47/gre”: GRE has no ports"),
        ] {
            let problem = listeners_from_text(text);
            assert!(problem.as_ref().is_err_and(|problem| problem.contains(expected)), "{text}: {problem:?}");
        }
    }
}
