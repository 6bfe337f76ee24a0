//! Where the files of a form go: a stream, or memory. A folder is made elsewhere.

use std::io::{self, Write};

/// Where the files of a form go. They come one after another.
pub trait FileSink: Write {
    /// Begins a file; what is written from now on belongs to it.
    ///
    /// # Errors
    /// When the file can't be made.
    fn begin(&mut self, name: &str) -> io::Result<()>;
}

/// A stream that takes the one file of a form.
pub struct OneFile<'w>(pub &'w mut dyn Write);

impl Write for OneFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl FileSink for OneFile<'_> {
    fn begin(&mut self, _name: &str) -> io::Result<()> {
        Ok(())
    }
}

/// Files in memory: their names, and what is in them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FilesInMemory(pub Vec<(String, Vec<u8>)>);

impl Write for FilesInMemory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.last_mut() {
            Some((_, file)) => file.write(bytes),
            None => Err(io::Error::other("no file was begun")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FileSink for FilesInMemory {
    fn begin(&mut self, name: &str) -> io::Result<()> {
        self.0.push((name.to_owned(), Vec::new()));
        Ok(())
    }
}
