//! How far a text is from the name it was meant for.

/// Signs to change, add or drop to make one text the other (Levenshtein).
pub fn slips(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, sign) in left.chars().enumerate() {
        let mut corner = index;
        let mut before = index + 1;
        let mut next = vec![before];
        for (other, above) in right.iter().zip(row.iter().skip(1)) {
            let cost = corner + usize::from(*other != sign);
            before = cost.min(before + 1).min(above + 1);
            corner = *above;
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn slips_count_signs() {
        assert_eq!(slips("", "南非"), 2);
        assert_eq!(slips("巴西", "巴西"), 0);
        assert_eq!(slips("吉尔吉斯坦", "吉尔吉斯斯坦"), 1);
    }
}
