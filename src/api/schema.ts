import 'reflect-metadata';
import { type GraphQLSchema, getNullableType, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { guardFields } from './guard';
import { lookAhead } from './look-ahead';
import { resolveRelations } from './relations';
import { AccessResolver } from './resolvers/access.resolver';
import { AlertResolver } from './resolvers/alert.resolver';
import { AnnouncementResolver } from './resolvers/announcement.resolver';
import { BroadcastResolver } from './resolvers/broadcast.resolver';
import { CatalogueResolver } from './resolvers/catalogue.resolver';
import { CatalogueChangesResolver } from './resolvers/catalogue-changes.resolver';
import { ChannelResolver } from './resolvers/channel.resolver';
import { ConfigurationResolver } from './resolvers/configuration.resolver';
import { EventResolver } from './resolvers/event.resolver';
import { ExportResolver } from './resolvers/export.resolver';
import { GrowthResolver } from './resolvers/growth.resolver';
import { OperationsResolver } from './resolvers/operations.resolver';
import { PaymentResolver } from './resolvers/payment.resolver';
import { poolResolvers } from './resolvers/pool-resolvers';
import { RefundRequestResolver } from './resolvers/refund-request.resolver';
import { ReportResolver } from './resolvers/report.resolver';
import { ResaleResolver } from './resolvers/resale.resolver';
import { ReservationResolver } from './resolvers/reservation.resolver';
import { SellingResolver } from './resolvers/selling.resolver';
import { SimResolver } from './resolvers/sim.resolver';
import { SubscriptionResolver } from './resolvers/subscription.resolver';
import { SupplyResolver } from './resolvers/supply.resolver';
import { SupplyChangesResolver } from './resolvers/supply-changes.resolver';
import { SupportResolver } from './resolvers/support.resolver';
import { TextResolver } from './resolvers/text.resolver';
import { TransactionResolver } from './resolvers/transaction.resolver';
import { UserResolver } from './resolvers/user.resolver';
import { UserDataResolver } from './resolvers/user-data.resolver';
import { WalletResolver } from './resolvers/wallet.resolver';
import { WebhookResolver } from './resolvers/webhook.resolver';
import { unguardedFields } from './scope-coverage';
import { DateTimeScalar } from './types/scalars';

/** Subscriptions read what the database wrote down; the library wants this nevertheless. */
const noPubSub = {
  publish() {
    throw new Error('Nothing is published in memory.');
  },
  subscribe() {
    throw new Error('Nothing is published in memory.');
  },
};

let built: GraphQLSchema | undefined;

/** The schema of operators and integrators. Throws when a root field declares no scope. */
export function adminSchema(): GraphQLSchema {
  if (built) return built;
  // Plain fields are read from their rows by the executor itself, without a wrapper around each.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const schema = buildSchemaSync({
    skipCheck: true, // which asks the whole schema for itself; the server looks whether it is valid
    resolvers: [
      ...poolResolvers,
      UserResolver,
      WalletResolver,
      TransactionResolver,
      ReservationResolver,
      RefundRequestResolver,
      ReportResolver,
      PaymentResolver,
      GrowthResolver,
      SimResolver,
      ResaleResolver,
      SupportResolver,
      AlertResolver,
      ChannelResolver,
      CatalogueResolver,
      CatalogueChangesResolver,
      BroadcastResolver,
      UserDataResolver,
      AnnouncementResolver,
      WebhookResolver,
      AccessResolver,
      OperationsResolver,
      ConfigurationResolver,
      EventResolver,
      ExportResolver,
      SubscriptionResolver,
      SupplyResolver,
      SellingResolver,
      SupplyChangesResolver,
      TextResolver,
    ],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    pubSub: noPubSub,
    validate: false, // use cases and scalars check what comes in
  });
  forgiveMutations(schema);
  const open = unguardedFields(schema);
  if (open.length > 0) throw new Error(`These fields declare no scope: ${open.join(', ')}.`);
  resolveRelations(schema);
  lookAhead(schema);
  guardFields(schema);
  built = schema;
  return schema;
}

/** What one mutation of a document did stands in the answer, whatever becomes of the next: a key shown once is not lost. */
function forgiveMutations(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()!.getFields())) field.type = getNullableType(field.type);
}

/** The schema as a text that is the same for the same schema. */
export function printAdminSchema(): string {
  const note = '# Emitted by "npm run shop -- emit-schema". Do not edit: change src/api/ instead.';
  return `${note}\n\n${printSchema(lexicographicSortSchema(adminSchema()))}\n`;
}
