import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ANNOUNCEMENT_KINDS } from '../../domain/channel/announcement-kind';
import { Scoped } from '../guard';
import { LanguageEnum } from './enums';
import { BigIntIdScalar } from './scalars';

export const AnnouncementKindEnum = Object.fromEntries(ANNOUNCEMENT_KINDS.map((kind) => [kind, kind]));
registerEnumType(AnnouncementKindEnum, {
  name: 'AnnouncementKind',
  description: 'What a channel is told of by itself.',
});

@Scoped('channels:read')
@ObjectType({ description: 'A channel to which news of the catalogue are posted by themselves.' })
export class AnnouncementChannel {
  @Field(() => Int) channelId!: number;
  @Field(() => String) title!: string;
  @Field(() => Boolean) isActive!: boolean;
  @Field(() => [AnnouncementKindEnum]) kinds!: readonly string[];
  @Field(() => LanguageEnum) language!: string;
  @Field(() => Date) createdAt!: Date;
}

@Scoped('channels:read')
@ObjectType({ description: 'The operator’s words for a kind of announcement in one language.' })
export class AnnouncementTemplate {
  @Field(() => AnnouncementKindEnum) kind!: string;
  @Field(() => LanguageEnum) language!: string;
  @Field(() => String) text!: string;
  @Field(() => Date) updatedAt!: Date;
}

@ObjectType({ description: 'All templates that are not the shop’s own, as they stand now.' })
export class AnnouncementTemplateSaved {
  @Field(() => [AnnouncementTemplate]) templates: readonly AnnouncementTemplate[];

  constructor(templates: readonly AnnouncementTemplate[]) {
    this.templates = templates;
  }
}

@ObjectType({ description: 'On its way to that person.' })
export class AnnouncementPreviewSent {
  @Field(() => BigIntIdScalar) userId: bigint;

  constructor(userId: bigint) {
    this.userId = userId;
  }
}
