import { toggleFavourite } from '../../usecases/users/toggle-favourite';
import { callbacks } from '../callbacks';
import { screen } from './screen';

/** The star of a service: says what it should be, so that a second tap changes nothing more. */
export const starScreen = screen('star', async ({ app, user, texts }, { service, on, page, query, from }) => {
  const outcome = await toggleFavourite(app, { userId: user.id, serviceId: service, isFavourite: on });
  const go = callbacks.countries({ service, page, query, from });
  switch (outcome.kind) {
    case 'added':
      return { go, toast: texts.starAdded(outcome.name) };
    case 'removed':
      return { go, toast: texts.starRemoved(outcome.name) };
    case 'service_gone':
      return { go };
  }
});
