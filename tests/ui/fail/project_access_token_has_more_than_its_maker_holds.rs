use bimdata::{
    BimData,
    scopes::{ModelRead, ModelWrite, OrgManage},
};

fn hand_on(api: &BimData<(OrgManage, ModelRead)>) {
    let _ = api.project_access_token::<(ModelRead, ModelWrite)>(1, 2);
}

fn main() {}
