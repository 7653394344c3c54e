import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../../database/queries/keyset';
import { rangeArgs } from './page-args';

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
