import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError } from 'graphql';

/** A page of another origin cannot make a browser send these without asking us first, and we never agree. */
const NOT_FROM_PAGES = ['authorization', 'x-apollo-operation-name', 'apollo-require-preflight'];
/** Bodies that a form can send. */
const FROM_FORMS = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;|$)/i;

/** Throws BAD_REQUEST for what a foreign page could make somebody's browser send (CSRF). */
export function refuseForgery(headers: IncomingHttpHeaders, requestId: string): void {
  for (const name of NOT_FROM_PAGES) if (headers[name]) return;
  const type = headers['content-type'];
  if (type && !FROM_FORMS.test(type)) return;
  const message = `Send the header ${NOT_FROM_PAGES.join(' or ')}, or a body of type application/json.`;
  throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', requestId, http: { status: 400 } } });
}
