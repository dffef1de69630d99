//! What is open at a point of the document: paragraphs in cells of tables in text
//! boxes in paragraphs, to any depth, without recursion.

use std::io::Write;

use super::grid::Grid;
use super::numbering::Numbering;
use super::properties::{OfCell, OfParagraph, OfRow};
use crate::limits;
use crate::refusal::Refusal;
use crate::wire::Answer;

/// A document being told.
pub(super) struct Story<'a, W> {
    answer: &'a mut Answer<W>,
    numbering: Numbering,
    open: Vec<Open>,
    paragraphs: u32,
    tables: u32,
    cells: u64,
    /// A paragraph whose end was deleted: the next goes on.
    unended: String,
}

#[derive(Debug)]
enum Open {
    Paragraph(Paragraph),
    Table(Grid),
    Box(Vec<String>),
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    shape: OfParagraph,
    hidden: bool,
    /// Texts of the boxes that hang on it.
    boxes: Vec<String>,
}

impl<'a, W: Write> Story<'a, W> {
    pub(super) fn new(numbering: Numbering, answer: &'a mut Answer<W>) -> Self {
        Self {
            answer,
            numbering,
            open: Vec::new(),
            paragraphs: 0,
            tables: 0,
            cells: 0,
            unended: String::new(),
        }
    }

    /// An element begins.
    pub(super) fn open(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "p" => self.open.push(Open::Paragraph(Paragraph::default())),
            "tbl" => self.open.push(Open::Table(Grid::default())),
            "txbxContent" => self.open.push(Open::Box(Vec::new())),
            "tr" => self.table(Grid::open_row),
            "tc" => {
                self.cells += 1;
                if self.cells > limits::CELLS {
                    return Err(Refusal::TooLarge { what: "单元格数".to_owned(), limit: limits::CELLS });
                }
                self.table(Grid::open_cell);
            }
            "r" => self.begin_run(),
            "tab" | "ptab" => self.text("\t"),
            "br" | "cr" => self.text("\n"),
            "noBreakHyphen" => self.text("-"),
            _ => {}
        }
        Ok(())
    }

    /// An element ends.
    pub(super) fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "tc" => self.table(Grid::close_cell),
            "tr" => self.table(Grid::close_row),
            "r" => self.begin_run(),
            "p" | "tbl" | "txbxContent" => match self.open.pop() {
                Some(Open::Paragraph(paragraph)) => return self.end_paragraph(paragraph),
                Some(Open::Table(grid)) => return self.end_table(&grid),
                Some(Open::Box(texts)) => {
                    if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
                        paragraph.boxes.extend(texts);
                    }
                }
                None => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// Text of the run that is open.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(Open::Paragraph(paragraph)) = self.open.last_mut()
            && !paragraph.hidden
            && paragraph.text.len() < limits::TEXT_BYTES
        {
            paragraph.text.push_str(text);
        }
    }

    /// What the open run says is not seen.
    pub(super) fn hide_run(&mut self) {
        if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.hidden = true;
        }
    }

    fn begin_run(&mut self) {
        if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.hidden = false;
        }
    }

    pub(super) fn shape_paragraph(&mut self, shape: OfParagraph) {
        if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.shape = shape;
        }
    }

    pub(super) fn shape_cell(&mut self, shape: OfCell) {
        self.table(|grid| grid.shape_cell(shape));
    }

    pub(super) fn shape_row(&mut self, shape: OfRow) {
        self.table(|grid| grid.shape_row(shape));
    }

    fn table(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(Open::Table(grid)) = self.open.last_mut() {
            change(grid);
        }
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) -> Result<(), Refusal> {
        let Paragraph { text, shape, boxes, .. } = paragraph;
        let mut whole = std::mem::take(&mut self.unended);
        let number = match shape.list {
            Some(0) => None,
            own => self.numbering.next(own.map(|list| (list, shape.level)), shape.style.as_deref()),
        };
        if whole.is_empty() {
            whole = number.unwrap_or_default();
        }
        whole.push_str(&text);
        if shape.runs_on {
            self.unended = whole;
        } else {
            self.deliver(whole.trim_end())?;
        }
        boxes.iter().try_for_each(|text| self.deliver(text))
    }

    fn end_table(&mut self, grid: &Grid) -> Result<(), Refusal> {
        if !self.open.is_empty() {
            return self.deliver(&grid.flat());
        }
        self.tables += 1;
        grid.tell(self.tables, self.answer)
    }

    /// Hands a finished text to whatever it stands in.
    fn deliver(&mut self, text: &str) -> Result<(), Refusal> {
        match self.open.last_mut() {
            Some(Open::Table(grid)) => grid.add(text),
            Some(Open::Box(texts)) => {
                if !text.is_empty() {
                    texts.push(text.to_owned());
                }
            }
            Some(Open::Paragraph(paragraph)) => paragraph.boxes.push(text.to_owned()),
            None => {
                self.paragraphs += 1;
                if !text.is_empty() {
                    return self.answer.paragraph(self.paragraphs, text);
                }
            }
        }
        Ok(())
    }
}
