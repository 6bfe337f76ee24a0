//! What overrides leave unsaid: ports of added flows that don't suit their transport, and reasons.
//!
//! What overrides do, or fail to do, stands beside this.

use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::override_name;
use crate::finding::{Code, Finding, Subject};
use crate::plan::Override;

/// An added flow has ports exactly where its transport has some.
pub(in crate::check) fn ports(input: &Input<'_>, collector: &mut Collector) {
    for (idx, entry) in input.context.plan.overrides.iter().enumerate() {
        let Override::Add { flow, .. } = entry else { continue };
        let transport = flow.transport;
        let what = override_name(input, entry);
        let (message, hint) = match flow.ports {
            None if transport.has_ports() => (
                format!("{what} names no port, which a firewall takes for every {transport} port"),
                "write the ports; for all of them, write 1-65535".to_owned(),
            ),
            Some(ports) if !transport.has_ports() => {
                let number = transport.protocol_number();
                let hint = format!("take them out: {transport} is IP protocol {number}, which firewalls know by name");
                (format!("{what} names ports {ports}, but {transport} has none"), hint)
            }
            None | Some(_) => continue,
        };
        collector.push(Finding::new(Code::AddedFlowPorts, Subject::Override(idx), message, hint));
    }
}

/// Every override says why it is there.
pub(in crate::check) fn reasons(input: &Input<'_>, collector: &mut Collector) {
    for (idx, entry) in input.context.plan.overrides.iter().enumerate() {
        if entry.reason().trim().is_empty() {
            let message = format!("{} gives no reason", override_name(input, entry));
            let hint = "write why it is needed: whoever reviews the request reads it there";
            collector.push(Finding::new(Code::ReasonMissing, Subject::Override(idx), message, hint));
        }
    }
}
