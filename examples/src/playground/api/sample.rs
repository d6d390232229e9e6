//! A value of a type that says how it is read, and not what it is: whatever its `Deserialize` asks for, it is given.

use std::{error, fmt};

use serde::{
    Deserializer,
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};

/// What stands for any text.
const TEXT: &str = "playground";

/// JSON that is read as a `T`: of an object all members that `T` knows, of a list none.
pub(super) fn sample<T: DeserializeOwned>() -> Option<Value> {
    // What takes anything is an object if it can be, else a text.
    [Value::Object(Map::new()), Value::from(TEXT)].into_iter().find_map(|any| {
        let mut json = Value::Null;
        T::deserialize(Sampler { any: &any, json: &mut json }).ok().map(|_| json)
    })
}

/// Gives a type what it asks for, and notes what that was.
struct Sampler<'a> {
    any: &'a Value,
    json: &'a mut Value,
}

/// Notes the value, and hands it over.
macro_rules! give {
    ($($method:ident: $value:expr => $visit:ident;)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotThat> {
            *self.json = Value::from($value);
            visitor.$visit($value)
        })+
    };
}

impl<'de> Deserializer<'de> for Sampler<'_> {
    type Error = NotThat;

    give! {
        deserialize_bool: false => visit_bool;
        deserialize_i8: 1 => visit_i8;
        deserialize_i16: 1 => visit_i16;
        deserialize_i32: 1 => visit_i32;
        deserialize_i64: 1 => visit_i64;
        deserialize_u8: 1 => visit_u8;
        deserialize_u16: 1 => visit_u16;
        deserialize_u32: 1 => visit_u32;
        deserialize_u64: 1 => visit_u64;
        deserialize_f32: 1.0 => visit_f32;
        deserialize_f64: 1.0 => visit_f64;
        deserialize_str: TEXT => visit_str;
        deserialize_string: TEXT => visit_str;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotThat> {
        self.json.clone_from(self.any);
        match self.any.as_str() {
            Some(text) => visitor.visit_str(text),
            None => visitor.visit_map(Members { any: self.any, left: &[], object: &mut Map::new() }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotThat> {
        self.deserialize_tuple(0, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, NotThat> {
        let mut list = Vec::new();
        let given = visitor.visit_seq(Items { any: self.any, left: len, list: &mut list });
        *self.json = list.into();
        given
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotThat> {
        self.deserialize_struct("", &[], visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotThat> {
        let mut object = Map::new();
        let given = visitor.visit_map(Members { any: self.any, left: fields, object: &mut object });
        *self.json = object.into();
        given
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotThat> {
        let first = variants.first().copied().ok_or(NotThat)?;
        *self.json = Value::from(first);
        visitor.visit_enum(Unit(first))
    }

    forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit_struct tuple_struct identifier ignored_any }
}

/// The members of an object.
struct Members<'a> {
    any: &'a Value,
    left: &'static [&'static str],
    object: &'a mut Map<String, Value>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = NotThat;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NotThat> {
        self.left.first().map(|name| seed.deserialize(StrDeserializer::new(name))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NotThat> {
        let (name, left) = self.left.split_first().ok_or(NotThat)?;
        self.left = left;
        let json = self.object.entry(*name).or_insert(Value::Null);
        seed.deserialize(Sampler { any: self.any, json })
    }
}

/// The items of a tuple.
struct Items<'a> {
    any: &'a Value,
    left: usize,
    list: &'a mut Vec<Value>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = NotThat;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NotThat> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        let mut json = Value::Null;
        let given = seed.deserialize(Sampler { any: self.any, json: &mut json }).map(Some);
        self.list.push(json);
        given
    }
}

/// A variant without fields.
struct Unit(&'static str);

impl<'de> EnumAccess<'de> for Unit {
    type Error = NotThat;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), NotThat> {
        Ok((seed.deserialize(StrDeserializer::new(self.0))?, self))
    }
}

impl<'de> VariantAccess<'de> for Unit {
    type Error = NotThat;

    fn unit_variant(self) -> Result<(), NotThat> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, NotThat> {
        Err(NotThat)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, NotThat> {
        Err(NotThat)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, NotThat> {
        Err(NotThat)
    }
}

/// The type wants something else.
#[derive(Debug)]
struct NotThat;

impl fmt::Display for NotThat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the type is not read from what was given to it")
    }
}

impl error::Error for NotThat {}

impl de::Error for NotThat {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use bimdata::types::{DetailedExtensions, ProjectAccessToken, Unit};
    use serde_json::json;

    use super::sample;

    #[test]
    fn a_sample_has_what_the_type_asks_for() {
        assert_eq!(sample::<Vec<Unit>>(), Some(json!([])));
        assert_eq!(sample::<(u8, f64, bool, String)>(), Some(json!([1, 1.0, false, "playground"])));
        assert_eq!(sample::<serde_json::Value>(), Some(json!({})));
        let kinds =
            json!({ "topic_types": null, "topic_statuses": null, "labels": null, "priorities": null, "stages": null });
        assert_eq!(sample::<DetailedExtensions>(), Some(kinds));
        let token = json!({ "token": "playground", "scopes": "playground", "expires_at": null });
        assert_eq!(sample::<ProjectAccessToken>(), Some(token));
    }
}
