use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

/// The fields of an operation that go to one place of the request, as one value to be serialized.
///
/// The derive makes it, and a [`RequestWriter`](crate::RequestWriter) serializes it. A test of a writer makes it by hand:
///
/// ```
/// use auth_core::{Fields, Member};
///
/// let (name, height) = ("Tower", None::<f64>);
/// let members = [Member::new("name", &name), Member::unless_none("height", &height)];
/// let body = Fields::members("RenameModel", &members);
/// assert_eq!(serde_json::to_string(&body).unwrap(), r#"{"name":"Tower"}"#);
/// ```
#[derive(Clone, Copy)]
pub struct Fields<'a>(Kind<'a>);

#[derive(Clone, Copy)]
enum Kind<'a> {
    Members(&'static str, &'a [Member<'a>]),
    Whole(&'a dyn erased_serde::Serialize),
}

/// A field which is a member of an object; see [`Fields`].
#[derive(Clone, Copy)]
pub struct Member<'a> {
    name: &'static str,
    /// `None` when it is left out.
    value: Option<&'a dyn erased_serde::Serialize>,
}

impl<'a> Fields<'a> {
    /// An object: what serde's derive makes of a struct.
    #[must_use]
    pub const fn members(operation: &'static str, members: &'a [Member<'a>]) -> Self {
        Self(Kind::Members(operation, members))
    }

    /// A field that is the value itself.
    #[must_use]
    pub const fn whole<T: Serialize>(value: &'a T) -> Self {
        Self(Kind::Whole(value))
    }
}

impl<'a> Member<'a> {
    /// A member that is always there.
    #[must_use]
    pub const fn new<T: Serialize>(name: &'static str, value: &'a T) -> Self {
        Self { name, value: Some(value) }
    }

    /// A member that is left out when it is `None`.
    #[must_use]
    pub fn unless_none<T: Serialize>(name: &'static str, value: &'a Option<T>) -> Self {
        Self { name, value: value.as_ref().map(|value| value as &dyn erased_serde::Serialize) }
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Kind::Whole(value) => erased_serde::serialize(value, serializer),
            Kind::Members(operation, members) => {
                let present = members.iter().filter(|member| member.value.is_some()).count();
                let mut object = serializer.serialize_struct(operation, present)?;
                for Member { name, value } in members {
                    match value {
                        Some(value) => object.serialize_field(name, value)?,
                        None => object.skip_field(name)?,
                    }
                }
                object.end()
            }
        }
    }
}

// The values may be anything, secrets included.
impl fmt::Debug for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Members(operation, members) => f.debug_tuple(operation).field(&members).finish(),
            Kind::Whole(_) => f.write_str(".."),
        }
    }
}

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use serde::ser::Error as _;

    use super::*;

    #[test]
    fn members_are_an_object_without_those_that_are_none() {
        let (name, none) = ("Tower", None::<u8>);
        let members = [
            Member::new("name", &name),
            Member::unless_none("floors", &none),
            Member::unless_none("height", &Some(1.5)),
            Member::new("parent", &none),
        ];
        let fields = Fields::members("RenameModel", &members);
        assert_eq!(serde_json::to_string(&fields).unwrap(), r#"{"name":"Tower","height":1.5,"parent":null}"#);
    }

    #[test]
    fn a_whole_is_the_value_itself() {
        assert_eq!(serde_json::to_string(&Fields::whole(&[1, 2])).unwrap(), "[1,2]");
    }

    #[test]
    fn what_a_value_says_is_wrong_with_it_is_told() {
        struct Broken;
        impl Serialize for Broken {
            fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(S::Error::custom("no such model"))
            }
        }
        for fields in [Fields::whole(&Broken), Fields::members("Op", &[Member::new("id", &Broken)])] {
            assert_eq!(serde_json::to_string(&fields).unwrap_err().to_string(), "no such model");
        }
    }

    #[test]
    fn debug_shows_names_and_no_value() {
        let members = [Member::new("password", &"sesame")];
        assert_eq!(format!("{:?}", Fields::members("SignUp", &members)), "SignUp([password])");
        assert_eq!(format!("{:?}", Fields::whole(&"sesame")), "..");
    }
}
