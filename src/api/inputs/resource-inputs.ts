import type { GraphQLScalarType } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { type ClassType, Field, Float, InputType, Int } from 'type-graphql';
import type { Resource, ResourceField } from '../../resources/kit/resource';
import { PromoKindEnum, ProviderModeEnum } from '../types/enums';
import { MoneyScalar } from '../types/scalars';

/** Enums of the schema by the values that a field may have. */
const ENUMS: readonly object[] = [ProviderModeEnum, PromoKindEnum];

const TYPES = {
  text: String,
  secret: String,
  whole: Int,
  reference: Int,
  decimal: Float,
  money: MoneyScalar,
  flag: Boolean,
  instant: Date,
  json: GraphQLJSONObject,
  words: [String],
} satisfies Record<Exclude<ResourceField['type'], 'choice'>, unknown>;

/** How a resource is given on the wire. Whether a value fits is the use cases' business. */
export function inputsOf<Given extends object>(resource: Resource<Given>) {
  const name = resource.name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const create = inputOf(`Create${name}Input`, undefined, resource.fields, ({ isNeeded }) => isNeeded);
  return { create, update: changesOf(`Update${name}Input`, 'What is left out stays as it is.', resource) };
}

export function changesOf(name: string, description: string, { fields }: Pick<Resource, 'fields'>): ClassType {
  return inputOf(
    name,
    description,
    fields.filter(({ isFixed }) => !isFixed),
    () => false,
  );
}

function inputOf(
  name: string,
  description: string | undefined,
  fields: readonly ResourceField[],
  isNeeded: (field: ResourceField) => boolean,
): ClassType {
  const made = { [name]: class {} }[name]!;
  for (const field of fields)
    Field(() => typeOf(field), { nullable: !isNeeded(field), description: field.description })(
      made.prototype,
      field.name,
    );
  InputType(name, { description })(made);
  return made;
}

function typeOf({ type, options }: ResourceField): typeof String | GraphQLScalarType {
  if (type !== 'choice') return TYPES[type] as GraphQLScalarType;
  const values = Array.isArray(options) ? String(options) : undefined;
  return (ENUMS.find((one) => String(Object.values(one)) === values) ?? String) as GraphQLScalarType;
}
