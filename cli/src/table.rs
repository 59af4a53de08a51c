//! Tables for people.

use std::io;

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use comfy_table::{Table, presets};

use crate::escape::escape;

/// A table without lines, its header bold where there is colour. Every cell is escaped: it may come
/// from a file that anybody wrote.
pub(crate) fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header);
    for row in rows {
        table.add_row(row.iter().map(|cell| escape(cell).into_owned()));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let text = table.trim_fmt();
    match text.split_once('\n') {
        Some((header, rows)) => format!("{}\n{rows}", bold(header)),
        None => bold(&text),
    }
}

/// Lines of `name  value`, the values escaped; what is absent is left out.
pub(crate) fn properties<const N: usize>(rows: [(&str, Option<String>); N]) -> String {
    let present = || rows.iter().filter_map(|(name, value)| value.as_ref().map(|value| (name, value)));
    let width = present().map(|(name, _)| name.len()).max().unwrap_or_default();
    present()
        .map(|(name, value)| format!("{}  {}\n", bold(&format!("{name:width$}")), escape(value)))
        .collect()
}

fn bold(text: &str) -> String {
    if AutoStream::choice(&io::stdout()) == ColorChoice::Never {
        return text.to_owned();
    }
    let style = Style::new().bold();
    format!("{style}{text}{style:#}")
}
