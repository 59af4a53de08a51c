//! The names of the calls, whose places are their numbers.

/// The JavaScript that says which calls there are on each class: an object of lists of names.
pub(crate) fn list() -> String {
    let classes = inkseal_wasm::CALLS.iter().map(|(class, lists)| {
        let names: Vec<_> = lists.iter().copied().flatten().copied().collect();
        format!("  \"{class}\": \"{}\".split(\" \"),\n", names.join(" "))
    });
    format!("export const calls = {{\n{}}};\n", classes.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_listed_in_its_place() {
        let text = list();
        assert!(text.starts_with("export const calls = {\n  \"\": \"Vault.parse "));
        for (class, lists) in inkseal_wasm::CALLS {
            let line = text.lines().find(|line| line.starts_with(&format!("  \"{class}\": "))).unwrap();
            let names: Vec<_> = line.split('"').nth(3).unwrap().split(' ').collect();
            assert!(names.iter().eq(lists.iter().copied().flatten()), "{class}");
        }
    }
}
