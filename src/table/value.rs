//! What stands in one cell of a table. Cells hold values, and the writer joins them. It knows no column.

use std::borrow::Cow;
use std::fmt::Write as _;

use itertools::Itertools as _;

use crate::net::PortSet;

/// The values of one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// The cell is empty.
    Nothing,
    /// One name, one word of a fixed list, or prose.
    Text(Cow<'a, str>),
    /// One port or another number.
    Number(u16),
    /// Ports and ranges.
    Ports(&'a PortSet),
    /// Several names or texts.
    Names(Vec<&'a str>),
    /// Addresses as the plan has them.
    Addresses(&'a [String]),
}

impl<'a> Value<'a> {
    /// The values as a cell holds them: a single one is a text, so that it costs no list.
    #[must_use]
    pub fn list(values: &[&'a str]) -> Self {
        match values {
            [] => Self::Nothing,
            [value] => (*value).into(),
            values => Self::Names(values.to_vec()),
        }
    }

    /// The values that are not empty, each once, in the order in which they are first met.
    #[must_use]
    pub(crate) fn distinct(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut values = values.into_iter().filter(|value| !value.is_empty());
        let Some(first) = values.next() else { return Self::Nothing };
        // Mostly there is one value, over and over.
        let Some(second) = values.find(|value| *value != first) else { return first.into() };
        Self::Names(distinct([first, second].into_iter().chain(values)))
    }

    /// Appends the values to `text`, with `separator` between each two.
    pub fn write(&self, separator: &str, text: &mut String) {
        match self {
            Self::Nothing => {}
            Self::Text(value) => text.push_str(value),
            // Writing to a text can't fail.
            Self::Number(value) => drop(write!(text, "{value}")),
            Self::Ports(ports) => drop(write!(text, "{}", ports.ranges().iter().format(separator))),
            Self::Names(names) => push_joined(names, separator, text),
            Self::Addresses(addresses) => push_joined(addresses, separator, text),
        }
    }

    /// The values as one text, with `separator` between each two.
    #[must_use]
    pub fn joined(&self, separator: &str) -> String {
        let mut res = String::new();
        self.write(separator, &mut res);
        res
    }
}

fn push_joined(values: &[impl AsRef<str>], separator: &str, text: &mut String) {
    for (idx, value) in values.iter().enumerate() {
        if idx > 0 {
            text.push_str(separator);
        }
        text.push_str(value.as_ref());
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Vec<&'a str>> for Value<'a> {
    fn from(values: Vec<&'a str>) -> Self {
        Self::Names(values)
    }
}

impl From<Option<u16>> for Value<'_> {
    fn from(number: Option<u16>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }
}

/// The values that are not empty, each once, in the order in which they are first met.
///
/// Nearly always there are a few, which a search finds faster than a table of hashes.
pub(crate) fn distinct<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut res = Vec::new();
    for value in values {
        if !value.is_empty() && !res.contains(&value) {
            res.push(value);
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::PortRange;

    #[test]
    fn values_stand_once_and_in_their_order() {
        for (values, expected) in [
            (&[][..], ""),
            (&["", "LDAP", "LDAP", ""], "LDAP"),
            (&["LDAP", "Kerberos", "LDAP", "", "DNS", "Kerberos"], "LDAP; Kerberos; DNS"),
        ] {
            assert_eq!(distinct(values.iter().copied()).join("; "), expected, "{values:?}");
            assert_eq!(Value::distinct(values.iter().copied()).joined("; "), expected, "{values:?}");
        }
    }

    #[test]
    fn whoever_writes_a_cell_says_what_stands_between_its_values() {
        let ports: PortSet = [PortRange::single(53), PortRange::new(88, 90)].into_iter().flatten().collect();
        let addresses = ["10.0.0.1".to_owned(), "10.0.0.2".to_owned()];
        for (value, expected) in [
            (Value::Nothing, ""),
            (Value::from("HQ; first floor"), "HQ; first floor"),
            (Value::from(Some(53)), "53"),
            (Value::from(None), ""),
            (Value::Ports(&ports), "53, 88-90"),
            (Value::Names(vec!["A; B", "C"]), "A; B, C"),
            (Value::Addresses(&addresses), "10.0.0.1, 10.0.0.2"),
        ] {
            assert_eq!(value.joined(", "), expected);
        }
    }
}
