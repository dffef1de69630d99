//! Comments at the faulty cells. A sheet may have comments already, and a cell
//! its own: new ones join them, and a cell never gets two.

use super::package::{Package, before_end, relation_id};
use super::xml::{Edits, Kind, each_tag, escape};
use super::{At, Marks, Unmarkable, address, at};

/// Who signs the comments of marking.
pub(super) const AUTHOR: &str = "金桥检查";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Comments the cells of a sheet. Answers the relation of a drawing that the
/// sheet must be hooked to, if it had none.
pub(super) fn add(
    package: &mut Package<'_>,
    sheet: &str,
    marks: &Marks,
) -> Result<Option<String>, Unmarkable> {
    let relations = package.relations(sheet)?;
    let known = relations.values().find(|(kind, _)| kind == "comments").map(|(_, part)| part.clone());
    let part = match known {
        Some(part) => part,
        None => new_part(package, sheet)?,
    };
    let text = package.needed(&part)?;
    let (text, fresh) = join(&text, marks).ok_or_else(|| Unmarkable::part(&part))?;
    package.put(&part, text);

    let drawing = hooked(package, sheet)?.and_then(|id| relations.get(&id).map(|(_, part)| part.clone()));
    let (part, hook) = if let Some(part) = drawing {
        (part, None)
    } else {
        let part = package.free_name("xl/drawings/vmlDrawingMark", ".vml");
        package.put(&part, EMPTY_DRAWING.to_owned());
        package.declare(&part, "application/vnd.openxmlformats-officedocument.vmlDrawing")?;
        let id = package.relate(sheet, "vmlDrawing", &part)?;
        (part, Some(id))
    };
    let text = package.needed(&part)?;
    package.put(&part, draw(&text, &fresh).ok_or_else(|| Unmarkable::part(&part))?);
    Ok(hook)
}

fn new_part(package: &mut Package<'_>, sheet: &str) -> Result<String, Unmarkable> {
    let part = package.free_name("xl/commentsMark", ".xml");
    let empty = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors>\
         </authors><commentList></commentList></comments>"
    );
    package.put(&part, empty);
    package.declare(&part, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")?;
    package.relate(sheet, "comments", &part)?;
    Ok(part)
}

/// The relation of the sheet's drawing of comments, if it has one.
pub(super) fn hooked(package: &mut Package<'_>, sheet: &str) -> Result<Option<String>, Unmarkable> {
    let text = package.needed(sheet)?;
    let mut id = None;
    each_tag(&text, |tag| {
        if tag.depth == 1 && tag.opens("legacyDrawing") {
            id = relation_id(&tag).or_else(|| tag.attribute("mark:id"));
        }
    })
    .ok_or_else(|| Unmarkable::part(sheet))?;
    Ok(id)
}

/// The comments with the new ones, and the cells that had none before.
fn join(text: &str, marks: &Marks) -> Option<(String, Vec<At>)> {
    let mut edits = Edits::default();
    let mut authors = 0_usize;
    let mut fresh: Vec<At> = marks.keys().copied().collect();
    let (mut open, mut listed, mut signed) = (None, None, false);
    let run = |prefix: &str, text: &str, bold: bool| {
        let face = if bold { format!("<{prefix}rPr><{prefix}b/></{prefix}rPr>") } else { String::new() };
        format!("<{prefix}r>{face}<{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", escape(text))
    };
    each_tag(text, |tag| match (tag.local(), tag.kind) {
        ("author", Kind::Close | Kind::Empty) => authors += 1,
        ("authors", Kind::Close) => {
            let prefix = tag.prefix();
            edits.insert(tag.range.start, format!("<{prefix}author>{AUTHOR}</{prefix}author>"));
            signed = true;
        }
        ("comment", Kind::Open) => {
            open = tag.attribute("ref").and_then(|cell| at(&cell));
        }
        ("text", Kind::Close) if tag.depth == 3 => {
            if let Some(mark) = open.take().and_then(|at| {
                fresh.retain(|cell| *cell != at);
                marks.get(&at)
            }) {
                edits.insert(tag.range.start, run(tag.prefix(), &format!("\n{}", mark.text), false));
            }
        }
        ("commentList", Kind::Close) => listed = Some((tag.range.start, tag.prefix().to_owned())),
        _ => {}
    })?;
    let (end, prefix) = listed.filter(|_| signed)?;
    for cell in &fresh {
        let reference = address(*cell);
        let body = marks.get(cell).map(|mark| run(&prefix, &mark.text, false)).unwrap_or_default();
        let head = run(&prefix, &format!("{AUTHOR}：\n"), true);
        let comment = format!(
            "<{prefix}comment ref=\"{reference}\" authorId=\"{authors}\"><{prefix}text>{head}{body}</{prefix}text>\
             </{prefix}comment>"
        );
        edits.insert(end, comment);
    }
    Some((edits.apply(text)?, fresh))
}

const EMPTY_DRAWING: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
     xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
     <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>";

const BOX: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
     path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
     o:connecttype=\"rect\"/></v:shapetype>";

/// The drawing with a hidden box for every new comment.
fn draw(text: &str, cells: &[At]) -> Option<String> {
    let taken = text.split("_x0000_s").skip(1).filter_map(|rest| {
        let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..digits)?.parse::<u32>().ok()
    });
    let first = taken.max().unwrap_or(1024).checked_add(1)?;
    let kind = if cells.is_empty() || text.contains("\"_x0000_t202\"") { "" } else { BOX };
    let boxes: String = (first..).zip(cells).map(|(id, cell)| shape(id, *cell)).collect();
    let boxes = format!("{kind}{boxes}");
    // Drawings of this kind are not always well-formed: their end is found as text.
    let end = text.rfind("</xml>");
    match end {
        Some(end) => Some(format!("{}{boxes}{}", text.get(..end)?, text.get(end..)?)),
        None => before_end(text, "xml", |_| boxes.clone()),
    }
}

/// The hidden box of one comment, beside its cell.
fn shape(id: u32, (row, column): At) -> String {
    let (top, left) = (row.saturating_sub(2), column + 1);
    let (bottom, right) = (top + 6, left + 4);
    let row = row - 1;
    format!(
        "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;\
         margin-top:2pt;width:260pt;height:90pt;z-index:1;visibility:hidden\" fillcolor=\"#ffe6e8\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffe6e8\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
         <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div \
         style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>\
         <x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>\
         <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
}
