const NAME = 'numbershop-sandbox';

/** What the last visit ended with: `person`, an id, and `language`. A browser that keeps nothing remembers nothing. */
export const remembered = read();

/** Keeps these facts beside the others for the next visit. */
export function remember(facts) {
  Object.assign(remembered, facts);
  try {
    localStorage.setItem(NAME, JSON.stringify(remembered));
  } catch {
    // It is not allowed to; the address still names the person.
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
}
