//! The catalog as a whole, and what is looked up in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use typed_index_collections::{TiSlice, TiVec};

use super::entity::Entity;
use super::family::Family;
use super::os::OsSet;
use super::others::Scenario;
use super::role::{Connection, ConnectionRef};
use super::service::{Endpoint, EndpointRef};
use crate::catalog::kinds::{EntityKind, for_each_kind};
use crate::catalog::sources::Sources;
use crate::ids::{self, FamilyIdx, RoleId, RoleIdx, ScenarioIdx};

macro_rules! catalog {
    ($($(#[$doc:meta])* $kind:ident, $list:ident, $folder:literal, $name:literal,
        $read:ident => $resolved:ident, $idx:ident, $look_up:ident $order:ident;)*) => {
        /// Everything that is known. Each list is sorted by id, except [`Catalog::os`], which is in order of release.
        #[derive(Clone, Debug, Default)]
        pub struct Catalog {
            /// The day it speaks of, `YYYY-MM-DD`.
            pub as_of: String,
            $($(#[$doc])* pub $list: TiVec<ids::$idx, super::$resolved>,)*
            /// The families of its roles, in the order in which people look for them.
            pub families: TiVec<FamilyIdx, Family>,
            /// Those that the `catalog.ron` in effect lists.
            pub(in crate::catalog) listed_families: Vec<String>,
            /// The roles that were laid over what was read, without a file.
            pub(in crate::catalog) laid_over: BTreeSet<RoleId>,
            /// The catalog of the files alone; `None`: it is this one.
            pub(in crate::catalog) of_files: Option<Arc<Catalog>>,
            /// What it was read from, so that checks can say line and column, and more can be laid over it.
            pub(in crate::catalog) sources: Arc<Sources>,
        }

        impl Catalog {
            $(#[doc = concat!("Position of the ", $name, " with this id.")]
            #[must_use]
            pub fn $look_up(&self, id: &str) -> Option<ids::$idx> {
                $order(&self.$list, id)
            })*

            /// Every entity with its kind.
            pub(in crate::catalog) fn entities(&self) -> impl Iterator<Item = (EntityKind, &dyn Entity)> {
                std::iter::empty()
                    $(.chain(self.$list.iter().map(|entity| (EntityKind::$kind, entity as &dyn Entity))))*
            }
        }
    };
}
for_each_kind!(catalog);

macro_rules! names {
    ($($what:literal, $name_of:ident, $look_up:ident, $list:ident;)*) => {
        impl Catalog {
            $(#[doc = concat!("What the ", $what, " with this id is called, or the id where there is none.")]
            #[must_use]
            pub fn $name_of<'a>(&'a self, id: &'a str) -> &'a str {
                self.$look_up(id).map_or(id, |idx| &self.$list[idx].name)
            })*
        }
    };
}
names! {
    "OS version", os_name, os_idx, os;
    "role", role_name, role_idx, roles;
    "RPC server", rpc_server_name, rpc_server_idx, rpc_servers;
    "scenario", scenario_name, scenario_idx, scenarios;
    "scope kind", scope_kind_name, scope_kind_idx, scope_kinds;
    "service", service_name, service_idx, services;
    "tunnel kind", tunnel_kind_name, tunnel_idx, tunnels;
}

fn in_order_of_id<I: From<usize>, T: Entity>(list: &TiSlice<I, T>, id: &str) -> Option<I> {
    list.raw.binary_search_by(|entity| entity.id().cmp(id)).ok().map(I::from)
}

fn in_order_of_release<I: From<usize>, T: Entity>(list: &TiSlice<I, T>, id: &str) -> Option<I> {
    list.raw.iter().position(|entity| entity.id() == id).map(I::from)
}

impl Catalog {
    /// Position of the scenario that a text of a plan means: an id, a name, or what older catalogs called it.
    #[must_use]
    pub fn scenario_meant(&self, text: &str) -> Option<ScenarioIdx> {
        self.scenario_idx(text).or_else(|| {
            let is_meant = |it: &Scenario| *it.name == *text || it.formerly.iter().any(|former| **former == *text);
            let mut meant = self.scenarios.iter_enumerated().filter(|(_, it)| is_meant(it)).map(|(idx, _)| idx);
            // What could be either of two is neither.
            meant.next().filter(|_| meant.next().is_none())
        })
    }

    /// The endpoint that a reference names.
    #[must_use]
    pub fn endpoint(&self, endpoint: EndpointRef) -> &Endpoint {
        &self.services[endpoint.service].endpoints[endpoint.endpoint]
    }

    /// Every endpoint with what names it, in catalog order.
    pub fn endpoints(&self) -> impl Iterator<Item = (EndpointRef, &Endpoint)> {
        self.services.iter_enumerated().flat_map(|(service, entity)| {
            let endpoints = entity.endpoints.iter_enumerated();
            endpoints.map(move |(idx, endpoint)| (EndpointRef { service, endpoint: idx }, endpoint))
        })
    }

    /// The endpoint that `service/endpoint` names.
    #[must_use]
    pub fn endpoint_ref(&self, path: &str) -> Option<EndpointRef> {
        let (service, endpoint) = path.split_once('/')?;
        let service = self.service_idx(service)?;
        let endpoint = self.services[service].endpoints.position(|candidate| candidate.id.as_str() == endpoint)?;
        Some(EndpointRef { service, endpoint })
    }

    /// `service/endpoint`, as files write it.
    #[must_use]
    pub fn endpoint_path(&self, endpoint: EndpointRef) -> String {
        format!("{}/{}", self.services[endpoint.service].id, self.endpoint(endpoint).id)
    }

    /// The role itself and all it implies on any OS version that it exists on, transitively, by ascending position.
    ///
    /// Roles of `without` are left out, and with them what only they implied.
    #[must_use]
    pub fn effective_roles(&self, role_idx: RoleIdx, without: &[RoleIdx]) -> Vec<RoleIdx> {
        self.effective_roles_on(role_idx, without, self.roles[role_idx].os).into_keys().collect()
    }

    /// The role itself and all it implies where it stands on these OS versions, each with those of them on which it
    /// comes. Without any OS version, nothing comes that asks for one.
    #[must_use]
    pub fn effective_roles_on(&self, role_idx: RoleIdx, without: &[RoleIdx], os: OsSet) -> BTreeMap<RoleIdx, OsSet> {
        let mut res: BTreeMap<RoleIdx, OsSet> = BTreeMap::new();
        let mut pending = vec![(role_idx, os)];
        while let Some((role_idx, os)) = pending.pop() {
            let known = res.get(&role_idx).copied();
            let reached = known.map_or(os, |known| known.or(os));
            if without.contains(&role_idx) || known == Some(reached) {
                continue;
            }
            res.insert(role_idx, reached);
            let implies = &self.roles[role_idx].implies;
            pending.extend(implies.iter().filter_map(|it| it.on(reached).map(|on| (it.role, on))));
        }
        res
    }

    /// Whether the support of a role's product had ended on a day, or that of every OS version that it exists on.
    #[must_use]
    pub fn is_retired(&self, role_idx: RoleIdx, day: &str) -> bool {
        let role = &self.roles[role_idx];
        role.retired || !role.os.is_empty() && role.os.iter().all(|os_idx| self.os[os_idx].has_ended(day))
    }

    /// The role that had this id in older catalogs.
    #[must_use]
    pub fn renamed_role(&self, id: &str) -> Option<RoleIdx> {
        self.roles.position(|role| role.formerly.iter().any(|old| old.as_str() == id))
    }

    /// The kinds of scopes that connections from or to one of these roles are matched on, sorted.
    #[must_use]
    pub fn scope_kinds_of(&self, roles: &[RoleIdx]) -> BTreeSet<&str> {
        let is_at_an_end = |(at, connection): &(ConnectionRef, &Connection)| {
            roles.contains(&at.role) || roles.contains(&connection.to)
        };
        let scopes = self.connections().filter(is_at_an_end).filter_map(|(_, connection)| connection.scope.as_ref());
        scopes.map(|scope| &*scope.kind).collect()
    }

    /// The kinds of scopes that any connection is matched on, sorted.
    #[must_use]
    pub fn matched_kinds(&self) -> BTreeSet<&str> {
        let scopes = self.connections().filter_map(|(_, connection)| connection.scope.as_ref());
        scopes.map(|scope| &*scope.kind).collect()
    }

    /// The connection that a reference names.
    #[must_use]
    pub fn connection(&self, connection: ConnectionRef) -> &Connection {
        &self.roles[connection.role].connects[connection.connection]
    }

    /// Every connection with what names it, in catalog order.
    pub fn connections(&self) -> impl Iterator<Item = (ConnectionRef, &Connection)> {
        self.roles.iter_enumerated().flat_map(|(role, entity)| {
            let connects = entity.connects.iter_enumerated();
            connects.map(move |(idx, connection)| (ConnectionRef { role, connection: idx }, connection))
        })
    }
}
