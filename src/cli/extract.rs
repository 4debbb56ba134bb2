//! Extraction: articles in, records on standard output.

use super::args::{Args, Format, Input};
use super::lines::{self, Line};
use crate::output::schema::Record;
use crate::output::{Options, json, sha256};
use crate::parse::Given;
use crate::text::Text;
use anyhow::Context;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let stdin = [Path::new("-").to_owned()];
    let paths = if args.paths.is_empty() {
        &stdin[..]
    } else {
        &args.paths[..]
    };
    for path in paths {
        let mut source: Box<dyn BufRead> = if path.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            let file = std::fs::File::open(path)
                .with_context(|| format!("cannot open {}", path.display()))?;
            Box::new(io::BufReader::new(file))
        };
        if args.input == Some(Input::Jsonl) {
            let mut line = Vec::new();
            let mut number = 0;
            while source.read_until(b'\n', &mut line)? > 0 {
                number += 1;
                if !line.trim_ascii().is_empty() {
                    let printed = lines::parse(&line, number).map_or_else(
                        |fault| fault.line(),
                        |line| json::line(&of_line(line, number)),
                    );
                    out.write_all(printed.as_bytes())?;
                }
                line.clear();
            }
        } else {
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes)?;
            let text = Text::decode(&bytes, None).with_context(|| path.display().to_string())?;
            for mut record in crate::read(&text, &Given::default(), &Options::default()) {
                record.source.sha256 = sha256(&bytes);
                let printed = match args.format {
                    Some(Format::Jsonl) => json::line(&record),
                    _ => json::pretty(&record),
                };
                out.write_all(printed.as_bytes())?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn of_line(line: Line, number: u64) -> Record {
    let text = Text::new(line.text).expect("a line is shorter than 4 GiB");
    let mut records = crate::read(&text, &line.given, &Options::default());
    let mut record = records.swap_remove(0);
    record.id = line.id.unwrap_or_else(|| lines::unnamed(number));
    record.meta = line.meta;
    record
}
