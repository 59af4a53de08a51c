//! Tables for people.

use std::io;

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, presets};
use terminal_size::{Width, terminal_size_of};

use crate::escape::escape;

/// What stands between two columns.
const PADDING: u16 = 2;

/// The fewest columns of a screen on which an id is shown whole.
const ROOM_FOR_IDS: u16 = 60;

/// A table without lines, its header bold where there is colour. Every cell is escaped: it may come
/// from a file that anybody wrote. On a terminal it is cut to the screen, so that one long name does not wrap every
/// line; ids, which are copied from it, are cut last.
pub(crate) fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    table_of_width(terminal_size_of(io::stdout()).map(|(Width(width), _)| width), header, rows)
}

fn table_of_width<const N: usize>(
    width: Option<u16>,
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let line = |cells: [String; N]| {
        let mut row = Row::from(cells);
        row.max_height(1);
        row
    };
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(line(header.map(str::to_owned)));
    for row in rows {
        table.add_row(line(row.map(|cell| escape(&cell).into_owned())));
    }
    // A terminal that does not know its size says 0.
    let width = width.filter(|width| *width > 0);
    if let Some(width) = width {
        // The padding of the last column is not shown.
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width.saturating_add(PADDING));
    }
    for (column, name) in table.column_iter_mut().zip(header) {
        column.set_padding((0, PADDING));
        if matches!(name, "ID" | "IDENTITY") && width.is_some_and(|width| width >= ROOM_FOR_IDS) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [&str; 5] = ["NAME", "TYPE", "UPDATED", "ID", "DESCRIPTION"];

    fn list(width: Option<u16>, name: &str) -> String {
        let row = |name: &str, id: u8| {
            let id = format!("0f8fad5b-d9cb-469f-a165-70867728950{id}");
            [name, "login", "2026-01-01T00:00:00Z", &id, "For the mail"].map(str::to_owned)
        };
        table_of_width(width, HEADER, [row("mail", 1), row(name, 2)])
    }

    #[test]
    fn a_long_name_is_cut_to_the_screen() {
        // Each of these characters is two columns wide.
        let long = "語".repeat(255);
        for width in [40, 60, 80, 120, 200] {
            let shown = list(Some(width), &long);
            assert_eq!(shown.lines().count(), 3, "{shown}");
            for line in shown.lines() {
                assert!(
                    unicode_width::UnicodeWidthStr::width(line) <= usize::from(width),
                    "{width}: {line:?}"
                );
            }
            assert!(shown.contains('…'));
            if width >= ROOM_FOR_IDS {
                assert!(shown.contains("0f8fad5b-d9cb-469f-a165-708677289502"), "{shown}");
            }
        }
        assert!(list(None, &long).contains(&long), "what is no screen gets all of it");
        assert!(list(Some(0), &long).contains(&long));
    }

    #[test]
    fn what_fits_is_not_cut() {
        assert_eq!(list(Some(120), "github"), list(None, "github"));
    }
}
