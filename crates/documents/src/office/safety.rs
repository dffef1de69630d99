//! What a stranger's template may not bring along: macros, programs, and
//! anything that fetches or runs something when the filled paper is opened.
//! A filled paper goes out under the office's name.

use kernel::Said;

use super::package::Parts;
use super::relations::{self, Relation};
use super::tree::{self, Element, Node};
use crate::fault::Fault;

/// Kinds of relations that carry programs, other files, or data from elsewhere.
const BARRED: [(&str, &str, &str); 15] = [
    ("vbaProject", "宏", "macros"),
    ("vbaProjectSignature", "宏", "macros"),
    ("wordVbaData", "宏", "macros"),
    ("xlMacrosheet", "宏表", "a macro sheet"),
    ("xlIntlMacrosheet", "宏表", "a macro sheet"),
    ("oleObject", "嵌入的 OLE 对象", "an embedded OLE object"),
    ("package", "嵌入的文件", "an embedded file"),
    ("control", "ActiveX 控件", "an ActiveX control"),
    ("activeXControlBinary", "ActiveX 控件", "an ActiveX control"),
    ("aFChunk", "插入的外部文件", "an imported file"),
    ("subDocument", "子文档", "a sub-document"),
    ("frame", "框架网页", "a frame"),
    ("externalLink", "到其他工作簿的链接", "a link to another workbook"),
    ("connections", "数据连接", "a data connection"),
    ("extensibility", "自定义功能区", "a custom ribbon"),
];

/// Field codes that fetch a file, ask another program or run something
/// (ECMA-376 part 1, 17.16.5).
const FIELDS: [&str; 13] = [
    "DDE",
    "DDEAUTO",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "INCLUDE",
    "LINK",
    "EMBED",
    "IMPORT",
    "DATABASE",
    "MACROBUTTON",
    "RD",
    "CONTROL",
    "HTMLACTIVEX",
];

/// Functions of a workbook that do the same.
const FUNCTIONS: [&str; 10] = [
    "WEBSERVICE",
    "IMAGE",
    "RTD",
    "CALL",
    "REGISTER",
    "REGISTER.ID",
    "EXEC",
    "EVALUATE",
    "DDE",
    "SQL.REQUEST",
];

/// Every reason not to take a package, all at once. Each part of XML is read
/// once, so a damaged one is found here.
pub(crate) fn inspect(parts: &Parts) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, content) in parts {
        let lower = name.to_lowercase();
        if ["vbaproject", "/activex/", "/embeddings/", "/macrosheets/"]
            .iter()
            .any(|word| lower.contains(word))
        {
            faults.push(barred(name, "宏、控件或嵌入的对象", "macros, controls or embedded objects"));
        } else if has_ending(&lower, "rels") {
            of_relations(name, content, &mut faults);
        } else if has_ending(&lower, "xml") || has_ending(&lower, "vml") {
            of_part(name, content, &mut faults);
        }
    }
    faults.dedup();
    faults
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found == ending)
}

fn of_relations(name: &str, content: &[u8], faults: &mut Vec<Fault>) {
    let read = text(content).and_then(relations::read);
    let relations = match read {
        Ok(relations) => relations,
        Err(why) => return faults.push(unreadable(name, &why)),
    };
    for relation in &relations {
        let known = BARRED.iter().find(|(word, _, _)| relation.word().eq_ignore_ascii_case(word));
        if let Some((_, zh, en)) = known {
            faults.push(barred(name, zh, en));
        } else if relation.external && !may_lead_out(relation) {
            faults.push(leads_out(name, &relation.target));
        }
    }
}

/// A link that a person clicks may lead out; the template's own template on a
/// disk of its writer is taken out when the paper is filled.
fn may_lead_out(relation: &Relation) -> bool {
    let target = relation.target.trim().to_lowercase();
    match relation.word() {
        "hyperlink" => {
            ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|start| target.starts_with(start))
        }
        "attachedTemplate" => is_on_the_writers_disk(&target),
        _ => false,
    }
}

/// `file:///C:\…`, `C:\…`; not `\\server\…`, which asks a server.
fn is_on_the_writers_disk(target: &str) -> bool {
    let path = target.strip_prefix("file:///").unwrap_or(target);
    let path = path.replace("%20", " ").replace('\\', "/");
    let drive = path.get(1..3).is_some_and(|rest| rest == ":/");
    drive || (target.starts_with("file:///") && !path.starts_with('/'))
}

/// Takes out the attached template, which means nothing elsewhere.
pub(crate) fn detach(parts: &mut Parts) {
    const SETTINGS: &str = "word/settings.xml";
    let rels = relations::of(SETTINGS);
    if !parts.contains_key(&rels) {
        return;
    }
    relations::change(parts, &rels, "", |root| {
        let attached = |node: &Node| {
            node.element()
                .is_some_and(|it| it.value("Type").is_some_and(|kind| kind.ends_with("/attachedTemplate")))
        };
        root.children.retain(|node| !attached(node));
    });
    relations::change(parts, SETTINGS, "", |root| {
        root.children.retain(|node| node.element().is_none_or(|it| it.local() != "attachedTemplate"));
    });
}

