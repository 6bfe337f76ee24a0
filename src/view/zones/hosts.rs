//! The machines of a placement as a text field holds them, one a line, and what is wrong with each.

use super::addresses::AddressProblem;
use crate::plan::{Address, Host};

/// The machines as the text of a field: `dc1 10.0.0.1, 10.0.0.2`, a line each.
///
/// A name with blanks is parted from its addresses by `=`.
#[must_use]
pub fn hosts_to_text(hosts: &[Host]) -> String {
    let line = |host: &Host| {
        let addresses = host.addresses.join(", ");
        let has_blanks = host.name.contains([' ', '=']) || is_address(&host.name);
        match (host.name.is_empty(), addresses.is_empty()) {
            (true, _) => addresses,
            (false, true) if !has_blanks => host.name.clone(),
            (false, _) if has_blanks => format!("{} = {addresses}", host.name).trim_end().to_owned(),
            (false, _) => format!("{} {addresses}", host.name),
        }
    };
    hosts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The machines that a text holds. Tabs part a name from its addresses too, as spreadsheets copy them; a line of nothing
/// but addresses is a machine without a name.
#[must_use]
pub fn hosts_from_text(text: &str) -> Vec<Host> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(host).collect()
}

/// What is wrong with the text of a field.
#[must_use]
pub fn problems_of_hosts(text: &str) -> Vec<AddressProblem> {
    let mut res = Vec::new();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (idx, host) in lines.map(|(idx, line)| (idx, host(line.trim()))) {
        for address in &host.addresses {
            let message = match Address::parse(address) {
                Ok(Address::Range(..) | Address::Name(_)) => continue,
                Ok(Address::Any) => "a machine has an address of its own: write it, or none".to_owned(),
                Err(err) => err.to_string(),
            };
            res.push(AddressProblem { line: idx + 1, message });
        }
    }
    res
}

fn host(line: &str) -> Host {
    if let Some((name, addresses)) = line.split_once('=').or_else(|| line.split_once('\t')) {
        return Host { name: name.trim().to_owned(), addresses: addresses_of(addresses) };
    }
    let (first, rest) = line.split_once([' ', ',', ';']).unwrap_or((line, ""));
    if is_address(first) {
        return Host { name: String::new(), addresses: addresses_of(line) };
    }
    Host { name: first.to_owned(), addresses: addresses_of(rest) }
}

/// Addresses, however they are parted; blanks around the sign of a range are none.
fn addresses_of(text: &str) -> Vec<String> {
    let text = text.replace(" - ", "-");
    let entries = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|entry| !entry.is_empty());
    entries.map(str::to_owned).collect()
}

/// Whether a text is an address by what it looks like, and no name.
fn is_address(text: &str) -> bool {
    let is_numeric = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/'));
    !text.is_empty() && (is_numeric || matches!(Address::parse(text), Ok(Address::Range(..))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_machine() {
        for (line, name, addresses) in [
            ("dc1 10.0.0.1", "dc1", &["10.0.0.1"][..]),
            ("dc1\t10.0.0.1; 2001:db8::1", "dc1", &["10.0.0.1", "2001:db8::1"]),
            ("File server 1 = 10.0.0.5, fs1.corp.example", "File server 1", &["10.0.0.5", "fs1.corp.example"]),
            ("dc2", "dc2", &[]),
            ("10.0.0.7 - 10.0.0.9", "", &["10.0.0.7-10.0.0.9"]),
            ("10.0.0.0/33", "", &["10.0.0.0/33"]),
        ] {
            let expected =
                Host { name: name.to_owned(), addresses: addresses.iter().map(|&it| it.to_owned()).collect() };
            let expected = [expected];
            assert_eq!(hosts_from_text(line), expected, "{line}");
            assert_eq!(hosts_from_text(&hosts_to_text(&expected)), expected, "{line}, written and read");
        }
        assert_eq!(hosts_from_text("\n dc1 \n\n dc2 ").len(), 2);
    }

    #[test]
    fn each_problem_names_its_line() {
        let problems = problems_of_hosts("dc1 10.0.0.1\n\ndc2 10.0.0.300\ndc3 any");
        assert_eq!(problems.iter().map(|it| it.line).collect::<Vec<_>>(), [3, 4]);
        assert!(problems[1].message.contains("of its own"), "{problems:?}");
    }
}
