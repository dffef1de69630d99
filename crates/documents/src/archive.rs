//! An archive (归档包): files with a manifest of their digests, packed so that the
//! same files always give the same bytes. Verifying takes the archive apart,
//! packs it anew and compares: whatever byte was changed and not made to fit, it
//! shows. Whoever changes a file and the manifest with it makes another sound
//! archive: that one is the original is told by its digest, kept elsewhere, and
//! never by the archive itself.
//!
//! Everything is stored as it is, without compression, so that the check hangs
//! on no library's version; papers and pictures are packed already.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write as _};

use kernel::Said;
use serde::{Deserialize, Serialize};
use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The manifest's name in the archive; it comes first.
const MANIFEST: &str = "manifest.json";

/// What the manifest calls this form.
const FORM: &str = "jinqiao-archive-1";

/// As many files as an archive may hold; a delegation has some hundred.
const MOST_FILES: usize = 10_000;

/// As many faults as are handed on; more tell nobody more.
const MOST_TOLD: usize = 20;

/// As many characters of a stranger's name as a person is shown.
const LONGEST_SHOWN: usize = 80;

/// How a digest is taken: SHA-256 in lower-case hexadecimal, as the house does it.
pub type Digest = fn(&[u8]) -> String;

/// The files of an archive by name; `/` parts folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Files as they lie in an archive's bytes.
type Lying<'a> = BTreeMap<&'a str, &'a [u8]>;

/// What an archive says of itself (归档清单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of the archive.
    pub form: String,
    /// What is archived, in words.
    pub subject: String,
    /// When it was made, RFC 3339.
    pub made: String,
    /// Every file, by name.
    pub files: Vec<Entry>,
}

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub bytes: usize,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
}

/// What is wrong with an archive (损坏).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// It is not an archive of ours, or is cut off; where, in bytes.
    NoArchive(usize),
    /// The manifest cannot be read.
    NoManifest,
    /// A file's content is not what the manifest says.
    Changed(String),
    /// A file the manifest names is not there.
    Missing(String),
    /// A file the manifest does not name.
    Added(String),
    /// All files are as they were, but something between them was changed.
    Wrapping,
}

/// What taking an archive apart shows, as it is handed from one process to
/// another. The names in it are a stranger's: [`shown`] makes them fit to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// It agrees with itself, which does not make it the original.
    Sound {
        /// What it says it holds.
        subject: String,
        /// When it says it was made.
        made: String,
        /// How many files it holds.
        files: usize,
    },
    /// It does not.
    Damaged {
        /// The first faults.
        first: Vec<Damage>,
        /// How many there are in all.
        all: usize,
    },
}

impl Look {
    /// Looks into an archive.
    pub fn into(archive: &[u8], digest: Digest) -> Self {
        match verify(archive, digest) {
            Ok(manifest) => {
                Self::Sound { files: manifest.files.len(), subject: manifest.subject, made: manifest.made }
            }
            Err(mut first) => {
                let all = first.len();
                first.truncate(MOST_TOLD);
                Self::Damaged { first, all }
            }
        }
    }

