import { CatalogueDeletionsResolver } from './catalogue-deletions.resolver';
import { MessageResolver } from './message.resolver';
import { NumberResolver } from './number.resolver';
import { NumberChangesResolver } from './number-changes.resolver';

/** Own numbers, the messages that come to them, and what is deleted from the catalogue. */
export const poolResolvers = [
  NumberResolver,
  NumberChangesResolver,
  MessageResolver,
  CatalogueDeletionsResolver,
] as const;
