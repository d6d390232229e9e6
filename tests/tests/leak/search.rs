//! What must not be in a log, and how it is looked for.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fmt::Write as _,
};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};

/// A part of a secret is a leak, too: about so many bytes, wherever such a part of it begins.
const PART: usize = 16;
/// What is shorter could be anywhere by accident.
const SHORTEST: usize = 6;
/// How many lines that hold a secret are shown.
const MOST_LINES: usize = 20;

/// How a secret may look.
pub(crate) struct Encoding {
    pub(crate) name: &'static str,
    /// In one place or another.
    pub(crate) encode: fn(&str) -> Vec<String>,
    /// How many characters stand for a part.
    part: usize,
}

pub(crate) const ENCODINGS: [Encoding; 6] = [
    Encoding { name: "plain", encode: |secret| vec![secret.to_owned()], part: PART },
    Encoding {
        name: "base64",
        encode: |secret| at_each_offset(|bytes| STANDARD_NO_PAD.encode(bytes), secret),
        part: PART,
    },
    Encoding {
        name: "base64url",
        encode: |secret| at_each_offset(|bytes| URL_SAFE_NO_PAD.encode(bytes), secret),
        part: PART,
    },
    Encoding {
        name: "percent",
        encode: |secret| {
            let reserved = |byte: u8| !byte.is_ascii_alphanumeric() && !b"-._~".contains(&byte);
            let encoded = percent(secret, reserved);
            vec![encoded.to_lowercase(), encoded, percent(secret, |_| true)]
        },
        part: PART,
    },
    Encoding {
        name: "hex",
        encode: |secret| {
            let encoded: String = secret.bytes().fold(String::new(), |mut text, byte| {
                write!(text, "{byte:02x}").unwrap();
                text
            });
            vec![encoded.to_uppercase(), encoded]
        },
        part: 2 * PART,
    },
    // A few numbers in a row are the bytes of many things.
    Encoding {
        name: "bytes",
        encode: |secret| vec![format!("{:?}", secret.as_bytes()).trim_matches(['[', ']']).to_owned()],
        part: 4 * PART,
    },
];

/// As part of something longer that is encoded as a whole: without the characters that depend on what is around.
fn at_each_offset(encode: impl Fn(&[u8]) -> String, secret: &str) -> Vec<String> {
    let at = |offset: usize| {
        let encoded = encode(&[&[0; 2][..offset], secret.as_bytes()].concat());
        let end = (offset + secret.len()) * 8 / 6;
        encoded[(offset * 8).div_ceil(6)..end].to_owned()
    };
    (0..3).map(at).collect()
}

fn percent(secret: &str, encoded: impl Fn(u8) -> bool) -> String {
    secret.bytes().fold(String::new(), |mut text, byte| {
        if encoded(byte) {
            write!(text, "%{byte:02X}").unwrap();
        } else {
            text.push(char::from(byte));
        }
        text
    })
}

/// A kind, an encoding and a secret.
pub(crate) type Found = (&'static str, &'static str, String);

/// The secrets that were used, by their kind.
#[derive(Default)]
pub(crate) struct Secrets(BTreeMap<&'static str, BTreeSet<String>>);

impl Secrets {
    pub(crate) fn add(&mut self, kind: &'static str, secret: impl Into<String>) {
        let secret = secret.into();
        if secret.len() >= SHORTEST {
            self.0.entry(kind).or_default().insert(secret);
        }
    }

    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.0.iter().map(|(kind, secrets)| (*kind, secrets.len()))
    }

    /// One of each kind, as a server would repeat what it was sent.
    pub(crate) fn one_of_each(&self) -> Vec<&str> {
        self.0.values().filter_map(|secrets| secrets.first().map(String::as_str)).collect()
    }

    pub(crate) fn any(&self, kind: &str) -> &str {
        self.0[kind].first().unwrap()
    }

    /// Which line of a text was the first to tell each of some secrets that were found in it.
    pub(crate) fn told_by(text: &str, found: &BTreeSet<Found>) -> String {
        let lines = found.iter().take(MOST_LINES).map(|(kind, encoding, secret)| {
            let Encoding { encode, part, .. } = ENCODINGS.iter().find(|known| known.name == *encoding).unwrap();
            let needles = encode(secret);
            let mut parts = needles.iter().flat_map(|needle| needle.as_bytes().windows(*part.min(&needle.len())));
            let line = parts.find_map(|part| {
                let part = str::from_utf8(part).ok()?;
                text.lines().find(|line| line.contains(part)).map(|line| format!("`{part}` in {line}"))
            });
            format!("{kind} ({encoding}): {}", line.unwrap_or_default())
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What a text holds of them: each kind, the encoding, and the secret.
    pub(crate) fn found_in(&self, text: &str) -> BTreeSet<Found> {
        let mut found = BTreeSet::new();
        let mut parts_of = HashMap::new();
        for Encoding { name, encode, part } in ENCODINGS {
            let parts: &HashSet<&[u8]> =
                parts_of.entry(part).or_insert_with(|| text.as_bytes().windows(part).collect());
            let holds = |needle: &String| {
                if needle.len() < part {
                    needle.len() >= SHORTEST && text.contains(needle)
                } else {
                    needle.as_bytes().windows(part).step_by(part / 2).any(|part| parts.contains(part))
                }
            };
            for (kind, secrets) in &self.0 {
                let leaked = secrets.iter().filter(|secret| encode(secret).iter().any(holds));
                found.extend(leaked.map(|secret| (*kind, name, secret.clone())));
            }
        }
        found
    }
}
