//! A zone's addresses as a text field holds them, one a line, and what is wrong with each.

use crate::plan::Address;

/// A line that is no address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AddressProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what to write.
    pub message: String,
}

/// The addresses as the text of a field.
#[must_use]
pub fn addresses_to_text(addresses: &[String]) -> String {
    addresses.join("\n")
}

/// The addresses that a text holds: one a line, and commas or semicolons part them too. Empty lines are left out.
#[must_use]
pub fn addresses_from_text(text: &str) -> Vec<String> {
    let entries = text.split(['\n', ',', ';']).map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(str::to_owned).collect()
}

/// What is wrong with the text of a field.
#[must_use]
pub fn problems_of_addresses(text: &str) -> Vec<AddressProblem> {
    let mut res = Vec::new();
    for (idx, line) in text.lines().enumerate() {
        for entry in addresses_from_text(line) {
            if let Err(err) = Address::parse(&entry) {
                res.push(AddressProblem { line: idx + 1, message: err.to_string() });
            }
        }
    }
    res
}

/// The problems of a field's text as messages, each with its line where there are several.
#[must_use]
pub fn problem_messages(text: &str, problems: Vec<AddressProblem>) -> Vec<String> {
    let is_single = text.lines().count() < 2;
    let line = |line: usize| if is_single { String::new() } else { format!("Line {line}: ") };
    problems.into_iter().map(|problem| format!("{}{}", line(problem.line), problem.message)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_parted_by_lines_and_commas() {
        assert_eq!(addresses_from_text(" 10.0.0.0/8, dc1\n\n10.1.0.7 "), ["10.0.0.0/8", "dc1", "10.1.0.7"]);
        assert_eq!(addresses_to_text(&addresses_from_text("a;b")), "a\nb");
    }

    #[test]
    fn each_problem_names_its_line() {
        let problems = problems_of_addresses("10.0.0.0/8\n10.0.0.1/8\n\n10.0.0, dc1");
        let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [2, 4]);
        assert!(problems[0].message.contains("host bits"), "{problems:?}");
    }
}
