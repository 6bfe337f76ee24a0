//! The files of objects: a row for each address or service that rows of rules name.

use std::io;

use super::addresses::{AddressKind, Said};
use super::cell_writer::CellWriter as _;
use super::cells::of_request;
use super::encode::Encoder;
use super::files::Files;
use super::objects::{Objects, address_name, service_name};
use super::rows::RowWriter;
use super::services::{Service, transport_word, write_ports};
use super::sink::FileSink;
use crate::export::run::ExportRun;
use crate::profile::{Field, FormFile, Profile, Rows};

/// What has a row.
#[derive(Clone, Copy)]
enum Object<'o> {
    Address(&'o Said),
    Service(Service),
}

/// Writes a file of objects, or several where it has more rows than one may have.
pub(super) fn write_objects(
    run: &ExportRun<'_>,
    profile: &Profile,
    file: &FormFile,
    objects: &Objects,
    files: &mut Files<'_>,
    (encoder, sink): (&mut Encoder, &mut dyn FileSink),
) -> io::Result<()> {
    let rows: Vec<Object<'_>> = match file.rows {
        Rows::Addresses => {
            let said = objects.addresses.iter().filter(|said| said.kind != AddressKind::Any);
            said.map(Object::Address).collect()
        }
        Rows::Services => objects.services.iter().copied().map(Object::Service).collect(),
        Rows::Ports | Rows::Rules | Rows::Pairs => Vec::new(),
    };
    let mut writer = RowWriter::new(&profile.text);
    let mut text = String::new();
    for object in rows {
        for column in &file.columns {
            if let Field::Number(first) = column.field {
                writer.number("", first);
                continue;
            }
            text.clear();
            write_field(run, profile, &column.field, object, &mut text);
            writer.cell(&text);
        }
        writer.end_row();
    }
    files.begin(encoder, sink)?;
    files.write(&writer, encoder, sink)
}

fn write_field(run: &ExportRun<'_>, profile: &Profile, field: &Field, object: Object<'_>, text: &mut String) {
    let words = &profile.words.objects;
    match (field, object) {
        (Field::ObjectName, Object::Address(said)) => text.push_str(&address_name(said)),
        (Field::ObjectName, Object::Service(service)) => text.push_str(&service_name(service)),
        (Field::ObjectType, Object::Address(said)) => text.push_str(match said.kind {
            AddressKind::Any => "",
            AddressKind::Host(_) => &words.host,
            AddressKind::Network(_) => &words.network,
            AddressKind::Range(_) => &words.range,
            AddressKind::Name => &words.name,
        }),
        (Field::ObjectType | Field::Transport, Object::Service(service)) => {
            text.push_str(transport_word(profile, service.transport));
        }
        (Field::ObjectValue, Object::Address(said)) => text.push_str(&said.text),
        (Field::ObjectValue | Field::DestinationPorts, Object::Service(service)) => {
            write_ports(&profile.notation, &service.range, text);
        }
        (Field::PortFrom, Object::Service(service)) => {
            text.extend(service.range.map(|range| range.first().to_string()));
        }
        (Field::PortTo, Object::Service(service)) => text.extend(service.range.map(|range| range.last().to_string())),
        (Field::IcmpType, Object::Service(service)) => {
            text.extend(service.transport.icmp_type().map(|number| number.to_string()));
        }
        (Field::IcmpCode, Object::Service(service)) => {
            text.extend(service.transport.icmp_code().map(|number| number.to_string()));
        }
        (field, _) => text.push_str(of_request(field, run.matrix.plan(), &run.catalog.as_of)),
    }
}
