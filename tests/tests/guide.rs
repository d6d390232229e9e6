//! The guide of `auth-reqwest` is complete, and leads where it says.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn each_message_of_the_compiler_is_explained() {
    let page = page("compile_errors.md");
    let patterns: Vec<_> = code_spans(&page).collect();
    let unexplained: Vec<_> =
        messages().into_iter().filter(|message| !patterns.iter().any(|pattern| matches(pattern, message))).collect();
    assert!(unexplained.is_empty(), "docs/compile_errors.md does not explain:\n{}", unexplained.join("\n"));
}

#[test]
fn a_message_is_found_by_its_fixed_words_and_by_no_other() {
    let pattern = "`..` requires `..`, which the grant `..` does not include";
    assert!(matches(pattern, "`A` requires `any(B, C)`, which the grant `(D, E)` does not include"));
    assert!(!matches(pattern, "`A` requires `B`, which the grant `C` includes"));
    assert!(!matches(pattern, "the operation `A` requires `B`, which the grant `C` does not include"));
    assert!(!matches("..", "anything"), "a pattern says something");
}

#[test]
fn each_page_leads_to_files_that_are_there() {
    for (path, text) in pages() {
        let targets: Vec<_> = definitions(&text).collect();
        assert!(!targets.is_empty(), "{} defines no links for a code host", path.display());
        for target in targets {
            let target = path.parent().unwrap().join(target.split('#').next().unwrap());
            assert!(target.exists(), "{}: {} is not there", path.display(), target.display());
        }
    }
}

#[test]
fn the_readme_leads_to_each_page() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for (path, _) in pages() {
        let target = path.strip_prefix(root()).unwrap().display().to_string();
        assert!(readme.contains(&format!("]({target})")), "{target}");
    }
}

/// The first lines of what is refused in `ui/fail`, and what the traits say that code can fail to implement.
fn messages() -> BTreeSet<String> {
    let mut messages = BTreeSet::new();
    for path in files(&root().join("tests/ui/fail"), "stderr") {
        let text = fs::read_to_string(path).unwrap();
        let first_lines = text.lines().filter(|line| line.starts_with("error"));
        messages.extend(first_lines.filter_map(|line| Some(line.split_once(": ")?.1.to_owned())));
    }
    for path in files(&root().join("auth-core/src"), "rs") {
        let text = fs::read_to_string(path).unwrap();
        let texts = text.lines().filter_map(|line| line.trim().strip_prefix("message = \"")?.strip_suffix("\","));
        messages.extend(texts.map(str::to_owned));
    }
    assert!(messages.len() > 100, "only {} messages were found", messages.len());
    messages
}

/// Whether a message is what the page has with `..` where it differs from case to case.
fn matches(pattern: &str, message: &str) -> bool {
    let parts: Vec<_> = pattern.split("..").collect();
    let [first, inner @ .., last] = parts.as_slice() else { return pattern == message };
    if parts.iter().all(|part| part.trim_matches(['`', ' ']).is_empty()) {
        return false;
    }
    let Some(rest) = message.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    let found = inner.iter().try_fold(rest, |rest, part| Some(rest.split_once(part)?.1));
    found.is_some()
}

/// What stands between backticks, of which there may be several where the text has some itself.
fn code_spans(page: &str) -> impl Iterator<Item = String> {
    page.lines().flat_map(spans_of_line).map(|span| span.replace("\\|", "|").trim().to_owned())
}

fn spans_of_line(line: &str) -> Vec<String> {
    let mut spans = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find('`') {
        let fence = &rest[start..start + rest[start..].bytes().take_while(|byte| *byte == b'`').count()];
        let inside = &rest[start + fence.len()..];
        // The span ends at a run of as many backticks, and not at a part of a longer run.
        let Some(end) = runs(inside).find(|(_, length)| *length == fence.len()).map(|(at, _)| at) else { break };
        spans.push(inside[..end].to_owned());
        rest = &inside[end + fence.len()..];
    }
    spans
}

/// Where backticks stand in a text, and how many in a row.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find('`')?;
        let length = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        at = start + length;
        Some((start, length))
    })
}

/// The relative targets of `[name]: target`.
fn definitions(page: &str) -> impl Iterator<Item = &str> {
    let lines = page.lines().filter(|line| line.starts_with('['));
    lines.filter_map(|line| Some(line.split_once("]: ")?.1)).filter(|target| !target.starts_with("https:"))
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join("auth-reqwest/docs").join(name)).unwrap()
}

fn pages() -> Vec<(PathBuf, String)> {
    let paths = files(&root().join("auth-reqwest/docs"), "md");
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The files with an extension in a directory and below it.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let found = entries.flat_map(|path| if path.is_dir() { files(&path, extension) } else { vec![path] });
    found.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}
