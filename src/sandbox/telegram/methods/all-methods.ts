import type { MethodTable } from '../rpc/call';
import { checkoutMethods } from '../stars/checkout.methods';
import { starsMethods } from '../stars/stars.methods';
import { authMethods } from './auth.methods';
import { botsMethods } from './bots.methods';
import { callbackMethods } from './callback.methods';
import { channelsMethods } from './channels.methods';
import { editMethods } from './edit.methods';
import { helpMethods } from './help.methods';
import { invitesMethods } from './invites.methods';
import { participantsMethods } from './participants.methods';
import { readMethods } from './read.methods';
import { sendMethods } from './send.methods';
import { updatesMethods } from './updates.methods';
import { uploadMethods } from './upload.methods';
import { usersMethods } from './users.methods';

/** Every method this data centre has. What is not here is refused by name. */
export const allMethods: MethodTable = {
  ...authMethods,
  ...botsMethods,
  ...callbackMethods,
  ...channelsMethods,
  ...checkoutMethods,
  ...editMethods,
  ...helpMethods,
  ...invitesMethods,
  ...participantsMethods,
  ...readMethods,
  ...sendMethods,
  ...starsMethods,
  ...updatesMethods,
  ...uploadMethods,
  ...usersMethods,
};
