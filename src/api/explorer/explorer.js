/* Puts GraphiQL on the page. The key stays in this tab: it goes into no storage that outlives it, and into no address. */
(function explore() {
  const KEPT = 'numbershop-api-key';
  const state = document.getElementById('state');
  const field = document.getElementById('key');
  let key = sessionStorage.getItem(KEPT) || field.value; // a sandbox has written its own into the page
  /** What was said to this key; GraphiQL asks for the schema a second time, in other words, when it does not get it. */
  let refusal;
  field.value = key;

  /** Queries and mutations by POST, subscriptions over WebSocket. */
  function fetcher(operation, options) {
    const isSubscription = /(^|})\s*subscription\b/.test(stripped(operation.query));
    if (isSubscription) return subscribe(operation);
    return ask(operation, options);
  }

  async function ask(operation, options) {
    const headers = { 'content-type': 'application/json', ...options?.headers };
    const isOurs = !headers.Authorization && !headers.authorization;
    if (isOurs) headers.authorization = `Bearer ${key}`;
    if (isOurs && !key) refuse('Give a key first: npm run shop -- create-key');
    if (isOurs && refusal) return refusal;
    const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(operation) });
    const result = await answer.json();
    if (isOurs && answer.status === 401) refuse(result.errors[0].message);
    else state.textContent = '';
    return result;
  }

  function refuse(message) {
    refusal = { errors: [{ message }] };
    state.textContent = message;
  }

  /** The protocol of graphql-ws, as much of it as one subscription needs. */
  function subscribe(operation) {
    return {
      subscribe(observer) {
        const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
        const say = (message) => socket.send(JSON.stringify(message));
        socket.onopen = () => say({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (message.type === 'ping') say({ type: 'pong' });
          if (message.type === 'connection_ack') say({ id: '1', type: 'subscribe', payload: operation });
          if (message.type === 'next') observer.next(message.payload);
          if (message.type === 'error') observer.next({ errors: message.payload });
          if (message.type === 'complete') observer.complete();
        };
        socket.onclose = ({ code, reason }) => {
          if (code >= 4400) observer.next({ errors: [{ message: reason || 'The connection was closed.' }] });
          observer.complete();
        };
        return { unsubscribe: () => socket.close() };
      },
    };
  }

  function stripped(query) {
    return query.replace(/#[^\n]*/g, '').replace(/"""[\s\S]*?"""|"(\\.|[^"\\])*"/g, '""');
  }

  const example = `# Press the button to send this. Ctrl+Space shows what can be asked.
query Users {
  users(first: 5) {
    edges { node { id username wallet { available held } } }
    pageInfo { hasNextPage endCursor }
  }
}
`;
  const root = ReactDOM.createRoot(document.getElementById('explorer'));
  const show = () =>
    root.render(React.createElement(GraphiQL, { fetcher, defaultQuery: example, key, shouldPersistHeaders: false }));
  document.getElementById('door').addEventListener('submit', (event) => {
    event.preventDefault();
    key = field.value.trim();
    sessionStorage.setItem(KEPT, key);
    state.textContent = '';
    refusal = undefined;
    show(); // another key may see another schema: GraphiQL begins anew
  });
  show();
})();
