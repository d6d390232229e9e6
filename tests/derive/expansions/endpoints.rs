/// Rename a model.
#[derive(ApiOperation)]
#[operation(PATCH, "/cloud/{cloud_id}/model/{model_id}", response = models::Model<u8>)]
#[requires(ModelWrite)]
pub struct RenameModel {
    pub cloud_id: u64,
    #[in_path]
    pub model_id: u64,
    pub name: String,
    pub description: Option<String>,
    #[header("If-Match")]
    pub etag: Option<String>,
    #[header("x-reason")]
    pub reason: &'static str,
    #[query]
    pub dry_run: bool,
}

#[derive(ApiOperation)]
#[operation(GET, "/file/{name}.{extension}/", response = bytes, min_validity = "5m")]
#[requires(public)]
struct Download {
    name: String,
    extension: String,
    r#type: Option<u8>,
    #[serde(skip)]
    note: (),
    marker: PhantomData<u8>,
}

#[derive(ApiOperation)]
#[operation(POST, "/search", response = stream, idempotent)]
#[requires(authenticated)]
struct Search {
    #[form]
    text: String,
    #[form]
    #[serde(rename = "max")]
    most: Option<u8>,
}

#[derive(ApiOperation)]
#[operation(PUT, "/thing")]
#[requires(authenticated)]
struct Whole {
    #[body]
    thing: Option<Thing>,
}

#[derive(ApiOperation)]
#[operation(DELETE, "/thing")]
#[requires(authenticated)]
struct Serialized {
    #[body]
    #[serde(with = "hex")]
    thing: Option<u32>,
}

#[derive(ApiOperation)]
#[operation(POST, "/{id}")]
#[requires(authenticated)]
#[serde(rename_all = "camelCase")]
struct Generic<'a, T: Clone, U>
where
    U: Copy,
{
    id: T,
    #[serde(flatten)]
    more: Option<U>,
    file_name: &'a str,
    again: Option<Box<Self>>,
}

// What a refused endpoint leaves, so that there is no second error.
#[derive(ApiOperation)]
#[operation(GET, "/{missing}")]
#[requires(authenticated)]
struct Refused {
    #[body]
    field: u8,
}
