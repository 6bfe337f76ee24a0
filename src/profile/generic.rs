//! The profile of the export `csv`: every column of the table of rules, under its own header.

use super::field::Field;
use super::schema::{Column, FormFile, Profile, Reader, Rows, TextForm};
use super::words::{Notation, Words};
use crate::table::RuleColumn;

/// The profile of the export `csv`.
#[must_use]
pub fn generic() -> Profile {
    let columns = [
        Field::RuleId,
        Field::Action,
        Field::SourceZone,
        Field::SourceAddresses,
        Field::SourceHosts,
        Field::DestinationZone,
        Field::DestinationAddresses,
        Field::DestinationHosts,
        Field::Transport,
        Field::SourcePort,
        Field::DestinationPorts,
        Field::IcmpType,
        Field::ApplicationProtocols,
        Field::SourceRoles,
        Field::DestinationRoles,
        Field::Need,
        Field::Scenarios,
        Field::Justification,
        Field::References,
        Field::Confidence,
    ];
    let header = |field: &Field| field.rule_column().map(RuleColumn::header).unwrap_or_default();
    let file = FormFile {
        name: "rules.csv".to_owned(),
        rows: Rows::Ports,
        split: Vec::new(),
        can_be_compact: true,
        before: Vec::new(),
        columns: columns.into_iter().map(|field| Column::new(header(&field), field)).collect(),
        most_rows: None,
        most_rows_by: None,
        limits: Vec::new(),
    };
    Profile {
        id: "generic".to_owned(),
        name: "Generic".to_owned(),
        summary: "Every column of the rules, as the format csv writes them".to_owned(),
        columns_from: "Portolan".to_owned(),
        reader: Reader::default(),
        text: TextForm::default(),
        notation: Notation::default(),
        words: Words::default(),
        files: vec![file],
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use super::*;
    use crate::profile::write;

    #[test]
    fn it_is_the_first_profile_of_the_program() {
        expect_file!["../../catalog/profiles/generic.ron"].assert_eq(&write(&generic()).expect("it can be written"));
    }

    #[test]
    fn it_has_every_column_of_the_table_of_rules_in_its_order() {
        let profile = generic();
        let columns: Vec<Option<RuleColumn>> =
            profile.files[0].columns.iter().map(|column| column.field.rule_column()).collect();
        assert_eq!(columns, RuleColumn::ALL.iter().map(|column| Some(*column)).collect::<Vec<_>>());
    }
}
