//! Tables of styled text. Cells wrap where the width is short.

use crate::page::{StyledLine, TextPage, Tone};

/// How a column behaves when there is too little room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// It never grows beyond this.
    pub most: usize,
    /// It may be broken into lines down to this width.
    pub least: usize,
}

impl Column {
    /// A column that is as wide as its widest cell and never broken.
    pub const RIGID: Column = Column { most: usize::MAX, least: usize::MAX };
    /// A column of running text.
    pub const TEXT: Column = Column { most: usize::MAX, least: 12 };
}

/// What stands in one place of a table: paragraphs, one under the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell(pub Vec<StyledLine>);

impl From<StyledLine> for Cell {
    fn from(line: StyledLine) -> Cell {
        Cell(vec![line])
    }
}

impl Cell {
    fn natural(&self) -> usize {
        self.0.iter().map(StyledLine::width).max().unwrap_or(0)
    }

    fn widest_word(&self) -> usize {
        self.0.iter().map(StyledLine::widest_word).max().unwrap_or(0)
    }

    fn wrap(&self, width: usize) -> Vec<StyledLine> {
        self.0.iter().flat_map(|line| line.wrap(width, 0)).collect()
    }
}

/// A table without rules: two blanks between columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
    head: Option<Vec<Cell>>,
    rows: Vec<Row>,
    indent: usize,
}

const GAP: usize = 2;

/// A row of cells, or a line across all columns.
#[derive(Clone, Debug)]
enum Row {
    Cells(Vec<Cell>),
    Band(StyledLine),
}

impl Table {
    /// An empty table.
    pub fn new(columns: impl Into<Vec<Column>>) -> Table {
        Table { columns: columns.into(), ..Table::default() }
    }

    /// Moved to the right.
    #[must_use]
    pub fn indent(mut self, by: usize) -> Table {
        self.indent = by;
        self
    }

    /// With a head row, underlined.
    #[must_use]
    pub fn head(mut self, cells: Vec<StyledLine>) -> Table {
        self.head = Some(cells.into_iter().map(Cell::from).collect());
        self
    }

    /// Adds a row; missing cells are empty.
    pub fn row<C: Into<Cell>>(&mut self, cells: Vec<C>) {
        self.rows.push(Row::Cells(cells.into_iter().map(Into::into).collect()));
    }

    /// Adds a line across all columns, broken to the width of the page.
    pub fn band(&mut self, line: StyledLine) {
        self.rows.push(Row::Band(line));
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it can be laid out in this width without cutting a word.
    pub fn fits(&self, width: usize) -> bool {
        let (least, _) = self.bounds();
        self.indent + least.iter().sum::<usize>() + GAP * least.len().saturating_sub(1) <= width
    }

    /// Written onto a page.
    pub fn write(&self, page: &mut TextPage, width: usize) {
        let widths = self.widths(width.saturating_sub(self.indent));
        if let Some(head) = &self.head {
            self.write_row(page, head, &widths);
            let rule = widths.iter().map(|w| "─".repeat(*w)).collect::<Vec<_>>().join(&" ".repeat(GAP));
            page.lines.push(StyledLine::plain(" ".repeat(self.indent)).and(Tone::Faint, rule));
        }
        for row in &self.rows {
            match row {
                Row::Cells(cells) => self.write_row(page, cells, &widths),
                Row::Band(line) => {
                    let indent = StyledLine::plain(" ".repeat(self.indent));
                    page.flow(indent.join(line.clone()), width, self.indent + 2);
                }
            }
        }
    }

    /// For each column the least and the natural width.
    fn bounds(&self) -> (Vec<usize>, Vec<usize>) {
        let rows = || {
            self.rows.iter().filter_map(|row| match row {
                Row::Cells(cells) => Some(cells),
                Row::Band(_) => None,
            })
        };
        let cells = |i: usize| self.head.iter().chain(rows()).filter_map(move |row| row.get(i));
        let natural: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(i, c)| cells(i).map(Cell::natural).max().unwrap_or(0).min(c.most))
            .collect();
        let least = self
            .columns
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let words = cells(i).map(Cell::widest_word).max().unwrap_or(0);
                natural[i].min(c.least.max(words))
            })
            .collect();
        (least, natural)
    }

    /// The natural widths if they fit; else every column its least, and the rest of the room to whoever lacks most.
    fn widths(&self, room: usize) -> Vec<usize> {
        let (least, natural) = self.bounds();
        let gaps = GAP * least.len().saturating_sub(1);
        let mut widths = least.clone();
        let mut left = room.saturating_sub(gaps + least.iter().sum::<usize>());
        while left > 0 {
            let lacking = (0..widths.len())
                .filter(|&i| widths[i] < natural[i])
                .max_by_key(|&i| ((natural[i] - widths[i]) * 1000 / (widths[i] + 1), usize::MAX - i));
            let Some(i) = lacking else { break };
            widths[i] += 1;
            left -= 1;
        }
        let mut over = (gaps + widths.iter().sum::<usize>()).saturating_sub(room);
        while over > 0 {
            let Some(i) = (0..widths.len()).filter(|&i| widths[i] > 4).max_by_key(|&i| (widths[i], i)) else {
                break;
            };
            widths[i] -= 1;
            over -= 1;
        }
        widths
    }

    fn write_row(&self, page: &mut TextPage, row: &[Cell], widths: &[usize]) {
        let empty = Cell::default();
        let cells: Vec<Vec<StyledLine>> =
            widths.iter().enumerate().map(|(i, w)| row.get(i).unwrap_or(&empty).wrap(*w)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for y in 0..height {
            let mut line = StyledLine::plain(" ".repeat(self.indent));
            for (x, cell) in cells.iter().enumerate() {
                let piece = cell.get(y).cloned().unwrap_or_default();
                let last = x + 1 == cells.len();
                line = line.join(if last { piece } else { piece.padded(widths[x] + GAP) });
            }
            page.lines.push(line.trimmed());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: usize) -> String {
        let mut table = Table::new([Column::RIGID, Column::TEXT, Column::TEXT]).head(vec![
            StyledLine::plain("day"),
            StyledLine::plain("what"),
            StyledLine::plain("how"),
        ]);
        table.row(vec![
            StyledLine::plain("2017-12-24"),
            StyledLine::plain("the pardon of the sentence"),
            StyledLine::plain("in force"),
        ]);
        let mut page = TextPage::new();
        table.write(&mut page, width);
        page.text()
    }

    #[test]
    fn wide() {
        assert_eq!(
            shown(80),
            "day         what                        how\n\
             ──────────  ──────────────────────────  ────────\n\
             2017-12-24  the pardon of the sentence  in force\n"
        );
    }

    #[test]
    fn narrow() {
        assert_eq!(
            shown(36),
            "day         what            how\n\
             ──────────  ──────────────  ────────\n\
             2017-12-24  the pardon of   in force\n\
             \x20           the sentence\n"
        );
    }

    #[test]
    fn never_wider_than_asked_while_there_is_room_for_four_columns_each() {
        for width in 16..60 {
            assert!(
                shown(width).lines().all(|l| unicode_width::UnicodeWidthStr::width(l) <= width),
                "{width}"
            );
        }
    }
}
