use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

fn mask(values: &[&str]) -> Mask {
    Mask::new(values.iter().map(|value| value.as_bytes())).unwrap()
}

/// What is shown after all pieces, and what had been shown before the end of the output.
fn masked(values: &[&str], pieces: &[&str]) -> (String, String) {
    let mask = mask(values);
    let mut output = Vec::new();
    let mut stream = Masked::new(&mask, &mut output);
    for piece in pieces {
        stream.write(piece.as_bytes()).unwrap();
    }
    let before = stream.output.len();
    stream.finish().unwrap();
    let text = String::from_utf8(output).unwrap().replace("<concealed by inkseal>", "#");
    // Only tests without a mask before the end compare this.
    (text.clone(), text.chars().take(before).collect())
}

fn all(values: &[&str], pieces: &[&str]) -> String {
    masked(values, pieces).0
}

#[test]
fn values_are_concealed_wherever_they_are_cut() {
    assert_eq!(all(&["hunter22"], &["pw=hunter22;"]), "pw=#;");
    assert_eq!(all(&["hunter22"], &["pw=hun", "te", "r22;hunter22"]), "pw=#;#");
    assert_eq!(all(&["hunter22"], &["hunterhunter2", "2hunter2"]), "hunter#hunter2");
    assert_eq!(all(&["hunter22"], &["nothing"]), "nothing");
    assert_eq!(all(&[], &["nothing"]), "nothing");
}

#[test]
fn longer_and_overlapping_values_leave_nothing() {
    assert_eq!(all(&["abcd", "abcdefgh"], &["xabcd", "efghx"]), "x#x");
    assert_eq!(all(&["abcd", "abcdefgh"], &["xabcd", "efg"]), "x#efg");
    assert_eq!(all(&["abcd", "cdef"], &["xabc", "defx"]), "x#x");
    assert_eq!(all(&["bcde", "abcdef"], &["xabcde", "fx", "abcdex"]), "x#xa#x");
    assert_eq!(all(&["aaaa"], &["aaa", "aaaaa", "aaaaaaab"]), "#b");
    assert_eq!(all(&["abcd"], &["abcdabcd"]), "##");
}

#[test]
fn white_space_around_a_value_is_no_part_of_it() {
    assert_eq!(all(&["line1\nline2\n"], &["<line1\nline2>"]), "<#>");
}

#[test]
fn short_values_are_left_alone() {
    assert_eq!(all(&["abc", "", " \n"], &["abc \n"]), "abc \n");
}

#[test]
fn only_a_possible_beginning_is_held() {
    assert_eq!(masked(&["hunter22"], &["Password: "]).1, "Password: ");
    assert_eq!(masked(&["hunter22"], &["Password: hun"]).1, "Password: ");
    assert_eq!(masked(&["hunter22"], &["hunt", "x"]).1, "huntx");
}

#[test]
fn a_whole_value_is_shown_concealed_at_once() {
    for (values, held) in
        [(vec!["hunter22"], 0), (vec!["hunter22", "r22x"], 3), (vec!["hunter22", "hunter22x"], 8)]
    {
        let mask = mask(&values);
        let mut stream = Masked::new(&mask, Vec::new());
        stream.write(b"hunter22").unwrap();
        assert_eq!(stream.pending.len(), held);
        assert_eq!(stream.output.as_slice(), if held == 8 { b"".as_slice() } else { CONCEALED });
    }
}

#[test]
fn what_is_held_does_not_grow() {
    let mask = mask(&["aaaaaaaa"]);
    let mut stream = Masked::new(&mask, Vec::new());
    let capacity = stream.pending.capacity();
    for _ in 0..100 {
        stream.write(&[b'a'; 1000]).unwrap();
        assert!(stream.pending.len() < 8);
    }
    assert_eq!(stream.pending.capacity(), capacity);
    assert_eq!(stream.output, CONCEALED);
}

#[test]
fn bytes_that_are_no_text_pass() {
    let bytes: Vec<u8> = (0..=255).collect();
    let mut output = Vec::new();
    mask(&["secret"]).copy(bytes.as_slice(), &mut output).unwrap();
    assert_eq!(output, bytes);
}

/// Every byte of every occurrence, found the slow way, and the bytes that are left.
fn left_over(values: &[String], text: &str) -> String {
    let mut concealed = vec![false; text.len()];
    for value in values.iter().filter(|value| value.len() >= SHORTEST) {
        for start in 0..text.len() {
            if text.as_bytes()[start..].starts_with(value.as_bytes()) {
                concealed[start..].iter_mut().take(value.len()).for_each(|byte| *byte = true);
            }
        }
    }
    text.chars().zip(concealed).filter(|(_, concealed)| !concealed).map(|(letter, _)| letter).collect()
}

proptest! {
    #[test]
    fn no_value_is_ever_shown(
        values in vec("[ab]{1,3}[abc]{1,6}", 0..5),
        pieces in vec("[abc]{0,12}", 0..8),
    ) {
        let text = pieces.concat();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        let shown = all(&values, &pieces);
        for value in values.iter().filter(|value| value.len() >= SHORTEST) {
            prop_assert!(!shown.contains(value));
        }
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        prop_assert_eq!(shown.replace('#', ""), left_over(&values, &text));
    }
}
