//! What overrides and tunnels did to the flows of a pair. It decides nothing: it reads what became of each flow.

use std::collections::BTreeMap;

use super::pair::Pair;
use super::pickers::{Picker, carriers, suppressors};
use crate::matrix::flow::{Flow, Origin, Status};

/// What came of something that picks flows. What makes most of a difference comes first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Effect {
    /// It took a flow: without it, that flow would be something else.
    Took,
    /// What it picks was taken by an override or a tunnel that is asked before it.
    TakenBefore,
    /// What it picks is closed because a scenario was declined.
    Declined,
}

/// By picker: the most that it did. What picks nothing is missing.
pub(crate) type Effects = BTreeMap<Picker, Effect>;

/// Notes what a picker did, unless it did more elsewhere.
pub(crate) fn note(effects: &mut Effects, picker: Picker, effect: Effect) {
    let most = effects.entry(picker).or_insert(effect);
    *most = effect.min(*most);
}

/// What each picker did to these flows, which are all of the pair.
pub(super) fn effects<'a>(pair: &Pair<'a>, flows: &[Flow<'a>]) -> Effects {
    let mut res = Effects::new();
    for flow in flows {
        let otherwise = match flow.status {
            Status::Open | Status::Followed => continue,
            Status::Suppressed { override_idx: Some(_), .. } | Status::Tunnelled { .. } => Effect::TakenBefore,
            Status::Suppressed { override_idx: None, .. } => Effect::Declined,
        };
        // No tunnel carries the flows of a tunnel.
        let is_carried = flow.reasons.iter().any(|reason| matches!(reason.origin, Origin::Connection(_)));
        let pickers = suppressors(pair, &flow.key).chain(carriers(pair, &flow.key).filter(|_| is_carried));
        for (idx, picker) in pickers.enumerate() {
            let is_taker = idx == 0 && otherwise == Effect::TakenBefore;
            note(&mut res, picker, if is_taker { Effect::Took } else { otherwise });
        }
    }
    res
}
