use bimdata::types::{Element, ModelProperty, PropertyDefinition, PropertySet};

/// What stands in every model: a house as small as one can be.
pub(super) fn sample_house() -> Vec<Element> {
    [
        ("1xS3BCk291UvhgP2a6eflK", "IfcBuildingStorey", "Ground floor"),
        ("2O2Fr$t4X7Zf8NOew3FNr2", "IfcWall", "North wall"),
        ("2O2Fr$t4X7Zf8NOew3FNtn", "IfcWall", "South wall"),
        ("0LV8Pid0X3IA3jJLVDPidY", "IfcDoor", "Front door"),
        ("3cUkl32yn9qRSPvBJVyWcc", "IfcWindow", "Kitchen window"),
        ("1hOSvn6df7F8_7GcBWlR72", "IfcRoof", "Roof"),
    ]
    .map(|(uuid, r#type, name)| Element {
        uuid: uuid.into(),
        r#type: r#type.into(),
        attributes: Some(named(name)),
        ..Element::default()
    })
    .into()
}

/// The attributes of an element that has no more than a name.
fn named(name: &str) -> PropertySet {
    let definition = PropertyDefinition { name: Some("Name".into()), ..PropertyDefinition::default() };
    let property = ModelProperty { definition: Some(definition), value: name.into(), ..ModelProperty::default() };
    PropertySet { properties: vec![property], ..PropertySet::default() }
}
