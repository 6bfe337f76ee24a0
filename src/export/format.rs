//! The one list of export formats.

use super::ExportError;

/// The most zones that a picture shows.
pub(super) const MOST_ZONES_OF_A_PICTURE: usize = 300;

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

    /// Whether it is a picture.
    #[must_use]
    pub fn is_picture(self) -> bool {
        match self {
            Self::DiagramSvg | Self::DiagramPng | Self::MatrixSvg | Self::MatrixPng => true,
            Self::Csv | Self::MatrixCsv | Self::FlowsCsv | Self::FlowsAllCsv | Self::Json => false,
        }
    }

    /// Makes sure that a plan of so many zones can be written in this format: to be asked before anything is derived.
    ///
    /// # Errors
    /// When it is a picture that nobody could read. One of 300 zones is some 16,000 pixels wide already, and the lanes
    /// of a diagram grow with the square.
    pub fn check_size(self, zones: usize) -> Result<(), ExportError> {
        if self.is_picture() && zones > MOST_ZONES_OF_A_PICTURE {
            return Err(ExportError::TooManyZones { zones, most: MOST_ZONES_OF_A_PICTURE });
        }
        Ok(())
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

    #[test]
    fn a_picture_that_nobody_could_read_is_refused_and_a_table_is_not() {
        for format in Format::ALL {
            assert!(format.check_size(MOST_ZONES_OF_A_PICTURE).is_ok(), "{format:?}");
            let message = format.check_size(MOST_ZONES_OF_A_PICTURE + 1).map_err(|err| err.to_string());
            let said =
                "nobody could read a picture of 301 zones, 300 are the most: export matrix-csv, or part the plan";
            assert_eq!(message.err().as_deref(), format.is_picture().then_some(said), "{format:?}");
        }
    }
}
