//! A real key store, gnome-keyring, in a D-Bus session of its own: nothing of the user's is seen or changed.
#![expect(clippy::expect_used, reason = "it is for tests, which end with the message")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

const HINT: &str = "`cargo xtask test` installs what the tests need";
/// Set inside of a session.
const INSIDE: &str = "AUTH_TESTS_KEY_STORE";
/// Starts the key store as its first argument says, then becomes the program of the others.
const SCRIPT: &str = r#"
case "$1" in
    unlocked) printf password | gnome-keyring-daemon --unlock --components=secrets ;;
    locked) gnome-keyring-daemon --start --components=secrets ;;
    absent) DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere ;;
esac >&2
shift
exec "$@"
"#;

/// What there is of a key store.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyStore {
    /// As after a user has logged in.
    Unlocked,
    /// As when a user has logged in without a password: it asks for one, and there is no one to answer.
    Locked,
    /// None, and no D-Bus: a server.
    Absent,
}

/// The files of a key store, for as long as this lives: several sessions can have one after the other.
#[derive(Debug)]
pub struct Home(PathBuf);

impl Home {
    /// Without any entry.
    ///
    /// # Panics
    ///
    /// When no directory can be made.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("auth-key-store-{}-{name}", process::id()));
        fs::create_dir_all(&path).expect("there is a directory for temporary files");
        Self(path)
    }

    /// Runs one test of this program again, within a session with this key store. What it printed.
    ///
    /// # Panics
    ///
    /// When it fails, or does not run.
    #[expect(clippy::must_use_candidate, reason = "most tests say all by whether they fail")]
    pub fn session(&self, state: KeyStore, test: &str) -> String {
        let program = env::current_exe().expect("a test knows its program");
        let output = self
            .command(state, &program)
            .args([test, "--exact", "--nocapture", "--include-ignored"])
            .output()
            .unwrap_or_else(|error| panic!("`dbus-run-session` cannot be started ({error}): {HINT}"));
        let said = String::from_utf8_lossy(&output.stdout);
        let noise = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("1 passed"), "{state:?}: {said}\n{noise}\n{HINT}");
        said.into_owned()
    }

    /// A program within a session with this key store.
    #[must_use]
    pub fn command(&self, state: KeyStore, program: &Path) -> Command {
        let state = match state {
            KeyStore::Unlocked => "unlocked",
            KeyStore::Locked => "locked",
            KeyStore::Absent => "absent",
        };
        let mut command = Command::new("dbus-run-session");
        command
            .args(["--", "sh", "-c", SCRIPT, "key-store", state])
            .arg(program)
            .env(INSIDE, "1")
            .env("HOME", &self.0)
            .env("XDG_DATA_HOME", self.0.join("data"))
            .env("XDG_RUNTIME_DIR", &self.0);
        command
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // Left behind, it is one directory more among the temporary files.
        _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether this is a test that [`Home::session`] runs.
#[must_use]
pub fn is_inside() -> bool {
    env::var_os(INSIDE).is_some()
}

/// Asks libsecret's own tool.
///
/// # Panics
///
/// When it is not there.
#[must_use]
pub fn secret_tool(arguments: &[&str], input: &str) -> String {
    use std::{io::Write as _, process::Stdio};

    let mut tool = Command::new("secret-tool")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("`secret-tool` cannot be started ({error}): {HINT}"));
    tool.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("it reads");
    let output = tool.wait_with_output().expect("it was started");
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
