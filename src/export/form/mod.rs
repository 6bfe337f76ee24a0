//! Forms: the rows of a request as a profile says. One engine for all of them, the export `csv` among them.
//!
//! ```text
//! line      one row, before it is written
//! lines     which rows a form has for the rules of a pair of zones, and what it can't say
//! addresses what stands for the addresses of one end
//! services  what stands for transport and ports
//! cells     what stands in a cell
//! objects   the objects that rows name, and what they are called
//! object_rows  the files of those
//! cell_writer  what takes the cells, and how long one may be
//! rows      cells as text: quoting and the formula guard
//! encode    text as bytes
//! limits    the limits that hold for a file
//! files     one file of a form, and those that it goes on in
//! report    what is to be said beside the files
//! sink      where the files go
//! run       all files of a form, one after another
//! ```

mod addresses;
mod cell_writer;
mod cells;
mod encode;
mod files;
mod limits;
mod line;
mod lines;
mod object_rows;
mod objects;
mod report;
mod rows;
mod run;
mod services;
mod sink;

pub use report::{CutCell, FormReport, LeftOut, PartedFile};
pub use run::{FormPreview, export_form, preview_form};
pub(super) use run::{head_rows, rule_rows, write_generic};
pub use sink::{FileSink, FilesInMemory, OneFile};
