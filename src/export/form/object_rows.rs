//! The files of objects: a row for each address or service that rows of rules name.

use std::io;

use super::addresses::{AddressKind, Said};
use super::cells::of_request;
use super::encode::Encoder;
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

/// Writes a file of objects, or several where it has more rows than one may have. Says how many objects there are.
pub(super) fn write_objects(
    run: &ExportRun<'_>,
    profile: &Profile,
    file: &FormFile,
    objects: &Objects,
    head: &str,
    (encoder, sink): (&mut Encoder, &mut dyn FileSink),
) -> io::Result<usize> {
    let rows: Vec<Object<'_>> = match file.rows {
        Rows::Addresses => {
            let said = objects.addresses.iter().filter(|said| said.kind != AddressKind::Any);
            said.map(Object::Address).collect()
        }
        Rows::Services => objects.services.iter().copied().map(Object::Service).collect(),
        Rows::Ports | Rows::Rules | Rows::Pairs => Vec::new(),
    };
    let most_rows = file.most_rows.unwrap_or(usize::MAX).max(1);
    // A form has all its files, also those without rows.
    let chunks = rows.len().div_ceil(most_rows).max(1);
    for chunk in 0..chunks {
        let begin = chunk * most_rows;
        let end = rows.len().min(begin.saturating_add(most_rows));
        sink.begin(&file_name(&file.name, chunk))?;
        let mut writer = RowWriter::new(&profile.text);
        let mut text = String::new();
        for (row_idx, object) in rows[begin..end].iter().enumerate() {
            for column in &file.columns {
                text.clear();
                if let Field::Number(first) = column.field {
                    text.push_str(&(first as usize + row_idx).to_string());
                } else {
                    write_field(run, profile, &column.field, *object, &mut text);
                }
                writer.cell(&text);
            }
            writer.end_row();
        }
        encoder.write(head, sink)?;
        encoder.write(&writer.text, sink)?;
    }
    Ok(rows.len())
}

/// `objects.csv`, `objects-2.csv`, …
fn file_name(name: &str, chunk: usize) -> String {
    match (chunk, name.rsplit_once('.')) {
        (0, _) => name.to_owned(),
        (_, Some((stem, extension))) => format!("{stem}-{}.{extension}", chunk + 1),
        (_, None) => format!("{name}-{}", chunk + 1),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_files_are_numbered_before_their_ending() {
        assert_eq!(file_name("objects.csv", 0), "objects.csv");
        assert_eq!(file_name("objects.csv", 1), "objects-2.csv");
        assert_eq!(file_name("objects", 2), "objects-3");
    }
}
