//! Forms of somebody else's: what is read of them, what is proposed for their columns, and what is refused.

use std::path::PathBuf;

use portolan::files::profiles;
use portolan::form::{Form, FormError, HeaderWords, KeptAs, draft, id_of, lacks, propose, read};
use portolan::profile::{self, Column, Encoding, Field, LineEnd, Profile, Quoting, Reader, Rows, write};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/forms")
}

fn bytes_of(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).expect("a form")
}

fn form(name: &str) -> Form {
    read(&bytes_of(name), HeaderWords::embedded()).expect(name)
}

fn form_of(text: &str) -> Form {
    read(text.as_bytes(), HeaderWords::embedded()).expect(text)
}

/// What is said about a file of these bytes.
fn refusal(bytes: &[u8]) -> String {
    let refused = read(bytes, HeaderWords::embedded());
    refused.map(|form| format!("read as {form:?}")).map_err(|err| err.to_string()).unwrap_or_else(|err| err)
}

/// The field as files write it; `-` for none.
fn word(field: Option<&Field>) -> String {
    let Some(field) = field else { return "-".to_owned() };
    let mut res = String::new();
    for c in format!("{field:?}").chars() {
        if c.is_uppercase() && !res.is_empty() {
            res.push('_');
        }
        res.extend(c.to_lowercase());
    }
    res
}

/// What is proposed for the columns, one line each: `header: field`.
fn proposals(form: &Form) -> Vec<String> {
    let fields = propose(form, HeaderWords::embedded());
    let columns = form.columns.iter().zip(&fields);
    columns.map(|(column, field)| format!("{}: {}", column.header, word(field.as_ref()))).collect()
}

