// What a viewer does: gets a token for its project from the back end, keeps it in memory, and calls the API with it.

const viewer = document.getElementById('viewer');
const { api, cloud, project, token: tokenUrl } = viewer.dataset;

async function fetchJson(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.json();
}

function element(name, text, parent) {
  const made = parent.appendChild(document.createElement(name));
  made.textContent = text;
  return made;
}

// The name of an element is one of the attributes that IFC gives it.
function nameOf({ attributes }) {
  return attributes?.properties.find(({ definition }) => definition?.name === 'Name')?.value ?? 'without a name';
}

async function show() {
  const { token, scopes } = await fetchJson(tokenUrl, { method: 'POST' });
  const call = (path) => fetchJson(`${api}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const models = await call(`/cloud/${cloud}/project/${project}/model`);
  viewer.textContent = '';
  element('p', 'The scopes of the token: ', viewer).append(element('code', scopes, viewer));
  for (const model of models) {
    element('h2', model.name ?? 'without a name', viewer);
    const list = element('ul', '', viewer);
    list.className = 'list elements';
    for (const part of await call(`/cloud/${cloud}/project/${project}/model/${model.id}/element`)) {
      element('li', `${nameOf(part)} `, list).append(element('code', part.type, list));
    }
  }
}

show().catch((error) => { viewer.textContent = `This does not work: ${error.message}`; });
