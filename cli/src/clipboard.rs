//! The clipboard, by way of the platform's own tools, which get the text through a pipe and none of our variables.
//!
//! A clipboard of X11 or Wayland lives in the process that offers it; those tools stay behind for
//! that. A text is cleared after a while by a process of its own (`clearing`), if the clipboard still holds it.
//! Older `wl-copy` and clipboard managers keep copies of their own: no tool prevents all of them, but
//! `wl-copy --sensitive` (2.3 and later) asks them not to.

mod clearing;

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use inkseal::{Error, Result};

pub(crate) use clearing::clear_after;

/// A program and its arguments.
#[derive(Debug, Clone, Copy)]
struct Call(&'static str, &'static [&'static str]);

/// How to use a clipboard.
#[derive(Debug)]
struct Tool {
    /// Copies its standard input.
    copy: Call,
    /// Prints what the clipboard holds.
    paste: Call,
    /// Clears it, its standard input being empty.
    clear: Call,
    /// The variable without which there is no such clipboard.
    needs: Option<&'static str>,
}

const WAYLAND: Tool = Tool {
    copy: Call("wl-copy", &["--sensitive"]),
    paste: Call("wl-paste", &["--no-newline"]),
    clear: Call("wl-copy", &["--clear"]),
    needs: Some("WAYLAND_DISPLAY"),
};

const WINDOWS: Tool = Tool {
    copy: Call("clip.exe", &[]),
    paste: Call("powershell.exe", &["-NoProfile", "-Command", "Get-Clipboard -Raw"]),
    clear: Call("clip.exe", &[]),
    needs: None,
};

/// In the order in which they are tried.
const TOOLS: &[Tool] = if cfg!(target_os = "macos") {
    &[Tool {
        copy: Call("pbcopy", &[]),
        paste: Call("pbpaste", &[]),
        clear: Call("pbcopy", &[]),
        needs: None,
    }]
} else if cfg!(windows) {
    &[WINDOWS]
} else {
    &[
        WAYLAND,
        Tool { copy: Call("wl-copy", &[]), ..WAYLAND },
        Tool {
            copy: Call("xclip", &["-selection", "clipboard", "-in"]),
            paste: Call("xclip", &["-selection", "clipboard", "-out"]),
            clear: Call("xclip", &["-selection", "clipboard", "-in"]),
            needs: Some("DISPLAY"),
        },
        Tool {
            copy: Call("xsel", &["--clipboard", "--input"]),
            paste: Call("xsel", &["--clipboard", "--output"]),
            clear: Call("xsel", &["--clipboard", "--clear"]),
            needs: Some("DISPLAY"),
        },
        // The Linux of Windows.
        Tool { needs: Some("WSL_DISTRO_NAME"), ..WINDOWS },
    ]
};

/// Copies `text`, to be cleared after `seconds` (0: never) if the clipboard still holds it then. Returns what to tell
/// people.
///
/// # Errors
/// `unsupported` if there is no tool that can, or `clip.exe` is the only one and `text` is not ASCII,
/// which it would garble.
pub(crate) fn copy(text: &str, seconds: u64) -> Result<String> {
    let usable = TOOLS.iter().filter(|tool| tool.needs.is_none_or(|name| env::var_os(name).is_some()));
    let tool = copy_with(usable, text)?;
    if seconds == 0 {
        return Ok("Copied to the clipboard, where it stays.".to_owned());
    }
    Ok(match clearing::start(tool.copy.0, text, seconds) {
        Ok(()) => format!("Copied to the clipboard, which is cleared after {seconds} s."),
        Err(error) => format!("Copied to the clipboard, where it stays: it cannot be cleared later: {error}"),
    })
}

fn copy_with<'t>(tools: impl Iterator<Item = &'t Tool>, text: &str) -> Result<&'t Tool> {
    for tool in tools.filter(|tool| tool.copy.0 != "clip.exe" || text.is_ascii()) {
        if offer(tool.copy, text).is_ok_and(|copied| copied) {
            return Ok(tool);
        }
    }
    let programs = if cfg!(unix) && !cfg!(target_os = "macos") { " (wl-copy, xclip or xsel)" } else { "" };
    Err(Error::Unsupported(format!("no program was found that can copy to the clipboard{programs}").into()))
}

/// Whether a program took the text.
fn offer(call: Call, text: &str) -> io::Result<bool> {
    // Its output is not ours: what stays behind would keep a pipe of our caller open.
    let mut process =
        command(call).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // A tool that does not know its arguments ends before it has read.
    let written = process.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()));
    Ok(process.wait()?.success() && written.is_ok())
}

fn command(Call(program, arguments): Call) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    without_own_variables(&mut command);
    command
}

/// Takes our variables from a program that we start: one of them may be the vault key.
fn without_own_variables(command: &mut Command) {
    for (name, _) in env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"INKSEAL_")) {
        command.env_remove(name);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn tool(program: &'static str, arguments: &'static [&'static str]) -> Tool {
        let call = Call(program, arguments);
        Tool { copy: call, paste: call, clear: call, needs: None }
    }

    #[test]
    fn the_first_tool_that_succeeds_gets_the_text_by_a_pipe() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let path: &'static str = file.path().to_str().unwrap().to_owned().leak();
        let script: &'static [&'static str] = vec!["-c", "cat > \"$0\"", path].leak();
        let tools = [tool("inkseal-no-such-tool", &[]), tool("false", &[]), tool("sh", script)];
        assert_eq!(copy_with(tools.iter(), "hush ü").unwrap().copy.0, "sh");
        assert_eq!(std::fs::read_to_string(path).unwrap(), "hush ü");
    }

    #[test]
    fn without_a_tool_it_is_unsupported() {
        let tools = [tool("inkseal-no-such-tool", &[]), tool("false", &[])];
        assert_eq!(copy_with(tools.iter(), "hush").unwrap_err().code(), "unsupported");
    }

    #[test]
    fn text_that_would_be_garbled_is_not_given_to_clip() {
        let error = copy_with([tool("clip.exe", &[])].iter(), "ü").unwrap_err();
        assert_eq!(error.code(), "unsupported");
    }
}