    /// What is handed on.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What was handed on; nothing if it is not whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

impl Damage {
    /// In one sentence.
    pub fn says(&self) -> Said {
        match self {
            Self::NoArchive(at) => Said::new(
                format!("不是归档包，或从第{at}字节起不完整"),
                format!("it is no archive, or is not whole from byte {at} on"),
            ),
            Self::NoManifest => {
                Said::new(format!("读不出清单 {MANIFEST}"), format!("its list {MANIFEST} cannot be read"))
            }
            Self::Changed(name) => {
                Said::new(format!("{} 的内容被改动", shown(name)), format!("{} was changed", shown(name)))
            }
            Self::Missing(name) => {
                Said::new(format!("缺少 {}", shown(name)), format!("{} is missing", shown(name)))
            }
            Self::Added(name) => {
                Said::new(format!("多出 {}", shown(name)), format!("{} was added", shown(name)))
            }
            Self::Wrapping => Said::new(
                "文件内容都对，但归档包的其他字节被改动",
                "every file is as it was, but other bytes of the archive were changed",
            ),
        }
    }
}

/// Some words of a stranger, fit for a terminal: what would steer it, turn the
/// reading direction or stay unseen becomes `�`, and what is too long is cut.
pub fn shown(words: &str) -> String {
    let hostile = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(c, '\u{e0000}'..='\u{e0fff}')
    };
    let plain = |c: char| if hostile(c) { char::REPLACEMENT_CHARACTER } else { c };
    let mut shown: String = words.chars().take(LONGEST_SHOWN).map(plain).collect();
    if words.chars().nth(LONGEST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

impl Manifest {
    /// Reads a manifest; each name stands in it once, in order.
    fn read(json: &[u8]) -> Option<Self> {
        let mut manifest: Self = serde_json::from_slice(json).ok()?;
        manifest.files.sort_by(|one, other| one.name.cmp(&other.name));
        manifest.files.dedup_by(|one, other| one.name == other.name);
        (manifest.form == FORM).then_some(manifest)
    }

    fn json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }
}

/// Packs files with their manifest.
///
/// # Errors
/// A name that cannot be packed, or more files than [`verify`] would read.
pub fn pack(subject: &str, made: &str, files: &Files, digest: Digest) -> ZipResult<Vec<u8>> {
    if files.len() >= MOST_FILES {
        return Err(ZipError::UnsupportedArchive("more files than an archive may hold"));
    }
    let entry = |(name, content): (&String, &Vec<u8>)| Entry {
        name: name.clone(),
        bytes: content.len(),
        sha256: digest(content),
    };
    let manifest = Manifest {
        form: FORM.to_owned(),
        subject: subject.to_owned(),
        made: made.to_owned(),
        files: files.iter().map(entry).collect(),
    };
    let lying = files.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    wrapped(&manifest.json(), &lying)
}

fn wrapped(manifest: &[u8], files: &Lying<'_>) -> ZipResult<Vec<u8>> {
    // The headers take less than this, so that no growing doubles the memory.
    let names: usize = files.keys().map(|name| 2 * name.len() + 200).sum();
    let contents: usize = files.values().map(|content| content.len()).sum();
    let room = names + contents + manifest.len() + 400;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::DEFAULT)
        .unix_permissions(0o644);
    writer.start_file(MANIFEST, options)?;
    writer.write_all(manifest)?;
    for (name, content) in files {
        writer.start_file(*name, options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Takes an archive apart and compares every byte with what it says of itself.
///
/// # Errors
/// All that is damaged, at once.
pub fn verify(archive: &[u8], digest: Digest) -> Result<Manifest, Vec<Damage>> {
    let mut files = take_apart(archive).map_err(|at| vec![Damage::NoArchive(at)])?;
    let json = files.remove(MANIFEST).ok_or_else(|| vec![Damage::NoManifest])?;
    let manifest = Manifest::read(json).ok_or_else(|| vec![Damage::NoManifest])?;
    let mut damage = Vec::new();
    let mut unnamed: BTreeSet<&str> = files.keys().copied().collect();
    for entry in &manifest.files {
        unnamed.remove(entry.name.as_str());
        match files.get(entry.name.as_str()) {
            None => damage.push(Damage::Missing(entry.name.clone())),
            Some(content) if content.len() != entry.bytes || digest(content) != entry.sha256 => {
                damage.push(Damage::Changed(entry.name.clone()));
            }
            Some(_) => {}
        }
    }
    damage.extend(unnamed.into_iter().map(|name| Damage::Added(name.to_owned())));
    if damage.is_empty() && wrapped(&manifest.json(), &files).unwrap_or_default() != archive {
        damage.push(Damage::Wrapping);
    }
    if damage.is_empty() { Ok(manifest) } else { Err(damage) }
}

/// The files of an archive, one local header after the other; `Err` says where
/// it is not one. Only what [`pack`] writes is read: stored, sizes in the header.
fn take_apart(archive: &[u8]) -> Result<Lying<'_>, usize> {
    const LOCAL: [u8; 4] = *b"PK\x03\x04";
    const HEAD: usize = 30;
    let mut files = Lying::new();
    let mut at = 0;
    while archive.get(at..at + 4) == Some(&LOCAL) {
        let head = archive.get(at..at + HEAD).ok_or(at)?;
        let size = number(head, 18, 4).ok_or(at)?;
        let name_length = number(head, 26, 2).ok_or(at)?;
        let extra = number(head, 28, 2).ok_or(at)?;
        let name_from = at + HEAD;
        let from = name_from.checked_add(name_length).and_then(|it| it.checked_add(extra)).ok_or(at)?;
        let to = from.checked_add(size).ok_or(at)?;
        let name = archive.get(name_from..name_from + name_length).ok_or(at)?;
        let name = std::str::from_utf8(name).map_err(|_| at)?;
        let content = archive.get(from..to).ok_or(at)?;
        if files.len() == MOST_FILES || files.insert(name, content).is_some() {
            return Err(at);
        }
        at = to;
    }
    if files.is_empty() { Err(at) } else { Ok(files) }
}

/// A little-endian number of a header.
fn number(head: &[u8], from: usize, length: usize) -> Option<usize> {
    let bytes = head.get(from..from + length)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn files() -> Files {
        [("记录/团组.json", "{}"), ("公文/请示.pdf", "%PDF示例"), ("附件/a.png", "图")]
            .map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec()))
            .into()
    }

    /// Enough of a digest to tell one changed byte.
    fn digest(bytes: &[u8]) -> String {
        let sum = bytes.iter().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        format!("{sum:016x}")
    }

    fn packed() -> Vec<u8> {
        pack("示例团组", "2026-10-01T00:00:00Z", &files(), digest).unwrap()
    }