fn of_part(name: &str, content: &[u8], faults: &mut Vec<Fault>) {
    match text(content).and_then(tree::read) {
        Ok(root) => {
            let mut fields = Fields::default();
            fields.look_into(&root);
            for code in fields.barred {
                faults.push(barred_code(name, &code));
            }
        }
        Err(why) => faults.push(unreadable(name, &why)),
    }
}

/// Field codes, gathered over the runs that Word tears them into.
#[derive(Debug, Default)]
struct Fields {
    open: Vec<Field>,
    barred: Vec<String>,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    separated: bool,
}

impl Fields {
    fn look_into(&mut self, element: &Element) {
        match element.local() {
            "fldChar" => self.mark(&element.value_of_any("fldCharType").unwrap_or_default()),
            "instrText" | "delInstrText" => {
                let code = element.text();
                match self.open.last_mut() {
                    Some(field) if !field.separated => field.code.push_str(&code),
                    Some(_) => {}
                    None => self.judge(&code),
                }
            }
            "fldSimple" => self.judge(&element.value_of_any("instr").unwrap_or_default()),
            "f" | "formula" | "formula1" | "formula2" | "definedName" | "calculatedColumnFormula" => {
                self.formula(&element.text(), element);
            }
            "ddeLink" | "oleLink" | "webPublishItem" | "attachedSchema" => self.bar(element.local()),
            _ => {}
        }
        for child in element.elements() {
            self.look_into(child);
        }
    }

    fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => {
                // A field whose name is itself a field hides what it is.
                if let Some(around) = self.open.last_mut().filter(|around| !around.separated) {
                    around.code.push('\u{1}');
                }
                self.open.push(Field::default());
            }
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.separated = true;
                }
            }
            "end" => {
                if let Some(field) = self.open.pop() {
                    self.judge(&field.code);
                }
            }
            _ => {}
        }
    }

    fn judge(&mut self, code: &str) {
        let code = code.trim_start();
        let word = code.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if code.starts_with('\u{1}') {
            self.bar("{ { … } }");
        } else if FIELDS.iter().any(|barred| word.eq_ignore_ascii_case(barred)) {
            self.bar(word);
        }
    }

    fn formula(&mut self, formula: &str, element: &Element) {
        // `w:f` of a formula in Word and `f` of a shape are other things.
        if element.name.contains(':') && !element.name.starts_with("x:") && !element.name.starts_with("xm:") {
            return;
        }
        let upper = formula.to_uppercase();
        let called = |name: &&str| {
            upper.match_indices(*name).any(|(at, _)| {
                let before = upper.get(..at).and_then(|it| it.chars().next_back());
                let after = upper.get(at + name.len()..).unwrap_or_default().trim_start();
                after.starts_with('(') && !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
                    || after.starts_with('(') && upper.get(..at).is_some_and(|it| it.ends_with("_XLFN."))
            })
        };
        if let Some(name) = FUNCTIONS.iter().find(|name| called(name)) {
            self.bar(name);
        } else if upper.contains("|'") || (upper.contains('|') && upper.contains('!')) {
            self.bar("DDE");
        }
    }

    fn bar(&mut self, code: &str) {
        let code = code.to_owned();
        if !self.barred.contains(&code) {
            self.barred.push(code);
        }
    }
}

pub(crate) fn text(content: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(content).map_err(|_| "不是 UTF-8".to_owned())?;
    Ok(text.trim_start_matches('\u{feff}'))
}

fn barred(part: &str, zh: &str, en: &str) -> Fault {
    let says = Said::new(
        format!("模板里有{zh}，打开时可能运行或取用外部内容；请删去后另存为 .docx 或 .xlsx"),
        format!("the template holds {en}; delete it and save as .docx or .xlsx"),
    );
    Fault::of_file(part, says)
}

fn barred_code(part: &str, code: &str) -> Fault {
    let says = Said::new(
        format!("模板里有 {code}，打开时会取用外部内容；请选中它按 Ctrl+Shift+F9 变成普通文字，或删去"),
        format!(
            "the template holds {code}, which fetches something when opened; turn it into plain text or delete it"
        ),
    );
    Fault { tag: code.to_owned(), ..Fault::of_file(part, says) }
}

fn leads_out(part: &str, target: &str) -> Fault {
    let target: String = target.chars().take(80).collect();
    let says = Said::new(
        "模板打开时会到外面取内容；请把图片嵌入文件（不要“链接到文件”），去掉外部模板，链接只用网址",
        "the template fetches this when it is opened; embed the picture, detach the template, link to web addresses only",
    );
    Fault { tag: target, ..Fault::of_file(part, says) }
}

pub(crate) fn unreadable(part: &str, why: &str) -> Fault {
    let says = Said::new(
        format!("读不出：{why}；请在 Word 或 WPS 中打开后另存"),
        "cannot be read; open it in Word or WPS and save it again",
    );
    Fault::of_file(part, says)
}
