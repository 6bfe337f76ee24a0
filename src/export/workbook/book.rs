//! The sheets of a workbook, with what all of them share: their paper, their footer, and what texts lost to fit.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::cell_text::CellTexts;
use super::styles;
use crate::export::ExportError;
use crate::export::run::{ExportRun, UNTITLED};

/// A4, by its number in Excel.
const A4: u8 = 9;

/// The margins of a page, in inches: left, right, top, bottom, header and footer.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.5, 0.6, 0.3, 0.3];

/// The most characters of the title in a footer, which Excel limits to 255 in all.
const TITLE_IN_FOOTER: usize = 80;

/// A workbook that is being made.
pub(super) struct Book {
    pub workbook: Workbook,
    pub texts: CellTexts,
    footer: String,
}

/// How a sheet lies on paper.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Paper {
    /// Upright, as wide as one page.
    Upright,
    /// Across, as wide as so many pages.
    Across {
        /// How many.
        pages: u16,
    },
    /// Across, at this share of its size in percent, over as many pages as it takes.
    Pages(u16),
}

impl Book {
    /// Begins a workbook. It says that it was made on the catalog's day, so that it does not depend on when it is made.
    pub(super) fn new(run: &ExportRun<'_>) -> Result<Self, ExportError> {
        let mut texts = CellTexts::default();
        let title = texts.fit(run.title()).replace('\n', " ");
        let day = ExcelDateTime::parse_from_str(&run.catalog.as_of);
        let day = day.or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
        let mut workbook = Workbook::new();
        workbook.set_default_format(&styles::default(), styles::DEFAULT_ROW, styles::DEFAULT_COLUMN)?;
        workbook.set_properties(&DocProperties::new().set_title(&title).set_creation_datetime(&day));
        let title = if title.is_empty() { UNTITLED } else { &title };
        let short: String = title.chars().take(TITLE_IN_FOOTER).collect();
        let footer = format!("&L{}&C&A&RPage &P of &N", short.replace('&', "&&"));
        Ok(Self { workbook, texts: CellTexts::default(), footer })
    }

    /// The sheet that was added last.
    pub(super) fn sheet(&mut self) -> Result<&mut Worksheet, XlsxError> {
        let last = self.workbook.worksheets().len().saturating_sub(1);
        self.workbook.worksheet_from_index(last)
    }

    /// Adds a sheet whose cells are kept until the workbook is saved.
    pub(super) fn add_sheet(&mut self, name: &str, paper: Paper) -> Result<&mut Worksheet, XlsxError> {
        let sheet = self.workbook.add_worksheet();
        set_up(sheet, name, paper, &self.footer)
    }

    /// Adds a sheet whose rows are written one after another and not kept.
    pub(super) fn add_long_sheet(&mut self, name: &str, paper: Paper) -> Result<&mut Worksheet, XlsxError> {
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        set_up(sheet, name, paper, &self.footer)
    }
}

fn set_up<'s>(
    sheet: &'s mut Worksheet,
    name: &str,
    paper: Paper,
    footer: &str,
) -> Result<&'s mut Worksheet, XlsxError> {
    let [left, right, top, bottom, header, of_footer] = MARGINS;
    sheet.set_name(name)?.set_paper_size(A4).set_footer(footer);
    sheet.set_margins(left, right, top, bottom, header, of_footer);
    match paper {
        Paper::Upright => sheet.set_portrait().set_print_fit_to_pages(1, 0),
        Paper::Across { pages } => sheet.set_landscape().set_print_fit_to_pages(pages, 0),
        Paper::Pages(percent) => sheet.set_landscape().set_print_scale(percent),
    };
    Ok(sheet)
}
