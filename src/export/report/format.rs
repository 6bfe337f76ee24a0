//! How a report is written: what a format has to do, and the paper that blocks go to. It makes no block.

use std::io::Write;

use super::block::{Block, Head};
use crate::export::ExportError;
use crate::export::run::ExportRun;

/// A way to write a report. It keeps nothing between blocks, so that parts are written beside each other.
pub(super) trait Format: Sync {
    /// Whether the picture of the plan can be part of it.
    fn has_pictures(&self) -> bool;

    /// Appends what stands before all blocks.
    fn begin(&self, head: &Head, text: &mut String);

    /// Appends a block.
    fn block(&self, block: &Block<'_>, text: &mut String);

    /// Appends what stands behind all blocks.
    fn end(&self, text: &mut String);
}

/// Where blocks go, one after another.
pub(super) struct Paper<'a> {
    run: &'a ExportRun<'a>,
    format: &'a dyn Format,
    out: &'a mut dyn Write,
    /// The text of a block, kept so that not every block takes memory of its own.
    text: String,
}

impl<'a> Paper<'a> {
    /// Begins a report.
    pub(super) fn begin(
        run: &'a ExportRun<'a>,
        format: &'a dyn Format,
        head: &Head,
        out: &'a mut dyn Write,
    ) -> Result<Self, ExportError> {
        let mut res = Self { run, format, out, text: String::new() };
        format.begin(head, &mut res.text);
        res.flush()?;
        Ok(res)
    }

    /// Writes a block.
    pub(super) fn block(&mut self, block: &Block<'_>) -> Result<(), ExportError> {
        self.format.block(block, &mut self.text);
        self.flush()
    }

    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block<'_>]) -> Result<(), ExportError> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    /// Writes blocks that the format has written already.
    pub(super) fn written(&mut self, text: &str) -> Result<(), ExportError> {
        self.run.check_cancelled()?;
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Ends the report.
    pub(super) fn end(mut self) -> Result<(), ExportError> {
        self.format.end(&mut self.text);
        self.flush()
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        let text = std::mem::take(&mut self.text);
        self.written(&text)?;
        self.text = text;
        self.text.clear();
        Ok(())
    }
}
