//! A machine: which addresses a placement's role has, where somebody knows them.

/// A machine that has a role. Both may be blank: what is not known yet is to be filled, and never means any machine.
///
/// The order of the fields is the order in which hosts sort.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Host {
    /// What it is called; may be empty.
    pub name: String,
    /// CIDR blocks, ranges, addresses or DNS names, as typed; empty: to be filled.
    pub addresses: Vec<String>,
}

impl Host {
    /// What it is known by: its name, or its first address where it has none; empty where nothing is known of it.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.addresses.first().map_or("", String::as_str) } else { &self.name }
    }
}
