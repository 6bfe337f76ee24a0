//! The matrix as it is looked at: its cells, their shades and ports, what it is filtered by, and a template in small.
//!
//! Colors are steps of a scale here; which color a step has is up to whoever draws it.

mod cell_ports;
mod grid;
mod shade;
mod template_card;
mod union_cell;

pub use cell_ports::{CellPorts, PortTokens, TransportPorts};
pub(super) use cell_ports::{lines as port_lines, loss_lines};
pub use grid::{CellKind, CellView, Heading, MatrixView};
pub use shade::{Shade, ShadedCell, compact};
pub use template_card::TemplateCard;
pub use union_cell::UnionCell;
