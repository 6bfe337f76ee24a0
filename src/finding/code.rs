//! The one list of finding codes. Each has a heading in `docs/FINDINGS.md` and a test that raises it.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The result can't be trusted until this is mended.
    Error,
    /// Probably not what was meant.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word shown to the user.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The sign shown beside it, by which it is known without any color.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Error => "✖",
            Self::Warning => "⚠",
            Self::Note => "ℹ",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// Which kind of finding it is.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $($(#[doc = $doc])* $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, kebab-case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What findings of this code have in common, as a sentence without a full stop.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                let text = match self { $(Self::$variant => concat!($($doc),*),)* };
                text.trim().trim_end_matches('.')
            }

            /// The severity that findings of this code have.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

// The order is that of weight: among findings of one severity, those of an earlier code are listed first. What opens
// most comes before what is cleartext, and both before all else that is said of a plan.
codes! {
    /// A catalog file can't be read.
    CatalogSyntax = "catalog-syntax", Error;
    /// The format of a catalog folder is newer than this program.
    CatalogFormat = "catalog-format", Error;
    /// An entity's id is not its file's stem.
    CatalogId = "catalog-id", Error;
    /// An entity names another one that is not there.
    CatalogUnresolved = "catalog-unresolved", Error;
    /// A condition can't hold, contradicts itself, or can't be compared.
    CatalogCondition = "catalog-condition", Error;
    /// Roles imply each other in a circle.
    CatalogCycle = "catalog-cycle", Error;
    /// A port or a range is out of order or out of 1 to 65535, or does not suit its transport.
    CatalogPort = "catalog-port", Error;
    /// A fact has no reference.
    CatalogReference = "catalog-reference", Error;
    /// An endpoint that no connection and no tunnel uses.
    CatalogUnreachable = "catalog-unreachable", Error;
    /// A connection uses an endpoint that its destination does not run.
    CatalogNotRun = "catalog-not-run", Error;
    /// A dynamic RPC endpoint without the endpoint mapper beside it.
    CatalogNoMapper = "catalog-no-mapper", Error;
    /// The endpoint mapper without a dynamic port behind it, or the word that it stands alone where it does not.
    CatalogMapperAlone = "catalog-mapper-alone", Error;
    /// A NetBIOS endpoint that no assumption governs, WINS aside.
    CatalogNetbios = "catalog-netbios", Error;
    /// An entity that nothing uses.
    CatalogOrphan = "catalog-orphan", Warning;
    /// A label or summary that is empty or ends in a full stop, a family that is almost another one, or one that is not
    /// listed.
    CatalogWording = "catalog-wording", Warning;
    /// Two entities or endpoints share what must be unique.
    CatalogDuplicate = "catalog-duplicate", Error;

    /// The plan's file has comments, which an edited save does not keep.
    FileComments = "file-comments", Note;
    /// Every port of a transport is opened between two zones.
    AnyPort = "any-port", Warning;
    /// A cleartext or legacy protocol is opened across zones.
    LegacyProtocol = "legacy-protocol", Warning;
    /// A low-trust zone reaches a domain controller.
    LowTrustReachesDc = "low-trust-reaches-dc", Warning;
    /// More than a thousand ports are opened between two zones.
    ManyPorts = "many-ports", Warning;
    /// A scenario that nobody decided on opens more than a thousand ports, or a cleartext or legacy protocol.
    ScenarioUndecided = "scenario-undecided", Warning;
    /// The catalog declines a scenario of the plan, and nobody decided on it.
    ScenarioDeclined = "scenario-declined", Note;
    /// The plan names an id that the catalog does not have.
    UnknownId = "unknown-id", Error;
    /// The plan names a zone or a scope that it does not have.
    UnknownName = "unknown-name", Error;
    /// Two zones, or two scopes, share an id.
    DuplicateId = "duplicate-id", Error;
    /// Two zones share a name.
    DuplicateName = "duplicate-name", Warning;
    /// The catalog has the id of a role of the plan itself, or a call of such a role opens nothing.
    OwnRoleWithoutEffect = "own-role-without-effect", Warning;
    /// A name holds characters that nobody sees, such as marks of direction.
    HiddenCharacters = "hidden-characters", Warning;
    /// A role is placed that is only ever implied.
    AbstractRole = "abstract-role", Warning;
    /// A role stands on OS versions it never existed on.
    RoleNotOnOs = "role-not-on-os", Warning;
    /// No OS version is ticked; the newest was taken.
    OsNotTicked = "os-not-ticked", Warning;
    /// An OS version is past its support date.
    OsUnsupported = "os-unsupported", Warning;
    /// A needed role that no zone has.
    RoleMissing = "role-missing", Warning;
    /// Roles that are ticked, and nothing flows because of an assumption.
    ClosedByAssumption = "closed-by-assumption", Warning;
    /// A role that meets nobody it works with.
    NoPartner = "no-partner", Note;
    /// A role works fully only beside another one, which stands nowhere.
    UsuallyWith = "usually-with", Note;
    /// A placement has no scope where the plan has several of that kind.
    ScopeMissing = "scope-missing", Warning;
    /// An address can't be read.
    AddressInvalid = "address-invalid", Warning;
    /// A day of the request can't be read, or it ends before it begins.
    RequestDay = "request-day", Warning;
    /// No address is known of a zone or a machine that rules go to or from.
    AddressMissing = "address-missing", Note;
    /// Two zones have overlapping addresses.
    AddressOverlap = "address-overlap", Warning;
    /// A port that the administrator chooses has not been chosen.
    PortNotChosen = "port-not-chosen", Warning;
    /// A port is chosen where none can be, or for what the role does not run.
    PortWithoutEffect = "port-without-effect", Error;
    /// Two services of one machine listen on one port that was chosen.
    SamePort = "same-port", Warning;
    /// A pinned or restricted RPC port that breaks a documented rule.
    RpcPort = "rpc-port", Warning;
    /// What must be configured on servers for the RPC strategy chosen.
    RpcSetup = "rpc-setup", Note;
    /// A tunnel without the addresses of its ends, or without an opener.
    TunnelIncomplete = "tunnel-incomplete", Warning;
    /// A scope, a role done without or a trust that changes nothing.
    SettingWithoutEffect = "setting-without-effect", Warning;
    /// An added flow with ports for a transport without any, or without ports for one that has some.
    AddedFlowPorts = "added-flow-ports", Error;
    /// An override that does not say why.
    ReasonMissing = "reason-missing", Warning;
    /// An override, a tunnel or a part of a tunnel's selection that takes no flow.
    OverrideUnmatched = "override-unmatched", Warning;
    /// An override takes away what a role requires.
    RequiredSuppressed = "required-suppressed", Error;
    /// A finding that the plan accepts as a risk, and that there is not.
    AcceptedUnmatched = "accepted-unmatched", Note;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_port_and_cleartext_weigh_more_than_other_warnings_about_a_plan() {
        let mut warnings: Vec<Code> = Code::ALL.to_vec();
        warnings.retain(|code| code.severity() == Severity::Warning && !code.name().starts_with("catalog-"));
        warnings.sort();
        assert_eq!(warnings[..2], [Code::AnyPort, Code::LegacyProtocol]);
    }

    #[test]
    fn a_meaning_is_one_sentence() {
        assert_eq!(Code::ManyPorts.meaning(), "More than a thousand ports are opened between two zones");
        for code in Code::ALL {
            let meaning = code.meaning();
            assert!(!meaning.is_empty() && !meaning.contains(['\n', '.']) && !meaning.contains("  "), "{meaning}");
        }
    }

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
