//! tmp
pub fn generate() -> crate::Result<crate::SecretText> {
    let a = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let mut s = String::new();
    for i in 0..32 {
        if i > 0 && i % 4 == 0 {
            s.push('-');
        }
        s.push(char::from(a[crate::random::below(31)? as usize]));
    }
    Ok(s.into())
}
