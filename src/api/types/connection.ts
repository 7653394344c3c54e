import { GraphQLError } from 'graphql';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../../database/queries/keyset';
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

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

/** What resolvers return for a connection. */
export interface ConnectionValue<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
  /** Called only when the field is asked for. */
  readonly countTotal: () => Promise<number | undefined>;
}

/** Makes the Relay connection of a type; subclass it with the name it shall have. */
export function connectionOf<Node extends object>(
  node: ClassType<Node>,
  name: string,
): ClassType<ConnectionValue<Node>> {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String)
    cursor!: string;

    @Field(() => node)
    node!: Node;
  }

  @ObjectType(`${name}Connection`)
  class Connection implements ConnectionValue<Node> {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    countTotal!: () => Promise<number | undefined>;

    @Field(() => Int, {
      nullable: true,
      description: 'How many there are in all; null beyond 100000. Counted only when asked for.',
    })
    async totalCount(): Promise<number | null> {
      return (await this.countTotal()) ?? null;
    }
  }
  return Connection;
}

/** Turns a page of rows into the connection that the schema promises. */
export function toConnection<Row extends object>(
  page: Page<Row>,
  connection: ClassType<ConnectionValue<object>>,
): ConnectionValue<Row> {
  const value = {
    edges: page.rows.map((node, index) => ({ node, cursor: page.cursors[index]! })),
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: page.hasPrevious,
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    },
    countTotal: page.countTotal,
  };
  return Object.assign(Object.create(connection.prototype) as object, value) as ConnectionValue<Row>;
}

/** The weight of a list is that of its largest possible page. */
export function pageComplexity({ args, childComplexity }: { args: Record<string, unknown>; childComplexity: number }) {
  return 1 + rangeArgs(args).limit * childComplexity;
}
