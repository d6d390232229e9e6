use std::path::PathBuf;

use super::*;

const SECRET: &str = "dont-show-this";

/// A file that is gone at the end of a test.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> Self {
        let path = env::temp_dir().join(format!("auth-settings-{}-{name}", std::process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn name(&self) -> &str {
        self.0.file_name().unwrap().to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        _ = fs::remove_file(&self.0);
    }
}

/// What is said of mistakes, each on a line, and that no secret is.
fn told(error: &SettingsError) -> Vec<String> {
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(SECRET), "{shown}");
    error.problems().iter().map(ToString::to_string).collect()
}

fn vars(vars: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    Settings::from_vars("X", vars.iter().copied())
}

#[test]
fn the_environment_says_who_a_service_is_and_what_it_may_do() {
    let settings = vars(&[
        ("X_ISSUER", "https://iam.example.com"),
        ("X_CLIENT_ID", "agent"),
        ("X_CLIENT_SECRET", SECRET),
        ("X_SCOPES", "model:read bcf:read"),
        ("X_BASE_URL", "https://api.example.com/v1"),
        ("XISSUER", "another one's"),
        ("PATH", "/bin"),
    ])
    .unwrap();
    assert_eq!(settings.base_url(), Some("https://api.example.com/v1"));
    assert_eq!(settings.scopes().unwrap().to_string(), "bcf:read model:read");
    let shown = format!("{settings:?}");
    assert!(shown.contains("agent") && shown.contains("client_secret_basic") && !shown.contains(SECRET), "{shown}");
}

