//! Thai digits, both ways, one by one.

/// `text` with every Arabic digit as a Thai one: `2565` → `๒๕๖๕`.
pub fn to_thai(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32('๐' as u32 + (c as u32 - '0' as u32)).unwrap_or(c) } else { c })
        .collect()
}

/// `text` with every Thai digit as an Arabic one: `๒๕๖๕` → `2565`.
pub fn to_arabic(text: &str) -> String {
    text.chars().map(arabic).collect()
}

/// A Thai digit as the Arabic one; any other character as it is.
pub(super) fn arabic(c: char) -> char {
    if ('๐'..='๙').contains(&c) { char::from_u32('0' as u32 + (c as u32 - '๐' as u32)).unwrap_or(c) } else { c }
}
