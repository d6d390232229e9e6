//! The HTTP methods.

use crate::suggest;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

/// Where a method sends the fields that nothing else is said of, and whether it may have a body at all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Payload {
    /// In the query; a body has no meaning (RFC 9110, section 9.3.1).
    Query,
    /// In the query; a body is sent when a field asks for it.
    QueryOrBody,
    Body,
}

impl Method {
    const ALL: [Self; 7] = [Self::Get, Self::Head, Self::Post, Self::Put, Self::Patch, Self::Delete, Self::Options];

    /// The method, or what was probably meant.
    pub(crate) fn parse(word: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::as_str);
        Self::ALL
            .into_iter()
            .find(|method| method.as_str() == word)
            .ok_or_else(|| format!("unknown method `{word}`; {}", suggest::hint(&word.to_ascii_uppercase(), &names)))
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    pub(crate) fn payload(self) -> Payload {
        match self {
            Self::Get | Self::Head => Payload::Query,
            Self::Delete | Self::Options => Payload::QueryOrBody,
            Self::Post | Self::Put | Self::Patch => Payload::Body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Method;

    #[test]
    fn a_method_is_written_as_it_is_sent() {
        for method in Method::ALL {
            assert_eq!(Method::parse(method.as_str()), Ok(method));
        }
    }

    #[test]
    fn a_misspelt_method_is_recognized() {
        for (found, meant) in [("get", "GET"), ("Patch", "PATCH"), ("DELTE", "DELETE"), ("OPTION", "OPTIONS")] {
            let refusal = Method::parse(found).expect_err("misspelt");
            assert_eq!(refusal, format!("unknown method `{found}`; did you mean `{meant}`?"));
        }
        let refusal = Method::parse("CONNECT").expect_err("not supported");
        assert!(refusal.ends_with("there are `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` and `OPTIONS`"));
    }
}