/// What is proposed for the columns of the forms of the corpus.
const PROPOSALS: &[(&str, &str)] = &[
    (
        "algosec-fireflow.csv",
        "Source IP: source_addresses, Source IP NAT: -, Destination IP: destination_addresses, Destination IP NAT: -, \
             Service: services, Description: reason_and_justification, User: -, Application: -",
    ),
    (
        "azure-firewall.csv",
        "RuleCollectionGroup: -, RuleCollectionGroupPriority: -, RuleCollectionName: -, RuleCollectionPriority: -, \
             RuleCollectionAction: action, RuleCollectionType: -, RuleType: -, RuleName: rule_id, SourceType: -, \
             Source: source_addresses, Protocols: transport, TerminateTLS: -, DestinationPorts: destination_ports, \
             DestinationType: -, Destination: destination_addresses",
    ),
    (
        "checkpoint-mgmt-cli.csv",
        "layer: -, position: -, name: rule_id, source.1: source_addresses, source.2: -, \
             destination: destination_addresses, service.1: services, service.2: -, action: action, track.type: logging",
    ),
    (
        "checkpoint-smartconsole.csv",
        "No.: number(1), Type: -, Name: rule_id, Source: source_addresses, Destination: destination_addresses, VPN: -, \
             Services & Applications: services, Content: -, Action: action, Time: -, Track: logging, Install On: -, \
             Comments: reason_and_justification",
    ),
    (
        "fmc-port-objects.csv",
        "NAME: rule_id, PROTOCOL: transport, PORT: destination_ports, ICMPCODE: -, ICMPTYPE: icmp_type",
    ),
    (
        "fortigate-policies.csv",
        "id: rule_id, srcintf: source_zone, dstintf: destination_zone, srcaddr: source_addresses, \
             dstaddr: destination_addresses, action: action, schedule: -, service: services, logtraffic-app: -, webcache: -, \
             nat: -",
    ),
    (
        "fortigate-window.csv",
        "Name: rule_id, Source: source_addresses, Destination: destination_addresses, Schedule: -, Service: services, \
             Action: action, NAT: -, Security Profiles: -, Log: logging, Bytes: -, Type: -",
    ),
    (
        "matrice-de-flux-vitam.csv",
        "Cluster/Composant source: source_addresses, Cluster/Composant cible: destination_addresses, Protocole: transport, \
             Port cible: destination_ports, Description: reason_and_justification",
    ),
    (
        "opnsense-rules.csv",
        "@uuid: -, enabled: -, statetype: -, state-policy: -, sequence: -, action: action, quick: -, interfacenot: -, \
             interface: -, direction: direction, ipprotocol: -, protocol: transport, icmptype: icmp_type, icmp6type: -, \
             source_net: source_addresses, source_not: -, source_port: source_port, destination_net: destination_addresses, \
             destination_not: -, destination_port: destination_ports, divert-to: -, gateway: -, replyto: -, \
             disablereplyto: -, log: logging, allowopts: -, nosync: -, nopfsync: -, statetimeout: -, udp-first: -, \
             udp-multiple: -, udp-single: -, max-src-nodes: -, max-src-states: -, max-src-conn: -, max: -, \
             max-src-conn-rate: -, max-src-conn-rates: -, overload: -, adaptivestart: -, adaptiveend: -, prio: -, \
             set-prio: -, set-prio-low: -, tag: -, tagged: -, tcpflags1: -, tcpflags2: -, categories: -, sched: -, tos: -, \
             shaper1: -, shaper2: -, description: reason_and_justification",
    ),
    (
        "palo-alto.csv",
        ": -, Name: rule_id, Location: -, Tags: -, Type: -, Source Zone: source_zone, Source Address: source_addresses, \
             Source Device: -, Destination Zone: destination_zone, Destination Address: destination_addresses, \
             Destination Device: -, Application: -, Service: services, URL Category: -, Action: action, Profile: -, \
             Options: -, Target: -, Rule Usage Rule Usage: -, Rule Usage Apps Seen: -, Days With No New Apps: -, \
             Modified: -, Created: -",
    ),
    (
        "panco-rules.csv",
        "#Name: rule_id, Type: -, Description: reason_and_justification, Tags: -, SourceZones: source_zone, \
             SourceAddresses: source_addresses, NegateSource: -, SourceUsers: -, HipProfiles: -, \
             DestinationZones: destination_zone, DestinationAddresses: destination_addresses, NegateDestination: -, \
             Applications: -, Services: services, Categories: -, Action: action, LogSetting: -, LogStart: -, LogEnd: -, \
             Disabled: -, Schedule: -, IcmpUnreachable: -, DisableServerResponseInspection: -, Group: -, Virus: -, \
             Spyware: -, Vulnerability: -, UrlFiltering: -, FileBlocking: -, WildFireAnalysis: -, DataFiltering: -",
    ),
    (
        "windows-wf-msc.txt",
        "Name: rule_id, Group: -, Profile: -, Enabled: -, Action: action, Override: -, Program: -, Local Address: -, \
             Remote Address: -, Protocol: transport, Local Port: -, Remote Port: -, Authorized Users: -, \
             Authorized Computers: -, Authorized Local Principals: -, Local User Owner: -, Application Package: -",
    ),
    (
        "kommunikationsmatrix-windows-1252.csv",
        "Nr.: number(1), Quellzone: source_zone, Quell-IP: source_addresses, Zielzone: destination_zone, \
             Ziel-IP: destination_addresses, Protokoll: transport, Zielport: destination_ports, \
             Dienst: application_protocols, Richtung: direction, Begründung: reason_and_justification, \
             Verantwortlich: owner, Gültig bis: valid_until, Bemerkung: firewall_note",
    ),
    (
        "matrice-de-flux-utf-16.csv",
        "N°: number(1), Zone source: source_zone, IP source: source_addresses, Zone destination: destination_zone, \
             IP destination: destination_addresses, Protocole: transport, Port: destination_ports, Sens: direction, \
             Justification: reason_and_justification, Demandeur: requester, Date de fin: valid_until",
    ),
    (
        "pci-utf-8-bom.csv",
        "Service: application_protocols, Protocol: transport, Port: destination_ports, Source: source_addresses, \
             Destination: destination_addresses, Business justification: reason_and_justification, \
             Insecure (1.2.6): insecure, Mitigation: -, Approved by: approver, Approved on: -, Review due: valid_until",
    ),
    (
        "antrag.xlsx",
        "Nr.: number(1), Zone: source_zone, IP-Adresse(n): source_addresses, Zone: destination_zone, \
             IP-Adresse(n): destination_addresses, Protokoll/Port: services, Begründung: reason_and_justification, \
             Ticket: ticket",
    ),
    (
        "one-sheet.xlsx",
        "Source IP: source_addresses, Destination IP: destination_addresses, Service: services, \
             Business justification: reason_and_justification, Owner: owner",
    ),
];

