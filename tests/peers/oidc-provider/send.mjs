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

// What was sent, as a server repeats it that tells too much: each value of a form, as it is and as it was sent.
export const repeated = ({ headers }, body) => [
  ...new URLSearchParams(body).values(), body, headers.authorization, headers.dpop,
].filter(Boolean).join(' ').replaceAll('"', "'");
