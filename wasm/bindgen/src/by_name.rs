//! The methods and functions that the module calls by name.

/// What the module exports for them. It is no part of what others see.
const CALL: &str = "__call";

/// Adds a method or function to the JavaScript for each name that can be called.
pub(crate) fn add(glue: &str) -> Result<String, String> {
    let exported = format!("export function {CALL}(");
    if glue.matches(&exported).count() != 1 {
        return Err(format!("the module must export {CALL} once"));
    }
    let mut text = glue.replace(&exported, &format!("function {CALL}("));
    for (class, names) in inkseal_wasm::CALLS {
        for name in names.iter().copied().flatten() {
            // Arguments that are left out are null in JSON.
            text += &match *class {
                "" => format!(
                    "export function {name}(...given) {{ return {CALL}(\"{name}\", JSON.stringify(given)); }}\n"
                ),
                _ => format!(
                    "{class}.prototype.{name} = function (...given) {{ return this.{CALL}(\"{name}\", JSON.stringify(given)); }};\n"
                ),
            };
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_one_line() {
        let glue = "export class Vault {}\nexport function __call(name, given) {}\n";
        let text = add(glue).unwrap();
        assert!(text.starts_with("export class Vault {}\nfunction __call(name, given) {}\n"));
        assert_eq!(text.matches("\nexport function totpCode(").count(), 1);
        assert_eq!(text.matches("\nVault.prototype.totpCode = ").count(), 1);
        let names = inkseal_wasm::CALLS.iter().flat_map(|(_, names)| names.iter().copied().flatten());
        assert_eq!(text.lines().count(), 2 + names.count());
    }

    #[test]
    fn a_module_that_is_another_is_refused() {
        assert!(add("export class Vault {}\n").is_err());
    }
}
