//! Text as people type and paste it, brought to one form before it is read.

/// The signs people put between the parts of a name that is not Han
/// (少数民族姓名间隔号); papers write U+00B7.
const DOTS: [char; 9] = ['·', '・', '•', '‧', '∙', '⋅', '･', '●', '．'];

/// Full-width letters, digits and signs as their half-width twins.
pub(super) fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(half).collect()
}

/// Letters and digits only, half width, in capitals: how numbers of documents are
/// compared.
pub(super) fn bare(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// A name in Chinese as papers write it: no space around Han characters, one sign
/// between the parts of a name that is not Han.
pub fn unified_name(written: &str) -> String {
    let dotted = written.trim().chars().map(|c| if DOTS.contains(&c) { '·' } else { c });
    let half = half_width(&dotted.collect::<String>());
    let words: Vec<&str> = half.split_whitespace().collect();
    let han = half.chars().any(is_han);
    let joined = words.join(if han { "" } else { " " });
    joined.trim_matches('·').to_owned()
}

/// Whether a character is a Han character, rare ones of the supplementary planes
/// included (`𠮷`, `𬭎`).
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF | 0x3007)
}

/// Characters that only one machine can show (造字区): they have no meaning
/// outside the font they were drawn in.
pub(super) fn private(text: &str) -> Option<char> {
    let drawn = |c: &char| matches!(u32::from(*c), 0xE000..=0xF8FF | 0xF0000..);
    text.chars().find(drawn)
}

/// A number with all but its ends hidden: so many shown in front, so many behind.
pub(super) fn masked(text: &str, front: usize, behind: usize) -> String {
    let count = text.chars().count();
    // What is too short to hide anything in is hidden whole.
    if count <= front + behind {
        return "*".repeat(count);
    }
    let shown = |(at, c): (usize, char)| if at < front || at >= count - behind { c } else { '*' };
    text.chars().enumerate().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_sign_between_its_parts_and_no_spaces() {
        for written in ["示例·买买提", "示例・买买提", "示例•买买提", " 示例 ‧ 买买提 "]
        {
            assert_eq!(unified_name(written), "示例·买买提");
        }
        assert_eq!(unified_name("张 晓明"), "张晓明");
        assert_eq!(unified_name("张　晓明"), "张晓明");
        assert_eq!(unified_name("John  Example"), "John Example");
    }

    #[test]
    fn rare_characters_are_han_and_private_ones_are_found() {
        assert!("䶮𠮷𬭎〇".chars().all(is_han));
        assert_eq!(private("张\u{E001}明"), Some('\u{E001}'));
        assert_eq!(private("张𠮷明"), None);
    }

    #[test]
    fn a_mask_hides_whole_what_is_too_short_to_hide_anything_in() {
        assert_eq!(masked("E12345678", 2, 1), "E1******8");
        assert_eq!(masked("E12", 2, 1), "***");
        assert_eq!(masked("", 2, 1), "");
    }
}