#[test]
fn headers_of_public_forms_are_proposed_rightly() {
    for &(name, expected) in PROPOSALS {
        assert_eq!(proposals(&form(name)).join(", "), expected, "{name}");
    }
}

#[test]
fn headers_of_other_forms_are_proposed_rightly() {
    for (headers, expected) in [
        ("Src IP;Dst IP;Dest. Port;Proto", "source_addresses destination_addresses destination_ports transport"),
        (
            "Src;Dst;Dest Port(s);Protocol (TCP/UDP)",
            "source_addresses destination_addresses destination_ports transport",
        ),
        (
            "SOURCE_IP;DESTINATION_IP;DESTINATION_PORT;PROTOCOL",
            "source_addresses destination_addresses destination_ports transport",
        ),
        (
            "Source IP address / subnet (CIDR);Destination IP address / subnet (CIDR)",
            "source_addresses destination_addresses",
        ),
        (
            "Source Hostname;Source IP;Destination Hostname;Destination IP",
            "source_hosts source_addresses destination_hosts destination_addresses",
        ),
        ("Quellhost;Zielhost;Regel-ID;Aktion", "source_addresses destination_addresses rule_id action"),
        (
            "Regelname;Quellzone;Quellhost;Zielzone;Zielhost;Protokoll/Service;Aktion;Logging",
            "rule_id source_zone source_addresses destination_zone destination_addresses services action logging",
        ),
        (
            "Quelle;Ziel;Protokoll;Port;Begruendung;Gueltig bis",
            "source_addresses destination_addresses transport destination_ports reason_and_justification valid_until",
        ),
        ("Quelladresse;Zieladresse;Quellport;Zielport", "source_addresses destination_addresses source_port services"),
        (
            "Quellnetz;Zielnetz;Dienst (Port/Protokoll);Antragsteller/in",
            "source_addresses destination_addresses services requester",
        ),
        ("Von Zone;Nach Zone;Von;Nach", "source_zone destination_zone source_addresses destination_addresses"),
        (
            "#;Source;Destination;Port(s);Proto;Description",
            "number(1) source_addresses destination_addresses destination_ports transport reason_and_justification",
        ),
        ("#;Source → Destination;Sens;Proto/Port;Objet", "number(1) - direction services reason_and_justification"),
        (
            "Adresse IP source;Adresse IP de destination;Port de destination;Équipement source",
            "source_addresses destination_addresses services source_hosts",
        ),
        (
            "Émetteur;Récepteur;Date d’expiration;Validé par",
            "source_addresses destination_addresses valid_until approver",
        ),
        (
            "Name;Priority;Protocol;SourcePortRange;DestinationPortRange;SourceAddressPrefix;DestinationAddressPrefix;Access;Direction",
            "rule_id - transport source_port destination_ports source_addresses destination_addresses action direction",
        ),
        (
            "Business Owner;App ID;Change Number;Env;Start Date;End Date",
            "owner application_id ticket environment valid_from valid_until",
        ),
        ("Source NAT IP;Source user;Destination country;Source port", "- - - source_port"),
        ("Client;Server;From port;To port", "source_addresses destination_addresses port_from port_to"),
    ] {
        let fields = propose(&form_of(headers), HeaderWords::embedded());
        let words: Vec<String> = fields.iter().map(|field| word(field.as_ref())).collect();
        assert_eq!(words.join(" "), expected, "{headers}");
    }
}

