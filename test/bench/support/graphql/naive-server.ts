import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import DataLoader from 'dataloader';
import express from 'express';
import { GraphQLBigInt } from 'graphql-scalars';
import { buildSchemaSync, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type DataSource, In } from 'typeorm';
import { createDataSource } from '../../../../src/database/data-source';
import { Reservation as ReservationEntity } from '../../../../src/database/entities/reservation.entity';
import { Service as ServiceEntity } from '../../../../src/database/entities/service.entity';
import { User as UserEntity } from '../../../../src/database/entities/user.entity';
import { announce } from './server-process';

@ObjectType()
class NaiveUser {
  @Field(() => GraphQLBigInt)
  id!: bigint;
  @Field(() => String)
  firstName!: string;
  @Field(() => String, { nullable: true })
  username!: string | null;
}

@ObjectType()
class NaiveService {
  @Field(() => Int)
  id!: number;
  @Field(() => String)
  code!: string;
  @Field(() => String)
  name!: string;
}

@ObjectType()
class NaiveReservation {
  @Field(() => GraphQLBigInt)
  id!: bigint;
  @Field(() => String)
  status!: string;
  @Field(() => GraphQLBigInt)
  price!: bigint;
  @Field(() => String, { nullable: true })
  phone!: string | null;
  @Field(() => String)
  origin!: string;
  @Field(() => Date)
  createdAt!: Date;
  @Field(() => Date)
  expiresAt!: Date;
}

interface Context {
  readonly users: DataLoader<bigint, UserEntity | undefined>;
  readonly services: DataLoader<number, ServiceEntity | undefined>;
}

let dataSource: DataSource;

/** What one writes first: an entity for each row, a DataLoader for each relation, a resolver for each field. */
@Resolver(() => NaiveReservation)
class NaiveResolver {
  @Query(() => [NaiveReservation])
  reservations() {
    return dataSource.getRepository(ReservationEntity).find({ order: { id: 'DESC' }, take: 50 });
  }

  @FieldResolver(() => NaiveUser)
  user(@Root() { userId }: ReservationEntity, @Ctx() { users }: Context) {
    return users.load(userId);
  }

  @FieldResolver(() => NaiveService)
  service(@Root() { serviceId }: ReservationEntity, @Ctx() { services }: Context) {
    return services.load(serviceId);
  }
}

function loaders(): Context {
  return {
    users: new DataLoader(async (ids) => {
      const rows = await dataSource.getRepository(UserEntity).findBy({ id: In([...ids]) });
      return ids.map((id) => rows.find((row) => row.id === id));
    }),
    services: new DataLoader(async (ids) => {
      const rows = await dataSource.getRepository(ServiceEntity).findBy({ id: In([...ids]) });
      return ids.map((id) => rows.find((row) => row.id === id));
    }),
  };
}

async function main(url: string): Promise<void> {
  dataSource = createDataSource({ url, poolSize: 16 });
  await dataSource.initialize();
  const server = new ApolloServer<Context>({
    schema: buildSchemaSync({ resolvers: [NaiveResolver], validate: false }),
  });
  await server.start();
  const app = express();
  app.use('/graphql', express.json(), expressMiddleware(server, { context: async () => loaders() }));
  const http = app.listen(0, '127.0.0.1', () => announce((http.address() as AddressInfo).port));
}

void main(process.argv[2]!);
