//! Roles of the plan's own: what they name and is not there, and what of them has no effect.

use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::finding::{Code, Detail, Finding, Keys, Mention, Subject};
use crate::plan::{Call, OwnRole, Plan};

const OVERLAY_HINT: &str = "check the spelling, or load the overlay that defines it";

/// What calls name and neither catalog nor plan has: they open nothing.
pub(in crate::check) fn unknown(input: &Input<'_>, collector: &mut Collector) {
    let catalog = input.context.catalog;
    for (role, call) in calls(input.context.plan) {
        let mut unknown = |what: Mention, id: &str, message: String| {
            let keys = Keys::one([role.id.as_str(), what.label(), id]);
            let finding = Finding::new(Code::UnknownId, Subject::Plan, message, OVERLAY_HINT);
            collector.push(finding.detail(Detail::Mention(what, id.to_owned())).keyed(keys));
        };
        let callee = call.role.as_str();
        if catalog.role_idx(callee).is_none() {
            unknown(Mention::Role, callee, format!("{} calls a role “{callee}”, which there is not", role.name));
            continue;
        }
        for path in call.uses.iter().filter(|path| catalog.endpoint_ref(path).is_none()) {
            let to = catalog.role_name(callee);
            unknown(Mention::Endpoint, path, format!("{} uses “{path}” at {to}, which there is not", role.name));
        }
        for kind in call.scope.iter().filter(|kind| catalog.scope_kind_idx(kind).is_none()) {
            let to = catalog.role_name(callee);
            let message = format!("{} calls {to} in one “{kind}”, which is no scope kind", role.name);
            let keys = Keys::one([role.id.as_str(), kind.as_str()]);
            let finding = Finding::new(Code::UnknownId, Subject::Plan, message, "choose a kind of the list");
            collector.push(finding.keyed(keys));
        }
    }
}

/// Roles whose ids the files of the catalog have, and calls that open nothing.
pub(in crate::check) fn without_effect(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let mut idle = |ids: &[&str], message: String, hint: &str| {
        let finding = Finding::new(Code::OwnRoleWithoutEffect, Subject::Plan, message, hint);
        collector.push(finding.keyed(Keys::one(ids.iter().copied())));
    };
    for role in plan.roles.iter().filter(|role| catalog.is_in_files(role.id.as_str())) {
        let message =
            format!("the catalog has “{}” itself: what the plan says of its role {} has no effect", role.id, role.name);
        idle(&[role.id.as_str()], message, "delete the role of the plan, or give it another id");
    }
    for (role, call) in calls(plan).filter(|(_, call)| call.uses.is_empty()) {
        let callee = call.role.as_str();
        let to = catalog.role_name(callee);
        let own = plan.own_role(callee).filter(|_| catalog.is_laid_over(callee));
        let ids = [role.id.as_str(), callee];
        match own {
            Some(own) if own.listens.is_empty() => {
                let message = format!("{} calls {to}, which listens on nothing: this opens nothing", role.name);
                idle(&ids, message, &format!("say what {to} listens on, or take the call out"));
            }
            None if catalog.role_idx(callee).is_some() => {
                let message = format!("{} calls {to} and does not say on what: this opens nothing", role.name);
                idle(&ids, message, "say which of its endpoints are used, or take the call out");
            }
            // That a role is not there is told elsewhere.
            Some(_) | None => {}
        }
    }
}

/// Every call with the role that opens it.
fn calls(plan: &Plan) -> impl Iterator<Item = (&OwnRole, &Call)> {
    plan.roles.iter().flat_map(|role| role.calls.iter().map(move |call| (role, call)))
}
