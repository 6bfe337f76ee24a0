//! Forms of somebody else's: reads the header row of a CSV or a workbook, and proposes what goes under each header.
//!
//! A file is bytes here; nothing opens one, and nothing fills a form: what comes of it is a profile.
//!
//! ```text
//! model       a form as it was read
//! read        which kind of file it is
//! encoding    from bytes to text
//! delimited   what parts the cells of a text
//! workbook    the cells of a sheet
//! header_row  which row is the header row
//! spelling    how words are compared
//! headers     what headers ask for
//! proposals   which field goes into which column
//! examples    what the example rows tell of the notation
//! draft       the profile that comes of all that
//! lacks       what its columns have no place for
//! error       why a file is no form
//! limits      how large a form may be
//! ```

mod delimited;
mod draft;
mod encoding;
mod error;
mod examples;
mod header_row;
mod headers;
mod lacks;
mod limits;
mod model;
mod proposals;
mod read;
mod spelling;
mod workbook;

pub use draft::{choose_notes, draft, id_of};
pub use error::FormError;
pub use headers::HeaderWords;
pub use lacks::lacks;
pub use limits::MAX_BYTES;
pub use model::{Form, FormColumn, KeptAs};
pub use proposals::propose;
pub use read::read;
