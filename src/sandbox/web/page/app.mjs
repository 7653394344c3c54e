import { get, post, postFile } from './api.mjs';
import { paintAvatar } from './avatar.mjs';
import { chatMenu } from './chat-menu.mjs';
import { Composer } from './composer.mjs';
import { copyText } from './copy.mjs';
import { byId, make } from './dom.mjs';
import { Feed } from './feed.mjs';
import { icon } from './icons.mjs';
import { followLink } from './links.mjs';
import { MessageList } from './message-list.mjs';
import { NumbersPanel } from './numbers-panel.mjs';
import { ask, toast } from './overlays.mjs';
import { isInvoiceLink, pay, showReceipt } from './payment.mjs';
import { PeopleList } from './people-list.mjs';
import { remember, remembered } from './remember.mjs';
import { closeSheet, setUpViews, showView } from './views.mjs';
import { directionOf, wordsFor } from './words.mjs';

const TYPING_MS = 6_000;

let userId;
let people = [];
let chat;
let typing;

const url = (act) => `/sandbox/users/${encodeURIComponent(userId)}/${act}`;

/** Runs an act; a refusal becomes a toast. */
async function act(name, body, how = post) {
  try {
    return await how(url(name), body);
  } catch (error) {
    toast(error.message);
    throw error;
  }
}
const quietly = (name, body) => act(name, body).catch(() => undefined);

async function press(message, button) {
  if (button.kind === 'copy') return copyText(button.copyText, chat.words);
  if (button.kind === 'url') return void follow(button.url);
  if (button.kind === 'pay') {
    const { receiptId } = message.invoice ?? {};
    return receiptId ? receipt(receiptId) : payFor({ messageId: message.id });
  }
  if (button.kind !== 'callback') return toast(chat.words.unsupported);
  const answer = await quietly('press', { messageId: message.id, data: button.data });
  // The key has done its work; it does not wait until the person has read.
  if (answer?.url) follow(answer.url);
  else if (answer?.text && answer.alert) ask({ text: answer.text, yes: chat.words.ok });
  else if (answer?.text) toast(answer.text);
}

const payFor = (what) => pay(what, { words: chat.words, act: quietly, say: toast });
const receipt = (messageId) => showReceipt(messageId, { words: chat.words, language: chat.language, act: quietly });

const follow = (link) =>
  isInvoiceLink(link)
    ? payFor({ url: link })
    : followLink(link, {
        botUsername: chat.bot.username,
        words: chat.words,
        start: (payload) => quietly('start', payload ? { payload } : {}),
        look: (link) => quietly('channel', { url: link }),
        setMember: (link, isMember) => quietly('membership', { url: link, isMember }),
      });

const messages = new MessageList({
  press,
  copy: (text) => copyText(text, chat.words),
  link: follow,
  receipt,
  command: (text) => quietly('messages', { text }),
});
const composer = new Composer({
  send: (text) => act('messages', { text }),
  sendFile: (file, caption) => act('files', { file, caption }, postFile),
  start: () => quietly('start'),
  block: (blocked) => quietly('block', { blocked }),
});
const peopleList = new PeopleList(play);
const badge = make('span', { class: 'count', hidden: true });
const numbers = new NumbersPanel(badge, closeSheet);

chatMenu(() => [
  { name: '/start', drawing: 'play', run: () => quietly('start') },
  { name: chat.words.restart, drawing: 'restart', run: () => quietly('restart') },
  {
    name: chat.blocked ? chat.words.unblockBot : chat.words.block,
    drawing: 'block',
    danger: !chat.blocked,
    run: () => quietly('block', { blocked: !chat.blocked }),
  },
]);

function setLanguage(language) {
  byId('chat').setAttribute('dir', directionOf(language));
  byId('chat').setAttribute('lang', language);
}

/** What each event of the chat changes; see `chat/chat-view.ts` for their shapes. */
const handlers = {
  people({ users }) {
    people = users;
    peopleList.show(people, userId);
  },
  state({ state }) {
    const isOther = chat?.user.id !== state.user.id;
    const { language } = state.user;
    chat = { ...state, language, words: wordsFor(language) };
    setLanguage(language);
    remember({ language });
    messages.replace(state.messages, chat, isOther);
    numbers.hint(chat.words);
    numbers.look();
  },
  message({ message }) {
    if (!message.out) stopTyping();
    messages.put(message);
    numbers.look();
  },
  gone: ({ ids }) => messages.remove(ids),
  typing({ on }) {
    stopTyping();
    if (!on) return;
    typing = setTimeout(() => {
      stopTyping();
      showHead();
    }, TYPING_MS);
  },
  read({ upTo }) {
    chat.readUpTo = upTo;
    messages.remove([]);
  },
  stars({ stars }) {
    chat.stars = stars;
  },
  notice({ text }) {
    ask({ text, yes: chat.words.ok });
  },
  bot({ bot }) {
    chat.bot = bot;
  },
  blocked({ blocked }) {
    chat.blocked = blocked;
  },
  connection({ connection }) {
    chat.connection = connection;
  },
  lost() {
    if (chat) chat.connection = 'connecting';
  },
};

function stopTyping() {
  clearTimeout(typing);
  typing = undefined;
}

/** Header and composer follow every change. */
function showHead() {
  if (!chat) return;
  const { bot, words, connection } = chat;
  const busy = connection === 'online' ? (typing ? words.typing : '') : words[connection];
  paintAvatar(byId('bot-avatar'), bot.name);
  byId('bot-name').textContent = bot.name;
  byId('chat-status').textContent = busy || words.bot;
  byId('chat-stars').textContent = `⭐ ${chat.stars}`;
  byId('chat-stars').title = `${words.yourStars}: ${chat.stars}`;
  byId('chat-status').classList.toggle('is-busy', Boolean(busy));
  document.title = `${bot.name} · ${chat.user.name}`;
  composer.show({ words, userId, blocked: chat.blocked, isEmpty: messages.size === 0 && connection === 'online', bot });
}

const feed = new Feed((kind, facts) => {
  handlers[kind](facts);
  showHead();
});

/** Becomes another demo user. */
function play(id) {
  showView('chat');
  if (id === userId) return;
  userId = id;
  stopTyping();
  const { username = id } = people.find((one) => one.id === id) ?? {};
  history.replaceState(null, '', `#${encodeURIComponent(username)}`);
  remember({ person: id });
  peopleList.show(people, userId);
  feed.follow(id);
}

setUpViews(badge);
if (remembered.language) setLanguage(remembered.language); // until the chat is there
byId('to-bottom').append(icon('down'));

async function begin() {
  try {
    ({ users: people } = await get('/sandbox/users'));
  } catch {
    setTimeout(begin, 1_000);
    return;
  }
  const isCalled = (name) => (one) => name && (one.id === name || one.username === name);
  const wanted = decodeURIComponent(location.hash.slice(1));
  const first = people.find(isCalled(wanted)) ?? people.find(isCalled(remembered.person)) ?? people[0];
  if (first) play(first.id);
}
begin();
