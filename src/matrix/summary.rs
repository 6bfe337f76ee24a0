//! What is known of every pair of zones without looking at its flows.

/// More ports than this between two zones are a finding. Source: `docs/FINDINGS.md`, `many-ports`.
pub const MANY_PORTS: u32 = 1000;

/// The open flows of an ordered pair of zones, counted. Twelve bytes, for a million of them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct CellSummary {
    /// Distinct ports opened, TCP and UDP counted apart; transports without ports count nothing.
    pub num_ports: u32,
    /// Rules that are Required; the count stops at its largest number.
    pub required_rules: u16,
    /// Rules that are Optional and that Required ones do not open anyway; likewise.
    pub optional_rules: u16,
    /// An open flow uses a cleartext or legacy protocol.
    pub has_legacy: bool,
    /// An open flow reaches a guarded role, such as a domain controller.
    pub has_guarded: bool,
    /// An override takes a Required flow away, and nothing that is open stands in for it.
    pub loses_required: bool,
}

impl CellSummary {
    /// Rules of either need.
    #[must_use]
    pub fn num_rules(self) -> u32 {
        u32::from(self.required_rules) + u32::from(self.optional_rules)
    }

    /// Whether nothing is open.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.num_rules() == 0
    }
}
