import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { checkScope, unguardedFields } from './guard';
import { TransactionResolver } from './resolvers/transaction.resolver';
import { UserResolver } from './resolvers/user.resolver';
import { WalletResolver } from './resolvers/wallet.resolver';
import { DateTimeScalar } from './types/scalars';

let built: GraphQLSchema | undefined;

/** The schema of operators and integrators. Throws when a root field declares no scope. */
export function adminSchema(): GraphQLSchema {
  if (built) return built;
  const schema = buildSchemaSync({
    resolvers: [UserResolver, WalletResolver, TransactionResolver],
    authChecker: checkScope,
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false, // use cases and scalars check what comes in
  });
  const open = unguardedFields(schema);
  if (open.length > 0) throw new Error(`These fields declare no scope: ${open.join(', ')}.`);
  built = schema;
  return schema;
}
