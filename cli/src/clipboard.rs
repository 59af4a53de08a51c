//! The clipboard, by way of the platform's own tool, which gets the text through a pipe.
//!
//! A clipboard of X11 or Wayland lives in the process that offers it; those tools stay behind for
//! that. The text stays until something else is copied. Older `wl-copy` and clipboard
//! managers keep copies of their own: no tool prevents all of them, but `wl-copy --sensitive`
//! (2.3 and later) asks them not to.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use inkseal::{Error, Result};

/// A tool that copies its standard input, and the variable without which it has nowhere to copy to.
#[derive(Debug)]
struct Tool {
    program: &'static str,
    arguments: &'static [&'static str],
    needs: Option<&'static str>,
}

const fn tool(
    program: &'static str,
    arguments: &'static [&'static str],
    needs: Option<&'static str>,
) -> Tool {
    Tool { program, arguments, needs }
}

/// In the order in which they are tried.
const TOOLS: &[Tool] = if cfg!(target_os = "macos") {
    &[tool("pbcopy", &[], None)]
} else if cfg!(windows) {
    &[tool("clip.exe", &[], None)]
} else {
    &[
        tool("wl-copy", &["--sensitive"], Some("WAYLAND_DISPLAY")),
        tool("wl-copy", &[], Some("WAYLAND_DISPLAY")),
        tool("xclip", &["-selection", "clipboard", "-in"], Some("DISPLAY")),
        tool("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
        // The Linux of Windows.
        tool("clip.exe", &[], Some("WSL_DISTRO_NAME")),
    ]
};

/// Copies `text`, and says with which program.
///
/// # Errors
/// `unsupported` if there is no tool that can, or `clip.exe` is the only one and `text` is not ASCII,
/// which it would garble.
pub(crate) fn copy(text: &str) -> Result<&'static str> {
    let usable = TOOLS.iter().filter(|tool| tool.needs.is_none_or(|name| env::var_os(name).is_some()));
    copy_with(usable, text)
}

fn copy_with<'t>(tools: impl Iterator<Item = &'t Tool>, text: &str) -> Result<&'static str> {
    for tool in tools.filter(|tool| tool.program != "clip.exe" || text.is_ascii()) {
        if offer(tool, text).is_ok_and(|copied| copied) {
            return Ok(tool.program);
        }
    }
    let programs = if cfg!(unix) && !cfg!(target_os = "macos") { " (wl-copy, xclip or xsel)" } else { "" };
    Err(Error::Unsupported(format!("no program was found that can copy to the clipboard{programs}").into()))
}

/// Whether `tool` took the text.
fn offer(tool: &Tool, text: &str) -> io::Result<bool> {
    // Its output is not ours: what stays behind would keep a pipe of our caller open.
    let mut process = Command::new(tool.program)
        .args(tool.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // A tool that does not know its arguments ends before it has read.
    let written = process.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()));
    Ok(process.wait()?.success() && written.is_ok())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_first_tool_that_succeeds_gets_the_text_by_a_pipe() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path: &'static str = file.path().to_str().unwrap().to_owned().leak();
        let script: &'static [&'static str] = vec!["-c", "cat > \"$0\"", path].leak();
        let tools =
            [tool("inkseal-no-such-tool", &[], None), tool("false", &[], None), tool("sh", script, None)];
        assert_eq!(copy_with(tools.iter(), "hush ü"), Ok("sh"));
        assert_eq!(std::fs::read_to_string(path).unwrap(), "hush ü");
    }

    #[test]
    fn without_a_tool_it_is_unsupported() {
        let tools = [tool("inkseal-no-such-tool", &[], None), tool("false", &[], None)];
        assert_eq!(copy_with(tools.iter(), "hush").unwrap_err().code(), "unsupported");
    }

    #[test]
    fn text_that_would_be_garbled_is_not_given_to_clip() {
        let error = copy_with([tool("clip.exe", &[], None)].iter(), "ü").unwrap_err();
        assert_eq!(error.code(), "unsupported");
    }
}
