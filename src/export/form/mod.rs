//! Forms: the rows of a request as a profile says. One engine for all of them, the export `csv` among them.
//!
//! ```text
//! line      one row, before it is written
//! lines     which rows a form has for the rules of a pair of zones, and what it can't say
//! addresses what stands for the addresses of one end
//! services  what stands for transport and ports
//! cells     what stands in a cell
//! rows      cells as text: quoting, the formula guard, the longest cell
//! encode    text as bytes
//! report    what is to be said beside the files
//! sink      where the files go
//! run       all files of a form, one after another
//! ```

mod addresses;
mod cells;
mod encode;
mod line;
mod lines;
mod report;
mod rows;
mod run;
mod services;
mod sink;

pub use report::{FormReport, LeftOut};
pub use run::export_form;
pub(super) use run::write_generic;
pub use sink::{FileSink, FilesInMemory, OneFile};
