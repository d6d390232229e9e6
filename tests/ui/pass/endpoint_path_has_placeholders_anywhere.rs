use auth_core::{ApiOperation, Endpoint, Secret};
use std::{fmt, net::Ipv4Addr};

struct Size {
    width: u32,
    height: u32,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

#[derive(ApiOperation)]
#[operation(GET, "/iModel--{imodel_id}/{size}Thumbnail/{major}.{minor}/{last}", response = bytes)]
#[requires(authenticated)]
struct Thumbnail<'a> {
    // The order of the fields is not that of the path.
    minor: u8,
    major: u8,
    #[in_path]
    imodel_id: &'a str,
    size: Size,
    last: Ipv4Addr,
}

#[derive(ApiOperation)]
#[operation(GET, "/{type}/{größe}")]
#[requires(authenticated)]
struct OddNames {
    r#type: bool,
    größe: String,
}

#[derive(ApiOperation)]
#[operation(DELETE, "/token/{token}/")]
#[requires(authenticated)]
struct Revoke {
    token: Secret,
}

#[derive(ApiOperation)]
#[operation(GET, "/")]
#[requires(authenticated)]
struct Root;

#[derive(ApiOperation)]
#[operation(GET, "/a%20b/.well-known/~me@home:x")]
#[requires(public)]
struct LegalCharacters {}

fn main() {
    let size = Size { width: 2, height: 3 };
    let last = Ipv4Addr::LOCALHOST;
    let thumbnail = Thumbnail { imodel_id: "a/..b?c#d%2f", size, major: 1, minor: 0, last };
    assert_eq!(thumbnail.path().unwrap(), "/iModel--a%2F..b%3Fc%23d%252f/2x3Thumbnail/1.0/127.0.0.1");
    assert_eq!(OddNames { r#type: true, größe: "10 m".to_owned() }.path().unwrap(), "/true/10%20m");
    assert_eq!(Revoke { token: Secret::new("s/3") }.path().unwrap(), "/token/s%2F3/");
    assert!(Revoke { token: Secret::new("") }.path().is_err());
    assert_eq!(Root.path().unwrap(), "/");
    assert_eq!(LegalCharacters {}.path().unwrap(), LegalCharacters::PATH);
}
