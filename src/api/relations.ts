import type { GraphQLSchema } from 'graphql';
import { Extensions } from 'type-graphql';
import { objectTypes } from './guard';
import type { LoaderName } from './loaders';

/** How a field finds what it shows: by which loader, with the key in which property of its row. */
export interface Relation {
  readonly loader: LoaderName;
  readonly from: string;
}

/**
 * On a property of a type: this field is what `loader` finds for the key in the property `from` of the row; null where
 * there is no key. Lists look ahead and load what is asked for in one statement for each relation, so that the rows
 * themselves are written out without waiting.
 */
export function Related(loader: LoaderName, from: string): PropertyDecorator {
  const relation: Relation = { loader, from };
  return Extensions({ relation }) as PropertyDecorator;
}

export function relationOf(field: { extensions: Readonly<Record<string, unknown>> }): Relation | undefined {
  return field.extensions.relation as Relation | undefined;
}

/** Gives every related field its resolver. */
export function resolveRelations(schema: GraphQLSchema): void {
  for (const type of objectTypes(schema)) {
    for (const field of Object.values(type.getFields())) {
      const relation = relationOf(field);
      if (!relation) continue;
      const { loader, from } = relation;
      field.resolve = (row, _args, context) => {
        const key = row[from];
        return key == null ? null : context.loaders[loader].get(key);
      };
    }
  }
}
