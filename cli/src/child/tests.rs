use super::*;

#[test]
fn what_no_environment_can_hold_is_refused() {
    let command = ["true".into()];
    for (name, value) in [("", "x"), ("A=B", "x"), ("A\0", "x"), ("A", "hush\0")] {
        let error = Child::new(&command, [(name, value)]).unwrap_err();
        assert_eq!(error.code(), "invalid_input");
        assert!(!error.to_string().contains("hush"));
    }
    assert_eq!(Child::new(&[], [("A", "b")]).unwrap_err().code(), "invalid_input");
}

#[test]
fn a_printed_child_shows_no_value() {
    let child = Child::new(&["true".into(), "hush".into()], [("A", "hush")]).unwrap();
    assert!(!format!("{child:?}").contains("hush"));
}
