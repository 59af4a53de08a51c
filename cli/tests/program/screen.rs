//! A terminal with a screen, whose contents can be compared.

use std::{
    fs::File,
    io::{Read, Write},
    process::{Child, Command},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    termios::{Winsize, tcsetwinsize},
};

/// How long anything may take before a test gives up. No test waits for it to pass.
pub(crate) const LIMIT: Duration = Duration::from_secs(120);

/// A program on a terminal of its own.
pub(crate) struct Screen {
    ours: File,
    shown: Arc<Mutex<vt100::Parser<Title>>>,
    bytes: Arc<Mutex<Vec<u8>>>,
    pub(crate) program: Child,
}

/// The title of the window.
#[derive(Default)]
struct Title(String);

impl vt100::Callbacks for Title {
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.0 = String::from_utf8_lossy(title).into_owned();
    }
}

impl Screen {
    /// Starts `command` in a session whose terminal this is, 24 lines of 80 columns.
    pub(crate) fn start(command: &Command) -> Self {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let path = ptsname(&ours, Vec::new()).unwrap().into_string().unwrap();
        let terminal = || File::options().read(true).write(true).open(&path).unwrap();
        resize(&ours, 24, 80);
        let mut session = Command::new("setsid");
        session.args(["--ctty", "env", "--default-signal=INT"]);
        session.arg(command.get_program()).args(command.get_args()).env_clear();
        for (name, value) in command.get_envs() {
            session.env(name, value.unwrap());
        }
        session.current_dir(command.get_current_dir().unwrap());
        let program = session.stdin(terminal()).stdout(terminal()).stderr(terminal()).spawn().unwrap();
        let ours = File::from(ours);
        let shown = Arc::new(Mutex::new(vt100::Parser::new_with_callbacks(24, 80, 0, Title::default())));
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let (mut from, to, log) = (ours.try_clone().unwrap(), Arc::clone(&shown), Arc::clone(&bytes));
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            // It ends when nobody has the terminal open any more.
            while let Ok(count) = from.read(&mut chunk) {
                to.lock().unwrap().process(&chunk[..count]);
                log.lock().unwrap().extend_from_slice(&chunk[..count]);
            }
        });
        Self { ours, shown, bytes, program }
    }

    pub(crate) fn types(&self, keys: &str) {
        (&self.ours).write_all(keys.as_bytes()).unwrap();
    }

    pub(crate) fn resizes(&self, rows: u16, columns: u16) {
        self.shown.lock().unwrap().screen_mut().set_size(rows, columns);
        resize(&self.ours, rows, columns);
    }

    pub(crate) fn contents(&self) -> String {
        self.shown.lock().unwrap().screen().contents()
    }

    pub(crate) fn title(&self) -> String {
        self.shown.lock().unwrap().callbacks().0.clone()
    }

    /// All that was ever shown.
    pub(crate) fn history(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().unwrap()).into_owned()
    }

    pub(crate) fn waits_for(&self, text: &str) {
        until(|| self.contents().contains(text), || format!("{text:?} in {}", self.contents()));
    }

    /// Waits for the end, and gives the exit code.
    pub(crate) fn ends(&mut self) -> Option<i32> {
        let begin = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                return status.code();
            }
            assert!(begin.elapsed() < LIMIT, "it does not end: {}", self.contents());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

pub(crate) fn until(mut holds: impl FnMut() -> bool, otherwise: impl Fn() -> String) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < LIMIT, "{}", otherwise());
        thread::sleep(Duration::from_millis(10));
    }
}

fn resize(terminal: impl std::os::fd::AsFd, rows: u16, columns: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).unwrap();
}