#[test]
fn what_stands_around_the_header_row_is_kept() {
    let german = form("kommunikationsmatrix-windows-1252.csv");
    assert_eq!(german.header_row, 4);
    let before: Vec<String> = german.before.iter().map(|row| row.join("|").trim_end_matches('|').to_owned()).collect();
    assert_eq!(before, ["Kommunikationsmatrix", "Projekt|Müller & Söhne", ""]);
    assert_eq!(german.examples_of(6).collect::<Vec<_>>(), ["80:90, 443", "53"]);
    assert_eq!((german.text.delimiter, german.text.encoding, german.text.bom), (';', Encoding::Windows1252, false));
    assert_eq!(german.text.line_end, LineEnd::Crlf);
    assert!(german.remarks().iter().any(|remark| remark.contains("Windows-1252")), "{:?}", german.remarks());

    let algosec = form("algosec-fireflow.csv");
    assert_eq!(
        (algosec.header_row, algosec.before),
        (
            3,
            vec![vec!["Firewall Rules Request"], vec!["Expires"]]
                .into_iter()
                .map(|row| row.into_iter().map(str::to_owned).collect())
                .collect::<Vec<Vec<String>>>()
        )
    );

    let french = form("matrice-de-flux-utf-16.csv");
    assert_eq!((french.text.delimiter, french.text.encoding, french.text.bom), ('\t', Encoding::Utf16le, true));
    assert_eq!(french.examples_of(8).collect::<Vec<_>>(), ["Accès web"]);

    let pci = form("pci-utf-8-bom.csv");
    assert_eq!((pci.text.delimiter, pci.text.bom, pci.text.sep_line, pci.header_row), (',', true, true, 2));
    assert_eq!((pci.text.line_end, pci.text.quoting), (LineEnd::Lf, Quoting::WhereNeeded));

    assert_eq!(form("palo-alto.csv").text.quoting, Quoting::Always);
    assert_eq!(form("windows-wf-msc.txt").columns.len(), 17, "what is blank at the end is no column");

    let workbook = form("antrag.xlsx");
    assert_eq!(workbook.kept_as, KeptAs::Sheet { name: "Antrag".to_owned(), num_sheets: 2 });
    assert_eq!(workbook.header_row, 5);
    assert_eq!(workbook.examples_of(5).collect::<Vec<_>>(), ["443/TCP\n53/UDP"]);
}

#[test]
fn a_header_row_is_found_in_a_language_that_nobody_taught() {
    let form = form_of("Demande\nOrigen,Destino,Puerto,Motivo\n10.0.0.1,10.0.0.2,443,Web\n");
    assert_eq!(form.header_row, 2);
    assert_eq!(form.columns[2].header, "Puerto");
}

