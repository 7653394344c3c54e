import { endAdminSession } from '../../../usecases/admins/end-session';
import { listAdminSessions } from '../../../usecases/admins/list-sessions';
import { link } from '../../link';
import { button } from '../../screens/view';
import { lines } from '../../texts/rich';
import { frameLinks } from '../frame-links';
import { section } from '../section';

const links = { list: link('ASE', {}), end: link('ASEe', { session: 'bigId' }) };

/** Who is in the panel now; each session can be ended. */
export const sessionsSection = section({
  name: 'sessions',
  entry: { label: (panel) => panel.sessions.button, data: links.list() },
  links,
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
            .map(({ id, name }) => [button(panel.sessions.end({ name }), links.end({ session: id }))]),
          [button(panel.common.refresh, links.list()), button(panel.common.back, frameLinks.home())],
        ],
      };
    },
    async end({ app, author, panel }, { session }) {
      const { kind } = await endAdminSession(app, { sessionId: session, ...author });
      return { go: links.list(), toast: kind === 'ended' ? panel.sessions.ended : panel.sessions.alreadyEnded };
    },
  },
});
