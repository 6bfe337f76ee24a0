//! The days of a change request and of the risks that it accepts: they can be read, and stand in order. What they are for is
//! not its business.

use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::date::Date;
use crate::finding::{Code, Finding, Keys, Subject};

/// Both days can be read, and the first is not behind the last.
pub(in crate::check) fn days(input: &Input<'_>, collector: &mut Collector) {
    let request = &input.context.plan.request;
    let days = [("valid-from", "from", &request.valid_from), ("valid-until", "until", &request.valid_until)];
    let mut read = Vec::new();
    for (key, word, text) in days {
        match text.trim().parse::<Date>() {
            Ok(day) => read.push(day),
            Err(_) if text.trim().is_empty() => {}
            Err(err) => {
                let message = format!("the day {word} which the request is valid can't be read: {err}");
                let finding = Finding::new(Code::RequestDay, Subject::Plan, message, "write it as 2027-12-31");
                collector.push(finding.keyed(Keys::one([key])));
            }
        }
    }
    if let [from, until] = read[..]
        && until < from
    {
        let message = format!("the request is valid until {until}, which is before {from}");
        let hint = "write a later day, or take one of the two away";
        collector.push(Finding::new(Code::RequestDay, Subject::Plan, message, hint).keyed(Keys::one(["order"])));
    }
    for risk in &input.context.plan.accepted {
        let (Some(on), Some(until)) = (risk.on, risk.until) else { continue };
        if until < on {
            let message = format!("{} accepts a finding “{}” on {on}, and until {until} only", risk.by, risk.finding);
            let key = std::iter::once(risk.finding.as_str()).chain(risk.about.iter().map(String::as_str));
            let hint = "write a later last day, or take one of the two away";
            collector.push(Finding::new(Code::RequestDay, Subject::Plan, message, hint).keyed(Keys::one(key)));
        }
    }
}
