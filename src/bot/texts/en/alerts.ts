import type { AlertFacts, AlertKind } from '../../../domain/alert-kind';
import type { Format } from '../format';
import { bold, lines, type Rich, rich } from '../rich';

/** What operators are told of by itself: what is wrong, what it means for buyers, what to do. */
export const alerts = (f: Format) => {
  const name = (fact: AlertFacts[string] | undefined) => f.name(String(fact ?? ''));
  const supplierAlert = (title: string, facts: AlertFacts, meaning: string, repair: string, more?: string): Rich =>
    lines(
      bold(title),
      '',
      rich`Provider: ${bold(name(facts.name))}`,
      facts.service !== undefined &&
        `Sells: ${name(facts.service)} · ${f.country(String(facts.iso), String(facts.country))}`,
      ...(facts.detail ? [`It says: ${name(facts.detail)}`] : []),
      ...(more ? [more] : []),
      meaning,
      '',
      repair,
    );
  const paymentAlert = (title: string, facts: string, meaning: string, repair: string): Rich =>
    lines(bold(title), '', facts, meaning, '', repair);
  const channelRepairs: Record<string, string> = {
    bot_not_admin: 'Make the bot an admin of the channel again.',
    bot_not_in_channel: 'Add the bot to the channel as an admin again. If the channel is gone, take it off the list.',
  };
  const membershipRepairs: Record<string, string> = {
    flood: 'It asks the bot to wait, and the bot does. Should it come often, require fewer channels.',
    timed_out: 'It did not answer in time. Look at the network of the machine.',
  };
  const linkRepairs: Record<string, string> = {
    held_elsewhere:
      'Another program may bind with the same system_id, or the centre still holds a session that is gone. End the other program, or ask the centre how many sessions you may have.',
    throttled:
      'The centre asks for fewer tries, and the shop waits longer. Should it last, ask the centre for the limits of the account.',
    other_protocol:
      'Check the port, and whether the address must begin with smpp:// or with smpps://, then press “Test the connection”.',
  };
  const alertWords: Record<AlertKind, (facts: AlertFacts) => Rich> = {
    channel_unreadable: (facts) =>
      lines(
        bold('⚠️ I cannot see who is in a channel'),
        '',
        rich`Channel: ${bold(name(facts.title))}`,
        `Telegram says: ${name(facts.detail)}`,
        'Until it is repaired nobody is stopped because of this channel, and it pays no rewards.',
        '',
        channelRepairs[String(facts.reason)] ?? 'Look at the bot’s rights in the channel.',
      ),
    panel_locked: (facts) =>
      lines(
        bold('🔐 Somebody tries passwords at the admin panel'),
        '',
        `User: ${name(facts.userId)}. Wrong passwords in a row: ${name(facts.tries)}. The panel is closed to this person for 15 minutes.`,
        'If it was none of you, ban the user and change the password.',
      ),
    channel_unpostable: (facts) =>
      lines(
        bold('⚠️ I cannot post in a channel'),
        '',
        rich`Channel: ${bold(name(facts.title))}`,
        `Telegram says: ${name(facts.detail)}`,
        'Posts wait for a day and go out by themselves once this is repaired. Buyers notice nothing.',
        '',
        'Make the bot an admin of the channel that may post and delete messages, or switch the posts off.',
      ),
    joins_unapproved: (facts) =>
      lines(
        bold('⚠️ I cannot let people into a channel'),
        '',
        rich`Channel: ${bold(name(facts.title))}`,
        `Telegram says: ${name(facts.detail)}`,
        'Whoever asks to join waits for an admin of the channel; until then the shop stays closed to them.',
        '',
        'Give the bot the right to invite users there, or approve the requests yourselves.',
      ),
    membership_unknown: (facts) =>
      lines(
        bold('⚠️ Telegram does not say who is in our channels'),
        '',
        membershipRepairs[String(facts.reason)] ?? 'It goes on by itself as soon as Telegram answers.',
        'Until then nobody is stopped because of a channel, and no rewards are paid.',
      ),
    provider_key_refused: (facts) =>
      supplierAlert(
        '⚠️ A supplier refuses our key',
        facts,
        'Nothing is bought there until it is repaired, and its offers show no stock. Numbers already bought are still watched.',
        'Give the provider its right key, then test the connection.',
      ),
    provider_balance_low: (facts) =>
      supplierAlert(
        '⚠️ Our balance at a supplier is low',
        facts,
        'When it is empty nothing is bought there and its offers show no stock. Buyers never see this as their own balance.',
        'Top up the account at the supplier.',
        facts.balance ? `Balance: ${name(facts.balance)}, alert below ${name(facts.low)}` : undefined,
      ),
    provider_blocked: (facts) =>
      supplierAlert(
        '⚠️ A supplier has blocked our account',
        facts,
        'Nothing is bought there for a while. Numbers already bought are still watched.',
        'Look into the account at the supplier, or write to its support.',
      ),
    provider_unreachable: (facts) =>
      supplierAlert(
        '⚠️ A supplier does not answer',
        facts,
        'Codes from it come late. It is asked again by itself; buyers get numbers from other suppliers meanwhile.',
        'Look whether its address is right and its site works. Should it last, switch the provider off.',
      ),
    link_refused: (facts) =>
      supplierAlert(
        '⚠️ A centre does not let the shop in',
        facts,
        'SMS to its numbers wait there. The shop tries again by itself.',
        'Check system_id, password, system type and how many sessions it allows, then press “Test the connection”.',
      ),
    link_distrusted: (facts) =>
      supplierAlert(
        '⚠️ The certificate of a centre is not trusted',
        facts,
        'The shop told it nothing, not even the password. SMS to its numbers wait there; the shop tries again by itself.',
        'Check the address, and the options ca (who vouches for the centre) and serverName (the name in its certificate), then press “Test the connection”. If all is right, somebody may stand between.',
      ),
    link_down: (facts) =>
      supplierAlert(
        '⚠️ The link to a centre is down',
        facts,
        'SMS to its numbers come late. The shop keeps trying by itself.',
        linkRepairs[String(facts.reason)] ??
          'Look at the address, the firewall and the centre. Should it last, switch the provider off.',
      ),
    link_unreadable: (facts) =>
      supplierAlert(
        '⚠️ SMS of a centre were refused for good',
        facts,
        'Whoever waits for these gets nothing, and the centre does not send them again. All others go on.',
        'Check the options country and alphabet. Should they be right, show the words above to the centre.',
        `SMS: ${name(facts.count)}`,
      ),
    route_refused: (facts) =>
      supplierAlert(
        '⚠️ A supplier does not know what a route asks for',
        facts,
        'The route sells nothing.',
        'Correct the service and country codes of the route.',
      ),
    orders_unreadable: (facts) =>
      supplierAlert(
        '⚠️ A supplier lists orders that we cannot read',
        facts,
        'All others go on. The orders that somebody waits for are asked for one by one.',
        'Should it last, report the row below to whoever looks after the program.',
        `Rows: ${name(facts.count)}`,
      ),
    orders_of_others: (facts) =>
      supplierAlert(
        '⚠️ Orders at a supplier are not ours',
        facts,
        'Another shop, or somebody by hand, buys with the same key. The orders are left alone; they use our balance.',
        'If they are yours, nothing is to be done. If not, change the key at the supplier.',
        `Orders: ${name(facts.count)}`,
      ),
    account_shared: (facts) =>
      supplierAlert(
        '⚠️ Several providers use one account',
        facts,
        'Address and key are the same, so they share orders, balance and limits. Each watches its own orders.',
        'If that is not meant, switch one of them off.',
        `Providers: ${name(facts.names)}`,
      ),
    purchase_lost: (facts) =>
      supplierAlert(
        '⚠️ A purchase was paid at a supplier, but no number came',
        facts,
        'Its answer was lost and it shows no order. The buyer’s money was given back; what the supplier charged stands in the margin report as lost.',
        'Ask the supplier for the order, with the time below.',
        `Charged: ${name(facts.amount)}. Asked at: ${name(facts.askedAt)}`,
      ),
    purchase_unclear: (facts) =>
      supplierAlert(
        '⚠️ A supplier may have charged us for numbers that never came',
        facts,
        'Its answers were lost, and its balance did not tell what became of them in time. The buyers’ money was given back; the amount stands in the margin report as unclear.',
        'Look at the account’s history there around the times below, and ask for the money back if it was taken.',
        `At most: ${name(facts.amount)}. Purchases: ${name(facts.count)}. Asked from ${name(facts.from)} to ${name(facts.to)}`,
      ),
    catalogue_changed: (facts) =>
      supplierAlert(
        '🗂 A supplier’s catalogue has changed',
        facts,
        'Prices and stock of our routes follow by themselves, offers do not.',
        'Open Supply in the panel to see what is new, gone or dearer.',
        `New: ${name(facts.added)}, gone: ${name(facts.gone)}, dearer: ${name(facts.dearer)}`,
      ),
    catalogue_unreadable: (facts) =>
      supplierAlert(
        facts.count ? '⚠️ Some prices of a supplier cannot be read' : '⚠️ The prices of a supplier cannot be read',
        facts,
        facts.count
          ? 'These stay as they were read last, and nothing is taken as sold out; all others are fresh.'
          : 'Prices and stock stay as they were read last. What is sold out or dearer by now is not known.',
        'Look at its protocol, address and options. Should they be right, report the words below to whoever looks after the program.',
        facts.count ? `Rows: ${name(facts.count)}` : undefined,
      ),
    sim_unmapped: (facts) =>
      lines(
        bold('📶 A SIM gets SMS, and nobody knows its number'),
        '',
        rich`Provider: ${bold(name(facts.name))}. Slot: ${bold(name(facts.slot))}`,
        'What comes to it reaches no buyer; it is kept under Messages.',
        '',
        'Open SIMs in the panel and give the slot its number, or let the number be found by an SMS.',
      ),
    sim_silent: (facts) =>
      lines(
        bold('📶 A SIM has fallen silent'),
        '',
        rich`Provider: ${bold(name(facts.name))}. Slot: ${bold(name(facts.slot))}`,
        `Hours without an SMS: ${name(facts.hours)}, though buyers waited for codes.`,
        'Its number is not sold meanwhile; nobody was charged.',
        '',
        'Send an SMS to it from any phone: when it comes, the SIM is sold again by itself. If it does not, look at its modem, its signal and its contract.',
      ),
    daemon_stopped: (facts) =>
      lines(
        bold('📶 A daemon of our SIMs stands still'),
        '',
        rich`Provider: ${bold(name(facts.name))}`,
        facts.reason === 'nothing_comes'
          ? 'Nothing has come from any of its SIMs for a long time, though buyers waited. Its numbers are still sold.'
          : 'Its numbers are not sold until it works again.',
        '',
        'Look whether the daemon runs, and at its log. This goes away by itself when it works.',
      ),
    inbox_unreadable: (facts) =>
      supplierAlert(
        '📶 SMS that cannot be read were put aside',
        { ...facts, detail: '' },
        'All others go on. Nobody got what stands in these.',
        'Look at them in the folder for unreadable files; move back what was mended, delete the rest.',
        `Files: ${name(facts.count)}. ${name(facts.detail)}`,
      ),
    stock_low: (facts) =>
      lines(
        bold('⚠️ Our own numbers are running out'),
        '',
        `Service: ${name(facts.service)}`,
        `Country: ${name(facts.country)}`,
        `Free numbers: ${name(facts.free)}`,
        'When none is left this offer shows no stock. Other suppliers of the offer go on selling.',
        '',
        'Import numbers, or lower lowStockNumbers in the settings.',
      ),
    books_broken: (facts) =>
      lines(
        bold('🚨 The books are not in order'),
        '',
        `Rule: ${name(facts.rule)}`,
        `Findings: ${name(facts.findings)}`,
        'Nothing is repaired by itself. Buyers can go on; what is wrong stays until somebody looks.',
        '',
        'Run “npm run shop -- verify”, which names each row, before anything else.',
      ),
    payment_unclaimed: (facts) =>
      paymentAlert(
        '💰 Money came that is nobody’s',
        `Method: ${name(facts.name)}. It came: ${name(facts.amount)} ${name(facts.currency)}. Receipt R-${name(facts.receiptId)}.`,
        'No wallet was credited.',
        'Find out whose it is and assign it under Payments.',
      ),
    refund_requested: (facts) =>
      paymentAlert(
        '💸 A refund is asked for',
        `User: ${name(facts.userId)}. ${name(facts.amount)} of the receipt R-${name(facts.receiptId)}.`,
        'Nothing has moved yet.',
        'Approve or refuse it under Payments, Refunds asked for.',
      ),
    payer_shared: (facts) =>
      paymentAlert(
        '⚠️ One card pays for several users',
        `User: ${name(facts.userId)}. Receipt R-${name(facts.receiptId)}. Users that it paid for: ${name(facts.users)}.`,
        'Nothing was stopped.',
        'Look at them under Payments, Shared cards: stolen cards are used so.',
      ),
    payment_taken_back: (facts) =>
      paymentAlert(
        '⛔ A payment was taken back',
        `Method: ${name(facts.name)}. User: ${name(facts.userId)}. Taken from the balance: ${name(facts.taken)}. Owed: ${name(facts.owed)}.`,
        'While something is owed, this user cannot buy.',
        'Look at the user’s card; ban the user if it was no mistake.',
      ),
    payment_provider_trouble: (facts) =>
      paymentAlert(
        '⚠️ A way to pay does not work',
        `Method: ${name(facts.name)}. It says: ${name(facts.fault)}, ${name(facts.detail)}.`,
        'Buyers cannot begin payments there; what was paid is read later, nothing is lost.',
        'Check its key and address under Payments, or turn it off until it works.',
      ),
    payments_differ: (facts) =>
      paymentAlert(
        '⚠️ A payment provider’s list is not ours',
        `Method: ${name(facts.name)}. Differences: ${name(facts.differences)}.`,
        'No money was moved because of it.',
        'Look at each line under Payments, Compare with providers.',
      ),
    support_waiting: (facts) =>
      paymentAlert(
        '🆘 A buyer waits for your answer',
        `Waiting longest: ${name(facts.thread)}, for ${name(facts.minutes)} minutes. Waiting in all: ${name(facts.waiting)}.`,
        'The question stays until somebody answers or closes it.',
        'Open Support in the panel and answer. How long they may wait is a setting.',
      ),
    support_undelivered: (facts) =>
      paymentAlert(
        '🔕 An answer did not reach its buyer',
        `Thread: ${name(facts.thread)}. Telegram says: ${name(facts.detail)}.`,
        'Most likely the buyer has blocked the bot. The answer stays in the thread, and they see it there when they come back.',
        'Nothing to repair; reach them otherwise if it is about money.',
      ),
    event_endpoint_off: (facts) =>
      lines(
        bold('⚠️ A webhook of ours was turned off'),
        '',
        `Address: ${name(facts.url)}`,
        `It says: ${name(facts.problem)}`,
        'It failed for days, so nothing is sent there any more. What it missed stays for 30 days and can be sent again.',
        '',
        'Repair the other side, then turn the endpoint on again through the API.',
      ),
    source_chat_moved: (facts) =>
      lines(
        bold('🔀 A source chat became a supergroup'),
        '',
        `Provider: ${name(facts.name)}. Chat: ${name(facts.title)}`,
        `Telegram gave it another id: ${name(facts.to)}, before it was ${name(facts.from)}. Its posts are read on from there by itself; nothing was lost.`,
        '',
        `Make sure that the bot is an admin there, and put the new id into your own notes and configuration files.`,
      ),
    message_unmade: (facts) =>
      lines(
        bold('⚠️ A message of mine cannot be made'),
        '',
        `Kind: ${name(facts.kind)}`,
        `Number: ${name(facts.outboxId)}`,
        'It is put aside and tried every five minutes for a day; all other messages go on. Whoever it is for does not get it meanwhile.',
        '',
        'The log says why, at the number below. Should it stay, report it to whoever looks after the program.',
      ),
  };
  return {
    alertWords,
    /** A trouble that was told of is over. */
    alertOver: (o: { title: string; facts: AlertFacts; since: Date }): Rich =>
      lines(
        bold(`✅ It is over: ${o.title}`),
        ...((o.facts.name ?? o.facts.title) ? [name(o.facts.name ?? o.facts.title)] : []),
        o.facts.service !== undefined &&
          [
            name(o.facts.service),
            o.facts.iso === undefined ? name(o.facts.country) : f.country(String(o.facts.iso), String(o.facts.country)),
          ].join(' · '),
        `It stood since ${f.dateTime(o.since)}. Nothing is to be done.`,
      ),
    alertPlace: '🔧 To where it is',
  };
};
