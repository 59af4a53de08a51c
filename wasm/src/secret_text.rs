//! Secret text: a JSON string, or `{text, lossy}` where part of the original could not be shown.

use crate::json::{Failure, FromJson, Object, ToJson, Tree, Writer};
use inkseal::SecretText;

impl ToJson for SecretText {
    fn write(&self, json: &mut Writer) {
        if self.is_lossy() {
            json.plain("{\"text\":");
            json.text(self.expose());
            json.plain(",\"lossy\":true}");
        } else {
            json.text(self.expose());
        }
    }
}

impl FromJson for SecretText {
    #[inline(never)]
    fn read(name: &'static str, value: Tree, failure: &mut Failure) -> Self {
        let value = match value {
            Tree::Text(text) => return text,
            Tree::Object(_) => value,
            _ => {
                failure.wrong(name, "text");
                return Self::default();
            }
        };
        let mut object = Object::new(name, value, failure);
        let (text, lossy): (String, bool) = (object.take("text"), object.take("lossy"));
        object.end();
        if lossy { Self::lossy(text) } else { text.into() }
    }
}
