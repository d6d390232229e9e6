use crate::bimdata::Element;

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
    .map(|(uuid, r#type, name)| Element { uuid: uuid.into(), r#type: r#type.into(), name: name.into() })
    .into()
}
