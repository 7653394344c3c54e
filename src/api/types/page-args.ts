import { GraphQLError } from 'graphql';
import { ArgsType, Field, Int } from 'type-graphql';
import { MAX_PAGE, type PageRequest } from '../../domain/paging/page-request';

const DEFAULT_PAGE = 20;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'Page size going forward, 1 to 100; 20 when neither is given.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' }) after?: string | null;
  @Field(() => Int, { nullable: true, description: 'Page size going backward, 1 to 100.' }) last?: number | null;
  @Field(() => String, { nullable: true, description: 'Cursor before which the page ends.' }) before?: string | null;
}

/** Reads the four arguments. Throws BAD_USER_INPUT when they contradict one another or the page is too large. */
export function toPageRequest(args: PageArgs): PageRequest {
  if (args.first != null && args.last != null) throw refuse('Give first or last, not both.');
  const size = args.first ?? args.last ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE) throw refuse(`A page has 1 to ${MAX_PAGE} items.`);
  const { limit, backward } = rangeArgs(args);
  return { limit, backward, after: args.after ?? undefined, before: args.before ?? undefined };
}

/** The page size as it will be, within the limits. */
export function rangeArgs(args: { first?: unknown; last?: unknown }): { limit: number; backward: boolean } {
  const backward = args.first == null && args.last != null;
  const size = Number(args.first ?? args.last ?? DEFAULT_PAGE);
  return { limit: Math.min(Math.max(Number.isFinite(size) ? size : 1, 1), MAX_PAGE), backward };
}

function refuse(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