#[test]
fn what_is_no_form_is_refused_with_a_remedy() {
    let wide = (0..300).map(|idx| format!("Column {}", Form::letter(idx))).collect::<Vec<_>>().join(";");
    let long = format!("Source;Destination;{}", "x".repeat(201));
    for (bytes, expected) in [
        (&b""[..], "the form is empty; choose a file with a header row"),
        (b" \r\n\r\n", "the form is empty; "),
        (b"%PDF-1.7", "the form is a PDF; ask for the form as CSV or XLSX, or copy its header row into a CSV"),
        (b"<html><table>", "the form is a page of HTML or XML; "),
        (b"{\\rtf1", "the form is a text document (RTF); "),
        (b"\x89PNG\r\n", "the form is a picture; "),
        (b"a\0b\0,\0c\0", "the form is UTF-16 without a byte order mark; "),
        (b"\x7fELF\x01\0\0\x02", "the form is no text, byte 6 is zero; "),
        (b"1,2,3\n4,5,6\n", "no header row in the file: its rows hold numbers only; "),
        (
            b"Request for a change\nSource\n",
            "no header row in the file: none of the first 2 rows has names in two cells or more; ",
        ),
        (wide.as_bytes(), "row 1 of the file has 300 columns, at most 200 are read; "),
        (long.as_bytes(), "the header in column C of row 1 of the file has 201 characters, at most 200 are read; "),
        (
            b"Zone,IP,Port,IP\n",
            "row 1 of the file calls both column B and column D “IP”; give one of them another name",
        ),
        (&bytes_of("old.xls"), "the form is a workbook of Excel 97 to 2003 (.xls); "),
        (&bytes_of("protected.xlsx"), "the workbook is protected by a password; "),
        (&bytes_of("sheet.ods"), "the form is an OpenDocument spreadsheet; "),
        (&bytes_of("other.zip"), "the form is an archive that holds no workbook of Excel; "),
        (&bytes_of("antrag.xlsx")[..5000], "the workbook can't be read, "),
    ] {
        let said = refusal(bytes);
        assert!(said.starts_with(expected), "{said}\ninstead of {expected}");
    }
    let large = vec![b'x'; usize::try_from(portolan::form::MAX_BYTES).expect("it fits") + 1];
    assert_eq!(read(&large, HeaderWords::embedded()), Err(FormError::TooLarge));
}

/// The profile that comes of a form.
fn drafted(form: &Form) -> Profile {
    let profile = draft(form, &propose(form, HeaderWords::embedded()), "Müllers Formular (2027)");
    let text = write(&profile).expect("it can be written");
    assert_eq!(profile::read(&text).as_ref(), Ok(&profile), "{text}");
    profile
}

#[test]
fn an_id_can_be_the_name_of_a_file_everywhere() {
    for (name, expected) in [
        ("Firewall Request (2027)", "firewall-request-2027"),
        ("Übersicht für Straßen", "uebersicht-fuer-strassen"),
        ("Échéance", "echeance"),
        ("東京", "form"),
        ("Con", "form-con"),
        ("LPT1", "form-lpt1"),
        ("comment", "comment"),
    ] {
        assert_eq!(id_of(name), expected);
    }
}

