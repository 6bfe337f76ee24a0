//! What the exports are not for. Whatever has room for text says it, and so does the help.

/// Rules between zones are no rules for the firewall of a host. Source: KB 832017, which says so of its tables.
pub const NOTICE: &str = "For firewalls between zones: KB 832017 says not to configure Windows Firewall by its tables";
