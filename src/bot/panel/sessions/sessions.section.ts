import { endAdminSession } from '../../../usecases/admins/end-session';
import { listAdminSessions } from '../../../usecases/admins/use-session';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { section } from '../section';

const callbacks = { list: callbackData('ASE', {}), end: callbackData('ASEe', { session: 'bigId' }) };

/** Who is in the panel now; each session can be ended. */
export const sessionsSection = section({
  name: 'sessions',
  entry: { label: (panel) => panel.sessions.button, data: callbacks.list() },
  callbacks,
  pages: {
    async list({ app, panel, sessionId }) {
      const sessions = await listAdminSessions(app);
      const named = sessions.map((one) => ({ ...one, name: one.username ? `@${one.username}` : one.firstName }));
      return {
        text: lines(
          panel.sessions.title,
          ...named.flatMap(({ id, name, createdAt, lastUsedAt, expiresAt }) => [
            '',
            panel.sessions.row({ name, since: createdAt, used: lastUsedAt, until: expiresAt, isOwn: id === sessionId }),
          ]),
        ),
        buttons: [
          ...named
            .filter(({ id }) => id !== sessionId)
            .slice(0, 20)
            .map(({ id, name }) => [button(panel.sessions.end({ name }), callbacks.end({ session: id }))]),
          [button(panel.common.refresh, callbacks.list()), button(panel.common.back, frameCallbacks.home())],
        ],
      };
    },
    async end({ app, author, panel }, { session }) {
      const { kind } = await endAdminSession(app, { sessionId: session, ...author });
      return { go: callbacks.list(), toast: kind === 'ended' ? panel.sessions.ended : panel.sessions.alreadyEnded };
    },
  },
});