#[test]
fn example_rows_tell_the_notation() {
    let german = drafted(&form("kommunikationsmatrix-windows-1252.csv"));
    assert_eq!((german.id.as_str(), german.name.as_str()), ("muellers-formular-2027", "Müllers Formular (2027)"));
    assert_eq!((german.notation.list.as_str(), german.notation.range.as_str()), (", ", ":"));
    assert_eq!(
        (german.words.transports.tcp.as_deref(), german.words.direction.as_str()),
        (Some("tcp"), "unidirektional")
    );
    assert_eq!(german.files[0].rows, Rows::Rules);
    assert_eq!(
        german.reader,
        Reader::People {
            any: Some("any".to_owned()),
            to_be_filled: "to be filled".to_owned(),
            notes_in: Some("Bemerkung".to_owned())
        }
    );
    assert_eq!(
        german.files[0].before[1],
        ["Projekt", "Müller & Söhne"]
            .map(|cell| Field::Text(cell.to_owned()))
            .into_iter()
            .chain((0..11).map(|_| Field::Text(String::new())))
            .collect::<Vec<_>>()
    );

    let workbook = drafted(&form("antrag.xlsx"));
    assert_eq!((workbook.notation.service.as_str(), workbook.notation.list.as_str()), ("{ports}/{transport}", "\n"));
    assert_eq!((workbook.files[0].rows, workbook.text.delimiter, workbook.text.bom), (Rows::Pairs, ';', true));

    let algosec = drafted(&form("algosec-fireflow.csv"));
    assert_eq!((algosec.notation.service.as_str(), algosec.files[0].rows), ("{transport}/{ports}", Rows::Ports));
    assert_eq!(algosec.files[0].columns[1], Column::new("Source IP NAT", Field::Text(String::new())));

    let palo_alto = drafted(&form("palo-alto.csv"));
    assert_eq!((palo_alto.notation.service.as_str(), palo_alto.words.add.as_str()), ("{transport}-{ports}", "Allow"));
    assert_eq!(palo_alto.notation.list, ";");

    for (text, service, range) in [
        ("Source;Destination;Service\na;b;TCP 443-444", "{transport} {ports}", "-"),
        ("Source;Destination;Service\na;b;\"udp:80..90 \"", "{transport}:{ports}", ".."),
        ("Source;Destination;Service\na;b;443 - 445 (TCP)", "{ports} ({transport})", " - "),
        ("Source;Destination;Service\na;b;HTTPS", "{transport}/{ports}", "-"),
    ] {
        let profile = drafted(&form_of(text));
        assert_eq!((profile.notation.service.as_str(), profile.notation.range.as_str()), (service, range), "{text}");
    }
    // Where nothing takes notes, the type of an ICMP message stands among transport and ports.
    assert_eq!(drafted(&form_of("Source;Destination;Service")).notation.icmp, "{transport}/{type}");
    assert_eq!(drafted(&form_of("Source;Destination;Service;Reason")).notation.icmp, "{transport}");
    let logs = drafted(&form_of("Source,Destination,Port,Log\na,b,1,NEIN\n"));
    assert_eq!((logs.words.yes.as_str(), logs.words.no.as_str()), ("JA", "NEIN"));
}

#[test]
fn headers_of_the_forms_of_the_program_are_proposed_as_it_fills_them() {
    let people =
        ["minimal", "excel-german", "excel-french", "algosec-fireflow", "tufin-access-requests", "servicenow-text"];
    for profile in people.map(|id| profiles::profile(&[], id).expect(id).expect(id)) {
        let columns = &profile.files[0].columns;
        let quoted: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.header)).collect();
        let form = form_of(&quoted.join(";"));
        // Fixed texts are what nobody can know.
        let is_known = |field: &Field| !matches!(field, Field::Text(_));
        let expected = columns.iter().map(|column| Some(&column.field).filter(|field| is_known(field)).cloned());
        assert_eq!(
            propose(&form, HeaderWords::embedded()),
            expected.collect::<Vec<_>>(),
            "{}: {}",
            profile.id,
            quoted.join(";")
        );
    }
}

#[test]
fn what_a_form_has_no_place_for_is_told() {
    for (headers, expected) in [
        ("Source;Destination;Service;Reason", &[][..]),
        (
            "Source;Destination;Service",
            &["Rules with a source port are left out: let a column hold the justification or the note"],
        ),
        (
            "Source;Port;Protocol",
            &[
                "No column holds the destination",
                "Rules with a source port or a type of ICMP are left out: let a column hold the justification or the note",
            ],
        ),
        ("Name;Justification", &["No column holds the source or the destination or the ports"]),
    ] {
        assert_eq!(lacks(&drafted(&form_of(headers))), expected, "{headers}");
    }
    let mut profile = drafted(&form_of("Source;Destination;Port;Reason"));
    profile.files[0].columns[2].field = Field::DestinationPorts;
    assert_eq!(lacks(&profile), ["Ports stand without their transport: let a column hold “Transport and ports”"]);
}

#[test]
fn a_damaged_workbook_is_read_or_refused() {
    let whole = bytes_of("antrag.xlsx");
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        // Either will do; breaking will not.
        let _ = read(&bytes, HeaderWords::embedded());
        let _ = read(&whole[..at], HeaderWords::embedded());
    }
}
