//! Several values in one cell. It knows neither rules nor flows in full.

use std::borrow::Cow;

use crate::catalog::Catalog;
use crate::matrix::{Fact, Flow};

/// What joins several values in a cell.
pub(super) const SEPARATOR: &str = "; ";

/// The distinct, non-empty values in their order, joined.
pub(super) fn joined<'a>(values: impl IntoIterator<Item = &'a str>) -> Cow<'a, str> {
    let mut values = values.into_iter().filter(|value| !value.is_empty());
    let first = values.next().unwrap_or("");
    // Mostly there is one value, over and over.
    let Some(second) = values.find(|value| *value != first) else { return Cow::Borrowed(first) };
    let mut distinct = vec![first, second];
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    Cow::Owned(distinct.join(SEPARATOR))
}

/// The values in their order, joined.
pub(super) fn all_joined<'a>(values: &[&'a str]) -> Cow<'a, str> {
    match values {
        [] => Cow::Borrowed(""),
        [only] => Cow::Borrowed(only),
        _ => Cow::Owned(values.join(SEPARATOR)),
    }
}

/// The short names of the documents behind some flows, in catalog order.
pub(super) fn references<'a>(catalog: &'a Catalog, flows: impl Iterator<Item = &'a Flow<'a>>) -> Cow<'a, str> {
    let mut reasons = flows.flat_map(|flow| &flow.reasons);
    let Some(first) = reasons.next() else { return Cow::Borrowed("") };
    let mut others = reasons.filter(|reason| reason.references != first.references).peekable();
    if let (Fact::Connection(link), None) = (&first.fact, others.peek()) {
        return Cow::Borrowed(&link.line.cited);
    }
    let mut positions: Vec<usize> = first.references.to_vec();
    positions.extend(others.flat_map(|reason| reason.references.iter()));
    positions.sort_unstable();
    positions.dedup();
    joined(positions.into_iter().map(|idx| &*catalog.references[idx].label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_once_and_in_their_order() {
        for (values, expected) in [
            (&[][..], ""),
            (&["", "LDAP", "LDAP", ""], "LDAP"),
            (&["LDAP", "Kerberos", "LDAP", "", "DNS", "Kerberos"], "LDAP; Kerberos; DNS"),
        ] {
            assert_eq!(joined(values.iter().copied()), expected, "{values:?}");
        }
    }
}
