use std::{collections::BTreeMap, io};

use bimdata::types::{Cloud, Element, Model, Project, Topic};
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{elements::sample_house, keys::random};

/// What the API keeps, as long as the process lives. Everything is numbered in one sequence.
#[derive(Default)]
pub(super) struct Store {
    last: u64,
    clouds: BTreeMap<u64, Cloud>,
    projects: BTreeMap<u64, Held>,
    /// What operations without a handler of their own were sent, by its path.
    kept: BTreeMap<String, Map<String, Value>>,
}

/// A project with what belongs to it.
pub(super) struct Held {
    pub(super) project: Project,
    /// In which cloud.
    cloud: u64,
    /// Who made it.
    pub(super) owner: String,
    pub(super) topics: Vec<Topic>,
    models: BTreeMap<u64, (Model, Vec<Element>)>,
}

impl Store {
    pub(super) fn create_cloud(&mut self, name: String) -> Cloud {
        let cloud = Cloud { id: self.number(), name, created_at: Some(Timestamp::now()), ..Cloud::default() };
        self.clouds.insert(cloud.id, cloud.clone());
        cloud
    }

    pub(super) fn clouds(&self) -> Vec<Cloud> {
        self.clouds.values().cloned().collect()
    }

    pub(super) fn cloud(&self, id: u64) -> Option<&Cloud> {
        self.clouds.get(&id)
    }

    pub(super) fn create_project(&mut self, cloud: u64, name: String, owner: String) -> Option<Project> {
        let of = self.clouds.get(&cloud)?.clone();
        let created_at = Some(Timestamp::now());
        let project = Project { id: self.number(), name, cloud: Some(of), created_at, ..Project::default() };
        let held = Held { project: project.clone(), cloud, owner, topics: Vec::new(), models: BTreeMap::new() };
        self.projects.insert(project.id, held);
        Some(project)
    }

    pub(super) fn projects(&self, cloud: u64) -> Option<Vec<Project>> {
        self.clouds.get(&cloud)?;
        let in_cloud = self.projects.values().filter(|held| held.cloud == cloud);
        Some(in_cloud.map(|held| held.project.clone()).collect())
    }

    /// A project, whichever cloud it is kept in: BCF has no clouds.
    pub(super) fn project(&mut self, id: u64) -> Option<&mut Held> {
        self.projects.get_mut(&id)
    }

    pub(super) fn project_in(&mut self, cloud: u64, id: u64) -> Option<&mut Held> {
        self.project(id).filter(|held| held.cloud == cloud)
    }

    pub(super) fn create_model(&mut self, cloud: u64, project: u64, name: String) -> Option<Model> {
        let id = self.number();
        let held = self.project_in(cloud, project)?;
        let model = Model {
            id,
            name: Some(name),
            r#type: "METABUILDING".into(),
            status: "C".into(),
            project_id: Some(project),
            created_at: Some(Timestamp::now()),
            ..Model::default()
        };
        held.models.insert(id, (model.clone(), sample_house()));
        Some(model)
    }

    /// Puts a project there that has something in it.
    pub(super) fn furnish(&mut self) -> io::Result<()> {
        let cloud = self.create_cloud("Atelier".into()).id;
        let Some(project) = self.create_project(cloud, "Lake house".into(), "architect".into()) else {
            return Ok(());
        };
        for name in ["Ground floor", "First floor", "Boathouse"] {
            self.create_model(cloud, project.id, name.into());
        }
        if let Some(held) = self.project(project.id) {
            held.open_topic("The door opens against the stairs".into(), "surveyor@app.example".into())?;
        }
        Ok(())
    }

    /// Keeps an object at a path, in the place of an earlier one.
    pub(super) fn keep(&mut self, path: String, object: Map<String, Value>) {
        self.kept.insert(path, object);
    }

    pub(super) fn at(&self, path: &str) -> Option<Map<String, Value>> {
        self.kept.get(path).cloned()
    }

    /// The objects that are kept one segment below a path.
    pub(super) fn below(&self, path: &str) -> Vec<Value> {
        let below = format!("{path}/");
        let all = self.kept.iter().filter_map(|(path, object)| Some((path.strip_prefix(&below)?, object)));
        all.filter(|(rest, _)| !rest.contains('/')).map(|(_, object)| object.clone().into()).collect()
    }

    /// Drops what is kept at a path and below.
    pub(super) fn forget(&mut self, path: &str) {
        let below = format!("{path}/");
        self.kept.retain(|kept, _| kept != path && !kept.starts_with(&below));
    }

    pub(super) fn number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}

impl Held {
    pub(super) fn models(&self) -> Vec<Model> {
        self.models.values().map(|(model, _)| model.clone()).collect()
    }

    pub(super) fn model(&self, id: u64) -> Option<&Model> {
        self.models.get(&id).map(|(model, _)| model)
    }

    pub(super) fn rename_model(&mut self, id: u64, name: Option<String>) -> Option<&Model> {
        let (model, _) = self.models.get_mut(&id)?;
        if name.is_some() {
            model.name = name;
        }
        Some(model)
    }

    pub(super) fn elements(&self, model: u64) -> Option<&[Element]> {
        self.models.get(&model).map(|(_, elements)| elements.as_slice())
    }

    pub(super) fn open_topic(&mut self, title: String, author: String) -> io::Result<Topic> {
        let project = Some(self.project.id);
        let topic = Topic { guid: guid()?, title, project, creation_author: Some(author), ..Topic::default() };
        self.topics.push(topic.clone());
        Ok(topic)
    }
}

/// A random UUID (RFC 9562 section 5.4).
pub(super) fn guid() -> io::Result<String> {
    let mut number = u128::from_be_bytes(random()?);
    number = number & !(0xF << 76) | 4 << 76;
    number = number & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{number:032x}");
    Ok([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_a_random_uuid() {
        let guid = guid().unwrap();
        let digits: Vec<&str> = guid.split('-').collect();
        assert_eq!(digits.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{guid}");
        assert!(digits[2].starts_with('4') && digits[3].starts_with(['8', '9', 'a', 'b']), "{guid}");
    }

    #[test]
    fn a_project_is_found_in_its_own_cloud_only() {
        let mut store = Store::default();
        let [here, there] = ["here", "there"].map(|name| store.create_cloud(name.into()).id);
        let project = store.create_project(here, "house".into(), "me".into()).unwrap().id;
        assert!(store.project_in(here, project).is_some());
        assert!(store.project_in(there, project).is_none());
        assert!(store.create_model(there, project, "lost".into()).is_none());
        assert_eq!((store.projects(here).unwrap().len(), store.projects(there).unwrap().len()), (1, 0));
    }
}
