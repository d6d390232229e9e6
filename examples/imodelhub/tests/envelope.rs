//! What is sent and answered, in the envelopes of the service.

use imodelhub::{
    Changed, ChangedInstances, Instances, One,
    briefcases::{Briefcase, MultiLock},
    changes::CheckpointV2,
    events::{EventSas, EventSasRequest},
    imodels::HubIModel,
};
use serde_json::{from_value, json, to_value};

#[test]
fn what_is_created_is_sent_with_the_name_of_its_class() {
    let imodel = HubIModel { name: "Tower".into(), ..HubIModel::default() };
    assert_eq!(
        to_value(One::from(imodel)).unwrap(),
        json!({ "instance": { "schemaName": "ContextScope", "className": "iModel", "properties": { "Name": "Tower" } } })
    );
    let nothing = to_value(One::from(EventSasRequest {})).unwrap();
    assert_eq!(
        nothing,
        json!({ "instance": { "schemaName": "iModelScope", "className": "EventSAS", "properties": {} } })
    );
}

#[test]
fn several_are_sent_together() {
    let locks: Instances<MultiLock> = [1, 2]
        .map(|briefcase| MultiLock { briefcase_id: Some(briefcase), ..MultiLock::default() })
        .into_iter()
        .collect();
    let sent = to_value(locks).unwrap();
    assert_eq!(sent["instances"][1]["properties"], json!({ "BriefcaseId": 2 }));
    assert_eq!(sent["instances"][1]["className"], "MultiLock");
}

#[test]
fn what_is_found_is_taken_out_of_its_envelope_whatever_else_is_in_it() {
    let found: Instances<Briefcase> = from_value(json!({
        "instances": [{
            "instanceId": "2",
            "schemaName": "iModelScope",
            "className": "Briefcase",
            "properties": { "BriefcaseId": 2, "AcquiredDate": "2020-02-03T10:00:00.123Z", "New": true },
            "eTag": "x"
        }]
    }))
    .unwrap();
    let briefcase = found.into_iter().next().unwrap();
    assert_eq!((briefcase.id.as_deref(), briefcase.properties.briefcase_id), (Some("2"), Some(2)));
    assert!(briefcase.properties.acquired_date.is_some());
}

#[test]
fn what_was_changed_is_what_it_is_after_the_change() {
    let after = json!({ "instanceId": "a", "properties": { "Name": "Tower" } });
    let Changed(imodel): Changed<HubIModel> =
        from_value(json!({ "changedInstance": { "change": "Created", "instanceAfterChange": after } })).unwrap();
    assert_eq!(imodel.properties.name, "Tower");

    let ChangedInstances(locks): ChangedInstances<MultiLock> = from_value(json!({
        "changedInstances": [{ "instanceAfterChange": { "instanceId": "b", "properties": { "LockLevel": 2 } } }]
    }))
    .unwrap();
    assert_eq!(locks[0].properties.lock_level, Some(2));
}

#[test]
fn what_opens_queues_and_containers_is_not_shown() {
    let events: EventSas =
        from_value(json!({ "BaseAddress": "https://queue", "EventServiceSASToken": "sesame" })).unwrap();
    let checkpoint: CheckpointV2 = from_value(json!({ "ContainerAccessKeySAS": "sesame" })).unwrap();
    for token in [&events.event_service_sas_token, &checkpoint.container_access_key_sas] {
        assert_eq!(token.as_ref().unwrap().expose(), "sesame");
    }
    assert!(!format!("{events:?} {checkpoint:?}").contains("sesame"));
}
