//! The rules as a sheet, in the columns of a profile: what its form would hold as a text, without what texts need.

use super::book::Book;
use super::long_sheet::{ColumnLook, LongSheet};
use crate::export::ExportError;
use crate::export::form::{FormReport, head_rows, rule_rows};
use crate::export::run::ExportRun;
use crate::profile::{Field, FormFile, Profile};

/// What the sheet is called.
pub(in crate::export) const RULES: &str = "Rules";

/// Writes the sheet, and says what was written and what was not.
pub(super) fn write(
    run: &ExportRun<'_>,
    profile: &Profile,
    file: &FormFile,
    book: &mut Book,
) -> Result<FormReport, ExportError> {
    let looks = file.columns.iter().map(|column| look(&column.field)).collect();
    let mut sheet = LongSheet::begin(book, RULES, head_rows(profile, file, run), looks)?;
    let mut num_rows = 0;
    let report = rule_rows(run, profile, file, |cells| {
        for row in cells.rows(num_rows) {
            sheet.row(row)?;
            num_rows = num_rows.saturating_add(1);
        }
        Ok(())
    })?;
    sheet.end()?;
    Ok(report)
}

/// How a column looks that says this.
fn look(field: &Field) -> ColumnLook {
    match field {
        Field::Action
        | Field::Transport
        | Field::SourcePort
        | Field::IcmpType
        | Field::IcmpCode
        | Field::IpProtocol
        | Field::PortFrom
        | Field::PortTo
        | Field::Number(_)
        | Field::Logging
        | Field::Insecure
        | Field::Need => ColumnLook::plain(10.0),
        Field::ValidFrom | Field::ValidUntil | Field::CatalogDate | Field::Confidence => ColumnLook::plain(12.0),
        Field::RuleId | Field::NumberedRuleId(_) => ColumnLook::plain(20.0),
        // Ports in a cell that is too narrow would break at their hyphens.
        Field::DestinationPorts => ColumnLook::wrapped(22.0),
        Field::Services | Field::ServiceObjects => ColumnLook::wrapped(26.0),
        Field::SourceZone
        | Field::DestinationZone
        | Field::SourceHosts
        | Field::DestinationHosts
        | Field::SourceZoneObject
        | Field::DestinationZoneObject
        | Field::ApplicationProtocols
        | Field::Direction
        | Field::Ticket
        | Field::Requester
        | Field::Owner
        | Field::ApplicationId
        | Field::Environment
        | Field::Approver
        | Field::ObjectName
        | Field::ObjectType
        | Field::ObjectValue
        | Field::Text(_) => ColumnLook::wrapped(18.0),
        Field::SourceAddresses
        | Field::DestinationAddresses
        | Field::SourceAddressObjects
        | Field::DestinationAddressObjects
        | Field::SourceRoles
        | Field::DestinationRoles
        | Field::Scenarios
        | Field::Title
        | Field::FirewallNote => ColumnLook::wrapped(24.0),
        // Several documents stand behind most rules: a narrow column would make every row high.
        Field::References => ColumnLook::wrapped(48.0),
        Field::Justification | Field::Reason | Field::ReasonAndJustification => ColumnLook::wrapped(80.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::workbook::row_height::width_of;

    #[test]
    fn ports_stay_in_one_line() {
        for (field, longest) in [
            (Field::DestinationPorts, "TCP/49152-65535;"),
            (Field::Services, "tcp/49152-65535;"),
            (Field::PortFrom, "49152"),
            (Field::PortTo, "65535"),
            (Field::SourcePort, "65535"),
        ] {
            let look = look(&field);
            assert!(width_of(longest) < look.width, "{longest} in {look:?}");
        }
    }
}
