//! The one list of export formats.

/// What an export looks like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// One row a rule.
    Csv,
    /// The matrix as a grid: sources are rows, destinations columns.
    MatrixCsv,
    /// One row an open flow.
    FlowsCsv,
    /// One row a flow, whatever its status.
    FlowsAllCsv,
    /// Everything, structured.
    Json,
    /// Zones as boxes and arrows between them.
    DiagramSvg,
    /// The same as pixels.
    DiagramPng,
    /// The matrix as a picture of a table.
    MatrixSvg,
    /// The same as pixels.
    MatrixPng,
}

impl Format {
    /// Every format, the change request first.
    pub const ALL: [Self; 9] = [
        Self::Csv,
        Self::MatrixCsv,
        Self::FlowsCsv,
        Self::FlowsAllCsv,
        Self::Json,
        Self::DiagramSvg,
        Self::DiagramPng,
        Self::MatrixSvg,
        Self::MatrixPng,
    ];

    /// The stable name, kebab-case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::MatrixCsv => "matrix-csv",
            Self::FlowsCsv => "flows-csv",
            Self::FlowsAllCsv => "flows-all-csv",
            Self::Json => "json",
            Self::DiagramSvg => "diagram-svg",
            Self::DiagramPng => "diagram-png",
            Self::MatrixSvg => "matrix-svg",
            Self::MatrixPng => "matrix-png",
        }
    }

    /// The ending of a file of this format, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::MatrixCsv | Self::FlowsCsv | Self::FlowsAllCsv => "csv",
            Self::Json => "json",
            Self::DiagramSvg | Self::MatrixSvg => "svg",
            Self::DiagramPng | Self::MatrixPng => "png",
        }
    }

    /// One line for menus and help.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Csv => "Rules for a change request, one row a rule",
            Self::MatrixCsv => "The matrix as a grid of zones",
            Self::FlowsCsv => "Open flows, one row a range of ports",
            Self::FlowsAllCsv => "All flows with status, its reason and confidence",
            Self::Json => "Zones, rules and all flows with their reasons",
            Self::DiagramSvg => "A picture of zones and arrows, for documents",
            Self::DiagramPng => "The picture of zones and arrows as pixels",
            Self::MatrixSvg => "A picture of the matrix, for documents",
            Self::MatrixPng => "The picture of the matrix as pixels",
        }
    }

    /// Whether flows may be merged to one row for each transport and need.
    #[must_use]
    pub fn can_be_compact(self) -> bool {
        self == Self::Csv
    }

    /// How often the pairs of zones are walked to write it.
    pub(super) fn num_walks(self) -> usize {
        // Rules, then flows.
        if self == Self::Json { 2 } else { 1 }
    }

    /// The format of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_format() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert!(format.name().ends_with(format.extension()));
        }
        assert_eq!(Format::from_name("CSV"), None);
    }
}
