//~ errors: 3

use auth_core::ApiOperation;

use auth_core::Endpoint;

#[derive(ApiOperation)]
#[operation(GET, "/model/{modle_id}", response = Vec<T>)]
#[requires(authenticated)]
struct GetModel<'a, T: Clone, const N: usize>
where
    T: Default,
{
    model_id: &'a str,
    names: [NotSerialize<T>; N],
}

struct NotSerialize<T>(T);

#[derive(ApiOperation)]
#[operation(PATH, "/model")]
#[requires(authenticated)]
enum Model {
    Get,
}

fn send<O: Endpoint>(operation: O) -> O::Response {
    unimplemented!("{:?}", operation.path())
}

pub fn get(model_id: &str) -> Vec<u8> {
    send(Model::Get);
    send(GetModel { model_id, names: [NotSerialize(1)] })
}

fn main() {}
