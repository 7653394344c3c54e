/** Sends an act. Resolves to the answer; rejects with an Error whose message is meant for people. */
export const post = (url, body = {}) => send(url, 'application/json', JSON.stringify(body));

/** Sends a file; answers as `post` does. */
export const postFile = (url, { file, caption }) => {
  const query = new URLSearchParams({ name: file.name, caption });
  return send(`${url}?${query}`, 'application/octet-stream', file);
};

async function send(url, type, body) {
  let answer;
  try {
    answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  } catch {
    throw new Error('The sandbox does not answer. Is it running?');
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.error ?? `The sandbox answered ${answer.status}.`);
  return said;
}

/** Reads JSON. Rejects when the sandbox is away. */
export async function get(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
}
