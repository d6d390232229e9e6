use bimdata::{BimData, scopes::ModelRead};

fn hand_on(api: &BimData<ModelRead>) {
    let _ = api.project_access_token::<ModelRead>(1, 2);
}

fn main() {}