    fn lying(files: &Files) -> Lying<'_> {
        files.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect()
    }

    #[test]
    fn what_is_packed_is_whole_and_always_the_same() {
        assert_eq!(packed(), packed());
        let manifest = verify(&packed(), digest).unwrap();
        let names: Vec<&str> = manifest.files.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["公文/请示.pdf", "记录/团组.json", "附件/a.png"]);
    }

    #[test]
    fn another_program_opens_it() {
        let mut archive = zip::ZipArchive::new(Cursor::new(packed())).unwrap();
        assert_eq!(archive.len(), 4);
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("记录/团组.json").unwrap(), &mut text).unwrap();
        assert_eq!(text, "{}");
    }

    #[test]
    fn what_was_changed_is_named() {
        let mut other = files();
        other.insert("公文/请示.pdf".to_owned(), b"%PDF".to_vec());
        let whole = packed();
        let json = take_apart(&whole).unwrap().remove(MANIFEST).unwrap();
        let swapped = wrapped(json, &lying(&other)).unwrap();
        assert_eq!(verify(&swapped, digest), Err(vec![Damage::Changed("公文/请示.pdf".to_owned())]));
        other.remove("附件/a.png");
        other.insert("附件/b.png".to_owned(), Vec::new());
        assert_eq!(
            verify(&wrapped(json, &lying(&other)).unwrap(), digest),
            Err(vec![
                Damage::Changed("公文/请示.pdf".to_owned()),
                Damage::Missing("附件/a.png".to_owned()),
                Damage::Added("附件/b.png".to_owned()),
            ])
        );
        assert_eq!(verify(b"PK", digest), Err(vec![Damage::NoArchive(0)]));
    }

    #[test]
    fn a_name_that_the_manifest_gives_twice_is_no_sound_archive() {
        let mut manifest = verify(&packed(), digest).unwrap();
        manifest.files.push(manifest.files[2].clone());
        let doubled = wrapped(&manifest.json(), &lying(&files())).unwrap();
        assert_eq!(verify(&doubled, digest), Err(vec![Damage::Wrapping]));
    }

    #[test]
    fn a_manifest_changed_with_its_file_agrees_with_itself_and_has_another_digest() {
        let mut forged = files();
        forged.insert("公文/请示.pdf".to_owned(), b"%PDF".to_vec());
        let forged = pack("示例团组", "2026-10-01T00:00:00Z", &forged, digest).unwrap();
        assert!(verify(&forged, digest).is_ok());
        assert_ne!(digest(&forged), digest(&packed()));
    }

    #[test]
    fn no_more_files_are_packed_than_are_read() {
        let many = |count: usize| -> Files { (0..count).map(|at| (at.to_string(), Vec::new())).collect() };
        let most = pack("示例团组", "", &many(MOST_FILES - 1), digest).unwrap();
        assert_eq!(verify(&most, digest).unwrap().files.len(), MOST_FILES - 1);
        assert!(pack("示例团组", "", &many(MOST_FILES), digest).is_err());
        let more = wrapped(b"", &lying(&many(MOST_FILES))).unwrap();
        assert!(matches!(verify(&more, digest).unwrap_err()[..], [Damage::NoArchive(at)] if at > 0));
    }

    #[test]
    fn only_the_first_faults_are_handed_on_and_all_are_counted() {
        let whole = packed();
        let json = take_apart(&whole).unwrap().remove(MANIFEST).unwrap();
        let mut more = files();
        more.extend((0..50).map(|at| (format!("添/{at:02}"), Vec::new())));
        let look = Look::into(&wrapped(json, &lying(&more)).unwrap(), digest);
        let first = (0..20).map(|at| Damage::Added(format!("添/{at:02}"))).collect();
        assert_eq!(look, Look::Damaged { first, all: 50 });
        assert_eq!(Look::read(&look.bytes()), Some(look));
    }

    #[test]
    fn a_strangers_words_do_not_steer_the_terminal() {
        let said = Damage::Added("公文/\u{1b}]0;完好\u{7}\r\n\u{202e}fdp.示请\u{200b}".to_owned()).says();
        assert_eq!(said.zh, "多出 公文/�]0;完好����fdp.示请�");
        assert_eq!(said.en, "公文/�]0;完好����fdp.示请� was added");
        assert_eq!(shown(&"长".repeat(81)), format!("{}…", "长".repeat(80)));
    }

    #[test]
    fn every_changed_byte_is_found() {
        let whole = packed();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(verify(&changed, digest).is_err(), "byte {at}");
        }
        for end in 0..whole.len() {
            assert!(verify(&whole[..end], digest).is_err(), "cut at {end}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(verify(&bytes, digest).is_err());
            let mut after = packed();
            after.extend(&bytes);
            prop_assert_eq!(verify(&after, digest).is_ok(), bytes.is_empty());
        }
    }
}
