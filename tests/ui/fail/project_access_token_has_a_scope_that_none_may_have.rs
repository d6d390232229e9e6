use bimdata::{
    BimData,
    scopes::{CloudManage, ModelRead, OrgManage},
};

fn hand_on(api: &BimData<(OrgManage, CloudManage, ModelRead)>) {
    let _ = api.project_access_token::<(ModelRead, CloudManage)>(1, 2);
}

fn main() {}
