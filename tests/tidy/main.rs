//! Rules of the repository that no compiler checks: layers, headers, names, and nothing forgotten.

mod catalog_files;
mod changelog;
mod circles;
mod drawing;
mod finding_codes;
mod forgotten;
mod headers;
mod layers;
mod paths;
mod tree;
mod words;
