//! Transports, port ranges and sets of ports: arithmetic without opinions.

mod port_range;
mod port_set;
mod transport;

pub use port_range::{ParsePortRangeError, PortRange};
pub use port_set::PortSet;
pub use transport::Transport;
