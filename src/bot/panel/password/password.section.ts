import { PASSWORD_LENGTH } from '../../../domain/access/admin-rules';
import { hashPassword, verifyPassword } from '../../../platform/password-hash';
import { isPanelPassword } from '../../../usecases/admins/is-panel-password';
import { setPanelPassword } from '../../../usecases/admins/set-password';
import { callbackData } from '../../callback-data';
import { secretField } from '../forms/fields';
import type { Filled, Form, FormEnd } from '../forms/form';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, section } from '../section';

const callbacks = { change: callbackData('APW', {}) };

const freshFields = (visit: AdminVisit) => {
  const { fresh, again } = visit.panel.password;
  return [
    secretField(visit, { name: 'fresh', label: fresh, ...PASSWORD_LENGTH }),
    secretField(visit, { name: 'again', label: again, ...PASSWORD_LENGTH }),
  ];
};

async function setFresh(visit: AdminVisit, { values }: Filled): Promise<FormEnd> {
  const { app, user, panel, environmentHash, author } = visit;
  if (values.fresh !== values.again) return { kind: 'ask_again', field: 'fresh, again', text: panel.password.differs };
  const passwordHash = await hashPassword(values.fresh!);
  await setPanelPassword(app, { userId: user.id, passwordHash, environmentHash, requestId: author.requestId });
  return { kind: 'stopped', text: panel.password.changed, go: frameCallbacks.home() };
}

/** Whoever is in the panel changes the password by the old one. */
const change: Form = {
  async open(visit) {
    const { title, current, endsAll } = visit.panel.password;
    const old = secretField(visit, { name: 'current', label: current, least: 1, most: 128, hint: endsAll });
    return { title, fields: [old, ...freshFields(visit)], cancelTo: frameCallbacks.home() };
  },
  async submit(visit, filled) {
    const { app, panel, environmentHash } = visit;
    const isRight = await isPanelPassword(app, {
      password: filled.values.current!,
      environmentHash,
      verify: verifyPassword,
    });
    if (!isRight) return { kind: 'ask_again', field: 'current', text: panel.password.wrong };
    return setFresh(visit, filled);
  },
};

/** An owner sets it without the old one, also from outside the panel. */
const reset: Form = {
  async open(visit) {
    if (!visit.isOwner) return undefined;
    return { title: visit.panel.password.newTitle, fields: freshFields(visit), cancelTo: frameCallbacks.home() };
  },
  submit: setFresh,
};

export const RESET_FORM = 'password.reset';

export const passwordSection = section({
  name: 'password',
  entry: { label: (panel) => panel.password.button, data: callbacks.change() },
  callbacks,
  pages: {
    change: async ({ isOwner }) => ({ form: { form: isOwner ? RESET_FORM : 'password.change', subject: {} } }),
  },
  forms: { change, reset },
});
