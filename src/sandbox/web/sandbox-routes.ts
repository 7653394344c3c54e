import type { FastifyPluginAsync } from 'fastify';
import { ChatError } from './chat/chat-error';
import { UserChats } from './chat/user-chats';
import { chatRoutes } from './http/chat-routes';
import { type NumberRoutesOptions, numberRoutes } from './http/number-routes';
import { pageRoutes } from './http/page-routes';
import { InputError } from './http/read-input';
import type { SandboxDescription, SandboxFace } from './sandbox-description';

export interface SandboxRoutesOptions {
  /** Answered as it is by `GET /sandbox`; the page's users sign in with it. */
  readonly description: SandboxDescription;
  /** Names and languages of the demo users, in the page's order of `description.telegram.users`. */
  readonly faces?: readonly SandboxFace[];
  /** Open orders of the vendors and reserved numbers of the pool, longest waiting first. */
  readonly numbersInUse: NumberRoutesOptions['numbersInUse'];
  /** Where a code comes late, and where an SMS has no owner. */
  readonly otherNumbers?: NumberRoutesOptions['otherNumbers'];
  /** Told of lost connections and the like. */
  readonly onProblem?: (problem: unknown) => void;
}

/** The sandbox over HTTP: its description, the page where a person plays a Telegram user, and SMS to numbers in use. */
export function sandboxRoutes(options: SandboxRoutesOptions): FastifyPluginAsync {
  const { description, faces = [], numbersInUse, otherNumbers, onProblem = () => undefined } = options;
  return async (server) => {
    server.setErrorHandler((error, _request, reply) => {
      if (error instanceof InputError) return reply.code(400).send({ code: 'bad_input', error: error.message });
      if (error instanceof ChatError) return reply.code(error.status).send({ code: error.code, error: error.message });
      const status = (error as { statusCode?: number }).statusCode ?? 500;
      if (status < 500) return reply.code(status).send({ code: 'bad_input', error: (error as Error).message });
      onProblem(error);
      return reply.code(500).send({ code: 'failed', error: 'The sandbox could not do this.' });
    });
    server.get('/sandbox', async () => description);
    pageRoutes(server);
    chatRoutes(server, new UserChats({ telegram: description.telegram, faces, onProblem }));
    numberRoutes(server, { vendors: description.vendors, numbersInUse, otherNumbers });
  };
}
