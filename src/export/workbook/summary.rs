//! The first sheet: the request with its fields, what is written and how much of it, and what is to be filled. It is made of fields that stand below each other.

use super::book::Book;
use super::cell_text::CellTexts;
use super::decisions::decision_lines;
use super::findings::FindingCounts;
use super::flows::WrittenFlows;
use super::line::{LABELS, Line, VALUES, text};
use super::matrix::OpenCounts;
use super::styles;
use crate::export::form::FormReport;
use crate::export::run::{ExportRun, UNTITLED, zone_names};
use crate::export::{ExportError, NOTICE, NeedFilter, SameZone};
use crate::matrix::Merge;
use crate::plan::Request;
use crate::profile::Profile;

/// What the sheet is called.
pub(super) const SUMMARY: &str = "Request";

/// The height of the title, in points.
const TITLE_HEIGHT: f64 = 24.0;

/// What the other sheets hold.
pub(super) struct Written<'w> {
    pub profile: &'w Profile,
    pub open: OpenCounts,
    pub rows: FormReport,
    pub flows: WrittenFlows,
    pub findings: FindingCounts,
}

/// Fills the sheet, which was made before all others.
pub(super) fn write(run: &ExportRun<'_>, written: &Written<'_>, book: &mut Book) -> Result<(), ExportError> {
    let plan = run.matrix.plan();
    let mut lines = request_lines(&plan.request, &plan.note);
    lines.extend(written_lines(run, written));
    lines.extend(to_be_filled_lines(&written.rows, &zone_names(plan)));
    lines.extend(decision_lines(run, written.flows.undecided.len()));
    let title = if run.title().is_empty() { UNTITLED } else { run.title() };
    let Book { workbook, texts, .. } = book;
    let sheet = workbook.worksheet_from_index(0)?;
    sheet.set_column_width(0, LABELS)?.set_column_width(1, VALUES)?;
    sheet.write_string_with_format(0, 0, texts.fit(title), &styles::title())?;
    sheet.set_row_height(0, TITLE_HEIGHT)?;
    sheet.write_string_with_format(1, 0, NOTICE, &styles::note())?;
    let mut row = 2;
    for line in &lines {
        row = line.write(sheet, texts, row)?;
    }
    // The texts of this sheet are counted, too.
    for line in lost_lines(*texts, written.rows.cut.values().sum()) {
        row = line.write(sheet, texts, row)?;
    }
    sheet.set_print_area(0, 0, row.saturating_sub(1), 1)?;
    Ok(())
}

/// The fields of the request. What is empty stands there as well, for somebody may be waiting for it.
fn request_lines<'l>(request: &'l Request, note: &'l str) -> Vec<Line<'l>> {
    let Request {
        ticket,
        requester,
        owner,
        approver,
        application_id,
        environment,
        justification,
        valid_from,
        valid_until,
        logging,
        firewall_note,
    } = request;
    let logging = match logging {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let fields = [
        ("Ticket", ticket.as_str()),
        ("Requester", requester),
        ("Owner", owner),
        ("Approver", approver),
        ("Application id", application_id),
        ("Environment", environment),
        ("Justification", justification),
        ("Valid from", valid_from),
        ("Valid until", valid_until),
        ("Logging", logging),
        ("Note for the firewall team", firewall_note),
        ("Note of the plan", note),
    ];
    [Line::Section("Request")].into_iter().chain(fields.map(|(label, value)| text(label, value))).collect()
}

/// What was asked for, and how much there is of it.
fn written_lines<'l>(run: &'l ExportRun<'_>, written: &'l Written<'_>) -> Vec<Line<'l>> {
    let options = &run.options;
    let need = match options.need {
        NeedFilter::All => "required and optional",
        NeedFilter::Required => "required only",
    };
    let inside = match options.same_zone {
        SameZone::LeaveOut => "left out: no firewall between zones sees it",
        SameZone::Include => "written, too",
    };
    let pairs = options.pairs.text(&zone_names(run.matrix.plan()));
    let pairs = pairs.map_or_else(|| "all".to_owned(), |only| format!("only {only}"));
    let filter = if options.filter.is_empty() { "none" } else { options.filter.text() };
    let Written { profile, open, rows, flows, findings } = written;
    let merged = match options.merge {
        Merge::Compact if profile.can_be_compact() => "; a row for each pair of zones, transport and need",
        Merge::Compact | Merge::Ranges => "",
    };
    vec![
        Line::Section("What is in this workbook"),
        text("Catalog of", &*run.catalog.as_of),
        text("Needs", need),
        text("Inside zones", inside),
        text("Pairs of zones", pairs),
        text("Filter", filter),
        text("Columns of the sheet Rules", format!("{}{merged}", profile.name)),
        Line::Number("Zones", run.zones.len()),
        Line::Number("Pairs with something open", open.pairs),
        Line::Number("Required rules", open.required),
        Line::Number("Optional rules", open.optional),
        Line::Number("Rows on the sheet Rules", rows.num_rows),
        Line::Number("Flows, open or not", flows.num_flows),
        Line::Number("Documents", flows.references.len()),
        Line::Number("Errors", findings.errors),
        Line::Number("Warnings", findings.warnings),
        Line::Number("Notes", findings.notes),
        Line::Number("Accepted risks", findings.accepted),
    ]
}

/// What somebody has to fill in, and what the profile can't say.
fn to_be_filled_lines<'l>(rows: &FormReport, zones: &[String]) -> Vec<Line<'l>> {
    let mut res = vec![
        Line::Section("To be filled"),
        Line::Number("Rows without all addresses", rows.num_to_be_filled),
        Line::Number("Rows without a chosen port", rows.ports_to_be_filled),
    ];
    res.extend(rows.remarks(zones).into_iter().map(|remark| Line::Note(remark.into())));
    res
}

/// What texts lost to fit into cells, or into the profile.
fn lost_lines<'l>(texts: CellTexts, cut_for_profile: usize) -> Vec<Line<'l>> {
    vec![
        Line::Section("What texts lost"),
        Line::Number("Texts cut, longer than a cell takes", texts.num_cut),
        Line::Number("Texts cut, longer than the profile takes", cut_for_profile),
        Line::Number("Characters that no cell can hold", texts.num_left_out),
    ]
}
