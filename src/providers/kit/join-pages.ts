import type { InboxPage, ProviderFault } from '../../ports/sms-provider';

/**
 * One page of several inboxes of one provider. An inbox that cannot be read stops none of the others: their messages are told,
 * and its fault is the answer to `stored`. Only when none can be read the page itself is a fault.
 */
export async function joinPages(
  pulls: readonly Promise<InboxPage | ProviderFault>[],
): Promise<InboxPage | ProviderFault> {
  const replies = await Promise.all(pulls);
  const pages = replies.filter((reply) => reply.kind === 'page');
  const fault = replies.find((reply) => reply.kind === 'fault');
  if (pages.length === 0 && fault) return fault;
  return {
    kind: 'page',
    more: false,
    messages: pages.flatMap(({ messages }) => messages),
    putAside: pages.flatMap(({ putAside = [] }) => putAside),
    sims: pages.flatMap(({ sims = [] }) => sims),
    async stored() {
      const faults = await Promise.all(pages.map((page) => page.stored?.()));
      return faults.find((one) => one !== undefined) ?? fault;
    },
  };
}
