//! Tests of the library below the window: derivation, catalog, plan, exports.

mod catalogs;
mod facts;
mod naive;
mod plan_maker;
mod properties;
mod scenarios;
mod splitmix;
