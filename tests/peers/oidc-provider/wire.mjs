// What went over the wire: each request and its answer, whole.

export function record(req, res, wire) {
  const { method, url, headers } = req;
  const exchange = { method, url, headers, body: '', answer: { headers: {}, body: '' } };
  wire.push(exchange);
  const push = req.push.bind(req), head = res.writeHead.bind(res);
  const write = res.write.bind(res), end = res.end.bind(res);
  const keep = (chunk) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) exchange.answer.body += Buffer.from(chunk).toString();
  };
  req.push = (chunk, ...more) => {
    if (chunk) exchange.body += chunk.toString();
    return push(chunk, ...more);
  };
  res.writeHead = (status, ...more) => {
    Object.assign(exchange.answer.headers, res.getHeaders(), more.at(-1));
    return head(status, ...more);
  };
  res.write = (chunk, ...more) => { keep(chunk); return write(chunk, ...more); };
  res.end = (chunk, ...more) => {
    keep(chunk);
    if (!res.headersSent) Object.assign(exchange.answer.headers, res.getHeaders());
    return end(chunk, ...more);
  };
}
