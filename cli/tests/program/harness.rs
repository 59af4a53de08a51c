//! A vault of its own for each test, copied from one that is made once, and the program run on it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const VAULT_KEY: &str = "Correct-Horse-Battery-9";
pub(crate) const PASSWORD: &str = "pa ss\"wörd\\1";
pub(crate) const API_KEY: &str = "api-key-hush-1";
pub(crate) const SECRET_KEY: &str = "secret-key-hush-1";
pub(crate) const PRIVATE_KEY: &str = "-----BEGIN KEY-----\nhush\n-----END KEY-----\n";
pub(crate) const DATA: &str = "whsec_hush-data";
pub(crate) const TOTP_URI: &str =
    "otpauth://totp/Mail:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mail&digits=8";

/// What a call gave.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// The JSON on standard output of a call that succeeded.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{self:?}");
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The text on standard output of a call that succeeded.
    pub(crate) fn text(&self) -> &str {
        assert_eq!(self.code, 0, "{self:?}");
        &self.stdout
    }

    /// The code of the error on standard error, and that the exit code is the one given.
    pub(crate) fn error(&self, exit_code: i32) -> String {
        assert_eq!(self.code, exit_code, "{self:?}");
        assert_eq!(self.stdout, "");
        let error: Value = serde_json::from_str(&self.stderr).unwrap();
        assert!(!error["error"]["message"].as_str().unwrap().is_empty());
        error["error"]["code"].as_str().unwrap().to_owned()
    }
}

/// A call of the program that is being put together.
pub(crate) struct Call {
    command: Command,
    stdin: Vec<u8>,
}

impl Call {
    pub(crate) fn new(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inkseal"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", folder)
            .current_dir(folder)
            .args(arguments);
        Self { command, stdin: Vec::new() }
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.as_bytes().to_vec();
        self
    }

    pub(crate) fn stdin_bytes(mut self, bytes: &[u8]) -> Self {
        self.stdin = bytes.to_vec();
        self
    }

    pub(crate) fn run(self) -> Outcome {
        let output = self.output(Stdio::piped());
        Outcome {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The bytes on standard output of a call that succeeds.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let output = self.output(Stdio::piped());
        assert!(output.status.success(), "{output:?}");
        output.stdout
    }

    /// Runs it with this file as its standard output.
    #[cfg(target_os = "linux")]
    pub(crate) fn into_file(self, file: fs::File) -> Outcome {
        let output = self.output(file.into());
        let stderr = String::from_utf8(output.stderr).unwrap();
        Outcome { code: output.status.code().unwrap(), stdout: String::new(), stderr }
    }

    fn output(mut self, stdout: Stdio) -> Output {
        let mut child =
            self.command.stdin(Stdio::piped()).stdout(stdout).stderr(Stdio::piped()).spawn().unwrap();
        // A program that does not read it may be gone already.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin);
        child.wait_with_output().unwrap()
    }
}

/// A folder with a vault in it that nothing else uses.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    /// A folder without a vault.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A vault with one secret of each type: mail, weather, storage, deploy and note; and with the
    /// identity mailer, which may read mail.
    pub(crate) fn new() -> Self {
        let place = Self::empty();
        fs::write(place.vault(), shared_vault()).unwrap();
        place
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.path("vault.json")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// A call with the vault and its key in the environment.
    pub(crate) fn call(&self, arguments: &[&str]) -> Call {
        Call::new(self.folder.path(), arguments)
            .env("INKSEAL_VAULT", self.vault().to_str().unwrap())
            .env("INKSEAL_VAULT_KEY", VAULT_KEY)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        self.call(arguments).run()
    }

    /// A script of bash, in which `$I` is the program, with the vault and its key in the environment.
    #[cfg(unix)]
    pub(crate) fn shell(&self, script: &str) -> Outcome {
        let output = Command::new("bash")
            .args(["-c", script])
            .env("I", env!("CARGO_BIN_EXE_inkseal"))
            .env("INKSEAL_VAULT", self.vault())
            .env("INKSEAL_VAULT_KEY", VAULT_KEY)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Outcome {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        self.run(&[arguments, &["--json"]].concat()).json()
    }

    /// The error code of a call that fails with this exit code.
    pub(crate) fn error(&self, arguments: &[&str], exit_code: i32) -> String {
        self.run(&[&["--json"], arguments].concat()).error(exit_code)
    }

    /// The id of a secret.
    pub(crate) fn id(&self, name: &str) -> String {
        let secrets = self.json(&["list"]);
        let found = secrets.as_array().unwrap().iter().find(|secret| secret["name"] == name);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    }
}

/// The text of the vault of [`Place::new`], made once by the program itself.
fn shared_vault() -> &'static str {
    static VAULT: OnceLock<String> = OnceLock::new();
    VAULT.get_or_init(|| {
        let place = Place::empty();
        place.run(&["init"]).text();
        place.run(&["identity", "add", "mailer", "--display-name", "The mailer"]).text();
        let password = place.write("password", &format!("{PASSWORD}\n"));
        let mail = ["add", "login", "mail", "--username", "ada", "--url", "https://mail.example"];
        let more = ["--password-file", &password, "--totp-uri-stdin", "--grant", "mailer"];
        place.call(&[&mail[..], &more[..]].concat()).stdin(TOTP_URI).run().text();
        place.call(&["add", "api_key", "weather", "--stdin"]).stdin(API_KEY).run().text();
        let storage =
            ["add", "key-pair", "storage", "--access-key", "AK", "--endpoint", "https://s3.example"];
        place.call(&[&storage[..], &["--stdin"]].concat()).stdin(SECRET_KEY).run().text();
        place.call(&["add", "ssh_key", "deploy", "--private-key-file", "-"]).stdin(PRIVATE_KEY).run().text();
        place
            .call(&["add", "other", "note", "--description", "For webhooks", "--stdin"])
            .stdin(DATA)
            .run()
            .text();
        place.read("vault.json")
    })
}
