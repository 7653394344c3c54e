import { callbacks } from '../callbacks';
import type { Step } from '../screens/view';

const MAX_QUERY = 64;

/**
 * Typed words search where the person is: countries of the service that he looks at, else services. The words go into
 * the step, since a button has no room for them; the screen behind `go` reads them there.
 */
export function searchFor(words: string, step: Step | undefined): { step: Step; go: string } {
  const query = Array.from(words.replace(/\s+/g, ' ').replace(/\0/g, '').trim()).slice(0, MAX_QUERY).join('');
  if (step?.kind === 'search_countries') {
    const { serviceId, from } = step;
    return { step: { ...step, query }, go: callbacks.countries({ service: serviceId, page: 0, query: true, from }) };
  }
  return {
    step: { kind: 'search_services', favourites: false, query },
    go: callbacks.services({ page: 0, favourites: false, query: true }),
  };
}
