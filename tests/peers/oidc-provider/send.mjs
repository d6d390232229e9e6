// Answers and bodies.

export const send = (res, status, body, headers = {}) => {
  res.writeHead(status, { 'content-type': 'application/json', ...headers });
  res.end(typeof body === 'string' ? body : JSON.stringify(body));
};

export const readBody = async (req) => {
  let body = '';
  for await (const chunk of req) body += chunk;
  return body;
};
