//! What the inspector says of a pair or a zone: rules with their reasons, what would close them, what pinning saves.
//!
//! It proposes edits and makes none.

mod closed;
mod closing;
mod notation;
mod overview;
mod pair;
mod pinning;
mod reason;
mod zone_draft;

pub use closed::{ClosedGroup, SuppressedLine, suppressed_lines};
pub use closing::{Closing, Way};
pub use notation::Notation;
pub use overview::{Neighbor, ZoneOverview};
pub use pair::{InspectorView, PairScenario, RuleGroup, RuleView};
pub use pinning::{PinningOffer, PinningRow, PinningView};
pub use reason::{ChainLine, ReasonView};
