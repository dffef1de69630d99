//! Plays a page's drawing program as far as text and ruled lines are concerned.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::{Font, number};
use super::geometry::{Glyph, Matrix, Page, Rule};
use crate::limits;
use crate::refusal::Refusal;
use crate::wire::within;

/// Bytes of one page's program.
const PROGRAM_BYTES: usize = 32 << 20;
/// Characters and lines of one page.
const MARKS: u64 = 200_000;
/// Forms inside forms.
const FORMS: u32 = 8;
/// A filled box thinner than this is a line.
const THIN: f64 = 3.0;

/// Fonts by the dictionaries they come from, over all pages.
pub(super) type Fonts<'a> = BTreeMap<*const Dictionary, Rc<Font<'a>>>;

/// Plays a page.
pub(super) fn play<'a>(document: &'a Document, id: ObjectId, fonts: &mut Fonts<'a>) -> Result<Page, Refusal> {
    let (own, inherited) = document.get_page_resources(id).unwrap_or_default();
    let inherited = inherited.iter().filter_map(|id| document.get_dictionary(*id).ok());
    let resources: Vec<&Dictionary> = own.into_iter().chain(inherited).collect();
    let program = document.get_page_content_with_limit(id, PROGRAM_BYTES).map_err(|_| Refusal::TooLarge {
        what: "一页内容的字节数".to_owned(),
        limit: PROGRAM_BYTES as u64,
    })?;
    let mut player = Player {
        document,
        fonts,
        page: Page { paper: paper(document, id), ..Page::default() },
        marks: 0,
        steps: 0,
    };
    let upright = State { map: turned(turn(document, id)), ..State::default() };
    player.run(&program, &resources, upright, 0)?;
    Ok(player.page)
}

/// Undoes the page's rotation; where the origin lies does not matter.
fn turned(turn: i64) -> Matrix {
    match turn {
        90 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
        180 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
        270 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
        _ => Matrix::IDENTITY,
    }
}

fn turn(document: &Document, id: ObjectId) -> i64 {
    inherited(document, id, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0).rem_euclid(360)
}

/// Left and right edge of the paper, as far as it stands upright.
fn paper(document: &Document, id: ObjectId) -> Option<(f64, f64)> {
    let area = inherited(document, id, b"MediaBox")?.as_array().ok()?;
    let edges: Vec<f64> = area.iter().filter_map(number).collect();
    match (turn(document, id), edges.as_slice()) {
        (0, [left, _, right, _]) if left < right => Some((*left, *right)),
        _ => None,
    }
}