#[test]
fn a_file_says_the_same_in_toml_or_json_and_may_have_other_tables() {
    let toml = File::new("same.toml", "issuer = 'https://a'\nclient_id = 'b'\nscopes = ['c', 'd']\n");
    let json = File::new("same.json", r#"{"issuer": "https://a", "client_id": "b", "scopes": ["c", "d"]}"#);
    let nested_toml = File::new("nested.toml", "[log]\nlevel = 1\n[auth]\napi_key = 'k'\nscopes = 'c d'");
    let nested_json = File::new("nested.json", r#"{"log": {}, "auth": {"api_key": "k", "scopes": "c d"}}"#);
    for settings in [
        Settings::from_file(&toml.0).unwrap(),
        Settings::from_file(&json.0).unwrap(),
        Settings::from_file_table(&nested_toml.0, "auth").unwrap(),
        Settings::from_file_table(&nested_json.0, "auth").unwrap(),
    ] {
        assert_eq!(settings.scopes().unwrap().to_string(), "c d");
    }
}

#[test]
fn a_secret_or_key_may_be_in_a_file_of_its_own_relative_to_the_settings() {
    let secret = File::new("secret", &format!("{SECRET}\n"));
    let text = format!("issuer = 'https://a'\nclient_id = 'b'\nclient_secret_file = '{}'", secret.name());
    let settings = Settings::from_file(&File::new("by-secret.toml", &text).0).unwrap();
    assert!(format!("{settings:?}").contains("client_secret_basic"));

    let jwk = File::new("jwk", include_str!("../oauth/jws/jose.json"));
    let text = format!("issuer = 'https://a'\nclient_id = 'b'\nprivate_key_file = '{}'", jwk.name());
    let error = Settings::from_file(&File::new("by-key.toml", &text).0).unwrap_err();
    assert!(told(&error)[0].starts_with("line 3: `private_key_file` has no key that can be used: "), "{error}");
}

#[test]
fn each_mistake_in_the_environment_names_the_variable_and_not_its_value() {
    let client =
        |more: &[(&'static str, &'static str)]| [&[("X_ISSUER", "https://a"), ("X_CLIENT_ID", "b")], more].concat();
    let table: [(Vec<(&str, &str)>, &str); 17] = [
        (vec![], "nothing says who the program is: set `X_API_KEY`, or `X_ISSUER` and `X_CLIENT_ID`"),
        (client(&[("X_SECRET", SECRET)]), "`X_SECRET` is not known; there are: X_API_KEY, "),
        (client(&[("X_client_secret", SECRET)]), "`X_client_secret` is not known"),
        (client(&[("X_CLIENT_SECRET", "")]), "`X_CLIENT_SECRET` is empty"),
        (client(&[("X_CLIENT_SECRET", "dont-show-this\n")]), "`X_CLIENT_SECRET` begins or ends with white space"),
        (client(&[("X_API_KEY", SECRET)]), "`X_API_KEY` is there and `X_ISSUER` too"),
        (client(&[("X_CLIENT_SECRET_FILE", SECRET)]), "`X_CLIENT_SECRET_FILE` names a file that cannot be read"),
        (client(&[("X_PRIVATE_KEY_FILE", SECRET)]), "`X_PRIVATE_KEY_FILE` names a file that cannot be read"),
        (client(&[("X_KEY_ID", SECRET)]), "`X_KEY_ID` is there without `X_PRIVATE_KEY_FILE`"),
        (client(&[("X_SCOPES", "a dont-show-this\" b")]), "`X_SCOPES` has a name that is none, the one at place 2"),
        (client(&[("X_SCOPES", "")]), "`X_SCOPES` is empty"),
        (client(&[("X_BASE_URL", "dont-show-this")]), "`X_BASE_URL` is not a whole URL"),
        (vec![("X_CLIENT_ID", "b")], "`X_ISSUER` is missing"),
        (vec![("X_ISSUER", "http://dont-show-this"), ("X_CLIENT_ID", "b")], "`X_ISSUER` is http to another machine"),
        (vec![("X_ISSUER", "https://a:dont-show-this@a"), ("X_CLIENT_ID", "b")], "`X_ISSUER` has a user name or"),
        (vec![("X_ISSUER", "https://a?dont-show-this"), ("X_CLIENT_ID", "b")], "`X_ISSUER` has a query or"),
        (vec![("X_API_KEY", "dont-show-this\u{7}x")], "`X_API_KEY` has a character that a header may not have"),
    ];
    for (set, expected) in table {
        let told = told(&vars(&set).unwrap_err());
        assert!(told.len() == 1 && told[0].starts_with(expected), "{told:?}, not {expected}");
    }
}

#[test]
fn all_mistakes_are_told_at_once_each_with_its_line() {
    let text = "base_url = 'nowhere'\n\nissuer = 'http://iam.example.com'\nclient_id = ''\nclient_secret = 1234\nscope = 'a'\n\
                scopes = ['a b', 3]\napi_key = 'dont-show-this'\n";
    let file = File::new("mistakes.toml", text);
    let error = Settings::from_file(&file.0).unwrap_err();
    let lines: Vec<_> =
        error.problems().iter().map(|problem| (problem.line().unwrap(), problem.name().unwrap())).collect();
    let expected = [
        (1, "base_url"),
        (3, "issuer"),
        (4, "client_id"),
        (5, "client_secret"),
        (6, "scope"),
        (7, "scopes"),
        (8, "api_key"),
    ];
    assert_eq!(lines, expected, "{error}");
    told(&error);
    let text = error.to_string();
    assert!(text.contains("mistakes.toml), for 7 reasons:\n  line 1: `base_url` is not a whole URL"), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_or_parsed_is_told_without_its_text() {
    let table = [
        ("a.toml", "client_secret = dont-show-this", "line 1: this is not TOML: "),
        ("b.toml", "client_id = 'b'\nclient_secret = 'dont-show-this", "line 2: this is not TOML: "),
        ("c.toml", "api_key = 'dont-show-this'\napi_key = 'dont-show-this'", "line 2: this is not TOML: duplicate key"),
        ("d.json", r#"{"client_secret": dont-show-this}"#, "line 1: this is not JSON, at column "),
        ("e.json", r#""dont-show-this""#, "line 1: this is not a JSON object, at column "),
        ("f.json", r#"{"api_key": "dont-show-this", "api_key": "dont-show-this"}"#, "`api_key` is there twice"),
        ("g.json", r#"{"api_key": ["dont-show-this"]}"#, "`api_key` is not a text"),
    ];
    for (name, text, expected) in table {
        let file = File::new(name, text);
        let told = told(&Settings::from_file(&file.0).unwrap_err());
        assert!(told[0].starts_with(expected), "{told:?}, not {expected}");
    }
    let told_of = |path: &str, table: Option<&str>| told(&Settings::from_path(Path::new(path), table).unwrap_err());
    assert!(told_of("/nowhere", None)[0].starts_with("the file cannot be read: "));
    let file = File::new("table.toml", "auth = 'dont-show-this'");
    for table in ["auth", "other"] {
        assert_eq!(told_of(file.0.to_str().unwrap(), Some(table)), [format!("there is no table `{table}`")]);
    }
}

#[test]
fn a_grant_that_the_compiler_knows_is_compared_with_the_scopes_that_are_said() {
    #[derive(auth_core::Scope)]
    #[scope("model:read")]
    struct ModelRead;

    let settings = |scopes| vars(&[("X_API_KEY", "k"), ("X_SCOPES", scopes)]).unwrap();
    assert!(settings("bcf:read model:read").check_grant::<ModelRead>().is_ok());
    assert!(vars(&[("X_API_KEY", "k")]).unwrap().check_grant::<ModelRead>().is_ok());
    assert!(settings("bcf:read").check_grant::<auth_core::Dynamic>().is_ok());
    let error = settings("bcf:read").check_grant::<ModelRead>().unwrap_err();
    assert_eq!(told(&error), ["`X_SCOPES` `model:read` is missing, which this program needs"]);
}

#[test]
fn what_the_settings_cannot_give_is_an_error_that_names_what_to_set() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let public = vars(&[("X_ISSUER", "https://a"), ("X_CLIENT_ID", "b")]).unwrap();
    let error = runtime.block_on(public.credential()).unwrap_err();
    assert!(error.to_string().contains("set `X_CLIENT_SECRET` or `X_CLIENT_SECRET_FILE` or"), "{error}");
    let key = vars(&[("X_API_KEY", SECRET)]).unwrap();
    let error = runtime.block_on(key.registration()).unwrap_err();
    assert!(error.to_string().contains("`X_ISSUER`") && !format!("{key:?} {error:?}").contains(SECRET), "{error}");
}