/// What a page says, or the groups of pages it is in.
fn inherited<'a>(document: &'a Document, id: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut page = document.get_dictionary(id).ok()?;
    for _ in 0..limits::DEPTH {
        if let Ok(found) = page.get_deref(key, document) {
            return Some(found);
        }
        page = page.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

struct Player<'a, 'f> {
    document: &'a Document,
    fonts: &'f mut Fonts<'a>,
    page: Page,
    marks: u64,
    steps: u64,
}

#[derive(Clone)]
struct State<'a> {
    map: Matrix,
    font: Option<Rc<Font<'a>>>,
    size: f64,
    between: f64,
    at_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    text: Matrix,
    line: Matrix,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            map: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            between: 0.0,
            at_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

impl<'a> Player<'a, '_> {
    fn run(
        &mut self,
        program: &[u8],
        resources: &[&'a Dictionary],
        mut state: State<'a>,
        depth: u32,
    ) -> Result<(), Refusal> {
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut paths: Vec<Vec<(f64, f64)>> = Vec::new();
        for operation in Content::decode_iter(program) {
            // On screen the page would end here; half a page must not pass for all of it.
            let broken = |_| Refusal::BrokenPdf { why: "页面内容读不出来".to_owned() };
            let operation = operation.map_err(broken)?;
            self.steps += 1;
            within(self.steps, MARKS * 20, "一页的绘图指令数")?;
            match operation.operator.as_str() {
                "q" if saved.len() < limits::DEPTH => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => {
                    if let Some(map) = matrix(&operation.operands) {
                        state.map = map.then(state.map);
                    }
                }
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| self.font(resources, name));
                    state.size = at(&operation, 1);
                }
                "Do" if depth < FORMS => self.form(&operation, resources, &state, depth)?,
                "m" | "l" | "c" | "v" | "y" | "re" | "h" => draw(&mut paths, &operation),
                "S" | "s" | "B" | "B*" | "b" | "b*" => self.stroke(&mut paths, state.map)?,
                "f" | "F" | "f*" => self.fill(&mut paths, state.map)?,
                "n" => paths.clear(),
                _ => self.write(&operation, &mut state)?,
            }
        }
        Ok(())
    }

    fn font(&mut self, resources: &[&'a Dictionary], name: &[u8]) -> Option<Rc<Font<'a>>> {
        let font = self.resource(resources, b"Font", name)?.as_dict().ok()?;
        let document = self.document;
        Some(Rc::clone(
            self.fonts.entry(std::ptr::from_ref(font)).or_insert_with(|| Rc::new(Font::read(document, font))),
        ))
    }

    fn resource(&self, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        resources.iter().find_map(|resources| {
            resources.get_deref(kind, self.document).ok()?.as_dict().ok()?.get_deref(name, self.document).ok()
        })
    }

    fn form(
        &mut self,
        operation: &Operation,
        resources: &[&'a Dictionary],
        state: &State<'a>,
        depth: u32,
    ) -> Result<(), Refusal> {
        let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let Some(Ok(form)) = self.resource(resources, b"XObject", name).map(Object::as_stream) else {
            return Ok(());
        };
        if !form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            return Ok(());
        }
        let Ok(program) = form.get_plain_content_with_limit(PROGRAM_BYTES) else { return Ok(()) };
        let map = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array);
        let map = map.ok().and_then(|map| matrix(map)).unwrap_or(Matrix::IDENTITY);
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let resources: Vec<_> =
            own.into_iter().chain(resources.iter().copied()).take(limits::DEPTH).collect();
        self.run(&program, &resources, State { map: map.then(state.map), ..state.clone() }, depth + 1)
    }

    fn write(&mut self, operation: &Operation, state: &mut State<'a>) -> Result<(), Refusal> {
        let first = || at(operation, 0);
        match operation.operator.as_str() {
            "BT" => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            "Tc" => state.between = first(),
            "Tw" => state.at_space = first(),
            "Tz" => state.stretch = first() / 100.0,
            "TL" => state.leading = first(),
            "Ts" => state.rise = first(),
            "Td" => next_line(state, first(), at(operation, 1)),
            "TD" => {
                state.leading = -at(operation, 1);
                next_line(state, first(), at(operation, 1));
            }
            "Tm" => {
                if let Some(map) = matrix(&operation.operands) {
                    (state.text, state.line) = (map, map);
                }
            }
            "T*" => next_line(state, 0.0, -state.leading),
            "Tj" => self.show(operation.operands.first(), state)?,
            "'" => {
                next_line(state, 0.0, -state.leading);
                self.show(operation.operands.first(), state)?;
            }
            "\"" => {
                (state.at_space, state.between) = (first(), at(operation, 1));
                next_line(state, 0.0, -state.leading);
                self.show(operation.operands.get(2), state)?;
            }
            "TJ" => {
                let items = operation.operands.first().and_then(|items| items.as_array().ok());
                for item in items.into_iter().flatten() {
                    match number(item) {
                        Some(back) => advance(state, -back / 1000.0 * state.size * state.stretch),
                        None => self.show(Some(item), state)?,
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, text: Option<&Object>, state: &mut State<'a>) -> Result<(), Refusal> {
        let (Some(Ok(bytes)), Some(font)) = (text.map(Object::as_str), state.font.clone()) else {
            return Ok(());
        };
        for said in font.say(bytes) {
            let map = state.text.then(state.map);
            let wide = said.width * state.size * state.stretch;
            let (left, base) = map.apply(0.0, state.rise);
            let (right, end) = map.apply(wide, state.rise);
            // Text that runs up or down the page is decoration or a stamp.
            self.page.mute += u32::from(said.text.is_empty());
            let level = (end - base).abs() <= (right - left).abs();
            if level && !said.text.is_empty() {
                self.mark()?;
                let size = (state.size * map.growth()).abs();
                self.page.glyphs.push(Glyph {
                    text: said.text,
                    left: left.min(right),
                    right: left.max(right),
                    base,
                    size,
                });
            }
            let space = if said.is_space { state.at_space } else { 0.0 };
            advance(state, wide + (state.between + space) * state.stretch);
        }
        Ok(())
    }

    fn stroke(&mut self, paths: &mut Vec<Vec<(f64, f64)>>, map: Matrix) -> Result<(), Refusal> {
        for path in std::mem::take(paths) {
            for pair in path.windows(2) {
                if let [(x, y), (to_x, to_y)] = *pair {
                    self.rule(map.apply(x, y), map.apply(to_x, to_y))?;
                }
            }
        }
        Ok(())
    }

    /// Many programs draw a table's lines as thin filled boxes.
    fn fill(&mut self, paths: &mut Vec<Vec<(f64, f64)>>, map: Matrix) -> Result<(), Refusal> {
        for path in std::mem::take(paths) {
            let points = path.iter().map(|(x, y)| map.apply(*x, *y));
            let bounds = points.fold(None, |bounds: Option<[f64; 4]>, (x, y)| {
                let [left, low, right, high] = bounds.unwrap_or([x, y, x, y]);
                Some([left.min(x), low.min(y), right.max(x), high.max(y)])
            });
            let Some([left, low, right, high]) = bounds else { continue };
            let (x, y) = (f64::midpoint(left, right), f64::midpoint(low, high));
            if high - low < THIN && right - left > high - low {
                self.rule((left, y), (right, y))?;
            } else if right - left < THIN {
                self.rule((x, low), (x, high))?;
            }
        }
        Ok(())
    }

    fn rule(&mut self, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> Result<(), Refusal> {
        let (wide, high) = ((to_x - x).abs(), (to_y - y).abs());
        if wide > THIN && high < 1.0 {
            self.mark()?;
            self.page.level.push(Rule { at: f64::midpoint(y, to_y), from: x.min(to_x), to: x.max(to_x) });
        } else if high > THIN && wide < 1.0 {
            self.mark()?;
            self.page.upright.push(Rule { at: f64::midpoint(x, to_x), from: y.min(to_y), to: y.max(to_y) });
        }
        Ok(())
    }

    fn mark(&mut self) -> Result<(), Refusal> {
        self.marks += 1;
        within(self.marks, MARKS, "一页的字数")
    }
}

fn next_line(state: &mut State<'_>, x: f64, y: f64) {
    state.line = Matrix::shift(x, y).then(state.line);
    state.text = state.line;
}

fn advance(state: &mut State<'_>, x: f64) {
    state.text = Matrix::shift(x, 0.0).then(state.text);
}

fn at(operation: &Operation, index: usize) -> f64 {
    operation.operands.get(index).and_then(number).unwrap_or(0.0)
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    let numbers: Vec<f64> = operands.iter().take(6).filter_map(number).collect();
    numbers.try_into().ok().map(Matrix)
}

/// Keeps the corners of a path; curves count as their ends.
fn draw(paths: &mut Vec<Vec<(f64, f64)>>, operation: &Operation) {
    let point = |index: usize| (at(operation, index), at(operation, index + 1));
    match operation.operator.as_str() {
        "m" => paths.push(vec![point(0)]),
        "re" => {
            let ((x, y), (wide, high)) = (point(0), point(2));
            paths.push(vec![(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]);
        }
        "h" => {
            if let Some(path) = paths.last_mut() {
                path.extend(path.first().copied());
            }
        }
        operator => {
            let end = match operator {
                "c" => point(4),
                "v" | "y" => point(2),
                _ => point(0),
            };
            if let Some(path) = paths.last_mut() {
                path.push(end);
            }
        }
    }
}
